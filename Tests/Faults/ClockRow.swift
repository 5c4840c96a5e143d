import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalTestSupport

/// Row 10: the clock of the room jumps back and forth while the story's clock runs by it.
enum ClockRow {
  static let row = Row(
    number: 10, title: "a clock that jumps", run: { try run($0, by: .story) },
    control: "ordered by the room's clock instead", runControl: { try run($0, by: .room) })

  private enum Order {
    case story, room
  }

  private static let hour: Int64 = 3_600_000_000

  private static func run(_ budget: Budget, by order: Order) throws -> Tally {
    var numbers = budget.numbers(10)
    var tally = Tally()
    for round in 0..<budget.times(3, full: 40) {
      let log = try RecordedScenario(lines: 3)
      let room = Room()
      let acts = try play(log, room, budget.times(25, full: 60), &numbers, &tally)
      Audit.check("round \(round)", log.folder, acts, &tally)
      var last = Int64.min
      try LogVerifier(log.folder).lines { line, _ in
        let time = order == .story ? line.at.microseconds : line.rec.microseconds
        if time < last {
          tally.problems.append("round \(round): event \(line.n) goes back in time")
        }
        last = time
      }
    }
    return tally
  }

  /// The clock of the room, as it is set.
  private final class Room {
    var now: Int64 = 1_600_000_000_000_000
  }

  private static func play(
    _ log: RecordedScenario, _ room: Room, _ count: Int, _ numbers: inout SeededNumbers,
    _ tally: inout Tally
  ) throws -> [(id: String, events: Int)] {
    let wall = { WallMoment(microseconds: room.now) }
    func writer() throws -> RehearsalWriter {
      try RehearsalWriter(
        LogFile.open(log.folder, forWriting: true), .rehearsal, log.plan, wall: wall)
    }
    var writers = [try writer(), try writer()]
    let pace = try Acts.read("facilitator sets the pace to real-time", log.plan)
    let act = try Acts.unanswered(log.plan)
    try writers[0].perform([.init(pace.command, by: pace.actor, id: "pace")])
    var acts: [(id: String, events: Int)] = []
    for number in 0..<count {
      room.now += Int64.random(in: -2 * hour...2 * hour, using: &numbers)
      if numbers.below(10) == 0 { writers[1] = try writer() }
      tally.tried += 1
      let id = "act-\(number)"
      let outcome = try writers[number % 2].perform([
        .init(act.command, by: act.actor, id: id)
      ])[0]
      if case .success(let events?) = outcome {
        acts.append((id, events.count))
      } else {
        tally.refused += 1
      }
    }
    if acts.isEmpty { tally.problems.append("nothing could be recorded") }
    return acts
  }
}

/// Acts of the tutorial, from sentences.
enum Acts {
  static func read(_ text: String, _ plan: Plan) throws -> (command: any Command, actor: Actor) {
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    switch reader.read(text, at: Place(file: "faults", line: 1, column: 1)) {
    case .success(let sentence):
      return (sentence.command, plan.seated(sentence.actor, else: "faults"))
    case .failure(let problems):
      throw BadSentence(
        description: problems.diagnostics.map(\.message).joined(separator: "; "))
    }
  }

  /// One that can be recorded any number of times.
  static func unanswered(_ plan: Plan) throws -> (command: any Command, actor: Actor) {
    try read("director gets no answer from chief-executive about notification-call", plan)
  }
}

/// A sentence of this program's own that cannot be read.
struct BadSentence: Error {
  let description: String
}
