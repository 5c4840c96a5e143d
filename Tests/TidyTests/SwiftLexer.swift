/// A word, a number or one mark of Swift source; a string literal is the mark `"`.
struct Token: Equatable, Sendable {
  let text: String
  let line: Int

  /// Whether it touches what stands before it, so that `try!` differs from `try !done`.
  let isAttached: Bool
}

/// Takes Swift source apart well enough to count braces and to find words in code.
///
/// Comments, the insides of string literals and of regular expressions vanish; what is
/// interpolated into a string is code and stays. It knows no grammar: whether a slash begins a
/// regular expression is judged by what stands before it.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var isAttached = false
  private var tokens: [Token] = []

  /// The literals that are open, each with how many brackets its interpolation has open.
  private var literals: [Literal] = []

  private struct Literal {
    let signs: Int
    let quotes: Int
    var brackets = 0
  }

  static func tokens(of text: String) -> [Token] {
    var lexer = SwiftLexer(bytes: Array(text.utf8))
    while lexer.position < lexer.bytes.count { lexer.readCode() }
    return lexer.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readCode() {
    let byte = bytes[position]
    if Self.isWordByte(byte) { return readWord() }
    if sees("//") { return skip { $0.bytes[$0.position] == UInt8(ascii: "\n") } }
    if sees("/*") { return skipComment() }
    if readLiteral() || readExpression() { return }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
      isAttached = false
      step()
    case UInt8(ascii: ")") where literals.last?.brackets == 1:
      add(")")
      step()
      literals[literals.count - 1].brackets = 0
      readText()
    default:
      if !literals.isEmpty {
        if byte == UInt8(ascii: "(") { literals[literals.count - 1].brackets += 1 }
        if byte == UInt8(ascii: ")") { literals[literals.count - 1].brackets -= 1 }
      }
      add(String(UnicodeScalar(byte)))
      step()
    }
  }

  private mutating func readWord() {
    let start = position
    while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
    add(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  /// Begins a string literal, if one begins here, and reads up to its end or interpolation.
  private mutating func readLiteral() -> Bool {
    let signs = count(UInt8(ascii: "#"), from: position)
    let found = count(UInt8(ascii: "\""), from: position + signs)
    guard found > 0 else { return false }
    let quotes = found >= 3 ? 3 : 1
    add("\"")
    position += signs + quotes
    literals.append(Literal(signs: signs, quotes: quotes))
    readText()
    return true
  }

  /// Reads the text of the innermost literal up to its end or the next interpolation.
  private mutating func readText() {
    guard let literal = literals.last else { return }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\""), ends(literal) {
        position += literal.quotes + literal.signs
        literals.removeLast()
        return
      }
      if byte == UInt8(ascii: "\n"), literal.quotes == 1 {
        // A literal that its line does not close is a mistake; the next line is code again.
        literals.removeLast()
        return
      }
      step()
      guard byte == UInt8(ascii: "\\"), count(UInt8(ascii: "#"), from: position) >= literal.signs
      else { continue }
      position += literal.signs
      guard position < bytes.count else { return }
      if bytes[position] == UInt8(ascii: "(") {
        literals[literals.count - 1].brackets = 1
        add("(")
        step()
        return
      }
      step()
    }
  }

  private func ends(_ literal: Literal) -> Bool {
    count(UInt8(ascii: "\""), from: position) >= literal.quotes
      && count(UInt8(ascii: "#"), from: position + literal.quotes) >= literal.signs
  }

  /// Skips a regular expression, if one stands here.
  private mutating func readExpression() -> Bool {
    let signs = count(UInt8(ascii: "#"), from: position)
    guard position + signs + 1 < bytes.count, bytes[position + signs] == UInt8(ascii: "/")
    else { return false }
    if signs == 0 {
      let next = bytes[position + 1]
      let before = tokens.last?.text ?? "="
      guard next != UInt8(ascii: " "), next != UInt8(ascii: "\n"),
        Self.beforeExpression.contains(before)
      else { return false }
    }
    var end = position + signs + 1
    while end < bytes.count, signs > 0 || bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "/"), count(UInt8(ascii: "#"), from: end + 1) >= signs {
        add("/")
        skip { $0.position == end + 1 + signs }
        return true
      }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  /// What may stand before a regular expression and not before a division.
  private static let beforeExpression: Set<String> = [
    "(", ",", "=", ":", "[", "{", "&", "|", "!", "?", ";", "return", "case", "in", "try", "await",
  ]

  private mutating func skipComment() {
    var depth = 0
    repeat {
      let change = sees("/*") ? 1 : sees("*/") ? -1 : 0
      depth += change
      if change != 0 { position += 1 }
      step()
    } while depth > 0 && position < bytes.count
    isAttached = false
  }

  private mutating func skip(until isEnd: (SwiftLexer) -> Bool) {
    while position < bytes.count, !isEnd(self) { step() }
  }

  private mutating func step() {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func add(_ text: String) {
    tokens.append(Token(text: text, line: line, isAttached: isAttached))
    isAttached = true
  }

  private func sees(_ mark: StaticString) -> Bool {
    mark.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  private func count(_ byte: UInt8, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - start
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...:
      true
    default: false
    }
  }
}
