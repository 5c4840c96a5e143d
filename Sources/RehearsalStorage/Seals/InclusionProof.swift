import RehearsalFormats

/// What the texts of proofs are made of.
private enum ProofText {
  static let newline = UInt8(ascii: "\n")

  static func path(_ path: [TreeHash]) -> [UInt8] {
    path.flatMap { Base64.text($0.bytes) + [newline] }
  }

  /// Cuts off the lines up to the first blank one.
  static func head(
    _ bytes: [UInt8]
  ) throws(SealProblem) -> (lines: ArraySlice<ArraySlice<UInt8>>, rest: [UInt8]) {
    guard
      let blank = bytes.indices.dropLast().first(where: {
        bytes[$0] == newline && bytes[$0 + 1] == newline
      })
    else { throw .proof(.blankLine) }
    let lines = bytes[..<blank].split(separator: newline, omittingEmptySubsequences: false)
    return (lines[...], Array(bytes[(blank + 2)...]))
  }

  /// The number on a line `<word> <number>`.
  static func number(_ line: ArraySlice<UInt8>?, _ word: String) -> Int? {
    value(line, word).flatMap(Checkpoint.number)
  }

  /// What stands behind a word and a space.
  static func value(_ line: ArraySlice<UInt8>?, _ word: String) -> ArraySlice<UInt8>? {
    let start = Array("\(word) ".utf8)
    guard let line, line.starts(with: start) else { return nil }
    return line.dropFirst(start.count)
  }

