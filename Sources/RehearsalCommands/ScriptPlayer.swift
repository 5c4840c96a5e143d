import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// Plays a script into a rehearsal's log, for `run` and `demo`.
struct ScriptPlayer {
  /// Who wrote the script: the word before the line's number in the ids of its acts, and behind
  /// the slash of actors in whose seat nobody sits.
  enum Author: String {
    case script
    /// Simulated people.
    case cast
  }

  private let folder: LogFolder
  private let author: Author
  private let writer: RehearsalWriter

  init(_ folder: LogFolder, _ plan: Plan, by author: Author = .script) throws {
    self.folder = folder
    self.author = author
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

  /// Plays a script in batches, and says how far it has come. The first act refused ends it; what
  /// came before stands.
  func play(_ script: Script) throws {
    var rest = script.lines[...]
    while !rest.isEmpty {
      let lines = Array(rest.prefix(ScriptPlayer.actsAWrite))
      rest = rest.dropFirst(lines.count)
      Terminal.progress(script.lines.count - rest.count, of: script.lines.count, "acts")
      let outcomes = try writer.perform(
        lines.map { line in
          RehearsalWriter.Act(
            line.sentence.command, by: line.sentence.actor,
            id: "\(author.rawValue)/\(line.place.line)", at: line.at,
            happened: line.sentence.happened, emptySeat: author.rawValue)
        }, stopAtRejection: true)
      for (line, outcome) in zip(lines, outcomes) {
        guard case .failure(let rejection) = outcome else { continue }
        let sentence = SentenceWriter.sentence(
          line.sentence.actor, line.sentence.command, writer.plan.days)
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
