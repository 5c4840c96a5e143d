import RehearsalCore

/// Which messages a sample module has. The module itself does nothing.
protocol SampleMessages: Sendable {
  static var commands: [any Command.Type] { get }
  static var events: [any Event.Type] { get }
}

extension SampleMessages {
  static var events: [any Event.Type] { [] }
}

/// A module with nothing but messages, for readers and for the rules that messages must keep.
enum Samples<Messages: SampleMessages>: Module {
  static var name: StaticString { "sample" }
  static var doc: StaticString { "Messages to try things with" }
  static var commands: [any Command.Type] { Messages.commands }
  static var events: [any Event.Type] { Messages.events }

  struct Section: Record {
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  struct State: ModuleState {}

  static func prepare(_ section: Section, _ planner: inout Planner) {}
  static func initialState(_ plan: Plan) -> State { State() }
  static func boards(_ state: RehearsalState) -> [any Board] { [] }
}

/// A command that asks for nothing.
protocol SampleCommand: Command where Home == Samples<PrefixMessages> {}

extension SampleCommand {
  static var doc: StaticString { "Asks for nothing" }

  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] { [] }
}

/// An event that changes nothing.
protocol SampleEvent: Event where Home == Samples<PrefixMessages> {}

extension SampleEvent {
  static var doc: StaticString { "Changes nothing" }
  func evolve(_ state: inout Home.State, _ stamp: Stamp) {}
  func audience(_ state: RehearsalState) -> Audience { .everyone }
  func act(_ stamp: Stamp) -> (any Command)? { nil }
  func story(_ names: Names) -> String? { "did nothing" }
}

/// Three verbs, each the beginning of the next.
enum PrefixMessages: SampleMessages {
  static let commands: [any Command.Type] = [LookAfter.self, Look.self, LookAfterThe.self]

  struct Look: SampleCommand {
    static let name: StaticString = "sample.look"
    static let verb: StaticString = "looks"
    let what: ID<SampleThing>

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      what = f.one("what", old?.what, "What is meant")
    }
  }

  struct LookAfter: SampleCommand {
    static let name: StaticString = "sample.look-after"
    static let verb: StaticString = "looks after"
    let what: ID<SampleThing>

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      what = f.one("what", old?.what, "What is meant")
    }
  }

  struct LookAfterThe: SampleCommand {
    static let name: StaticString = "sample.look-after-the"
    static let verb: StaticString = "looks after the"
    let what: ID<SampleThing>

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      what = f.one("what", old?.what, "What is meant")
    }
  }
}
