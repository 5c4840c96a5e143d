import RehearsalCore
import RehearsalFormats
import Testing

/// Files made to be too deep or too large: refused before they cost anything.
@Suite("YAML: limits")
struct YAMLLimitsTests {
  private func problem(_ text: String) -> String? {
    switch YAML.read(text, file: "") {
    case .success: nil
    case .failure(let problems): problems.diagnostics.map(\.line).joined(separator: "; ")
    }
  }

  /// `depth` levels, each way of nesting that YAML has.
  private static func nested(_ way: String, _ depth: Int) -> String {
    switch way {
    case "[": String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    case "{":
      String(repeating: "{a: ", count: depth) + "b" + String(repeating: "}", count: depth)
    case "-": String(repeating: "- ", count: depth) + "a"
    case "?": String(repeating: "? ", count: depth) + "a"
    case "[ # ]": String(repeating: "[ # ]\n", count: depth) + String(repeating: "]", count: depth)
    default:
      (0..<depth).map { String(repeating: way, count: $0) + "a:\n" }.joined()
        + String(repeating: way, count: depth) + "b"
    }
  }

  private static let ways = ["[", "{", "-", "?", "[ # ]", " ", "  "]

  @Test("a scenario is a few levels deep, and ten are no trouble", arguments: ways)
  func shallow(_ way: String) {
    #expect(problem(Self.nested(way, 10)) == nil)
    #expect(problem(Self.nested(way, 60)) == nil)
  }

  @Test("more than 64 levels are refused, however they are made", arguments: ways)
  func deep(_ way: String) {
    let said = problem(Self.nested(way, 66))
    #expect(said?.contains("nested more than 64 deep") == true, "\(said ?? "it is read")")
  }

  @Test("a hundred thousand levels are refused, and take no stack", arguments: ways.dropLast(2))
  func bottomless(_ way: String) {
    #expect(problem(Self.nested(way, 100_000))?.hasPrefix("S001") == true)
  }

  @Test("a thousand levels by indentation are refused")
  func indented() {
    for way in ["  ", " "] {
      #expect(problem(Self.nested(way, 1_000))?.contains("nested more than 64 deep") == true)
    }
  }

  @Test("brackets in text are no levels")
  func prose() {
    let lines = (0..<100).map { "- 'see [\($0)'" }.joined(separator: "\n")
    #expect(problem(lines) == nil)
    #expect(problem("# " + String(repeating: "[", count: 100) + "\na: b") == nil)
  }

  /// Lists of lists, each ten times the one before.
  private static func bomb(_ levels: Int) -> String {
    "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
      + (1..<levels).map { level in
        let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
        return "a\(level): &a\(level) [\(aliases)]\n"
      }.joined()
  }

  /// The quickest of three readings, because the machine is shared.
  private func time(_ text: String) -> Swift.Duration {
    (0..<3).map { _ in ContinuousClock().measure { _ = problem(text) } }.min() ?? .zero
  }

  @Test("aliases that multiply each other are refused within a second")
  func aliasBomb() {
    #expect(problem(Self.bomb(9)) == "S001 1:1 this holds more than 200000 values")
    let taken = time(Self.bomb(9))
    #expect(taken < .seconds(1), "it took \(taken)")
  }

  @Test("aliases that multiply each other in a name cost no more with every level")
  func keyBomb() {
    func bomb(_ levels: Int) -> String { Self.bomb(levels) + "? *a\(levels - 1)\n: x\n? b\n: y\n" }
    let (few, many) = (time(bomb(3)), time(bomb(6)))
    #expect(many < few * 50 + .milliseconds(20), "\(few) with 3 levels, \(many) with 6")
  }

  @Test("as many values as a large scenario has are no trouble")
  func large() {
    let rows = (0..<5_000).map { "- {id: item-\($0), title: Item, due: day 2}" }
    #expect(problem(rows.joined(separator: "\n")) == nil)
  }
}
