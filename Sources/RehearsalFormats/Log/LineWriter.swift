package import RehearsalCore

/// Renders the lines of a log one after another, each with both hashes left as zeros: those depend
/// on the line before, and are filled in by whoever chains them.
///
/// The events of one command share id, times and actor. What the next event has in common with the
/// last is not rendered again but copied.
package struct LineWriter {
  private var lines = ByteWriter()
  /// What the last line has and the next may share, and where it stands there: from the size of the
  /// batch on `,3],"id":"…","at":"…`, then `","rec":"…Z","actor":`, and the actor.
  private var command: (place: Range<Int>, count: Int, id: String, at: Moment)?
  private var rec: (place: Range<Int>, moment: WallMoment)?
  private var actor: (place: Range<Int>, actor: Actor)?
  private var isIDSound = false
  private var isActorSound = false
  /// The actors and the types of events that were last met, as they are written: a rehearsal has
  /// few that take turns.
  private var actors = Recent<Actor>()
  private var types = Recent<ObjectIdentifier>()

  package init() {}

  /// Renders a line behind those before it.
  ///
  /// - Returns: Whether the line, its newline left out, is one that `LogLine.parse` takes, with the
  ///   same values. Where this is `false` nothing is known, and the line itself is to be parsed, as
  ///   are those behind it until all are taken.
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
    let start = lines.count
    lines.raw("{\"n\":")
    lines.number(n)
    lines.raw(",\"b\":[")
    lines.number(batch.index)
    share(new, batch.count)
    shareRec(new.rec)
    shareActor(new.actor)
    var isSound = isIDSound && isActorSound && n >= 0
    isSound = isSound && batch.index >= 0 && batch.index < batch.count
    if let cause = new.cause {
      lines.raw(",\"cause\":")
      lines.number(cause)
      isSound = isSound && cause >= 0 && cause < n
    }
    if case .event(let event) = new.payload {
      isSound = writeType(Swift.type(of: event)) && isSound
      PayloadCodec.write(event, new.happened, to: &lines)
    } else {
      writeOther(new)
      isSound = false
    }
    lines.raw(LineWriter.ending)
    return isSound && lines.isSound && lines.count - start - 1 <= LogLine.longest
  }

  /// How many bytes are rendered and not taken.
  package var count: Int { lines.count }

  /// Hands over the lines, each with its newline, and begins anew.
  package mutating func take() -> [UInt8] {
    let bytes = lines.bytes
    lines.clear()
    (command, rec, actor) = (nil, nil, nil)
    return bytes
  }

  /// What stands behind `data`, the hashes still to come.
  private static let ending: StaticString = """
    ,"prev":"0000000000000000000000000000000000000000000000000000000000000000",\
    "h":"0000000000000000000000000000000000000000000000000000000000000000"}

    """

  /// Writes the type, the version and the name of the data.
  ///
  /// - Returns: Whether the type and the version can be read.
  private mutating func writeType(_ type: any Event.Type) -> Bool {
    let place = types.place(ObjectIdentifier(type)) {
      let (name, version) = (type.name, type.version)
      let isSound = version > 0 && version <= Int.largest && name.withUTF8Buffer(LogLine.isType)
      // The type of line 0 no module may give to its events.
      return (LineWriter.text("\(name)", version), isSound && "\(name)" != "\(LogOpened.name)")
    }
    lines.raw(types.made[place].text)
    return types.made[place].isSound
  }

  /// Writes what is no event of a module's, from the type on.
  private mutating func writeOther(_ new: NewEvent) {
    let version = PayloadCodec.version(of: new.payload)
    lines.raw(LineWriter.text(PayloadCodec.type(of: new.payload), version))
    PayloadCodec.write(new.payload, happened: new.happened, to: &lines)
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

  /// Writes the size of the batch, the id and the time.
  private mutating func share(_ new: NewEvent, _ count: Int) {
    let start = lines.count
    if let command, command.at == new.at, command.count == count, command.id == new.id {
      lines.again(command.place)
      self.command?.place = start..<lines.count
      return
    }
    isIDSound = LogLine.isID(new.id)
    lines.raw(",")
    lines.number(count)
    lines.raw("],\"id\":")
    lines.text(new.id)
    lines.raw(",\"at\":\"")
    lines.moment(new.at)
    command = (start..<lines.count, count, new.id, new.at)
  }

  private mutating func shareRec(_ moment: WallMoment) {
    let start = lines.count
    if let rec, rec.moment == moment {
      lines.again(rec.place)
    } else {
      lines.raw("\",\"rec\":\"")
      lines.moment(Moment(microseconds: moment.microseconds))
      lines.raw("Z\",\"actor\":")
    }
    rec = (start..<lines.count, moment)
  }

  private mutating func shareActor(_ new: Actor) {
    let start = lines.count
    if let actor, actor.actor == new {
      lines.again(actor.place)
      self.actor?.place = start..<lines.count
      return
    }
    writeActor(new)
    actor = (start..<lines.count, new)
  }

  private mutating func writeActor(_ actor: Actor) {
    let place = actors.place(actor) {
      var text: [UInt8] = []
      JSONText.write(actor, to: &text)
      let isWritten = Actor.isWritten(text.span.extracting(1..<text.count - 1))
      // Read back, the rest of such a name would belong to the seat.
      if case .inspector(let name, _) = actor, name.utf8.contains(UInt8(ascii: "/")) {
        return (text, false)
      }
      return (text, isWritten)
    }
    lines.raw(actors.made[place].text)
    isActorSound = actors.made[place].isSound
  }
}

/// The last few keys that were asked for, and what was made of them.
private struct Recent<Key: Equatable> {
  private var keys: [Key] = []
  private(set) var made: [(text: [UInt8], isSound: Bool)] = []
  private var next = 0
  private static var most: Int { 64 }

  /// Where in `made` stands what belongs to a key. Neither is handed out: to copy them would cost
  /// more than to find them.
  mutating func place(_ key: Key, _ make: () -> (text: [UInt8], isSound: Bool)) -> Int {
    find(key) ?? add(key, make())
  }

  private func find(_ key: Key) -> Int? {
    let keys = keys.span
    for place in keys.indices where keys[place] == key { return place }
    return nil
  }

  private mutating func add(_ key: Key, _ new: (text: [UInt8], isSound: Bool)) -> Int {
    guard keys.count == Self.most else {
      keys.append(key)
      made.append(new)
      return keys.count - 1
    }
    defer { next = (next + 1) % Self.most }
    (keys[next], made[next]) = (key, new)
    return next
  }
}
