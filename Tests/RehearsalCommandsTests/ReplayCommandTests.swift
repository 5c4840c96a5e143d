import Foundation
import Testing

/// `replay` as an evaluator types it, on the log of reference.
@Suite struct ReplayCommandTests {
  private static let log = "logs/reference/v1/tutorial"

  private func replay(_ arguments: String...) throws -> ToolRun {
    try ToolRun(["replay", ReplayCommandTests.log] + arguments)
  }

  @Test func `the story is told phase by phase, and in full where asked for`() throws {
    let story = try replay()
    let all = try replay("--all")
    #expect(story.status == 0 && all.status == 0)
    for words in ["Before the call", "Off-site week", "quiet events until", "Deadlines met"] {
      #expect(story.out.contains(words), "\(words)")
    }
    #expect(!all.out.contains("quiet events"))
    #expect(all.out.contains("rang Assistant director") || all.out.contains("told"))
  }

  @Test func `a condition finds its first event`() throws {
    let until = try replay("--until", "every head of service confirmed", "--board")
    #expect(until.status == 0)
    #expect(until.out.contains("at 9:28am"))
  }

  @Test func `what somebody had to do is shown with sentences that can be recorded`() throws {
    let todo = try replay("--as", "director", "--at", "day 1 09:18", "--todo")
    #expect(todo.status == 0)
    #expect(todo.out.contains("Tell Chief executive"))
    #expect(
      todo.out.contains("director gets no answer from chief-executive about notification-call"))
  }

  @Test func `two points show what changed between them, as text and as data`() throws {
    let text = try replay("--diff", "day 1 09:20", "day 1 09:40")
    #expect(text.status == 0 && text.out.contains("Was") && text.out.contains("Chief executive"))
    let data = try replay("--diff", "6", "20", "--json")
    let parsed = try JSONSerialization.jsonObject(with: Data(data.out.utf8)) as? [[String: Any]]
    #expect(parsed?.isEmpty == false)
    #expect(parsed?.allSatisfy { $0["what"] is String && $0["board"] is String } == true)
  }

  @Test func `a diary is written as a calendar, of one role or of the facilitator`() throws {
    let own = try replay("--as", "head-of-service", "--calendar")
    #expect(own.status == 0 && own.out.hasPrefix("BEGIN:VCALENDAR\r\n"))
    #expect(own.out.contains("SUMMARY:EXERCISE: "))
    #expect(!own.out.contains("UID:item-badges@"))
    #expect(try replay("--calendar").out.contains("UID:item-badges@"))
    let early = try replay("--as", "head-of-service", "--calendar", "--event", "1")
    #expect(early.status == 0 && !early.out.contains("BEGIN:VEVENT"))
  }

  @Test(arguments: [
    ["--calendar", "--json"], ["--calendar", "--board"], ["--calendar", "--todo"],
    ["--calendar", "--diff", "1", "2"], ["--calendar", "--script"],
  ])
  func `a diary goes with nothing else`(_ arguments: [String]) throws {
    let run = try ToolRun(["replay", ReplayCommandTests.log] + arguments)
    #expect(run.status == 64 && run.out == "")
  }

  @Test func `with --all the data tells the story too`() throws {
    let data = try replay("--json", "--all")
    let parsed = try JSONSerialization.jsonObject(with: Data(data.out.utf8)) as? [String: Any]
    let story = try #require(parsed?["story"] as? [[String: Any]])
    #expect(story.first?["event"] as? Int == 0)
    #expect(story.contains { $0["notable"] as? Bool == false })
  }

  @Test func `a rehearsal that has ended is followed to its end`() throws {
    let followed = try replay("--follow", "--all")
    #expect(followed.status == 0)
    #expect(followed.out.hasPrefix("Exercise only"))
    #expect(followed.out.contains("ended the rehearsal"))
  }

  @Test func `it is gone through by hand, forwards and back`() throws {
    let run = try ToolRun(
      ["replay", ReplayCommandTests.log, "--step"], input: "\nn\np\nb\ns\nnonsense\nb\nq\n")
    #expect(run.status == 0)
    for words in [
      "> 1  23 November 2026 at 9am  Facilitator started", "began the phase \"Off-site week\"",
      "how it stood", "Enter  the next event",
    ] {
      #expect(run.out.contains(words), "\(words)")
    }
    let ends = try ToolRun(["replay", ReplayCommandTests.log, "--step"], input: "b\n")
    #expect(ends.status == 0 && ends.out.contains("This is the beginning."))
  }

  @Test func `a rehearsal in progress is told as it happens`() throws {
    let folder = try TemporaryFolder()
    let opened = try ToolRun(["run", "scenarios/tutorial", "--logs", folder.url.path])
    let log = try #require(opened.value("Log"))
    func record(_ sentence: String) throws {
      let run = try ToolRun(["record", log, sentence])
      #expect(run.status == 0, "\(run.errors)")
    }
    try record("day 1 09:00 facilitator starts")
    let follower = ToolRun.process(["replay", log, "--follow", "--as", "logistics-lead", "--all"])
    let told = Pipe()
    follower.standardOutput = told
    follower.standardError = FileHandle.nullDevice
    try follower.run()
    try record("day 1 09:20 director tells chief-executive about notification-call")
    try record(#"day 1 09:25 facilitator pauses because "a question""#)
    try record("day 1 09:30 facilitator ends")
    let text = String(decoding: told.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    follower.waitUntilExit()
    #expect(follower.terminationStatus == 0)
    for words in ["started the rehearsal", "paused the rehearsal: a question", "ended the"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("Chief executive"))
  }

  @Test func `the same point is the same bytes, in another process too`() throws {
    let arguments = ["replay", "logs/reference/v1/thurrock-ilacs-2019", "--event", "700", "--json"]
    let (first, second) = (try ToolRun(arguments), try ToolRun(arguments))
    #expect(first.status == 0 && first.out == second.out && first.out.count > 10_000)
  }

  @Test func `a report is the same bytes each time`() throws {
    let folder = try TemporaryFolder()
    let reports = try (1...2).map { number in
      let path = folder.url.appendingPathComponent("\(number).html").path
      let run = try ToolRun(["report", ReplayCommandTests.log, "--output", path])
      #expect(run.status == 0)
      return try String(contentsOfFile: path, encoding: .utf8)
    }
    #expect(reports[0] == reports[1])
  }

  @Test(arguments: [
    (["--until", "everyone is happy"], Int32(1), "everyone confirmed"),
    (["--until", "every cook confirmed"], 1, "No recipient is called"),
    (["--until", "call reaches 50%"], 1, "No message is called"),
    (["--at", "day 1 10:00", "--until", "everyone confirmed"], 64, "Use one of"),
    (["--board", "--script"], 64, "Use one of"), (["--todo", "--step"], 64, "--todo"),
    (["--diff", "5"], 64, "two points"),
    (["--diff", "20", "5"], 1, "Give the earlier point first"),
    (["--diff", "5", "soon"], 1, "is not an exercise time"),
    (["--diff", "5", "5000"], 1, "There is no event 5000"),
    (["--as", "nobody", "--follow"], 1, "No role is called"),
    (["--event", "-1"], 64, "Missing value"),
  ])
  func `what cannot be shown says why`(_ arguments: [String], _ status: Int32, _ words: String)
    throws
  {
    let run = try ToolRun(["replay", ReplayCommandTests.log] + arguments)
    #expect(run.status == status)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
