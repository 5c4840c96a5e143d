package import RehearsalCore

/// Puts diagnostics into the form that people and editors know: place, cause, the line itself,
/// fix.
package struct DiagnosticText: Sendable {
  private let texts: [(name: String, text: String)]

  /// `texts` are the files that diagnostics may point into, by the name they are shown under.
  package init(_ texts: [(name: String, text: String)]) { self.texts = texts }

  package func words(_ diagnostic: Diagnostic) -> String {
    let message = visible(diagnostic.message)
    var lines = ["\(diagnostic.severity.rawValue)[\(diagnostic.code.name)]: \(message)"]
    let place = diagnostic.place
    if place.line > 0 {
      lines.append("  --> \(visible(place.file)):\(place.line):\(place.column)")
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
    if let fix = diagnostic.fix { lines.append("help: \(visible(fix))") }
    return lines.joined(separator: "\n")
  }

  private func line(_ place: Place) -> String? {
    guard let text = texts.first(where: { $0.name == place.file })?.text else { return nil }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    return place.line <= lines.count ? String(lines[place.line - 1]) : nil
  }

  /// A terminal must not be steered, nor a line turned around, by a file that is being checked. One
  /// mark stands for each character that would, so that what is pointed at stays where it is.
  private func visible(_ line: String) -> String {
    String(String.UnicodeScalarView(line.unicodeScalars.map { steers($0) ? "?" : $0 }))
  }

  private func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: scalar.properties.generalCategory == .control
    }
  }
}
