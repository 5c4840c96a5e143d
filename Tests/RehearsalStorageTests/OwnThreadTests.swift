import Synchronization
import Testing

@testable import RehearsalStorage

/// A thread that sleeps until it is needed.
@Suite(.timeLimit(.minutes(1))) struct OwnThreadTests {
  @Test func `it runs beside the tasks, which go on`() async throws {
    let alarm = try Alarm()
    let began = ContinuousClock().now
    await withCheckedContinuation { done in
      do throws(StorageProblem) {
        try OwnThread.start {
          alarm.sleep(milliseconds: 30_000)
          done.resume()
        }
      } catch {
        Issue.record("\(error.words)")
        done.resume()
      }
      alarm.ring()
    }
    #expect(ContinuousClock().now - began < .seconds(25))
  }

  @Test func `however often it rang, it wakes once; unrung, it sleeps on`() throws {
    let alarm = try Alarm()
    for _ in 0..<100_000 { alarm.ring() }
    let clock = ContinuousClock()
    #expect(clock.measure { alarm.sleep(milliseconds: 30_000) } < .seconds(25))
    #expect(clock.measure { alarm.sleep(milliseconds: 40) } >= .milliseconds(39))
    alarm.ring()
    #expect(clock.measure { alarm.sleep(milliseconds: 30_000) } < .seconds(25))
  }

  /// All the others' wishes come here too, so that one of theirs may take the place of one of ours:
  /// it is asked again until it was heard.
  @Test func `the helper comes however often it is asked, and nobody waits for it`() throws {
    let (heard, last) = (try Alarm(), LastRound())
    for round in 1...20 {
      let clock = ContinuousClock()
      let began = clock.now
      while last.number.withLock({ $0 }) < round, clock.now - began < .seconds(25) {
        let asking = clock.measure {
          HelperThread.ask {
            last.number.withLock { $0 = max($0, round) }
            heard.ring()
          }
        }
        #expect(asking < .seconds(5))
        heard.sleep(milliseconds: 20)
      }
      #expect(last.number.withLock { $0 } == round)
    }
  }
}

private final class LastRound: Sendable {
  let number = Mutex(0)
}
