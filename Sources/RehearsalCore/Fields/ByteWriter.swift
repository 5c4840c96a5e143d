/// Writes a record as the bytes of one JSON object, fields in the order they are listed.
///
/// A comma follows each field and the end eats the last: that is measurably faster than asking
/// before each field whether it is the first.
///
/// A log is rendered by one of these, a few dozen pieces a line. So they are put at their places in
/// memory that is larger than what is written, a field and its text in one go, instead of being
/// appended one by one to an array, which would ask each time whether it is the only owner.
///
/// It is lent on and never copied: a copy would write into the same room.
package struct ByteWriter: FieldVisitor {
  private var room: Room
  /// How many bytes are written.
  package private(set) var count: Int
  /// Whether every value since `clear` is read back as it was: its text stands in quotes without
  /// escapes it does not have, or its number is one that JSON tools keep exact.
  package private(set) var isSound = true
  /// For values that hold no text.
  private var scratch: [UInt8] = []

  package init(appendingTo bytes: consuming [UInt8] = []) {
    count = 0
    room = Room(bytes.count)
    raw(bytes)
  }

  package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: room.base, count: count)) }

  /// What is written, for as long as `body` runs.
  package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    body(UnsafeRawBufferPointer(start: room.base, count: count))
  }

  /// Begins anew in the same room.
  package mutating func clear() {
    precondition(isKnownUniquelyReferenced(&room), "a byte writer was copied")
    count = 0
    isSound = true
  }

  /// Has `put` fill the next `length` bytes. All that is written goes through here: nowhere else
  /// is a place in the room taken on trust.
  @inline(__always)
  private mutating func fill(_ length: Int, _ put: (UnsafeMutablePointer<UInt8>) -> Void) {
    let start = count
    if room.size - start < length { grow(length) }
    put(room.base + start)
    count = start + length
  }

  @inline(never)
  private mutating func grow(_ length: Int) {
    precondition(isKnownUniquelyReferenced(&room), "a byte writer was copied")
    let larger = Room(count + max(length, count))
    larger.base.update(from: room.base, count: count)
    room = larger
  }

  /// Memory for as long as somebody writes into it.
  private final class Room: @unchecked Sendable {
    let base: UnsafeMutablePointer<UInt8>
    let size: Int

    init(_ least: Int) {
      size = max(least, 512)
      base = .allocate(capacity: size)
    }

    deinit { base.deallocate() }
  }
}

// MARK: - Pieces

extension ByteWriter {
  /// Appends text that stands in the code.
  package mutating func raw(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    fill(length) { $0.update(from: text.utf8Start, count: length) }
  }

