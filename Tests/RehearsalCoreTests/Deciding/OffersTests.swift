import Foundation
import RehearsalCore
import RehearsalTestSupport
import Testing

/// What everybody is offered while the recorded rehearsals run, from what each has been told.
@Suite("Offers") struct OffersTests {
  @Test(
    "nothing is offered that would be refused, at every 25th event, to anybody",
    arguments: ReferenceLog.names)
  func taken(_ name: String) throws {
    let replay = try ReferenceLog.replay(name)
    var problems: [String: Int] = [:]
    var asked = 0
    var next = 0
    try Crowd(replay).walk { crowd, event, isLast in
      guard isLast, event.n >= next else { return }
      next = event.n + 25
      for viewer in crowd.viewers {
        let offers = crowd.offers(viewer)
        #expect(Set(offers.map(\.id)).count == offers.count, "\(viewer) at \(event.n)")
        for offer in offers {
          for form in offer.forms {
            asked += 1
            guard let problem = crowd.problem(form, of: viewer, at: event) else { continue }
            problems["\(offer.id.kind), \(form.command): \(problem)", default: 0] += 1
          }
        }
      }
    }
    #expect(asked > 300)
    for (problem, count) in problems.sorted(by: { $0.key < $1.key }) {
      Issue.record("\(problem) (\(count) times)")
    }
  }

  @Test("nothing that is offered gives away what is still secret", arguments: ReferenceLog.names)
  func secrets(_ name: String) throws {
    let replay = try ReferenceLog.replay(name)
    var looked = 0
    var next = 0
    try Crowd(replay).walk { crowd, event, isLast in
      guard isLast, event.n >= next else { return }
      next = event.n + 50
      let isBeforeCall = crowd.whole[Timeline.self].milestones.isEmpty
      for case .role(let role) in crowd.viewers {
        let offers = crowd.offers(.role(role))
        looked += offers.count
        if isBeforeCall {
          #expect(offers.allSatisfy { $0.due == nil }, "\(role) at \(event.n)")
        }
        let words = offers.map(\.everyWord).joined(separator: "\n")
        for secret in crowd.secrets(from: role) where words.range(of: secret) != nil {
          Issue.record("\(role) at \(event.n) reads \"\(secret)\"")
        }
      }
    }
    #expect(looked > 100)
  }

  @Test("what roles did, they had been offered", arguments: ReferenceLog.names)
  func done(_ name: String) throws {
    let replay = try ReferenceLog.replay(name)
    var missed: [String: Int] = [:]
    var acts = 0
    try Crowd(replay).walk(before: { crowd, event in
      guard let act = event.event?.act(event.stamp), event.happened == nil,
        let viewer = event.actor.viewer
      else { return }
      acts += 1
      if !crowd.offers(viewer).flatMap(\.forms).contains(where: { $0.fits(act) }) {
        missed["\(type(of: act).name)", default: 0] += 1
      }
    })
    let all = missed.values.reduce(0, +)
    #expect(acts > 20)
    // What is done out of turn need not be offered: word of a message that nobody passed on, a
    // list faulted by whoever ran it.
    #expect(all * 100 <= acts * 3, "\(all) of \(acts): \(missed.sorted { $0.key < $1.key })")
  }
}

/// Everybody who looks at a rehearsal, each with what they have been told so far.
struct Crowd {
  let replay: Replay
  let viewers: [Viewer]
  private(set) var whole: RehearsalState
  private var seen: [Viewer: RehearsalState] = [:]

  init(_ replay: Replay) {
    self.replay = replay
    viewers = [.facilitator] + replay.plan.scenario.head.roles.map { .role($0.id) }
    whole = replay.modules.initialState(replay.plan)
    for viewer in viewers { seen[viewer] = whole }
  }

  /// Goes through the log. `before` is asked before the first event of each act, `after` behind
  /// every event, with whether it was the last of its act.
  func walk(
    before: (Crowd, RecordedEvent) throws -> Void = { _, _ in },
    after: (Crowd, RecordedEvent, _ isLast: Bool) throws -> Void = { _, _, _ in }
  ) throws {
    var crowd = self
    let events = replay.events
    for (index, event) in events.enumerated() {
      if index == 0 || events[index - 1].id != event.id { try before(crowd, event) }
      crowd.evolve(event)
      try after(crowd, event, index + 1 == events.count || events[index + 1].id != event.id)
    }
  }

  func walk(_ after: (Crowd, RecordedEvent, _ isLast: Bool) throws -> Void) throws {
    try walk(before: { _, _ in }, after: after)
  }

  private mutating func evolve(_ event: RecordedEvent) {
    whole.evolve(event)
    for viewer in viewers where viewer != .facilitator && whole.shows(event, to: viewer) {
      seen[viewer]?.evolve(event)
    }
  }

  /// What a role has not been told of: what messages say, what new events say and are called.
  func secrets(from role: ID<Role>) -> Set<String> {
    guard let state = seen[.role(role)] else { return [] }
    let (injects, cascades) = (state[Injects.self], state[Communication.self].cascades)
    var known: Set<String> = []
    var unknown: Set<String> = []
    for cascade in replay.plan[Communication.self].cascades {
      let isKnown = cascades[cascade.line.id]?.message.isEmpty == false
      if isKnown { known.insert(cascade.message) } else { unknown.insert(cascade.message) }
    }
    for event in replay.plan[Injects.self].events {
      let words = [event.line.message, event.line.title]
      let isKnown =
        injects.released[event.line.id] != nil || injects.requests[event.line.id.as()] != nil
      if isKnown { known.formUnion(words) } else { unknown.formUnion(words) }
    }
    return unknown.subtracting(known).filter { $0.utf8.count > 12 }
  }

