import RehearsalCore
import RehearsalTestSupport
import Testing

/// What people notice, and what the hot debrief asks and hears.
@Suite struct NotesTests {
  private static let started = ["day 1 09:00 facilitator starts"]
  private static let open =
    started + ["day 1 16:00 facilitator pauses", "day 1 16:30 facilitator opens the debrief"]

  private static let opened =
    #"notes.debrief-opened {"questions":{"well":"What went well?","not":"What did not?","#
    + #""clear":"Were the messages clear?"}}"#

  static let taken = [
    Taken(
      #"day 1 10:05 watch notes "Two people rang the same carer" at-time day 1 10:02 "#
        + #"about "call" tag improvement"#, after: started,
      gives: #"notes.taken {"words":"Two people rang the same carer","#
        + #""begun":"2026-11-23T10:02:00","role":"watch","about":"call","tag":"improvement"}"#),
    Taken(
      #"day 1 10:05 ad notes "It went well""#, after: started,
      gives: #"notes.taken {"words":"It went well","begun":"2026-11-23T10:05:00","role":"ad","#
        + #""tag":"other"}"#),
    Taken(
      #"day 1 10:05 facilitator notes "Lunch" at-time day 1 10:05"#, after: started,
      gives: #"notes.taken {"words":"Lunch","begun":"2026-11-23T10:05:00","tag":"other"}"#),
    Taken(
      #"day 1 08:00 inspector:lead notes "Early" tag strength"#, after: [],
      gives: #"notes.taken {"words":"Early","begun":"2026-11-23T08:00:00","tag":"strength"}"#),
    Taken("day 1 10:05 facilitator opens the debrief", after: started, gives: opened),
    Taken("day 1 16:40 facilitator opens the debrief", after: open),
    Taken(
      "day 1 16:50 tool opens the debrief",
      after: open + ["day 1 16:45 facilitator closes the debrief"], gives: opened),
    Taken(
      #"day 1 16:40 dcs says in the debrief well words "Everyone knew by noon""#, after: open,
      gives: #"notes.debrief-answered {"question":"well","role":"dcs","#
        + #""words":"Everyone knew by noon"}"#),
    Taken(
      "day 1 16:40 lead says in the debrief clear as partly", after: open,
      gives: #"notes.debrief-answered {"question":"clear","role":"lead","as":"partly"}"#),
    Taken(
      #"day 1 16:40 quiet says in the debrief clear as no words "Too long""#, after: open,
      gives: #"notes.debrief-answered {"question":"clear","role":"quiet","#
        + #""words":"Too long","as":"no"}"#),
    Taken(
      "day 1 16:41 lead says in the debrief clear as partly",
      after: open + ["day 1 16:40 lead says in the debrief clear as partly"]),
    Taken(
      "day 1 16:50 facilitator closes the debrief", after: open, gives: "notes.debrief-closed {}"),
    Taken(
      "day 1 16:55 facilitator closes the debrief",
      after: open + ["day 1 16:50 facilitator closes the debrief"]),
  ]

  @Test(arguments: taken)
  func `A command that is taken gives exactly what follows`(_ taken: Taken) throws {
    var rehearsal = try InjectCouncil.rehearsal(taken.setUp)
    #expect(try rehearsal.events(of: taken.line) == taken.events)
  }

  private static func refused(
    _ acts: [String], after setUp: [String], _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 1 17:00 \($0)", after: setUp, code, reason, fix) }
  }

  private static let closed = open + ["day 1 16:50 facilitator closes the debrief"]

  static let refusals =
    refused(
      [#"clock notes "x""#], after: started, "somebody-needed", "The clock notices nothing",
      "Begin the sentence with whoever noticed it.")
    + refused(
      [
        #"facilitator says in the debrief well words "x""#, "tool says in the debrief clear as yes",
        "inspector:lead says in the debrief clear as yes",
      ], after: open, "role-needed", "Only a role answers in the debrief",
      "Begin the sentence with the role that answers.")
    + refused(
      ["dcs says in the debrief clear as yes", "facilitator closes the debrief"], after: started,
      "debrief-closed", "The debrief is not open", "A facilitator opens it.")
    + refused(
      ["dcs says in the debrief clear as yes"], after: closed, "debrief-closed",
      "The debrief is not open", "A facilitator opens it.")
    + refused(
      [#"dcs says in the debrief clear words "Yes""#, "dcs says in the debrief clear"],
      after: open, "choice-needed", "\"clear\" is answered with yes, partly or no",
      #"Say: says in the debrief clear as partly words "…"."#)
    + refused(
      [#"dcs says in the debrief well as yes words "x""#, "dcs says in the debrief well as no"],
      after: open, "no-choice", "\"well\" is answered in words",
      #"Say: says in the debrief well words "…"."#)
    + refused(
      [
        "dcs says in the debrief well", #"dcs says in the debrief not words " ""#,
        #"dcs says in the debrief clear as yes words """#, #"watch notes """#,
      ], after: open, "says-nothing", "\"words\" says nothing", "Write a few words.")
    + refused(
      [#"watch notes "x" at-time day 1 17:01"#], after: started, "not-yet",
      "23 November 2026 at 5:01pm is still to come",
      "Use the time at which it was noticed, or leave it out.")

  @Test(arguments: refusals)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try InjectCouncil.rehearsal(refused.setUp)
    let (digest, events) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(refused.line)
    #expect(rejection.code == "notes." + refused.code)
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(try rehearsal.digest == digest)
    #expect(rehearsal.events.count == events)
  }

  @Test func `Every refusal that Notes knows is reached, and no other`() {
    let reached = NotesTests.refusals.map { "notes." + $0.code }
    #expect(Set(reached) == Set(NotesRefusal.precedence))
  }

  @Test(arguments: [
    ("dcs opens the debrief", "timeline.facilitator-only"),
    ("watch closes the debrief", "timeline.facilitator-only"),
  ])
  func `Only a facilitator opens and closes the debrief`(_ act: String, _ code: String) throws {
    var rehearsal = try InjectCouncil.rehearsal(NotesTests.open)
    #expect(try rehearsal.refusal("day 1 17:00 \(act)").code == code)
  }

  @Test func `There is no debrief before the start, and none after the end`() throws {
    var rehearsal = try InjectCouncil.rehearsal()
    #expect(
      try rehearsal.refusal("day 1 08:00 facilitator opens the debrief").code
        == "timeline.not-started")
    try rehearsal.play("day 1 09:00 facilitator starts", "day 1 17:00 facilitator ends")
    for line in ["facilitator opens the debrief", #"watch notes "x""#] {
      #expect(try rehearsal.refusal("day 1 17:01 \(line)").code == "timeline.ended")
    }
  }

  /// Where two things are wrong, who acts comes before what is said.
  @Test(arguments: [
    (started, #"clock notes """#, "somebody-needed"),
    (started, "facilitator says in the debrief clear", "role-needed"),
    (started, "dcs says in the debrief clear", "debrief-closed"),
    (open, #"dcs says in the debrief clear words """#, "choice-needed"),
    (open, #"dcs says in the debrief well as yes words """#, "no-choice"),
    (started, #"watch notes "" at-time day 2 09:00"#, "says-nothing"),
  ])
  func `Where two refusals apply, the one with precedence is given`(
    _ setUp: [String], _ act: String, _ code: String
  ) throws {
    var rehearsal = try InjectCouncil.rehearsal(setUp)
    #expect(try rehearsal.refusal("day 1 17:00 \(act)").code == "notes." + code)
  }

  private static let day = [
    #"day 1 10:05 watch notes "Two rang the same carer" at-time day 1 09:40 about "call""#,
    #"day 1 10:06 ad notes "The list was at hand" tag strength"#,
    #"day 1 10:07 lead notes "They were calm" tag strength"#,
    #"day 1 10:08 facilitator notes "Badges ran out" at-time day 1 09:20 tag improvement"#,
  ]

  @Test func `Notes are read by observers, facilitators and whoever wrote them`() throws {
    let rehearsal = try InjectCouncil.rehearsal(NotesTests.started + NotesTests.day)
    func words(_ role: String?) throws -> [String] {
      try rehearsal.board(NotesBoard.self, seenBy: role)?.notes.map(\.words) ?? []
    }
    let all = [
      "Badges ran out", "Two rang the same carer", "The list was at hand", "They were calm",
    ]
    #expect(try words(nil) == all)
    #expect(try words("watch") == all)
    #expect(try words("quiet") == all)
    #expect(try words("ad") == ["The list was at hand"])
    #expect(try words("lead") == ["They were calm"])
    for role in ["dcs", "data", "press"] { #expect(try words(role) == [], "\(role)") }
    for recorded in rehearsal.events.suffix(4) {
      let event = try #require(recorded.event as? NoteTaken)
      let seers = try InjectCouncil.roles.filter {
        rehearsal.state.shows(recorded, to: try InjectCouncil.viewer($0))
      }
      let expected = ["watch", "quiet"] + [event.role?.text].compactMap { $0 }
      #expect(Set(seers) == Set(expected))
    }
  }

  @Test func `The board of notes says when things were noticed, not when they were typed`() throws {
    let rehearsal = try InjectCouncil.rehearsal(NotesTests.started + NotesTests.day)
    let board = try #require(try rehearsal.board(NotesBoard.self, seenBy: "quiet"))
    #expect(
      board.rows(of: "notes-table") == [
        [
          "Badges ran out", "2026-11-23T09:20:00", "Facilitator", "–",
          "[at-risk] Area for improvement",
        ],
        ["Two rang the same carer", "2026-11-23T09:40:00", "Listener", "call", "–"],
        [
          "The list was at hand", "2026-11-23T10:06:00", "Assistant director", "–",
          "[done] Strength",
        ],
        ["They were calm", "2026-11-23T10:07:00", "Lead inspector", "–", "[done] Strength"],
      ])
    #expect(
      board.facts(of: "notes-facts")
        == ["Strengths: 2", "Areas for improvement: 1", "Other notes: 1"])
  }

  private static let debrief = [
    #"day 1 16:31 dcs says in the debrief well words "Everyone knew by noon""#,
    #"day 1 16:32 ad says in the debrief not words "The lift""#,
    "day 1 16:33 dcs says in the debrief clear as yes",
    #"day 1 16:34 lead says in the debrief clear words "Too long" as partly"#,
    #"day 1 16:35 dcs says in the debrief clear words "On reflection" as no"#,
  ]

  @Test func `Everyone reads what the debrief says, and the last answer counts`() throws {
    let rehearsal = try InjectCouncil.rehearsal(NotesTests.open + NotesTests.debrief)
    for role in InjectCouncil.roles + [nil] {
      let board = try #require(try rehearsal.board(DebriefBoard.self, seenBy: role))
      #expect(board.questions.map(\.answered) == [1, 1, 2])
      #expect(board.seats == 7)
      #expect(board.facts(of: "debrief-facts") == ["Debrief: [under-way] Open"])
      #expect(board.rows(of: "debrief-well-table") == [["Director", "Everyone knew by noon"]])
      #expect(board.facts(of: "debrief-clear-facts") == ["Yes: 0", "Partly: 1", "No: 1"])
      #expect(
        board.rows(of: "debrief-clear-table") == [
          ["Director", "No", "On reflection"], ["Lead inspector", "Partly", "Too long"],
        ])
    }
    let answers = rehearsal.state[Notes.self].debrief?.answers[.clear]?[.known("dcs")]
    #expect(answers?.map(\.clarity) == [.yes, .no])
  }

  @Test func `An answer without the questions still stands`() throws {
    let rehearsal = try InjectCouncil.rehearsal(NotesTests.open + NotesTests.debrief)
    var state = rehearsal.modules.initialState(rehearsal.plan)
    for recorded in rehearsal.events where !(recorded.event is DebriefOpened) {
      state.evolve(recorded)
    }
    let board = rehearsal.modules.boards(state).compactMap { $0 as? DebriefBoard }.first
    #expect(board?.questions.map(\.asked) == ["well", "not", "clear"])
    #expect(board?.questions.map(\.answered) == [1, 1, 2])
  }

  @Test func `The story is told in plain words`() throws {
    let rehearsal = try InjectCouncil.rehearsal(
      NotesTests.started + NotesTests.day.prefix(2) + NotesTests.open.dropFirst()
        + NotesTests.debrief.prefix(4) + ["day 1 16:50 facilitator closes the debrief"])
    #expect(
      rehearsal.stories(in: "notes") == [
        "Listener noted about call: Two rang the same carer",
        "Assistant director noted: The list was at hand", "Facilitator opened the debrief",
        "Director said what went well: Everyone knew by noon",
        "Assistant director said what did not go well: The lift",
        "Director said whether the messages were clear: yes",
        "Lead inspector said whether the messages were clear: partly, Too long",
        "Facilitator closed the debrief",
      ])
  }

  @Test func `A script, its log's script, and that one's log: the same digest`() throws {
    let script =
      NotesTests.started + NotesTests.day + NotesTests.open.dropFirst() + NotesTests.debrief
      + ["day 1 16:50 facilitator closes the debrief", "day 1 16:51 facilitator ends"]
    let first = try InjectCouncil.rehearsal(script)
    #expect(first.replay.script() == script)
    let second = try InjectCouncil.rehearsal(first.replay.script())
    #expect(try first.digest == second.digest)
  }

  @Test func `A scenario may ask the three questions in its own words`() throws {
    let yaml = InjectCouncil.yaml + "\nnotes:\n  questions: {not: What would you do otherwise?}\n"
    let rehearsal = try InjectCouncil.rehearsal(
      ["day 1 09:00 facilitator starts", "day 1 09:01 facilitator opens the debrief"], yaml)
    let board = try #require(try rehearsal.board(DebriefBoard.self, seenBy: "dcs"))
    #expect(
      board.questions.map(\.asked) == [
        "What went well?", "What would you do otherwise?", "Were the messages clear?",
      ])
  }

  @Test(arguments: [
    ("fourth: And the food?", "S005 nothing here is called \"fourth\""),
    (#"well: "  ""#, "S004 the question \"well\" asks nothing"),
    ("[What went well?]", "S003 expected named values here, found a list"),
  ])
  func `A fourth question is not allowed, nor one that asks nothing`(
    _ line: String, _ finding: String
  ) throws {
    let questions = line.hasPrefix("[") ? line : "{\(line)}"
    #expect(try SmallPlan.findings("notes: {questions: \(questions)}") == [finding])
  }
}
