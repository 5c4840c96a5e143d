import Foundation
import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

@Suite struct LogSealsTests {
  private let sealed: SealedLog

  init() throws { sealed = try SealedLog() }

  private var temporary: TemporaryFolder { sealed.sample.temporary }
  private var folder: LogFolder { sealed.folder }

  // MARK: Seals that hold

  @Test func bothSealsHold() throws {
    let findings = try sealed.findings()
    #expect(findings.map(\.short) == ["holds, right", "holds, right"])
    #expect(findings.map(\.size) == [8, 11])
    #expect(findings.allSatisfy { $0.isProof && !$0.isAmiss })
    #expect(findings.map(\.number) == [1, 2])
    #expect(findings.map(\.byte) == [0, sealed.first.note.bytes.count + 1])
  }

  @Test func aFileOfOneSealIsASignedNote() throws {
    #expect(sealed.bytes == sealed.first.note.bytes + [0x0A] + sealed.second.note.bytes)
    let note = try SignedNote(sealed.first.note.bytes)
    #expect(note.verdict([sealed.key.verifier]) == .signed(by: [sealed.key.verifier]))
  }

  @Test func sealsHoldHoweverLongTheLogGrows() throws {
    for round in 0..<5 {
      try SealedLog.append("more-\(round)", events: round + 1, to: folder)
      #expect(try sealed.findings().map(\.short) == ["holds, right", "holds, right"])
    }
    try LogSeals.seal(folder, key: sealed.key)
    #expect(try sealed.findings().map(\.size) == [8, 11, 26])
    #expect(try sealed.findings().filter { !$0.isProof }.isEmpty)
  }

  @Test func theRootIsThatOfTheLines() throws {
    var tree = MerkleTree()
    for line in sealed.sample.bytes.split(separator: 0x0A) {
      tree.append(TreeHash.leaf(Array(line)))
    }
    #expect(sealed.first.checkpoint.root == tree.root)
    #expect(sealed.first.checkpoint.size == 8)
  }

  @Test func aSealCanBeMadeWithoutKeepingIt() throws {
    try temporary.remove("events.seal")
    #expect(try LogSeals.make(over: folder, key: sealed.key) == sealed.second)
    #expect(try LogSeals.read(folder).entries.isEmpty)
  }

  @Test func theSameActMayRecordTheSeal() throws {
    let seal = try LogSeals.seal(folder, key: sealed.key) { seal, _ in
      [try SampleLog.act("sealed", title: "\(seal.checkpoint.size)")]
    }
    #expect(seal.checkpoint.size == 11)
    #expect(try LogVerifier(folder).verify().lines == 12)
    #expect(try sealed.findings().filter { !$0.isProof }.isEmpty)
  }

  // MARK: Seals that do not

  @Test func withoutKeysTheRootsAreComparedAllTheSame() throws {
    let findings = try sealed.findings([])
    #expect(findings.map(\.short) == ["holds, unchecked", "holds, unchecked"])
    #expect(findings.allSatisfy { !$0.isAmiss && !$0.isProof })
    #expect(findings[0].words.contains("not checked"))
    let namesake = try SealKey(newNamed: "facilitator.example").verifier
    #expect(try sealed.findings([namesake]).map(\.short) == findings.map(\.short))
  }

  @Test func aChangedByteOfTheLogIsFound() throws {
    let log = try temporary.read("events.jsonl")
    let third = sealed.sample.size(of: 8)
    // Every seventh stands for all, so that each place in a block of the hash comes up.
    for place in stride(from: 0, to: log.count, by: 7) where log[place] != 0x0A {
      var changed = log
      changed[place] ^= 1
      if changed[place] == 0x0A { changed[place] = 0x20 }
      let findings = SealedLog.findings(sealed.bytes, of: changed, keys: [sealed.key.verifier])
      guard findings[1].isAmiss, findings[0].isAmiss == (place < third) else {
        Issue.record("byte \(place): \(findings.map(\.short))")
        continue
      }
    }
  }

  /// Written anew with right hashes throughout: what no chain alone can show.
  @Test func aLogThatWasWrittenAnewIsFound() throws {
    let other = try SampleLog()
    try SealedLog.append("seven", events: 3, to: other.folder)
    let log = try other.temporary.read("events.jsonl")
    #expect(try LogVerifier(other.folder).verify().isSound)
    let findings = SealedLog.findings(sealed.bytes, of: log, keys: [sealed.key.verifier])
    #expect(findings.map(\.short) == ["holds, right", "differs, right"])
  }

