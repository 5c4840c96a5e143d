import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport
import Testing

/// Every shipped scenario, played to its end: what each role is shown, and that the state at any
/// event is the fold of the events up to it and nothing else.
@Suite("Every scenario, played to its end")
struct ScenarioReplayTests {
  private static let reference = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("logs/reference/v1")

  private func replay(_ name: String) throws -> Replay {
    let folder = ScenarioReplayTests.reference.appendingPathComponent(name).path
    return try RecordedRehearsal.open(LogFolder(folder), .rehearsal).replay
  }

  private func text(_ state: RehearsalState) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: state), as: UTF8.self)
  }

  @Test("the state at event n is the fold of n events", arguments: RecordedScenario.names)
  func folds(_ name: String) throws {
    let replay = try replay(name)
    var state = replay.modules.initialState(replay.plan)
    let step = max(1, replay.events.count / 12)
    for event in replay.events {
      state.evolve(event)
      guard event.n % step == 0 || event.n == replay.events.count - 1 else { continue }
      let view = replay.view(.facilitator, at: .event(event.n))
      #expect(try text(view.state) == text(state), "\(name) \(event.n)")
    }
  }

  @Test("it is played to its end", arguments: RecordedScenario.names)
  func ended(_ name: String) throws {
    let state = try replay(name).view(.facilitator).state
    #expect(state[Timeline.self].status == .ended)
  }

  @Test("its script, written back, plays to the same state", arguments: RecordedScenario.names)
  func again(_ name: String) throws {
    let replay = try replay(name)
    let script = replay.script()
    let acts = Set(replay.events.filter { $0.actor != .clock && $0.event != nil }.map(\.id))
    #expect(script.count == acts.count)
    let again = try RecordedScenario(name, script: { _ in script.joined(separator: "\n") })
    let second = try RecordedRehearsal.open(again.folder, .rehearsal)
    let place = ScenarioReplayTests.reference.appendingPathComponent(name).path
    let first = try RecordedRehearsal.open(LogFolder(place), .rehearsal)
    #expect(try second.digest == first.digest)
    // Acts are named after their lines in the script, and those are not what they were.
    #expect(second.replay.script() == script)
  }

  @Test("no role is shown words of an event that it may not see", arguments: RecordedScenario.names)
  func audience(_ name: String) throws {
    let replay = try replay(name)
    var whole = replay.modules.initialState(replay.plan)
    let roles = replay.plan.scenario.head.roles.map(\.id)
    var seen = Array(repeating: Words(), count: roles.count)
    var hidden: [[(n: Int, text: String)]] = Array(repeating: [], count: roles.count)
    for recorded in replay.events {
      whole.evolve(recorded)
      guard let event = recorded.event else { continue }
      let texts = Words.texts(in: event)
      for (index, role) in roles.enumerated() {
        if whole.shows(recorded, to: .role(role)) {
          for text in texts { seen[index].add(text) }
        } else {
          hidden[index] += texts.map { (recorded.n, $0) }
        }
      }
    }
    var leaks: [String] = []
    for (index, role) in roles.enumerated() {
      let view = replay.view(.role(role))
      var shown = Words()
      shown.add(try BoardsJSON.text(view, replay, withStory: true))
      // What roles are called, everybody may know.
      for role in replay.plan.scenario.head.roles { seen[index].add(role.title) }
      for (n, text) in hidden[index] where shown.holds(text) && !seen[index].holds(text) {
        leaks.append("\(role), event \(n): \(text)")
      }
    }
    #expect(leaks.prefix(5) == [])
    #expect(hidden.contains { !$0.isEmpty } || roles.count < 3)
  }

  @Test("the same search finds leaks where everybody is let see everything")
  func control() throws {
    let replay = try replay("thurrock-ilacs-2019")
    var shown = Words()
    shown.add(try BoardsJSON.text(replay.view(.facilitator), replay, withStory: true))
    let secret = replay.events.compactMap(\.event).first { $0 is FeedbackGiven }
    let texts = Words.texts(in: try #require(secret))
    #expect(texts.contains { shown.holds($0) })
  }
}

/// Stretches of text, to find whether other text stands in it. Only whole stretches of so many
/// bytes count: shorter ones are ids and times that many events share.
private struct Words {
  private var hashes: Set<UInt64> = []

  private static let length = 28

  /// The free texts of an event: those long enough to be nobody else's.
  static func texts(in event: any Event) -> [String] {
    var bytes: [UInt8] = []
    PayloadCodec.write(.event(event), to: &bytes)
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return [] }
    var texts: [String] = []
    func gather(_ value: Any) {
      switch value {
      case let text as String where text.utf8.count >= length: texts.append(text)
      case let list as [Any]: list.forEach(gather)
      case let object as [String: Any]: object.values.forEach(gather)
      default: break
      }
    }
    gather(value)
    return texts
  }

  mutating func add(_ text: String) {
    for hash in Words.windows(text) { hashes.insert(hash) }
  }

  func holds(_ text: String) -> Bool {
    Words.windows(text).allSatisfy { hashes.contains($0) }
  }

  /// A number for each stretch of the text, by a rolling polynomial.
  private static func windows(_ text: String) -> [UInt64] {
    let bytes = Array(text.replacingOccurrences(of: "\\\"", with: "\"").utf8)
    guard bytes.count >= length else { return [] }
    let base: UInt64 = 0x100_0000_01B3
    let top = (1..<length).reduce(UInt64(1)) { power, _ in power &* base }
    var hash: UInt64 = 0
    var windows: [UInt64] = []
    windows.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if index >= length { hash = hash &- UInt64(bytes[index - length]) &* top }
      hash = hash &* base &+ UInt64(byte)
      if index >= length - 1 { windows.append(hash) }
    }
    return windows
  }
}
