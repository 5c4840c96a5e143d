import RehearsalCore
import RehearsalTestSupport
import Testing

/// How each call stands, in the words people read.
@Suite struct CascadeBoardTests {
  private static let called = SmallCouncil.called
  private static let adKnows = called + ["day 1 09:20 dcs tells ad about call"]

  private func rows(_ lines: [String], of cascade: String = "call") throws -> [[String]] {
    try SmallCouncil.rehearsal(lines).board(cascade).rows(of: "cascade_\(cascade)_calls")
  }

  /// How one recipient stands, and what the caller should do next.
  private func standing(_ who: String, _ lines: [String]) throws -> [String] {
    let row = try #require(try rows(lines).first { $0[0] == who })
    return [row[2], row[6]]
  }

  @Test func `When the call sets out, all wait for whoever is above them`() throws {
    #expect(
      try rows(CascadeBoardTests.called) == [
        ["Director", "–", "[done] Confirmed", "2026-11-23T09:15:00", "0", "–", "–"],
        [
          "Assistant director", "Director", "[neutral] Waiting for Director to pass it on", "–",
          "0", "–", "–",
        ],
        [
          "Chief executive", "Director", "[neutral] Waiting for Director to pass it on", "–", "0",
          "–", "–",
        ],
        [
          "Co-ordinator", "Assistant director",
          "[neutral] Waiting for Assistant director to be told", "–", "0", "–", "–",
        ],
        [
          "Foster carers", "Assistant director",
          "[neutral] Waiting for Assistant director to be told", "–", "0", "–", "–",
        ],
        [
          "Lead member", "Chief executive", "[neutral] Waiting for Chief executive to be told",
          "–", "0", "–", "–",
        ],
      ])
  }

  @Test(arguments: [
    (["day 1 09:20 dcs rings ad about call"], "[under-way] Trying", "–"),
    (
      ["day 1 09:20 dcs rings ad about call via deputy"], "[under-way] Trying the deputy", "–"
    ),
    (
      ["day 1 09:20 dcs gets no answer from ad about call"], "[at-risk] No answer",
      "Ring again from 9:30am"
    ),
    (
      ["day 1 09:20 dcs leaves a message for ad about call"], "[at-risk] Left a message",
      "Ring again from 9:30am"
    ),
    (
      [
        "day 1 09:20 dcs gets no answer from ad about call",
        "day 1 09:31 dcs gets no answer from ad about call",
      ], "[at-risk] No answer", "Ring the deputy"
    ),
    (
      [
        "day 1 09:20 dcs gets no answer from ad about call",
        "day 1 09:31 dcs gets no answer from ad about call",
        "day 1 09:33 dcs gets no answer from ad about call via deputy",
      ], "[at-risk] Deputy: no answer",
      "Record that they cannot be reached, and take over any calls they had"
    ),
    (["day 1 09:20 dcs tells ad about call"], "[done] Confirmed", "–"),
    (
      ["day 1 09:20 dcs tells ad about call via deputy"], "[done] Confirmed, by the deputy", "–"
    ),
    (["day 1 10:45 dcs tells ad about call"], "[done] Confirmed", "–"),
    (["day 1 10:46 dcs tells ad about call"], "[late] Confirmed late", "–"),
    (
      ["day 1 10:46 dcs tells ad about call via deputy"],
      "[late] Confirmed late, by the deputy", "–"
    ),
    (["day 1 10:46 ad confirms call"], "[late] Confirmed late", "–"),
    (
      [#"day 1 09:20 dcs cannot reach ad about call because "on leave""#],
      "[problem] Unreachable: on leave", "–"
    ),
    (
      [
        #"day 1 09:20 dcs cannot reach ad about call because "on leave""#,
        "day 1 09:40 dcs rings ad about call",
      ], "[under-way] Trying", "–"
    ),
    (
      [
        #"day 1 09:20 dcs cannot reach ad about call because "on leave""#,
        "day 1 09:40 ad confirms call",
      ], "[done] Confirmed", "–"
    ),
  ])
  func `Each call says how it stands and what to do next`(
    _ lines: [String], _ standing: String, _ next: String
  ) throws {
    #expect(
      try self.standing("Assistant director", CascadeBoardTests.called + lines)
        == [standing, next])
  }

  @Test func `Somebody without a deputy is given up after the tries at them alone`() throws {
    let silence = [("09:30", "09:40"), ("09:40", "")].map {
      ("day 1 \($0.0) chief gets no answer from member about call", $0.1)
    }
    let lines = CascadeBoardTests.called + ["day 1 09:25 dcs tells chief about call"]
    #expect(
      try standing("Lead member", lines + [silence[0].0])
        == ["[at-risk] No answer", "Ring again from 9:40am"])
    #expect(
      try standing("Lead member", lines + silence.map(\.0)) == [
        "[at-risk] No answer",
        "Record that they cannot be reached, and take over any calls they had",
      ])
  }

  @Test func `A call to be made from somebody who was given up waits for them to be told`() throws {
    let lines =
      CascadeBoardTests.called + [
        #"day 1 09:20 dcs cannot reach chief about call because "abroad""#
      ]
    #expect(
      try standing("Lead member", lines)
        == ["[neutral] Waiting for Chief executive to be told", "–"])
    #expect(
      try standing(
        "Lead member", lines + ["day 1 09:25 dcs takes over the calls of chief about call"])
        == ["[neutral] Waiting for Director to pass it on", "–"])
  }

  @Test(arguments: [
    ([], "[neutral] Waiting for Assistant director to pass it on"),
    (
      ["day 1 09:30 ad reports carers about call told 0"],
      "[neutral] Waiting for Assistant director to pass it on"
    ),
    (["day 1 09:30 ad reports carers about call told 4"], "[under-way] 4 of 5 told"),
    (["day 1 09:30 ad reports carers about call told 5"], "[done] Confirmed"),
    (
      [
        "day 1 09:30 ad reports carers about call told 4",
        "day 1 11:00 ad reports carers about call told 5",
      ], "[late] Confirmed late"
    ),
    (
      [#"day 1 09:30 ad cannot reach carers about call because "no list""#],
      "[problem] Unreachable: no list"
    ),
    (
      [
        "day 1 09:30 ad reports carers about call told 4",
        #"day 1 09:40 ad cannot reach carers about call because "no number""#,
      ], "[problem] 4 of 5 told, the rest unreachable: no number"
    ),
  ])
  func `A group is counted, and its standing says how many`(
    _ lines: [String], _ words: String
  ) throws {
    #expect(try standing("Foster carers", CascadeBoardTests.adKnows + lines) == [words, "–"])
  }

  @Test func `The tree is indented by who calls, with how many are told below`() throws {
    let board = try SmallCouncil.rehearsal(
      CascadeBoardTests.adKnows + ["day 1 09:30 ad reports carers about call told 4"]
    ).board("call")
    let tree = board.blocks.compactMap { block -> [Block.Branch]? in
      if case .tree(let branches) = block.content { return branches }
      return nil
    }.flatMap { $0 }
    func lines(_ branches: [Block.Branch], _ indent: String) -> [String] {
      branches.flatMap {
        ["\(indent)\($0.words) \($0.status.asText)"] + lines($0.branches, indent + "  ")
      }
    }
    #expect(
      lines(tree, "") == [
        "Director: 5 of 9 told below [done] Confirmed",
        "  Assistant director: 4 of 6 told below [done] Confirmed",
        "    Co-ordinator [neutral] Waiting for Assistant director to pass it on",
        "    Foster carers [under-way] 4 of 5 told",
        "  Chief executive: 0 of 1 told below [neutral] Waiting for Director to pass it on",
        "    Lead member [neutral] Waiting for Chief executive to be told",
      ])
  }

  @Test func `The board in JSON gives each standing as one stable word`() throws {
    let board = try SmallCouncil.rehearsal(
      CascadeBoardTests.called + [
        "day 1 09:20 dcs rings ad about call", "day 1 09:50 dcs tells chief about call",
        "day 1 11:00 chief tells member about call",
      ]
    ).board("call")
    #expect(
      board.calls.map { "\($0.recipient) \($0.standing) \($0.via) \($0.attempts) \($0.count)" } == [
        "Director confirmed holder 0 1", "Assistant director trying holder 1 0",
        "Chief executive confirmed holder 1 1", "Co-ordinator blocked holder 0 0",
        "Foster carers blocked holder 0 0", "Lead member confirmed-late holder 1 1",
      ])
  }

  @Test func `No two blocks of a page have one id, whatever messages are called`() throws {
    let yaml = try SmallCouncil.yaml(replacing: "id: briefing", with: "id: call-calls")
    var rehearsal = try SmallCouncil.rehearsal(yaml, SmallCouncil.called)
    try rehearsal.play("day 1 09:30 ad activates call-calls")
    let ids = rehearsal.modules.boards(rehearsal.state).flatMap(\.blocks).map(\.id)
    let twice = Set(ids.filter { id in ids.count { $0 == id } > 1 })
    #expect(twice.isEmpty, "\(twice)")
  }
}
