import RehearsalFormats

@testable import RehearsalCore

/// Reads samples as people write them, and keeps what was said about it.
struct SampleReading<R: Record> {
  /// The record, unless anything was wrong.
  let record: R?
  /// Each problem as `code line:column message | fix`.
  let lines: [String]
  let places: Places

  /// Reads one record from YAML. `tables` are the files beside it.
  init(_ type: R.Type, yaml: String, tables: [String: String] = [:]) {
    let reading = Reading { name, _ in tables[name].map { CSV.read($0, file: name) } }
    switch YAML.read(yaml, file: "") {
    case .failure(let problems):
      record = nil
      lines = problems.diagnostics.map(\.line)
    case .success(let node):
      let read = reading.read(type, from: node)
      reading.checkReferences()
      record = reading.sound(read)
      lines = reading.diagnostics.map(\.line)
    }
    places = reading.places
  }
}

extension Diagnostic {
  /// `code line:column message | fix`, with the file's name before the line where there is one.
  var line: String {
    let file = place.file.isEmpty ? "" : "\(place.file):"
    return "\(code.name) \(file)\(place.line):\(place.column) \(message)"
      + (fix.map { " | \($0)" } ?? "")
  }
}
