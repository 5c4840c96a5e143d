package import RehearsalCore

/// Renders the lines of a log one after another, each with both hashes left as zeros: those depend
/// on the line before, and are filled in by whoever chains them.
///
/// The events of one command share id, times and actor. What the next event has in common with the
/// last is not rendered again but copied.
package struct LineWriter {
  private var line = ByteWriter()
  /// From the size of the batch to the actor, as the last line has it: `,3],"id":"…` and on to
  /// `…","actor":"…"`.
  private var shared = ByteWriter()
  /// Where in `shared` the wall time and the actor begin.
  private var recStart = 0
  private var actorStart = 0
  /// What `shared` was made of.
  private var batchCount = 0
  private var id = ""
  private var at: Moment?
  private var rec: WallMoment?
  private var actor: Actor?
  private var isIDSound = false
  private var isActorSound = false
  /// The actors and the types of events that were last met, as they are written: a rehearsal has
  /// few that take turns.
  private var actors = Recent<Actor>()
  private var types = Recent<ObjectIdentifier>()

  package init() {}

  /// Renders a line, which replaces the one before it here.
  ///
  /// - Returns: Whether the line, its newline left out, is one that `LogLine.parse` takes, with the
  ///   same values. Where this is `false` nothing is known, and the line itself is to be parsed.
  ///
  /// Parsing what was just written would cost time on every line, so the values are looked at
  /// instead. `true` is only said of the events of modules; what is left then are
  /// - the id and the actor, which are looked at as the reader looks at them,
  /// - both times, of which every one there is has a text,
  /// - the numbers, for which the reader has limits,
  /// - the type, looked at as the reader looks at it,
  /// - the names of fields, which stand in the code and of which a test looks at all,
  /// - the values of fields, which `ByteWriter.isSound` speaks for: each stands in quotes and holds
  ///   none by itself, so the brackets are those of the records,
  /// - the length,
  ///
  /// and between them stands what the reader expects, in one order.
  package mutating func write(_ new: NewEvent, n: Int, batch: Batch) -> Bool {
    line.clear()
    line.raw("{\"n\":")
    line.number(n)
    line.raw(",\"b\":[")
    line.number(batch.index)
    share(new, batch.count)
    line.raw(shared)
    var isSound = isIDSound && isActorSound && n >= 0
    isSound = isSound && batch.index >= 0 && batch.index < batch.count
    if let cause = new.cause {
      line.raw(",\"cause\":")
      line.number(cause)
      isSound = isSound && cause >= 0 && cause < n
    }
    isSound = isSound && writeType(of: new.payload)
    PayloadCodec.write(new.payload, happened: new.happened, to: &line)
    line.raw(LineWriter.ending)
    return isSound && line.isSound && line.count - 1 <= LogLine.longest
  }

  /// The line, with its newline.
  package var bytes: [UInt8] { line.bytes }

  /// The line, with its newline, for as long as `body` runs.
  package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    line.withBytes(body)
  }

  /// What stands behind `data`, the hashes still to come.
  private static let ending: StaticString = """
    ,"prev":"0000000000000000000000000000000000000000000000000000000000000000",\
    "h":"0000000000000000000000000000000000000000000000000000000000000000"}

    """

  /// Writes the type, the version and the name of the data.
  ///
  /// - Returns: Whether the type and the version can be read.
  private mutating func writeType(of payload: RecordedEvent.Payload) -> Bool {
    guard case .event(let event) = payload else {
      line.raw(LineWriter.text(PayloadCodec.type(of: payload), PayloadCodec.version(of: payload)))
      return false
    }
    let type = Swift.type(of: event)
    let found = types.find(ObjectIdentifier(type)) {
      let (name, version) = (type.name, type.version)
      let isSound = version > 0 && version <= Int.largest && name.withUTF8Buffer(LogLine.isType)
      // The type of line 0 no module may give to its events.
      return (LineWriter.text("\(name)", version), isSound && "\(name)" != "\(LogOpened.name)")
    }
    line.raw(found.text)
    return found.isSound
  }

  private static func text(_ type: String, _ version: Int) -> [UInt8] {
    var text = ByteWriter()
    text.raw(",\"type\":")
    text.text(type)
    text.raw(",\"v\":")
    text.number(version)
    text.raw(",\"data\":")
    return text.bytes
  }

  /// Brings `shared` up to this event.
  private mutating func share(_ new: NewEvent, _ count: Int) {
    if id != new.id || at != new.at || batchCount != count {
      shareFromCount(new, count)
    } else if rec != new.rec {
      shareFromRec(new)
    } else if actor != new.actor {
      shareActor(new.actor)
    }
  }

  private mutating func shareFromCount(_ new: NewEvent, _ count: Int) {
    (batchCount, id, at) = (count, new.id, new.at)
    isIDSound = LogLine.isID(new.id)
    shared.clear()
    shared.raw(",")
    shared.number(count)
    shared.raw("],\"id\":")
    shared.text(new.id)
    shared.raw(",\"at\":\"")
    shared.moment(new.at)
    recStart = shared.count
    shareFromRec(new)
  }

  private mutating func shareFromRec(_ new: NewEvent) {
    rec = new.rec
    shared.cut(to: recStart)
    shared.raw("\",\"rec\":\"")
    shared.moment(Moment(microseconds: new.rec.microseconds))
    shared.raw("Z\",\"actor\":")
    actorStart = shared.count
    shareActor(new.actor)
  }

  private mutating func shareActor(_ actor: Actor) {
    self.actor = actor
    let found = actors.find(actor) {
      var text: [UInt8] = []
      JSONText.write(actor, to: &text)
      let isWritten = Actor.isWritten(text.span.extracting(1..<text.count - 1))
      // Read back, the rest of such a name would belong to the seat.
      if case .inspector(let name, _) = actor, name.utf8.contains(UInt8(ascii: "/")) {
        return (text, false)
      }
      return (text, isWritten)
    }
    shared.cut(to: actorStart)
    shared.raw(found.text)
    isActorSound = found.isSound
  }
}

/// The last few keys that were asked for, and what was made of them.
private struct Recent<Key: Equatable> {
  typealias Made = (text: [UInt8], isSound: Bool)

  private var entries: [(key: Key, made: Made)] = []
  private var next = 0
  private static var most: Int { 16 }

  mutating func find(_ key: Key, _ make: () -> Made) -> Made {
    for entry in entries where entry.key == key { return entry.made }
    let made = make()
    if entries.count < Self.most {
      entries.append((key, made))
    } else {
      entries[next] = (key, made)
      next = (next + 1) % Self.most
    }
    return made
  }
}
