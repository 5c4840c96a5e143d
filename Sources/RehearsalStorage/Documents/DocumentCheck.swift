import Glibc
package import RehearsalFormats

/// What a log says of a document that its events refer to.
package enum DocumentReference: Hashable, Sendable {
  case kept
  /// An event says that it was erased.
  case erased
}

/// Something that a check of the documents came upon.
package struct DocumentFinding: Hashable, Sendable {
  /// What was come upon.
  package enum Kind: String, CaseIterable, Sendable {
    /// An event refers to it, and it is not there.
    case missing
    /// Its bytes do not have the hash that it is named by.
    case altered
    /// It could not be read, so nothing is known of it.
    case unreadable
    /// It was erased, and it is gone.
    case erased
    /// It was erased, and its bytes are there again, or still.
    case undead = "erased, but there"
    /// No event refers to it.
    case unreferenced
    /// What somebody left behind who was adding a document, or is still adding it.
    case stray
    /// Nothing that this tool puts there.
    case foreign
  }

  package let kind: Kind
  /// Where it stands in the log's folder.
  package let path: String
  /// What was seen and what to do, in whole sentences.
  package let words: String

  /// Whether it is untidy, and takes nothing from what the log says.
  package var isHarmless: Bool {
    switch kind {
    case .erased, .unreferenced, .stray, .foreign: true
    case .missing, .altered, .unreadable, .undead: false
    }
  }

  init(_ kind: Kind, _ path: String, _ words: String? = nil) {
    self.kind = kind
    self.path = path
    self.words = words ?? DocumentFinding.words(kind)
  }

  private static func words(_ kind: Kind) -> String {
    switch kind {
    case .missing: "An event refers to it. Add the document again from where it came."
    case .altered:
      "Its bytes are not those it is named for. Move it away, and add the document again."
    case .unreadable: "Whether it is the right document is unknown."
    case .erased: "It was erased, as an event says."
    case .undead: "An event says that it was erased. Erase it again."
    case .unreferenced:
      "No event refers to it: somebody stopped after adding it, or put it there. Remove it, "
        + "unless an event is still to come."
    case .stray: "It is left over from adding a document. Remove it."
    case .foreign: "It is no document. Move it elsewhere."
    }
  }
}

extension DocumentFinding: CustomStringConvertible {
  /// `documents/sha256/ab/cd…: missing: …`
  package var description: String { "\(path): \(kind.rawValue): \(words)" }
}

extension DocumentStore {
  /// Reads every document there is and compares them with those that a log refers to. The findings
  /// are in the order of their paths, the same each time. Nothing is changed.
  ///
  /// - Parameters:
  ///   - graceSeconds: What no event refers to is not mentioned for so long after it came: the
  ///     event may be on its way.
  ///   - now: Seconds since 1970.
  package func check(
    referenced: [LineHash: DocumentReference], graceSeconds: Int = 3_600, now: Int = time(nil)
  ) -> [DocumentFinding] {
    var check = DocumentCheck(
      store: self, referenced: referenced, graceSeconds: graceSeconds, now: now)
    check.run()
    return check.findings.sorted { one, other in
      if one.path != other.path {
        return one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
      }
      return one.kind.rawValue < other.kind.rawValue
    }
  }
}

/// One walk over a store. What cannot be read becomes a finding, and the rest is still looked at.
private struct DocumentCheck {
  let store: DocumentStore
  let referenced: [LineHash: DocumentReference]
  let graceSeconds: Int
  let now: Int
  var findings: [DocumentFinding] = []
  private var seen: Set<LineHash> = []

  init(
    store: DocumentStore, referenced: [LineHash: DocumentReference], graceSeconds: Int, now: Int
  ) {
    self.store = store
    self.referenced = referenced
    self.graceSeconds = graceSeconds
    self.now = now
  }

  mutating func run() {
    for name in names(in: "documents") {
      let path = "documents/\(name)"
      if name == "sha256" {
        for pair in names(in: path) { visit(pair) }
      } else if name.hasPrefix(DocumentStore.temporaryPrefix) {
        visitTemporary(path)
      } else {
        find(.foreign, path)
      }
    }
    for (hash, reference) in referenced where !seen.contains(hash) {
      visit(hash, reference)
    }
  }

  private mutating func find(_ kind: DocumentFinding.Kind, _ path: String, _ words: String? = nil) {
    findings.append(DocumentFinding(kind, path, words))
  }

  private func place(_ path: String) -> String { "\(store.folder.path)/\(path)" }

  /// The names in a folder of the store; none where there is no such folder.
  private mutating func names(in path: String) -> [String] {
    do throws(StorageProblem) {
      guard let status = try store.status(place(path)) else { return [] }
      guard status.isFolder else {
        throw .document(.notAFolder(path: place(path)))
      }
      return try Directory.names(place(path))
    } catch {
      find(.unreadable, path, error.words)
      return []
    }
  }

  private mutating func visitTemporary(_ path: String) {
    do throws(StorageProblem) {
      guard let status = try store.status(place(path)) else { return }
      if !status.isFile {
        find(.foreign, path)
      } else if !isRecent(status) {
        find(.stray, path)
      }
    } catch {
      find(.unreadable, path, error.words)
    }
  }

  /// A folder of documents whose hashes begin alike.
  private mutating func visit(_ pair: String) {
    let folder = "documents/sha256/\(pair)"
    guard pair.utf8.count == 2, LineHash(pair + String(repeating: "0", count: 62)) != nil else {
      return find(.foreign, folder)
    }
    for name in names(in: folder) {
      guard let hash = LineHash(pair + name) else {
        find(.foreign, "\(folder)/\(name)")
        continue
      }
      visit(hash, referenced[hash])
    }
  }

  private mutating func visit(_ hash: LineHash, _ reference: DocumentReference?) {
    seen.insert(hash)
    let path = DocumentStore.name(of: hash)
    do throws(StorageProblem) {
      guard let status = try store.status(place(path)), let file = try store.open(place(path))
      else {
        // Gone between the listing and the look at it, where no event refers to it.
        if let reference { find(reference == .kept ? .missing : .erased, path) }
        return
      }
      if reference == .erased { return find(.undead, path) }
      guard try DocumentStore.hash(of: file) == hash else { return find(.altered, path) }
      if reference == nil, !isRecent(status) { find(.unreferenced, path) }
    } catch {
      find(.unreadable, path, error.words)
    }
  }

  /// A clock that was put back makes times to come; those are no reason to keep silent for ever.
  private func isRecent(_ status: NameStatus) -> Bool {
    abs(now - status.changed) < graceSeconds
  }
}
