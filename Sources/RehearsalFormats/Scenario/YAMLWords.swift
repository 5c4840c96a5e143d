/// What the YAML library says of a broken file, in words for people who write scenarios.
struct YAMLWords {
  let message: String
  let fix: String
  /// Whether the place where something opened says more than the place where it was missed.
  let pointsAtStart: Bool

  /// The words for one of the library's; its own where it is not known here.
  static func of(_ problem: String) -> YAMLWords {
    let found = known.first { problem.contains($0.said) }
    return found?.words
      ?? YAMLWords(
        message: problem,
        fix: "check the indentation, the colons and the quotes around here; tabs do not indent",
        pointsAtStart: false)
  }

  private init(message: String, fix: String, pointsAtStart: Bool) {
    self.message = message
    self.fix = fix
    self.pointsAtStart = pointsAtStart
  }

  private init(_ message: String, _ fix: String, fromStart: Bool = false) {
    self.init(message: message, fix: fix, pointsAtStart: fromStart)
  }

  private static let known: [(said: String, words: YAMLWords)] = [
    (
      "mapping values are not allowed",
      YAMLWords(
        "a second colon stands here, where only a value may",
        "put a text that holds a colon in quotes, and begin each name on a line of its own")
    ),
    (
      "found unexpected end of stream",
      YAMLWords(
        "the quotes that open here are never closed", "close them, or take them out",
        fromStart: true)
    ),
    (
      "did not find expected ',' or",
      YAMLWords(
        "the brackets that open here are never closed, or a comma is missing in them",
        "close them, and put a comma between the values", fromStart: true)
    ),
    (
      "did not find expected '-' indicator",
      YAMLWords(
        "this does not line up with the list above",
        "begin each item with a hyphen, all of them equally far from the margin")
    ),
    (
      "did not find expected key",
      YAMLWords(
        "this does not line up with the names above",
        "let names that belong together begin equally far from the margin")
    ),
    (
      "could not find expected ':'",
      YAMLWords("a colon is missing here", "write it as \"name: value\"", fromStart: true)
    ),
    (
      "found character that cannot start any token",
      YAMLWords(
        "a value cannot begin with this character",
        "put the text in quotes; where it is a tab, indent with spaces")
    ),
    (
      "found undefined alias",
      YAMLWords(
        "a star stands here, and nothing above bears that name",
        "put a text that begins with a star in quotes")
    ),
    (
      "but found another document",
      YAMLWords(
        "a second document begins here", "keep one, and take the line of three hyphens out")
    ),
    (
      "did not find expected <document start>",
      YAMLWords(
        "something stands here after the end",
        "let everything begin with a name and a colon, at the margin")
    ),
  ]
}
