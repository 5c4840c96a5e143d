package import ArgumentParser
import RehearsalStorage

/// `keygen`: a key to seal logs with.
package struct Keygen: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "Make a key that seals logs.",
    discussion: """
      Writes the private key into a new file that only you may read, and the verifier key to \
      stdout: give that to everybody who is to check your seals.

        rehearse keygen facilitator.example --out facilitator.key > facilitator.vkey
      """)

  @Argument(help: "Who seals: a name without spaces, such as facilitator.example.")
  var name: String

  @Option(name: .customLong("out"), help: "The file for the private key. It must not exist.")
  var output: String

  package init() {}

  func perform() throws {
    try Failure.ofSeals {
      let key = try SealKey(newNamed: name)
      try key.write(to: output)
      Terminal.out("\(key.verifier.text)\n")
      Terminal.error(
        "\(output) holds the private key: whoever has it can seal in your name. Keep it out of the "
          + "rehearsal's folder, which others are given.")
    }
  }
}

extension Failure {
  /// Does what may meet a bad key, seal or proof, and says what that means for a command.
  static func ofSeals(_ body: () throws -> Void) throws {
    do { try body() } catch let problem as SealProblem { throw Failure(problem) }
  }

  private init(_ problem: SealProblem) {
    switch problem {
    case .keyName, .unsigned, .noSeal, .noSuchSeal, .notCovered: self = .failed(problem.words)
    case .privateKey, .verifierKey, .note, .checkpoint, .proof, .tooLong:
      self = .unreadable(problem.words)
    case .refused, .contradicted, .foreign:
      Terminal.error(problem.words)
      self = .damaged
    }
  }
}
