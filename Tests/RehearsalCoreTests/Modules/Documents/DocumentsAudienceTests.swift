import RehearsalCore
import RehearsalTestSupport
import Testing

/// Who may see what of the document list, against the rule in words: what was sent, taken back or
/// erased is for everyone; all else is for the council, which is everyone but the inspectorate.
@Suite struct DocumentsAudienceTests {
  private static let open = [
    "documents.sent", "documents.withdrawn", "documents.erased", "documents.list-sent",
  ]

  private func isSeen(_ event: any Event, by role: String) -> Bool {
    role != "insp" || Self.open.contains("\(type(of: event).name)")
  }

  @Test func `Every event goes to those whom the rule names, and to no others`() throws {
    let played = try PaperCouncil.clocked(DocumentsClockTests.script)
    let own = played.events.filter { recorded in
      recorded.event.map { "\(type(of: $0).name)".hasPrefix("documents.") } ?? false
    }
    #expect(own.count > 20)
    for role in played.plan.scenario.head.roles.map(\.id.text) {
      let seen = try played.view(role).shown.map(\.n)
      for recorded in own {
        let event = try #require(recorded.event)
        #expect(
          seen.contains(recorded.n) == isSeen(event, by: role), "\(role): \(type(of: event).name)")
      }
    }
    let all = played.replay.view(.facilitator).shown.map(\.n)
    #expect(own.allSatisfy { all.contains($0.n) })
  }

  @Test func `Nothing of what was not sent can be read in what inspectors see`() throws {
    let played = try PaperCouncil.clocked(DocumentsClockTests.script)
    let names = played.plan.names
    let shown = try played.view("insp").shown.compactMap { $0.event }
    let words = shown.map { MemoryRehearsal.wire($0) + ($0.story(names) ?? "") }.joined()
    for secret in ["pr-02", "Audit framework", "no dummy", "early", "gaps", "list-2"] {
      #expect(!words.contains(secret), "\(secret)")
    }
    let board = try played.paper(HandedOverBoard.self, seenBy: "insp")
    let cells = board.blocks.flatMap { block -> [[Cell]] in
      guard case .table(let table) = block.content else { return [] }
      return table.rows
    }.flatMap { $0.map(\.asText) }.joined(separator: " ")
    #expect(!cells.contains("pr-02"))
    #expect(cells.contains("pr-01"))
  }

  @Test func `The event of a line is enough where all before it was hidden`() throws {
    let played = try PaperCouncil.clocked(DocumentsClockTests.script)
    for recorded in played.events {
      guard let event = recorded.event, "\(type(of: event).name)".hasPrefix("documents.") else {
        continue
      }
      var state = played.modules.initialState(played.plan)
      state.evolve(recorded)
      for board in played.modules.boards(state) { #expect(!board.blocks.isEmpty) }
    }
  }

  @Test func `Before the call nobody can read off when anything is due`() throws {
    let other = PaperCouncil.yaml.replacing(
      "call: 2026-11-23 09:15", with: "call: 2026-11-30 09:15")
    let one = try MemoryRehearsal(yaml: PaperCouncil.yaml)
    let another = try MemoryRehearsal(yaml: other)
    #expect(try one.digest == another.digest)
  }

  @Test func `What inspectors have is frozen as it was sent`() throws {
    let played = try PaperCouncil.rehearsal(
      PaperCouncil.sent + [
        "day 1 11:00 hos \(adds("ld-02", PaperCouncil.other, file: "b.pdf"))",
        "day 1 11:10 dcs approves ld-02",
      ])
    let handed = played.state[Documents.self].handedOver.map(\.document)
    #expect(handed.map { "\($0.document) \($0.version) \($0.name)" } == ["ld-02 1 a chart.pdf"])
    #expect(handed.map { $0.sha256?.text } == [PaperCouncil.one])
  }
}
