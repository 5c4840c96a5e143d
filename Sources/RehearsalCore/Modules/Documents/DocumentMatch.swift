/// A line of the document list that a file may be for, and what speaks for it.
package struct DocumentMatch: Hashable, Sendable {
  /// How much speaks for it. Only what is certain is chosen before anybody looks; nothing is filed
  /// before somebody says so.
  package enum Confidence: String, Sendable {
    case certain, likely, possible
  }

  package let document: ID<DocumentItem>
  package let title: String
  package let confidence: Confidence
  /// What speaks for it, as a sentence.
  package let why: String
}

/// What one file is for.
package struct DocumentProposal: Hashable, Sendable {
  /// The likeliest first, each document once; at most one of them is certain, and then it is the
  /// first.
  package let matches: [DocumentMatch]
  /// What else is worth knowing, such as where the same content stands already, as sentences.
  package let notes: [String]

  /// The one that may be chosen before anybody looks.
  package var certain: DocumentMatch? {
    matches.first.flatMap { $0.confidence == .certain ? $0 : nil }
  }
}

/// Tells what files are for, from their names and hashes, with the eyes of one viewer: from what
/// the viewer has been told, and only for lines that the viewer may add to.
///
/// In this order: the very name that a line's file should have; its reference at the beginning of
/// the name; the content of one of its versions; the name of one of its versions; words of its
/// title. The first two are certain, where they mean one line alone.
package struct DocumentMatcher: Sendable {
  /// One line of the list, with what names are compared with.
  private struct Candidate: Sendable {
    let item: DocumentItem
    let line: Documents.Line
    /// Why the viewer may not add to it, to follow "By its name it is for ld-01,"; `nil` for who
    /// may.
    let hindrance: String?
    /// The letters and digits of the expected name, without its ending.
    let expected: String
    let words: [String]
  }

  /// How a name or a hash fits, the best first.
  private enum Fit: Int, Comparable {
    case expected, reference, content, earlierName, wholeTitle, someOfTitle

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  private let candidates: [Candidate]
  private let documents: Documents.State

  /// - Parameter state: What the viewer knows, and not the whole, unless the facilitator asks.
  package init(_ state: RehearsalState, _ plan: Plan, for viewer: Viewer) {
    documents = state[Documents.self]
    guard viewer == .facilitator || viewer.council(state) != nil else {
      candidates = []
      return
    }
    let lines = documents.lines
    candidates = plan[Documents.self].items.map { prepared in
      let item = prepared.line
      let line = lines[item.id] ?? Documents.Line(id: item.id, title: item.title)
      return Candidate(
        item: item, line: line, hindrance: DocumentMatcher.hindrance(prepared, line, viewer),
        expected: DocumentMatcher.stem(item.fileName),
        words: DocumentMatcher.telling(item.title))
    }
  }

  /// The lines that the viewer may bring on, in the order of the list, those of which no copy may
  /// be made among them.
  static func items(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [DocumentItem] {
    DocumentMatcher(state, plan, for: viewer).candidates
      .filter { $0.hindrance == nil || $0.hindrance == noCopies }.map(\.item)
  }

  private static let noCopies = "of which no copy may be made"

  private static func hindrance(
    _ prepared: Documents.PreparedDocument, _ line: Documents.Line, _ viewer: Viewer
  ) -> String? {
    if case .role(let role) = viewer, prepared.owner != role, prepared.approver != role {
      return "which somebody else adds"
    }
    if !line.isNeeded { return "which does not apply" }
    return prepared.line.held.map { _ in noCopies }
  }

  /// The lines that the viewer may add a file of this name to, in the order of the list.
  package func items(for file: String) -> [DocumentItem] {
    candidates.filter { $0.hindrance == nil && $0.item.takes(file) }.map(\.item)
  }

  /// The lines that the viewer may add some file to, in the order of the list.
  package var items: [DocumentItem] {
    candidates.filter { $0.hindrance == nil }.map(\.item)
  }

  /// What a file is for.
  package func proposal(file: String, sha256: ContentHash) -> DocumentProposal {
    if documents.isErased(sha256) {
      let note = "The same content was erased from this rehearsal, and cannot be added again."
      return DocumentProposal(matches: [], notes: [note])
    }
    let stem = DocumentMatcher.stem(file)
    let own = candidates.filter { $0.hindrance == nil && $0.item.takes(file) }
    let found = fits(own, file, stem, sha256)
    // The sort keeps the order of the list among equals, because the places go along.
    let order = found.enumerated().sorted { left, right in
      (left.element.fit, -left.element.words, left.offset)
        < (right.element.fit, -right.element.words, right.offset)
    }
    let meant = meant(by: stem)
    var matches = order.map { _, found in
      let (candidate, fit, words) = found
      return DocumentMatch(
        document: candidate.item.id, title: candidate.item.title,
        confidence: confidence(fit, candidate, meant),
        why: why(fit, candidate, words, file, sha256))
    }
    // What has a few words in common with half the list tells nobody anything.
    let most = 3
    let certainOrLikely = matches.filter { $0.confidence != .possible }
    matches = certainOrLikely + matches.filter { $0.confidence == .possible }.prefix(most)
    return DocumentProposal(
      matches: matches, notes: notes(file, meant, sha256, matches))
  }

  // MARK: - What fits

  private typealias Found = (candidate: Candidate, fit: Fit, words: Int)

  /// Each line that something speaks for, in the order of the list, with the best of it.
  private func fits(
    _ own: [Candidate], _ file: String, _ stem: String, _ sha256: ContentHash
  ) -> [Found] {
    let tokens = Set(stem.split(separator: "-").map(String.init))
    // Of `ld` and `ld-01` at the beginning of a name, the longer is meant.
    let reference = own.filter { DocumentMatcher.begins(stem, $0.item.id.text) }
      .map(\.item.id.text.utf8.count).max()
    return own.compactMap { candidate -> Found? in
      let id = candidate.item.id.text
      if candidate.expected == stem { return (candidate, .expected, 0) }
      if DocumentMatcher.begins(stem, id), id.utf8.count == reference {
        return (candidate, .reference, 0)
      }
      if candidate.line.versions.contains(where: { $0.sha256 == sha256 }) {
        return (candidate, .content, 0)
      }
      if candidate.line.versions.contains(where: { DocumentMatcher.isSame($0.name, file) }) {
        return (candidate, .earlierName, 0)
      }
      let words = candidate.words.count { tokens.contains($0) }
      if words >= 2, words == candidate.words.count { return (candidate, .wholeTitle, words) }
      // Of a title of one word there is no part.
      let isEnough = words >= 2 || words == 1 && candidate.words.count == 1
      return isEnough ? (candidate, .someOfTitle, words) : nil
    }
  }

  /// The lines that a name says by itself, whoever may add to them: it may begin with a reference
  /// of the viewer's, and say all the same that it is somebody else's.
  private func meant(by stem: String) -> [Candidate] {
    let expected = candidates.filter { $0.expected == stem }
    if !expected.isEmpty { return expected }
    let begun = candidates.filter { DocumentMatcher.begins(stem, $0.item.id.text) }
    let longest = begun.map(\.item.id.text.utf8.count).max()
    // A reference such as `plan`, made from a title, begins the names of many files.
    return begun.filter {
      $0.item.id.text.utf8.count == longest && DocumentMatcher.isCode($0.item.id.text)
    }
  }

  private func confidence(
    _ fit: Fit, _ candidate: Candidate, _ meant: [Candidate]
  ) -> DocumentMatch.Confidence {
    switch fit {
    case .expected, .reference:
      meant.map(\.item.id) == [candidate.item.id] ? .certain : .likely
    case .content, .earlierName, .wholeTitle: .likely
    case .someOfTitle: .possible
    }
  }

  private func why(
    _ fit: Fit, _ candidate: Candidate, _ words: Int, _ file: String, _ sha256: ContentHash
  ) -> String {
    let id = candidate.item.id
    let versions = candidate.line.versions
    switch fit {
    case .expected: return "Its name is the one that the file of \(id) should have."
    case .reference: return "Its name begins with \(id)."
    case .content:
      let number = versions.last { $0.sha256 == sha256 }?.number ?? 0
      return "Same content as \(id), version \(number)."
    case .earlierName:
      let number = versions.last { DocumentMatcher.isSame($0.name, file) }?.number ?? 0
      return "Version \(number) of \(id) had the same name."
    case .wholeTitle: return "Its name has every word of the title of \(id)."
    case .someOfTitle:
      let all = candidate.words.count
      return all == 1
        ? "Its name has the word of the title of \(id)."
        : "Its name has \(words) of \(all) words of the title of \(id)."
    }
  }

  // MARK: - What else is worth knowing

  private func notes(
    _ file: String, _ meant: [Candidate], _ sha256: ContentHash, _ matches: [DocumentMatch]
  ) -> [String] {
    var notes: [String] = []
    for candidate in candidates {
      let (id, line) = (candidate.item.id, candidate.line)
      guard let same = line.versions.last(where: { $0.sha256 == sha256 }) else { continue }
      let words = "Same content as \(id), version \(same.number)"
      if line.stands(with: { $0.sha256 == sha256 }), candidate.hindrance == nil {
        notes.append("\(words): filed there again, it changes nothing.")
      } else if !matches.contains(where: { $0.why == "\(words)." }) {
        notes.append("\(words).")
      }
    }
    for candidate in meant {
      let forms = candidate.item.forms.map(\.rawValue).joined(separator: ", ")
      let refusal = candidate.item.takes(file) ? nil : "which takes only these types: \(forms)"
      guard let hindrance = candidate.hindrance ?? refusal else { continue }
      notes.append("By its name it is for \(candidate.item.id), \(hindrance).")
    }
    return notes
  }

  // MARK: - Names

  /// The letters and digits of a name, without its ending.
  private static func stem(_ file: String) -> String {
    let point = file.lastIndex(of: ".") ?? file.endIndex
    return ID<DocumentItem>.words(of: String(point == file.startIndex ? file[...] : file[..<point]))
  }

  /// Whether the first words of a name are those of a reference.
  private static func begins(_ stem: String, _ id: String) -> Bool {
    stem == id || stem.hasPrefix("\(id)-")
  }

  /// Whether a reference is one that nobody writes by accident: it has a number.
  private static func isCode(_ id: String) -> Bool {
    id.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isSame(_ name: String, _ file: String) -> Bool {
    name.lowercased() == file.lowercased()
  }

  /// The words of a title that tell it from others.
  private static func telling(_ title: String) -> [String] {
    let words = ID<DocumentItem>.words(of: title).split(separator: "-").map(String.init)
    return words.filter { $0.utf8.count > 2 && !common.contains($0) }.firsts
  }

  private static let common = [
    "about", "all", "and", "any", "are", "each", "every", "for", "from", "has", "have", "its",
    "not", "the", "their", "this", "that", "was", "were", "who", "with",
  ]
}
