import Glibc

/// Speed, measured with fixed inputs and a peer beside it in the same run:
///
///     swift build -c release && swift run -c release benchmarks [--only NAME] [--python PATH]
///
/// Only a gate that fails ends it with 1; other figures are for publishing. The peers in Python
/// need an interpreter that has the libraries `eventsourcing` and `simpy`.
@main
struct Benchmarks {
  /// Those that look at the memory of a process come first, while this one holds little.
  private static var all: [(name: String, run: (Setting) throws -> [Result])] {
    [
      ("simulate", SimulateBenchmark.run), ("open", OpenBenchmark.run),
      ("verify", VerifyBenchmark.run),
      ("check", { try CheckBenchmark.run(tool: $0.tool) }), ("append", AppendBenchmark.run),
      ("replay", ReplayBenchmark.run),
    ]
  }

  static func main() throws {
    let setting = Setting(CommandLine.arguments)
    let names = all.map(\.name)
    guard let setting, setting.only.map(names.contains) ?? true else {
      print("Use benchmarks [--only \(names.joined(separator: "|"))] [--python PATH].")
      exit(64)
    }
    if let replications = setting.play { return try SimulateBenchmark.play(replications) }
    try setting.scratch.make()
    defer { setting.scratch.remove() }
    var results: [Result] = []
    for (name, run) in all where setting.only ?? name == name {
      for result in try run(setting) {
        print(result.line)
        fflush(nil)
        results.append(result)
      }
    }
    print(Result.table(results, setting.command))
    if results.contains(where: { $0.verdict == .failed }) {
      setting.scratch.remove()
      exit(1)
    }
  }
}

/// What was asked for, and where everything stands.
struct Setting {
  /// As it was typed, for the table.
  let command: String
  /// The tool beside this program.
  let tool: String
  private(set) var only: String?
  private(set) var python: String?
  /// Plays so many replications instead of measuring, for a run that is measured from outside.
  private(set) var play: Int?
  let scratch = Scratch()

  /// `nil` for arguments that mean nothing.
  init?(_ arguments: [String]) {
    command = arguments.joined(separator: " ")
    tool =
      arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/rehearse"
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--only": only = value
      case "--python": python = value
      case "--play": play = Int(value)
      default: return nil
      }
    }
  }
}
