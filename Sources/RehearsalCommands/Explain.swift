package import ArgumentParser
import RehearsalCore
import RehearsalFormats

/// `explain`: what a code in a finding means, with a bad and a good example.
package struct Explain: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a finding, such as S014; without a code, list them all.")

  @Argument(help: "The code, as it stands in square brackets.")
  var code: String?

  @Flag(help: "Write it as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    guard let code else {
      Terminal.out(json ? JSONValue.list(Explanation.all.map(Explain.json)).pretty : list)
      return
    }
    guard let found = Explanation.of(code.uppercased()) else {
      throw Failure.failed(
        "No finding has the code \"\(code)\". Codes look like S014. To see all of them: "
          + "\(Tool.invocation) explain")
    }
    Terminal.out(json ? Explain.json(found).pretty : found.text)
  }

  private var list: String {
    Explanation.all.map { "\($0.code)  \($0.title)\n" }.joined()
  }

  private static func json(_ explanation: Explanation) -> JSONValue {
    .object([
      ("code", .text(explanation.code)), ("title", .text(explanation.title)),
      ("text", .text(explanation.text)),
    ])
  }
}
