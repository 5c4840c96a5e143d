import Hummingbird
import Logging
package import RehearsalStorage

/// Serves one rehearsal to the browsers of this machine.
package enum RehearsalServer {
  /// Runs until it is told to stop. `ready` is called with the address once it listens.
  package static func run(
    _ folder: LogFolder, port: Int, tool: String, ready: @escaping @Sendable (Int) -> Void
  ) async throws {
    // Standard error is for what a person must read; that it listens, `ready` says.
    var logger = Logger(label: "rehearse")
    logger.logLevel = .warning
    let application = Application(
      router: RehearsalSite(folder, tool: tool).router(),
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? port) },
      logger: logger)
    try await application.runService()
  }
}
