/// Text put behind bytes as one piece: asked for byte by byte it takes several times as long.
extension [UInt8] {
  /// Appends the UTF-8 of a text that is only known while running.
  package mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  /// Appends the UTF-8 of a text that stands in the code.
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
