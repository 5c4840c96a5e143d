import RehearsalCore

extension Diagnostic {
  /// `code line:column message`, with the file's name before the line where there is one, and
  /// marked where it is only a warning.
  var line: String {
    let file = place.file.isEmpty ? "" : "\(place.file):"
    let mark = severity == .warning ? " warning:" : ""
    return "\(code.name) \(file)\(place.line):\(place.column)\(mark) \(message)"
  }
}
