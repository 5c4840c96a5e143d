import RehearsalCore
import RehearsalSimulation
import RehearsalStorage
import Synchronization

/// The computer in the seats that are given to it, beside people.
///
/// It plays the whole rehearsal from where it stands as simulated people would, and of that carries
/// out what those seats do; everything else is left to whoever sits there. As soon as anything has
/// happened it plays again from there, on a thread of its own, so that nobody waits for it.
final class CastPlayer: Sendable {
  private struct State {
    /// Whether something is recorded that was not played from yet.
    var hasNews = false
    /// In the order of time.
    var lines: [CastLine] = []
    /// What was taken from them since it last began to play anew, in order.
    var taken: [CastLine] = []
    /// Whether some of it is on its way to the log.
    var isActing = false
    var isPlaying = false
    /// The last event that `lines` know of, and how many acts were made of them: both make ids.
    var last = -1
    var acts = 0
    var isClosed = false
  }

  private let modules: Modules
  private let plan: Plan
  private let seed: UInt64
  private let recorded: @Sendable () -> Replay
  private let reader: SentenceReader
  private let alarm: Alarm
  private let state = Mutex(State())

  /// - Parameter recorded: what is recorded by now
  init(
    _ modules: Modules, _ plan: Plan, seed: UInt64, recorded: @escaping @Sendable () -> Replay
  ) throws(StorageProblem) {
    self.modules = modules
    self.plan = plan
    self.seed = seed
    self.recorded = recorded
    reader = SentenceReader(
      modules, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    alarm = try Alarm()
    try OwnThread.start { [self] in run() }
  }

  /// Something was recorded, or could not be.
  func note() {
    state.withLock { $0.hasNews = true }
    alarm.ring()
  }

  /// What ``due(_:runs:_:_:)`` gave is recorded, or never will be.
  func settle() {
    let wasActing = state.withLock { state in
      defer { state.isActing = false }
      return state.isActing
    }
    if wasActing { alarm.ring() }
  }

  func close() {
    state.withLock { $0.isClosed = true }
    alarm.ring()
  }

  /// Whether it has played from everything that is recorded.
  var isUpToDate: Bool {
    state.withLock { !$0.hasNews && !$0.isPlaying && !$0.isActing }
  }

  // MARK: - Acting

  /// What the computer does by now, and not a second time.
  ///
  /// Where the clock does not run by itself, it does what comes before the time that people say.
  ///
  /// - Parameter acts: what people are about to do
  func due(
    _ now: Moment, runs: Bool, _ acts: [RehearsalWriter.Act], _ rehearsal: RehearsalState
  ) -> [RehearsalWriter.Act] {
    guard rehearsal[Timeline.self].status == .running else { return [] }
    let until = runs ? now : acts.compactMap(\.at).min() ?? now
    let (lines, last, first) = state.withLock { state in
      let count = state.lines.prefix { $0.at <= until }.count
      defer {
        state.taken += state.lines.prefix(count)
        state.lines.removeFirst(count)
        state.acts += count
      }
      state.isActing = count > 0
      return (state.lines.prefix(count), state.last, state.acts)
    }
    return lines.enumerated().flatMap { offset, line in
      line.sentences.enumerated().compactMap { index, sentence in
        act(
          sentence, id: "cast/\(last)/\(first + offset)/\(index)", max(line.at, now), line.at,
          runs: runs, rehearsal)
      }
    }
  }

  private func act(
    _ text: String, id: String, _ at: Moment, _ due: Moment, runs: Bool,
    _ rehearsal: RehearsalState
  ) -> RehearsalWriter.Act? {
    let place = Place(file: "the cast", line: 1, column: 1)
    guard case .success(let sentence) = reader.read(text, at: place),
      let actor = seated(sentence.actor, rehearsal)
    else { return nil }
    return RehearsalWriter.Act(
      sentence.command, by: actor, id: id, at: runs ? nil : at, due: runs ? due : nil)
  }

  /// The computer in the actor's seat; `nil` where the seat is somebody's. Inspectors are the
  /// computer's where every seat of theirs is.
  private func seated(_ actor: Actor, _ rehearsal: RehearsalState) -> Actor? {
    func isComputers(_ role: ID<Role>) -> Bool {
      rehearsal[Cover.self].seats[role]?.filling == .computer
    }
    switch actor {
    case .role(let role, _):
      return isComputers(role) ? .role(role, seat: CastScript.seat) : nil
    case .inspector(let name, _):
      let inspectors = plan.scenario.head.roles.filter { $0.part == .inspector }
      guard !inspectors.isEmpty, inspectors.allSatisfy({ isComputers($0.id) }) else { return nil }
      return .inspector(name, seat: CastScript.seat)
    case .facilitator, .clock, .tool: return nil
    }
  }

  // MARK: - Playing

  private func run() {
    while true {
      alarm.sleep(milliseconds: 60_000)
      let (isClosed, begins) = state.withLock { state in
        let begins = state.hasNews && !state.isActing
        if begins { (state.hasNews, state.isPlaying, state.taken) = (false, true, []) }
        return (state.isClosed, begins)
      }
      if isClosed { return }
      guard begins else { continue }
      let clock = ContinuousClock()
      let took = clock.measure { play(from: recorded()) }
      rest(until: clock.now + took * 3)
      alarm.ring()
    }
  }

  /// Leaves the processor to others for a while. What is recorded meanwhile is played from in one
  /// go.
  private func rest(until end: ContinuousClock.Instant) {
    while true {
      let left = (end - .now) / .milliseconds(1)
      guard left >= 1, !state.withLock({ $0.isClosed }) else { return }
      alarm.sleep(milliseconds: Int(left))
    }
  }

  private func play(from replay: Replay) {
    let seats = replay.view(.facilitator).state[Cover.self].seats
    let computers = plan.scenario.head.roles.map(\.id).filter {
      seats[$0]?.filling == .computer
    }
    var lines: [CastLine] = []
    if !computers.isEmpty {
      let simulation = Simulation(CastModel(continuing: replay, at: .end), seed: seed)
      lines = CastScript.lines(plan, simulation, 0, of: computers)
    }
    state.withLock { state in
      state.lines = CastPlayer.merged(CastPlayer.without(state.taken, lines), state.lines)
      state.last = replay.events.count - 1
      state.acts = 0
      state.isPlaying = false
    }
  }

  /// What is left where some of it was done while it was played: each time it was done, once less.
  static func without(_ done: [CastLine], _ lines: [CastLine]) -> [CastLine] {
    var counts: [[String]: Int] = [:]
    for line in done { counts[line.sentences, default: 0] += 1 }
    return lines.filter { line in
      guard let count = counts[line.sentences], count > 0 else { return true }
      counts[line.sentences] = count - 1
      return false
    }
  }

  /// What is to be done, where something was planned before.
  ///
  /// Whoever is at something when things are played again would begin it anew each time and never
  /// come to its end. So what a seat was to do next of each kind, such as a call or an approval, it
  /// does when it was to do it, unless it does something else of that kind first.
  static func merged(_ lines: [CastLine], _ before: [CastLine]) -> [CastLine] {
    var next: [String: CastLine] = [:]
    for line in before where next[line.kind] == nil { next[line.kind] = line }
    let merged = lines.map { line in
      guard let planned = next.removeValue(forKey: line.kind),
        planned.sentences == line.sentences
      else { return line }
      return CastLine(at: min(planned.at, line.at), sentences: line.sentences)
    }
    return merged.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}
