/// What became of injects before they came. All of it is for facilitators alone.

/// One inject in store, as the facilitator's board shows it.
package struct InjectInStore: Record, Hashable {
  package let inject: ID<InjectLine>
  package let title: String
  package let to: [ID<Role>]
  package let at: Moment?
  package let isRandom: Bool
  package let condition: String?
}

extension InjectInStore {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "Its id")
    title = f.one("title", old?.title, "What it is called")
    to = f.list("to", old?.to, "Who receives it")
    at = f.maybe("at", old?.at, "When it comes, drawn where that is left to chance")
    isRandom = f.some("random", old?.isRandom, default: false, "Whether the moment was drawn")
    condition = f.maybe("when", old?.condition, "What makes it come")
  }
}

package struct InjectsStored: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.stored"
  package static let doc: StaticString = "What the scenario has in store, for facilitators"
  package let seed: Int
  package let events: [InjectInStore]
}

extension InjectsStored {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    seed = f.one("seed", old?.seed, "What the random times are drawn with")
    events = f.rows("events", old?.events, "The new events")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.seed = seed
    for event in events {
      state.store[event.inject] = Injects.Stored(
        title: event.title, to: event.to, at: event.at, isRandom: event.isRandom,
        condition: event.condition)
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? { KeepInStore() }
  package func story(_ names: Names) -> String? {
    "put \(events.count) new event\(events.count == 1 ? "" : "s") in store, with seed \(seed)"
  }
}

/// The drawn moment of one inject.
package struct InjectTime: Record, Hashable {
  package let inject: ID<InjectLine>
  package let at: Moment
}

extension InjectTime {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "Its id")
    at = f.one("at", old?.at, "When it comes")
  }
}

package struct TimesDrawn: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.times-drawn"
  package static let doc: StaticString = "The random times were drawn anew"
  package let seed: Int
  package let times: [InjectTime]
}

extension TimesDrawn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    seed = f.one("seed", old?.seed, "What they are drawn with")
    times = f.rows("times", old?.times, "When each comes; before the call nobody may know")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.seed = seed
    for time in times { state.store.update(time.inject) { $0.at = time.at } }
  }

  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? { DrawTimes(seed: seed) }
  package func story(_ names: Names) -> String? { "drew the random times with seed \(seed)" }
}

package struct InjectSkipped: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.skipped"
  package static let doc: StaticString = "A new event was left out"
  package let inject: ID<InjectLine>
  package let title: String
  package let because: String
}

extension InjectSkipped {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "Which one")
    title = f.one("title", old?.title, "What it is called")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.changes[inject] = .skipped(because: because)
  }

  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? {
    SkipInject(inject: inject, because: because)
  }
  package func story(_ names: Names) -> String? { "left out \"\(title)\": \(because)" }
  package var isNotable: Bool { true }
}

package struct InjectHeldBack: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.held-back"
  package static let doc: StaticString = "A new event will come later"
  package let inject: ID<InjectLine>
  package let title: String
  package let until: Moment
  package let because: String
}

extension InjectHeldBack {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "Which one")
    title = f.one("title", old?.title, "What it is called")
    until = f.one("until", old?.until, "When it comes now")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.changes[inject] = .heldBack(to: until, n: stamp.n, because: because)
  }

  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? {
    HoldBackInject(inject: inject, until: until, because: because)
  }
  package func story(_ names: Names) -> String? {
    "held back \"\(title)\" until \(until.words): \(because)"
  }
  package var isNotable: Bool { true }
}
