/// A header's value with what stands behind it: `form-data; name="a"; filename="b.pdf"`.
struct HeaderValue {
  /// In small letters.
  let value: String
  /// In order, names in small letters; the quotes are off.
  let parameters: [(name: String, value: [UInt8])]

  /// `nil` where it is not written as headers are.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let head = HeaderValue.trimmed(rest.prefix { $0 != UInt8(ascii: ";") })
    guard !head.isEmpty,
      head.allSatisfy({ HeaderValue.isToken($0) || $0 == UInt8(ascii: "/") })
    else { return nil }
    value = String(decoding: head, as: UTF8.self).lowercased()
    rest = rest.drop { $0 != UInt8(ascii: ";") }
    var parameters: [(name: String, value: [UInt8])] = []
    while rest.popFirst() != nil {
      rest = rest.drop { HeaderValue.isSpace($0) }
      // A mark at the end, with nothing behind it, is harmless.
      if rest.isEmpty { break }
      let name = rest.prefix { HeaderValue.isToken($0) }
      rest = rest.dropFirst(name.count)
      guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "="),
        let value = HeaderValue.value(&rest)
      else { return nil }
      parameters.append((String(decoding: name, as: UTF8.self).lowercased(), value))
      rest = rest.drop { HeaderValue.isSpace($0) }
      guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
    }
    self.parameters = parameters
  }

  /// A word, or text in quotes. A backslash is what it is, but before a quote or another one:
  /// browsers do not write it in any other way, and paths have it.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard rest.first == UInt8(ascii: "\"") else {
      let word = rest.prefix { isToken($0) }
      rest = rest.dropFirst(word.count)
      return word.isEmpty ? nil : Array(word)
    }
    rest.removeFirst()
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return value }
      if byte == UInt8(ascii: "\\"), let next = rest.first,
        next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
      {
        rest.removeFirst()
        value.append(next)
      } else {
        value.append(byte)
      }
    }
    return nil
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  static func isToken(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || marks.contains(byte)
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { isSpace($0) }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static let marks = Array("!#$%&'*+-.^_`|~".utf8)
}

/// What stands before the content of one part of a form.
struct PartHeaders {
  /// The field of the form.
  let name: String
  /// What the file is called; empty where none was chosen, `nil` for a field that is no file.
  let file: String?
  let type: String?

  /// - Parameter bytes: The lines, without the line break of the last.
  init(
    _ bytes: ArraySlice<UInt8>, _ limits: MultipartReader.Limits
  ) throws(MultipartProblem) {
    var headers: [(name: String, value: [UInt8])] = []
    for line in try PartHeaders.lines(bytes) {
      let name = line.prefix { HeaderValue.isToken($0) }
      guard !name.isEmpty, line.dropFirst(name.count).first == UInt8(ascii: ":") else {
        throw .badHeader
      }
      let value = HeaderValue.trimmed(line.dropFirst(name.count + 1))
      headers.append((String(decoding: name, as: UTF8.self).lowercased(), Array(value)))
    }
    func value(_ name: String, _ shown: String) throws(MultipartProblem) -> [UInt8]? {
      let found = headers.filter { $0.name == name }
      guard found.count < 2 else { throw .headerTwice(shown) }
      return found.first?.value
    }
    guard let written = try value("content-disposition", "Content-Disposition"),
      let disposition = HeaderValue(written), disposition.value == "form-data"
    else { throw .noName }
    func parameter(_ name: String) throws(MultipartProblem) -> [UInt8]? {
      let found = disposition.parameters.filter { $0.name == name }
      guard found.count < 2 else { throw .headerTwice("\(name)=") }
      return found.first?.value
    }
    if let encoding = try value("content-transfer-encoding", "Content-Transfer-Encoding") {
      let shown = String(decoding: encoding.prefix(40), as: UTF8.self)
      guard ["7bit", "8bit", "binary"].contains(shown.lowercased()) else { throw .encoded(shown) }
    }
    if disposition.parameters.contains(where: { $0.name == "filename*" }) { throw .extendedName }
    guard let field = try parameter("name") else { throw .noName }
    name = try PartHeaders.text(field, limits.name)
    guard !name.isEmpty else { throw .noName }
    file = try parameter("filename").map { (path) throws(MultipartProblem) in
      try PartHeaders.file(path, limits)
    }
    type = try value("content-type", "Content-Type").map { (type) throws(MultipartProblem) in
      try PartHeaders.text(type, limits.name)
    }
  }

  /// What a file is called: of where it stood on its sender's machine only the last part.
  private static func file(
    _ bytes: [UInt8], _ limits: MultipartReader.Limits
  ) throws(MultipartProblem) -> String {
    if limits.takesAnyFileName {
      guard bytes.count <= limits.fileName else { throw .nameTooLong(limits.fileName) }
      return unquoted(String(decoding: bytes, as: UTF8.self))
    }
    let path = try text(bytes, limits.fileName)
    let last = path.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last
    let file = String(last ?? "")
    if file == "." || file == ".." || file.isEmpty && !path.isEmpty { throw .badName }
    return file
  }

  /// Lines end as they do in HTTP, and do not go on with the next.
  private static func lines(
    _ bytes: ArraySlice<UInt8>
  ) throws(MultipartProblem) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      // All but the last had a line feed behind them, and need what stands before it.
      let isLast = piece.endIndex == bytes.endIndex
      guard isLast || piece.last == 0x0D else { throw .badHeader }
      let line = isLast ? piece : piece.dropLast()
      guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { throw .badHeader }
      lines.append(line)
    }
    return lines
  }

  /// A name as text. Browsers write a quote in it as `%22`; line breaks, which they write as well,
  /// stay as they are written.
  private static func text(
    _ bytes: [UInt8], _ most: Int
  ) throws(MultipartProblem) -> String {
    guard bytes.count <= most else { throw .nameTooLong(most) }
    guard let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ !PartHeaders.isControl($0) })
    else { throw .badName }
    return unquoted(text)
  }

  private static func unquoted(_ text: String) -> String {
    text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
  }

  /// What moves a cursor or turns the direction of writing makes one name look like another.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: scalar != "\u{200D}" && scalar != "\u{200C}"
    default: false
    }
  }
}
