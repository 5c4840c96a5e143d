/// A function longer than a screen is two functions.
extension Rule {
  static let functionLinesMax = 70

  static let functionLength = Rule(
    name: "functions of at most \(functionLinesMax) lines",
    check: { file in
      FunctionSpan.all(in: file.tokens).compactMap { function in
        guard function.lines.count > functionLinesMax else { return nil }
        return file.finding(
          function.lines.lowerBound,
          "\(function.name) has \(function.lines.count) lines, use at most \(functionLinesMax)")
      }
    },
    bad: [
      Sample(
        "a.swift", "func f() {" + newlines(70) + "}",
        finds: "a.swift:1: error: f has 71 lines, use at most 70"),
      Sample(
        "a.swift", "struct S {\n  init?(a: Int) {" + newlines(80) + "}\n}",
        finds: "a.swift:2: error: init has 81 lines, use at most 70"),
      Sample(
        "a.swift", "func f(\n  a: () -> Int = { 1 }\n) -> Int\nwhere A: B {" + newlines(69) + "}",
        finds: "a.swift:1: error: f has 73 lines, use at most 70"),
      Sample(
        "a.swift", "var v: Int {" + newlines(70) + "}",
        finds: "a.swift:1: error: v has 71 lines, use at most 70"),
      Sample(
        "a.swift", "subscript(i: Int) -> Int {" + newlines(70) + "}",
        finds: "a.swift:1: error: subscript has 71 lines, use at most 70"),
      Sample(
        "a.swift", "func f() {\n// }\nlet s = \"}\"" + newlines(70) + "}",
        finds: "a.swift:1: error: f has 73 lines, use at most 70"),
      Sample(
        "a.swift", "func outer() {\nfunc inner() {" + newlines(70) + "}\n}",
        finds: "a.swift:1: error: outer has 73 lines, use at most 70",
        "a.swift:2: error: inner has 71 lines, use at most 70"),
    ],
    good: [
      Sample("a.swift", "func f() {" + newlines(69) + "}\nfunc g() {" + newlines(69) + "}"),
      Sample("a.swift", "struct S {" + newlines(90) + "func f() {}" + newlines(90) + "}"),
      Sample("a.swift", "protocol P {\nfunc f()\ninit()\n}\nenum E {" + newlines(90) + "}"),
      Sample("a.swift", "var a: Int\nif b {" + newlines(90) + "}\nlet c = S.init {}"),
      Sample("a.yaml", "func f() {" + newlines(90) + "}"),
    ])

  private static func newlines(_ count: Int) -> String { String(repeating: "\n", count: count) }
}

/// Where a function, initialiser, subscript or computed property stands, from its keyword to its
/// closing brace.
struct FunctionSpan {
  let name: String
  let lines: ClosedRange<Int>

  /// Every one that has a body, nested ones too.
  static func all(in tokens: [Token]) -> [FunctionSpan] {
    tokens.indices.compactMap { index in
      let keyword = tokens[index]
      guard keywords.contains(keyword.text), index + 1 < tokens.count,
        index == 0 || tokens[index - 1].text != "."
      else { return nil }
      guard let open = bodyStart(after: index, in: tokens), let close = end(of: open, in: tokens)
      else { return nil }
      let isNamed = keyword.text == "func" || keyword.text == "var"
      return FunctionSpan(
        name: isNamed ? tokens[index + 1].text : keyword.text,
        lines: keyword.line...tokens[close].line)
    }
  }

  private static let keywords: Set<String> = ["func", "init", "deinit", "subscript", "var"]

  /// Words that begin the next declaration: whoever has met no brace by then has no body.
  private static let beginnings: Set<String> = [
    "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "class", "enum",
    "extension", "protocol", "actor", "typealias", "associatedtype", "static", "package",
    "private", "fileprivate", "internal", "public", "mutating", "=", ";", "}",
  ]

  private static func bodyStart(after index: Int, in tokens: [Token]) -> Int? {
    let isProperty = tokens[index].text == "var"
    var depth = 0
    var next = index + 1
    while next < tokens.count {
      let token = tokens[next]
      switch token.text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return next
      default:
        guard depth == 0, next > index + 1 else { break }
        // A property without a body may be followed by a statement that has braces.
        let isNextStatement = isProperty && token.line > tokens[next - 1].line
        if beginnings.contains(token.text) || isNextStatement { return nil }
      }
      if depth < 0 { return nil }
      next += 1
    }
    return nil
  }

  private static func end(of open: Int, in tokens: [Token]) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
