package import RehearsalCore
package import RehearsalStorage
import Synchronization

/// A rehearsal while it is lived through: everybody's acts, what falls due, and the computer in
/// empty seats, through one writer on a thread of its own.
///
/// Acts queue up while the disk is written to, and are then committed together; whoever asked is
/// answered once they are safe. Killed at any moment, it carries on from the log: an act that was
/// answered stands there, and asked for again under its id it is not done twice.
package final class LiveRehearsal: Sendable {
  package typealias Act = RehearsalWriter.Act
  package typealias Outcome = RehearsalWriter.Outcome

  /// How a rehearsal is kept going, for what differs between a room and a test.
  package struct Settings: Sendable {
    /// How often it looks for what others recorded and for what has fallen due, in milliseconds.
    package var tick = 200
    /// By how many events a follower may lag behind before it is cut.
    package var patience = 1_024
    /// How many acts may wait at once.
    package var queue = 10_000
    /// Whether a clock that ran on while nobody was there is held until ``goOn(after:)``.
    package var holds = false
    /// Whether the computer plays in the seats that are given to it, and with which seed.
    package var cast: UInt64? = 1

    package init() {}
  }

  /// Why a live rehearsal does not take an act, beyond what the writer says.
  package enum Problem: Error, Hashable, Sendable {
    case closed
    case busy(Int)
    case held

    package var words: String {
      switch self {
      case .closed: "This rehearsal is being closed. Nothing was recorded: open it again."
      case .busy(let waiting):
        "\(waiting) acts are waiting to be recorded already. Nothing was recorded: try again."
      case .held:
        "The clock ran on while nobody was here, and is held. Nothing was recorded: say first "
          + "whether the rehearsal goes on, or is paused from its last event."
      }
    }
  }

  /// Somebody's acts, and who waits for what comes of them.
  private struct Request: Sendable {
    let acts: [Act]
    /// Whether the clock that is held goes on behind them.
    let releases: Bool
    let answer: CheckedContinuation<[Outcome], any Error>
  }

  private struct Queue {
    var requests: [Request] = []
    var acts = 0
    var isHeld = false
    var isClosing = false
    var hasEnded = false
    var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    var problem: (any Error)?
  }

  package let folder: LogFolder
  package let plan: Plan
  private let modules: Modules
  private let settings: Settings
  private let wall: @Sendable () -> WallMoment
  private let alarm: Alarm
  private let queue = Mutex(Queue())
  private let followers: Followers
  let cast: CastPlayer?

  private init(
    _ folder: LogFolder, _ modules: Modules, _ plan: Plan, _ settings: Settings,
    _ wall: @escaping @Sendable () -> WallMoment
  ) throws(StorageProblem) {
    self.folder = folder
    self.modules = modules
    self.plan = plan
    self.settings = settings
    self.wall = wall
    alarm = try Alarm()
    let followers = Followers(modules, plan, patience: settings.patience)
    self.followers = followers
    cast = try settings.cast.map { (seed) throws(StorageProblem) in
      try CastPlayer(modules, plan, seed: seed) { followers.replay }
    }
  }

  /// Opens a rehearsal whose log exists, and carries on from where it stands. It goes on until
  /// ``close()``.
  ///
  /// - Parameters:
  ///   - plan: as the folder's own scenario gives it
  ///   - wall: the clock of the room, in UTC
  package static func open(
    _ folder: LogFolder, _ modules: Modules, _ plan: Plan, _ settings: Settings = Settings(),
    wall: @escaping @Sendable () -> WallMoment
  ) async throws -> LiveRehearsal {
    let live = try LiveRehearsal(folder, modules, plan, settings, wall)
    try await withCheckedThrowingContinuation {
      (opened: CheckedContinuation<Void, any Error>) in
      do throws(StorageProblem) {
        try OwnThread.start { live.run(opened) }
      } catch {
        opened.resume(throwing: error)
      }
    }
    return live
  }

  // MARK: - For everybody

  /// Carries out acts in order, each by itself: one that is refused hinders no other. Returns once
  /// what they did is safe on the disk; throws where nothing of them was recorded, or nobody knows.
  package func perform(_ acts: [Act]) async throws -> [Outcome] {
    try await ask(acts, releases: false)
  }

  /// Whether the story stands still because nobody has said what becomes of the time in which
  /// nobody was there.
  package var isHeld: Bool { queue.withLock { $0.isHeld } }

  /// Lets a clock that is held go on, so that what fell due meanwhile is recorded; or does acts
  /// first, such as a facilitator's pause, right behind the last event. Where one of them is
  /// refused, it stays held.
  package func goOn(after acts: [Act] = []) async throws -> [Outcome] {
    try await ask(acts, releases: true)
  }

  private func ask(_ acts: [Act], releases: Bool) async throws -> [Outcome] {
    try await withCheckedThrowingContinuation { answer in
      let problem: Problem? = queue.withLock { queue in
        if queue.isClosing { return .closed }
        if queue.isHeld, !releases { return .held }
        guard queue.acts + acts.count <= settings.queue else { return .busy(queue.acts) }
        queue.requests.append(Request(acts: acts, releases: releases, answer: answer))
        queue.acts += acts.count
        return nil
      }
      if let problem { answer.resume(throwing: problem) } else { alarm.ring() }
    }
  }

  /// What is recorded so far. Cheap: it shares the events, and does not change any more.
  package func replay() -> Replay { followers.replay }

  /// What stands, and what comes behind event `n`, or without one behind what stands; `nil` where
  /// there is no event `n` yet.
  ///
  /// - Parameter whenCut: Called once if the reader lags too far behind, for one that is held up by
  ///   something else than waiting for the next position. It must not block.
  package func follow(
    after n: Int? = nil, whenCut: @escaping @Sendable () -> Void = {}
  ) -> Following? {
    followers.follow(after: n, whenCut: whenCut)
  }

  /// How far the clock of the room is behind the last event, where it was put back: until it has
  /// caught up, the story's clock stands.
  package var clockBehind: RehearsalCore.Duration? {
    let last = followers.lastWall
    let behind = last.map { $0.microseconds - wall().microseconds } ?? 0
    return behind > 1_000_000 ? RehearsalCore.Duration(microseconds: behind) : nil
  }

  /// Why nothing can be recorded at present, such as a full disk; `nil` where all is well.
  package var problem: (any Error)? { queue.withLock { $0.problem } }

  /// Takes no more acts, carries out those that wait, lets every follower end, and returns once the
  /// log is no longer in use.
  package func close() async {
    await withCheckedContinuation { ended in
      let isOver = queue.withLock { queue in
        queue.isClosing = true
        if !queue.hasEnded { queue.waitingForEnd.append(ended) }
        return queue.hasEnded
      }
      if isOver { ended.resume() } else { alarm.ring() }
    }
  }

  // MARK: - On its own thread

  private func run(_ opened: CheckedContinuation<Void, any Error>) {
    do {
      let wall = self.wall
      let log = try LogFile.open(folder, forWriting: true)
      let writer = try RehearsalWriter(
        log, modules, plan, keepsNews: true, holds: settings.holds, wall: wall)
      queue.withLock { $0.isHeld = writer.isHeld }
      publish(writer)
      opened.resume()
      while !turn(writer) { alarm.sleep(milliseconds: settings.tick) }
    } catch {
      opened.resume(throwing: error)
    }
    cast?.close()
    followers.end()
    let waiting = queue.withLock { queue in
      (queue.isClosing, queue.hasEnded) = (true, true)
      defer { queue.waitingForEnd = [] }
      return queue.waitingForEnd
    }
    for ended in waiting { ended.resume() }
  }

  /// Does what there is to do. Returns `true` when that was the last time.
  private func turn(_ writer: RehearsalWriter) -> Bool {
    let (requests, isClosing) = queue.withLock { queue in
      defer { (queue.requests, queue.acts) = ([], 0) }
      return (queue.requests, queue.isClosing)
    }
    defer { cast?.settle() }
    do {
      let clock = writer.clock
      let computed = cast?.due(clock.now, runs: clock.runs, requests.flatMap(\.acts), writer.state)
      let isNeeded = try clock.runs || writer.hasNews
      if writer.isHeld {
        try release(requests, writer)
      } else if !requests.isEmpty || !(computed ?? []).isEmpty {
        try commit(requests, computed ?? [], writer)
      } else if isNeeded, !isClosing {
        try writer.perform([])
        publish(writer)
      }
      queue.withLock { $0.problem = nil }
    } catch {
      queue.withLock { $0.problem = error }
      cast?.note()
      for request in requests { request.answer.resume(throwing: error) }
    }
    return isClosing
  }

  /// Carries out what the computer does and what people asked for, in one go. Where the act of one
  /// cannot be carried out at all, each is tried by itself, so that no other suffers from it.
  private func commit(
    _ requests: [Request], _ computed: [Act], _ writer: RehearsalWriter
  ) throws {
    do {
      let outcomes = try writer.perform(computed + requests.flatMap(\.acts))
      publish(writer)
      var rest = outcomes.dropFirst(computed.count)
      for request in requests {
        request.answer.resume(returning: Array(rest.prefix(request.acts.count)))
        rest = rest.dropFirst(request.acts.count)
      }
    } catch  where LiveRehearsal.isOfOneAct(error) {
      for act in computed { _ = try? writer.perform([act]) }
      for request in requests {
        do {
          let outcomes = try writer.perform(request.acts)
          publish(writer)
          request.answer.resume(returning: outcomes)
        } catch {
          request.answer.resume(throwing: error)
        }
      }
      publish(writer)
    }
  }

  /// While the clock is held nobody can ask for anything but that it goes on.
  private func release(_ requests: [Request], _ writer: RehearsalWriter) throws {
    for request in requests {
      do {
        let outcomes = try writer.release(request.acts)
        publish(writer)
        queue.withLock { $0.isHeld = writer.isHeld }
        request.answer.resume(returning: outcomes)
      } catch {
        // Some of it may have been recorded before the rest failed.
        publish(writer)
        request.answer.resume(throwing: error)
      }
    }
    // What others record is seen all the same.
    if requests.isEmpty, try writer.hasNews {
      try writer.perform([])
      publish(writer)
    }
  }

  /// Whether it lies in what somebody asked for, and not in the log or the disk.
  private static func isOfOneAct(_ error: any Error) -> Bool {
    switch error {
    case WriterProblem.clockRuns, WriterProblem.timeWentBack, StorageProblem.unfit: true
    default: false
    }
  }

  /// Tells everybody, before those are answered who asked: they must find what they did.
  private func publish(_ writer: RehearsalWriter) {
    let news = writer.takeNews()
    guard !news.isEmpty else { return }
    followers.publish(news)
    cast?.note()
  }
}
