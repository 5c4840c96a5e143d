import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOSSL

/// Serves live rehearsals to browsers.
package enum RehearsalServer {
  /// Everything that one rehearsal answers.
  static func router(_ rehearsal: ServedRehearsal) -> Router<Visit> {
    let router = Router(context: Visit.self)
    let group = router.group(RouterPath(rehearsal.base))
    let site = LiveSite(rehearsal)
    JoinSite(site).add(to: group)
    TraySite(site).add(to: group)
    PaperSite(site).add(to: group)
    FacilitatorSite(site).add(to: group)
    ProgramSite(rehearsal).add(to: group)
    site.add(to: group)
    return router
  }

  /// What is wrong with the certificate or its key, in words; `nil` where nothing is, or none is
  /// needed. Asked before a rehearsal is opened, so that none is left that nobody can reach.
  package static func problem(_ settings: ServerSettings) -> String? {
    guard case .tls(let certificate, let key) = settings.access else { return nil }
    do {
      _ = try builder(settings)
      return nil
    } catch {
      return
        "\(certificate) and \(key) cannot be used as a certificate and its key. Name two files "
        + "in PEM, the chain with the server's own certificate first. (\(error))"
    }
  }

  /// Runs until it is told to stop. `ready` is called with the port once it listens.
  package static func run(
    _ house: House, _ settings: ServerSettings, ready: @escaping @Sendable (Int) -> Void
  ) async throws {
    // Standard error is for what a person must read; that it listens, `ready` says.
    var logger = Logger(label: "rehearse")
    logger.logLevel = .error
    let application = Application(
      responder: house, server: try builder(settings),
      configuration: .init(address: .hostname(settings.host, port: settings.port)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? settings.port) },
      logger: logger)
    try await application.runService()
    await house.close()
  }

  /// A connection on which nothing comes is closed, and one on which nothing is taken.
  private static func builder(_ settings: ServerSettings) throws -> HTTPServerBuilder {
    let patience = settings.patience
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [Unread(seconds: patience)],
        idleTimeout: .seconds(Int64(patience))))
    guard case .tls(let certificate, let key) = settings.access else { return plain }
    let chain = try NIOSSLCertificate.fromPEMFile(certificate).map {
      NIOSSLCertificateSource.certificate($0)
    }
    let configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain, privateKey: .privateKey(try .init(file: key, format: .pem)))
    return try .tls(plain, tlsConfiguration: configuration)
  }
}