  @Test(arguments: [
    (0, "other", "other"), (1, "missing 1", "missing 1"), (7, "missing 7", "missing 7"),
    (8, "holds", "missing 8"), (10, "holds", "missing 10"), (11, "holds", "holds"),
  ])
  func aLogThatWasCutIsFound(_ count: Int, _ first: String, _ second: String) throws {
    let lines = try temporary.read("events.jsonl").split(separator: 0x0A).prefix(count)
    let log = Array(lines.map { $0 + [0x0A] }.joined())
    let findings = SealedLog.findings(sealed.bytes, of: log, keys: [sealed.key.verifier])
    #expect(findings.map(\.short) == ["\(first), right", "\(second), right"])
  }

  @Test func theSealsOfAnotherLogAreSeenForWhatTheyAre() throws {
    let temporary = try TemporaryFolder()
    let folder = LogFolder(temporary.path)
    try SampleLog.create(folder, scenarioHash: LogFolder.scenarioHash([(path: "a", bytes: [])]))
    let log = try temporary.read("events.jsonl")
    let findings = SealedLog.findings(sealed.bytes, of: log, keys: [sealed.key.verifier])
    #expect(findings.map(\.short) == ["other, right", "other, right"])
    #expect(findings[0].words.contains("another log"))
    let none = SealedLog.findings(sealed.bytes, of: Array("garbage\n".utf8))
    #expect(none.map(\.short) == ["other, unchecked", "other, unchecked"])
  }

  @Test func aSealByAnotherKeyUnderTheSameNameAndID() throws {
    // What a forger can do: a signature of a key of their own, under the label of the real one.
    let forger = try SealKey(newNamed: "facilitator.example")
    let forged = try Seal(sealed.second.checkpoint, key: forger).note.bytes
    let line = String(decoding: sealed.second.note.bytes, as: UTF8.self)
    var signature = [UInt8](Data(base64Encoded: lastWord(line)) ?? Data())
    let theirs = [UInt8](
      Data(base64Encoded: lastWord(String(decoding: forged, as: UTF8.self))) ?? Data())
    signature.replaceSubrange(4..., with: theirs[4...])
    let text = line.replacingOccurrences(
      of: lastWord(line), with: Data(signature).base64EncodedString())
    try temporary.write(Array(text.utf8), to: "events.seal")
    #expect(try sealed.findings().map(\.short) == ["holds, wrong"])
    #expect(try sealed.findings()[0].isAmiss)
  }

  private func lastWord(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
  }

  // MARK: The file

  /// Each single byte of the file changed to several others: it is always said.
  @Test func everyChangedByteOfTheSealsIsFound() throws {
    let log = try temporary.read("events.jsonl")
    let others: [UInt8] = [0x0A, 0x20, 0x41, 0xFF]
    for place in sealed.bytes.indices {
      for other in others + [sealed.bytes[place] ^ 1] where other != sealed.bytes[place] {
        var changed = sealed.bytes
        changed[place] = other
        let findings = SealedLog.findings(changed, of: log, keys: [sealed.key.verifier])
        guard !(findings.count == 2 && findings.allSatisfy(\.isProof)) else {
          Issue.record("byte \(place) may be \(other)")
          continue
        }
      }
    }
  }

  @Test func everyByteLeftOutOrAddedIsFound() throws {
    let log = try temporary.read("events.jsonl")
    for place in 0...sealed.bytes.count {
      var more = sealed.bytes
      more.insert(0x0A, at: place)
      var less = sealed.bytes
      if place < less.count { less.remove(at: place) } else { less = more }
      for changed in [more, less] {
        let findings = SealedLog.findings(changed, of: log, keys: [sealed.key.verifier])
        guard !(findings.count == 2 && findings.allSatisfy(\.isProof)) else {
          Issue.record("byte \(place), \(changed.count) bytes")
          continue
        }
      }
    }
  }

  /// However far a write came: the seals before hold, and the next seal is whole.
  @Test func aTornSealCountsForNothing() throws {
    let log = try temporary.read("events.jsonl")
    let whole = sealed.first.note.bytes.count
    for end in 0..<sealed.bytes.count {
      let findings = SealedLog.findings(
        Array(sealed.bytes[..<end]), of: log, keys: [sealed.key.verifier])
      var expected: [String] = end < whole ? [] : ["holds, right"]
      if end > 0, end < whole { expected.append("torn \(end)") }
      if end > whole { expected.append("torn \(max(1, end - whole - 1))") }
      guard findings.map(\.short) == expected, findings.allSatisfy({ !$0.isAmiss }) else {
        Issue.record("\(end): \(findings.map(\.short)), expected \(expected)")
        continue
      }
    }
  }

  @Test(arguments: [1, 20, 100, 150, 240, 241, 242, 300, 400])
  func theNextSealIsWholeBehindATornOne(_ end: Int) throws {
    let end = min(end, sealed.bytes.count - 1)
    try temporary.write(Array(sealed.bytes[..<end]), to: "events.seal")
    let torn = LogSeals(Array(sealed.bytes[..<end])).torn
    let seal = try LogSeals.seal(folder, key: sealed.key)
    let findings = try sealed.findings()
    #expect(findings.allSatisfy { $0.isProof })
    #expect(findings.last?.size == seal.checkpoint.size)
    guard let torn else { return }
    let kept = try temporary.read("events.torn-seal-\(torn.lowerBound)")
    #expect(kept == Array(sealed.bytes[torn]))
  }

