import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// The picture of who has told whom, and that it says what the list and the table say.
@Suite struct CallTreeTests {
  private static let called = SmallCouncil.called
  private static let some =
    called + [
      "day 1 09:20 dcs tells ad about call via deputy",
      #"day 1 09:21 dcs cannot reach chief about call because "on <leave>""#,
      "day 1 09:30 ad reports carers about call told 4", "day 1 09:31 ad rings coord about call",
    ]

  private func picture(_ lines: [String], seenBy role: String? = nil) throws -> Block.Picture {
    try #require(try SmallCouncil.rehearsal(lines).board("call", seenBy: role).picture)
  }

  @Test(arguments: [
    ([], "1 of 10 people are told; 6 wait behind Assistant director"),
    (
      ["day 1 09:20 dcs tells ad about call"],
      "2 of 10 people are told; 1 waits behind Chief executive"
    ),
    (
      ["day 1 09:20 dcs tells ad about call", "day 1 09:25 dcs tells chief about call"],
      "3 of 10 people are told"
    ),
    (
      [
        "day 1 09:20 dcs tells ad about call", "day 1 09:25 dcs tells chief about call",
        "day 1 09:26 chief tells member about call", "day 1 09:27 ad tells coord about call",
        "day 1 09:30 ad reports carers about call told 5",
      ], "All 10 people are told"
    ),
  ])
  func `The finding says how many know, and behind whom most of the others wait`(
    _ lines: [String], _ title: String
  ) throws {
    #expect(try picture(CallTreeTests.called + lines).title == title)
  }

  @Test func `The sentence says how deep it goes and where most of it lies`() throws {
    let summary = try picture(CallTreeTests.called).summary
    #expect(
      summary == "From Director the message goes 2 calls deep; the largest branch is Assistant "
        + "director, with 7 of 10 people.")
  }

  @Test func `Each place says how it stands, who told them and what is below`() throws {
    let words = try picture(CallTreeTests.some).places.flatMap(\.everything).map(\.words)
    #expect(
      words == [
        "Director: Confirmed. 5 of 9 told below.",
        "Assistant director: Confirmed, by the deputy. Told by Director. 4 of 6 told below.",
        "Co-ordinator: Trying. To be told by Assistant director.",
        "Foster carers: 4 of 5 told. Being told by Assistant director.",
        "Chief executive: Unreachable: on <leave>. To be told by Director. 0 of 1 told below.",
        "Lead member: Waiting for Chief executive to be told. To be told by Chief executive.",
      ])
  }

  @Test(arguments: [some, SmallCouncil.whole], [nil, "dcs", "ad", "watch"])
  func `List, table and picture hold the same people, statuses and callers`(
    _ lines: [String], _ viewer: String?
  ) throws {
    let board = try SmallCouncil.rehearsal(lines).board("call", seenBy: viewer)
    let table = board.rows(of: "cascade_call_calls").map { "\($0[0]) | \($0[2]) | \($0[1])" }
    let picture = try #require(board.picture)
    #expect(picture.table == "cascade_call_calls")
    #expect(picture.places.flatMap(facts).sorted() == table.sorted())
    let list = board.blocks.flatMap { block -> [Block.Branch] in
      if case .tree(let branches) = block.content { branches } else { [] }
    }
    #expect(list.flatMap { facts($0, of: nil) }.sorted() == table.sorted())
    #expect(!table.isEmpty)
  }

  private func facts(_ place: Block.Place) -> [String] {
    let said = place.words.firstMatch(of: #/(?:Told|Being told|To be told) by ([^.]+)\./#)
    let by = said.map { String($0.output.1) } ?? "–"
    return ["\(place.name) | \(place.status.asText) | \(by)"] + place.places.flatMap(facts)
  }

  private func facts(_ branch: Block.Branch, of caller: String?) -> [String] {
    let parts = branch.words.split(separator: ": ")
    let name = String(parts[0])
    let said = parts.dropFirst().joined().prefixMatch(of: #/told by ([^,]+)/#)
    let by = caller ?? said.map { String($0.output.1) } ?? "–"
    return ["\(name) | \(branch.status.asText) | \(by)"]
      + branch.branches.flatMap { facts($0, of: name) }
  }

  @Test func `People are counted: a group is as many as it has`() throws {
    let places = try picture(CallTreeTests.called).places.flatMap(\.everything)
    #expect(places.map(\.size) == [1, 1, 1, 5, 1, 1])
  }

  @Test func `A status that the picture has is always explained`() throws {
    for lines in [CallTreeTests.called, CallTreeTests.some] {
      let picture = try picture(lines)
      let explained = picture.key.map(\.status)
      #expect(Set(explained).count == explained.count)
      for place in picture.places.flatMap(\.everything) {
        guard case .status(let status, _) = place.status else {
          Issue.record("\(place.name) has no status")
          continue
        }
        #expect(explained.contains(status))
      }
    }
  }

  @Test func `Whoever passes nothing on sees themselves alone`() throws {
    let lines =
      CallTreeTests.called + [
        "day 1 09:20 dcs tells ad about call", "day 1 09:25 ad tells coord about call",
      ]
    let picture = try picture(lines, seenBy: "coord")
    #expect(picture.title == "The only person is told")
    #expect(picture.summary == "The message goes to Co-ordinator and no further.")
    #expect(
      picture.places.flatMap(\.everything).map(\.words)
        == ["Co-ordinator: Confirmed. Told by Assistant director."])
  }

  @Test func `Where nobody is to be told there is no picture`() throws {
    let board = CascadeBoard(
      Communication.CascadeState(id: try #require(ID("empty")), title: "Empty"),
      try SmallCouncil.rehearsal().plan.names, isForAll: false)
    #expect(board.picture == nil)
    #expect(board.blocks.contains { $0.id == "cascade_empty_calls" })
  }
}

extension CascadeBoard {
  fileprivate var picture: Block.Picture? {
    blocks.compactMap { block -> Block.Picture? in
      guard block.id == "cascade_\(id)_picture", case .picture(let picture) = block.content else {
        return nil
      }
      return picture
    }.first
  }
}

extension Block.Place {
  fileprivate var everything: [Block.Place] { [self] + places.flatMap(\.everything) }
}
