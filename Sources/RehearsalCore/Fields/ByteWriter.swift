/// Writes a record as the bytes of one JSON object, fields in the order they are listed.
///
/// A comma follows each field and the end eats the last: that is measurably faster than asking
/// before each field whether it is the first.
package struct ByteWriter: FieldVisitor {
  package private(set) var bytes: [UInt8]

  package init(appendingTo bytes: consuming [UInt8] = []) { self.bytes = bytes }

  /// Appends `record` as one object.
  package mutating func object(_ record: some Record) {
    bytes.append(UInt8(ascii: "{"))
    record.write(&self)
    close(UInt8(ascii: "}"))
  }

  private mutating func close(_ bracket: UInt8) {
    if bytes.last == UInt8(ascii: ",") {
      bytes[bytes.count - 1] = bracket
    } else {
      bytes.append(bracket)
    }
  }

  private mutating func key(_ name: StaticString) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func scalar<V: FieldValue>(_ value: V) {
    if V.bare {
      value.write(to: &bytes, .log)
    } else if V.escapes {
      JSONText.write(value, to: &bytes)
    } else {
      bytes.append(UInt8(ascii: "\""))
      value.write(to: &bytes, .log)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ","))
  }

  package mutating func one<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    key(name)
    scalar(old)
    return old
  }

  package mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V { one(name, old, doc) }

  package mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? {
    if let old {
      key(name)
      scalar(old)
    }
    return old
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    guard let old, !old.isEmpty else { return [] }
    key(name)
    bytes.append(UInt8(ascii: "["))
    for value in old { scalar(value) }
    close(UInt8(ascii: "]"))
    bytes.append(UInt8(ascii: ","))
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
    bytes.append(UInt8(ascii: "["))
    for record in old {
      object(record)
      bytes.append(UInt8(ascii: ","))
    }
    close(UInt8(ascii: "]"))
    bytes.append(UInt8(ascii: ","))
    return old
  }

  package mutating func part<R: Record>(
    _ name: StaticString, _ old: R?, _ doc: StaticString
  ) -> R {
    guard let old else { preconditionFailure("a writer is given the record it writes") }
    key(name)
    object(old)
    bytes.append(UInt8(ascii: ","))
    return old
  }
}