  static func path(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(SealProblem) -> [TreeHash] {
    guard lines.count <= MerklePath.longest else { throw .proof(.long) }
    var path: [TreeHash] = []
    for line in lines {
      guard let hash = Base64.bytes(line).flatMap({ TreeHash($0) }) else { throw .proof(.path) }
      path.append(hash)
    }
    return path
  }
}

/// Shows somebody without the log that one event was in it when it was sealed. Its text is a C2SP
/// proof (c2sp.org/tlog-proof@v1), and carries the event's own line as the extra data.
package struct InclusionProof: Hashable, Sendable {
  /// The number of the event.
  package let index: Int
  package let path: [TreeHash]
  package let seal: Seal
  /// The event's line without its newline, which no proof must carry and all of ours do.
  package let line: [UInt8]?

  /// What such a file begins with.
  package static let header = "c2sp.org/tlog-proof@v1"
  /// As a file's name should end.
  package static let suffix = ".tlog-proof"

  init(index: Int, path: [TreeHash], seal: Seal, line: [UInt8]?) {
    self.index = index
    self.path = path
    self.seal = seal
    self.line = line
  }

  /// Proves an event under the newest seal of its log.
  package static func make(
    of event: Int, in folder: LogFolder, calls: any FileCalls = SystemCalls()
  ) throws -> InclusionProof {
    guard let seal = try LogSeals.read(folder, calls: calls).newest else {
      throw SealProblem.noSeal(path: folder.seal)
    }
    let size = seal.checkpoint.size
    guard event >= 0, event < size else {
      throw SealProblem.notCovered(event: event, size: size)
    }
    var line: [UInt8] = []
    let leaves = try SealedLeaves.read(folder, [seal], calls) { number, bytes in
      if number == event { line = bytes() }
    }
    return InclusionProof(
      index: event, path: MerklePath.inclusion(of: event, in: leaves), seal: seal, line: line)
  }

  package var text: [UInt8] {
    var out = Array("\(InclusionProof.header)\n".utf8)
    if let line { out += Array("extra ".utf8) + Base64.text(line) + [ProofText.newline] }
    out += Array("index \(index)\n".utf8) + ProofText.path(path) + [ProofText.newline]
    return out + seal.note.bytes
  }

  /// Reads a proof, and believes none of it.
  package init(_ bytes: [UInt8]) throws(SealProblem) {
    var (lines, rest) = try ProofText.head(bytes)
    guard let first = lines.popFirst(), first.elementsEqual(InclusionProof.header.utf8) else {
      throw .proof(.header)
    }
    var line: [UInt8]?
    if let extra = ProofText.value(lines.first, "extra") {
      guard let bytes = Base64.bytes(extra) else { throw .proof(.extra) }
      line = bytes
      lines.removeFirst()
    }
    guard let index = ProofText.number(lines.popFirst(), "index") else { throw .proof(.index) }
    self.init(index: index, path: try ProofText.path(lines), seal: try Seal(rest), line: line)
  }

  /// Whether the line was event `index` of the log that was sealed by one of these keys. Returns
  /// by which.
  package func check(_ keys: [VerifierKey]) throws(SealProblem) -> [VerifierKey] {
    let signers = try seal.requireSigned(keys)
    guard let line else { throw .refused(.noLine) }
    let checkpoint = seal.checkpoint
    guard index < checkpoint.size else {
      throw .refused(.outside(event: index, size: checkpoint.size))
    }
    let leaf = TreeHash.leaf(line)
    guard
      MerklePath.includes(
        leaf, at: index, size: checkpoint.size, root: checkpoint.root, path: path)
    else { throw .refused(.path) }
    // True of every log that was sound when it was sealed, and whoever reads the line relies on it.
    if case .success(let read) = LogLine.parse(line, line.indices), read.n != index {
      throw .refused(.otherNumber(event: index, says: read.n))
    }
    return signers
  }
}

/// Shows somebody without the log that between two of its seals lines were added and none changed.
///
/// C2SP has no file for this. Behind a first line of ours the text is what its witnesses are sent
/// (c2sp.org/tlog-witness, `add-checkpoint`): `old <size>`, the path, a blank line, the newer seal;
/// then a blank line and the older seal.
package struct ConsistencyProof: Hashable, Sendable {
  package let older: Seal
  package let newer: Seal
  package let path: [TreeHash]

  /// What such a file begins with.
  package static let header = "rehearse.invalid/consistency-proof@v1"

  /// Proves two seals of one log, whichever is the older.
  package static func make(
    between one: Int, and other: Int, in folder: LogFolder, calls: any FileCalls = SystemCalls()
  ) throws -> ConsistencyProof {
    let seals = try LogSeals.read(folder, calls: calls)
    guard !seals.entries.isEmpty else { throw SealProblem.noSeal(path: folder.seal) }
    let pair = [try seals.seal(one), try seals.seal(other)]
      .sorted { $0.checkpoint.size < $1.checkpoint.size }
    guard pair[0].checkpoint.size > 0 else { throw SealProblem.checkpoint(.size) }
    let leaves = try SealedLeaves.read(folder, pair, calls)
    let path = MerklePath.consistency(from: pair[0].checkpoint.size, in: leaves)
    return ConsistencyProof(older: pair[0], newer: pair[1], path: path)
  }

  init(older: Seal, newer: Seal, path: [TreeHash]) {
    self.older = older
    self.newer = newer
    self.path = path
  }

  package var text: [UInt8] {
    let head = "\(ConsistencyProof.header)\nold \(older.checkpoint.size)\n"
    let blank = [ProofText.newline]
    return Array(head.utf8) + ProofText.path(path) + blank + newer.note.bytes + blank
      + older.note.bytes
  }

  /// Reads a proof, and believes none of it.
  package init(_ bytes: [UInt8]) throws(SealProblem) {
    var (lines, rest) = try ProofText.head(bytes)
    guard let first = lines.popFirst(), first.elementsEqual(ConsistencyProof.header.utf8) else {
      throw .proof(.header)
    }
    guard let old = ProofText.number(lines.popFirst(), "old") else { throw .proof(.old) }
    path = try ProofText.path(lines)
    let seals = LogSeals(rest)
    guard seals.entries.count == 2, seals.torn == nil else { throw .proof(.seals) }
    newer = try seals.entries[0].seal.get()
    older = try seals.entries[1].seal.get()
    guard old == older.checkpoint.size else {
      throw .refused(.sizes(old: old, seal: older.checkpoint.size))
    }
  }

  /// Whether the newer seal covers all lines of the older one, in their order, and more. Both must
  /// be signed by one of these keys. Returns by which the newer one is.
  package func check(_ keys: [VerifierKey]) throws(SealProblem) -> [VerifierKey] {
    _ = try older.requireSigned(keys)
    let signers = try newer.requireSigned(keys)
    let (old, new) = (older.checkpoint, newer.checkpoint)
    guard old.isOf(new.origin) else { throw .refused(.origins(old.origin, new.origin)) }
    guard
      MerklePath.isConsistent(
        from: (old.size, old.root), to: (new.size, new.root), path: path)
    else { throw .refused(.path) }
    return signers
  }
}

/// The leaves under a seal, read again for a proof.
private enum SealedLeaves {
  /// Reads as many lines as the last of the seals covers, and refuses seals that do not fit them.
  static func read(
    _ folder: LogFolder, _ seals: [Seal], _ calls: any FileCalls,
    _ see: (Int, () -> [UInt8]) -> Void = { _, _ in }
  ) throws -> [TreeHash] {
    let size = seals.map(\.checkpoint.size).max() ?? 0
    var leaves: [TreeHash] = []
    var check = SealCheck(LogSeals(seals: seals))
    let limit = LogLimit.event(size - 1)
    let report = try LogVerifier(folder, calls: calls).lines(upTo: limit) { line, bytes in
      leaves.append(.leaf(bytes, line.range))
      check.take(bytes, line.range)
      see(line.n) { Array(bytes[line.range]) }
    }
    if leaves.count < size, let damage = report.damages.first {
      throw StorageProblem.damaged(damage, good: report.head)
    }
    if let finding = check.findings.first(where: { $0.isAmiss }) {
      throw SealProblem.foreign(path: folder.log, finding.words)
    }
    return leaves
  }
}

/// A proof of either kind, as it comes in a file.
package enum Proof: Hashable, Sendable {
  case inclusion(InclusionProof)
  case consistency(ConsistencyProof)

  /// Room for the longest line that a log may have, as base 64, and for a path and seals.
  private static let longest = 32 << 20

  /// Reads a proof, and believes none of it.
  package init(_ bytes: [UInt8]) throws(SealProblem) {
    let isPair = bytes.starts(with: "\(ConsistencyProof.header)\n".utf8)
    self =
      isPair ? .consistency(try ConsistencyProof(bytes)) : .inclusion(try InclusionProof(bytes))
  }

  package static func read(
    _ path: String, calls: any FileCalls = SystemCalls()
  ) throws -> Proof {
    try Proof(try SealFile.contents(path, atMost: longest, calls))
  }

  /// Writes it into a new file.
  package func write(
    to path: String, calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) {
    try SealFile.make(path, text, calls)
  }

  package var text: [UInt8] {
    switch self {
    case .inclusion(let proof): proof.text
    case .consistency(let proof): proof.text
    }
  }

  /// Refuses what proves nothing, and returns whose keys made the seal.
  package func check(_ keys: [VerifierKey]) throws(SealProblem) -> [VerifierKey] {
    switch self {
    case .inclusion(let proof): try proof.check(keys)
    case .consistency(let proof): try proof.check(keys)
    }
  }
}
