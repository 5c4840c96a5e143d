package import RehearsalCore

/// Frameworks as files: those that ship with the tool, and those that stand beside a scenario.
package enum Frameworks {
  /// The ids of those that ship with the tool, in order.
  package static var shipped: [String] {
    EmbeddedFiles.all.compactMap { file in
      let path = "\(file.path)"
      guard path.hasPrefix("Frameworks/"), path.hasSuffix(".yaml") else { return nil }
      return String(path.dropFirst("Frameworks/".count).dropLast(".yaml".count))
    }
  }

  /// One that ships with the tool; `nil` for any other.
  package static func shipped(_ id: ID<Framework>) -> Framework? {
    text(id).flatMap { read($0, id, file: path(id)).framework }
  }

  /// Where a scenario's own framework stands in its folder.
  static func path(_ id: ID<Framework>) -> String { "frameworks/\(id).yaml" }

  static func text(_ id: ID<Framework>) -> String? {
    EmbeddedFiles.text("Frameworks/\(id).yaml")
  }

  /// A framework from the text of its file, all that was found wrong in it, and where its values
  /// stand. There is none where anything was wrong.
  ///
  /// - Parameter file: what the file is called in messages
  static func read(
    _ text: String, _ id: ID<Framework>, file: String
  ) -> (framework: Framework?, diagnostics: [Diagnostic], places: Places) {
    switch YAML.read(text, file: file) {
    case .failure(let problems): return (nil, problems.diagnostics, Places())
    case .success(let node):
      if let newer = FileFormat.newer(node) { return (nil, [newer], Places()) }
      let reading = Reading()
      let framework = reading.read(Framework.self, from: node)
      reading.checkReferences()
      if reading.sound(framework) != nil {
        framework.check(named: id.text, reading.places).forEach(reading.note)
      }
      return (reading.sound(framework), reading.diagnostics, reading.places)
    }
  }
}

/// The format of a file that people write, which its first line says.
enum FileFormat {
  /// The refusal of a newer file, before anything in it is judged by older rules.
  static func newer(_ node: Node) -> Diagnostic? {
    guard case .scalar(let scalar)? = node["format"], let format = Int(text: scalar.text) else {
      return nil
    }
    let newest = ScenarioHead.newestFormat
    if format > newest {
      return Diagnostic(
        .newerFormat, "format \(format) is newer than this tool knows", at: scalar.place,
        fix: "use a newer version of rehearse, or format: \(newest)")
    }
    if format < 1 {
      return Diagnostic(
        .newerFormat, "there never was a format \(format)", at: scalar.place,
        fix: "write format: \(newest)")
    }
    return nil
  }
}
