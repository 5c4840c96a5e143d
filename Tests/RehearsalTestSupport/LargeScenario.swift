package import RehearsalFormats

/// A scenario larger than any council will write, with nothing wrong in it: for what must stay
/// fast.
package enum LargeScenario {
  package static let roles = 500
  package static let documents = 1_000
  package static let injects = 500

  /// Its files, as they would stand in a folder.
  package static var files: SourceFiles {
    SourceFiles(
      [
        ("scenario.yaml", scenario), ("documents.csv", documentTable),
        ("injects.csv", injectTable),
      ].map { SourceFile(path: $0.0, bytes: Array($0.1.utf8)) })
  }

  private static func role(_ number: Int) -> String { "role-\(number)" }

  /// Everyone tells six others, so that the tree is four calls deep.
  private static var scenario: String {
    var lines = [
      "format: 1", "title: Large", "framework: ilacs-standard", "call: 2026-11-23 09:15",
      "roles:",
    ]
    for number in 0..<roles {
      lines += [
        "  - title: Role \(number)", "    holder: p\(number)", "    deputy: d\(number)",
      ]
    }
    lines += ["  - title: Observer", "    part: observer", "communication:", "  tree:"]
    for number in 0..<roles {
      let told = (number * 6 + 1..<number * 6 + 7).filter { $0 < roles }
      guard !told.isEmpty else { continue }
      let names = told.map(role).joined(separator: ", ")
      lines += ["    - role: \(role(number))", "      tells: [\(names)]"]
    }
    lines += [
      "  cascades:", "    - title: Call", "      starts: at notification",
      "      message: This is an exercise. They arrive on {fieldwork-start}.",
      "      targets: [{share: 100, by: +4h}]", "documents:", "  items: documents.csv",
      "  groups:",
    ]
    for group in 0..<20 {
      lines += ["    - title: Group \(group)", "      owner: \(role(group + 1))"]
    }
    lines += ["injects: injects.csv", "logistics:"]
    for number in 0..<100 {
      lines += ["  - title: Item \(number)", "    owner: \(role(number + 100))"]
      if number > 0 { lines.append("    after: [item-\(number - 1)]") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var documentTable: String {
    let rows = (0..<documents).map { number in
      "doc-\(number),\"Document \(number), as last agreed\",group-\(number % 20),"
        + "\(role(number % roles)),ready,2026-09-01,pdf;docx"
    }
    return "id,title,group,owner,status,reviewed,types\n" + rows.joined(separator: "\n") + "\n"
  }

  private static var injectTable: String {
    let rows = (0..<injects).map { number in
      let day = number % 14 + 1
      return "inject-\(number),New event \(number),day \(day) \(10 + number % 6):00,"
        + "\(role(number))\(number % 3 == 0 ? ";" + role((number + 1) % roles) : ""),"
        + "This is an exercise. Something has happened.,It is dealt with,+1h,observer"
    }
    return "id,title,at,to,message,expected,respond-by,judge\n" + rows.joined(separator: "\n")
      + "\n"
  }
}
