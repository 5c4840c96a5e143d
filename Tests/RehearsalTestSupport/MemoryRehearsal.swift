package import RehearsalCore
import RehearsalFormats

/// A rehearsal without a disk and without a clock of its own: sentences in, events out. What the
/// clock does is said as a sentence too, such as `day 1 09:15 clock reaches notification`.
package struct MemoryRehearsal {
  package let modules: Modules
  package let plan: Plan
  package private(set) var state: RehearsalState
  package private(set) var events: [RecordedEvent] = []

  /// Why a test's own input is no use.
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  package init(
    yaml: String, modules: Modules = .rehearsal, files: [String: String] = [:]
  ) throws {
    let reading = try ScenarioReader(modules).read(
      SourceFiles(
        [SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))]
          + files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }))
    guard let plan = reading.plan else {
      let text = DiagnosticText(reading.texts)
      throw Unusable(
        description: reading.diagnostics.map { text.words($0) }.joined(separator: "\n"))
    }
    self.modules = modules
    self.plan = plan
    state = modules.initialState(plan)
  }

  /// The reader of this rehearsal's sentences.
  package var reader: SentenceReader {
    SentenceReader(modules, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
  }

  /// Says a script line, `day 1 09:20 director tells …`, and records what follows. A line that
  /// cannot be read is the test's own mistake and throws.
  package mutating func say(_ line: String) throws -> Result<[any Event], Rejection> {
    let last = events.last?.at ?? Moment(plan.dayOne, .midnight)
    let (at, rest) = ScriptTime.split(line, after: last, dayOne: plan.dayOne)
    switch reader.read(rest, at: Place(file: "test", line: 1, column: 1)) {
    case .failure(let problems):
      throw Unusable(description: problems.diagnostics.map(\.message).joined(separator: "\n"))
    case .success(let sentence):
      return perform(
        sentence.command, by: sentence.actor, at: at ?? last, happened: sentence.happened)
    }
  }

  /// Asks for a command and records what follows; records nothing where it is refused.
  package mutating func perform(
    _ command: any Command, by actor: Actor, at now: Moment, happened: Moment? = nil
  ) -> Result<[any Event], Rejection> {
    let wall = WallMoment(microseconds: now.microseconds)
    let id = "act/\(events.count)"
    do throws(Rejection) {
      let found = try modules.decide(
        command, state, plan,
        Context(now: now, wall: wall, actor: actor, id: id, happened: happened))
      for (index, event) in found.enumerated() {
        let recorded = RecordedEvent(
          n: events.count, batch: Batch(index: index, count: found.count), id: id, at: now,
          rec: wall, actor: actor, cause: nil, happened: happened, payload: .event(event))
        events.append(recorded)
        state.evolve(recorded)
      }
      return .success(found)
    } catch {
      return .failure(error)
    }
  }

  /// Says several lines that must all be taken.
  package mutating func play(_ lines: String...) throws {
    for line in lines {
      if case .failure(let rejection) = try say(line) {
        throw Unusable(description: "\(line): \(rejection.code)")
      }
    }
  }

  package var replay: Replay { Replay(modules, plan, events) }

  /// The state as text, equal where two states are.
  package var digest: String {
    get throws { String(decoding: try CanonicalJSON.bytes(of: state), as: UTF8.self) }
  }
}
