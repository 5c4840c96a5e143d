import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// What people read about new events: boards, figures and the story.
@Suite struct InjectsBoardTests {
  private func rehearsal() throws -> MemoryRehearsal {
    try InjectCouncil.clocked(
      """
      day 1 09:00 facilitator starts
      day 1 09:30 facilitator leaves out away because "needed here"
      day 1 09:31 facilitator holds back proud until day 6 10:00 because "a good end"
      day 1 11:20 press responds to news with "No comment"
      day 1 11:40 watch judges the response to news number 1 as met remark "calmly"
      day 1 11:45 press responds to news with "Still none"
      day 1 11:50 dcs takes note of chain
      day 1 12:00 lead raises chart to ad title "The chart" due day 2 12:00
      day 1 12:10 lead raises rota title "The rota"
      day 1 12:20 inspector:lead raises diary title "A diary"
      day 1 12:30 ad answers chart with "Here it is" documents ld-01
      day 1 12:40 inspector:lead takes back diary because "found it"
      day 1 12:50 dcs decides "Stairs only" because "the lift is out" about chart
      day 1 12:55 facilitator decides "Lunch" because "it is late"
      day 3 12:30 data answers query with "List 6"
      day 4 14:40 data responds to portal with "By post"
      day 5 11:00 facilitator sets the pace to x2
      """)
  }

