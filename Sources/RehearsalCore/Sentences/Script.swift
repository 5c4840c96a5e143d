/// A script: one act a line, `TIME sentence`, oldest first. Empty lines and lines that begin with
/// `#` are for readers.
package struct Script: Sendable {
  /// One act of the script, and where it stands.
  package struct Line: Sendable {
    package let at: Moment
    package let sentence: Sentence
    package let place: Place
  }

  package let lines: [Line]

  /// Reads a whole script and reports all that is wrong with it.
  package static func read(
    _ text: String, file: String, _ reader: SentenceReader, dayOne: CalendarDate
  ) -> Result<Script, Problems> {
    var lines: [Line] = []
    var problems: [Diagnostic] = []
    var last: Moment?
    let rows = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, row) in rows.map(String.init).enumerated() {
      let place = Place(file: file, line: index + 1, column: 1)
      let trimmed = row.drop { $0.isWhitespace }
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      switch line(row, at: place, after: &last, reader, dayOne) {
      case .success(let line): lines.append(line)
      case .failure(let found): problems += found.diagnostics
      }
    }
    return problems.isEmpty ? .success(Script(lines: lines)) : .failure(Problems(problems))
  }

  /// `last` becomes the line's time even where its sentence is wrong: the lines below lean on it.
  private static func line(
    _ row: String, at place: Place, after last: inout Moment?, _ reader: SentenceReader,
    _ dayOne: CalendarDate
  ) -> Result<Line, Problems> {
    switch Token.split(row) {
    case .failure(let open):
      let at = Place(file: place.file, line: place.line, column: open.column + 1)
      return .failure(Problems([Diagnostic(.malformedSentence, open.words, at: at)]))
    case .success(let tokens):
      guard let (moment, length) = ScriptTime.read(tokens, after: last, dayOne: dayOne) else {
        return .failure(
          Problems([
            Diagnostic(
              .wrongTime, "this line does not begin with a time", at: at(tokens[0], place),
              fix: "write day 2 09:12, or +5m after a line with a time, before the sentence")
          ]))
      }
      if let last, moment < last {
        return .failure(
          Problems([
            Diagnostic(
              .wrongTime, "this is earlier than the line above", at: at(tokens[0], place),
              fix: "time never goes back: put the lines in the order in which things happen")
          ]))
      }
      last = moment
      return reader.read(Array(tokens.dropFirst(length)), row, place).map {
        Line(at: moment, sentence: $0, place: place)
      }
    }
  }

  private static func at(_ token: Token, _ place: Place) -> Place {
    Place(
      file: place.file, line: place.line, column: token.column + 1, length: token.length)
  }
}

/// The time that a script line, or a sentence typed in a terminal, begins with.
package enum ScriptTime {
  /// The moment and how many words it took: `day 2 09:12`, `2019-11-04 09:12`,
  /// `2019-11-04T09:12`, `+5m`.
  static func read(
    _ tokens: [Token], after last: Moment?, dayOne: CalendarDate
  ) -> (Moment, length: Int)? {
    guard let first = tokens.first, !first.quoted else { return nil }
    if first.text.hasPrefix("+") {
      guard let length = Duration(text: String(first.text.dropFirst())), let last else {
        return nil
      }
      return (last + length, 1)
    }
    let context = TextContext(dayOne: dayOne, writesDays: true)
    for count in [3, 2, 1] where tokens.count >= count {
      let words = tokens.prefix(count).map(\.text).joined(separator: " ")
      if let moment = Moment(text: words, context) { return (moment, count) }
    }
    return nil
  }

  /// Parts a sentence from the time before it, if there is one.
  package static func split(
    _ text: String, after last: Moment?, dayOne: CalendarDate
  ) -> (at: Moment?, rest: String) {
    guard case .success(let tokens) = Token.split(text),
      let (moment, length) = read(tokens, after: last, dayOne: dayOne)
    else { return (nil, text) }
    guard tokens.count > length else { return (moment, "") }
    return (moment, String(text.unicodeScalars.dropFirst(tokens[length].column)))
  }
}
