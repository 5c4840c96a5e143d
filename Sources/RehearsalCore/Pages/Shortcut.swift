extension Block {
  /// A key that leads to a form while nothing is typed anywhere, for what must be written down at
  /// once. The words that name the key are made from this, so that they never differ from it.
  package struct Shortcut: Sendable, Hashable {
    /// A small letter.
    package let key: Character
    /// What it does, such as "write a note".
    package let words: String
    /// The field that is typed into.
    package let field: String
    /// The field that says when somebody began to type, which is not asked.
    package let begun: String

    package init(_ key: Character, _ words: String, field: StaticString, begun: StaticString) {
      self.key = key
      self.words = words
      self.field = "\(field)"
      self.begun = "\(begun)"
    }
  }
}
