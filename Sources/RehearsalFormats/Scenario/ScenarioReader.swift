package import RehearsalCore

/// A scenario on its way from files to a plan, with all that was found wrong or unwise.
package struct ScenarioReading: Sendable {
  package let plan: Plan?
  package let diagnostics: [Diagnostic]
  /// Every file that was read for it, the framework included: what a rehearsal must keep.
  package let used: [SourceFile]
  /// The texts that diagnostics point into, by the name they are shown under.
  package let texts: [(name: String, text: String)]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Nothing could be read at all, as opposed to read and found wrong.
  package var isUnreadable: Bool { diagnostics.contains { $0.code == .notYAML } }
}

/// Reads a scenario's files: `scenario.yaml`, the tables it names, its framework.
package struct ScenarioReader: Sendable {
  package static let mainFile = "scenario.yaml"

  private let modules: Modules
  /// Put before each file's name in messages, such as `scenarios/mine/`.
  private let prefix: String
  /// When the call came, in the place of what the scenario says.
  private let notified: CallDate?

  package init(
    _ modules: Modules, shownUnder prefix: String = "", notified: CallDate? = nil
  ) {
    self.modules = modules
    self.prefix = prefix
    self.notified = notified
  }

  package func read(_ files: SourceFiles) throws(UnreadableFile) -> ScenarioReading {
    guard let main = files[ScenarioReader.mainFile] else {
      return ScenarioReading(
        plan: nil,
        diagnostics: [
          Diagnostic(
            .notYAML, "there is no \(ScenarioReader.mainFile) here",
            at: Place(file: prefix + ScenarioReader.mainFile, line: 1, column: 1),
            fix: "name a folder that holds one")
        ], used: [], texts: [])
    }
    let text: String
    do throws(UnreadableFile) {
      text = try main.text.get()
    } catch {
      throw UnreadableFile(path: prefix + error.path, reason: error.reason)
    }
    let sources = Sources(files, prefix)
    sources.keep(main, text)
    let plan = plan(text, sources)
    return ScenarioReading(
      plan: plan, diagnostics: sources.inOrder, used: sources.used, texts: sources.texts)
  }

  private func plan(_ text: String, _ sources: Sources) -> Plan? {
    switch YAML.read(text, file: sources.name(ScenarioReader.mainFile)) {
    case .failure(let problems):
      sources.diagnostics += problems.diagnostics
      return nil
    case .success(let node):
      if let newer = FileFormat.newer(node) {
        sources.diagnostics.append(newer)
        return nil
      }
      guard let draft = draft(node, sources) else { return nil }
      let (scenario, found) = modules.check(draft)
      sources.diagnostics += found
      // Dates are looked at even where a check found something, so that one run says all there is
      // to say.
      guard let scenario else { return nil }
      let (plan, planned) = modules.plan(scenario, notified: notified)
      sources.diagnostics += planned
      return sources.hasErrors ? nil : plan
    }
  }

  /// The draft, wherever there is a framework to check it against.
  private func draft(_ node: Node, _ sources: Sources) -> ScenarioDraft? {
    let reading = Reading { name, place in sources.table(name, at: place) }
    let framework = framework(node["framework"], reading, sources)
    let (head, sections) = modules.readScenario(node, reading)
    if framework != nil { reading.checkReferences() }
    sources.diagnostics += reading.diagnostics
    guard let framework else { return nil }
    return ScenarioDraft(
      head: head, framework: framework, sections: sections, places: reading.places,
      ids: reading.ids, spoiled: reading.spoiled)
  }

  /// The framework's own file beside the scenario, else the one that ships with the tool. Its ids
  /// become known to `reading`, so that the scenario may name them.
  private func framework(_ node: Node?, _ reading: Reading, _ sources: Sources) -> Framework? {
    guard case .scalar(let scalar)? = node, let id = ID<Framework>(scalar.text) else { return nil }
    guard let file = sources.framework(id) else {
      let near = Suggestion.nearest(to: id.text, among: Frameworks.shipped)
      reading.note(
        Diagnostic(
          .unknownFramework, "no framework is called \"\(id)\"", at: scalar.place,
          fix: near.map { "did you mean \"\($0)\"?" }
            ?? "use one of: \(Frameworks.shipped.joined(separator: ", ")), or put frameworks/"
            + "\(id).yaml beside the scenario"))
      return nil
    }
    if case .failure(let failure) = file.text {
      reading.note(Diagnostic(.unknownFramework, failure.words, at: scalar.place))
    }
    guard case .success(let text) = file.text else { return nil }
    sources.keep(file, text)
    let own = Frameworks.read(text, id, file: sources.name(file.path))
    sources.diagnostics += own.diagnostics
    guard let framework = own.framework else { return nil }
    reading.define(Framework.kind, id.text, at: scalar.place)
    func define<K: Kind>(_ ids: [ID<K>], _ list: String) {
      for (index, id) in ids.enumerated() {
        reading.define(K.kind, id.text, at: own.places["\(list)[\(index)].id"])
      }
    }
    define(framework.milestones.map(\.id), "milestones")
    define(framework.phases.map(\.id), "phases")
    define(framework.judgements.map(\.id), "judgements")
    define(framework.lists.map(\.id), "lists")
    return framework
  }
}

/// The files of a scenario while it is read, and which of them were used.
private final class Sources {
  private let files: SourceFiles
  private let prefix: String
  private(set) var used: [SourceFile] = []
  private(set) var texts: [(name: String, text: String)] = []
  var diagnostics: [Diagnostic] = []
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What was found, as somebody reads it who goes through the files from top to bottom.
  var inOrder: [Diagnostic] {
    func file(_ place: Place) -> Int { texts.firstIndex { $0.name == place.file } ?? texts.count }
    return diagnostics.enumerated().sorted { one, other in
      let (a, b) = (one.element.place, other.element.place)
      return (file(a), a.line, a.column, one.offset) < (file(b), b.line, b.column, other.offset)
    }.map(\.element)
  }

  init(_ files: SourceFiles, _ prefix: String) {
    self.files = files
    self.prefix = prefix
  }

  func name(_ path: String) -> String { prefix + path }

  func keep(_ file: SourceFile, _ text: String) {
    guard !used.contains(where: { $0.path == file.path }) else { return }
    used.append(file)
    texts.append((name(file.path), text))
  }

  func framework(_ id: ID<Framework>) -> SourceFile? {
    let path = Frameworks.path(id)
    if let own = files[path] { return own }
    return Frameworks.text(id).map { SourceFile(path: path, bytes: Array($0.utf8)) }
  }

  /// A table in the scenario's folder. Paths that leave the folder are refused.
  func table(_ path: String, at place: Place) -> TableAnswer {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || parts.contains("..") || parts.contains("") {
      return unreadable("\"\(path)\" leaves the scenario's folder", place)
    }
    guard let file = files[path] else {
      let near = Suggestion.nearest(to: path, among: files.files.map(\.path))
      return unreadable(
        "there is no file \"\(path)\" here", place,
        near.map { "did you mean \"\($0)\"?" }
          ?? "put it beside \(ScenarioReader.mainFile), as a file and not a link")
    }
    switch file.text {
    case .failure(let failure): return unreadable(failure.words, place)
    case .success(let text):
      keep(file, text)
      return CSV.read(text, file: name(path))
    }
  }

  private func unreadable(
    _ message: String, _ place: Place, _ fix: String = "name a .csv file in the same folder"
  ) -> TableAnswer {
    .problems([Diagnostic(.tableUnreadable, message, at: place, fix: fix)])
  }
}
