package import ArgumentParser
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

package struct Verify: Subcommand {
  package static let configuration = CommandConfiguration(
    abstract: "Say whether a rehearsal's log is as it was written.",
    discussion: """
      A log is tamper-evident: a change breaks its chain. Whole batches cut off the end show only \
      against a head that was kept elsewhere, such as in the footer of a report.
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Flag(help: "Write the findings as JSON.")
  var json = false

  package init() {}

  func perform() throws {
    let report = try LogVerifier.verify(LogFolder(path: log))
    Terminal.out(json ? report.json.pretty : report.words)
    if report.damage != nil { throw Failure.damaged }
  }
}
