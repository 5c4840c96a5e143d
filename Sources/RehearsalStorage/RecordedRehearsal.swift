package import RehearsalCore
import RehearsalFormats

/// A rehearsal read back from its folder: the plan from the scenario that was kept with it, and
/// every event that can be relied on.
package struct RecordedRehearsal: Sendable {
  package let folder: LogFolder
  package let replay: Replay
  /// What reading found out about the log. With damage, the events stop before it.
  package let report: LogReport

  package static func open(
    _ folder: LogFolder, _ modules: Modules
  ) throws(StorageProblem) -> RecordedRehearsal {
    var events: [RecordedEvent] = []
    let report = try LogVerifier(folder).events(modules) { events.append($0) }
    let plan = try plan(folder, modules, report)
    return RecordedRehearsal(
      folder: folder, replay: Replay(modules, plan, events), report: report)
  }

  /// When the call comes, where line 0 only holds its hash: from the file kept for it, or from the
  /// call itself once it has come.
  private static func secret(
    _ folder: LogFolder, _ report: LogReport
  ) throws(StorageProblem) -> CallSecret? {
    guard let hash = report.opened?.call else { return nil }
    guard let secret = try folder.callSecret() ?? report.revealed else {
      throw .secretLost(path: folder.secret, "is not there")
    }
    guard secret.hash == hash else {
      throw .secretLost(path: folder.secret, "is not the secret that the log was opened with")
    }
    return secret
  }

  private static func plan(
    _ folder: LogFolder, _ modules: Modules, _ report: LogReport
  ) throws(StorageProblem) -> Plan {
    let secret = try secret(folder, report)
    let notified = secret.map { CallDate($0.moment.date, $0.moment.time) }
    let files = try folder.scenarioFiles().map { SourceFile(path: $0.path, bytes: $0.bytes) }
    let reading: ScenarioReading
    do throws(UnreadableFile) {
      reading = try ScenarioReader(
        modules, shownUnder: "\(folder.scenario)/", notified: notified
      ).read(SourceFiles(files))
    } catch {
      throw .scenarioLost(path: folder.scenario, error.words)
    }
    if let plan = reading.plan { return secret.map { plan.keeping($0) } ?? plan }
    let text = DiagnosticText(reading.texts)
    throw .scenarioLost(
      path: folder.scenario, reading.diagnostics.first.map { text.words($0) } ?? "")
  }

  /// As in ``LogReport``.
  package var shortHead: String { report.shortHead }

  /// SHA-256 of the state after the last event, as canonical JSON: equal where two rehearsals came
  /// to the same state, whenever and however fast they were played.
  package var digest: String {
    get throws { try RecordedRehearsal.digest(replay.view(.facilitator).state) }
  }

  /// The digest of a log of any length, up to the head that `report` found. No event is kept.
  package static func digest(
    _ folder: LogFolder, _ modules: Modules, _ report: LogReport
  ) throws -> String {
    var state = modules.initialState(try plan(folder, modules, report))
    try LogVerifier(folder).events(modules, upTo: .event(report.head?.n ?? -1)) {
      state.evolve($0)
    }
    return try digest(state)
  }

  private static func digest(_ state: RehearsalState) throws -> String {
    LineHash.of(try CanonicalJSON.bytes(of: state)).description
  }

  /// What must be said before anything of a damaged log is shown.
  package var warning: String? {
    report.damages.first.map { damage in
      StorageProblem.damaged(damage, good: report.head).words
    }
  }

  /// Refuses to go on with a damaged log. A torn tail is none: recording repairs it first.
  package func requireSound() throws(StorageProblem) {
    if let damage = report.damages.first, !report.isTorn {
      throw .damaged(damage, good: report.head)
    }
  }
}
