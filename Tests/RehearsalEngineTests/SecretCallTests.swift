import Foundation
@testable import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import Testing

@testable import RehearsalEngine

/// A call that nobody knows of: drawn when the rehearsal is opened, fixed by a hash, shown when it
/// comes.
@Suite("A secret call")
struct SecretCallTests {
  private static let yaml = """
    format: 1
    title: Secret
    framework: ilacs-standard
    window: {from: 2026-11-02, to: 2026-11-27, earliest: 09:00, latest: 10:30}
    roles: [{title: Director, id: dcs}, {title: Deputy, id: ad}]
    communication: {tree: [{role: dcs, tells: [ad]}]}
    """

  /// A rehearsal opened as `run` opens one.
  private final class Opened {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("rehearse-secret-\(UUID().uuidString)")
    let secret: CallSecret
    let plan: Plan
    let folder: LogFolder

    init() throws {
      let files = SourceFiles([SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))])
      let undated = try #require(try ScenarioReader(.rehearsal).read(files).plan)
      let times = try #require(undated.callTimes)
      secret = try #require(Entropy.call(times, undated.calendar))
      let notified = CallDate(secret.moment.date, secret.moment.time)
      let reading = try ScenarioReader(.rehearsal, notified: notified).read(files)
      plan = try #require(reading.plan).keeping(secret)
      folder = try LogFolder.open(
        plan, reading.used, in: root.path, named: "secret", tool: "test",
        wall: WallMoment(microseconds: 0))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }

    func remove(_ name: String) throws {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }

    /// Starts the clock and lets the call come.
    func call() throws {
      let writer = try RehearsalWriter(
        LogFile.open(folder, forWriting: true), .rehearsal, plan,
        wall: { WallMoment(microseconds: 0) })
      let start = Moment(secret.moment.date, .midnight)
      try writer.perform([
        .init(
          StartRehearsal(pace: .stepped, followsPhases: false, because: nil),
          by: .facilitator(seat: "p1"),
          id: "start", at: start),
        .init(
          MoveClock(to: secret.moment + .minutes(5)), by: .facilitator(seat: "p1"), id: "move",
          at: start),
      ])
      try writer.perform([])
    }
  }

  @Test("a rehearsal that cannot be opened leaves nothing behind")
  func unopened() throws {
    let opened = try Opened()
    let file = SourceFile(path: "frameworks/own.yaml", bytes: [])
    #expect(throws: StorageProblem.self) {
      _ = try LogFolder.open(
        opened.plan, [file, file], in: opened.root.path, named: "other", tool: "test",
        wall: WallMoment(microseconds: 0))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: opened.root.path) == ["secret"])
  }

  @Test("it is a minute of a day of the window, another each time, with a salt of its own")
  func drawn() throws {
    let all = try (0..<40).map { _ in try Opened().secret }
    #expect(all.allSatisfy { $0.moment.date.weekday == .monday })
    #expect(all.allSatisfy { $0.moment.time.hour * 60 + $0.moment.time.minute <= 630 })
    #expect(Set(all.map(\.moment)).count > 10)
    #expect(Set(all.map(\.salt)).count == 40)
    #expect(all.allSatisfy { CallSecret(text: $0.text) == $0 })
  }

  @Test("line 0 holds its hash and nothing of it; the file is for its owner alone")
  func kept() throws {
    let opened = try Opened()
    let line = try opened.text("events.jsonl")
    #expect(line.contains("\"call\":\""))
    #expect(line.contains("\"at\":\"2026-11-02T00:00:00\""))
    #expect(!line.contains(opened.secret.salt))
    let path = "\(opened.folder.path)/call.secret"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try LogVerifier(opened.folder).verify().isSound)
    let recorded = try RecordedRehearsal.open(opened.folder, .rehearsal)
    #expect(recorded.replay.plan.start?.at == opened.secret.moment)
  }

  @Test("the call shows it to everyone, and from then on the file is not needed")
  func revealed() throws {
    let opened = try Opened()
    try opened.call()
    let recorded = try RecordedRehearsal.open(opened.folder, .rehearsal)
    let shown = recorded.replay.events.compactMap { $0.event as? CallRevealed }
    #expect(shown.map { CallSecret(moment: $0.moment, salt: $0.salt) } == [opened.secret])
    #expect(try LogVerifier(opened.folder).verify().isSound)
    try opened.remove("call.secret")
    #expect(try LogVerifier(opened.folder).verify().isSound)
    let again = try RecordedRehearsal.open(opened.folder, .rehearsal)
    #expect(again.replay.plan.start?.at == opened.secret.moment)
  }

  @Test("a secret that was moved, broken or lost before the call is said to be")
  func changed() throws {
    let opened = try Opened()
    let moved = CallSecret(
      moment: opened.secret.moment + .minutes(1), salt: opened.secret.salt)
    for text in [moved.text + "\n", "tomorrow\n", ""] {
      try opened.write(text, to: "call.secret")
      let report = try LogVerifier(opened.folder).verify()
      #expect(report.damages.map(\.kind) == [.secret], "\(text)")
      #expect(throws: StorageProblem.self) {
        try RecordedRehearsal.open(opened.folder, .rehearsal)
      }
    }
    try opened.remove("call.secret")
    #expect(try LogVerifier(opened.folder).verify().isSound)
    do {
      _ = try RecordedRehearsal.open(opened.folder, .rehearsal)
      Issue.record("opened without its secret")
    } catch {
      #expect(error.words.contains("nobody knows when the call comes"))
    }
  }
}
