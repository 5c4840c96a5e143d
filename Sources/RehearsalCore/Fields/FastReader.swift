/// Reads a record from the bytes that ``ByteWriter`` writes: fields in the listed order, no
/// spaces. At the first surprise it gives up, and the same bytes are read again as ``Node``s, so
/// tolerance and messages cost the usual line nothing.
package struct FastReader: FieldVisitor {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int
  private(set) var failed = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  /// The record that fills the range exactly, or `nil` at the first surprise.
  mutating func whole<R: Record>(_ type: R.Type) -> R? {
    let record = filling(type)
    return failed ? nil : record
  }

  /// The record that fills the range exactly; good for nothing where `failed` says so. Making the
  /// optional of a type that is known only while running takes longer than reading a field.
  mutating func filling<R: Record>(_ type: R.Type) -> R {
    let record = object(type)
    if at != end { failed = true }
    return record
  }

  private mutating func object<R: Record>(_ type: R.Type) -> R {
    if !skip(UInt8(ascii: "{")) { failed = true }
    let record = R.read(&self)
    if !skip(UInt8(ascii: "}")) { failed = true }
    return record
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Steps over `"name":` if it stands here.
  private mutating func skip(key name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    guard !failed, at + length + 3 <= end, bytes[at] == UInt8(ascii: "\"") else { return false }
    let start = at + 1
    let same = name.withUTF8Buffer { expected in
      for index in 0..<length where bytes[start + index] != expected[index] { return false }
      return true
    }
    guard same, bytes[start + length] == UInt8(ascii: "\""),
      bytes[start + length + 1] == UInt8(ascii: ":")
    else { return false }
    at = start + length + 2
    return true
  }

  private mutating func separator() {
    if at < end, bytes[at] == UInt8(ascii: ",") {
      at += 1
      // A comma promises another field or item.
      if at < end, bytes[at] == UInt8(ascii: "}") || bytes[at] == UInt8(ascii: "]") {
        failed = true
      }
    } else if at < end, bytes[at] != UInt8(ascii: "}"), bytes[at] != UInt8(ascii: "]") {
      failed = true
    }
  }

  private mutating func scalar<V: FieldValue>(_ type: V.Type) -> V? {
    let found = V.bare ? bare(type) : quoted(type)
    if found == nil { failed = true }
    return found
  }

  private mutating func bare<V: FieldValue>(_ type: V.Type) -> V? {
    let start = at
    while at < end, isNumberByte(bytes[at]) { at += 1 }
    return V(bytes.span.extracting(start..<at), .log)
  }

  private mutating func quoted<V: FieldValue>(_ type: V.Type) -> V? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = at
    at = JSONText.special(bytes, from: start, to: end)
    guard at < end else { return nil }
    // Escapes and control characters are rare: leave them to the tolerant reader.
    guard bytes[at] == UInt8(ascii: "\"") else { return escaped(type, from: start) }
    let value = V(bytes.span.extracting(start..<at), .log)
    at += 1
    return value
  }

  private mutating func escaped<V: FieldValue>(_ type: V.Type, from start: Int) -> V? {
    guard let (text, after) = JSONText.read(bytes, from: start - 1, to: end) else { return nil }
    at = after
    return V(text.span, .log)
  }

  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    guard skip(key: name), let value = scalar(V.self) else {
      failed = true
      return .blank
    }
    separator()
    return value
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V { maybe(name, old, doc) ?? `default` }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    guard skip(key: name) else { return nil }
    let value = scalar(V.self)
    separator()
    return value
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    items(name) { reader in reader.scalar(V.self) }
  }

  package mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] {
    items(name) { reader in reader.object(R.self) }
  }

  private mutating func items<Item>(
    _ name: StaticString, _ next: (inout FastReader) -> Item?
  ) -> [Item] {
    guard skip(key: name) else { return [] }
    guard skip(UInt8(ascii: "[")) else {
      failed = true
      return []
    }
    var items: [Item] = []
    while !failed, at < end, bytes[at] != UInt8(ascii: "]") {
      if let item = next(&self) { items.append(item) }
      separator()
    }
    if !skip(UInt8(ascii: "]")) { failed = true }
    separator()
    return items
  }

  package mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> { one(name, old, doc) }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R {
    if !skip(key: name) { failed = true }
    let record = object(R.self)
    separator()
    return record
  }
}

@inline(__always)
private func isNumberByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
}

extension Record {
  /// Reads a record from the bytes of one JSON object that fill `range`.
  ///
  /// Takes any order of fields and any spacing; a line this tool wrote is read on the fast path.
  /// Fails with the first problem found, in words.
  package static func decode(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<Self, PayloadProblem> {
    var fast = FastReader(bytes, range)
    let record = fast.filling(Self.self)
    return fast.failed ? tolerant(bytes, range) : .success(record)
  }

  fileprivate static func tolerant(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<Self, PayloadProblem> {
    guard let node = JSONNode.parse(bytes, range) else {
      return .failure(PayloadProblem(words: "it is not a JSON object"))
    }
    return decode(node)
  }

  /// Reads the record from a tree, as strictly as from a line.
  package static func decode(_ node: Node) -> Result<Self, PayloadProblem> {
    let reading = Reading(strict: true)
    let record = reading.read(Self.self, from: node)
    if let sound = reading.sound(record) { return .success(sound) }
    let words = reading.diagnostics.map(\.message).joined(separator: "; ")
    return .failure(PayloadProblem(words: words))
  }
}

extension Event {
  /// What a line with these bytes under `data` records. Not by way of `Result<Self, …>`: making
  /// that type while running takes longer than reading most events.
  package static func payload(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    var fast = FastReader(bytes, range)
    let event = fast.filling(Self.self)
    return fast.failed ? tolerantPayload(bytes, range) : .success(.event(event))
  }

  /// Apart, because the types that it needs would otherwise be made for every event.
  @inline(never)
  private static func tolerantPayload(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    tolerant(bytes, range).map { .event($0) }
  }
}

/// Why a payload cannot be read as the record its type promises.
package struct PayloadProblem: Error, Hashable, Sendable {
  package let words: String

  package init(words: String) { self.words = words }
}
