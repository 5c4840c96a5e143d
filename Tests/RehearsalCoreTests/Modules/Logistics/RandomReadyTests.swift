import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// What holds of checklists and seats, whatever people say: councils that act at random, most of
/// it nonsense, with the clock beside them.
@Suite struct RandomReadyTests {
  private static let items = ["room", "cupboard", "log-ins", "badges", "parking", "nothing"]
  private static let people = ["p1", "p3", "p5", "p30"]
  private static let texts = ["\"\"", "\"why not\"", "\"a, \\\"b\\\"\"", "\" \""]
  private static let actors =
    ReadyCouncil.roles + ["logs", "hos", "inspector:lead", "clock"]
    + [String](repeating: "facilitator", count: 10)

  private static func act(_ numbers: inout RepeatableNumbers) -> String {
    func any(_ words: [String]) -> String {
      words[Int.random(in: 0..<words.count, using: &numbers)]
    }
    let (item, role, person) = (any(items), any(ReadyCouncil.roles + ["nobody"]), any(people))
    let because = "because \(any(texts))"
    let day = Int.random(in: 1...9, using: &numbers)
    let seat = any(["", " as \(role)"])
    let act = any([
      "sets about \(item)", "finishes \(item)", "finishes \(item) proof \(any(texts))",
      "is blocked on \(item) \(because)", "sets aside \(item) \(because)",
      "hands over \(item) to \(role) \(because)", "reopens \(item) \(because)",
      "seats \(person) in \(role)", "seats \(person) in \(role) \(because)",
      "deputises\(seat) \(because)", "hands back\(seat)", "leaves empty \(role) \(because)",
      "lets the computer play \(role)", "is away\(seat) until day \(day) 12:00", "is away\(seat)",
      "is back\(seat)", "puts off setup-meeting to day \(day) 10:00",
      "puts off fieldwork-start to day \(day + 7) 09:00", "dates the checklists",
      "finds unfinished \(item)", "lets go on leave p3 number 1", "ends the absence of \(role)",
    ])
    return "\(any(actors)) \(act)"
  }

  @Test(arguments: 1...60)
  func `Whatever is said, what is done was allowed and what is due is noticed`(_ seed: Int) throws {
    var numbers = RepeatableNumbers(seed: UInt64(seed))
    var clocked = ClockedRehearsal(try ReadyCouncil.rehearsal())
    try clocked.play("day 1 08:00 facilitator starts")
    var minutes = 0
    for _ in 0..<80 {
      minutes += Int.random(in: 1...180, using: &numbers)
      let (day, hour) = (minutes / 1440 + 1, 8 + minutes % 1440 / 100)
      let time = "day \(day) \(hour < 10 ? "0" : "")\(hour):\(10 + minutes % 50)"
      var tried = clocked
      if (try? tried.play("\(time) \(RandomReadyTests.act(&numbers))")) != nil { clocked = tried }
    }
    try clocked.play("day 16 18:00 facilitator ends")
    let rehearsal = clocked.rehearsal
    #expect(rehearsal.events.count > 20)
    check(rehearsal, "seed \(seed)")
    try checkViews(rehearsal, "seed \(seed)")
    try rehearsal.checkScript(ReadyCouncil.yaml)
  }

  private func check(_ rehearsal: MemoryRehearsal, _ seed: String) {
    let state = rehearsal.state
    let items = state[Logistics.self].items.values
    let measures = LogisticsMeasures(state)
    let open = items.filter(\.isOpen).count
    #expect(
      measures.doneInTime + measures.doneLate + measures.notApplicable + open == measures.items,
      "\(seed)")
    let last = rehearsal.events.last?.at ?? Moment(microseconds: 0)
    for item in items {
      if item.standing == .done { #expect(item.asksFor == nil || item.proof != nil, "\(seed)") }
      if item.standing == .blocked || item.standing == .notApplicable {
        #expect(item.reason?.allSatisfy(\.isWhitespace) == false, "\(seed)")
      }
      if item.isOpen, let due = item.due(state), due < last {
        #expect(item.overdue != nil, "\(seed) \(item.id)")
      }
      #expect(item.owner.map { !state.inspectorate.contains($0) } == true, "\(seed)")
    }
    for (role, seat) in zip(state[Cover.self].seats.keys, state[Cover.self].seats.values) {
      #expect(seat.isPerson == (seat.person != nil), "\(seed) \(role)")
      #expect((seat.before != nil) == (seat.filling == .deputised), "\(seed) \(role)")
    }
    for away in state[Cover.self].away.values where away.ended == nil {
      #expect(away.until(state).map { $0 >= last } ?? true, "\(seed)")
    }
  }

  /// The council knows what the facilitator knows; an inspector, what stood there from the start.
  private func checkViews(_ rehearsal: MemoryRehearsal, _ seed: String) throws {
    func boards(_ state: RehearsalState) -> [[Block]] {
      rehearsal.modules.boards(state).filter { $0 is LogisticsBoard || $0 is CoverBoard }
        .map(\.blocks)
    }
    for role in ["dcs", "member", "logs"] {
      #expect(try boards(rehearsal.view(role).state) == boards(rehearsal.state), "\(seed)")
    }
    let inspector = try rehearsal.view("lead-inspector").state
    let planned = rehearsal.modules.initialState(rehearsal.plan)
    #expect(boards(inspector).count == 1, "\(seed)")
    #expect(
      inspector[Cover.self].seats.values.dropLast() == planned[Cover.self].seats.values.dropLast(),
      "\(seed)")
    #expect(!inspector[Logistics.self].items.values.contains { $0.standing != .toDo }, "\(seed)")
  }
}
