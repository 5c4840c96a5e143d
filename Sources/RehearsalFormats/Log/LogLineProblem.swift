/// The first thing wrong with a line, and where in the line it stands.
package struct LogLineProblem: Error, Hashable, Sendable {
  /// What can be wrong with a line by itself.
  package enum Flaw: Hashable, Sendable {
    /// The name of this field, with its punctuation, does not stand here.
    case expected(LogLine.Field)
    /// The field is here and its value is none.
    case value(LogLine.Field)
    /// The line does not end where it should: with `"}` behind the last hash.
    case ending
    /// `data` is not what the line's type promises.
    case payload(String)
    /// More bytes than a line may have.
    case tooLong
  }

  package let flaw: Flaw
  /// In bytes from the beginning of the line.
  package let offset: Int

  package init(_ flaw: Flaw, at offset: Int) {
    self.flaw = flaw
    self.offset = offset
  }

  /// What is wrong, without a full stop.
  package var words: String {
    switch flaw {
    case .expected(let field): "expected \"\(field.rawValue)\" as \(field.position)"
    case .value(let field): "\"\(field.rawValue)\" is not \(field.form)"
    case .ending: "expected the end of the line behind the second hash"
    case .payload(let words): "its \"data\" cannot be read: \(words)"
    case .tooLong: "it is longer than \(LogLine.longest) bytes"
    }
  }
}

extension LogLine {
  /// The names of a line, in the only order in which they may stand.
  package enum Field: String, CaseIterable, Sendable {
    case n, b, id, at, rec, actor, cause, type, v, data, prev, h

    fileprivate var position: String {
      switch self {
      case .n: "the first name of the line"
      case .type: "the next name, or \"cause\" before it"
      case .b, .id, .at, .rec, .actor, .cause, .v, .data, .prev, .h: "the next name"
      }
    }

    /// What belongs there, in words that finish "… is not …".
    fileprivate var form: String {
      switch self {
      case .n: "a whole number from 0, without leading zeros"
      case .b: "a place and a size such as [0,3], the place below the size"
      case .id: "a command's id: 1 to 64 ASCII characters, no quotes, no backslashes"
      case .at: "a moment such as 2019-11-04T09:12:00"
      case .rec: "a moment of wall time such as 2026-11-21T08:12:33.123456Z"
      case .actor: "an actor such as role:dcs/p17, facilitator/p2, clock or tool"
      case .cause: "the number of an earlier line"
      case .type: "a type such as communication.confirmed"
      case .v: "a version from 1"
      case .data: "one JSON object"
      case .prev, .h: "64 hex digits in small letters"
      }
    }
  }
}
