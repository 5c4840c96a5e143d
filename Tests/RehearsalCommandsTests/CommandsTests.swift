import Foundation
import Testing

/// The tool as its users meet it: the built binary, its output and its exit codes.
@Suite struct CommandsTests {
  private let scratch: TemporaryFolder
  private var logs: String { scratch.url.appendingPathComponent("logs").path }

  init() throws { scratch = try TemporaryFolder() }

  private func played() throws -> String {
    let run = try ToolRun([
      "run", "scenarios/tutorial", "--script", "scenarios/tutorial/rehearsal.script", "--logs",
      logs,
    ])
    #expect(run.status == 0, "\(run.errors)")
    return try #require(run.value("Log"))
  }

  private func events(_ log: String) throws -> String {
    try String(contentsOfFile: log + "/events.jsonl", encoding: .utf8)
  }

  @Test func `demo plays, records, verifies and reports`() throws {
    let run = try ToolRun(["demo", "--logs", logs])
    #expect(run.status == 0, "\(run.errors)")
    let log = try #require(run.value("Log"))
    for words in ["516 of 517", "Fieldwork", "reached \"Report published\""] {
      #expect((run.out + run.errors).contains(words), "\(words)")
    }
    #expect(run.out.contains("intact"))
    let report = try String(contentsOfFile: log + "/report.html", encoding: .utf8)
    #expect(report.contains("Exercise only"))
    let acts = try #require(run.errors.firstMatch(of: #/: (\d+) acts, exercise only/#))
    #expect(try #require(Int(acts.1)) > 900)
    // Simulated acts fall on any microsecond; people read minutes.
    let visible = report.replacing(#/datetime="[^"]*"/#, with: "")
    for text in [run.out, visible, try ToolRun(["replay", log, "--all", "--board"]).out] {
      #expect(text.firstMatch(of: #/\d:\d\d:\d\d|\d\.\d{3,} second/#) == nil)
    }
    let other = try ToolRun(["demo", "--seed", "2", "--logs", logs])
    #expect(other.status == 0, "\(other.errors)")
    #expect(!other.out.contains("516 of 517"), "another seed is other luck")
  }

  @Test func `simulated people play any one of ten thousand, beside a script too`() throws {
    let one = ["run", "scenarios/tutorial", "--seed", "7", "--replication", "3", "--logs", logs]
    let first = try ToolRun(one)
    #expect(first.status == 0, "\(first.errors)")
    let log = try #require(first.value("Log"))
    #expect(log.hasSuffix("-seed7-rep3"))
    #expect(try events(log).contains("\"actor\":\"role:director/p1\""))
    let again = try #require(try ToolRun(one).value("Log"))
    let digests = try [log, again].map { try ToolRun(["verify", $0]).value("State digest") }
    #expect(digests[0] != nil && digests[0] == digests[1])
    let room = try scratch.write("day 1 11:00 facilitator notes \"It rains.\"\n", to: "room.script")
    let both = try ToolRun(one + ["--script", room])
    #expect(both.status == 0, "\(both.errors)")
    #expect(try events(try #require(both.value("Log"))).contains("It rains."))
  }

  @Test func `will we make it from here?`() throws {
    let run = try ToolRun(["run", "scenarios/tutorial", "--seed", "7", "--logs", logs])
    let log = try #require(run.value("Log"))
    let half = try ToolRun(["simulate", "--from", log, "--event", "20", "--replications", "200"])
    #expect(half.status == 0, "\(half.errors)")
    #expect(half.out.contains("Will we make it from here?"))
    for wrong in [
      ["simulate", "--from", log], ["simulate", "--from", log, "--event", "99999"],
      ["simulate", "--from", log + "-none"], ["simulate", "--from", log, "scenarios/tutorial"],
      ["simulate", "--event", "3", "scenarios/tutorial"], ["simulate"],
      ["simulate", "--from", log, "--worst"], ["run", "scenarios/tutorial", "--replication", "3"],
      ["run", "scenarios/tutorial", "--seed", "-1"],
      ["run", "scenarios/tutorial", "--notified", "x"],
    ] {
      let run = try ToolRun(wrong)
      #expect(run.status != 0 && run.out.isEmpty && !run.errors.isEmpty, "\(wrong)")
    }
  }

  @Test func `the shipped scenario has no problems`() throws {
    let run = try ToolRun(["check", "scenarios/tutorial", "--strict"])
    #expect(run.status == 0)
    #expect(run.out == "scenarios/tutorial: no problems\n")
  }

  @Test func `plan shows the day the inspectors arrive`() throws {
    let text = try ToolRun(["plan", "scenarios/tutorial"])
    #expect(text.status == 0)
    #expect(text.out.contains("Monday 30 November 2026"))
    #expect(text.out.contains("Inspectors arrive"))
    let json = try ToolRun(["plan", "scenarios/tutorial", "--json"])
    let lines = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: String]]
    let arrival = lines?.first { $0["id"] == "fieldwork-start" }
    #expect(arrival?["at"] == "2026-11-30T09:00:00")
    #expect(arrival?["kind"] == "milestone")
  }

  @Test func `a script comes back from its log, and plays to the same state`() throws {
    let first = try played()
    let script = try ToolRun(["replay", first, "--script"])
    let path = try scratch.write(script.out, to: "again.script")
    let second = try ToolRun([
      "run", "scenarios/tutorial", "--script", path, "--logs", logs,
    ])
    #expect(second.status == 0, "\(second.errors)")
    let again = try #require(second.value("Log"))
    #expect(again != first)
    let digests = try [first, again].map { try ToolRun(["verify", $0]).value("State digest") }
    #expect(digests[0] != nil)
    #expect(digests[0] == digests[1])
  }

  @Test func `record adds one act, and the same id only once`() throws {
    let opened = try ToolRun(["run", "scenarios/tutorial", "--logs", logs])
    let log = try #require(opened.value("Log"))
    #expect(try ToolRun(["record", log, "day 1 09:00 facilitator starts"]).status == 0)
    let told = [
      "record", log, "--id", "mine-1",
      "day 1 09:20 director tells chief-executive about notification-call",
    ]
    let first = try ToolRun(told)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.out.contains("told Chief executive"))
    #expect(first.out.contains("Clock reached \"Notification call\""))
    let before = try events(log)
    let second = try ToolRun(told)
    #expect(second.status == 0)
    #expect(try events(log) == before)
  }

  @Test func `a role is shown nothing of what it has not been told`() throws {
    let log = try played()
    let before = try ToolRun(["replay", log, "--as", "data-lead", "--at", "day 1 11:00"])
    #expect(before.status == 0)
    #expect(!before.out.contains("Ask before taking leave"))
    #expect(!before.out.contains("who has been told?"))
    let after = try ToolRun(["replay", log, "--as", "data-lead", "--at", "day 1 14:00", "--board"])
    #expect(after.out.contains("Ask before taking leave"))
    #expect(!after.out.contains("Embargoed"))
  }

  @Test(arguments: [
    ["record", "day 1 09:10 director tells nobody about notification-call"],
    ["record", "day 1 09:10 lead-member tells director about notification-call"],
    ["record", "day 1 09:10 director cannot reach data-lead about notification-call because x"],
    ["record", "day 1 08:00 facilitator pauses"],
    ["record", "day 1 09:10 director pauses"],
    ["record", "day 1 09:10 director tels chief-executive about notification-call"],
    ["record", "day 1 09:10 directr confirms notification-call"],
    ["record", "day 1 25:00 director confirms notification-call"],
    ["record", "--id", "a\"b", "day 1 09:10 facilitator pauses"],
    ["record", ""],
  ])
  func `what is refused leaves the log as it was`(arguments: [String]) throws {
    let opened = try ToolRun(["run", "scenarios/tutorial", "--logs", logs])
    let log = try #require(opened.value("Log"))
    _ = try ToolRun(["record", log, "day 1 09:00 facilitator starts"])
    let before = try events(log)
    let run = try ToolRun([arguments[0], log] + arguments.dropFirst())
    #expect([1, 2].contains(run.status), "\(run.status) \(run.errors)")
    #expect(!run.errors.isEmpty)
    #expect(run.out.isEmpty)
    #expect(try events(log) == before)
  }

  @Test(arguments: [
    (["check"], 64), (["check", "nowhere"], 65), (["check", "README.md"], 65),
    (["plan", "scenarios"], 65), (["frobnicate"], 64), (["replay"], 64),
    (["replay", "nowhere"], 65), (["verify", "nowhere"], 65), (["verify", "README.md"], 65),
    (["report", "scenarios/tutorial"], 65), (["run", "scenarios/tutorial", "--script", "no"], 65),
    (["run", "scenarios/tutorial", "--logs", "/proc/nowhere"], 73),
    (["replay", "nowhere", "--at", "day 1", "--event", "3"], 64),
  ])
  func `wrong calls end with the right code and say what to do`(
    arguments: [String], code: Int
  ) throws {
    let run = try ToolRun(arguments)
    #expect(Int(run.status) == code, "\(run.errors)")
    #expect(!run.errors.isEmpty)
    #expect(!run.errors.contains("Swift."))
  }

  @Test(arguments: [
    ["--as", "head-of-servce"], ["--event", "9999"], ["--at", "yesterday"], ["--event", "-1"],
  ])
  func `a view that does not exist is refused with the nearest one`(options: [String]) throws {
    let log = try played()
    let run = try ToolRun(["replay", log, options[0] + "=" + options[1]])
    #expect(run.status == 1)
    #expect(run.out.isEmpty)
    if options[1].hasPrefix("head") { #expect(run.errors.contains("head-of-service")) }
  }

  @Test func `a changed byte is found, and nothing is written after it`() throws {
    let log = try played()
    let path = log + "/events.jsonl"
    let text = try events(log)
    let damaged = text.replacingOccurrences(of: "in court all day", with: "in court all dax")
    #expect(damaged != text)
    try Data(damaged.utf8).write(to: URL(fileURLWithPath: path))
    let line = damaged.split(separator: "\n").firstIndex { $0.contains("dax") }
    let run = try ToolRun(["verify", log])
    #expect(run.status == 3)
    #expect(run.out.contains("events.jsonl:\((line ?? -1) + 1) "))
    #expect(run.out.contains("altered"))
    let record = try ToolRun(["record", log, "day 19 18:00 facilitator resumes"])
    #expect(record.status == 3)
    #expect(try events(log) == damaged)
  }

  @Test func `a refused line of a script is named, and the acts before it stand`() throws {
    let path = try scratch.write(
      """
      day 1 09:00 facilitator starts
      day 1 09:20 director tells lead-member about notification-call
      day 1 09:21 director tells chief-executive about notification-call
      """, to: "wrong.script")
    let run = try ToolRun(["run", "scenarios/tutorial", "--script", path, "--logs", logs])
    #expect(run.status == 1)
    #expect(run.errors.contains("refused[communication.not-your-call]"))
    #expect(run.errors.contains("wrong.script:2:"))
  }

  @Test func `help names every command`() throws {
    let run = try ToolRun(["--help"])
    #expect(run.status == 0)
    for command in [
      "demo", "check", "plan", "run", "record", "replay", "verify", "report", "serve",
    ] {
      #expect(run.out.contains("  \(command)"))
    }
  }
}
