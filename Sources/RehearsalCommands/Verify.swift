package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// `verify`: whether the log can be believed.
package struct Verify: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Say whether a rehearsal's log is as it was written.",
    discussion: """
      A log is tamper-evident: a change breaks its chain. Whole batches cut off the end show only \
      against a head that was kept elsewhere, such as in the footer of a report.
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Option(
    help: "A key that checks the signatures of seals, as keygen printed it; may be given again.")
  var key: [String] = []

  @Flag(help: "Write the findings as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    var keys: [VerifierKey] = []
    try Failure.ofSeals { keys = try key.map { try VerifierKey($0) } }
    let report = try LogVerifier(folder).verify(keys: keys)
    Terminal.out(json ? report.json.pretty : try Verify.words(report, folder))
    if !report.isSound { throw Failure.damaged }
  }

  /// The verdict, and for an intact log what to keep elsewhere.
  static func words(_ report: LogReport, _ folder: LogFolder) throws -> String {
    guard report.isSound else { return report.words(folder) }
    let digest = try RecordedRehearsal.digest(folder, .rehearsal, report)
    return report.words(folder) + "Head: \(report.shortHead)\nState digest: \(digest)\n"
  }
}
