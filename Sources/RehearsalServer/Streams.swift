import RehearsalEngine
import Synchronization

/// Wakes everybody who follows a page when something was recorded, and once a second for the clock.
///
/// A reader who was woken and is not yet done is not woken twice: then it takes all that has come.
/// So however slow one is, nothing piles up for it.
final class Streams: Sendable {
  private struct State {
    var waiting: [(id: Int, continuation: AsyncStream<Void>.Continuation)] = []
    var next = 0
    var isOver = false
  }

  private let state = Mutex(State())
  private let tasks: [Task<Void, Never>]

  init(_ live: LiveRehearsal) {
    let shared = Weak()
    tasks = [
      Task {
        // Where more came at once than is kept for a follower, it begins again: what it says is
        // only that there is something.
        var wasCut = true
        while wasCut, let following = live.follow() {
          shared.streams?.wake()
          var positions = following.makeAsyncIterator()
          while await positions.nextRange() != nil { shared.streams?.wake() }
          wasCut = following.isCut
        }
        shared.streams?.end()
      },
      Task {
        while !Task.isCancelled {
          try? await Task.sleep(for: .seconds(1))
          shared.streams?.wake()
        }
      },
    ]
    shared.set(self)
  }

  /// So that the tasks do not keep alive what ends them.
  private final class Weak: Sendable {
    private struct Reference: Sendable { weak var streams: Streams? }
    private let reference = Mutex(Reference())
    var streams: Streams? { reference.withLock { $0.streams } }
    func set(_ streams: Streams) { reference.withLock { $0.streams = streams } }
  }

  deinit { for task in tasks { task.cancel() } }

  /// Says that there may be something, again and again, until it is over.
  func signals() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id: Int? = state.withLock { state in
      guard !state.isOver else { return nil }
      state.next += 1
      state.waiting.append((state.next, continuation))
      return state.next
    }
    guard let id else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in self?.leave(id) }
    // What came before the first wait is looked at once.
    continuation.yield()
    return stream
  }

  private func wake() {
    let waiting = state.withLock { $0.waiting }
    for (_, continuation) in waiting { continuation.yield() }
  }

  func end() {
    let waiting = state.withLock { state in
      state.isOver = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, continuation) in waiting { continuation.finish() }
    for task in tasks { task.cancel() }
  }

  private func leave(_ id: Int) {
    state.withLock { state in state.waiting.removeAll { $0.id == id } }
  }
}
