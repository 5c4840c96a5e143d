/// Where things stand.
extension Rule {
  static let paths = Rule(
    name: "paths that need no quoting",
    check: { file in
      guard let folder = file.folders.first(where: { !$0.utf8.allSatisfy(isPlain) }) else {
        return []
      }
      return [
        file.finding(1, "the name \"\(folder)\" needs quoting, use letters, digits, - _ + and .")
      ]
    },
    bad: [
      Sample(
        "Sources/A B/C.swift", "",
        finds: "Sources/A B/C.swift:1: error: the name \"A B\" needs quoting, use letters, digits, "
          + "- _ + and ."),
      Sample(
        "scenarios/a/a (1).yaml", "",
        finds: "scenarios/a/a (1).yaml:1: error: the name \"a (1).yaml\" needs quoting, use "
          + "letters, digits, - _ + and ."),
    ],
    good: [Sample("Sources/A-b/C+D_e.swift", "")])

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "+"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// All that may stand at the top of the repository, besides names that begin with a point.
  static let topLevel: Set<String> = [
    "Package.swift", "README.md", "Sources", "Tests", "logs", "scenarios",
  ]

  /// The rule for the top of the repository: it is a table of contents, not a store room.
  static func findings(atTop names: [String]) -> [Finding] {
    names.filter { !topLevel.contains($0) && !$0.hasPrefix(".") }.map { name in
      Finding(
        path: name, line: 1,
        message: "stands at the top, use one of \(topLevel.sorted().joined(separator: ", "))")
    }
  }
}
