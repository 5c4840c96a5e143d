import Glibc
package import RehearsalCore
import RehearsalFormats

extension LogFolder {
  static let sealName = "events.seal"

  /// The seals of the log, see ``LogSeals``.
  package var seal: String { "\(path)/\(LogFolder.sealName)" }
}

/// What stands in `events.seal`: signed notes, oldest first, a blank line between two. The text of
/// a seal has no blank line and no line that begins like a signature, so they part in one way
/// only, and a file of one seal is a signed note as it is.
package struct LogSeals: Hashable, Sendable {
  /// One of them, or why it is none.
  package struct Entry: Hashable, Sendable {
    /// Where in the file it begins.
    package let byte: Int
    package let seal: Result<Seal, SealProblem>
  }

  package let entries: [Entry]
  /// What stands behind the last whole seal: one whose writing was interrupted, most likely.
  package let torn: Range<Int>?

  /// More than anybody seals, and little enough to be read whole.
  private static let longest = 4 << 20
  private static let blank = Array("\n\n".utf8)

  package init(_ bytes: [UInt8]) {
    var entries: [Entry] = []
    var torn: Range<Int>?
    var at = 0
    while at < bytes.count, torn == nil {
      let part = LogSeals.part(bytes, from: at)
      if part.isTorn {
        torn = at..<bytes.count
      } else {
        entries.append(
          Entry(
            byte: at,
            seal: Result { () throws(SealProblem) in
              try Seal(Array(bytes[at..<part.end]))
            }))
        // The blank line behind a seal belongs to the next one, so one alone is a torn one.
        let isLast = part.end == bytes.count
        at = isLast ? part.end : part.end + 1
        if !isLast, at == bytes.count { torn = part.end..<at }
      }
    }
    self.entries = entries
    self.torn = torn
  }

  /// These seals and nothing else.
  init(seals: [Seal]) {
    entries = seals.map { Entry(byte: 0, seal: .success($0)) }
    torn = nil
  }

  /// Where the seal that begins at `start` ends, and whether it breaks off there. What has no
  /// signature before the next text begins ends there too, so that one broken seal hides no other.
  private static func part(_ bytes: [UInt8], from start: Int) -> (end: Int, isTorn: Bool) {
    guard let parting = blank(bytes, from: start) else { return (bytes.count, true) }
    let signatures = parting + 2
    guard signatures < bytes.count else { return (bytes.count, true) }
    guard SignedNote.isSignatureLine(bytes[signatures...]) else {
      let isBeginning = "— ".utf8.starts(with: bytes[signatures...])
      return isBeginning ? (bytes.count, true) : (parting + 1, false)
    }
    if let end = blank(bytes, from: signatures) { return (end + 1, false) }
    return (bytes.count, bytes.last != UInt8(ascii: "\n"))
  }

  /// Where the next two newlines stand together.
  private static func blank(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes[start...].indices.dropLast().first {
      bytes[$0] == blank[0] && bytes[$0 + 1] == blank[1]
    }
  }

  /// The last one that can be read.
  package var newest: Seal? {
    entries.reversed().lazy.compactMap { try? $0.seal.get() }.first
  }

  /// The seal of this number, from 1 as they stand in the file.
  package func seal(_ number: Int) throws(SealProblem) -> Seal {
    guard number >= 1, number <= entries.count else {
      throw .noSuchSeal(number, of: entries.count)
    }
    return try entries[number - 1].seal.get()
  }
}

// MARK: - Files

extension LogSeals {
  /// The seals of a log; none where there is no file.
  package static func read(
    _ folder: LogFolder, calls: any FileCalls = SystemCalls()
  ) throws -> LogSeals {
    guard Directory.kind(folder.seal) != nil else { return LogSeals([]) }
    return LogSeals(try SealFile.contents(folder.seal, atMost: longest, isShared: true, calls))
  }

