package import ArgumentParser
import Glibc
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// `record`: one act from a terminal, beside whoever else writes the same log.
package struct RecordAct: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record one act in a rehearsal.",
    discussion: """
      A sentence is WHO VERB OBJECT [KEY VALUE]…, with the exercise time before it where the clock
      does not run by itself:

        rehearse record LOG 'day 1 09:20 director tells chief-executive about notification-call'
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Argument(help: "The sentence, in quotes or not.")
  var sentence: [String]

  @Option(help: "The act's own id: the same id is never recorded twice.")
  var id: String?

  @Option(help: "Record it only if this is still the last event.")
  var after: Int?

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    try recorded.requireSound()
    let plan = recorded.replay.plan
    let text = sentence.joined(separator: " ")
    let last = recorded.replay.events.last?.at
    let (at, rest) = ScriptTime.split(text, after: last, dayOne: plan.dayOne)
    let act = try read(rest, plan)
    let id = id ?? "record/\(RoomClock.now().microseconds)-\(getpid())"
    guard LogLine.isID(id) else {
      throw Failure.failed(
        "\"\(id)\" cannot be an act's id. Use 1 to 64 plain characters, no quotes or backslashes.")
    }
    let writer = try RehearsalWriter(
      LogFile.open(folder, forWriting: true), .rehearsal, plan, wall: RoomClock.now)
    let actor = plan.seated(act.actor, else: "terminal")
    let before = recorded.replay.events.count
    let outcome = try writer.perform([.init(act.command, by: actor, id: id, at: at, seen: after)])[
      0]
    if case .failure(let rejection) = outcome {
      throw Failure.refused(rest, at: nil, rejection)
    }
    try show(RecordedRehearsal.open(folder, .rehearsal), from: before)
  }

  private func read(_ text: String, _ plan: Plan) throws -> Sentence {
    let reader = SentenceReader(
      .rehearsal, roles: plan.scenario.head.roles.map(\.id), context: plan.days)
    let name = "sentence"
    switch reader.read(text, at: Place(file: name, line: 1, column: 1)) {
    case .success(let sentence): return sentence
    case .failure(let problems):
      let shown = DiagnosticText([(name, text)])
      for diagnostic in problems.diagnostics { Terminal.error(shown.words(diagnostic) + "\n") }
      throw Failure.problems
    }
  }

  /// What was added, the clock's own steps included.
  private func show(_ recorded: RecordedRehearsal, from first: Int) throws {
    let names = recorded.replay.plan.names
    let added = recorded.replay.events.filter { $0.n >= first }
    if added.isEmpty { Terminal.out("Nothing to record: all is as asked for already.\n") }
    for event in added {
      guard let story = event.event?.story(names) else { continue }
      Terminal.out("\(event.n)  \(event.at.words)  \(names.title(event.actor)) \(story)\n")
    }
  }
}
