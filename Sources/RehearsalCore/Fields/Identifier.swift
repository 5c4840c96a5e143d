/// A kind of thing that has ids: a role, a group, a cascade, a milestone.
package protocol Kind: Sendable {
  /// What people call one of them, as in "no role is called …".
  static var kind: String { get }
  /// Wider kinds that an id of this one belongs to as well: a role and a group are both
  /// recipients, so neither may take the other's id.
  static var alsoKnownAs: [String] { get }
  /// Whether a scenario lists them, so that naming one that is not listed is a mistake. People
  /// are not listed: their names stay out of everything that is hashed.
  static var isListed: Bool { get }
  /// Whether an id need only be its own within the record that lists it: two messages may both
  /// have a fact called `when`.
  static var isLocal: Bool { get }
}

extension Kind {
  package static var isListed: Bool { true }
  package static var isLocal: Bool { false }
  package static var alsoKnownAs: [String] { [] }
}

/// The id of one thing of a kind: `[a-z0-9-]`, 1 to 48 characters.
///
/// The same type where a thing is defined and where it is named; which of the two it is, the
/// list of fields says (`identity` defines).
package struct ID<K: Kind>: FieldValue, Hashable, Comparable {
  package let text: String

  /// `nil` where `text` is not an id.
  package init?(_ text: String) {
    guard isIdentifier(text.utf8) else { return nil }
    self.text = text
  }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    guard Self.isOne(bytes) else { return nil }
    text = String(bytes)
  }

  /// Whether these bytes are an id.
  static func isOne(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0, bytes.count <= 48 else { return false }
    for index in 0..<bytes.count where !isIdentifierByte(bytes[index]) { return false }
    return true
  }

  private init(unchecked text: String) { self.text = text }

  /// An id made from a title: its letters and digits, joined by hyphens. `nil` where the title
  /// has none.
  package init?(titled title: String) {
    var slug = String(Self.words(of: title).prefix(48))
    while slug.hasSuffix("-") { slug.removeLast() }
    guard !slug.isEmpty else { return nil }
    text = slug
  }

  /// The letters and digits of a title, joined by hyphens, however many.
  static func words(of title: String) -> String {
    var slug = ""
    var gap = false
    for byte in title.lowercased().utf8 {
      if byte == UInt8(ascii: "'") { continue }
      guard isIdentifierByte(byte), byte != UInt8(ascii: "-") else {
        gap = !slug.isEmpty
        continue
      }
      if gap { slug.append("-") }
      gap = false
      slug.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return slug
  }

  package static var shape: Shape { .identifier(K.kind) }
  package static var blank: Self { Self(unchecked: "") }
  package var references: [Reference] {
    K.isListed ? [Reference(kind: K.kind, id: text)] : []
  }
  package var heldText: String? { text }
  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(text)
  }
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// The same id as one of another kind: a role's as a recipient's.
  package func `as`<Other: Kind>(_: Other.Type = Other.self) -> ID<Other> {
    ID<Other>(unchecked: text)
  }
}

extension ID: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension ID: CustomStringConvertible {
  package var description: String { text }
}

private func isIdentifier(_ bytes: String.UTF8View) -> Bool {
  !bytes.isEmpty && bytes.count <= 48 && bytes.allSatisfy(isIdentifierByte)
}

@inline(__always)
private func isIdentifierByte(_ byte: UInt8) -> Bool {
  // One bit for each letter of ASCII: a hyphen and the digits, and from 64 on `a` to `z`.
  let letters: UInt64 = byte < 64 ? 0x03FF_2000_0000_0000 : 0x07FF_FFFE_0000_0000
  return byte < 128 && letters >> UInt64(byte & 63) & 1 == 1
}
