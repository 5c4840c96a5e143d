import RehearsalCore
import RehearsalTestSupport
import Testing

/// Every way in which Documents says no.
@Suite struct DocumentsRefusalTests {
  private static let (called, added) = (PaperCouncil.called, PaperCouncil.added)
  private static let (approved, sent) = (PaperCouncil.approved, PaperCouncil.sent)
  private static let short = String(PaperCouncil.one.prefix(8))

  private static func refused(
    _ acts: [String], after setUp: [String], _ code: String, _ reason: String, _ fix: String
  ) -> [Refused] {
    acts.map { Refused("day 3 10:00 \($0)", after: setUp, code, reason, fix) }
  }

  static let unknown =
    refused(
      ["hos sends", "insp sends"], after: called, "nothing-named", "No document is named",
      "Name some: sends documents ld-01,ld-02.")
    + refused(
      [
        "hos drafts nonsense", "hos \(adds("nonsense"))", "hos keeps elsewhere nonsense",
        "hos uses a dummy for nonsense", "dcs approves nonsense",
        #"dcs returns nonsense because "no""#, "hos sends documents nonsense",
        "hos sends documents ld-01,nonsense",
        #"hos withdraws nonsense because "no""#, #"hos rules out nonsense because "no""#,
        "hos rules in nonsense", "clock misses the document nonsense",
      ], after: called, "document-unknown", "No document is called \"nonsense\"",
      "Look for its reference in the document list.")
    + refused(
      ["hos drafts ld-002", "inspector:lead approves ld-002"], after: called, "document-unknown",
      "No document is called \"ld-002\"", "Did you mean \"ld-02\"?")
    + refused(
      [
        "data runs list-9 rows 1", "lead vouches for list-9", #"lead faults list-9 because "no""#,
        "data delivers list-9", "clock misses the data list list-9",
      ], after: called, "list-unknown", "No list of data is called \"list-9\"",
      "Did you mean \"list-1\"?")
    + refused(
      ["data runs nonsense rows 1"], after: called, "list-unknown",
      "No list of data is called \"nonsense\"", "Look for it among the lists of data.")

