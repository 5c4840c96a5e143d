package import RehearsalCore
import Synchronization

/// The events of a live rehearsal as they stand, and everybody who follows them.
final class Followers: Sendable {
  private struct State {
    let modules: Modules
    let plan: Plan
    var events: [RecordedEvent] = []
    var followers: [(id: Int, follower: Follower)] = []
    var nextID = 0
    var isOver = false
  }

  private let state: Mutex<State>
  /// By how many positions a follower may lag behind before it is cut.
  private let patience: Int

  init(_ modules: Modules, _ plan: Plan, patience: Int) {
    state = Mutex(State(modules: modules, plan: plan))
    self.patience = patience
  }

  /// What is recorded so far. It does not change any more; nothing is copied.
  var replay: Replay {
    state.withLock { Replay($0.modules, $0.plan, $0.events) }
  }

  /// When the last event was recorded.
  var lastWall: WallMoment? { state.withLock { $0.events.last?.rec } }

  /// How many follow, those who are slow among them.
  var count: Int { state.withLock { $0.followers.count } }

  /// What stands, and all that comes behind event `n`, or behind what stands; `nil` where there is
  /// no event `n` yet.
  ///
  /// Both are taken in one step, so that nothing can come in between.
  func follow(after n: Int?, whenCut: @escaping @Sendable () -> Void) -> Following? {
    state.withLock { state in
      let last = state.events.count - 1
      guard (n ?? last) <= last, (n ?? -1) >= -1 else { return nil }
      let follower = Follower(
        after: n ?? last, last: last, patience: patience, isOver: state.isOver, whenCut: whenCut)
      let id = state.nextID
      state.nextID += 1
      if !state.isOver { state.followers.append((id, follower)) }
      return Following(
        replay: Replay(state.modules, state.plan, state.events),
        subscription: Subscription(follower) { [weak self] in self?.leave(id) })
    }
  }

  /// Adds what was recorded and tells everybody. Only ever called by one thread.
  func publish(_ events: [RecordedEvent]) {
    guard !events.isEmpty else { return }
    let (last, followers) = state.withLock { state in
      state.events += events
      return (state.events.count - 1, state.followers)
    }
    for (id, follower) in followers where !follower.advance(to: last) { leave(id) }
  }

  /// Nothing more will come: everybody still gets what stands.
  func end() {
    let followers = state.withLock { state in
      state.isOver = true
      defer { state.followers = [] }
      return state.followers
    }
    for (_, follower) in followers { follower.end() }
  }

  private func leave(_ id: Int) {
    state.withLock { state in
      guard let index = state.followers.firstIndex(where: { $0.id == id }) else { return }
      state.followers.remove(at: index)
    }
  }
}

/// A rehearsal as it stands, and the positions behind it as they come: each event's number once, in
/// order, none left out.
///
/// It ends when the rehearsal closes, when its task is cancelled, and when its reader has fallen
/// too far behind: then follow again from the last position.
package struct Following: AsyncSequence, Sendable {
  package typealias Element = Int

  /// All that was recorded when it began.
  package let replay: Replay
  fileprivate let subscription: Subscription

  init(replay: Replay, subscription: Subscription) {
    self.replay = replay
    self.subscription = subscription
  }

  /// Whether it ended because its reader was too slow.
  package var isCut: Bool { subscription.follower.isCut }

  package func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }

  /// One reader at a time.
  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let subscription: Subscription

    package mutating func next() async -> Int? { await subscription.follower.next() }

    /// All positions that can be had without waiting, after waiting for the first: for one who
    /// shows how things stand, and not each step.
    package mutating func nextRange() async -> ClosedRange<Int>? {
      guard let first = await subscription.follower.next() else { return nil }
      return first...(subscription.follower.skip() ?? first)
    }
  }
}

/// Ends the following with the last value that leads to it.
final class Subscription: Sendable {
  let follower: Follower
  private let leave: @Sendable () -> Void

  init(_ follower: Follower, leave: @escaping @Sendable () -> Void) {
    self.follower = follower
    self.leave = leave
  }

  deinit { leave() }
}

/// Where one reader is. It holds no events, only how far it and the log are, so that a thousand
/// readers cost nothing and none can lose one.
final class Follower: Sendable {
  private struct State {
    /// The next position that it gets.
    var next: Int
    var last: Int
    var isOver: Bool
    var isCut = false
    var waiting: CheckedContinuation<Int?, Never>?
  }

  private let state: Mutex<State>
  /// What stood when it began counts as no lag: the reader asked for it.
  private let start: Int
  private let patience: Int
  private let whenCut: @Sendable () -> Void

  init(
    after n: Int, last: Int, patience: Int, isOver: Bool, whenCut: @escaping @Sendable () -> Void
  ) {
    start = last
    self.patience = patience
    self.whenCut = whenCut
    state = Mutex(State(next: n + 1, last: last, isOver: isOver))
  }

  var isCut: Bool { state.withLock { $0.isCut } }

  func next() async -> Int? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: Int?? = state.withLock { state in
          if state.isCut || Task.isCancelled { return .some(nil) }
          if state.next <= state.last {
            state.next += 1
            return state.next - 1
          }
          if state.isOver { return .some(nil) }
          precondition(state.waiting == nil, "one reader at a time")
          state.waiting = continuation
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      end()
    }
  }

  /// Goes on to the last position there is, and says which; `nil` where it was there already.
  func skip() -> Int? {
    state.withLock { state in
      guard !state.isCut, state.next <= state.last else { return nil }
      state.next = state.last + 1
      return state.last
    }
  }

  /// The log has come so far. `false` once it is cut.
  func advance(to last: Int) -> Bool {
    let (waiting, position, isCut) = state.withLock { state in
      state.last = max(state.last, last)
      if let waiting = state.waiting, state.next <= state.last {
        state.waiting = nil
        state.next += 1
        return (Optional(waiting), state.next - 1, false)
      }
      // Whoever has all that there is waits, and is not slow.
      state.isCut = state.isCut || state.last - max(state.next - 1, start) > patience
      return (nil, 0, state.isCut)
    }
    waiting?.resume(returning: position)
    if isCut { whenCut() }
    return !isCut
  }

  func end() {
    let waiting = state.withLock { state in
      state.isOver = true
      return state.waiting.take()
    }
    waiting?.resume(returning: nil)
  }
}
