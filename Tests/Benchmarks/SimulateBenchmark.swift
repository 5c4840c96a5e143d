import Foundation
import RehearsalFormats
import RehearsalSimulation
import RehearsalTestSupport

/// Playings of the reference model, read from its scenario: how long one takes, beside a simulator
/// for Python that plays the same model, and what many of them hold in memory.
enum SimulateBenchmark {
  /// Turns of both, each so long that a busy machine slows both.
  private static let rounds = 5
  private static let ours = 5_000
  private static let peers = 100

  static func run(_ setting: Setting) throws -> [Result] {
    let reading = try ScenarioFolder.read(ScenarioFolder.referenceModel)
    guard let plan = reading.plan else {
      throw Unmeasurable(description: "the reference model is no sound scenario")
    }
    let simulation = Simulation(CastModel(plan), seed: 1)
    return [
      memory(setting), fromHere(setting), allCores(simulation), allocations(setting),
      try besideSimPy(simulation, setting),
    ]
  }

  /// The most that `rehearse simulate` holds, as a whole process, findings and advice included.
  private static func memory(_ setting: Setting) -> Result {
    let count = 100_000
    let name = "most memory of rehearse simulate, \(grouped(count)) replications"
    let gate = "under 100 MB"
    let scenario = tests.appending(path: "Scenarios/reference-model").path
    let run = ProcessRun([setting.tool, "simulate", scenario, "--replications", "\(count)"])
    guard run.status == 0 else {
      return Result(name, "", gate, .notRun(why: "\(setting.tool) simulate ended with an error"))
    }
    let megabytes = Double(run.peakKilobytes) / 1024
    return Result(name, "\(fixed(megabytes, 0)) MB", gate, megabytes < 100)
  }

  /// "Will we make it from here?", asked of a recorded rehearsal in the middle of it, by somebody
  /// at a terminal: log and scenario are read and the log is verified as well.
  private static func fromHere(_ setting: Setting) -> Result {
    let name = "rehearse simulate --from a log of 1,406 events, 1,000 replications, whole process"
    let gate = "target: under 200 ms"
    let log = tests.deletingLastPathComponent().appending(
      path: "logs/reference/v1/thurrock-ilacs-2019"
    ).path
    let runs = (0..<rounds).map { _ in
      ProcessRun([
        setting.tool, "simulate", "--from", log, "--event", "600", "--replications", "1000",
        "--each",
      ])
    }
    guard runs.allSatisfy({ $0.status == 0 }) else {
      return Result(name, "", gate, .notRun(why: "\(setting.tool) simulate ended with an error"))
    }
    let time = median(runs.map(\.seconds))
    return Result(name, "\(fixed(time * 1000, 0)) ms", gate, time < 0.2 ? .ok : .short)
  }

  /// A playing asks the system for no memory: twice as many ask as often as half of them.
  private static func allocations(_ setting: Setting) -> Result {
    let name = "calls of malloc for 1,000 and for 2,000 replications"
    do {
      let counter = try AllocationCount(in: setting.scratch)
      let (some, more) = (try counter.ofPlaying(1_000), try counter.ofPlaying(2_000))
      return Result(name, "\(grouped(some)) and \(grouped(more))", "equal", some == more)
    } catch {
      return Result(name, "", "equal", .notRun(why: "\(error)"))
    }
  }

  /// Plays and says nothing, for a process that is watched from outside.
  static func play(_ replications: Int) throws {
    guard let plan = try ScenarioFolder.read(ScenarioFolder.referenceModel).plan else {
      throw Unmeasurable(description: "the reference model is no sound scenario")
    }
    let simulation = Simulation(CastModel(plan), seed: 1)
    precondition(simulation.run(replications: 0..<UInt64(replications)).count == replications)
  }

  private static func allCores(_ simulation: Simulation) -> Result {
    let count = 10_000
    let seconds = (0..<rounds).map { _ in
      timed { precondition(simulation.run(replications: 0..<UInt64(count)).count == count) }
    }
    return Result(
      "simulate, \(grouped(count)) replications on all cores", "\(fixed(median(seconds))) s",
      "published", true)
  }

  private static func besideSimPy(_ simulation: Simulation, _ setting: Setting) throws -> Result {
    let name = "simulate, processor time of a replication beside SimPy"
    let gate = "at least 100.0 times"
    guard let python = setting.python else {
      return Result(
        name, "", gate,
        .notRun(why: "no --python PATH of an interpreter that has simpy"))
    }
    let peer: SimPy
    do {
      peer = try SimPy(python, fixtures: fixtures, in: setting.scratch)
    } catch let problem as Unmeasurable {
      return Result(name, "", gate, .notRun(why: problem.description))
    }
    var own: [Double] = []
    var others: [Double] = []
    for _ in 0..<rounds {
      own.append(processorTime(simulation) / Double(ours))
      others.append(try peer.play(peers) / Double(peers))
    }
    let ratio = median(zip(own, others).map { $1 / $0 })
    return Result(
      name, "\(fixed(median(own) * 1e6, 1)) µs",
      beside: "SimPy \(peer.version), \(fixed(median(others) * 1e3, 1)) ms", times: ratio,
      atLeast: 100)
  }

  private static func processorTime(_ simulation: Simulation) -> Double {
    let begin = clock()
    precondition(simulation.run(replications: 0..<UInt64(ours), threads: 1).count == ours)
    return Double(clock() - begin) / Double(CLOCKS_PER_SEC)
  }

  /// The model in its own file, and what other programs made of it.
  private static var fixtures: String {
    tests.appending(path: "RehearsalSimulationTests/Fixtures").path
  }

  private static var tests: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  }
}
