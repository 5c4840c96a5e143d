import RehearsalCore
import RehearsalTestSupport
import Testing

/// Which case files have been audited, and who may see it.
@Suite struct AuditsBoardTests {
  @Test func `The council sees each case, what was found and what became of it`() throws {
    let board = try #require(try HostScript.rehearsal().board(AuditsBoard.self, seenBy: "chief"))
    #expect(
      board.rows(of: "audits-cases") == [
        [
          "case-01", "Child in need", "First round", "North", "Assistant director", "Inadequate",
          "Requires improvement to be good", "[done] Changed on moderation: seen since",
        ],
        [
          "case-02", "Child in care", "First round", "South", "Head of service", "Good", "–",
          "[late] Graded late",
        ],
        [
          "case-03", "Care leaver", "First round", "–", "Head of service", "Good", "Good",
          "[done] Moderated",
        ],
        ["case-04", "Adoption", "First round", "Centre", "–", "–", "–", "[neutral] Chosen"],
      ])
    #expect(
      board.facts(of: "audits_first_facts") == [
        "Round: First round", "In sentences: first", "Due: 2026-11-26T17:00:00",
        "Owner: Assistant director", "Moderator: Director", "Graded late: 1", "Moderated: 2",
        "Changed on moderation: 1", "Referred back: 2", "Referrals answered: 2",
        "Handed over: 2026-11-27T10:00:00", "When it fell due: [problem] 2 not graded",
      ])
    #expect(
      board.rows(of: "audits-learning") == [
        ["case-01", "See the child first"], ["case-03", "Plans are clear"],
      ])
    #expect(
      board.rows(of: "audits-referrals") == [
        [
          "case-01", "North", "nobody has seen the child", "2026-11-25T11:05:00",
          "[done] Answered: seen today",
        ],
        [
          "case-04", "Centre", "a risk in the file", "2026-11-30T10:20:00",
          "[done] Answered: a visit tonight",
        ],
      ])
  }

  @Test func `The inspectorate sees grades once they are handed over, and no day before`() throws {
    let early = try HostCouncil.rehearsal(
      HostCouncil.called + ["day 2 09:00 ad grades case case-01 as good"])
    #expect(try early.board(AuditsBoard.self, seenBy: "panel") == nil)
    let board = try #require(try HostScript.rehearsal().board(AuditsBoard.self, seenBy: "panel"))
    #expect(
      board.rows(of: "audits-cases").map { Array($0[5...]) } == [
        ["–", "–", "[neutral] Chosen"],
        ["Inadequate", "Requires improvement to be good", "[done] Changed on moderation"],
        ["Good", "–", "[late] Graded late"], ["Good", "Good", "[done] Moderated"],
      ])
    #expect(board.rounds.first?.due == nil && board.rounds.first?.missingWhenDue == nil)
    #expect(board.rounds.first?.measures.needed == 4)
    // What the council settled among itself stays there; what an inspector asked is answered.
    #expect(board.referrals.map(\.file) == ["case-04"])
    #expect(board.referrals.first?.answer == "a visit tonight")
  }

  @Test func `Measures count what was asked, done in time, late, changed and answered`() throws {
    let rehearsal = try HostScript.rehearsal()
    let measures = AuditsMeasures(rehearsal.state[Audits.self], of: .known("first"))
    #expect(measures.needed == 4 && measures.graded == 3)
    #expect(measures.gradedInTime == 2 && measures.gradedLate == 1)
    #expect(measures.moderated == 2 && measures.changed == 1)
    #expect(measures.referred == 2 && measures.answered == 2)
  }

  @Test func `A round in which the inspectorate moderates is no secret to it`() throws {
    let yaml = try HostCouncil.yaml(replacing: "moderator: dcs", with: "moderator: panel")
    let rehearsal = try HostCouncil.rehearsal(
      HostCouncil.called + [
        "day 2 09:00 ad grades case case-01 as good",
        "day 2 09:30 panel moderates case case-01 as good",
      ], yaml)
    let board = try #require(try rehearsal.board(AuditsBoard.self, seenBy: "panel"))
    #expect(board.cases.first { $0.id == "case-01" }?.standing == "moderated")
  }

  @Test func `A case that nobody has goes to the auditor who starts first`() throws {
    var rehearsal = try HostCouncil.rehearsal(HostCouncil.called)
    try rehearsal.play("day 2 09:00 hos starts auditing case-03")
    let refused = try rehearsal.refusal("day 2 09:01 ad starts auditing case-03")
    #expect(refused.code == "audits.not-your-case")
    try rehearsal.play("day 2 09:02 ad allocates case case-03 to ad")
    #expect(try rehearsal.board(AuditsBoard.self)?.cases.last?.standing == "allocated")
  }

  @Test(arguments: [
    ("ad allocates case case-02 to hos", []),
    ("hos starts auditing case-02", ["day 2 09:00 hos starts auditing case-02"]),
    ("hos grades case case-02 as good", ["day 2 09:00 hos grades case case-02 as good"]),
    (
      #"ad learns from case-02 learning "x""#,
      [#"day 2 09:00 hos learns from case-02 learning "x""#]
    ),
    (
      "ad gives inspectors the audits of first",
      [
        "day 2 09:00 hos grades case case-02 as good",
        "day 2 09:01 ad gives inspectors the audits of first",
      ]
    ),
  ])
  func `What is as asked for already gives nothing`(_ line: String, _ setUp: [String]) throws {
    var rehearsal = try HostCouncil.rehearsal(HostCouncil.called + setUp)
    #expect(try rehearsal.events(of: "day 2 10:00 \(line)") == [])
  }

  @Test func `What changed after handing over is handed over again`() throws {
    var rehearsal = try HostCouncil.rehearsal(
      HostCouncil.called + [
        "day 2 09:00 hos grades case case-02 as good",
        "day 2 09:01 ad gives inspectors the audits of first",
        "day 2 10:00 hos grades case case-02 as inadequate",
      ])
    func seen() throws -> String? {
      try rehearsal.board(AuditsBoard.self, seenBy: "panel")?.cases.first { $0.id == "case-02" }?
        .grade
    }
    #expect(try seen() == "Good")
    try rehearsal.play("day 2 10:01 ad gives inspectors the audits of first")
    #expect(try seen() == "Inadequate")
  }
}