  static let actors =
    refused(
      [
        "data drafts ld-02", "lead \(adds("ld-02"))", "insp keeps elsewhere ld-02",
        "inspector:lead uses a dummy for ld-02", "data sends documents ld-02",
        "insp sends documents ld-02",
        #"obs withdraws ld-02 because "no""#, #"data rules out ld-02 because "no""#,
        "clock rules in ld-02", "clock sends documents ld-02",
      ], after: approved, "not-yours", "\"ld-02\" belongs to hos",
      "Let its owner, its approver or a facilitator do it.")
    + refused(
      ["dcs sends documents ld-01,pr-02"], after: called, "not-yours", "\"pr-02\" belongs to data",
      "Let its owner, its approver or a facilitator do it.")
    + refused(
      [
        "hos approves ld-02", "insp approves ld-02", "inspector:lead approves ld-02",
        "clock approves ld-02", #"hos returns ld-02 because "no""#,
      ], after: added, "not-yours-to-approve", "\"ld-02\" is for dcs to approve",
      "Let dcs or a facilitator judge it.")
    + refused(
      ["dcs approves pr-01"], after: called, "not-yours-to-approve",
      "\"pr-01\" is for data to approve", "Let data or a facilitator judge it.")
    + refused(
      ["lead runs list-1 rows 1", "clock runs list-1 rows 1", "hos delivers list-1"],
      after: called, "list-not-yours", "\"list-1\" belongs to data",
      "Let its owner, its checker or a facilitator do it.")
    + refused(
      ["data vouches for list-1", #"dcs faults list-1 because "no""#], after: PaperCouncil.listRun,
      "not-yours-to-check", "\"list-1\" is for lead to check",
      "Let lead or a facilitator check it.")
    + refused(
      ["dcs approves ld-02", #"dcs returns ld-02 because "no""#],
      after: called + ["day 1 10:00 dcs \(adds("ld-02"))"], "own-work",
      "\"ld-02\" is the own work of dcs",
      "Let a facilitator judge it, or let somebody else do the work.")

  static let lines =
    refused(
      ["hos sends documents ld-01", "hos sends documents ld-02"], after: PaperCouncil.started,
      "not-asked-yet",
      "No inspector has asked for anything yet", "Send it after the call.")
    + refused(
      ["data delivers list-1"], after: PaperCouncil.started, "not-asked-yet",
      "No inspector has asked for anything yet", "Send it after the call.")
    + refused(
      [
        "hos drafts ld-04", "hos \(adds("ld-04"))", "hos keeps elsewhere ld-04",
        "hos uses a dummy for ld-04", "dcs approves ld-04", #"dcs returns ld-04 because "no""#,
      ], after: called, "ruled-out", "\"ld-04\" is not applicable",
      "Say first that it is needed: rules in ld-04.")
    + refused(
      ["hos \(adds("ld-03"))"], after: called, "no-copies", "No copy of \"ld-03\" may be made",
      "It is held at Director's office; say: keeps elsewhere ld-03.")
    + refused(
      ["hos keeps elsewhere ld-02"], after: called, "no-place",
      "Nothing says where \"ld-02\" is held", "Add it: keeps elsewhere ld-02 place \"…\".")
    + refused(
      ["hos \(adds("ld-02", file: "a.exe"))"], after: called, "type-refused",
      "\"a.exe\" is not of a type that \"ld-02\" may have", "Add it as pdf or docx.")
    + refused(
      ["hos \(adds("ld-02", file: "pdf"))"], after: called, "type-refused",
      "\"pdf\" is not of a type that \"ld-02\" may have", "Add it as pdf or docx.")
    + refused(
      ["hos drafts ld-01"], after: called, "past-drafting", "\"ld-01\" was ready before the call",
      "Add a new version, if it must change.")
    + refused(
      ["hos drafts ld-02"], after: sent, "past-drafting", "\"ld-02\" was sent",
      "Add a new version, if it must change.")

  static let judging =
    refused(
      ["dcs approves ld-01"], after: called, "nothing-to-approve",
      "\"ld-01\" was ready before the call", "Send it as it is, or add a newer version.")
    + refused(
      ["dcs approves ld-02"], after: called, "nothing-to-approve", "\"ld-02\" is in progress",
      "Add a version first.")
    + refused(
      ["dcs approves ld-02"], after: sent, "nothing-to-approve", "\"ld-02\" was sent",
      "Nothing more to do.")
    + refused(
      [#"dcs returns ld-03 because "no""#], after: called, "nothing-to-return",
      "\"ld-03\" has not been started", "Only what was added can be returned.")
    + refused(
      [#"dcs returns ld-02 because "no""#], after: sent, "nothing-to-return",
      "\"ld-02\" was sent", "Withdraw it, or add a newer version.")
    + refused(
      ["hos sends documents ld-01,ld-02"], after: added, "not-approved",
      "\"ld-02\" has not been approved: it waits for approval",
      "Let dcs or a facilitator approve it first.")
    + refused(
      ["data sends documents pr-01"], after: called, "not-approved",
      "\"pr-01\" has not been approved: it has not been started",
      "Add a version, and let data or a facilitator approve it.")
    + refused(
      ["hos sends documents ld-04"], after: called, "not-approved",
      "\"ld-04\" has not been approved: it is not applicable",
      "Say first that it is needed: rules in ld-04.")
    + refused(
      [#"hos rules out ld-02 because "no""#], after: sent, "already-sent",
      "\"ld-02\" is with inspectors", "Withdraw it first, and say why.")
    + refused(
      [#"hos withdraws ld-02 because "no""#], after: approved, "not-sent",
      "\"ld-02\" is not with inspectors", "There is nothing to withdraw.")

  static let bytes =
    refused(
      ["hos adds ld-02 sha256 \(PaperCouncil.one) bytes 0 file \"a.pdf\""], after: called,
      "empty", "\"a.pdf\" holds nothing", "Add a file that holds something.")
    + refused(
      ["hos \(adds("ld-02"))", "dcs approves ld-02"],
      after: added + [#"day 1 11:00 facilitator erases \#(PaperCouncil.one) because "a name""#],
      "erased", "The bytes \(short) were erased from this rehearsal",
      "Add another version: what was erased does not come back.")
    + refused(
      ["hos sends documents ld-01,ld-02"],
      after: approved + [#"day 1 11:00 facilitator erases \#(PaperCouncil.one) because "a name""#],
      "erased", "The bytes \(short) were erased from this rehearsal",
      "Add another version: what was erased does not come back.")
    + refused(
      [#"facilitator erases \#(PaperCouncil.one) because "a name""#], after: called,
      "content-unknown", "No document here has the bytes \(short)",
      "Give all 64 digits of its SHA-256.")
    + refused(
      ["data runs list-1 rows -1"], after: called, "rows-negative",
      "A list cannot have -1 rows", "Say how many rows it has; 0 where there is nobody in it.")
    + refused(
      [
        "lead vouches for list-1", #"lead faults list-1 because "no""#, "data delivers list-1",
      ], after: called, "not-run", "\"list-1\" has not been run",
      "Let data or a facilitator run it first.")
    + refused(
      ["data delivers list-1"], after: PaperCouncil.listRun, "not-checked",
      "\"list-1\" has not been checked", "Let lead or a facilitator vouch for it first.")
    + refused(
      ["data delivers list-1"],
      after: PaperCouncil.listRun + [#"day 1 10:10 lead faults list-1 because "gaps""#],
      "not-checked", "\"list-1\" failed its check", "Run it again, and have it checked.")

  static let all = unknown + actors + lines + judging + bytes

  @Test(arguments: all)
  func `A refusal says why and what to do, and leaves everything as it was`(
    _ refused: Refused
  ) throws {
    var rehearsal = try PaperCouncil.rehearsal(refused.setUp)
    let (digest, events) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(refused.line)
    #expect(rejection.code == "documents." + refused.code)
    #expect(rejection.reason == refused.reason)
    #expect(rejection.fix == refused.fix)
    #expect(try rehearsal.digest == digest)
    #expect(rehearsal.events.count == events)
  }

  @Test func `Every refusal of Documents is reached, and no other`() {
    let reached = Self.all.map { "documents." + $0.code }
    #expect(Set(reached) == Set(DocumentsRefusal.precedence))
    #expect(Set(DocumentsRefusal.precedence).count == DocumentsRefusal.precedence.count)
  }

  @Test(
    "only the clock and only facilitators",
    arguments: [
      ("hos hands out the document list", "timeline.clock-only"),
      ("facilitator misses the document ld-02", "timeline.clock-only"),
      ("inspector:lead misses the data list nonsense", "timeline.clock-only"),
      (#"dcs erases \#(PaperCouncil.one) because "a name""#, "timeline.facilitator-only"),
    ])
  func others(_ act: String, _ code: String) throws {
    var rehearsal = try PaperCouncil.rehearsal(Self.added)
    let digest = try rehearsal.digest
    #expect(try rehearsal.refusal("day 1 11:00 \(act)").code == code)
    #expect(try rehearsal.digest == digest)
  }

  private static func pair(
    _ act: String, after setUp: [String], _ first: String, cured: String, _ second: String
  ) -> WrongTwice {
    WrongTwice(
      "day 1 11:00 \(act)", after: setUp, "documents." + first, cured: "day 1 11:00 \(cured)",
      "documents." + second)
  }

  static let twice = [
    pair(
      "data sends", after: PaperCouncil.started, "nothing-named", cured: "data sends documents x",
      "document-unknown"),
    pair(
      "lead sends documents ld-02,nonsense", after: called, "document-unknown",
      cured: "lead sends documents ld-02", "not-yours"),
    pair(
      "data sends documents ld-02", after: PaperCouncil.started, "not-yours",
      cured: "hos sends documents ld-02",
      "not-asked-yet"),
    pair(
      "hos approves ld-04", after: called, "not-yours-to-approve", cured: "dcs approves ld-04",
      "ruled-out"),
    pair(
      "data \(adds("ld-04", file: "a.exe"))", after: called, "not-yours",
      cured: "hos \(adds("ld-04", file: "a.exe"))", "ruled-out"),
    pair(
      "hos adds ld-02 sha256 \(PaperCouncil.one) bytes 0 file \"a.exe\"", after: called,
      "type-refused", cured: "hos adds ld-02 sha256 \(PaperCouncil.one) bytes 0 file \"a.pdf\"",
      "empty"),
    pair(
      "hos approves ld-02", after: called, "not-yours-to-approve", cured: "dcs approves ld-02",
      "nothing-to-approve"),
    pair(
      "lead runs list-1 rows -1", after: called, "list-not-yours",
      cured: "data runs list-1 rows -1", "rows-negative"),
    pair(
      "data vouches for list-1", after: called, "not-yours-to-check",
      cured: "lead vouches for list-1", "not-run"),
    pair(
      "data vouches for list-9", after: called, "list-unknown", cured: "data vouches for list-1",
      "not-yours-to-check"),
  ]

  @Test(arguments: twice)
  func `Where two refusals apply, the one with precedence is given`(_ pair: WrongTwice) throws {
    var rehearsal = try PaperCouncil.rehearsal(pair.setUp)
    #expect(try rehearsal.refusal(pair.line).code == pair.first)
    #expect(try rehearsal.refusal(pair.cured).code == pair.second)
    let places = [pair.first, pair.second].map {
      DocumentsRefusal.precedence.firstIndex(of: $0) ?? -1
    }
    #expect(places[0] >= 0 && places[0] < places[1])
  }
}