  @Test func aBrokenSealHidesNoOther() throws {
    let (one, two) = (sealed.first.note.bytes, sealed.second.note.bytes)
    let cut = Array(one.dropLast(60))
    let text = sealed.first.checkpoint.text
    let (newline, garbage) = (Array("\n".utf8), Array("garbage\n".utf8))
    let cases: [([[UInt8]], [String])] = [
      ([cut, newline, newline, two], ["unreadable", "holds, right"]),
      ([garbage, newline, two], ["unreadable", "holds, right"]),
      ([one, newline, garbage, newline, two], ["holds, right", "unreadable", "holds, right"]),
      ([text, newline, two], ["unreadable", "holds, right"]),
      ([one, newline, one], ["holds, right", "holds, right"]),
      ([two, newline, one], ["holds, right", "holds, right"]),
      ([garbage], ["torn 8"]), ([garbage.dropLast()], ["torn 7"]), ([newline], ["torn 1"]),
      ([], []),
    ]
    for (bytes, expected) in cases {
      try temporary.write(Array(bytes.joined()), to: "events.seal")
      #expect(try sealed.findings().map(\.short) == expected)
    }
  }

  @Test func noFileIsNoSeal() throws {
    try temporary.remove("events.seal")
    let seals = try LogSeals.read(folder)
    #expect(seals == LogSeals([]))
    #expect(seals.newest == nil)
    #expect(sealProblem { _ = try seals.seal(1) } == .noSuchSeal(1, of: 0))
  }

  @Test func whatIsNoFileIsNoSeal() throws {
    try temporary.remove("events.seal")
    try FileManager.default.createDirectory(atPath: folder.seal, withIntermediateDirectories: false)
    #expect(problem { _ = try LogSeals.read(folder) } == .notAFile(path: folder.seal))
    #expect(problem { try LogSeals.seal(folder, key: sealed.key) } == .notAFile(path: folder.seal))
  }

  @Test func aFileLongerThanAnyIsNotRead() throws {
    try temporary.write([UInt8](repeating: 0x0A, count: (4 << 20) + 1), to: "events.seal")
    #expect(sealProblem { _ = try LogSeals.read(folder) } == .tooLong(path: folder.seal))
  }

  // MARK: Sealing

  @Test func aDamagedLogIsNotSealed() throws {
    var log = try temporary.read("events.jsonl")
    log[log.count - 100] ^= 1
    try temporary.write(log, to: "events.jsonl")
    #expect(damage { try LogSeals.seal(folder, key: sealed.key) } != nil)
    #expect(damage { _ = try LogSeals.make(over: folder, key: sealed.key) } != nil)
    #expect(try temporary.read("events.seal") == sealed.bytes)
  }

  /// A key that signed two contradicting heads of a log would prove nothing any more.
  @Test func aLogThatContradictsItsSealsIsNotSealed() throws {
    let other = try SampleLog()
    try SealedLog.append("seven", events: 3, to: other.folder)
    let shorter = try SampleLog()
    for log in [other, shorter] {
      try log.temporary.write(sealed.bytes, to: "events.seal")
      guard case .contradicted? = sealProblem({ try LogSeals.seal(log.folder, key: sealed.key) })
      else {
        Issue.record("it was sealed")
        continue
      }
      #expect(try log.temporary.read("events.seal") == sealed.bytes)
    }
  }

  @Test func aFailedWriteIsTakenBack() throws {
    let calls = FaultyCalls()
    try SealedLog.append("eight", to: folder)
    let seal = try LogSeals.make(over: folder, key: sealed.key)
    for code in [ENOSPC, EIO] {
      calls.next(.write, .short(50), .error(code))
      #expect(
        problem { try LogSeals.append(seal, to: folder, calls: calls) }
          == .system(.write, path: folder.seal, SystemError(code)))
      #expect(try temporary.read("events.seal") == sealed.bytes)
    }
    calls.next(.write, .short(1), .short(7), .error(EINTR), .short(20))
    try LogSeals.append(seal, to: folder, calls: calls)
    #expect(try sealed.findings().map(\.size) == [8, 11, 12])
  }

  @Test func aFailedSyncIsSaid() throws {
    let calls = FaultyCalls()
    calls.next(.sync, .error(EIO))
    let problem = problem { try LogSeals.append(sealed.second, to: folder, calls: calls) }
    #expect(problem == .system(.sync, path: folder.seal, SystemError(EIO)))
  }
}
