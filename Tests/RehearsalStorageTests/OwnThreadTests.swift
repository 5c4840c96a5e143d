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
}
