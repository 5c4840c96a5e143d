/// The SHA-256 of some bytes, in hex: what they are called wherever they are kept.
package struct ContentHash: FieldValue, Hashable, Encodable {
  package let text: String

  package static let shape = Shape.text
  package static let blank = ContentHash(unchecked: "")
  package static let expectation = "a SHA-256: 64 digits and letters from a to f"

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      })
    else { return nil }
    self.text = text
  }

  private init(unchecked text: String) { self.text = text }

  package var heldText: String? { text }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: text.utf8)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The first eight digits, enough to tell documents apart by eye.
  package var short: String { String(text.prefix(8)) }
}
