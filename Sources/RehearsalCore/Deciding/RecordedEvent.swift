/// One line of a log, read.
package struct RecordedEvent: Sendable {
  /// What the line holds.
  package enum Payload: Sendable {
    /// Line 0.
    case opened(LogOpened)
    case recovered(LogRecovered)
    case sealed(LogSealed)
    case event(any Event)
    /// A type that no module here knows, or a newer version of one: kept and shown, never dropped.
    case unknown(type: String, version: Int, data: [UInt8])
  }

  package let n: Int
  /// The place in, and the size of, the batch that it was made safe with.
  package let batch: Batch
  /// The id of the command that it followed from; several events share one.
  package let id: String
  package let at: Moment
  package let rec: WallMoment
  package let actor: Actor
  /// An earlier event that it answers, where there is one.
  package let cause: Int?
  /// When it happened in the story, where it was typed later than that.
  package let happened: Moment?
  package let payload: Payload

  package init(
    n: Int, batch: Batch, id: String, at: Moment, rec: WallMoment, actor: Actor, cause: Int?,
    happened: Moment? = nil, payload: Payload
  ) {
    self.n = n
    self.batch = batch
    self.id = id
    self.at = at
    self.rec = rec
    self.actor = actor
    self.cause = cause
    self.happened = happened
    self.payload = payload
  }

  package var stamp: Stamp { Stamp(n: n, at: at, actor: actor, happened: happened) }

  package var event: (any Event)? {
    if case .event(let event) = payload { return event }
    return nil
  }
}

/// An event on its way into a log: everything but what the log itself knows, which is the number,
/// the batch and the hashes.
package struct NewEvent: Sendable {
  package let id: String
  package let at: Moment
  package let rec: WallMoment
  package let actor: Actor
  package let cause: Int?
  /// When it happened in the story, where it is typed later than that.
  package let happened: Moment?
  package let payload: RecordedEvent.Payload

  package init(
    id: String, at: Moment, rec: WallMoment, actor: Actor, cause: Int? = nil,
    happened: Moment? = nil, payload: RecordedEvent.Payload
  ) {
    self.id = id
    self.at = at
    self.rec = rec
    self.actor = actor
    self.cause = cause
    self.happened = happened
    self.payload = payload
  }

  /// The event as it will be read back.
  package func recorded(n: Int, batch: Batch) -> RecordedEvent {
    RecordedEvent(
      n: n, batch: batch, id: id, at: at, rec: rec, actor: actor, cause: cause,
      happened: happened, payload: payload)
  }
}

/// A place in a batch: events that are made safe together, all or none.
package struct Batch: Hashable, Sendable {
  /// From 0.
  package let index: Int
  package let count: Int

  package init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  package var isLast: Bool { index == count - 1 }
}

extension RehearsalState {
  /// Applies what a line holds, where a module knows it.
  package mutating func evolve(_ recorded: RecordedEvent) {
    if let event = recorded.event { evolve(event, recorded.stamp) }
  }

  /// Whether `viewer` may see `recorded`; judged on the whole state, after it. What nobody here
  /// understands is for facilitators only.
  package func shows(_ recorded: RecordedEvent, to viewer: Viewer) -> Bool {
    switch recorded.payload {
    case .opened: true
    case .event(let event): isIn(event.audience(self), viewer)
    case .recovered, .sealed, .unknown: isIn(.facilitators, viewer)
    }
  }

  private func isIn(_ audience: Audience, _ viewer: Viewer) -> Bool {
    audience.includes(viewer, parties)
  }
}
