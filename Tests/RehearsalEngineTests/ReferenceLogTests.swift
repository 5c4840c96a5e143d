import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Testing

/// Recorded rehearsals that every later version must still read, to the same state.
///
/// Format 1 is not frozen yet: `REHEARSE_RECORD_REFERENCE=1 swift test --filter ReferenceLogTests`
/// records them again, and fails so that nobody overlooks it.
@Suite("Recorded rehearsals of reference")
struct ReferenceLogTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("logs/reference")

  private static var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["REHEARSE_RECORD_REFERENCE"] == "1"
  }

  private static func digests() throws -> [String: String] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("digests.txt"), encoding: .utf8)
    return Dictionary(
      uniqueKeysWithValues: text.split(separator: "\n").map { line in
        let parts = line.split(separator: " ")
        return (String(parts[0]), String(parts[1]))
      })
  }

  @Test("record them again, where that was asked for")
  func record() throws {
    guard Self.isRecording else { return }
    let files = FileManager.default
    var digests = ""
    for name in RecordedScenario.names {
      let recorded = try RecordedScenario(name)
      let target = Self.folder.appendingPathComponent(name)
      try? files.removeItem(at: target)
      try files.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try files.copyItem(at: URL(fileURLWithPath: recorded.folder.path), to: target)
      digests += "\(name) \(try RecordedRehearsal.open(recorded.folder, .rehearsal).digest)\n"
    }
    try digests.write(
      to: Self.folder.appendingPathComponent("digests.txt"), atomically: true, encoding: .utf8)
    Issue.record("recorded again: look at what changed, and say why in the commit")
  }

  @Test("there are some, and each has its digest")
  func listed() throws {
    #expect(Self.names == RecordedScenario.names && Self.names.contains("tutorial"))
    #expect(try Self.digests().keys.sorted() == Self.names)
  }

  @Test("each verifies, and replays to the state that it was recorded with", arguments: names)
  func replayed(_ name: String) throws {
    let folder = LogFolder(Self.folder.appendingPathComponent(name).path)
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.map(\.description) == [])
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    #expect(try recorded.digest == Self.digests()[name])
    let unknown = recorded.replay.events.filter {
      if case .unknown = $0.payload { return true }
      return false
    }
    #expect(unknown.isEmpty)
  }

  @Test("the same script played today gives the same log, to the byte", arguments: names)
  func again(_ name: String) throws {
    let kept = Self.folder.appendingPathComponent("\(name)/events.jsonl")
    #expect(try Array(Data(contentsOf: kept)) == RecordedScenario(name).bytes())
  }
}
