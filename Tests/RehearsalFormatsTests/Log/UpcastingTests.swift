import RehearsalCore
import RehearsalFormats
import Testing

/// A module whose one event has changed twice since its first version.
private enum Doors: Module {
  static let name: StaticString = "doors"
  static let doc: StaticString = "Doors"
  static let title: StaticString = "Doors"
  static let events: [any Event.Type] = [DoorOpened.self]

  struct Section: Record {
    init(_ f: inout some FieldVisitor, _ old: Self?) {}
  }

  static func prepare(_ section: Section, _ planner: inout Planner) {}
}

/// Version 1 said `name`; version 2 called it `door`; version 3 says how many went through.
private struct DoorOpened: Event, Hashable {
  typealias Home = Doors
  static let name: StaticString = "doors.opened"
  static let doc: StaticString = "A door was opened"
  static let version = 3
  let door: String
  let people: Int

  static func upcast(_ node: Node, from version: Int) -> Node {
    guard case .map(let entries, let place) = node else { return node }
    switch version {
    case 1:
      return .map(
        entries.map { entry in
          entry.key.text == "name" ? Node.Entry(Node.Scalar("door"), entry.value) : entry
        }, place)
    default:
      return .map(entries + [Node.Entry(Node.Scalar("people"), .scalar(Node.Scalar("1")))], place)
    }
  }

  func evolve(_ state: inout NoState, _ stamp: Stamp) {}
  func audience(_ state: RehearsalState) -> Audience { .everyone }
  func act(_ stamp: Stamp) -> (any Command)? { nil }
  func story(_ names: Names) -> String? { nil }
}

extension DoorOpened {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    door = f.one("door", old?.door, "Which")
    people = f.one("people", old?.people, "How many went through")
  }
}

/// Lines of older versions are read as today's events; those of newer ones are kept.
@Suite("Events of older versions")
struct UpcastingTests {
  private func read(_ version: Int, _ data: String) -> Result<DoorOpened?, PayloadProblem> {
    let bytes = Array(data.utf8)
    return PayloadCodec.read(
      type: "doors.opened", version: version, bytes, bytes.indices, Modules([Doors.self])
    ).map { payload in
      if case .event(let event) = payload { return event as? DoorOpened }
      return nil
    }
  }

  @Test(
    "each version is brought up one by one",
    arguments: [
      (1, #"{"name":"front"}"#, 1), (2, #"{"door":"front"}"#, 1),
      (3, #"{"door":"front","people":4}"#, 4), (1, #"{ "name" : "front" }"#, 1),
    ])
  func older(_ version: Int, _ data: String, _ people: Int) throws {
    #expect(try read(version, data).get() == DoorOpened(door: "front", people: people))
  }

  @Test("a newer version is kept as it stands, and understood by nobody")
  func newer() throws {
    #expect(try read(4, #"{"gate":"front"}"#).get() == nil)
  }

  @Test(
    "an older line that is not what its version promises is said to be wrong",
    arguments: [
      (1, "{}"), (1, #"{"door":3}"#), (2, #"{"name":"front"}"#), (2, "[]"), (1, "{"),
      (1, #"{"name":"front","more":1}"#),
    ])
  func wrong(_ version: Int, _ data: String) {
    guard case .failure(let problem) = read(version, data) else {
      Issue.record("read \(data) as version \(version)")
      return
    }
    #expect(!problem.words.isEmpty)
  }
}
