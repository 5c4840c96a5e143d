import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Synchronization
import Testing

@testable import RehearsalEngine

/// Every message to a role is in the outbox, once, however often and wherever it was interrupted.
@Suite(.timeLimit(.minutes(2))) struct OutboxTests {
  /// What was said when something did not work.
  private final class Ears: Sendable {
    private let said = Mutex<[String]>([])
    var all: [String] { said.withLock { $0 } }
    func hear(_ words: String) { said.withLock { $0.append(words) } }
  }

  private let log: RecordedScenario
  private let ears = Ears()

  init() throws { log = try RecordedScenario() }

  private func live() async throws -> LiveRehearsal {
    var settings = LiveRehearsal.Settings()
    settings.cast = nil
    return try await LiveRehearsal.open(log.folder, .rehearsal, log.plan, settings) {
      WallMoment(microseconds: 0)
    }
  }

  private func follow(_ live: LiveRehearsal, _ mailer: Mailer? = nil) throws -> Outbox {
    let ears = ears
    return try Outbox.follow(live, mailer: mailer) { ears.hear($0) }
  }

  /// One whole run, from opening to closing.
  private func run(_ mailer: Mailer? = nil) async throws {
    let live = try await live()
    let outbox = try follow(live, mailer)
    if mailer == nil {
      await outbox.close()
      await live.close()
    } else {
      // Whoever lets the rehearsal close first gives the mailer its time.
      await live.close()
      while !outbox.hasEnded { try await Task.sleep(for: .milliseconds(10)) }
    }
  }

  private func files() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: log.folder.outbox)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let url = URL(fileURLWithPath: "\(log.folder.outbox)/\(name)")
        return (name, try String(contentsOf: url, encoding: .utf8))
      })
  }

  /// The names that the log asks for, worked out without an outbox.
  private func expected() throws -> Set<String> {
    let replay = try RecordedRehearsal.open(log.folder, .rehearsal).replay
    var state = replay.modules.initialState(replay.plan)
    var names: Set<String> = []
    for recorded in replay.events {
      state.evolve(recorded)
      for letter in recorded.letters(state, replay.plan) {
        let n = String(repeating: "0", count: 6 - String(recorded.n).count) + String(recorded.n)
        names.insert("\(n)-\(letter.to).eml")
      }
    }
    return names
  }

  /// A script in the place of sendmail, which writes down whom it was run for.
  private func mailer(_ body: String = "exit 0", patience: Int = 20_000) throws -> Mailer {
    let folder = URL(fileURLWithPath: log.folder.path)
    let path = folder.appendingPathComponent("fake-sendmail").path
    let text = "#!/bin/sh\necho \"$3\" >> '\(sent)'\ncat > /dev/null\n\(body)\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return try #require(Mailer(program: path, patience: patience))
  }

  private var sent: String { log.folder.path + "/fake-sent" }

  /// Whom the script was run for, in order.
  private func recipients() -> [String] {
    let text = try? String(contentsOfFile: sent, encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  private func name(_ people: [(StaticString, String)]) throws {
    try People.write(
      people.map { ContactDetails(id: .known($0.0), email: $0.1) }, to: log.folder)
  }

  // MARK: - Files

  @Test func `there is one file for each event and role, and nothing else`() async throws {
    try await run()
    let files = try files()
    #expect(Set(files.keys) == (try expected()) && !files.isEmpty)
    for (name, text) in files {
      #expect(text.contains("\r\n <"), "\(name)")
      #expect(text.contains("Subject: EXERCISE: ") || text.contains("Subject: =?utf-8?q?EXERCISE"))
      #expect(text.contains("\r\n\r\nExercise only. "))
      let n = try #require(Int(name.prefix { $0 != "-" }))
      #expect(text.contains("X-Rehearse-Event: \(n)\r\n"))
      #expect(!text.contains("Cc:") && !text.contains("\r\nBcc"))
      #expect(text.components(separatedBy: "\r\nTo: ").count == 2)
    }
    let ids = files.values.compactMap { text in
      text.components(separatedBy: "\r\n").first { $0.hasPrefix("Message-ID:") }
    }
    #expect(Set(ids).count == files.count)
    #expect(ears.all.isEmpty)
  }

  @Test func `begun again it writes the same, and nothing twice`() async throws {
    try await run()
    let before = try files()
    try await run()
    #expect(try files() == before)
  }

  @Test func `what was lost, torn or left half written is there again`() async throws {
    try await run()
    let before = try files()
    let names = before.keys.sorted()
    let outbox = log.folder.outbox
    try FileManager.default.removeItem(atPath: "\(outbox)/\(names[0])")
    try Data("Subj".utf8).write(to: URL(fileURLWithPath: "\(outbox)/\(names[1])"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(outbox)/\(names[2]).part-4"))
    try await run()
    #expect(try files() == before)
  }

  @Test func `what happens while it follows is written before it is closed`() async throws {
    let early = try RecordedScenario(lines: 1)
    var settings = LiveRehearsal.Settings()
    settings.cast = nil
    let live = try await LiveRehearsal.open(early.folder, .rehearsal, early.plan, settings) {
      WallMoment(microseconds: 0)
    }
    let outbox = try follow(live)
    let reader = SentenceReader(
      .rehearsal, roles: early.plan.scenario.head.roles.map(\.id), context: early.plan.days)
    let sentence = try reader.read(
      "facilitator announces fire to data-lead message \"The alarm rings.\"",
      at: Place(file: "test", line: 1, column: 1)
    ).get()
    let outcome = try await live.perform([
      LiveRehearsal.Act(
        sentence.command, by: sentence.actor, id: "one", at: live.replay().events.last?.at)
    ])[0].get()
    let n = try #require(outcome).lowerBound
    await outbox.close()
    await live.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: early.folder.outbox)
    #expect(names.contains { $0.hasSuffix("\(n)-data-lead.eml") }, "\(names)")
    #expect(outbox.position >= n)
  }

  @Test func `two cannot follow one rehearsal at once`() async throws {
    let live = try await live()
    let first = try follow(live)
    #expect(throws: StorageProblem.self) { try follow(live) }
    await first.close()
    await first.close()
    await live.close()
  }

  // MARK: - Addresses

  @Test func `an address stands there only as long as people json has it`() async throws {
    try name([("p8", "hos@council.example")])
    try await run()
    #expect(try files().contains { $0.value.contains("<hos@council.example>") })
    _ = try People.remove(.known("p8"), from: log.folder)
    try await run()
    #expect(try !files().contains { $0.value.contains("hos@council.example") })
    #expect(Set(try files().keys) == (try expected()))
  }

  // MARK: - Sending

  @Test func `without a mailer nothing leaves`() async throws {
    try name([("p8", "hos@council.example")])
    _ = try mailer()
    try await run()
    #expect(recipients().isEmpty)
    #expect(try !files().keys.contains { $0.hasSuffix(".sent") })
  }

  @Test func `each message is sent once to its one recipient, and not again`() async throws {
    try name([("p8", "hos@council.example"), ("p1", "dcs@council.example")])
    try await run(try mailer())
    let names = try expected()
    let mine = names.filter {
      ["head-of-service.eml", "director.eml"].contains($0.dropFirst("000000-".count))
    }
    #expect(recipients().count == mine.count && mine.count > 1)
    #expect(Set(recipients()) == ["hos@council.example", "dcs@council.example"])
    let marks = try files().keys.filter { $0.hasSuffix(".sent") }
    #expect(Set(marks) == Set(mine.map { $0 + ".sent" }))
    try await run(try mailer())
    #expect(recipients().count == mine.count)
  }

  @Test func `what failed is said, and tried again on the next start`() async throws {
    try name([("p8", "hos@council.example")])
    try await run(try mailer("exit 75"))
    let tries = recipients().count
    #expect(tries > 0 && ears.all.count == tries)
    #expect(ears.all.allSatisfy { $0.contains("was not sent") && $0.contains("75") })
    try await run(try mailer())
    #expect(recipients().count == 2 * tries)
    try await run(try mailer())
    #expect(recipients().count == 2 * tries)
  }

  @Test func `killed between sending and marking it is sent once more, and never lost`()
    async throws
  {
    try name([("p8", "hos@council.example")])
    try await run(try mailer())
    let all = recipients().count
    let mark = try #require(try files().keys.filter { $0.hasSuffix(".sent") }.sorted().first)
    try FileManager.default.removeItem(atPath: "\(log.folder.outbox)/\(mark)")
    try await run(try mailer())
    #expect(recipients().count == all + 1)
  }

  /// The mailer takes a piece of mail and kills whoever runs it, before that can be marked.
  @Test(arguments: [0, 1, 3])
  func `killed for good while it sends, nothing is lost`(_ before: Int) async throws {
    try name([("p8", "hos@council.example"), ("p1", "dcs@council.example")])
    let count = "$(wc -l < '\(sent)')"
    let mailer = try mailer("[ \(count) -gt \(before) ] && kill -9 $PPID; exit 0")
    let path: String = log.folder.path
    let program: String = mailer.program
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, program = program as String] in
      let folder = LogFolder(path)
      let plan = try RecordedRehearsal.open(folder, .rehearsal).replay.plan
      var settings = LiveRehearsal.Settings()
      settings.cast = nil
      let live = try await LiveRehearsal.open(folder, .rehearsal, plan, settings) {
        WallMoment(microseconds: 0)
      }
      let outbox = try Outbox.follow(live, mailer: Mailer(program: program)) { _ in }
      await live.close()
      while !outbox.hasEnded { try await Task.sleep(for: .milliseconds(10)) }
    }
    #expect(recipients().count == before + 1)
    try await run(try self.mailer())
    let files = try files()
    #expect(Set(files.keys.filter { $0.hasSuffix(".eml") }) == (try expected()))
    let mine = try expected().filter {
      ["head-of-service.eml", "director.eml"].contains($0.dropFirst("000000-".count))
    }
    #expect(Set(files.keys.filter { $0.hasSuffix(".sent") }) == Set(mine.map { $0 + ".sent" }))
    // The one during which it was killed went out once more.
    #expect(recipients().count == mine.count + 1)
  }

  @Test func `a mailer that hangs is ended, and the rest still goes`() async throws {
    try name([("p8", "hos@council.example")])
    let once = "[ -e '\(sent).hung' ] && exit 0; touch '\(sent).hung'; sleep 60"
    try await run(try mailer(once, patience: 400))
    #expect(ears.all.count == 1 && ears.all[0].contains("was not done"))
    #expect(recipients().count > 1)
  }

  @Test func `closed while mail waits, it says so and sends it next time`() async throws {
    try name([("p8", "hos@council.example"), ("p1", "dcs@council.example")])
    let live = try await live()
    // Each piece takes so long that several are left, however late this test gets its turn.
    let outbox = try follow(live, try mailer("sleep 60", patience: 4_000))
    while recipients().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    await outbox.close()
    await live.close()
    let early = recipients().count
    #expect(ears.all.contains { $0.hasPrefix("Still to be sent: ") })
    try await run(try mailer())
    let mine = try expected().filter {
      ["head-of-service.eml", "director.eml"].contains($0.dropFirst("000000-".count))
    }
    // What was ended while it was sent counts as not sent.
    #expect(early < mine.count && recipients().count == early + mine.count)
  }

  @Test(arguments: [
    "a@b.example, c@d.example", "team: a@b.example, c@d.example;", "-OQueueDirectory=/tmp@b",
    "a@b.example c@d.example", "A <a@b.example>", "|cat", "a@b.example;c@d.example", "a", "@",
    "a%c@b.example", "--", "/etc/passwd",
  ])
  func `what is not one plain address gets no mail, and that is said`(_ email: String) async throws
  {
    try name([("p8", email)])
    try await run(try mailer())
    #expect(recipients().isEmpty)
    #expect(!ears.all.isEmpty && ears.all.allSatisfy { $0.contains("no plain address") })
    #expect(try !files().contains { $0.value.contains("c@d.example") })
    #expect(Set(try files().keys) == (try expected()))
  }
}
