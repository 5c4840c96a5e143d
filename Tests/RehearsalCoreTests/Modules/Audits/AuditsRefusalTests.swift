import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which audits say no.
@Suite struct AuditsRefusalTests {
  static let called = HostCouncil.called
  private static let graded = called + ["day 2 09:00 ad grades case case-01 as good"]
  private static let moderated = graded + ["day 2 09:30 dcs moderates case case-01 as good"]

  private static func refused(
    _ acts: [String], after setUp: [String] = called, at time: String = "day 2 10:00",
    _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("\(time) \($0)", after: setUp, "audits.\(code)", reason, fix) }
  }

  static let who =
    refused(
      [
        "ad chooses case case-09 for first", "ad allocates case case-03 to hos",
        "hos starts auditing case-01", "hos grades case case-01 as good",
        "dcs moderates case case-01 as good", #"ad learns from case-01 learning "x""#,
        #"ad refers back case-01 because "x""#,
        #"ad settles the referral of case-01 answer "x""#,
        "ad gives inspectors the audits of first",
      ], after: ["day 1 09:00 facilitator starts"], at: "day 1 09:01", "before-call",
      "The call has not come yet", "Wait until the inspectorate has rung.")
    + refused(
      [
        "watch chooses case case-09 for first", "inspector:lead allocates case case-03 to hos",
        "watch starts auditing case-01", "clock grades case case-01 as good",
        "inspector:lead moderates case case-01 as good", #"watch learns from case-01 learning "x""#,
        #"watch refers back case-01 because "x""#,
        #"inspector:lead settles the referral of case-01 answer "x""#,
        "inspector:lead gives inspectors the audits of first",
        "panel grades case case-01 as good", #"panel learns from case-01 learning "x""#,
        #"panel settles the referral of case-01 answer "x""#,
      ], "players-only", "Only a role that takes part, or a facilitator, may do this",
      "Let a role of the council or the facilitator do it.")
    + refused(
      [
        "hos chooses case case-09 for first", "hos allocates case case-03 to ad",
        "dcs gives inspectors the audits of first",
      ], "not-your-round", "\"first\" belongs to ad", "Let ad or a facilitator do it.")

  static let things =
    refused(
      [
        "ad chooses case case-09 for frist", "panel chooses case case-09 for frist",
        "ad gives inspectors the audits of frist",
      ], "round-unknown", "No round of audits is called \"frist\"", "Did you mean \"first\"?")
    + refused(
      [
        "ad allocates case case-011 to hos", "hos starts auditing case-011",
        "hos grades case case-011 as good", "dcs moderates case case-011 as good",
        #"ad learns from case-011 learning "x""#, #"ad refers back case-011 because "x""#,
        #"ad settles the referral of case-011 answer "x""#,
      ], "case-unknown", "No case file \"case-011\" was chosen", "Did you mean \"case-01\"?")
    + refused(
      [
        #"panel refers back case-011 because "x""#,
        #"inspector:lead refers back case-011 because "x""#,
      ], "case-unknown",
      "No case file \"case-011\" was chosen", "Check the names on the page or in the scenario.")
    + refused(
      ["ad chooses case case-01 for first"], "case-exists",
      "\"case-01\" was chosen already, for \"first\"", "Name another case.")
    + refused(
      ["ad allocates case case-03 to hso"], "role-unknown",
      "No role is called \"hso\" in this rehearsal", "Did you mean \"hos\"?")
    + refused(
      ["ad allocates case case-03 to watch"], "observer", "\"watch\" only watches",
      "Name a role that takes part.")
    + refused(
      ["hos starts auditing case-01", "hos grades case case-01 as good"], "not-your-case",
      "\"case-01\" is for ad to audit", "Let ad or a facilitator do it.")
    + refused(
      ["dcs starts auditing case-03", "facilitator grades case case-03 as good"], "not-your-case",
      "Nobody has been given \"case-03\" yet",
      "Let the round's owner allocate it, or let one of the round's auditors start.")
    + refused(
      ["ad allocates case case-01 to hos"], "own-team",
      "\"hos\" belongs to North, which holds \"case-01\"",
      "Give the case to an auditor of another team.")
    + refused(
      ["hos starts auditing case-09", "hos grades case case-09 as good"],
      after: called + [#"day 2 09:00 ad chooses case case-09 for first team "North""#], "own-team",
      "\"hos\" belongs to North, which holds \"case-09\"",
      "Give the case to an auditor of another team.")

  static let grades =
    refused(
      ["hos moderates case case-01 as good"], after: graded, "not-moderator",
      "\"first\" is for dcs to moderate", "Let dcs or a facilitator do it.")
    + refused(
      ["dcs moderates case case-03 as good"],
      after: called + [
        "day 2 09:00 ad allocates case case-03 to dcs",
        "day 2 09:01 dcs grades case case-03 as good",
      ], "own-grade", "\"dcs\" graded \"case-03\"", "Let somebody else moderate it.")
    + refused(
      ["facilitator moderates case case-03 as good"],
      after: called + [
        "day 2 09:00 ad allocates case case-03 to dcs",
        "day 2 09:01 dcs grades case case-03 as good",
      ], "own-grade", "\"dcs\" graded \"case-03\"", "Let somebody else moderate it.")
    + refused(
      ["dcs moderates case case-01 as good"], "not-graded", "\"case-01\" has not been graded yet",
      "Grade it first.")
    + refused(
      ["ad allocates case case-01 to dcs", "ad starts auditing case-01"], after: graded,
      "already-graded", "\"case-01\" has been graded already",
      "What was graded stays with its auditor.")
    + refused(
      ["dcs moderates case case-01 as good", "ad grades case case-01 as inadequate"],
      after: moderated, "already-moderated", "\"case-01\" has been moderated already",
      "Nothing more to do.")
    + refused(
      ["ad grades case case-01", #"ad grades case case-01 learning "x""#], "grade-missing",
      "No grade was given",
      "Add as and one of: outstanding, good, requires-improvement, inadequate.")
    + refused(
      ["ad grades case case-01 as godo"], "grade-unknown",
      "\"godo\" is not a grade of this framework", "Did you mean \"good\"?")
    + refused(
      ["dcs moderates case case-01 as fine"], after: graded, "grade-unknown",
      "\"fine\" is not a grade of this framework",
      "Use one of: outstanding, good, requires-improvement, inadequate.")
    + refused(
      ["dcs moderates case case-01 as inadequate"], after: graded, "reason-missing",
      "The grade of \"case-01\" changes, and nobody says why", "Give the reason, under because.")

  static let rest =
    refused(
      [#"ad refers back case-01 because "again""#],
      after: called + [#"day 2 09:00 panel refers back case-01 because "risk""#],
      "already-referred", "\"case-01\" has been referred back and waits for an answer",
      "Settle that referral first.")
    + refused(
      [#"ad settles the referral of case-01 answer "x""#], "not-referred",
      "\"case-01\" does not wait for an answer", "Nothing to answer.")
    + refused(
      ["ad gives inspectors the audits of first"], "nothing-graded",
      "Nothing in \"first\" has been graded yet", "Grade at least one case file first.")

  static let all = who + things + grades + rest

  @Test(arguments: all)
  func `A line that is refused says why and changes nothing`(_ refused: Refused) throws {
    try refused.check(HostCouncil.yaml)
  }

  @Test func `Each code has a line, and stands in the order of precedence once`() {
    let shown = Set(AuditsRefusalTests.all.map(\.code) + ["audits.no-grades"])
    #expect(shown == Set(AuditsRefusal.precedence))
    #expect(Set(AuditsRefusal.precedence).count == AuditsRefusal.precedence.count)
  }

  @Test func `A framework without grades takes what was learned and refuses a grade`() throws {
    let yaml = try HostCouncil.yaml(replacing: "ilacs-standard", with: "ilacs-focused-visit")
    var rehearsal = try HostCouncil.rehearsal(
      AuditsRefusalTests.called, yaml.replacing("list: list-6, ", with: ""))
    let refused = try rehearsal.refusal("day 2 10:00 ad grades case case-01 as good")
    #expect(refused.code == "audits.no-grades")
    #expect(refused.fix == "Say what was found with learning.")
    try rehearsal.play(
      #"day 2 10:01 ad grades case case-01 learning "Clear plans""#,
      "day 2 10:02 dcs moderates case case-01")
    let board = try #require(try rehearsal.board(AuditsBoard.self))
    #expect(board.cases[0].standing == "moderated" && board.cases[0].grade == "No grade")
  }

  static let pairs:
    [(setUp: [String], line: String, first: String, cured: String, second: String)] =
      [
        (
          called, "watch chooses case case-01 for x", "players-only",
          "ad chooses case case-01 for x", "round-unknown"
        ),
        (
          called, "hos chooses case case-01 for first", "not-your-round",
          "ad chooses case case-01 for first", "case-exists"
        ),
        (
          called, "ad allocates case x to y", "case-unknown", "ad allocates case case-01 to y",
          "role-unknown"
        ),
        (
          graded, "ad allocates case case-01 to hos", "own-team",
          "ad allocates case case-01 to dcs",
          "already-graded"
        ),
        (
          called, "hos moderates case case-01 as x", "not-moderator",
          "dcs moderates case case-01 as x", "not-graded"
        ),
        (
          moderated, "hos grades case case-01 as x", "not-your-case", "ad grades case case-01 as x",
          "already-moderated"
        ),
        (
          graded, "dcs moderates case case-01 as x", "grade-unknown",
          "dcs moderates case case-01 as inadequate", "reason-missing"
        ),
      ]

  @Test(arguments: pairs)
  func `Of two reasons the one that stands first is given`(
    _ pair: (setUp: [String], line: String, first: String, cured: String, second: String)
  ) throws {
    var rehearsal = try HostCouncil.rehearsal(pair.setUp)
    #expect(try rehearsal.refusal("day 2 10:00 \(pair.line)").code == "audits.\(pair.first)")
    #expect(try rehearsal.refusal("day 2 10:00 \(pair.cured)").code == "audits.\(pair.second)")
    let places = [pair.first, pair.second].map {
      AuditsRefusal.precedence.firstIndex(of: "audits.\($0)") ?? -1
    }
    #expect(places[0] >= 0 && places[0] < places[1])
  }
}
