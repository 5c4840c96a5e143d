/// How many columns of a terminal text takes, and how it is laid out in them.
///
/// Terminals differ; this is the common part: letters of East Asian scripts and emoji take two,
/// marks on a letter none, everything else one.
enum Columns {
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + width($1) }
  }

  static func width(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isASCII, scalars.count == 1 { return 1 }
    let isEmoji =
      first.properties.isEmojiPresentation
      || (first.properties.isEmoji && scalars.contains { $0.value == 0xFE0F || $0.value == 0x20E3 })
    if isEmoji { return 2 }
    return scalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return switch scalar.value {
    // Vowels and final consonants of Hangul are drawn into the syllable they follow.
    case 0x1160...0x11FF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text in lines of at most `width` columns, broken at spaces, or inside a word that is too
  /// long for a line of its own. There is at least one line, and none ends in a space.
  static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      for (index, piece) in pieces(of: String(word), width).enumerated() {
        let size = Columns.width(piece)
        let gap = index == 0 && used > 0 ? 1 : 0
        if used > 0, index > 0 || used + gap + size > width {
          lines.append(line)
          (line, used) = (piece, size)
        } else {
          line += (gap > 0 ? " " : "") + piece
          used += gap + size
        }
      }
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }

  /// A word, in pieces that fit if it does not.
  private static func pieces(of word: String, _ width: Int) -> [String] {
    guard Columns.width(word) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let size = Columns.width(character)
      if used > 0, used + size > width {
        pieces.append(piece)
        (piece, used) = ("", 0)
      }
      piece.append(character)
      used += size
    }
    return pieces + [piece]
  }

  /// Spaces that bring text of `width` columns to `columns`.
  static func padding(_ text: String, to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// The line without spaces at its end, which stand there where an empty text was laid out.
  static func trimmed(_ line: String) -> Substring {
    let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }
    return end.map { line[...$0] } ?? ""
  }

  /// The width of the widest, at least zero.
  static func widest(_ texts: [String]) -> Int { texts.reduce(0) { max($0, width($1)) } }

  /// The width of the widest word.
  static func widestWord(_ text: String) -> Int {
    text.split(separator: " ").reduce(0) { max($0, width(String($1))) }
  }
}
