import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage
import RehearsalViews

/// A scenario named on the command line.
struct ScenarioArgument {
  let path: String
  let reading: ScenarioReading

  /// Reads the folder at `path`, or the folder of the `scenario.yaml` that it names.
  init(path: String, notified: CallDate? = nil) throws {
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    if folder.hasSuffix("/" + ScenarioReader.mainFile) {
      folder.removeLast(ScenarioReader.mainFile.count + 1)
    } else if folder == ScenarioReader.mainFile {
      folder = "."
    }
    self.path = folder
    guard let files = try SourceFolder.read(folder, with: ScenarioReader.mainFile) else {
      throw Failure.unreadable(
        "There is no \(ScenarioReader.mainFile) in \(folder). Name a folder that holds one, such "
          + "as scenarios/tutorial.")
    }
    reading = try ScenarioReader(
      .rehearsal, shownUnder: folder == "." ? "" : folder + "/", notified: notified
    ).read(files)
  }

  /// A scenario of nothing but a framework, by its id or by the file that holds it: what it would
  /// mean if the call came then.
  init(framework: String, notified: CallDate) throws {
    path = framework
    var files: [SourceFile] = []
    var id = framework
    if framework.hasSuffix(".yaml") {
      id = String(framework.split(separator: "/").last?.dropLast(".yaml".count) ?? "")
      files.append(try SourceFolder.file(framework, as: "frameworks/\(id).yaml"))
    }
    guard let id = ID<Framework>(id), !files.isEmpty || Frameworks.shipped.contains(id.text) else {
      throw Failure.unknownFramework(framework)
    }
    files.append(
      SourceFile(
        path: ScenarioReader.mainFile, bytes: Array(NewScenario.bare(id, notified).utf8)))
    reading = try ScenarioReader(.rehearsal, notified: notified).read(SourceFiles(files))
  }

  /// The plan, once every problem has been shown. Warnings do not stand in the way.
  func plan() throws -> Plan {
    let text = DiagnosticText(reading.texts)
    for diagnostic in reading.diagnostics { Terminal.error(text.words(diagnostic) + "\n") }
    guard let plan = reading.plan else { throw failure }
    return plan
  }

  /// How a scenario with errors ends a command.
  var failure: Failure {
    reading.isUnreadable
      ? .unreadable("\(path) cannot be read as a scenario.") : .problems
  }
}

extension CallForecast {
  /// What the tree of a plan is worth for each message that goes through it.
  static func all(_ plan: Plan) -> [CallForecast] {
    let communication = plan[Communication.self]
    return communication.cascades.compactMap { cascade in
      CallOrder(cascade, communication.tree).map {
        CallForecast(
          title: $0.title, people: $0.people, callLength: CallOrder.callLength,
          asWritten: $0.asWritten, best: $0.best,
          changes: $0.changes.map { caller, calls in
            Change(
              caller: plan.names.title(caller), calls: calls.map { plan.names.title($0) })
          })
      }
    }
  }
}
