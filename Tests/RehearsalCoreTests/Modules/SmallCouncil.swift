import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// A council small enough to count by hand: ten people are told, in a tree of three levels.
///
///     dcs ─┬─ ad ────┬─ coord
///          │         └─ carers, a group of 5
///          └─ chief ─── member
///
/// `watch` oversees the call and `spare` does nothing; neither stands in the tree.
enum SmallCouncil {
  static let yaml = """
    format: 1
    title: Small council
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - { title: Director, id: dcs, holder: p1, deputy: p2 }
      - { title: Assistant director, id: ad, holder: p3, deputy: p4 }
      - { title: Chief executive, id: chief, holder: p5, deputy: p6 }
      - { title: Lead member, id: member, holder: p7 }
      - { title: Co-ordinator, id: coord, holder: p8, deputy: p9 }
      - { title: Overseer, id: watch, holder: p10 }
      - { title: Spare, id: spare, holder: p11, deputy: p12 }
    timeline:
      deadlines:
        - { title: Rooms ready, id: rooms, due: day 2 12:00, owner: coord }
        - { title: Badges printed, id: badges, due: day 3 12:00 }
    communication:
      groups:
        - { title: Foster carers, id: carers, size: 5 }
        - { title: Families, id: families, size: 30 }
      tree:
        - { role: dcs, tells: [ad, chief] }
        - { role: ad, tells: [coord, carers] }
        - { role: chief, tells: [member] }
      cascades:
        - title: The call
          id: call
          starts: notification
          message: Inspectors have rung.
          facts: [{ id: what, text: An inspection }, { id: when, text: Next Monday }]
          targets: [{ share: 50, by: +30m }, { share: 90, by: +60m }, { share: 100, by: +90m }]
          fidelity: 50
          overseers: [watch]
          retry: { tries: 2, deputy-tries: 1, retry-after: 10m, stall-after: 20m }
        - title: Staff briefing
          id: briefing
          message: Come to the hall.
          from: ad
          to: [coord]
        - title: Feedback
          id: feedback
          message: Good.
          from: dcs
          to: [chief, member]
          route: direct
    """

  /// What everybody may rely on before a line about the call: the clock runs and the call is out.
  static let called = [
    "day 1 09:00 facilitator starts",
    "day 1 09:15 clock reaches notification",
    "day 1 09:15 clock activates call",
  ]

  static let whole =
    called + [
      "day 1 09:20 dcs tells ad about call",
      "day 1 09:25 dcs tells chief about call",
      "day 1 09:30 chief tells member about call",
      "day 1 09:35 ad tells coord about call",
    ]

  static func rehearsal(_ lines: [String] = []) throws -> MemoryRehearsal {
    try rehearsal(yaml, lines)
  }

  static func rehearsal(_ yaml: String, _ lines: [String]) throws -> MemoryRehearsal {
    var rehearsal = try MemoryRehearsal(yaml: yaml)
    for line in lines { try rehearsal.play(line) }
    return rehearsal
  }

  /// The tutorial that the tool brings along.
  static func tutorial() throws -> String {
    try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
  }

  /// The same council with some of its lines put otherwise.
  static func yaml(replacing old: String, with new: String) throws -> String {
    let parts = yaml.split(separator: old, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\(old) stands there \(parts.count - 1) times")
    return parts.joined(separator: new)
  }
}

extension MemoryRehearsal {
  /// What a line gives: each event as its wire name and its fields, as a log holds them.
  mutating func events(of line: String) throws -> [String] {
    try say(line).get().map { MemoryRehearsal.wire($0) }
  }

  static func wire(_ event: any Event) -> String {
    var bytes: [UInt8] = []
    PayloadCodec.write(.event(event), to: &bytes)
    return "\(type(of: event).name) \(String(decoding: bytes, as: UTF8.self))"
  }

