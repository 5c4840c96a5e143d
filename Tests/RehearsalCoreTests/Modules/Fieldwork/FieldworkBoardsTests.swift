import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What each page of fieldwork shows, and to whom.
@Suite struct FieldworkBoardsTests {
  @Test func `The timetable says by day who is where, how it stands and what clashes`() throws {
    var rehearsal = try HostCouncil.rehearsal(
      HostCouncil.called + [
        #"day 1 10:00 inspector:lead books meeting duty title "Beside duty" at day 3 10:00 "#
          + "length 30m with dcs inspectors lead",
        #"day 1 10:01 hos books meeting friday title "A visit" at day 12 09:00 with hos "#
          + "inspectors education",
      ])
    func rows(_ date: String) throws -> [[String]] {
      try #require(try rehearsal.board(TimetableBoard.self)).rows(of: "timetable-\(date)")
    }
    #expect(
      try rows("2026-11-25") == [
        [
          "9:30am to 10:30am", "Interview with the director", "interview", "Director",
          "Lead inspector", "By telephone", "[neutral] Planned",
          "[problem] Director is in \"Beside duty\" then; "
            + "Lead inspector is in \"Beside duty\" then",
        ],
        [
          "10am to 10:30am", "Beside duty", "duty", "Director", "Lead inspector", "–",
          "[neutral] Planned",
          "[problem] Director is in \"Interview with the director\" then; "
            + "Lead inspector is in \"Interview with the director\" then",
        ],
      ])
    #expect(
      try rows("2026-12-04").map(\.last) == [
        "[problem] Education inspector is not there that day"
      ])
    #expect(
      try rows("2026-11-30") == [
        [
          "4:30pm", "Keep-in-touch meeting", "–", "Director, Assistant director", "–", "–",
          "[neutral] Planned", "–",
        ]
      ])
    #expect(FieldworkMeasures(rehearsal.state).clashes == 3)
    // Once one of the two is moved, neither clashes.
    try rehearsal.play(#"day 1 11:00 dcs moves meeting duty to day 3 10:30 because "a gap""#)
    #expect(try rows("2026-11-25").map(\.last) == ["–", "–"])
    #expect(try rows("2026-11-25").last?[6] == "[neutral] Moved: a gap")
    #expect(FieldworkMeasures(rehearsal.state).clashes == 1)
    for role in ["dcs", "watch", "panel"] {
      #expect(
        try rehearsal.board(TimetableBoard.self, seenBy: role)?.rows(of: "timetable-2026-11-25")
          == rows("2026-11-25"))
    }
  }

  @Test func `How a meeting went is asked once it has begun`() throws {
    var rehearsal = try HostCouncil.rehearsal(
      HostCouncil.called + [
        #"day 1 10:00 inspector:lead books meeting duty title "Beside duty" at day 2 10:00 "#
          + "length 30m with hos inspectors lead"
      ])
    func asked(_ viewer: Viewer) throws -> [String] {
      let offers = rehearsal.modules.offers(rehearsal.state, rehearsal.plan, for: viewer)
      return try #require(offers.first { $0.id == "fieldwork.meeting.duty" }).forms.map(\.command)
    }
    let viewers = [Viewer.role(try #require(ID("hos"))), .role(try #require(ID("panel")))]
    let before = ["fieldwork.move-meeting", "fieldwork.cancel-meeting"]
    for viewer in viewers { #expect(try asked(viewer) == before) }
    try rehearsal.play(#"day 2 09:59 hos notes "Nobody is there yet""#)
    for viewer in viewers { #expect(try asked(viewer) == before) }
    try rehearsal.play(#"day 2 10:00 hos notes "They are here""#)
    for viewer in viewers {
      #expect(
        try asked(viewer) == ["fieldwork.hold-meeting", "fieldwork.miss-meeting"] + before)
    }
  }

  @Test func `An absence in the way of a meeting is for the council's eyes only`() throws {
    let rehearsal = try HostCouncil.rehearsal(HostCouncil.called)
    let plan = rehearsal.plan
    var state = rehearsal.state
    let line = Array(#"{"role":"hos"}"#.utf8)
    let read = PayloadCodec.read(
      type: "cover.absence-began", version: 1, line, 0..<line.count, rehearsal.modules)
    guard case .event(let away) = try read.get() else { throw Unexpected("no absence") }
    let stamp = Stamp(n: 50, at: Moment(plan.dayOne, .midnight), actor: .tool)
    state.evolve(away, stamp)
    let booking = try rehearsal.reader.read(
      #"facilitator books meeting late title "Late" at day 8 09:00 with hos"#,
      at: Place(file: "test", line: 1, column: 1)
    ).get()
    let context = Context(
      now: Moment(plan.dayOne, .midnight), wall: WallMoment(microseconds: 0),
      actor: booking.actor, id: "x")
    let events = try rehearsal.modules.decide(booking.command, state, plan, context)
    let noticed = try #require(events.last as? AwayNoticed)
    #expect(noticed.roles.map(\.text) == ["hos"])
    #expect(noticed.audience(state) == .council && noticed.isNotable)
    #expect(
      noticed.story(plan.names)
        == "gave \"Late\" a time at which somebody is away: Head of service")
    #expect((events.first as? MeetingBooked)?.clashes == [])
    for event in events { state.evolve(event, stamp) }
    let board = try #require(
      Fieldwork.boards(state).compactMap { $0 as? TimetableBoard }.first)
    #expect(board.lines.first { $0.id == "late" }?.clashes == ["Head of service is away"])
  }

  @Test func `The inspectors are shown with their days, and who came later or left`() throws {
    let board = try #require(try HostScript.rehearsal().board(InspectorsBoard.self, seenBy: "hos"))
    #expect(
      board.rows(of: "inspectors-table") == [
        [
          "Lead inspector", "lead", "2026-11-30T09:00:00", "2026-12-11T17:00:00", "Every day",
          "[neutral] On the team",
        ],
        [
          "Education inspector", "education", "2026-12-01T09:00:00", "2026-12-03T17:00:00",
          "Wednesdays, 3 December 2026", "[neutral] On the team",
        ],
        [
          "Data inspector", "data", "2026-12-01T09:00:00", "2026-12-01T10:00:00", "Wednesdays",
          "[at-risk] Left: ill",
        ],
      ])
  }

  @Test func `Chosen cases are shown with the seed, and what replaced them`() throws {
    let board = try #require(try HostScript.rehearsal().board(SamplesBoard.self, seenBy: "watch"))
    #expect(
      board.facts(of: "samples-draw_facts") == [
        "What is looked into: Children in need", "In sentences: draw",
        "Drawn: 2026-11-26T11:30:00", "Drawn from: 15 cases of list-6", "Seed: 7",
      ])
    let rows = board.rows(of: "samples-draw_cases")
    #expect(rows.count == 4 && rows.map(\.first).contains(HostStoryTests.drawn[0]))
    #expect(
      rows.first { $0[0] == HostStoryTests.drawn[0] }?[1]
        == "[at-risk] Replaced by \(HostStoryTests.by): worker on leave")
    #expect(rows.last == [HostStoryTests.by, "[done] Chosen"])
    #expect(board.rows(of: "samples-files_cases").map { $0[0] } == HostStoryTests.files)
  }

  @Test func `What was said is for those who keep in touch, and a concern for its owner`() throws {
    let rehearsal = try HostScript.rehearsal()
    let rows = try #require(try rehearsal.board(KeepInTouchBoard.self, seenBy: "ad"))
      .rows(of: "keep-in-touch-table")
    #expect(
      rows == [
        ["2026-11-30T16:40:00", "Going well", "–", "–", "–", "–", "–"],
        [
          "2026-11-30T16:41:00", "A worry", "1", "Drift in plans", "Head of service",
          "All plans read this week", "[done] Answered",
        ],
      ])
    let owner = try #require(try rehearsal.board(KeepInTouchBoard.self, seenBy: "hos"))
    #expect(owner.rows(of: "keep-in-touch-table") == [rows[1]])
    #expect(owner.concerns == 1 && owner.answered == 1)
    for role in ["chief", "watch"] {
      #expect(try rehearsal.board(KeepInTouchBoard.self, seenBy: role) == nil)
    }
    #expect(try rehearsal.board(KeepInTouchBoard.self, seenBy: "panel")?.lines.count == 2)
  }

  private func before(_ line: String) throws -> MemoryRehearsal {
    let script = HostScript.firstWeek + "\n" + HostScript.fieldwork
    let part = script.split(separator: line, omittingEmptySubsequences: false)[0]
    return try ClockedRehearsal(yaml: HostCouncil.yaml, script: String(part)).rehearsal
  }

  @Test func `The outcome is in confidence until it is published`() throws {
    let held = try before("day 60 09:00")
    for role in ["hos", "watch"] {
      #expect(try held.board(OutcomeBoard.self, seenBy: role) == nil)
      #expect(try held.board(DraftReportBoard.self, seenBy: role) == nil)
    }
    for role in ["dcs", "chief", "panel"] {
      let board = try #require(try held.board(OutcomeBoard.self, seenBy: role))
      #expect(
        board.rows(of: "outcome-provisional") == [
          [
            "The impact of leaders on social work practice with children and families", "Good",
            "Stable leadership", "2026-12-11T14:00:00",
          ],
          ["The whole", "–", "Thank you", "2026-12-11T14:05:00"],
        ])
      #expect(
        board.rows(of: "outcome-readers") == [
          ["Director", "From the start", "–", "–"],
          ["Chief executive", "From the start", "–", "–"],
          [
            "Assistant director", "Chief executive", "must brief the team", "2026-12-11T15:00:00",
          ],
        ])
      #expect(board.leaks.isEmpty)
    }
    // Whoever was told later knows the same, from when they were told.
    let told = try #require(try held.board(OutcomeBoard.self, seenBy: "ad"))
    #expect(
      told.rows(of: "outcome-provisional").map { $0[3] } == [
        "2026-12-11T15:00:00", "2026-12-11T15:00:00",
      ])
    #expect(
      try held.board(OutcomeBoard.self)?.rows(of: "outcome-leaks") == [
        ["[problem] Local paper", "overheard on a train", "2026-12-11T18:00:00"]
      ])
  }

  @Test func `When it is published everyone reads it, and what was not judged is not made up`()
    throws
  {
    let rehearsal = try HostScript.rehearsal()
    for role in HostScriptTests.roles {
      let board = try #require(try rehearsal.board(OutcomeBoard.self, seenBy: role))
      let grades = board.rows(of: "outcome-final").map { $0[1] }
      #expect(
        grades == ["Requires improvement to be good"]
          + Array(repeating: "[neutral] No judgement was given", count: 3))
      #expect(board.published?.text() == "2027-01-22T09:30:00")
      #expect(board.rows(of: "outcome-provisional").isEmpty == ["hos", "watch"].contains(role))
    }
    let measures = FieldworkMeasures(rehearsal.state)
    #expect(measures.daysToPublication == 27)
    #expect(measures.held == 1 && measures.moved == 1 && measures.missed == 1)
    #expect(measures.cancelled == 1 && measures.unrecorded == 0 && measures.clashes == 0)
    #expect(measures.concerns == 1 && measures.answered == 1)
    #expect(measures.points == 2 && measures.accepted == 1 && measures.pointsLate == 1)
  }

  @Test func `Points on the draft report stand with what became of them`() throws {
    let board = try #require(try HostScript.rehearsal().board(DraftReportBoard.self, seenBy: "ad"))
    #expect(
      board.rows(of: "draft-report-points") == [
        [
          "1", "41 visits, not 14", "paragraph 12", "2027-01-12T10:00:00", "[done] Accepted",
        ],
        [
          "2", "The date is wrong", "–", "2027-01-19T10:00:00",
          "[problem] Rejected: a day too much",
        ],
      ])
  }
}
