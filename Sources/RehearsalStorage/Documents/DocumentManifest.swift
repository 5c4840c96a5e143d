package import RehearsalFormats

/// The lists that `sha256sum -c` checks documents by, without this tool.
package enum DocumentManifest {
  /// One document of a list, under the name that somebody gave it.
  package typealias Entry = (hash: LineHash, name: String)

  /// The list of documents under the names that ``names(_:)`` makes: to be run in the folder that
  /// they were exported to, or in a log's folder with the names of ``DocumentStore/name(of:)``.
  package static func text(_ entries: [Entry]) -> String {
    var text = ""
    var written: Set<String> = []
    for (entry, name) in zip(entries, names(entries)) where written.insert(name).inserted {
      var escaped = ""
      for scalar in name.unicodeScalars {
        switch scalar {
        case "\\": escaped += "\\\\"
        case "\n": escaped += "\\n"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      // As GNU writes it: a line that begins with a backslash has escapes in its name.
      if escaped != name { text += "\\" }
      text += "\(entry.hash)  \(escaped)\n"
    }
    return text
  }

  /// The names that documents are exported under: relative, below the folder, and none of them
  /// twice for different bytes. The same entries get the same names each time.
  package static func names(_ entries: [Entry]) -> [String] {
    // By their small letters: not every disk tells them from capitals.
    var taken: [String: Entry] = [:]
    // A folder cannot have the name of a file, so `a` and `a/b` do not go together.
    var folders: Set<String> = []
    return entries.map { entry in
      let plain = plainName(entry.name)
      var name = plain
      var number = 1
      while true {
        let key = name.lowercased()
        if let same = taken[key], same.hash == entry.hash { return same.name }
        if taken[key] == nil, !folders.contains(key),
          !parents(key).contains(where: { taken[$0] != nil })
        {
          taken[key] = (entry.hash, name)
          folders.formUnion(parents(key))
          return name
        }
        number += 1
        name = numbered(plain, number)
      }
    }
  }

  private static func parents(_ name: String) -> [String] {
    let parts = name.split(separator: "/")
    return (1..<max(1, parts.count)).map { parts.prefix($0).joined(separator: "/") }
  }

  /// `report-2.pdf`
  private static func numbered(_ name: String, _ number: Int) -> String {
    var parts = name.split(separator: "/").map(String.init)
    let last = parts.count - 1
    let point = parts[last].lastIndex(of: ".")
    let end = point.flatMap { $0 == parts[last].startIndex ? nil : $0 } ?? parts[last].endIndex
    let form = cut(parts[last][end...], to: 40)
    let head = cut(parts[last][..<end], to: 200)
    parts[last] = "\(head)-\(number)\(form)"
    // A file stands where one of its folders should be: the folder gets the number as well.
    if parts.count > 1 { parts[0] = "\(cut(parts[0][...], to: 200))-\(number)" }
    return parts.joined(separator: "/")
  }

  /// A name that leads nowhere outside the folder: without `..`, a root, or characters that a line
  /// of the list cannot hold, and no longer than a folder takes.
  static func plainName(_ name: String) -> String {
    let parts = name.unicodeScalars.split(separator: "/").map { part -> String in
      var plain = String.UnicodeScalarView()
      // `sha256sum` takes off a carriage return at the end of a line, and a name ends at a zero.
      for scalar in part { plain.append(["\0", "\r"].contains(scalar) ? "_" : scalar) }
      return cut(Substring(plain[...]), to: 240)
    }
    let safe = parts.filter { ![".", ".."].contains($0) }.suffix(8).joined(separator: "/")
    // A name of `-` alone is what the programs call their input.
    return safe.isEmpty ? "document" : safe == "-" ? "_" : safe
  }

  private static func cut(_ text: Substring, to bytes: Int) -> String {
    var cut = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      count += UTF8.width(scalar)
      if count > bytes { break }
      cut.append(scalar)
    }
    return String(cut)
  }
}

extension DocumentStore {
  /// See ``DocumentManifest/text(_:)``.
  package func manifest(_ entries: [DocumentManifest.Entry]) -> String {
    DocumentManifest.text(entries)
  }
}
