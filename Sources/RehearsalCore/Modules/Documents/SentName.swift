/// What a file is called here, made harmless out of what its sender called it, with what had to be
/// changed for that.
///
/// It names one file in a list, in a log and on any disk: it leads nowhere, it reads as it is
/// written, and it has an end.
package struct SentName: Hashable, Sendable {
  /// Something that was done to a name, in the order in which it is done. Files in a tray say it
  /// by these words, which are never renamed.
  package enum Change: String, CaseIterable, Sendable {
    /// What stood before the last slash was left out.
    case folders
    /// What cannot be seen, or turns the direction of writing, was left out; so were spaces and
    /// points at the end.
    case characters
    /// Nothing was left, so it got a name.
    case unnamed
    /// Some machines take it for a device, so it got a word before it.
    case reserved
    /// It was cut to ``SentName/longest``; its ending stays.
    case shortened
  }

  package let text: String
  package let changes: [Change]

  /// In Unicode scalars: people who pile up marks on one letter get no longer names by it.
  package static let longest = 120

  package init(_ sent: String) {
    var changes: [Change] = []
    var name = sent.unicodeScalars[...]
    if let slash = name.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
      name = name[name.index(after: slash)...]
      changes.append(.folders)
    }
    var plain = String(String.UnicodeScalarView(name.filter { !SentName.isUnseen($0) }))
    plain = SentName.trimmed(plain)
    if plain.unicodeScalars.count != name.count { changes.append(.characters) }
    if plain.isEmpty {
      plain = "file"
      changes.append(.unnamed)
    }
    if SentName.isReserved(plain) {
      plain = "file-\(plain)"
      changes.append(.reserved)
    }
    if plain.unicodeScalars.count > SentName.longest {
      plain = SentName.shortened(plain)
      changes.append(.shortened)
    }
    text = plain
    self.changes = changes
  }

  /// What was changed, as a sentence; empty where nothing was.
  package static func words(_ changes: [Change]) -> String {
    guard !changes.isEmpty else { return "" }
    let parts = changes.map { change in
      switch change {
      case .folders: "the folders before it were left out"
      case .characters: "characters that cannot be seen were left out"
      case .unnamed: "it had none"
      case .reserved: "some machines take it for a device"
      case .shortened: "it was longer than \(longest) characters"
      }
    }
    return "Its name was changed: \(parts.joined(separator: "; "))."
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // The two joiners shape letters in some scripts, and families of people in pictures.
    case .format: !isJoiner(scalar)
    default: false
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  /// Without spaces around it, and without points behind it, which not every disk keeps.
  private static func trimmed(_ name: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || isJoiner(scalar)
    }
    var rest = name.unicodeScalars.drop(while: isBlank)
    while let last = rest.last, isBlank(last) || last == "." { rest.removeLast() }
    return String(rest)
  }

  /// Whether Windows would open a device in its place, whatever its ending is.
  private static func isReserved(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.utf8.count == 4 && ["com", "lpt"].contains { stem.hasPrefix($0) }
      && stem.last.map { ("1"..."9").contains($0) } ?? false
  }

  /// The beginning, in whole letters, and the ending that says what kind of file it is.
  private static func shortened(_ name: String) -> String {
    let point = name.lastIndex(of: ".") ?? name.endIndex
    let form = name[point...]
    let ending = form.count <= 11 && form.utf8.count == form.count ? String(form) : ""
    var stem = ""
    var room = longest - ending.unicodeScalars.count
    for letter in name[..<(ending.isEmpty ? name.endIndex : point)] {
      room -= letter.unicodeScalars.count
      if room < 0 { break }
      stem.append(letter)
    }
    stem = trimmed(stem)
    return (stem.isEmpty ? "file" : stem) + ending
  }
}
