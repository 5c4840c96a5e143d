import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage

/// Plays scripts into a rehearsal's log, for `run` and `demo`.
struct ScriptPlayer {
  /// A script and who wrote it.
  struct Part {
    /// The word before a line's number in the ids of its acts, and behind the slash of actors in
    /// whose seat nobody sits.
    enum Author: String {
      case script
      /// Simulated people.
      case cast
    }

    let author: Author
    let script: Script

    /// One act of it.
    fileprivate func act(_ line: Script.Line) -> RehearsalWriter.Act {
      RehearsalWriter.Act(
        line.sentence.command, by: line.sentence.actor,
        id: "\(author.rawValue)/\(line.place.line)", at: line.at,
        happened: line.sentence.happened, emptySeat: author.rawValue)
    }
  }

  private let folder: LogFolder
  private let writer: RehearsalWriter

  init(_ folder: LogFolder, _ plan: Plan) throws {
    self.folder = folder
    writer = try RehearsalWriter(
      LogFile.open(folder, forWriting: true), .rehearsal, plan, isScripted: true,
      wall: RoomClock.now)
  }

  /// Reads a script for `plan`; its problems are shown before anything is opened or played.
  static func read(_ file: SourceFile, named name: String, _ plan: Plan) throws -> Script {
    try read(try file.text.get(), named: name, plan)
  }

  static func read(_ text: String, named name: String, _ plan: Plan) throws -> Script {
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    switch Script.read(text, file: name, reader, dayOne: plan.dayOne) {
    case .success(let script): return script
    case .failure(let problems):
      let shown = DiagnosticText([(name, text)])
      for diagnostic in problems.diagnostics { Terminal.error(shown.words(diagnostic) + "\n") }
      throw Failure.problems
    }
  }

  /// Plays scripts beside each other in batches, and says how far they have come. Of several acts
  /// at one moment those of the earlier script come first. The first act refused ends it; what came
  /// before stands.
  func play(_ parts: [Part]) throws {
    let acts = parts.flatMap { part in
      part.script.lines.map { (at: $0.at, place: $0.place, act: part.act($0)) }
    }
    let inOrder = acts.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    var rest = inOrder[...]
    while !rest.isEmpty {
      let next = Array(rest.prefix(ScriptPlayer.actsAWrite))
      rest = rest.dropFirst(next.count)
      Terminal.progress(acts.count - rest.count, of: acts.count, "acts")
      let outcomes = try writer.perform(next.map(\.act), stopAtRejection: true)
      for (line, outcome) in zip(next, outcomes) {
        guard case .failure(let rejection) = outcome else { continue }
        let sentence = SentenceWriter.sentence(
          line.act.actor, line.act.command, writer.plan.days)
        throw Failure.refused(sentence, at: line.place, rejection)
      }
    }
  }

  /// An act gives a handful of events, so that these fit one batch of 256.
  private static let actsAWrite = 64

  /// Where the log is and what it holds, for people and for scripts that read `Log:`.
  func summary() throws -> String {
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    return """
      Log: \(folder.path)
      Events: \(recorded.replay.events.count)
      Head: \(recorded.shortHead)

      """
  }
}

extension ScriptPlayer.Part {
  /// What simulated people do in one playing, beside the people of a script.
  static func cast(
    _ plan: Plan, _ simulation: Simulation, _ replication: UInt64, beside people: Script? = nil
  ) throws -> ScriptPlayer.Part {
    let until = people?.lines.last?.at
    let text = CastScript.text(plan, simulation, replication, until: until)
    return ScriptPlayer.Part(
      author: .cast, script: try ScriptPlayer.read(text, named: "the cast", plan))
  }
}