  /// Adds a seal, and returns once it is safely on the disk. What an interrupted try left behind
  /// is first copied to `events.torn-seal-<byte>`: it might as well be a seal that somebody cut.
  package static func append(
    _ seal: Seal, to folder: LogFolder, calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) {
    let kind = Directory.kind(folder.seal)
    guard kind == nil || kind == .file else { throw .notAFile(path: folder.seal) }
    let file = try OpenFile(folder.seal, O_RDWR | O_APPEND | O_CREAT, calls)
    try file.lock(.exclusive, patience: 10_000)
    defer { file.unlock() }
    let bytes = try file.contents()
    var size = bytes.count
    if let torn = LogSeals(bytes).torn {
      try keep(Array(bytes[torn]), of: folder, byte: torn.lowerBound, calls)
      size = torn.lowerBound
      try file.truncate(to: size)
    }
    // One that was torn at once leaves the newline that parts it from the seal before.
    let parting: [UInt8] = size == 0 || bytes[..<size].suffix(2) == blank[...] ? [] : [blank[0]]
    do throws(StorageProblem) {
      try file.append(parting + seal.note.bytes)
    } catch {
      // Taken back, or else torn and found so by the next.
      try? file.truncate(to: size)
      throw error
    }
    try file.sync()
    try Directory.sync(folder.path, calls)
  }

  private static func keep(
    _ bytes: [UInt8], of folder: LogFolder, byte: Int, _ calls: any FileCalls
  ) throws(StorageProblem) {
    let base = "\(folder.path)/events.torn-seal-\(byte)"
    for number in 1...1_000 {
      let path = number == 1 ? base : "\(base)-\(number)"
      guard Directory.kind(path) == nil else { continue }
      return try SealFile.make(path, bytes, calls)
    }
    throw .taken(path: base)
  }
}

// MARK: - Sealing

extension LogSeals {
  /// A new seal over a root that the caller has come to.
  package static func make(
    root: TreeHash, size: Int, origin: String, key: SealKey
  ) throws(SealProblem) -> Seal {
    try Seal(Checkpoint(origin: origin, size: size, root: root), key: key)
  }

  /// Seals a log as it stands: under the log's own lock, over all lines of a sound log, and only
  /// if they fulfil every seal before, because a key that signs two contradicting heads of one log
  /// proves nothing any more.
  ///
  /// - Parameter record: What to record about the seal, in the same act and right behind it; it is
  ///   given the exercise time of the last event.
  @discardableResult
  package static func seal(
    _ folder: LogFolder, key: SealKey, calls: any FileCalls = SystemCalls(),
    recording record: (Seal, Moment) throws -> [[NewEvent]] = { _, _ in [] }
  ) throws -> Seal {
    let log = try LogFile.open(folder, forWriting: true, calls: calls)
    var sealed: Seal?
    // This syncs what it found before it hands it over: no seal covers lines that a power cut
    // could still take away.
    try log.transact { suffix in
      var check = SealCheck(try read(folder, calls: calls), keys: [key.verifier])
      for line in suffix.lines { check.take(suffix.bytes, line.range) }
      let seal = try check.seal(folder, key)
      try append(seal, to: folder, calls: calls)
      sealed = seal
      // A sound log has a line, and the seal belongs to the moment of the last.
      return try suffix.lines.last.map { try record(seal, $0.at) } ?? []
    }
    guard let sealed else { throw SealProblem.noSeal(path: folder.seal) }
    return sealed
  }

  /// Makes the seal of a sound log without keeping it, from a folder that may be read only and in
  /// little memory.
  package static func make(
    over folder: LogFolder, key: SealKey, calls: any FileCalls = SystemCalls()
  ) throws -> Seal {
    var check = SealCheck(try read(folder, calls: calls), keys: [key.verifier])
    let report = try LogVerifier(folder, calls: calls).lines { line, bytes in
      check.take(bytes, line.range)
    }
    if let damage = report.damages.first {
      throw StorageProblem.damaged(damage, good: report.head)
    }
    return try check.seal(folder, key)
  }
}

extension SealCheck {
  /// The seal of the lines so far.
  fileprivate func seal(_ folder: LogFolder, _ key: SealKey) throws(SealProblem) -> Seal {
    if let finding = findings.first(where: { $0.isAmiss }) {
      throw .contradicted(path: folder.seal, finding.words)
    }
    // A sound log has a first line, and that has a hash.
    guard let origin else { throw .checkpoint(.origin) }
    return try LogSeals.make(root: tree.root, size: tree.size, origin: origin, key: key)
  }
}
