import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalStorage

/// A million events from the disk to the state they lead to, verified on the way: beside
/// `JSONDecoder`, which only reads them, and beside an event store for Python.
enum ReplayBenchmark {
  static func run(_ setting: Setting) throws -> [Result] {
    let log = try LongLog(lines: 1_000_000, in: setting.scratch)
    return [try besideDecoder(log), try besidePython(log, setting)]
  }

  /// What is measured: every line checked, decoded, and its event applied.
  private static func replay(_ log: LongLog) throws {
    var state = Modules.rehearsal.initialState(log.plan)
    var count = 0
    let report = try LogVerifier(log.folder).events(.rehearsal) { event in
      state.evolve(event)
      count += 1
    }
    precondition(report.isSound && count == log.lines && state.states.count > 0)
  }

  private static func name(_ log: LongLog) -> String {
    "replay of \(grouped(log.lines)) events (verify, decode, evolve)"
  }

  /// The decoder takes so much longer that it reads another part of the log in each round, and all
  /// of it over all rounds.
  private static func besideDecoder(_ log: LongLog) throws -> Result {
    let rounds = 5
    let part = log.lines / (rounds + 1)
    let lines = try PlainLines(log.folder.log)
    let decoder = JSONDecoder()
    let pair = try Pair(
      rounds: rounds, ours: { try replay(log) },
      peer: {
        for _ in 0..<part {
          guard let line = try lines.next() else {
            throw Unmeasurable(description: "the log is too short")
          }
          let read = try decoder.decode(CodableLine.self, from: Data(line))
          precondition(read.v == 1)
        }
      })
    return Result(
      "\(name(log)) beside JSONDecoder", rate(log.lines, pair.ours, "events"),
      beside: "JSONDecoder, typed structs \(rate(part, pair.peers, "events"))",
      times: pair.speed(log.lines, beside: part), atLeast: 4)
  }

  private static func besidePython(_ log: LongLog, _ setting: Setting) throws -> Result {
    let name = "\(name(log)) beside Python eventsourcing"
    let gate = "at least 10.0 times"
    guard let python = setting.python else {
      return Result(
        name, "", gate,
        .notRun(why: "no --python PATH of an interpreter that has eventsourcing"))
    }
    let store: PythonStore
    do {
      store = try PythonStore(python, log, in: setting.scratch)
    } catch let problem as Unmeasurable {
      return Result(name, "", gate, .notRun(why: problem.description))
    }
    var ours: [Double] = []
    var ratios: [Double] = []
    var peers: [Double] = []
    for _ in 0..<5 {
      let own = Double(log.lines) / (try timed { try replay(log) })
      let peer = try store.replay()
      ours.append(own)
      peers.append(peer)
      ratios.append(own / peer)
    }
    return Result(
      name, "\(grouped(Int(median(ours)))) events/s",
      beside: "eventsourcing \(store.version) on SQLite, \(grouped(PythonStore.events)) events, "
        + "\(grouped(Int(median(peers)))) events/s",
      times: median(ratios), atLeast: 10)
  }
}
