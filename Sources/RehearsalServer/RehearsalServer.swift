import Hummingbird
package import RehearsalStorage

/// Serves one rehearsal to the browsers of this machine.
package enum RehearsalServer {
  /// Runs until it is told to stop. `ready` is called with the address once it listens.
  package static func run(
    _ folder: LogFolder, port: Int, tool: String, ready: @escaping @Sendable (Int) -> Void
  ) async throws {
    let application = Application(
      router: RehearsalSite(folder, tool: tool).router(),
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? port) })
    try await application.runService()
  }
}
