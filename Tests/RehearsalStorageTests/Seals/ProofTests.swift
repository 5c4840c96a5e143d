import Foundation
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

@Suite struct ProofTests {
  private let sealed: SealedLog
  private let keys: [VerifierKey]

  init() throws {
    sealed = try SealedLog()
    keys = [sealed.key.verifier]
  }

  private var folder: LogFolder { sealed.folder }

  private func replacing(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(old))
    return Array(text.replacingOccurrences(of: old, with: new).utf8)
  }

  private func fails(_ bytes: [UInt8]) -> SealProblem? {
    sealProblem { _ = try Proof(bytes).check(keys) }
  }

  // MARK: One event

  @Test func everyEventIsProven() throws {
    let lines = try sealed.sample.temporary.read("events.jsonl").split(separator: 0x0A)
    #expect(lines.count == 11)
    for (number, line) in lines.enumerated() {
      let proof = try InclusionProof.make(of: number, in: folder)
      #expect(proof.line == Array(line))
      #expect(try proof.check(keys) == keys)
      guard case .inclusion(let read) = try Proof(proof.text) else {
        Issue.record("it is read as another kind")
        continue
      }
      #expect(read == proof)
      #expect(read.text == proof.text)
    }
  }

  @Test func aProofHasTheFormOfTheSpecification() throws {
    let proof = try InclusionProof.make(of: 0, in: folder)
    let text = String(decoding: proof.text, as: UTF8.self)
    let parts = text.components("\n\n")
    #expect(parts.count == 3)
    let lines = parts[0].components("\n")
    #expect(lines[0] == "c2sp.org/tlog-proof@v1")
    #expect(lines[1].hasPrefix("extra "))
    #expect(lines[2] == "index 0")
    #expect(lines.count == 3 + 4)
    #expect(text.hasSuffix(String(decoding: sealed.second.note.bytes, as: UTF8.self)))
  }

  @Test(arguments: [-1, 11, 12, Int.max, Int.min])
  func anEventThatNoSealCovers(_ event: Int) {
    let problem = sealProblem { _ = try InclusionProof.make(of: event, in: folder) }
    #expect(problem == .notCovered(event: event, size: 11))
  }

  @Test func withoutASealThereIsNoProof() throws {
    try sealed.sample.temporary.remove("events.seal")
    let none = SealProblem.noSeal(path: folder.seal)
    #expect(sealProblem { _ = try InclusionProof.make(of: 0, in: folder) } == none)
    #expect(
      sealProblem { _ = try ConsistencyProof.make(between: 1, and: 2, in: folder) } == none)
  }

  @Test func aSealThatDoesNotFitProvesNothing() throws {
    let other = try SampleLog()
    try SealedLog.append("seven", events: 3, to: other.folder)
    try other.temporary.write(sealed.bytes, to: "events.seal")
    guard case .foreign? = sealProblem({ _ = try InclusionProof.make(of: 0, in: other.folder) })
    else {
      Issue.record("it was proven")
      return
    }
  }

  @Test func theLinesBeforeDamageCanStillBeProven() throws {
    try SealedLog.append("nine", events: 2, to: folder)
    var log = try sealed.sample.temporary.read("events.jsonl")
    log[log.count - 90] ^= 1
    try sealed.sample.temporary.write(log, to: "events.jsonl")
    #expect(try InclusionProof.make(of: 10, in: folder).check(keys) == keys)
    log[50] ^= 1
    try sealed.sample.temporary.write(log, to: "events.jsonl")
    #expect(damage { _ = try InclusionProof.make(of: 10, in: folder) } != nil)
  }

  /// Every byte of a proof changed: it is unreadable, or refused.
  @Test func everyChangedByteIsRefused() throws {
    let proofs = [
      try InclusionProof.make(of: 5, in: folder).text,
      try ConsistencyProof.make(between: 1, and: 2, in: folder).text,
    ]
    for proof in proofs {
      for place in proof.indices {
        for other in [proof[place] ^ 1, 0x0A, 0x41]
        where other != proof[place] {
          var changed = proof
          changed[place] = other
          if fails(changed) == nil { Issue.record("byte \(place) may be \(other)") }
        }
        if fails(Array(proof[..<place])) == nil { Issue.record("it may end at \(place)") }
        var longer = proof
        longer.insert(0x0A, at: place)
        if fails(longer) == nil { Issue.record("a newline may stand at \(place)") }
      }
      #expect(fails(proof) == nil)
      #expect(fails(proof + [0x0A]) != nil)
      #expect(fails(proof + proof) != nil)
    }
  }

  @Test func aProofNeedsTheRightKey() throws {
    let proof = try InclusionProof.make(of: 3, in: folder)
    let other = try SealKey(newNamed: "facilitator.example").verifier
    #expect(
      sealProblem { _ = try proof.check([other]) }
        == .refused(.unknownKey(["facilitator.example"])))
    #expect(sealProblem { _ = try proof.check([]) } != nil)
    #expect(try proof.check([other] + keys) == keys)
  }

  @Test func theLineOfAnotherEventIsRefused() throws {
    let (one, other) = (
      try InclusionProof.make(of: 3, in: folder), try InclusionProof.make(of: 4, in: folder)
    )
    let swapped = InclusionProof(index: 3, path: one.path, seal: one.seal, line: other.line)
    #expect(sealProblem { _ = try swapped.check(keys) } == .refused(.path))
    let elsewhere = InclusionProof(index: 4, path: one.path, seal: one.seal, line: one.line)
    #expect(sealProblem { _ = try elsewhere.check(keys) } == .refused(.path))
    let outside = InclusionProof(index: 11, path: one.path, seal: one.seal, line: one.line)
    #expect(
      sealProblem { _ = try outside.check(keys) } == .refused(.outside(event: 11, size: 11)))
    let older = InclusionProof(index: 3, path: one.path, seal: sealed.first, line: one.line)
    #expect(sealProblem { _ = try older.check(keys) } == .refused(.path))
    let bare = InclusionProof(index: 3, path: one.path, seal: one.seal, line: nil)
    #expect(sealProblem { _ = try bare.check(keys) } == .refused(.noLine))
    #expect(try Proof(bare.text) == .inclusion(bare))
  }

  /// Signed by the right key, and of lines that no sound log has.
  @Test func aLineThatCallsItselfAnotherEventIsRefused() throws {
    let line = try #require(try InclusionProof.make(of: 3, in: folder).line)
    let seal = try LogSeals.make(
      root: .leaf(line), size: 1, origin: "rehearse.invalid/0", key: sealed.key)
    let proof = InclusionProof(index: 0, path: [], seal: seal, line: line)
    #expect(
      sealProblem { _ = try proof.check(keys) } == .refused(.otherNumber(event: 0, says: 3)))
  }

  @Test(arguments: [
    ("c2sp.org/tlog-proof@v1\n", "", SealProblem.ProofFault.header),
    ("tlog-proof@v1", "tlog-proof@v2", .header), ("extra ", "extra  ", .extra),
    ("extra ", "more ", .index), ("extra ", "extra !", .extra), ("index 3", "index 03", .index),
    ("index 3", "index -3", .index), ("index 3", "index  3", .index), ("index 3", "index", .index),
    ("index 3", "index 3\nAAAA", .path), ("index 3", "index 99999999999999999999", .index),
    ("index 3", "index 3\n\n", .blankLine),
  ])
  func aBadProofSaysWhy(_ old: String, _ new: String, _ fault: SealProblem.ProofFault) throws {
    let proof = try InclusionProof.make(of: 3, in: folder).text
    let problem = fails(replacing(proof, old, new))
    if fault == .blankLine {
      #expect(problem != nil)
    } else {
      #expect(problem == .proof(fault))
    }
  }

  @Test func noPathIsLongerThanAnyTreeIsHigh() throws {
    let proof = try InclusionProof.make(of: 3, in: folder)
    let long = InclusionProof(
      index: 3, path: [TreeHash](repeating: .empty, count: 64), seal: proof.seal, line: proof.line)
    #expect(fails(long.text) == .proof(.long))
  }

  @Test(arguments: [
    "", "\n", "\n\n", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\nindex 0\n",
  ])
  func whatIsNoProofSaysSo(_ text: String) {
    guard case .proof? = fails(Array(text.utf8)) else {
      Issue.record("\(text.debugDescription)")
      return
    }
  }

  // MARK: Two seals

  @Test func twoSealsOfOneLogAreProven() throws {
    try SealedLog.append("ten", events: 5, to: folder)
    let third = try LogSeals.seal(folder, key: sealed.key)
    for (one, other) in [(1, 2), (2, 3), (1, 3), (3, 1), (2, 1)] {
      let proof = try ConsistencyProof.make(between: one, and: other, in: folder)
      #expect(proof.older.checkpoint.size < proof.newer.checkpoint.size)
      #expect(try proof.check(keys) == keys)
      #expect(try Proof(proof.text) == .consistency(proof))
    }
    let same = try ConsistencyProof.make(between: 3, and: 3, in: folder)
    #expect(same.path.isEmpty && same.newer == third)
    #expect(try same.check(keys) == keys)
  }

  /// Behind the first line stands what a witness of C2SP is sent.
  @Test func aConsistencyProofHoldsARequestToAWitness() throws {
    let proof = try ConsistencyProof.make(between: 1, and: 2, in: folder)
    let parts = String(decoding: proof.text, as: UTF8.self).components("\n\n")
    #expect(parts.count == 5)
    let lines = parts[0].components("\n")
    #expect(lines[0] == ConsistencyProof.header)
    #expect(lines[1] == "old 8")
    #expect(lines.count == 2 + proof.path.count)
  }

  @Test(arguments: [0, -1, 3, Int.max, Int.min])
  func aSealThatIsNotThere(_ number: Int) {
    let problem = sealProblem {
      _ = try ConsistencyProof.make(between: 1, and: number, in: folder)
    }
    #expect(problem == .noSuchSeal(number, of: 2))
  }

  @Test func sealsThatDoNotBelongTogetherAreRefused() throws {
    let proof = try ConsistencyProof.make(between: 1, and: 2, in: folder)
    let other = try LogSeals.make(
      root: sealed.second.checkpoint.root, size: 11, origin: "rehearse.invalid/0", key: sealed.key)
    let origins = ConsistencyProof(older: proof.older, newer: other, path: proof.path)
    #expect(
      sealProblem { _ = try origins.check(keys) }
        == .refused(.origins(sealed.first.checkpoint.origin, "rehearse.invalid/0")))
    let turned = ConsistencyProof(older: proof.newer, newer: proof.older, path: proof.path)
    #expect(sealProblem { _ = try turned.check(keys) } == .refused(.path))
    let short = ConsistencyProof(
      older: proof.older, newer: proof.newer, path: Array(proof.path.dropLast()))
    #expect(sealProblem { _ = try short.check(keys) } == .refused(.path))
    let forger = try SealKey(newNamed: "forger")
    let forged = try Seal(proof.older.checkpoint, key: forger)
    let older = ConsistencyProof(older: forged, newer: proof.newer, path: proof.path)
    #expect(sealProblem { _ = try older.check(keys) } == .refused(.unknownKey(["forger"])))
    let newer = ConsistencyProof(older: proof.older, newer: forged, path: proof.path)
    #expect(sealProblem { _ = try newer.check(keys) } == .refused(.unknownKey(["forger"])))
  }

  @Test func theSizeBeforeThePathIsThatOfTheOlderSeal() throws {
    let proof = try ConsistencyProof.make(between: 1, and: 2, in: folder).text
    #expect(fails(replacing(proof, "old 8\n", "old 7\n")) == .refused(.sizes(old: 7, seal: 8)))
    #expect(fails(replacing(proof, "old 8\n", "old 08\n")) == .proof(.old))
    #expect(fails(replacing(proof, "old 8\n", "")) == .proof(.old))
  }

  // MARK: Files

  @Test func aProofIsNeverWrittenOverAnything() throws {
    let temporary = try TemporaryFolder()
    let path = "\(temporary.path)/a\(InclusionProof.suffix)"
    let proof = Proof.inclusion(try InclusionProof.make(of: 3, in: folder))
    try proof.write(to: path)
    #expect(try Proof.read(path) == proof)
    #expect(problem { try proof.write(to: path) } == .exists(path: path))
  }
}

extension String {
  /// Its parts between the separators.
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
