import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which fieldwork says no, and which of two comes first.
@Suite struct FieldworkRefusalTests {
  static let called = HostCouncil.called
  static let drafted = HostCouncil.drafted

  private static func refused(
    _ acts: [String], after setUp: [String] = called, at time: String = "day 2 10:00",
    _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("\(time) \($0)", after: setUp, "fieldwork.\(code)", reason, fix) }
  }

  static let who =
    refused(
      [
        #"inspector:lead brings in extra title "Extra""#,
        #"inspector:lead books meeting a title "A" at day 3 10:00 with dcs"#,
        #"dcs moves meeting interview to day 4 10:00 because "away""#,
        "dcs holds meeting interview", "inspector:lead draws the sample draw",
        #"dcs records keeping in touch "Hello""#, #"dcs settles concern 1 answer "Yes""#,
        #"inspector:lead gives provisional feedback text "Good""#,
        #"inspector:lead gives the final judgement text "Good""#,
        #"dcs shares the feedback with ad because "must act""#, #"dcs corrects the draft "Wrong""#,
        #"facilitator records a leak to press because "a call""#,
        "facilitator publishes the report",
      ], after: ["day 1 09:00 facilitator starts"], at: "day 1 09:01", "before-call",
      "The call has not come yet", "Wait until the inspectorate has rung.")
    + refused(
      [
        #"dcs brings in extra title "Extra""#, #"ad calls away lead because "ill""#,
        "dcs draws the sample draw", #"dcs replaces case 1 in draw because "leave""#,
        #"dcs gives provisional feedback text "Good""#,
        #"clock gives provisional feedback text "Good""#,
        "chief gives the final judgement area leaders grade good",
        "dcs decides point 1 as accepted",
      ], "inspectorate-only", "Only the inspectorate or a facilitator may do this",
      "Ask an inspector or the facilitator.")
    + refused(
      [#"watch books meeting a title "A" at day 3 10:00 with dcs"#], "players-only",
      "Somebody who only watches does not do this",
      "Let a role of the council, an inspector or the facilitator do it.")
    + refused(
      [#"hos records keeping in touch "Hello""#, #"watch records keeping in touch "Hello""#],
      "not-in-touch", "Your role does not keep in touch with the inspectors",
      "Ask one of: dcs, ad.")
    + refused(
      [
        #"ad shares the feedback with hos because "why""#, #"hos corrects the draft "Wrong""#,
        #"inspector:lead corrects the draft "Wrong""#, #"panel corrects the draft "Wrong""#,
      ], after: drafted, at: "day 51 10:00", "not-under-embargo",
      "Your role may not know the outcome yet",
      "Ask somebody who may know it to share it, and to say why.")

  static let inspectors =
    refused(
      [#"inspector:lead brings in lead title "Again""#], "inspector-exists",
      "\"lead\" is on the team already", "Give the one who joins another short name.")
    + refused(
      [
        #"facilitator calls away laed because "ill""#,
        #"dcs books meeting a title "A" at day 3 10:00 inspectors laed"#,
        #"dcs misses meeting interview because "ill" inspectors laed"#,
      ], "inspector-unknown", "No inspector is called \"laed\"", "Did you mean \"lead\"?")
    + refused(
      [#"facilitator calls away lead because "ill""#],
      after: called + [#"day 2 09:00 panel calls away lead because "ill""#], "already-left",
      "\"lead\" has left already", "Nothing more to do.")
    + refused(
      [#"panel brings in extra title "Extra" from day 9 09:00 to day 8 09:00"#], "leaves-first",
      "30 November 2026 at 9am is before 1 December 2026 at 9am, when they come",
      "Turn the two times round.")

  static let meetings =
    refused(
      [#"dcs books meeting interview title "A" at day 3 10:00 with dcs"#], "meeting-exists",
      "Another meeting is called \"interview\" already",
      "Move that one, or give this one another short name.")
    + refused(
      [
        "dcs holds meeting intervew", #"dcs moves meeting intervew to day 3 10:00 because "x""#,
        #"dcs cancels meeting intervew because "x""#, #"dcs misses meeting intervew because "x""#,
      ], "meeting-unknown", "No meeting is called \"intervew\"", "Did you mean \"interview\"?")
    + refused(
      ["hos holds meeting interview", #"ad cancels meeting interview because "x""#],
      "not-your-meeting", "Your role does not take part in \"interview\"",
      "Let somebody who takes part, an inspector or the facilitator do it.")
    + refused(
      [
        "dcs holds meeting interview", #"dcs misses meeting interview because "x""#,
        #"dcs moves meeting interview to day 5 10:00 because "x""#,
        #"dcs cancels meeting interview because "x""#,
      ], after: called + ["day 3 10:30 dcs holds meeting interview"], at: "day 3 11:00",
      "already-held", "\"interview\" has been held already", "Book another meeting.")
    + refused(
      [
        "dcs holds meeting interview", #"dcs moves meeting interview to day 5 10:00 because "x""#,
      ], after: called + [#"day 2 10:30 dcs cancels meeting interview because "x""#],
      at: "day 3 11:00", "already-cancelled", "\"interview\" was cancelled", "Nothing more to do.")
    + refused(
      ["dcs holds meeting interview", #"dcs misses meeting interview because "x""#],
      after: called + [#"day 3 10:30 dcs misses meeting interview because "x""#],
      at: "day 3 11:00", "already-missed", "\"interview\" is recorded as missed already",
      "Move it to a new time, and hold it then.")
    + refused(
      ["dcs holds meeting interview", #"dcs misses meeting interview because "x""#], "too-early",
      "\"interview\" begins only on 25 November 2026 at 9:30am",
      "Say so when it has begun, or move it to an earlier time.")
    + refused(
      [#"dcs books meeting a title "A" at day 3 10:00"#], "nobody", "Nobody takes part",
      "Add with and the roles, or inspectors and their short names.")
    + refused(
      [
        #"dcs books meeting a title "A" at day 3 10:00 with dsc"#,
        #"dcs records keeping in touch "Hello" concern "Late" owner dsc"#,
      ], "role-unknown", "No role is called \"dsc\" in this rehearsal", "Did you mean \"dcs\"?")
    + refused(
      [#"dcs books meeting a title "A" at day 3 10:00 length 0m with dcs"#], "no-length",
      "A meeting lasts longer than 0 minutes", "Say how long, such as 45m.")
    + refused(
      [
        #"dcs books meeting a title "A" at day 1 10:00 with dcs"#,
        #"dcs moves meeting interview to day 1 10:00 because "x""#,
      ], "in-the-past", "23 November 2026 at 10am is over", "Name a time that is still to come.")

  private static let drawn = called + ["day 2 09:00 panel draws the sample files"]

  static let samples =
    refused(
      ["panel draws the sample darw"], "sample-unknown", "No sample is called \"darw\"",
      "Did you mean \"draw\"?")
    + refused(
      ["panel draws the sample files"], after: drawn, "already-drawn",
      "\"files\" has been drawn already", "Replace single cases, each with a reason.")
    + refused(
      [#"panel replaces case 1 in draw because "leave""#], "not-drawn",
      "\"draw\" has not been drawn yet", "Draw it first.")
    + refused(
      [#"panel replaces case case-09 in files because "leave""#], after: drawn, "case-unknown",
      "\"case-09\" is not one of the cases of \"files\"", "Name one of those that were chosen.")

  private static let worried =
    called + [#"day 2 09:00 dcs records keeping in touch "Talk" concern "Drift" owner hos"#]

  static let touches =
    refused(
      [
        #"dcs records keeping in touch "Hello" answer "Yes""#,
        #"dcs records keeping in touch "Hello" owner hos"#,
      ], "concern-missing", "An owner or an answer belongs to a concern, and none was given",
      "Add concern and what worries the inspectors.")
    + refused(
      [#"dcs settles concern 2 answer "Yes""#], after: worried, "concern-unknown",
      "There is no concern 2", "Look for its number in the record of keeping in touch.")
    + refused(
      [#"chief settles concern 1 answer "Yes""#], after: worried, "not-your-concern",
      "Concern 1 is not yours to answer", "Let hos answer it.")
    + refused(
      [#"hos settles concern 1 answer "Yes""#],
      after: worried + [#"day 2 09:30 hos settles concern 1 answer "Done""#], "already-answered",
      "Concern 1 has been answered already", "Nothing more to do.")

  private static let told =
    drafted + [
      #"day 50 13:00 panel gives provisional feedback text "Good work""#,
      #"day 50 14:00 dcs corrects the draft "41, not 14""#,
    ]
  private static let made = told + ["day 51 09:00 facilitator publishes the report"]

  static let outcome =
    refused(
      [
        #"panel gives provisional feedback text "More""#,
        #"panel gives the final judgement text "More""#, #"dcs corrects the draft "More""#,
        #"dcs shares the feedback with hos because "x""#, "panel decides point 1 as accepted",
        #"facilitator records a leak to press because "x""#, "facilitator publishes the report",
      ], after: made, at: "day 51 10:00", "published", "The outcome has been published",
      "What is public does not change; it is too late for this.")
    + refused(
      [#"dcs corrects the draft "Wrong""#], "before-draft", "The draft report has not come yet",
      "Wait until it has come.")
    + refused(
      [#"dcs shares the feedback with hos because "x""#], "nothing-to-share",
      "There is no outcome to share yet", "Wait for the feedback meeting.")
    + refused(
      [
        #"dcs shares the feedback with chief because "x""#,
        #"facilitator records a leak to chief because "x""#,
      ], after: told, at: "day 51 10:00", "already-knows",
      "\"chief\" may know the outcome already", "Nothing more to do.")
    + refused(
      ["panel gives provisional feedback", "panel gives the final judgement area leaders"],
      "nothing-said", "Neither a grade nor a text was given",
      "Add grade, or text and what was found.")
    + refused(
      ["panel gives provisional feedback area overall grade good"], "area-unknown",
      "\"overall\" is not judged in this inspection",
      "Use one of: leaders, help-and-protection, children-in-care, care-leavers.")
    + refused(
      ["panel gives the final judgement area leadres grade good"], "area-unknown",
      "\"leadres\" is not judged in this inspection", "Did you mean \"leaders\"?")
    + refused(
      ["panel gives provisional feedback area leaders grade godo"], "grade-unknown",
      "\"godo\" is not a grade of this framework", "Did you mean \"good\"?")
    + refused(
      ["panel gives provisional feedback area leaders grade adequate"], "grade-unknown",
      "\"adequate\" is not a grade of this framework", "Did you mean \"inadequate\"?")
    + refused(
      ["panel gives provisional feedback grade good"], "area-missing",
      "A grade belongs to an area, and none was named",
      "Add area and one of: leaders, help-and-protection, children-in-care, care-leavers.")
    + refused(
      ["panel decides point 2 as accepted"], after: told, at: "day 51 10:00", "point-unknown",
      "There is no point 2 on the draft report", "Look for its number in the list of points.")
    + refused(
      ["panel decides point 1 as accepted"],
      after: told + ["day 50 15:00 panel decides point 1 as accepted"], at: "day 51 10:00",
      "already-decided", "Point 1 has been decided already", "Nothing more to do.")
    + refused(
      ["panel decides point 1 as partly", "panel decides point 1 as rejected"], after: told,
      at: "day 51 10:00", "reason-missing",
      "Point 1 is not accepted in full, and nobody says why", "Give the reason, under because.")

  static let all = who + inspectors + meetings + samples + touches + outcome

  @Test(arguments: all)
  func `A line that is refused says why and changes nothing`(_ refused: Refused) throws {
    try refused.check(HostCouncil.yaml)
  }

  @Test(arguments: [
    "dcs makes the timetable known", "facilitator sees the end of interview",
    "panel makes the audit rounds known", "facilitator counts the audits of first",
  ])
  func `What time alone does is the clock's to do`(_ line: String) throws {
    var rehearsal = try HostCouncil.rehearsal(FieldworkRefusalTests.called)
    #expect(try rehearsal.refusal("day 2 10:00 \(line)").code == "timeline.clock-only")
  }

  @Test(arguments: [
    "dcs publishes the report", "inspector:lead publishes the report",
    #"dcs records a leak to press because "x""#,
  ])
  func `What a facilitator does is nobody else's to do`(_ line: String) throws {
    var rehearsal = try HostCouncil.rehearsal(FieldworkRefusalTests.called)
    #expect(try rehearsal.refusal("day 2 10:00 \(line)").code == "timeline.facilitator-only")
  }

  @Test func `Where a list is used up or a case replaced, no other is drawn`() throws {
    var rehearsal = try HostCouncil.rehearsal(FieldworkRefusalTests.drawn)
    let drawn = try #require(rehearsal.state[Fieldwork.self].samples[.known("files")])
    let first = try #require(drawn.cases.first?.id)
    try rehearsal.play(#"day 2 10:00 panel replaces case \#(first) in files because "leave""#)
    let again = try rehearsal.refusal(
      #"day 2 10:01 panel replaces case \#(first) in files because "leave""#)
    #expect(again.code == "fieldwork.already-replaced")
    let other = try #require(drawn.cases.last?.id)
    let none = try rehearsal.refusal(
      #"day 2 10:02 panel replaces case \#(other) in files because "leave""#)
    #expect(none.code == "fieldwork.no-case-left")
    #expect(none.fix == "Read fewer cases.")
  }

  @Test func `A framework without grades takes a text and refuses a grade`() throws {
    let yaml = try HostCouncil.yaml(replacing: "ilacs-standard", with: "ilacs-focused-visit")
    var rehearsal = try HostCouncil.rehearsal(
      HostCouncil.called, yaml.replacing("list: list-6, ", with: ""))
    let refused = try rehearsal.refusal(
      "day 2 10:00 panel gives provisional feedback area front-door grade good")
    #expect(refused.code == "fieldwork.no-grades")
    #expect(refused.reason == "This framework gives no grades, so not \"good\"")
    try rehearsal.play(
      #"day 2 10:01 panel gives provisional feedback area front-door text "Quick""#,
      #"day 2 10:02 panel gives the final judgement text "A letter""#,
      "day 2 10:03 facilitator publishes the report")
    let board = try #require(try rehearsal.board(OutcomeBoard.self, seenBy: "hos"))
    #expect(
      board.rows(of: "outcome-final").last == [
        "The whole", "–", "A letter", "2026-11-24T10:03:00",
      ])
    #expect(
      board.rows(of: "outcome-final").first?.prefix(2) == [
        "Theme: the front door", "[neutral] No judgement was given",
      ])
  }

  @Test func `Each code has a line, and stands in the order of precedence once`() {
    let shown = Set(
      FieldworkRefusalTests.all.map(\.code) + [
        "fieldwork.already-replaced", "fieldwork.no-case-left", "fieldwork.no-grades",
      ])
    #expect(shown == Set(FieldworkRefusal.precedence))
    #expect(Set(FieldworkRefusal.precedence).count == FieldworkRefusal.precedence.count)
  }

  /// A line wrong in two ways, and the same with the first cured.
  static let pairs: [(line: String, first: String, cured: String, second: String)] = [
    (
      #"dcs brings in lead title "X""#, "inspectorate-only", #"panel brings in lead title "X""#,
      "inspector-exists"
    ),
    (
      #"watch books meeting interview title "X" at day 3 10:00 with dcs"#, "players-only",
      #"hos books meeting interview title "X" at day 3 10:00 with dcs"#, "meeting-exists"
    ),
    (
      #"dcs books meeting interview title "X" at day 3 10:00 inspectors x"#, "inspector-unknown",
      #"dcs books meeting interview title "X" at day 3 10:00 inspectors lead"#, "meeting-exists"
    ),
    (
      #"dcs books meeting a title "X" at day 1 10:00"#, "nobody",
      #"dcs books meeting a title "X" at day 1 10:00 with dcs"#, "in-the-past"
    ),
    (
      #"dcs books meeting a title "X" at day 1 10:00 length 0m with x"#, "role-unknown",
      #"dcs books meeting a title "X" at day 1 10:00 length 0m with dcs"#, "no-length"
    ),
    (
      #"hos misses meeting interview because "x" roles x"#, "not-your-meeting",
      #"dcs misses meeting interview because "x" roles x"#, "too-early"
    ),
    (
      #"hos records keeping in touch "x" owner x"#, "not-in-touch",
      #"dcs records keeping in touch "x" owner x"#, "role-unknown"
    ),
    (
      #"dcs records keeping in touch "x" owner x"#, "role-unknown",
      #"dcs records keeping in touch "x" owner hos"#, "concern-missing"
    ),
    (
      "dcs gives provisional feedback area x", "inspectorate-only",
      "panel gives provisional feedback area x", "nothing-said"
    ),
    (
      "panel gives provisional feedback area x grade x", "area-unknown",
      "panel gives provisional feedback area leaders grade x", "grade-unknown"
    ),
    (
      #"ad shares the feedback with x because "x""#, "not-under-embargo",
      #"dcs shares the feedback with x because "x""#, "role-unknown"
    ),
    (
      #"dcs shares the feedback with x because "x""#, "role-unknown",
      #"dcs shares the feedback with hos because "x""#, "nothing-to-share"
    ),
  ]

  @Test(arguments: pairs)
  func `Of two reasons the one that stands first is given`(
    _ pair: (line: String, first: String, cured: String, second: String)
  ) throws {
    var rehearsal = try HostCouncil.rehearsal(HostCouncil.called)
    #expect(try rehearsal.refusal("day 2 10:00 \(pair.line)").code == "fieldwork.\(pair.first)")
    #expect(try rehearsal.refusal("day 2 10:00 \(pair.cured)").code == "fieldwork.\(pair.second)")
    let places = [pair.first, pair.second].map {
      FieldworkRefusal.precedence.firstIndex(of: "fieldwork.\($0)") ?? -1
    }
    #expect(places[0] >= 0 && places[0] < places[1])
  }
}
