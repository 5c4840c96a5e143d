import RehearsalFormats

/// What a seal says of the log it was found with.
package struct SealFinding: Hashable, Sendable {
  /// Whether the lines are those that were sealed.
  package enum Lines: Hashable, Sendable {
    /// The first lines of the log are those that the seal covers.
    case hold
    /// The log has as many lines, and others.
    case differ
    /// The log has only so many lines.
    case missing(has: Int)
    /// The seal names another log; this one is called so, if its first line can be read.
    case otherLog(String?)
  }

  /// What the seal is worth as a signature.
  package enum Signature: Hashable, Sendable {
    case right([VerifierKey])
    case wrong(VerifierKey)
    /// Signed by keys that were not given, so that anybody may have made it.
    case unchecked([String])
  }

  /// What was found.
  package enum Verdict: Hashable, Sendable {
    case seal(Checkpoint, Lines, Signature)
    case unreadable(SealProblem)
    /// The last one breaks off after so many bytes.
    case torn(Int)
  }

  /// Which seal, from 1 as they stand in `events.seal`.
  package let number: Int
  /// Where in that file it begins.
  package let byte: Int
  package let verdict: Verdict

  /// Whether something contradicts something. A seal that broke off was never acknowledged, and one
  /// by an unknown key says nothing against the log; both are said all the same.
  package var isAmiss: Bool {
    switch verdict {
    case .seal(_, .hold, .right), .seal(_, .hold, .unchecked), .torn: false
    case .seal, .unreadable: true
    }
  }

  /// Whether it proves, by a key that was given, that the lines it covers are as they were sealed.
  package var isProof: Bool {
    if case .seal(_, .hold, .right) = verdict { return true }
    return false
  }

  /// How many lines it covers, where it can be read.
  package var size: Int? {
    if case .seal(let checkpoint, _, _) = verdict { return checkpoint.size }
    return nil
  }
}

extension SealFinding {
  /// What was found, as a sentence without a full stop.
  package var words: String {
    switch verdict {
    case .seal(let checkpoint, let lines, let signature):
      "seal \(number), over \(checkpoint.size) lines: \(SealFinding.words(lines, checkpoint)); "
        + SealFinding.words(signature)
    case .unreadable(let problem): "seal \(number) (byte \(byte)) is unreadable: \(problem.reason)"
    case .torn(let count):
      "the last seal (byte \(byte)) breaks off after \(count) bytes and counts for nothing"
    }
  }

  /// What to do about a seal that is not as it should be, as a whole sentence.
  package var advice: String? {
    switch verdict {
    case .seal(_, .otherLog, _):
      "Put back the seals of this rehearsal, and this file into the folder that it came from."
    case .seal(_, .differ, _), .seal(_, .missing, _):
      "Look for a copy of the log from before it was changed."
    case .seal(_, .hold, .wrong), .unreadable:
      "Put back the copy of the seal that was kept elsewhere."
    case .seal(_, .hold, .right), .seal(_, .hold, .unchecked), .torn: nil
    }
  }

  private static func words(_ lines: Lines, _ checkpoint: Checkpoint) -> String {
    switch lines {
    case .hold: "they are as they were sealed"
    case .differ: "they are NOT those that were sealed"
    case .missing(let count): "lines were cut off, the log has \(count)"
    case .otherLog(let origin):
      "it is of another log, \(SealProblem.visible(checkpoint.origin)), and this is "
        + (origin ?? "one whose first line cannot be read")
    }
  }

  private static func words(_ signature: Signature) -> String {
    switch signature {
    case .right(let keys):
      "signed by \(keys.map { SealProblem.visible($0.label) }.joined(separator: ", "))"
    case .wrong(let key): "the signature by \(SealProblem.visible(key.label)) is WRONG"
    case .unchecked(let names):
      "signature not checked, no key was given for \(SealProblem.visible(names))"
    }
  }
}

/// Checks the seals of a log while somebody else walks through it, in one pass and in memory that
/// does not grow with the log.
package struct SealCheck: Sendable {
  private let entries: [LogSeals.Entry]
  private let torn: Range<Int>?
  private let keys: [VerifierKey]
  /// The seals that can be read, by how many lines they cover, the shortest first.
  private let order: [(size: Int, entry: Int, root: TreeHash)]
  /// How many of those the lines so far have come to.
  private var reached = 0
  /// The entries whose root the log had at their size.
  private var held: Set<Int> = []
  private(set) var tree = MerkleTree()
  /// What the log is called in its seals, from its first line.
  private(set) var origin: String?

  /// - Parameter keys: Whose signatures are believed.
  package init(_ seals: LogSeals, keys: [VerifierKey] = []) {
    entries = seals.entries
    torn = seals.torn
    self.keys = keys
    order = seals.entries.enumerated()
      .compactMap { index, entry in
        (try? entry.seal.get()).map { ($0.checkpoint.size, index, $0.checkpoint.root) }
      }
      .sorted { ($0.size, $0.entry) < ($1.size, $1.entry) }
    compare()
  }

  /// Takes the next line of the log, good or bad, which stands in `range` without its newline.
  package mutating func take(_ bytes: [UInt8], _ range: Range<Int>) {
    if tree.size == 0 {
      origin = LogLine.ending(bytes, range).map { Checkpoint.origin($0.h) }
    }
    tree.append(bytes, range)
    compare()
  }

  private mutating func compare() {
    while reached < order.count, order[reached].size == tree.size {
      if order[reached].root == tree.root { held.insert(order[reached].entry) }
      reached += 1
    }
  }

  /// What each seal says of the lines so far, in the order of `events.seal`.
  package var findings: [SealFinding] {
    var findings: [SealFinding] = []
    for (index, entry) in entries.enumerated() {
      let verdict: SealFinding.Verdict
      switch entry.seal {
      case .failure(let problem): verdict = .unreadable(problem)
      case .success(let seal):
        verdict = .seal(seal.checkpoint, lines(index, seal.checkpoint), signature(seal))
      }
      findings.append(SealFinding(number: index + 1, byte: entry.byte, verdict: verdict))
    }
    if let torn {
      findings.append(
        SealFinding(
          number: entries.count + 1, byte: torn.lowerBound, verdict: .torn(torn.count)))
    }
    return findings
  }

  private func lines(_ entry: Int, _ checkpoint: Checkpoint) -> SealFinding.Lines {
    guard let origin, checkpoint.isOf(origin) else { return .otherLog(origin) }
    if checkpoint.size > tree.size { return .missing(has: tree.size) }
    return held.contains(entry) ? .hold : .differ
  }

  private func signature(_ seal: Seal) -> SealFinding.Signature {
    switch seal.note.verdict(keys) {
    case .signed(let by): .right(by)
    case .wrong(let key): .wrong(key)
    case .unknown(let names): .unchecked(names)
    }
  }
}
