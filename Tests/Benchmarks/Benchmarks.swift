import Glibc

/// Speed, measured with fixed inputs and a peer beside it in the same run:
///
///     swift build -c release && swift run -c release benchmarks
///
/// Only a gate that fails ends it with 1; other figures are for publishing.
@main
struct Benchmarks {
  static func main() throws {
    let own = CommandLine.arguments[0]
    let tool =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/rehearse"
    let results = try CheckBenchmark.run(tool: tool)
    for result in results { print(result.line) }
    if results.contains(where: { !$0.holds }) { exit(1) }
  }
}

/// One figure, beside what it has to be.
struct Result {
  let name: String
  let figure: String
  let gate: String
  let holds: Bool

  init(_ name: String, _ figure: String, _ gate: String, _ holds: Bool) {
    self.name = name
    self.figure = figure
    self.gate = gate
    self.holds = holds
  }

  var line: String { "\(holds ? "ok    " : "FAILED") \(name): \(figure) (\(gate))" }
}
