/// What somebody sent in a form that could not be done: all that they typed, and what is wrong.
package struct FormAnswer: Sendable, Hashable {
  /// A value by the name of its field; several where it was sent several times.
  package struct Typed: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What is wrong with a field, or with the whole where it names none.
  package struct Problem: Sendable, Hashable {
    package let field: String?
    /// One or two whole sentences: what is wrong and what to do.
    package let words: String

    package init(_ field: String?, _ words: String) {
      self.field = field
      self.words = words
    }
  }

  package let typed: [Typed]
  package let problems: [Problem]

  package init(typed: [Typed] = [], problems: [Problem] = []) {
    self.typed = typed
    self.problems = problems
  }

  /// `nil` where nothing was sent at all, so that a field says what it usually holds.
  func typed(_ name: String) -> [String]? {
    typed.isEmpty ? nil : typed.filter { $0.name == name }.map(\.value)
  }

  func problem(_ name: String) -> String? { problems.first { $0.field == name }?.words }
}
