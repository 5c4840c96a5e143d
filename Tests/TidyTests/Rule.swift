/// One habit of this repository as a function over a file's path and text.
///
/// A rule carries samples, which are both its documentation and its test: what it must find, word
/// for word, and what it must leave alone. A new rule is a file in `Rules/` and a line in `all`.
struct Rule: Sendable {
  let name: String
  let check: @Sendable (SourceFile) -> [Finding]
  let bad: [Sample]
  let good: [Sample]

  /// Every rule there is.
  static let all = [
    lineLength, fileLength, functionLength, whitespace, imports, bans, leftovers, names,
    documentation, paths,
  ]

  /// The rule for one file, findings in the order of its lines.
  func findings(in file: SourceFile) -> [Finding] {
    check(file).sorted { $0.line < $1.line }
  }
}

/// A file for a rule to look at, with the exact findings that it must cause.
struct Sample: Sendable {
  let file: SourceFile
  let findings: [String]

  init(_ path: String, _ text: String, finds findings: String...) {
    file = SourceFile(path: path, text: text)
    self.findings = findings
  }
}

/// Something that breaks a rule, in the form that editors can jump to.
struct Finding: Sendable, CustomStringConvertible {
  let path: String
  let line: Int

  /// What is wrong and what to use instead, such as "`x` is banned, use `y`".
  let message: String

  var description: String { "\(path):\(line): error: \(message)" }
}

/// A file of the repository in the forms that rules read.
struct SourceFile: Sendable {
  /// Where the file stands, from the top of the repository.
  let path: String
  let text: String

  /// The lines without their line feeds; a carriage return stays.
  let lines: [Substring.UTF8View]

  /// What the compiler would see of a Swift file; empty for all others.
  let tokens: [Token]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0).utf8 }
    tokens = path.hasSuffix(".swift") ? SwiftLexer.tokens(of: text) : []
  }

  /// The part of the name after the last point, or nothing.
  var form: Substring {
    guard let point = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: point)...]
  }

  /// The file's name without its folders.
  var name: Substring { folders.last ?? "" }

  /// The parts of the path, the file's name included.
  var folders: [Substring] { path.split(separator: "/") }

  /// Whether people wrote this file for people: material for tests may be wrong on purpose.
  func isWritten(in forms: Set<Substring>) -> Bool {
    forms.contains(form) && (form == "swift" || !path.hasPrefix("Tests/"))
  }

  func finding(_ line: Int, _ message: String) -> Finding {
    Finding(path: path, line: line, message: message)
  }
}