  /// Appends bytes as they are.
  package mutating func raw(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      fill(bytes.count) { $0.update(from: base, count: bytes.count) }
    }
  }

  /// Appends a whole number.
  package mutating func number(_ value: Int) {
    isSound = isSound && value >= -Int.largest && value <= Int.largest
    guard value >= 0 else { return raw(Array(String(value).utf8)) }
    var length = 1
    var rest = value
    while rest >= 10 {
      rest /= 10
      length += 1
    }
    fill(length) { place in
      var rest = value
      for index in stride(from: length - 1, through: 0, by: -1) {
        place[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  /// Appends what stands at a place before.
  package mutating func again(_ place: Range<Int>) {
    precondition(place.upperBound <= count)
    let back = count - place.lowerBound
    fill(place.count) { $0.update(from: $0 - back, count: place.count) }
  }

  /// Appends a text in quotes.
  package mutating func text(_ text: String) {
    quoted(text, escapes: true)
    count -= 1
  }

  /// Appends a moment as a log holds it: two stand on every line, so that each digit is put where
  /// it belongs.
  package mutating func moment(_ moment: Moment) {
    let (date, time) = (moment.date.parts, moment.time)
    fill(19) { place in
      Digits.put(date.year / 100, at: place)
      Digits.put(date.year % 100, at: place + 2)
      place[4] = UInt8(ascii: "-")
      Digits.put(date.month, at: place + 5)
      place[7] = UInt8(ascii: "-")
      Digits.put(date.day, at: place + 8)
      place[10] = UInt8(ascii: "T")
      Digits.put(time.hour, at: place + 11)
      place[13] = UInt8(ascii: ":")
      Digits.put(time.minute, at: place + 14)
      place[16] = UInt8(ascii: ":")
      Digits.put(time.second, at: place + 17)
    }
    let millionths = time.microsecond
    guard millionths > 0 else { return }
    fill(7) { place in
      place[0] = UInt8(ascii: ".")
      Digits.put(millionths / 10_000, at: place + 1)
      Digits.put(millionths / 100 % 100, at: place + 3)
      Digits.put(millionths % 100, at: place + 5)
    }
    while room.base[count - 1] == UInt8(ascii: "0") { count -= 1 }
  }

  /// Appends `record` as one object. `beginning` stands before its fields and ends with a comma.
  package mutating func object(_ record: some Record, after beginning: [UInt8] = []) {
    raw("{")
    if !beginning.isEmpty { raw(beginning) }
    record.write(&self)
    close(UInt8(ascii: "}"))
  }

  private mutating func close(_ bracket: UInt8) {
    if count > 0, room.base[count - 1] == UInt8(ascii: ",") {
      room.base[count - 1] = bracket
    } else {
      fill(1) { $0[0] = bracket }
    }
  }

  private mutating func key(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    fill(length + 3) { place in
      place[0] = UInt8(ascii: "\"")
      (place + 1).update(from: name.utf8Start, count: length)
      place[length + 1] = UInt8(ascii: "\"")
      place[length + 2] = UInt8(ascii: ":")
    }
  }

  private mutating func field<V: FieldValue>(_ name: StaticString, _ value: V) {
    if !V.bare, let text = value.heldText, hasField(name, text) { return }
    key(name)
    scalar(value)
  }

  /// Appends a field in one piece, which most are: with a text that stands in JSON as it is.
  /// Otherwise this appends nothing and returns `false`.
  private mutating func hasField(_ name: StaticString, _ text: String) -> Bool {
    let length = name.utf8CodeUnitCount
    let isPut = text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard JSONText.isPlain(utf8), let base = utf8.baseAddress else { return false }
      fill(length + utf8.count + 6) { place in
        place[0] = UInt8(ascii: "\"")
        (place + 1).update(from: name.utf8Start, count: length)
        let place = place + length
        place[1] = UInt8(ascii: "\"")
        place[2] = UInt8(ascii: ":")
        place[3] = UInt8(ascii: "\"")
        (place + 4).update(from: base, count: utf8.count)
        place[utf8.count + 4] = UInt8(ascii: "\"")
        place[utf8.count + 5] = UInt8(ascii: ",")
      }
      return true
    }
    return isPut ?? false
  }

  private mutating func scalar<V: FieldValue>(_ value: V) {
    if V.bare {
      bare(value)
    } else if let moment = value as? Moment {
      raw("\"")
      self.moment(moment)
      raw("\",")
    } else if let text = value.heldText {
      quoted(text, escapes: V.escapes)
    } else {
      scratch.removeAll(keepingCapacity: true)
      value.write(to: &scratch, .log)
      quoted(escapes: V.escapes)
    }
  }

  private mutating func bare(_ value: some FieldValue) {
    if let number = value as? Int {
      self.number(number)
    } else {
      scratch.removeAll(keepingCapacity: true)
      value.write(to: &scratch, .log)
      raw(scratch)
    }
    raw(",")
  }

  private mutating func quoted(_ text: String, escapes: Bool) {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard JSONText.isPlain(utf8), let base = utf8.baseAddress else { return false }
      fill(utf8.count + 3) { place in
        place[0] = UInt8(ascii: "\"")
        (place + 1).update(from: base, count: utf8.count)
        place[utf8.count + 1] = UInt8(ascii: "\"")
        place[utf8.count + 2] = UInt8(ascii: ",")
      }
      return true
    }
    guard isPlain != true else { return }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(text)
    quoted(escapes: escapes)
  }

  /// Appends what `scratch` holds.
  private mutating func quoted(escapes: Bool) {
    if !scratch.withUnsafeBufferPointer(JSONText.isPlain) {
      if escapes {
        JSONText.escape(&scratch, from: 0)
      } else {
        isSound = false
      }
    }
    raw("\"")
    raw(scratch)
    raw("\",")
  }
}

// MARK: - Fields

extension ByteWriter {
  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    field(name, old)
    return old
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V { one(name, old, doc) }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    if let old { field(name, old) }
    return old
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    guard let old, !old.isEmpty else { return [] }
    key(name)
    raw("[")
    let values = old.span
    for index in values.indices { scalar(values[index]) }
    close(UInt8(ascii: "]"))
    raw(",")
    return old
  }

  package mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> { one(name, old, doc) }

  package mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] {
    guard let old, !old.isEmpty else { return [] }
    key(name)
    raw("[")
    let records = old.span
    for index in records.indices {
      object(records[index])
      raw(",")
    }
    close(UInt8(ascii: "]"))
    raw(",")
    return old
  }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    key(name)
    object(old)
    raw(",")
    return old
  }
}
