import Synchronization

/// How often somebody has tried what they should get right: a code, a token. Whoever goes on
/// guessing waits; nobody else does.
final class Tries: Sendable {
  private struct State {
    /// Wrong tries by address, and when they are forgotten.
    var wrong: [String: (count: Int, until: ContinuousClock.Instant)] = [:]
  }

  private let state = Mutex(State())
  private let clock = ContinuousClock()
  /// So many wrong ones a minute are taken for slips: a whole council may share one address. There
  /// are a million million codes.
  static let most = 30
  /// No more addresses than this are remembered, so that a flood fills no memory.
  private static let addresses = 4_096

  /// Whether another try is taken from there.
  func mayTry(_ address: String) -> Bool {
    state.withLock { state in
      guard let own = state.wrong[address], own.until > clock.now else { return true }
      return own.count < Tries.most
    }
  }

  func noteWrong(_ address: String) {
    let now = clock.now
    state.withLock { state in
      if state.wrong.count >= Tries.addresses {
        state.wrong = state.wrong.filter { $0.value.until > now }
        if state.wrong.count >= Tries.addresses { state.wrong.removeAll() }
      }
      let own = state.wrong[address].flatMap { $0.until > now ? $0 : nil }
      state.wrong[address] = ((own?.count ?? 0) + 1, own?.until ?? now.advanced(by: .seconds(60)))
    }
  }
}
