import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// What is written is judged by its values and rendered on two threads. Here each line is also
/// made the plain way, one after another, and read back before it counts.
@Suite struct LogBatchTests {
  // MARK: The plain way

  /// The bytes of a batch; `nil` where a line cannot be read back, or not as what it was.
  private static func plain(_ events: [NewEvent], behind place: LogPlace) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chain = place.chain
    for (index, new) in events.enumerated() {
      let start = bytes.count
      let n = place.head.n + 1 + index
      let batch = Batch(index: index, count: events.count)
      LogLine.write(new, n: n, batch: batch, prev: chain.hash ?? .zero, to: &bytes)
      LogLine.finish(LineHash.of(bytes, start..<bytes.count), to: &bytes)
      let range = start..<bytes.count - 1
      guard case .success = LogLine.parse(bytes, range),
        let line = try? chain.check(ReadLine(bytes, range), bytes),
        isSame(line, new, n: n, batch: batch, bytes)
      else { return nil }
      chain.accept(line, bytes)
    }
    return bytes
  }

  private static func isSame(
    _ line: LogLine, _ new: NewEvent, n: Int, batch: Batch, _ bytes: [UInt8]
  ) -> Bool {
    // A wall clock may show what no calendar holds; then it is the nearest moment.
    let rec = Moment(microseconds: new.rec.microseconds).microseconds
    var data: [UInt8] = []
    PayloadCodec.write(new.payload, happened: new.happened, to: &data)
    guard line.n == n, line.batch == batch, line.id(bytes) == new.id, line.at == new.at,
      line.rec.microseconds == rec, line.actor(bytes) == new.actor, line.cause == new.cause,
      line.type(bytes) == PayloadCodec.type(of: new.payload),
      line.version == PayloadCodec.version(of: new.payload),
      Array(bytes[line.data]) == data
    else { return false }
    guard case .event(let event) = new.payload else { return true }
    if event is Awkward { return data == Array(#"{"actor":"tool","count":1}"#.utf8) }
    guard let read = try? line.recorded(bytes, .rehearsal).get() else { return false }
    var again: [UInt8] = []
    PayloadCodec.write(read.payload, happened: read.happened, to: &again)
    return read.happened == new.happened && again == data
  }

  // MARK: Hostile events

  /// An event whose fields can hold what no reader takes.
  private struct Awkward: Event, Hashable {
    typealias Home = Timeline
    static let name: StaticString = "timeline.awkward"
    static let doc: StaticString = "For tests"
    let actor: Actor
    let count: Int

    init(_ actor: Actor, _ count: Int) {
      self.actor = actor
      self.count = count
    }

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      actor = f.one("actor", old?.actor, "Who")
      count = f.one("count", old?.count, "How many")
    }

    func evolve(_ state: inout Timeline.State, _ stamp: Stamp) {}
    func audience(_ state: RehearsalState) -> Audience { .facilitators }
    func act(_ stamp: Stamp) -> (any Command)? { nil }
    func story(_ names: Names) -> String? { nil }
  }

  private static let actors: [Actor] = [
    .tool, .clock, .facilitator(seat: "p2"), .facilitator(seat: ""),
    .inspector("lead", seat: "p40"), .inspector("lead", seat: ""), .inspector("a", seat: "b/c"),
    .role(ID("dcs") ?? .blank, seat: "p17"), .role(ID("dcs") ?? .blank, seat: ""),
  ]

  private static let badActors: [Actor] = [
    .facilitator(seat: "a\"b"), .facilitator(seat: "a b"), .facilitator(seat: "é"),
    .facilitator(seat: "a/"), .facilitator(seat: "\n"), .inspector("", seat: "p1"),
    .inspector("a/b", seat: "c"), .inspector("a\\", seat: "c"), .role(.blank, seat: "p1"),
    .facilitator(seat: String(repeating: "a", count: 200)),
  ]

  private static let recs: [Int64] = [
    0, .max, .min, 1_600_000_000_000_000, 1_600_000_000_000_001,
  ]

  private static let badIDs = [
    "", "\"", "a\\b", "é", "a\n", "\u{7F}", String(repeating: "a", count: 65),
  ]

  private static let unknown: [(String, Int, String)] = [
    ("galaxy.exploded", 3, #"{"how":["much",1]}"#), ("a.b", 1, "{}"),
    ("a.b", 1, #"{"a":"\"}{\\"}"#),
  ]

  private static let badUnknown: [(String, Int, String)] = [
    ("Nobody", 1, "{}"), ("a.", 1, "{}"), (".a", 1, "{}"), ("a", 1, "{}"), ("a\".b", 1, "{}"),
    ("a.b", 0, "{}"), ("a.b", -1, "{}"), ("a.b", 1 << 60, "{}"), ("a.b", 1, ""),
    ("a.b", 1, "[]"), ("a.b", 1, "{}\n"), ("a.b", 1, "{}{}"), ("a.b", 1, #"{"a":"}"#),
    ("a.b", 1, "{\n}"), ("log.opened", 1, "{}"),
  ]

  private static let badEvents = [
    Awkward(.facilitator(seat: "a\"b"), 1), Awkward(.facilitator(seat: "\",\"x\":\""), 1),
    Awkward(.facilitator(seat: "\\"), 1), Awkward(.facilitator(seat: "\n"), 1),
    Awkward(.tool, .max), Awkward(.tool, .min), Awkward(.tool, Int.largest + 1),
  ]

  private static func filled<E: Event>(_ type: E.Type, _ filler: inout HostileFiller) -> any Event {
    E(&filler, nil)
  }

  /// Events of one command. `bad` says what is wrong with one of them, unless it is `4`.
  private static func events(
    _ count: Int, id: String, bad: Int?, behind place: LogPlace, _ numbers: inout HostileNumbers
  ) -> [NewEvent] {
    let types: [any Event.Type] = Modules.rehearsal.all.flatMap { $0.events }
    var at = place.chain.at ?? .blank
    if numbers.isOne(in: 2) { at += .minutes(1) }
    var actor = numbers.pick(actors)
    let wrong = bad.map { _ in Int.random(in: 0..<count, using: &numbers) }
    return (0..<count).map { index in
      let n = place.head.n + 1 + index
      var filler = HostileFiller(numbers: numbers)
      let type = numbers.pick(types)
      let event = filled(type, &filler)
      numbers = filler.numbers
      if numbers.isOne(in: 3) { actor = numbers.pick(actors) }
      let kind = index == wrong ? bad : nil
      var payload = RecordedEvent.Payload.event(event)
      let other = kind == 5 ? numbers.pick(badUnknown) : numbers.pick(unknown)
      if kind == 5 || numbers.isOne(in: 8) {
        payload = .unknown(type: other.0, version: other.1, data: Array(other.2.utf8))
      }
      if kind == 6 { payload = .event(numbers.pick(badEvents)) }
      return NewEvent(
        id: kind == 0 ? numbers.pick(badIDs) : id,
        at: kind == 1 ? at - .minutes(5) : at,
        rec: WallMoment(
          microseconds: numbers.pick(recs)
        ),
        actor: kind == 2 ? numbers.pick(badActors) : actor,
        cause: kind == 3 ? numbers.pick([-1, n, n + 1, .max]) : numbers.pick([nil, 0, n - 1]),
        happened: numbers.isOne(in: 5) ? at - .minutes(3) : nil, payload: payload)
    }
  }

  private static func beginning() throws -> LogPlace {
    let opened = LogOpened(
      format: 1, tool: "rehearse test", scenario: try #require(ID("demo")), scenarioHash: "a")
    let line = NewEvent(
      id: "open", at: try SampleLog.moment(0), rec: WallMoment(microseconds: 0), actor: .tool,
      payload: .opened(opened))
    return try LogBatch([line], behind: LogPlace()).end
  }

  @Test("1,200 hostile batches, seeds 1 to 3", arguments: 1...3)
  func hostile(_ seed: Int) throws {
    var numbers = HostileNumbers(seed: UInt64(seed))
    var place = try Self.beginning()
    var id = "open"
    var (taken, refused) = (0, 0)
    var problems: [String] = []
    // Kept as a log keeps it, also behind what was refused.
    var writer = LineWriter()
    for round in 0..<400 {
      let count = numbers.pick(round % 20 == 0 ? [127, 128, 129, 200, 300] : [1, 1, 2, 3, 7])
      let bad = numbers.isOne(in: 2) ? numbers.pick(Array(0...6)) : nil
      // One command may not have two batches.
      let own = bad == 4 ? id : "act \(round)"
      let events = Self.events(count, id: own, bad: bad, behind: place, &numbers)
      let expected = Self.plain(events, behind: place)
      do throws(StorageProblem) {
        let batch = try LogBatch(events, behind: place, &writer)
        if Array(batch.parts.joined()) != expected { problems.append("\(round): takes \(events)") }
        place = batch.end
        id = own
        taken += 1
      } catch {
        guard case .unfit = error else { throw error }
        if expected != nil { problems.append("\(round): refuses \(events), \(error.words)") }
        refused += 1
      }
    }
    #expect(problems.first == nil, "seed \(seed), \(problems.count) of them")
    #expect(taken > 150 && refused > 100, "\(taken) taken, \(refused) refused")
  }

  @Test("a large batch has the same bytes, whatever room it needs", arguments: [1, 40, 900, 5_000])
  func large(_ title: Int) throws {
    let place = try Self.beginning()
    for count in [100, 128, 200, 1_000] {
      let title = String(repeating: "a", count: title)
      let events = try SampleLog.act("large", events: count, title: title)
      for _ in 0..<5 {
        let batch = try LogBatch(events, behind: place)
        let bytes = Array(batch.parts.joined())
        #expect(bytes == Self.plain(events, behind: place))
        #expect(batch.end.head.n == count)
        #expect(batch.end.head.size == place.head.size + bytes.count)
        #expect(batch.end.head.hash == batch.end.chain.hash)
      }
    }
  }

  @Test("what cannot be recorded is named, in small batches and large", arguments: [1, 200])
  func named(_ count: Int) throws {
    let place = try Self.beginning()
    let events = try SampleLog.act("own cause", events: count).map { event in
      NewEvent(
        id: event.id, at: event.at, rec: event.rec, actor: event.actor, cause: 1_000,
        payload: event.payload)
    }
    let problem = problem { _ = try LogBatch(events, behind: place) }
    guard case .unfit(1, let words)? = problem else {
      Issue.record("\(problem as Any)")
      return
    }
    #expect(words.hasSuffix("\"cause\" is not the number of an earlier line"), "\(words)")
  }

  @Test func aLineThatIsTooLongIsRefused() throws {
    let place = try Self.beginning()
    let title = String(repeating: "a", count: LogLine.longest)
    let events = try SampleLog.act("long", title: title)
    guard case .unfit? = problem({ _ = try LogBatch(events, behind: place) }) else {
      Issue.record("took it")
      return
    }
  }

  /// The one thing that is not looked at while writing.
  @Test func theNamesOfFieldsStandInALineAsTheyAre() {
    func names(_ fields: [FieldDescription]) -> [String] {
      fields.flatMap { field in
        switch field.form {
        case .value, .list: [field.name]
        case .rows(let inner), .part(let inner): [field.name] + names(inner)
        }
      }
    }
    for type in Modules.rehearsal.all.flatMap({ $0.events }) {
      func open<R: Record>(_ type: R.Type) -> [String] { names(Describer.describe(type)) }
      for name in open(type) {
        #expect(LogLine.isID(name), "\(name)")
      }
    }
  }
}

extension LogBatch {
  /// The first batch that its writer makes.
  init(_ events: [NewEvent], behind place: LogPlace) throws(StorageProblem) {
    var writer = LineWriter()
    try self.init(events, behind: place, &writer)
  }
}
