package import ArgumentParser

/// The command line: one file a subcommand, and nothing here but their list.
package struct Rehearse: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Rehearse an inspection of children's services, from the call to the report.",
    discussion: """
      Exercise only: this tests procedures, not people.

      Start with: rehearse demo
      """,
    version: Tool.name,
    subcommands: [
      Demo.self, New.self, Check.self, Explain.self, Schema.self, ShowPlan.self, Run.self,
      Simulate.self,
      RecordAct.self, Serve.self, ShowReplay.self,
      Verify.self, ListDocuments.self, Report.self, Keygen.self, SealLog.self, Prove.self,
      CheckProof.self,
    ])

  package init() {}

  /// What the executable calls: it knows nothing of how arguments are parsed.
  package static func launch() async { await main() }
}