  func offers(_ viewer: Viewer) -> [Offer] {
    let state = viewer == .facilitator ? whole : seen[viewer] ?? whole
    return replay.modules.offers(state, replay.plan, for: viewer)
  }

  /// Why a form, filled in as somebody might, would be refused; `nil` where it would not.
  func problem(_ form: Block.Form, of viewer: Viewer, at event: RecordedEvent) -> String? {
    let later = event.at + .hours(2)
    let reading = Reading(context: replay.plan.days)
    guard let type = replay.modules.command(named: form.command) else { return "no such command" }
    func read<C: Command>(_ type: C.Type) -> (any Command)? {
      let command = reading.read(C.self, from: form.node(C.self, later: later, choosing: event.n))
      return reading.sound(command)
    }
    guard let command = read(type) else {
      return reading.diagnostics.map(\.message).joined(separator: "; ")
    }
    let context = Context(
      now: event.at, wall: event.rec, actor: viewer.actor, id: "act/offered")
    do throws(Rejection) {
      _ = try replay.modules.decide(command, whole, replay.plan, context)
      return nil
    } catch {
      return Crowd.isOfTheMoment(error.code) ? nil : error.code
    }
  }

  /// What only the clock or the words typed can tell, or what the viewer may not know: who else
  /// was told of the outcome is told to nobody.
  private static func isOfTheMoment(_ code: String) -> Bool {
    [
      "fieldwork.too-early", "documents.type-refused", "communication.too-many",
      "communication.count-fell", "timeline.not-put-off",
      "fieldwork.already-knows",
    ].contains(code)
  }
}

extension Block.Form {
  /// The form as it might be posted, every field filled in.
  fileprivate func node<C: Command>(
    _ type: C.Type, later: Moment, choosing n: Int
  ) -> Node {
    .map(
      Describer.describe(type).compactMap { field in
        let asked = fields.contains(field) ? sample(field, later: later, choosing: n) : nil
        guard let value = filled.first(where: { $0.name == field.name })?.value ?? asked else {
          return nil
        }
        return Node.Entry(Node.Scalar(field.name), Block.Form.node(value, field))
      }, .nowhere)
  }

  private static func node(_ value: String, _ field: FieldDescription) -> Node {
    guard case .list = field.form else { return .scalar(Node.Scalar(value, quoted: true)) }
    let parts = value.split(separator: ",").map { Node.Scalar(String($0), quoted: true) }
    return .list(parts.map { .scalar($0) }, .nowhere)
  }

  private func sample(
    _ field: FieldDescription, later: Moment, choosing n: Int
  ) -> String {
    if let options = options(field.name), !options.isEmpty {
      return options[n % options.count].value
    }
    if field.name == "sha256" { return String(repeating: "ab", count: 32) }
    if case .standard(let text) = field.need { return text }
    switch field.form {
    case .value(let shape), .list(let shape): return shape.sample(later: later)
    case .rows, .part: return ""
    }
  }

  /// Whether somebody who did `act` could have done it with this form.
  fileprivate func fits(_ act: any Command) -> Bool {
    guard "\(type(of: act).name)" == command else { return false }
    let said = SentenceWriter.sentence(.tool, act, happened: nil, .log)
    return filled.allSatisfy { known in
      let parts = said.split { " ,\"".contains($0) }.map(String.init)
      let values = known.value.split { " ,".contains($0) }.map(String.init)
      return known.isStandard(of: act) || values.allSatisfy(parts.contains)
    }
  }
}

extension Offer {
  /// All that a reader could read in it.
  fileprivate var everyWord: String {
    let forms = forms.flatMap { form in
      form.filled.map(\.value) + form.choices.flatMap { $0.options.map(\.words) }
    }
    return ([title, why] + forms).joined(separator: "\n")
  }
}

extension Block.Filled {
  /// Whether a sentence leaves it out, because it is so anyway.
  fileprivate func isStandard(of act: any Command) -> Bool {
    func open<C: Command>(_ act: C) -> Bool {
      Describer.describe(C.self).contains { $0.name == name && $0.need == .standard(value) }
    }
    return open(act)
  }
}

extension Shape {
  fileprivate func sample(later: Moment) -> String {
    switch self {
    case .text: "file.pdf"
    case .integer: "1"
    case .yesOrNo: "yes"
    case .date: "2019-11-04"
    case .time: "09:15"
    case .moment: later.text()
    case .duration: "45m"
    case .deadline: "+45m"
    case .share: "15%"
    case .shares: "60% 100% 200%"
    case .effort: "45m"
    case .choice(let names): names.first ?? ""
    case .identifier: "quite-new"
    }
  }
}

extension Viewer {
  fileprivate var actor: Actor {
    switch self {
    case .facilitator: .facilitator(seat: "test")
    case .role(let role): .role(role, seat: "test")
    case .room: .tool
    }
  }
}

extension Actor {
  /// Whose page shows what this actor can do; an inspector without a role has none.
  fileprivate var viewer: Viewer? {
    switch self {
    case .role(let role, _): .role(role)
    case .facilitator: .facilitator
    case .inspector, .clock, .tool: nil
    }
  }
}

extension String {
  /// The first two parts of an offer's id: what it is, without what it is about.
  fileprivate var kind: String { split(separator: ".").prefix(2).joined(separator: ".") }
}
