import RehearsalCore
import RehearsalTestSupport
import Testing

/// What happened, phase by phase: what mattered in full, and the rest in a line.
@Suite struct StoryTests {
  private static let morning =
    [
      "day 1 09:00 facilitator starts", "day 1 09:15 clock reaches notification",
      "day 1 09:15 clock begins offsite-week", "day 1 09:15 clock activates call",
      "day 1 09:17 dcs rings ad about call",
      "day 1 09:18 dcs gets no answer from ad about call",
      "day 1 09:20 dcs tells chief about call happened day 1 09:19",
      "day 1 09:25 chief rings member about call",
      #"day 1 09:30 dcs cannot reach ad about call because "in court""#,
      "day 1 09:31 chief tells member about call",
    ]

  private func told(_ lines: [String], all: Bool = false, as role: String? = nil) throws -> [String]
  {
    let rehearsal = try SmallCouncil.rehearsal(lines)
    let view = try role.map { try rehearsal.view($0) } ?? rehearsal.replay.view(.facilitator)
    return Story(view, all: all).chapters.flatMap { chapter in
      ["# \(chapter.title)"]
        + chapter.happenings.map { line in
          "\(line.n.map { "\($0)" } ?? "-") \(line.at.time.words) \(line.who) \(line.words)"
        }
    }
  }

  @Test func `The call stands in the phase that it begins, and a quiet stretch is one line`() throws
  {
    #expect(
      try told(StoryTests.morning) == [
        "# Before the call", "0 9am Facilitator started the rehearsal, step by step",
        "# Off-site week", #"1 9:15am Clock reached "Notification call""#,
        "2 9:15am Clock published 9 dates and 7 deadlines",
        #"4 9:15am Clock sent "The call" on its way, from Director"#,
        "- 9:17am … 4 quiet events until 9:25am, in communication",
        "11 9:30am Director could not reach Assistant director about \"The call\": in court",
        "12 9:31am Chief executive told Lead member of \"The call\"",
      ])
  }

  @Test func `Where nobody rings and nobody comes, the story speaks of neither`() throws {
    let yaml = """
      format: 1
      title: A week of our own
      framework: readiness-week
      call: 2026-11-23 09:00
      roles: [{ title: Data lead, id: data, holder: p1 }, { title: Checker, id: head }]
      documents: { lists: [{ list: list-1, owner: data, checker: head }] }
      """
    var rehearsal = try MemoryRehearsal(yaml: yaml)
    try rehearsal.play(
      "day 1 08:00 facilitator starts", "day 1 09:00 clock reaches start",
      "day 1 09:00 clock begins week", "day 1 09:00 clock hands out the document list",
      "day 1 09:05 data runs list-1 rows 3", "day 1 09:06 head vouches for list-1",
      "day 1 09:07 data delivers list-1")
    let chapters = Story(rehearsal.replay.view(.facilitator), all: true).chapters
    #expect(chapters.map(\.title) == ["Before it begins", "The week"])
    #expect(
      chapters.last?.happenings.last?.words
        == "handed over the list \"List 1: contacts\", 3 rows")
  }

  @Test func `With all of it nothing is folded, and what was typed late says so`() throws {
    let all = try told(StoryTests.morning, all: true)
    #expect(!all.contains { $0.hasPrefix("-") })
    #expect(
      all.contains {
        $0.hasSuffix("told Chief executive of \"The call\", which happened at 9:19am")
      })
    let folded = try told(StoryTests.morning)
    #expect(all.count > folded.count)
  }

  @Test func `A role is told what it may see, in the same words`() throws {
    let spare = try told(StoryTests.morning, all: true, as: "spare")
    let whole = try told(StoryTests.morning, all: true)
    #expect(!spare.contains { $0.contains("The call") })
    for line in spare { #expect(whole.contains(line), "\(line)") }
  }

  @Test func `A fold counts every event that it stands for`() throws {
    let rehearsal = try SmallCouncil.rehearsal(StoryTests.morning)
    let view = rehearsal.replay.view(.facilitator)
    func number(_ all: Bool) -> Int {
      Story(view, all: all).chapters.flatMap(\.entries).reduce(0) {
        switch $1 {
        case .happening: $0 + 1
        case .quiet(let quiet): $0 + quiet.counts.reduce(0) { $0 + $1.events }
        }
      }
    }
    #expect(number(false) == number(true))
  }

  @Test func `Nothing is told of a rehearsal in which nothing happened`() throws {
    #expect(try told([]) == [])
  }
}
