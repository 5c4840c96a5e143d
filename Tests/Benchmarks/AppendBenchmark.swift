import Glibc
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// Events that are safely on the disk before the next are begun, one at a time and a thousand at a
/// time: the log, SQLite holding the same lines, and the system's own calls writing the same bytes.
enum AppendBenchmark {
  static func run(_ setting: Setting) throws -> [Result] {
    let one = "durable append, 1 event a batch"
    let many = "durable append, \(grouped(1_000)) events a batch"
    guard !setting.scratch.isInMemory else {
      let why = "\(setting.scratch.path) is in memory, set TMPDIR to a folder on a disk"
      return [one, many].map { Result($0, "", "ratios", .notRun(why: why)) }
    }
    return try results(one, batch: 1, batches: 20, setting)
      + results(many, batch: 1_000, batches: 3, setting)
  }

  /// How many times as fast as each other the log should be. These are no gates: one event is all
  /// waiting for the disk, whose mood changes by the minute, and a gate that noise decides says
  /// nothing.
  private static let besideSQLite = 1.2
  private static let besideRaw = 0.5

  /// - Parameters:
  ///   - batch: How many events are made safe at once.
  ///   - batches: How many of them are one turn.
  private static func results(
    _ name: String, batch: Int, batches: Int, _ setting: Setting
  ) throws -> [Result] {
    let input = try Input(batch: batch, batches: batches)
    let ours = try OwnLog(input, in: setting.scratch)
    let count = input.lines.count
    let place = "on \(setting.scratch.fileSystem)"

    func result(_ peer: String, _ least: Double, _ turn: () throws -> Void) throws -> Result {
      let pair = try Pair(rounds: 31, ours: { try ours.append() }, peer: turn)
      let speed = pair.speed(count, beside: count)
      let beside = "\(peer) \(rate(count, pair.peers, "events"))"
      let figure = rate(count, pair.ours, "events")
      let name = "\(name), \(place), beside \(peer)"
      return Result(name, figure, beside: beside, times: speed, target: least)
    }

    var results: [Result] = []
    if let calls = SQLite() {
      let database = try SQLite.Log(calls, at: "\(setting.scratch.path)/\(batch).sqlite")
      results.append(
        try result("SQLite \(calls.version)", besideSQLite) {
          for start in stride(from: 0, to: count, by: batch) {
            try database.append(input.lines[start..<start + batch])
          }
        })
    } else {
      results.append(
        Result(
          "\(name), \(place), beside SQLite", "", "target \(fixed(besideSQLite, 1)) times",
          .notRun(why: "the system has no \(SQLite.library)")))
    }
    let raw = try RawFile("\(setting.scratch.path)/\(batch).raw")
    let joined = stride(from: 0, to: count, by: batch).map { start in
      Array(input.lines[start..<start + batch].joined())
    }
    results.append(
      try result("write and fdatasync", besideRaw) {
        for bytes in joined { try raw.append(bytes) }
      })
    return results
  }

  /// What one turn appends: events for the log, and for the others the bytes that it makes of them.
  /// Each batch is what one command records, so its events share id, times and author. The time of
  /// the story stands still, so that a turn can be said again.
  private struct Input {
    let opening: RepeatedActs
    let acts: [[NewEvent]]
    let lines: [[UInt8]]

    init(batch: Int, batches: Int) throws {
      var recorded = try RepeatedActs()
      opening = recorded
      let events = recorded.events(batch * batches)
      let at = events.last?.at ?? opening.begin
      acts = (0..<batches).map { number in
        let act = events[(number * batch)..<(number + 1) * batch]
        return act.map { event in
          NewEvent(
            id: "batch/\(number)", at: at, rec: act.first?.rec ?? event.rec,
            actor: act.first?.actor ?? event.actor, payload: event.payload)
        }
      }
      lines = acts.joined().enumerated().map { index, event in
        var bytes: [UInt8] = []
        let batch = Batch(index: 0, count: 1)
        LogLine.write(event, n: index + 1, batch: batch, prev: .zero, to: &bytes)
        LogLine.finish(.zero, to: &bytes)
        return bytes
      }
    }
  }

  /// The log under test. The events are made before, as the others' bytes are.
  private final class OwnLog {
    private let log: LogFile
    private let acts: [[NewEvent]]

    init(_ input: Input, in scratch: Scratch) throws {
      let folder = try LogFolder.create(in: scratch.path, named: "append")
      let opening = input.opening
      acts = input.acts
      log = try LogFile.create(
        folder, opened: opening.opened, at: opening.begin, rec: opening.room)
    }

    /// Appends everything once.
    func append() throws {
      for act in acts { try log.transact { _ in [act] } }
    }
  }

  /// A file, and nothing between it and the system.
  private final class RawFile {
    private let descriptor: Int32

    init(_ path: String) throws {
      descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        throw Unmeasurable(description: "\(path) cannot be made")
      }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws {
      guard write(descriptor, bytes, bytes.count) == bytes.count, fdatasync(descriptor) == 0
      else { throw Unmeasurable(description: "a write failed") }
    }
  }
}
