/// A piece of a page. It escapes by construction: text enters only escaped, and the only source of
/// marks is a literal in the code, which is what `StaticString` means.
///
/// ```swift
/// let cell: HTML = #"<td class="\#(kind)">\#(words)</td>"#
/// ```
///
/// An attribute's value stands in double quotes, always; quotes are escaped as well.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What a browser is given.
  package let source: String

  private init(source: String) { self.source = source }

  package init(stringLiteral marks: StaticString) { self.init(source: marks.description) }

  /// Marks that were written as a file beside the code, such as a style sheet.
  package init(raw marks: StaticString) { self.init(source: marks.description) }

  package init(stringInterpolation: Interpolation) { self.init(source: stringInterpolation.source) }

  /// Text on one line, harmless and escaped.
  package init(_ text: String) { self.init(source: HTML.escaped(text)) }

  /// The pieces one after another, with marks between them.
  package init(_ pieces: [HTML], separator: HTML = "") {
    self.init(source: pieces.map(\.source).joined(separator: separator.source))
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in Visible.line(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// What makes a literal with gaps into marks with escaped text.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ marks: StaticString) { source += marks.description }
    package mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }
    package mutating func appendInterpolation(_ number: Int) { source += String(number) }
    package mutating func appendInterpolation(_ html: HTML) { source += html.source }
    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { source += piece.source }
    }
  }
}