  @Test func `The facilitator sees what is in store and what became of it`() throws {
    let board = try #require(try rehearsal().board(InjectStoreBoard.self))
    #expect(
      board.rows(of: "inject-store-table") == [
        [
          "TitleNews", "news", "Press officer", "2026-11-23T11:00:00", "[done] Come", "Responded",
          "1 of 2",
        ],
        [
          "TitleQuery", "query", "Data lead, Assistant director", "2026-11-25T10:06:00",
          "[done] Come", "Answered", "0 of 1",
        ],
        ["TitleAway", "away", "Director", "–", "[neutral] Left out: needed here", "–", "–"],
        [
          "TitlePortal", "portal", "Data lead", "2026-11-26T14:00:00", "[done] Come",
          "Responded late", "0 of 1",
        ],
        [
          "TitleLate", "late", "Everyone", "2026-11-27T10:00:00", "[done] Come",
          "For information", "–",
        ],
        [
          "TitleMissed", "missed", "Assistant director", "2026-11-24T12:00:00", "[done] Come",
          "For information", "–",
        ],
        [
          "TitleMet", "thanks", "Assistant director", "When \"Rooms ready\" is met",
          "[neutral] Waiting", "–", "–",
        ],
        [
          "TitleHalf", "half", "Data lead", "When \"The call\" reaches 50%", "[neutral] Waiting",
          "–", "–",
        ],
        [
          "TitleChain", "chain", "Director", "2026-11-23T11:00:00", "[done] Come",
          "Acknowledged", "–",
        ],
        [
          "TitleProud", "proud", "Assistant director", "2026-11-28T10:00:00",
          "[under-way] Held back: a good end", "–", "–",
        ],
      ])
    #expect(
      board.facts(of: "inject-store-facts") == [
        "Seed of the random times: 5", "Come up: 6", "Announced, not in store: 0",
        "Responded in time: 1", "Responded late: 2",
        "No response: 0", "Median time to respond: 40m", "Expectations met: 1",
        "Expectations partly met: 0", "Expectations not met: 0", "Expectations still to judge: 3",
      ])
  }

  @Test func `What stands in no row of the store is counted by itself`() throws {
    let rehearsal = try InjectCouncil.clocked(
      """
      day 1 09:00 facilitator starts
      day 1 11:30 facilitator announces flood to ad message "No lift"
      """)
    let board = try #require(try rehearsal.board(InjectStoreBoard.self))
    #expect(board.events.count { $0.standing == "released" } == 3)
    #expect(
      board.facts(of: "inject-store-facts")[1...2] == ["Come up: 3", "Announced, not in store: 1"])
  }

  @Test func `Before it comes, a drawn time says that it was drawn`() throws {
    let rehearsal = try InjectCouncil.clocked(
      "day 1 09:00 facilitator starts\nday 1 09:16 facilitator sets the pace to x2")
    let rows = try rehearsal.board(InjectStoreBoard.self)?.rows(of: "inject-store-table") ?? []
    #expect(
      rows.map { $0[3] } == [
        "2026-11-23T11:00:00", "25 November 2026 at 10:06am, drawn", "2026-11-23T10:00:00",
        "2026-11-26T14:00:00", "2026-11-27T10:00:00", "When \"Rooms ready\" is missed",
        "When \"Rooms ready\" is met", "When \"The call\" reaches 50%",
        "When \"TitleNews\" is released", "When a facilitator releases it",
      ])
  }

  @Test func `Each role sees what has come up for it`() throws {
    let rehearsal = try rehearsal()
    func rows(_ role: String) throws -> [[String]] {
      try rehearsal.board(InjectsBoard.self, seenBy: role)?.rows(of: "injects-table") ?? []
    }
    let news = [
      "news", "Local paper", "Press officer", "Phone", "MessageNews", "2026-11-23T11:00:00",
      "2026-11-23T11:30:00", "[done] Responded",
      "Press officer: No comment; Press officer: Still none",
    ]
    let portal = [
      "portal", "The portal", "Data lead", "–", "MessagePortal", "2026-11-26T14:00:00",
      "2026-11-26T14:30:00", "[late] Responded late", "Data lead: By post",
    ]
    let late = [
      "late", "–", "Everyone", "–", "MessageLate", "2026-11-27T10:00:00", "–",
      "[neutral] For information", "–",
    ]
    #expect(try rows("press") == [news, portal, late])
    #expect(
      try rows("data") == [
        [
          "query", "Analyst", "Data lead, Assistant director", "Email", "MessageQuery",
          "2026-11-25T10:06:00", "2026-11-25T12:06:00",
          "[neutral] See what inspectors asked for", "Data lead: List 6",
        ], portal, late,
      ])
    #expect(try rows("lead") == [])
    #expect(try rows("watch").count == 6)
    #expect(
      try rehearsal.board(InjectsBoard.self, seenBy: "quiet")?.rows(of: "injects-outages") == [
        [
          "The portal", "2026-11-26T14:00:00", "2026-11-26T15:30:00", "[done] Works again",
        ]
      ])
  }

  @Test func `Both sides see what inspectors asked for`() throws {
    let rehearsal = try rehearsal()
    let rows = try rehearsal.board(RequestsBoard.self, seenBy: "lead")?.rows(
      of: "inspector-requests-table")
    #expect(
      rows == [
        [
          "chart", "The chart", "Lead inspector", "Assistant director", "2026-11-23T12:00:00",
          "2026-11-24T12:00:00", "[done] Answered", "Assistant director: Here it is", "ld-01",
        ],
        [
          "rota", "The rota", "Lead inspector", "–", "2026-11-23T12:10:00", "–",
          "[neutral] Open", "–", "–",
        ],
        [
          "diary", "A diary", "Inspector lead", "–", "2026-11-23T12:20:00", "–",
          "[neutral] Withdrawn: found it", "–", "–",
        ],
        [
          "query", "MessageQuery", "Analyst", "Data lead", "2026-11-25T10:06:00",
          "2026-11-25T12:06:00", "[late] Answered late", "Data lead: List 6", "–",
        ],
      ])
    let facts = try rehearsal.board(RequestsBoard.self, seenBy: "dcs")?.facts(
      of: "inspector-requests-facts")
    #expect(
      facts == [
        "Answered in time: 1", "Answered late: 1", "Open: 1", "Withdrawn: 1",
        "Median time to answer: 1h27m",
      ])
  }

  @Test func `Decisions stand in order, with why`() throws {
    let rows = try rehearsal().board(DecisionsBoard.self, seenBy: "ad")?.rows(
      of: "decisions-table")
    #expect(
      rows == [
        ["Stairs only", "the lift is out", "Director", "2026-11-23T12:50:00", "chart"],
        ["Lunch", "it is late", "Facilitator", "2026-11-23T12:55:00", "–"],
      ])
  }

  @Test func `Where requests stand is said in words that keep their colour`() throws {
    var rehearsal = try InjectCouncil.rehearsal(InjectCouncil.called)
    func standing() throws -> String? {
      try rehearsal.board(RequestsBoard.self)?.rows(of: "inspector-requests-table").first?[6]
    }
    let story: [(String, String)] = [
      (#"day 1 10:00 lead raises chart title "The chart" due day 1 11:00"#, "[neutral] Open"),
      ("day 1 10:01 dcs reassigns chart to ad", "[under-way] Assigned"),
      ("day 1 11:00 clock notices no answer to chart", "[problem] Overdue"),
      (#"day 1 11:01 ad answers chart with "x""#, "[late] Answered late"),
      (#"day 1 11:02 lead is not satisfied with chart because "y""#, "[at-risk] Sent back: y"),
      (#"day 1 11:03 ad answers chart with "z""#, "[late] Answered late"),
      (
        #"day 1 11:04 lead is not satisfied with chart because "w" due day 1 11:05"#,
        "[at-risk] Sent back: w"
      ),
      ("day 1 11:05 clock notices no answer to chart", "[problem] Sent back and overdue: w"),
      (#"day 1 11:06 ad answers chart with "v""#, "[late] Answered late"),
      ("day 1 11:07 lead is satisfied with chart", "[late] Accepted, answered late"),
    ]
    for (line, expected) in story {
      try rehearsal.play(line)
      #expect(try standing() == expected, "\(line)")
    }
    try rehearsal.play(
      #"day 1 12:00 lead raises plan to ad title "The plan""#,
      #"day 1 12:01 ad answers plan with "x""#, "day 1 12:02 lead is satisfied with plan")
    let last = try rehearsal.board(RequestsBoard.self)?.rows(of: "inspector-requests-table").last
    #expect(last?[6] == "[done] Accepted")
  }

  @Test func `The story is told in plain words`() throws {
    let told = try rehearsal().stories(in: "injects")
    #expect(
      told == [
        "Clock put 10 new events in store, with seed 5",
        "Facilitator left out \"TitleAway\": needed here",
        "Facilitator held back \"TitleProud\" until 28 November 2026 at 10am: a good end",
        "Clock released news for Press officer, from Local paper: MessageNews",
        "Clock released chain for Director: MessageChain",
        "Press officer responded to news: No comment",
        "Listener judged number 1 of news: met, calmly",
        "Press officer responded to news, late: Still none", "Director took note of chain",
        "Lead inspector asked Assistant director for chart, by 24 November 2026 at midday: "
          + "The chart", "Lead inspector asked for rota: The rota",
        "Inspector lead asked for diary: A diary",
        "Assistant director answered chart: Here it is (with ld-01)",
        "Inspector lead took back diary: found it",
        "Director decided about chart: Stairs only. Why: the lift is out",
        "Facilitator decided: Lunch. Why: it is late",
        "Clock released missed for Assistant director: MessageMissed",
        "Clock released query for Data lead, Assistant director, from Analyst: MessageQuery",
        "Clock noticed that query had not been answered",
        "Data lead answered query, late: List 6",
        "Clock released portal for Data lead, from The portal: MessagePortal",
        "Clock noticed that nobody had responded to portal",
        "Data lead responded to portal, late: By post",
        "Clock ended the outage portal: The portal", "Clock released late: MessageLate",
      ])
  }

  @Test func `Boards have blocks of their own, and their data can be written`() throws {
    let boards = try rehearsal().modules.boards(try rehearsal().state)
    let ids = boards.flatMap { $0.blocks.map(\.id) }
    #expect(Set(ids).count == ids.count)
    for board in boards { #expect(try !CanonicalJSON.pretty(board).isEmpty) }
  }

  @Test func `A request in store shows how its answer stands`() throws {
    var rehearsal = try InjectCouncil.rehearsal(
      InjectCouncil.called + [
        "day 1 09:15 clock keeps new events in store", "day 1 10:00 facilitator releases query",
      ])
    func response() throws -> String? {
      try rehearsal.board(InjectStoreBoard.self)?.rows(of: "inject-store-table")[1][5]
    }
    func open() -> Int { InjectsMeasures(rehearsal.state[Injects.self]).notResponded }
    #expect(try response() == "Assigned" && open() == 1)
    try rehearsal.play("day 1 12:00 clock notices no answer to query")
    #expect(try response() == "Overdue" && open() == 1)
    try rehearsal.play("day 1 13:00 inspector:lead takes back query")
    #expect(open() == 0)
    let measures = InjectsMeasures(rehearsal.state[Injects.self])
    #expect(measures.withdrawn == 1 && measures.open == 0 && measures.answeredLate == 0)
  }

  @Test func `Figures of nothing are nothing`() throws {
    let measures = InjectsMeasures(try InjectCouncil.rehearsal().state[Injects.self])
    #expect(measures.released == 0 && measures.requests == 0 && measures.unjudged == 0)
    #expect(measures.medianAnswer == nil && measures.medianResponse == nil)
  }
}
