import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Synchronization
import Testing

@testable import RehearsalEngine

/// Nobody who follows loses an event, gets one twice or out of order; who does not read is let go.
@Suite(.timeLimit(.minutes(1))) struct FollowersTests {
  private let plan: Plan

  init() throws {
    plan = try #require(try ScenarioFolder.read("scenarios/tutorial").plan)
  }

  private func followers(patience: Int = 100, events count: Int = 0) -> Followers {
    let followers = Followers(.rehearsal, plan, patience: patience)
    followers.publish((0..<count).map(event))
    return followers
  }

  private func event(_ n: Int) -> RecordedEvent {
    RecordedEvent(
      n: n, batch: Batch(index: 0, count: 1), id: "e\(n)", at: Moment(plan.dayOne, .midnight),
      rec: WallMoment(microseconds: 0), actor: .tool, cause: nil,
      payload: .unknown(type: "test.event", version: 1, data: []))
  }

  private func publish(_ range: Range<Int>, to followers: Followers) {
    followers.publish(range.map(event))
  }

  /// The next so many positions.
  private func next(_ count: Int, _ iterator: inout Following.Iterator) async -> [Int] {
    var positions: [Int] = []
    while positions.count < count, let n = await iterator.next() { positions.append(n) }
    return positions
  }

  @Test func `what stands and what comes, without a gap between`() async throws {
    let followers = followers(events: 3)
    let following = try #require(followers.follow(after: 0) {})
    #expect(following.replay.events.map(\.n) == [0, 1, 2])
    var iterator = following.makeAsyncIterator()
    #expect(await next(2, &iterator) == [1, 2])
    publish(3..<6, to: followers)
    #expect(await next(3, &iterator) == [3, 4, 5])
    // What was handed out does not change.
    #expect(following.replay.events.count == 3)
    #expect(followers.replay.events.count == 6)
  }

  @Test func `without a position, what comes from now on; from before the first, all`() async throws
  {
    let followers = followers(events: 3)
    var new = try #require(followers.follow(after: nil) {}).makeAsyncIterator()
    var all = try #require(followers.follow(after: -1) {}).makeAsyncIterator()
    publish(3..<4, to: followers)
    #expect(await next(1, &new) == [3])
    #expect(await next(4, &all) == [0, 1, 2, 3])
  }

  @Test(arguments: [3, 4, Int.max, -2, Int.min])
  func `there is nothing behind an event that is not there`(n: Int) {
    #expect(followers(events: 3).follow(after: n) {} == nil)
  }

  @Test func `a reader who waits is told, and one who shows how things stand may skip`()
    async throws
  {
    let followers = followers(events: 1)
    let following = try #require(followers.follow(after: nil) {})
    async let waited: ClosedRange<Int>? = {
      var iterator = following.makeAsyncIterator()
      return await iterator.nextRange()
    }()
    try await Task.sleep(for: .milliseconds(20))
    publish(1..<5, to: followers)
    let first = try #require(await waited)
    #expect(first.lowerBound == 1)
    var iterator = following.makeAsyncIterator()
    publish(5..<8, to: followers)
    let second = try #require(await iterator.nextRange())
    #expect(second == first.upperBound + 1...7)
  }

  @Test func `many readers that come while much is published lose nothing`() async throws {
    let followers = followers(patience: .max, events: 1)
    let last = 3_000
    let writer = Task.detached {
      for n in 1...last {
        self.publish(n..<n + 1, to: followers)
        if n % 50 == 0 { await Task.yield() }
      }
    }
    await withTaskGroup(of: Bool.self) { group in
      for reader in 0..<60 {
        group.addTask {
          if reader % 3 != 0 { try? await Task.sleep(for: .microseconds(reader * 150)) }
          guard let following = followers.follow(after: reader % 2 == 0 ? nil : 0, whenCut: {})
          else { return false }
          var expected = reader % 2 == 0 ? following.replay.events.count : 1
          if expected > last { return true }
          for await n in following {
            guard n == expected else { return false }
            expected += 1
            if n == last { return true }
          }
          return false
        }
      }
      for await isWhole in group { #expect(isWhole) }
    }
    await writer.value
    #expect(followers.count == 0)
  }

  @Test func `who does not read is cut, and resumes by position`() async throws {
    let followers = followers(patience: 10, events: 500)
    let cuts = Mutex(0)
    // A long way to catch up is no lag.
    let following = try #require(
      followers.follow(after: 0) { cuts.withLock { $0 += 1 } })
    let quick = try #require(followers.follow(after: nil) {})
    var iterator = following.makeAsyncIterator()
    #expect(await next(3, &iterator) == [1, 2, 3])
    publish(500..<510, to: followers)
    #expect(!following.isCut)
    #expect(await next(1, &iterator) == [4])
    var other = quick.makeAsyncIterator()
    #expect(await next(10, &other) == Array(500..<510))
    publish(510..<511, to: followers)
    #expect(following.isCut)
    #expect(await iterator.next() == nil)
    #expect(cuts.withLock { $0 } == 1)
    #expect(followers.count == 1)
    #expect(await next(1, &other) == [510])
    publish(511..<512, to: followers)
    #expect(cuts.withLock { $0 } == 1)
    var again = try #require(followers.follow(after: 4) {}).makeAsyncIterator()
    #expect(await next(507, &again) == Array(5..<512))
  }

  @Test func `at the end everybody gets what stands, and no more`() async throws {
    let followers = followers(events: 3)
    let following = try #require(followers.follow(after: 0) {})
    let waiting = try #require(followers.follow(after: nil) {})
    async let ended: Int? = {
      var iterator = waiting.makeAsyncIterator()
      return await iterator.next()
    }()
    try await Task.sleep(for: .milliseconds(20))
    followers.end()
    #expect(await ended == nil)
    var positions: [Int] = []
    for await n in following { positions.append(n) }
    #expect(positions == [1, 2])
    positions = []
    for await n in try #require(followers.follow(after: 1) {}) { positions.append(n) }
    #expect(positions == [2])
  }

  @Test func `a cancelled reader ends, and nothing is kept for it`() async throws {
    let followers = followers(events: 1)
    let reader = Task {
      guard let following = followers.follow(after: nil, whenCut: {}) else { return -1 }
      var count = 0
      for await _ in following { count += 1 }
      return count
    }
    while followers.count == 0 { await Task.yield() }
    reader.cancel()
    #expect(await reader.value == 0)
    #expect(followers.count == 0)
    publish(1..<2, to: followers)
  }
}
