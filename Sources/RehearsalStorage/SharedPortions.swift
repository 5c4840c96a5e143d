import Synchronization

/// Values that depend on nothing but their number, made on two threads and taken in order by
/// whoever asked, while the helper goes on.
///
/// The helper is never waited for. Where the machine is busy and it begins late or not at all, the
/// other makes everything, also what the helper has begun and not finished.
struct SharedPortions<Value: Sendable> {
  /// Makes the value of one number. Each thread has one of its own, which may keep what it needs
  /// from one value to the next.
  typealias Maker = (Int) -> Value

  private let work: Work
  private let make: Maker
  private var index = 0

  /// - Parameter maker: Called once on either thread.
  init(_ count: Int, _ maker: @escaping @Sendable () -> Maker) {
    let work = Work(count)
    self.work = work
    make = maker()
    // Without help there is only more to do here.
    HelperThread.ask {
      let make = maker()
      while let index = work.begin() { work.put(make(index), index) }
    }
  }

  /// The next in order; `nil` behind the last.
  mutating func next() -> Value? {
    guard index < work.count else { return nil }
    while true {
      if let value = work.take(index) {
        index += 1
        return value
      }
      // Where there is nothing left to begin, the helper is at this one.
      let begun = work.begin() ?? index
      work.put(make(begun), begun)
    }
  }

  /// Has the helper begin nothing more.
  func stop() { work.stop() }

  private final class Work: Sendable {
    let count: Int
    /// The first number that nobody has begun, and what is made and not yet taken.
    private let state: Mutex<(next: Int, made: [Value?])>

    init(_ count: Int) {
      self.count = count
      state = Mutex((0, Array(repeating: nil, count: count)))
    }

    func begin() -> Int? {
      state.withLock { state in
        guard state.next < count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ value: Value, _ index: Int) { state.withLock { $0.made[index] = value } }

    func take(_ index: Int) -> Value? { state.withLock { $0.made[index].take() } }

    func stop() { state.withLock { $0.next = count } }
  }
}