  /// Why a line is refused; fails the test where it is taken. `actor` acts instead of the one the
  /// line names, for actors that no sentence can name.
  mutating func refusal(
    _ line: String, by actor: Actor? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Rejection {
    let result: Result<[any Event], Rejection>
    if let actor {
      let (at, rest) = ScriptTime.split(line, after: events.last?.at, dayOne: plan.dayOne)
      let sentence = try reader.read(rest, at: .nowhere).get()
      result = perform(
        sentence.command, by: actor, at: try #require(at, sourceLocation: sourceLocation))
    } else {
      result = try say(line)
    }
    guard case .failure(let rejection) = result else {
      throw Unexpected("\(line) was taken")
    }
    return rejection
  }

  func view(_ role: String) throws -> Replay.View {
    replay.view(.role(try #require(ID<Role>(role))))
  }

  /// The board of a message with the eyes of a role, or of the facilitator for `nil`.
  func board(_ cascade: String, seenBy role: String? = nil) throws -> CascadeBoard {
    let state = try role.map { try view($0).state } ?? state
    let boards = modules.boards(state).compactMap { $0 as? CascadeBoard }
    return try #require(boards.first { $0.id == cascade }, "no board of \(cascade)")
  }

  func timelineBoard() throws -> TimelineBoard {
    try #require(modules.boards(state).compactMap { $0 as? TimelineBoard }.first)
  }
}

extension Board {
  /// The cells of one of its tables, as words.
  func rows(of block: String) -> [[String]] {
    blocks.flatMap { item -> [[String]] in
      guard item.id == block, case .table(let table) = item.content else { return [] }
      return table.rows.map { $0.map(\.asText) }
    }
  }

  /// The names and values of one of its lists of facts, as words.
  func facts(of block: String) -> [String] {
    blocks.flatMap { item -> [String] in
      guard item.id == block, case .facts(let facts) = item.content else { return [] }
      return facts.map { "\($0.name): \($0.value.asText)" }
    }
  }
}

extension Cell {
  var asText: String {
    switch self {
    case .words(let words): words
    case .number(let number): "\(number)"
    case .moment(let moment): moment.text()
    case .duration(let duration): duration.text()
    case .status(let status, let words): "[\(status.rawValue)] \(words)"
    case .box: "[ ]"
    case .line: "____"
    case .none: "–"
    }
  }
}

/// Why a test cannot go on.
struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A line that is taken, and exactly what follows from it.
struct Taken: Sendable, CustomTestStringConvertible {
  let line: String
  let setUp: [String]
  let events: [String]

  init(_ line: String, after setUp: [String], gives events: String...) {
    self.line = line
    self.setUp = setUp
    self.events = events
  }

  var testDescription: String { line }
}

/// A line that is refused, and exactly how.
struct Refused: Sendable, CustomTestStringConvertible {
  let code: String
  let reason: String
  let fix: String
  let setUp: [String]
  let line: String
  /// Who acts, where no sentence can name them.
  let actor: Actor?

  init(
    _ line: String, after setUp: [String], _ code: String, _ reason: String, _ fix: String,
    by actor: Actor? = nil
  ) {
    self.code = code
    self.reason = reason
    self.fix = fix
    self.setUp = setUp
    self.line = line
    self.actor = actor
  }

  var testDescription: String { "\(code): \(line)" }
}

/// A line that is wrong in two ways. Once the first is cured, the second is what remains, which
/// shows that both were there.
struct WrongTwice: Sendable, CustomTestStringConvertible {
  let line: String
  let setUp: [String]
  let first: String
  /// Lines that cure the first, or another way to say it.
  let cure: [String]
  let cured: String
  let second: String

  init(
    _ line: String, after setUp: [String], _ first: String, cure: [String] = [],
    cured: String? = nil, _ second: String
  ) {
    self.line = line
    self.setUp = setUp
    self.first = first
    self.cure = cure
    self.cured = cured ?? line
    self.second = second
  }

  var testDescription: String { "\(first) before \(second)" }

  func check(precedence: [String]) throws {
    var rehearsal = try SmallCouncil.rehearsal(setUp)
    #expect(try rehearsal.refusal(line).code == first)
    for line in cure { try rehearsal.play(line) }
    #expect(try rehearsal.refusal(cured).code == second)
    let places = [first, second].map { precedence.firstIndex(of: $0) ?? -1 }
    #expect(places[0] >= 0 && places[0] < places[1])
  }
}
