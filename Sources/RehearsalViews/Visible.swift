/// Text from people and files, made harmless for a terminal and a page.
///
/// An escape sequence in a name could rewrite a terminal, and a right-to-left override could turn
/// the rest of a line around. What acts and is not seen is therefore shown as what it is, and what
/// is neither seen nor acts is left out. The joiners stay: scripts and emoji are written with them.
enum Visible {
  /// The text on one line; line ends and tabs become spaces.
  static func line(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(text) }
    var out = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar != "\n" || previous != "\r" { append(scalar, to: &out.unicodeScalars) }
      previous = scalar
    }
    return out
  }

  /// The text on one line, or words that say there is none: a heading or a branch without a name
  /// could be neither heard nor opened.
  static func name(_ text: String) -> String {
    let line = line(text)
    return line.allSatisfy(\.isWhitespace) ? "Untitled" : line
  }

  /// The lines of the text, at least one.
  static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line($0) }
  }

  /// The paragraphs of the text as their lines: an empty line parts them. There is at least one.
  static func paragraphs(_ text: String) -> [[String]] {
    let paragraphs = lines(text).split { line in line.allSatisfy { $0 == " " } }.map(Array.init)
    return paragraphs.isEmpty ? [[""]] : paragraphs
  }

  private static func append(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0x20..<0x7F, 0x200C, 0x200D: out.append(scalar)
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: out.append(" ")
    case 0x00..<0x20: out.append(picture(0x2400 + scalar.value))
    case 0x7F: out.append(picture(0x2421))
    case 0xAD, 0x180E, 0x200B, 0x2060...0x2064, 0xFEFF: break
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .format: out.append(contentsOf: number(scalar).unicodeScalars)
      default:
        let hasNumberOnly = properties.isNoncharacterCodePoint
        out.append(contentsOf: (hasNumberOnly ? number(scalar) : String(scalar)).unicodeScalars)
      }
    }
  }

  /// The sign that stands for a control character, such as `␛` for escape.
  private static func picture(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// `[U+202E]` for a character that has no sign.
  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }
}
