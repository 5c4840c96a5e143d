import HTTPTypes
import Hummingbird
import NIOCore
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews
import ServiceLifecycle
import Synchronization

/// What changes on a page, sent as it happens.
///
/// A browser that lost the connection says how far it had come, and is given what came behind that:
/// nothing twice, and nothing left out.
struct LiveStream: Sendable {
  private let rehearsal: ServedRehearsal

  init(_ rehearsal: ServedRehearsal) { self.rehearsal = rehearsal }

  /// - Parameter mayGoOn: Whether whoever follows still has a right to the page; asked whenever a
  ///   seat was given or taken back.
  func follow(
    _ page: LivePage, _ viewer: Viewer, _ request: Request, _ context: Visit,
    mayGoOn: @escaping @Sendable () -> Bool
  ) throws -> Response {
    let said =
      request.headers[LiveStream.lastEventID]
      ?? request.uri.queryParameters["after"].map { String($0) }
    guard let position = said.map({ Int($0) }) ?? 0, position >= 0 else {
      throw VisitProblem(.badRequest, "A stream goes on behind a number. Reload the page.")
    }
    let (rehearsal, channel) = (rehearsal, context.channel)
    let patience = rehearsal.settings.patience
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", LiveStream.buffering: "no"],
      body: ResponseBody { writer in
        let signals = rehearsal.streams.signals()
        let watchdog = Watchdog(channel, seconds: patience)
        defer { watchdog.end() }
        try await withGracefulShutdownHandler {
          try await LiveStream.send(
            page, viewer, after: position, signals, rehearsal, &writer, watchdog, mayGoOn)
        } onGracefulShutdown: {
          rehearsal.streams.end()
        }
        try await writer.finish(nil)
      })
  }

  private static func send(
    _ page: LivePage, _ viewer: Viewer, after start: Int, _ signals: AsyncStream<Void>,
    _ rehearsal: ServedRehearsal, _ writer: inout any ResponseBodyWriter, _ watchdog: Watchdog,
    _ mayGoOn: @Sendable () -> Bool
  ) async throws {
    let screens = rehearsal.screens(viewer)
    var position = start
    var clock: Clock?
    var quiet = 0
    var waiting = screens.current.waiting
    try await watchdog.during { try await writer.write(ServerSentEvent.again) }
    // Not those of before: a seat may have been taken back while the page was on its way.
    var changes = -1
    for await _ in signals {
      if rehearsal.access.changes != changes {
        changes = rehearsal.access.changes
        guard mayGoOn() else {
          try await watchdog.during { try await writer.write(leave) }
          return
        }
      }
      while let step = await screens.step(page, after: position) {
        try await watchdog.during { try await writer.write(step.data) }
        position = step.position
        quiet = 0
        let now = screens.current.waiting
        if let new = now.first(where: { new in !waiting.contains { $0.id == new.id } }) {
          try await watchdog.during { try await writer.write(alert(new.title)) }
        }
        waiting = now
      }
      let now = rehearsal.clock(screens.current.view)
      if now != clock {
        clock = now
        let message = message(now, isHeld: rehearsal.live.isHeld)
        try await watchdog.during { try await writer.write(message) }
        quiet = 0
      }
      quiet += 1
      if quiet > LiveStream.quiet {
        quiet = 0
        try await watchdog.during { try await writer.write(ServerSentEvent.nothing) }
      }
    }
  }

  /// After so many seconds without a message an empty one is sent: who has gone is noticed by that.
  static let quiet = 15

  /// Tells a page to load itself anew.
  private static let leave = ServerSentEvent.make("leave", .object([]))

  /// What somebody is told who looks elsewhere: that something waits, and nothing of what it says.
  private static func alert(_ title: String) -> ByteBuffer {
    ServerSentEvent.make("alert", .object([("words", .text("Exercise: \(title)"))]))
  }

  private static func message(_ clock: Clock, isHeld: Bool) -> ByteBuffer {
    let words = clock.values.map { (name: $0.key, value: JSONValue.text($0.html.source)) }
    return ServerSentEvent.make(
      "clock",
      .object([
        ("story", .text(clock.story.text())), ("held", .yesOrNo(isHeld)),
        ("words", .object(words)),
      ]))
  }

  static let lastEventID = HTTPField.Name.known("Last-Event-ID")
  /// Tells a proxy to pass on each message at once.
  static let buffering = HTTPField.Name.known("X-Accel-Buffering")
}

/// Cuts a connection in which one message has been on its way for too long: its reader has gone, or
/// does not read.
final class Watchdog: Sendable {
  private let began = Mutex<ContinuousClock.Instant?>(nil)
  private let task: Task<Void, Never>

  init(_ channel: any NIOCore.Channel, seconds: Int) {
    let limit = Swift.Duration.seconds(seconds)
    let shared = Shared()
    task = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: limit / 4)
        guard let began = shared.watchdog?.began.withLock({ $0 }) else { continue }
        if ContinuousClock.now - began > limit {
          channel.close(promise: nil)
          return
        }
      }
    }
    shared.set(self)
  }

  private final class Shared: Sendable {
    private struct Reference: Sendable { weak var watchdog: Watchdog? }
    private let reference = Mutex(Reference())
    var watchdog: Watchdog? { reference.withLock { $0.watchdog } }
    func set(_ watchdog: Watchdog) { reference.withLock { $0.watchdog = watchdog } }
  }

  func during(_ body: () async throws -> Void) async rethrows {
    began.withLock { $0 = .now }
    defer { began.withLock { $0 = nil } }
    try await body()
  }

  func end() { task.cancel() }
}
