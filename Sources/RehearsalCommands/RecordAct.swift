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

      What is typed late says when it happened:

        rehearse record LOG 'day 1 09:50 director tells … happened day 1 09:40'

      A document goes into the library with its bytes:

        rehearse record LOG --file chart.pdf 'day 1 15:00 co-ordinator adds ld-01'

      Of what may not be copied, only the place is said, and a dummy stands for what is not there:

        rehearse record LOG 'day 1 15:10 co-ordinator keeps elsewhere ld-02 place "Room 4"'
        rehearse record LOG 'day 1 15:20 co-ordinator uses a dummy for ld-04'
      """)

  @Argument(help: "The folder of a rehearsal's log.")
  var log: String

  @Argument(help: "The sentence, in quotes or not.")
  var sentence: [String]

  @Option(help: "The act's own id: the same id is never recorded twice.")
  var id: String?

  @Option(help: "Record it only if this is still the last event.")
  var after: Int?

  @Option(help: "The file that a document's version is added from.")
  var file: String?

  package init() {}

  func perform() throws {
    let folder = LogFolder(log)
    let recorded = try RecordedRehearsal.open(folder, .rehearsal)
    try recorded.requireSound()
    // What takes long comes first, so that others wait for little.
    let incoming = try file.map { try DocumentStore(folder).begin(from: $0) }
    // What one says of a document must still be true when the event says it: nobody erases it in
    // between, or adds what is being erased.
    let lock = try FolderLock(folder)
    defer { lock.end() }
    let document = try incoming?.finish()
    do {
      try record(document, recorded, in: folder)
    } catch let failure as Failure {
      try takeBack(document, from: folder)
      throw failure
    }
  }

  private func record(
    _ document: StoredDocument?, _ recorded: RecordedRehearsal, in folder: LogFolder
  ) throws {
    let plan = recorded.replay.plan
    let text = sentence.joined(separator: " ") + words(for: document)
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
    let before = recorded.replay.events.count
    let outcome = try writer.perform([
      .init(
        act.command, by: act.actor, id: id, at: at, seen: after, happened: act.happened,
        emptySeat: "terminal")
    ])[0]
    if case .failure(let rejection) = outcome {
      throw Failure.refused(rest, at: nil, rejection)
    }
    try erase(act.command, from: folder)
    try show(RecordedRehearsal.open(folder, .rehearsal), from: before)
  }

  /// What the sentence says of the document whose bytes are kept, as they are before any event
  /// refers to them.
  private func words(for document: StoredDocument?) -> String {
    guard let file, let document else { return "" }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return " sha256 \(document.hash) bytes \(document.size) file \(SentenceWriter.quoted(name))"
  }

  /// After a refusal, removes bytes that came for it alone: they may be some that were erased.
  private func takeBack(_ document: StoredDocument?, from folder: LogFolder) throws {
    guard let document, document.isNew else { return }
    var referenced = ReferencedDocuments(.rehearsal)
    for event in try RecordedRehearsal.open(folder, .rehearsal).replay.events {
      if let event = event.event { referenced.note(event) }
    }
    if referenced.all[document.hash] != .kept { try DocumentStore(folder).erase(document.hash) }
  }

  /// Removes the bytes once the event says so: asked for again, it removes what a crash has left.
  private func erase(_ command: any Command, from folder: LogFolder) throws {
    guard let erase = command as? EraseDocument, let hash = LineHash(erase.sha256.text) else {
      return
    }
    try DocumentStore(folder).erase(hash)
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
    let names = recorded.replay.view(.facilitator).names
    let added = recorded.replay.events.filter { $0.n >= first }
    if added.isEmpty { Terminal.out("Nothing to record: all is as asked for already.\n") }
    for event in added {
      if let line = event.told(names) { Terminal.out(line.text + "\n") }
    }
  }
}
