package import ArgumentParser
import RehearsalCore
import RehearsalEngine
import RehearsalServer
import RehearsalStorage

/// `serve`: a rehearsal lived through in browsers.
package struct Serve: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Rehearse in browsers, on this machine or over the network.",
    discussion: """
      Of a scenario it opens a new rehearsal, of a log's folder it goes on where that stands:

        rehearse serve scenarios/tutorial
        rehearse serve logs/tutorial-20261121-0930

      Others reach it over the network, encrypted:

        rehearse serve scenarios/tutorial --host 0.0.0.0 --certificate cert.pem --key key.pem

      Without either it shows a page on which to open them:

        rehearse serve

      Stop it with control-C. Started again with the log's folder, it goes on from there.
      """)

  @Argument(help: "A folder that holds a scenario.yaml, or the folder of a rehearsal's log.")
  var subject: String?

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "The address to listen on. Anything but this machine's own needs encryption.")
  var host = "127.0.0.1"

  @Option(help: "A certificate chain in PEM, for --host.")
  var certificate: String?

  @Option(help: "The certificate's private key in PEM.")
  var key: String?

  @Flag(help: "A proxy in front of this program encrypts.")
  var behindProxy = false

  @Option(help: "A name that browsers call this server by; repeat it for several.")
  var name: [String] = []

  @OptionGroup var call: CallOption

  @Option(help: "The folder of the scenarios that can be opened.")
  var scenarios = "scenarios"

  @Option(help: "The folder of the logs, in which a new one gets a folder of its own.")
  var logs = "logs"

  @Option(help: "What simulated people do in the seats given to them is drawn from this number.")
  var seed: UInt64 = 1

  @Option(help: "A program that takes mail as sendmail does; without one no mail leaves.")
  var sendmail: String?

  package init() {}

  package func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("A port is a number up to 65535.")
    }
    if let sendmail, Mailer(program: sendmail) == nil {
      throw ValidationError(
        "--sendmail names a program by its whole path, such as /usr/sbin/sendmail.")
    }
    if (certificate == nil) != (key == nil) {
      throw ValidationError("--certificate and --key go together.")
    }
    if behindProxy, certificate != nil {
      throw ValidationError("Use --behind-proxy, or --certificate and --key, not both.")
    }
    if !isLoopback, !behindProxy, certificate == nil {
      throw ValidationError(
        "Over the network, what people type must be encrypted. Add --certificate and --key, or "
          + "--behind-proxy where a proxy does it.")
    }
  }

  private var isLoopback: Bool { ["127.0.0.1", "localhost", "::1"].contains(host) }

  package func run() async throws {
    do {
      if let problem = RehearsalServer.problem(settings) { throw Failure.unreadable(problem) }
      OpenFiles.allowMost()
      guard let subject else { return try await serve(House(settings, shelf: shelf)) }
      let house = House(settings)
      let rehearsal = try await open(try folder(subject))
      house.add(rehearsal)
      try await serve(house, rehearsal)
    } catch {
      throw Failure.report(error)
    }
  }

  /// The rehearsal that is asked for, opened anew where it is a scenario.
  private func folder(_ subject: String) throws -> LogFolder {
    let folder = LogFolder(subject)
    if folder.isThere { return folder }
    return try OpenedRehearsal(scenario: subject, notified: call.date, logs: logs).folder
  }

  private func open(_ folder: LogFolder) async throws -> ServedRehearsal {
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    try recorded.requireSound()
    var rules = LiveRehearsal.Settings()
    rules.holds = true
    rules.cast = seed
    let (access, tray) = (try Access.open(folder), try FileTray.open(folder))
    let live = try await LiveRehearsal.open(
      folder, .rehearsal, recorded.replay.plan, rules, wall: RoomClock.now)
    do {
      let outbox = try Outbox.follow(live, mailer: sendmail.flatMap { Mailer(program: $0) }) {
        Terminal.error($0)
      }
      return ServedRehearsal(live, access, tray, .rehearsal, settings, outbox: outbox)
    } catch {
      // It must not tick on with nobody who could stop it.
      await live.close()
      throw error
    }
  }

  private func serve(_ house: House, _ rehearsal: ServedRehearsal? = nil) async throws {
    do {
      try await RehearsalServer.run(house, settings) { port in
        let address = self.address(port)
        Terminal.out("Exercise only: this tests procedures, not people\n\n")
        Terminal.out(
          rehearsal.map { words($0, address) } ?? """
            Your link: \(address)\(house.link)

            Keep it to yourself: whoever has it opens rehearsals here. Stop with control-C.

            """)
      }
    } catch {
      await house.close()
      let kept = rehearsal.map { " The rehearsal stands in \($0.live.folder.path)." } ?? ""
      throw Failure.failed(
        "Port \(port) of \(host) cannot be used, perhaps because another program has it. Choose "
          + "another with --port.\(kept) (\(error))")
    }
  }

  private func words(_ rehearsal: ServedRehearsal, _ address: String) -> String {
    let folder = rehearsal.live.folder
    return """
      Address:            \(address)\(rehearsal.base)/
      Join code:          \(rehearsal.access.joinCode)
      Facilitator's link: \(address)\(rehearsal.base)/enter?token=\(rehearsal.access.facilitator)
      Log:                \(folder.path)

      Keep the facilitator's link to yourself: whoever has it runs the rehearsal.
      Stop with control-C. "\(Tool.invocation) serve \(folder.path)" goes on from there.

      """
  }

  /// What the page without a rehearsal offers.
  private var shelf: House.Shelf {
    let (scenarios, logs) = (scenarios, logs)
    return House.Shelf(
      scenarios: {
        SourceFolder.folders(in: scenarios, with: "scenario.yaml").map {
          House.Shelf.Item(path: $0, title: LogFolder($0).name)
        }
      },
      rehearsals: {
        SourceFolder.folders(in: logs, with: "events.jsonl").map {
          House.Shelf.Item(path: $0, title: LogFolder($0).name)
        }
      },
      open: { item in try await open(try folder(item.path)) },
      words: { error in Failure(error)?.words ?? "It cannot be opened. The terminal says why." })
  }

  private func address(_ port: Int) -> String {
    let shown = ["0.0.0.0", "::"].contains(host) ? name.first ?? RoomClock.machine : host
    let scheme = certificate == nil && !behindProxy ? "http" : "https"
    return "\(scheme)://\(shown.contains(":") ? "[\(shown)]" : shown):\(port)"
  }

  private var settings: ServerSettings {
    var settings = ServerSettings(
      tool: Tool.name, wall: { RoomClock.now() }, roomTime: { RoomClock.timeOfDay().words })
    settings.host = host
    settings.port = port
    settings.names = name + (isLoopback ? [] : [RoomClock.machine])
    if let certificate, let key {
      settings.access = .tls(certificate: certificate, key: key)
    } else if behindProxy {
      settings.access = .behindProxy
    }
    return settings
  }
}
