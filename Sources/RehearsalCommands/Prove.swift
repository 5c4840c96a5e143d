package import ArgumentParser
import RehearsalStorage

/// `prove`: shows one event, or that nothing was changed between two seals, to somebody without
/// the log.
package struct Prove: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Prove one event, or that nothing before a seal was changed.",
    discussion: """
      The proof of an event shows its line and no other, and that it was in the log when that was \
      last sealed. The proof between two seals shows no line at all. Check either with \
      `rehearse check-proof`.

        rehearse prove LOG 54 --out event-54.tlog-proof
        rehearse prove LOG --between 1 2
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Argument(help: "The number of an event.")
  var event: Int?

  @Option(
    parsing: .upToNextOption,
    help: "Two seals instead, by their numbers in events.seal, from 1.")
  var between: [Int] = []

  @Option(name: .customLong("out"), help: "A new file for the proof, instead of stdout.")
  var output: String?

  package init() {}

  package func validate() throws {
    let isPair = event == nil && between.count == 2
    guard isPair || (event != nil && between.isEmpty) else {
      throw ValidationError("Give the number of an event, or two seals with --between A B.")
    }
  }

  func perform() throws {
    try Failure.ofSeals {
      let folder = LogFolder(log)
      let proof: Proof
      if let event {
        proof = .inclusion(try InclusionProof.make(of: event, in: folder))
      } else {
        proof = .consistency(
          try ConsistencyProof.make(between: between[0], and: between[1], in: folder))
      }
      guard let output else {
        return Terminal.out(String(decoding: proof.text, as: UTF8.self))
      }
      try proof.write(to: output)
      Terminal.error("Proof in \(output). Check it with `rehearse check-proof`.")
    }
  }
}
