/// What is done with injects before they come.

package struct KeepInStore: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.keep-in-store"
  package static let verb: StaticString = "keeps new events in store"
  package static let doc: StaticString = "Shows facilitators what the scenario has in store"
}

extension KeepInStore {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {}

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireClock(context)
    let prepared = plan[Injects.self]
    if !state[Injects.self].store.isEmpty || prepared.events.isEmpty { return [] }
    let draws = Injects.Draws(state, plan)
    if draws.called == nil { return [] }
    return [
      InjectsStored(
        seed: draws.seed,
        events: prepared.events.map { event in
          InjectInStore(
            inject: event.line.id, title: event.line.title, to: event.line.to,
            at: draws.planned(event), isRandom: event.isRandom,
            condition: event.line.when?.words(naming: plan.title))
        })
    ]
  }
}

package struct DrawTimes: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.draw-times"
  package static let verb: StaticString = "draws new events with seed"
  package static let doc: StaticString = "Draws the random times anew, before any of them has come"
  package static let gate = Gate.open
  package let seed: Int
}

extension DrawTimes {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    seed = f.one("seed", old?.seed, "The same seed gives the same times")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Timeline.requireFacilitator(context)
    let injects = state[Injects.self]
    let random = plan[Injects.self].events.filter(\.isRandom)
    if seed == injects.seed ?? plan[Injects.self].seed { return [] }
    if let come = random.first(where: { injects.released[$0.line.id] != nil }) {
      throw Rejection(InjectsRefusal.alreadyDrawn(come.line.id))
    }
    let draws = Injects.Draws(state, plan, seed: seed)
    return [
      TimesDrawn(
        seed: seed,
        times: draws.called == nil
          ? []
          : random.compactMap { event in
            draws.planned(event).map { InjectTime(inject: event.line.id, at: $0) }
          })
    ]
  }
}

package struct SkipInject: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.skip"
  package static let verb: StaticString = "leaves out"
  package static let doc: StaticString = "A new event in store will not come by itself"
  package let inject: ID<InjectLine>
  package let because: String
}

extension SkipInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let event = try Injects.inStore(inject, state, plan, context)
    try Injects.requireWords(because, of: "because")
    if case .skipped(because) = state[Injects.self].changes[inject] { return [] }
    return [InjectSkipped(inject: inject, title: event.line.title, because: because)]
  }
}

package struct HoldBackInject: Command, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.hold-back"
  package static let verb: StaticString = "holds back"
  package static let doc: StaticString =
    "A new event comes at a later time, whatever it waited for before"
  package let inject: ID<InjectLine>
  package let until: Moment
  package let because: String
}

extension HoldBackInject {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    until = f.one("until", old?.until, "When it comes now, such as day 2 14:00")
    because = f.one("because", old?.because, "Why; it stays in the log")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let event = try Injects.inStore(inject, state, plan, context)
    try Injects.requireWords(because, of: "because")
    try Injects.requireLater(until, context)
    return [
      InjectHeldBack(inject: inject, title: event.line.title, until: until, because: because)
    ]
  }
}

extension Injects {
  /// An inject that a facilitator may still change: it has not come.
  fileprivate static func inStore(
    _ id: ID<InjectLine>, _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> PreparedInject {
    try Timeline.requireFacilitator(context)
    let event = try plan.inject(id)
    if state[Injects.self].released[id] != nil {
      throw Rejection(InjectsRefusal.alreadyReleased(id))
    }
    return event
  }
}
