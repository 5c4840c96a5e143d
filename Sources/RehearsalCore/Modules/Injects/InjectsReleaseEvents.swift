/// What has come up.

/// An inject has come up. Its title is the facilitator's own and stays out.
package struct InjectReleased: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.released"
  package static let doc: StaticString = "A new event has come up"
  package let inject: ID<InjectLine>
  package let kind: InjectSort
  package let to: [ID<Role>]
  package let watchers: [ID<Role>]
  package let from: String?
  package let channel: Channel?
  package let message: String
  package let respondBy: Moment?
  package let until: Moment?
  package let isAdHoc: Bool
}

extension InjectReleased {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "Its id")
    kind = f.one("kind", old?.kind, "What it does")
    to = f.list("to", old?.to, "Who receives it")
    watchers = f.list("watchers", old?.watchers, "Who sees it beside them")
    from = f.maybe("from", old?.from, "Who it comes from")
    channel = f.maybe("channel", old?.channel, "How it reaches them")
    message = f.some("message", old?.message, default: "", "What they are told")
    respondBy = f.maybe("respond-by", old?.respondBy, "By when they are to respond")
    until = f.maybe("until", old?.until, "How long it lasts, or where a milestone moves to")
    isAdHoc = f.some("ad-hoc", old?.isAdHoc, default: false, "Whether nobody had scripted it")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.released[inject] = Injects.Released(
      id: inject, sort: kind, from: from, to: to, watchers: watchers, channel: channel,
      message: message, isAdHoc: isAdHoc, at: stamp.when, n: stamp.n, respondBy: respondBy)
    if kind == .outage {
      state.outages[inject] = Injects.Outage(
        what: from ?? (message.isEmpty ? inject.text : message), since: stamp.when, until: until,
        n: stamp.n)
    }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    state[Injects.self].released[inject]?.audience ?? .facilitators
  }

  package func act(_ stamp: Stamp) -> (any Command)? {
    guard isAdHoc else { return ReleaseInject(inject: inject) }
    return AnnounceInject(
      inject: inject, to: to, message: message, from: from, channel: channel,
      kind: kind == .request ? .request : .message, respondBy: respondBy)
  }

  package func story(_ names: Names) -> String? {
    let whom = to.isEmpty ? "" : " for \(names.list(to))"
    return "\(isAdHoc ? "announced" : "released") \(names.event(inject.text))\(whom)"
      + (from.map { ", from \($0)" } ?? "") + (message.isEmpty ? "" : ": \(message)")
  }

  package var isNotable: Bool { true }
}

/// What good looks like, for those who judge it and nobody else.
package struct ExpectationsSet: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.expectations-set"
  package static let doc: StaticString = "What good looks like, for those who judge it"
  package let inject: ID<InjectLine>
  package let judge: ID<Role>?
  package let expected: [String]
}

extension ExpectationsSet {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    judge = f.maybe("judge", old?.judge, "Who judges")
    expected = f.list("expected", old?.expected, "What good looks like, one thing each")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.expected.update(inject, default: Injects.Expected()) { $0.things = expected }
  }

  package func audience(_ state: RehearsalState) -> Audience {
    judge.map { .roles([$0]) } ?? .facilitators
  }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? { nil }
}

/// A milestone was to move and could not: it has come, or is as late already.
package struct NothingPutOff: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.nothing-put-off"
  package static let doc: StaticString = "A new event was to put off a milestone and could not"
  package let inject: ID<InjectLine>
  package let milestone: ID<Milestone>
  package let because: String
}

extension NothingPutOff {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event")
    milestone = f.one("milestone", old?.milestone, "Which milestone")
    because = f.one("because", old?.because, "Why not")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.released.update(inject) { $0.problem = because }
  }

  package func audience(_ state: RehearsalState) -> Audience { .facilitators }
  package func act(_ stamp: Stamp) -> (any Command)? { nil }
  package func story(_ names: Names) -> String? {
    "could put nothing off with \(names.event(inject.text)): \(because)"
  }
  package var isNotable: Bool { true }
}

package struct OutageEnded: Event, Hashable {
  package typealias Home = Injects
  package static let name: StaticString = "injects.outage-ended"
  package static let doc: StaticString = "What did not work for a while works again"
  package let inject: ID<InjectLine>
  package let what: String
}

extension OutageEnded {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    inject = f.one("inject", old?.inject, "The new event that began it")
    what = f.one("what", old?.what, "What it was")
  }

  package func evolve(_ state: inout Injects.State, _ stamp: Stamp) {
    state.outages.update(inject) { $0.ended = stamp.when }
  }

  package func audience(_ state: RehearsalState) -> Audience { .council }
  package func act(_ stamp: Stamp) -> (any Command)? { EndOutage(inject: inject) }
  package func story(_ names: Names) -> String? {
    "ended the outage \(names.event(inject.text)): \(what)"
  }
}
