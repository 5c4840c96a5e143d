/// Anything whose fields are listed once: a section of a scenario, a command, an event.
///
/// One initialiser serves both ways. A reader ignores `old` and makes a new value; a writer is
/// given `old`, writes it and returns it; a describer returns blanks. Properties therefore stay
/// `let`, and a property that nobody listed does not compile.
///
/// ```swift
/// init(_ f: inout some FieldVisitor, _ old: Self?) {
///   cascade = f.one("cascade", old?.cascade, "The message that is going round")
///   facts = f.list("facts", old?.facts, "What was repeated back")
/// }
/// ```
package protocol Record: Sendable {
  init(_ f: inout some FieldVisitor, _ old: Self?)

  /// The byte codec's doors. They are requirements so that each conforming type gets its own
  /// specialised copy: called through the generic initialiser across targets, the codec is two
  /// to four times slower.
  static func read(_ reader: inout FastReader) -> Self
  func write(_ writer: inout ByteWriter)
}

extension Record {
  package static func read(_ reader: inout FastReader) -> Self { Self(&reader, nil) }
  package func write(_ writer: inout ByteWriter) { _ = Self(&writer, self) }
}

/// What visits the fields of a record: a reader, a writer or a describer.
///
/// Nothing throws. Readers note problems beside the value and hand out blanks, and the whole
/// record is withheld unless there were none, so a blank never escapes.
package protocol FieldVisitor {
  /// A field that must be there.
  mutating func one<V: FieldValue>(_ name: StaticString, _ old: V?, _ doc: StaticString) -> V

  /// A field that may be left out and then has the default.
  mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V

  /// A field that may be left out and then is absent.
  mutating func maybe<V: FieldValue>(_ name: StaticString, _ old: V?, _ doc: StaticString) -> V?

  /// A list of plain values; left out, it is empty.
  mutating func list<V: FieldValue>(_ name: StaticString, _ old: [V]?, _ doc: StaticString) -> [V]

  /// The id that this record defines. Left out where people write, it is made from the title.
  mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K>

  /// A list of records; left out, it is empty.
  mutating func rows<R: Record>(_ name: StaticString, _ old: [R]?, _ doc: StaticString) -> [R]

  /// One record inside this one; left out, it is read from nothing, so that its defaults hold.
  mutating func part<R: Record>(_ name: StaticString, _ old: R?, _ doc: StaticString) -> R
}
