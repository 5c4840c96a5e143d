package import ArgumentParser
import RehearsalCore
import RehearsalServer
import RehearsalStorage

/// `serve`: the report's page, as the log stands now.
package struct Serve: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a rehearsal in browsers on this machine, without changing it.")

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  package init() {}

  package func run() async throws {
    do {
      let folder = LogFolder(log)
      _ = try RecordedRehearsal.open(folder, .rehearsal)
      try await serve(folder)
    } catch {
      throw Failure.report(error)
    }
  }

  private func serve(_ folder: LogFolder) async throws {
    do {
      try await RehearsalServer.run(folder, port: port, tool: Tool.name) { port in
        Terminal.out("Exercise only. Open http://127.0.0.1:\(port)/ in a browser.\n")
      }
    } catch {
      throw Failure.failed(
        "Port \(port) cannot be used, perhaps because another program has it. Choose another "
          + "with --port. (\(error))")
    }
  }
}
