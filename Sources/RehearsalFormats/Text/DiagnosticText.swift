package import RehearsalCore

/// Puts diagnostics into the form that people and editors know: place, cause, the line itself,
/// fix.
package struct DiagnosticText: Sendable {
  private let texts: [(name: String, text: String)]

  /// `texts` are the files that diagnostics may point into, by the name they are shown under.
  package init(_ texts: [(name: String, text: String)]) { self.texts = texts }

  package func words(_ diagnostic: Diagnostic) -> String {
    var lines = ["\(diagnostic.severity.rawValue)[\(diagnostic.code.name)]: \(diagnostic.message)"]
    let place = diagnostic.place
    if place.line > 0 {
      lines.append("  --> \(place.file):\(place.line):\(place.column)")
      if let source = line(place) {
        let number = String(place.line)
        let margin = String(repeating: " ", count: number.count)
        let indent = source.prefix(place.column - 1).map { $0 == "\t" ? "\t" : " " }
        let room = max(1, source.count - place.column + 1)
        let mark = String(repeating: "^", count: min(place.length, room))
        lines += [
          "\(margin) |", "\(number) | \(visible(source))", "\(margin) | \(indent.joined())\(mark)",
        ]
      }
    }
    if let fix = diagnostic.fix { lines.append("help: \(fix)") }
    return lines.joined(separator: "\n")
  }

  private func line(_ place: Place) -> String? {
    guard let text = texts.first(where: { $0.name == place.file })?.text else { return nil }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return place.line <= lines.count ? String(lines[place.line - 1]) : nil
  }

  /// A terminal must not be steered by a file that is being checked.
  private func visible(_ line: String) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F ? "?" : $0 }))
  }
}
