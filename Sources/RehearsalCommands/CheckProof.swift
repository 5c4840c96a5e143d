package import ArgumentParser
import RehearsalStorage

/// `check-proof`: whether a proof proves anything, without the log.
package struct CheckProof: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "check-proof", abstract: "Check a proof, without the log it is about.",
    discussion: """
      Take the verifier key from whoever sealed the log, not from whoever brought the proof: a \
      proof that brings its own key proves nothing. Shows on stdout what is proven. Exit code 3: \
      it proves nothing.
      """)

  @Argument(help: "The file that `rehearse prove` wrote.")
  var file: String

  @Option(help: "A verifier key that you trust; may be given again.")
  var key: [String]

  package init() {}

  package func validate() throws {
    if key.isEmpty { throw ValidationError("Give at least one verifier key with --key.") }
  }

  func perform() throws {
    try Failure.ofSeals {
      let keys = try key.map { (text) throws(SealProblem) in try VerifierKey(text) }
      let proof = try Proof.read(file)
      let signers = try proof.check(keys).map(\.label).joined(separator: ", ")
      switch proof {
      case .inclusion(let proof):
        Terminal.error(
          "Proven: this is event \(proof.index) of \(proof.seal.checkpoint.origin), in its first "
            + "\(proof.seal.checkpoint.size) lines as sealed by \(signers).")
        Terminal.out(String(decoding: (proof.line ?? []) + [UInt8(ascii: "\n")], as: UTF8.self))
      case .consistency(let proof):
        let (old, new) = (proof.older.checkpoint, proof.newer.checkpoint)
        Terminal.out(
          "Proven: of \(new.origin), the first \(old.size) lines are the same in both seals, and "
            + "\(new.size - old.size) were added behind them; as sealed by \(signers).\n")
      }
    }
  }
}
