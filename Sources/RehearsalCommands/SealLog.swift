package import ArgumentParser
import RehearsalCore
import RehearsalStorage

/// `seal`: signs what a log holds so far.
package struct SealLog: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "Sign what a rehearsal's log holds so far.",
    discussion: """
      The seal is added to events.seal beside the log, and shown on stdout to be mailed, printed \
      or kept elsewhere: whoever has it can tell later that no line up to there was changed, \
      added or cut off. It has no time of its own, and it does not make true what was recorded.
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Option(help: "The file with the private key, see `rehearse keygen`.")
  var key: String

  package init() {}

  func perform() throws {
    try Failure.ofSeals {
      let key = try SealKey.read(key)
      let wall = RoomClock.now()
      let seal = try LogSeals.seal(LogFolder(log), key: key) { seal, at in
        let sealed = LogSealed(
          over: seal.checkpoint.size, root: seal.checkpoint.root.base64,
          signedBy: key.verifier.label)
        return [
          [
            NewEvent(
              id: "seal/\(seal.checkpoint.size)", at: at, rec: wall, actor: .tool,
              payload: .sealed(sealed))
          ]
        ]
      }
      Terminal.out(String(decoding: seal.note.bytes, as: UTF8.self))
      Terminal.error("Sealed \(seal.checkpoint.size) lines. Keep a copy of the seal elsewhere.")
    }
  }
}
