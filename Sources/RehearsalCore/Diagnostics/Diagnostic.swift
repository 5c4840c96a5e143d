/// Something wrong, or unwise, at a place in a file that somebody wrote.
package struct Diagnostic: Hashable, Sendable {
  /// A warning is legal but unwise; an error stands in the way of a plan.
  package enum Severity: String, Sendable { case error, warning }

  package let severity: Severity
  package let code: DiagnosticCode
  /// What is wrong, with the writer's own word in quotes. One sentence, no full stop.
  package let message: String
  package let place: Place
  /// What to do about it.
  package let fix: String?

  package init(
    _ code: DiagnosticCode, _ message: String, at place: Place, fix: String? = nil,
    as severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.fix = fix
  }
}

/// The name of one kind of problem, stable for ever, so that people can look it up.
///
/// `S` is reading and references, `P` the plan on the calendar; a module has a letter of its
/// own and declares its codes in its folder.
package struct DiagnosticCode: Hashable, Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }
}

extension DiagnosticCode {
  /// The file is not YAML.
  package static let notYAML = DiagnosticCode("S001")
  /// The same name twice in one mapping.
  package static let duplicateKey = DiagnosticCode("S002")
  /// Named values were expected, something else was found.
  package static let notNamedValues = DiagnosticCode("S003")
  /// A field that must be there is missing.
  package static let missing = DiagnosticCode("S004")
  /// A name that nothing reads.
  package static let unknownKey = DiagnosticCode("S005")
  /// A list was expected.
  package static let notList = DiagnosticCode("S006")
  /// One value was expected, a list or named values were found.
  package static let notValue = DiagnosticCode("S007")
  /// A value of the wrong form.
  package static let wrongValue = DiagnosticCode("S008")
  /// No id, and none can be made from the title.
  package static let noIdentity = DiagnosticCode("S009")
  /// A table file that cannot be read.
  package static let tableUnreadable = DiagnosticCode("S010")
  /// A table with a cell too many, or one that never ends.
  package static let tableMalformed = DiagnosticCode("S011")
  /// Two things of one kind with one id.
  package static let duplicateIdentity = DiagnosticCode("S012")
  /// A file of a newer format than this tool knows.
  package static let newerFormat = DiagnosticCode("S013")
  /// A reference to something that is not there.
  package static let unknownReference = DiagnosticCode("S014")
  /// A sentence that begins with no known actor.
  package static let unknownActor = DiagnosticCode("S015")
  /// A sentence whose verb nobody knows.
  package static let unknownVerb = DiagnosticCode("S016")
  /// A sentence with something left over, or cut short.
  package static let malformedSentence = DiagnosticCode("S017")
  /// A script line with no time, or one that goes back.
  package static let wrongTime = DiagnosticCode("S018")
  /// A framework that is not to be found.
  package static let unknownFramework = DiagnosticCode("S019")
}
