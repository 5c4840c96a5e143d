import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// Each call that the store makes fails in turn: what is left is the whole document or nothing,
/// and doing it again succeeds.
@Suite struct DocumentFaultTests {
  private let bytes = SampleStore.bytes((1 << 20) + 500)
  private var hash: LineHash { .of(bytes) }

  /// How many calls something makes on a disk where nothing fails.
  private func calls(
    _ prepare: (SampleStore) throws -> Void, _ act: (SampleStore, DocumentStore) throws -> Void
  ) throws -> [FailingCalls.Call] {
    let sample = try SampleStore()
    try prepare(sample)
    let calls = FailingCalls()
    try act(sample, sample.with(calls))
    return calls.made
  }

  /// Lets each call fail in turn, once or with all after it, and looks at what
  /// is there afterwards. What was refused must have been said.
  private func eachFault(
    _ prepare: (SampleStore) throws -> Void, _ act: (SampleStore, DocumentStore) throws -> Void,
    _ look: (SampleStore, _ didFail: Bool, _ isDead: Bool, String) throws -> Void
  ) throws {
    let made = try calls(prepare, act)
    for (number, call) in made.enumerated() {
      for isDead in [false, true] {
        let code = [EIO, ENOSPC, EACCES][number % 3]
        let sample = try SampleStore()
        try prepare(sample)
        let calls = FailingCalls(failing: number, onwards: isDead, code)
        let failure = problem { try act(sample, sample.with(calls)) }
        let name = "\(call.rawValue) \(number) code \(code) \(isDead ? "and all after" : "")"
        if let failure { #expect(failure.words.contains("Cannot"), "\(name)") }
        try look(sample, failure != nil, isDead, name)
      }
    }
  }

  private func expectWholeOrNothing(_ sample: SampleStore, _ isDead: Bool, _ name: String) throws {
    let kept = try sample.bytes(hash)
    #expect(kept == nil || kept == bytes, "\(name)")
    // A disk that takes no call any more does not remove a file either; a check finds it.
    let left = try sample.leftovers()
    #expect(isDead ? left.count < 2 : left.isEmpty, "\(name)")
    let strays = sample.store.check(referenced: [:], graceSeconds: 0).filter { $0.kind == .stray }
    #expect(strays.count == left.count, "\(name)")
  }

  private func expectAgain(_ sample: SampleStore, _ name: String) throws {
    let source = try sample.source(bytes)
    #expect(try sample.store.add(from: source).hash == hash, "\(name)")
    #expect(try sample.read(hash) == bytes, "\(name)")
  }

  @Test func addingWhereNothingIs() throws {
    try eachFault({ _ in }) { sample, store in
      _ = try store.add(from: try sample.source(bytes))
    } _: { sample, didFail, isDead, name in
      #expect(didFail, "\(name)")
      try expectWholeOrNothing(sample, isDead, name)
      try expectAgain(sample, name)
    }
  }

  @Test func addingWhatIsThere() throws {
    try eachFault({ _ = try $0.add(bytes) }) { sample, store in
      _ = try store.add(from: try sample.source(bytes))
    } _: { sample, didFail, isDead, name in
      #expect(didFail, "\(name)")
      #expect(try sample.bytes(hash) == bytes, "\(name)")
      try expectWholeOrNothing(sample, isDead, name)
      try expectAgain(sample, name)
    }
  }

  @Test func uploading() throws {
    try eachFault({ _ in }) { _, store in
      let writer = try store.begin()
      try writer.append(Array(bytes[..<1_000]))
      try writer.append(Array(bytes[1_000...]))
      _ = try writer.finish()
    } _: { sample, didFail, isDead, name in
      #expect(didFail, "\(name)")
      try expectWholeOrNothing(sample, isDead, name)
      try expectAgain(sample, name)
    }
  }

  @Test func aDiskWithoutSecondNamesThatFails() throws {
    func refusing(_ sample: SampleStore, _ number: Int, _ code: Int32) throws -> StorageProblem? {
      let calls = FailingCalls(failing: number, code)
      calls.refuse(.link, ENOTSUP)
      let source = try sample.source(bytes)
      return problem { _ = try sample.with(calls).add(from: source) }
    }
    for number in 0..<40 {
      let sample = try SampleStore()
      _ = try refusing(sample, number, EIO)
      try expectWholeOrNothing(sample, false, "call \(number)")
      try expectAgain(sample, "call \(number)")
    }
  }

  @Test func copying() throws {
    try eachFault({ _ = try $0.add(bytes) }) { sample, store in
      try store.copy(hash, to: "\(sample.temporary.path)/copy")
    } _: { sample, didFail, isDead, name in
      #expect(didFail, "\(name)")
      let names = try Directory.names(sample.temporary.path)
      if names.contains("copy") {
        #expect(try sample.temporary.read("copy") == bytes, "\(name)")
      }
      if !isDead { #expect(names.filter { $0 != "copy" } == ["log"], "\(name)") }
      try sample.store.copy(hash, to: "\(sample.temporary.path)/copy")
      #expect(try sample.temporary.read("copy") == bytes, "\(name)")
    }
  }

  @Test func erasing() throws {
    try eachFault({ _ = try $0.add(bytes) }) { _, store in
      try store.erase(hash)
    } _: { sample, didFail, _, name in
      #expect(didFail, "\(name)")
      let kept = try sample.bytes(hash)
      #expect(kept == nil || kept == bytes, "\(name)")
      try sample.store.erase(hash)
      #expect(try sample.bytes(hash) == nil, "\(name)")
      #expect(sample.store.check(referenced: [hash: .erased]).map(\.kind) == [.erased])
    }
  }

  @Test func readingIsNeverShort() throws {
    try eachFault({ _ = try $0.add(bytes) }) { _, store in
      var count = 0
      try store.read(hash) { count += $0.count }
      #expect(count == bytes.count)
    } _: { _, didFail, _, name in
      #expect(didFail, "\(name)")
    }
  }

  @Test func checkingSaysWhatItCouldNotRead() throws {
    let made = try calls({ _ = try $0.add(bytes) }) { _, store in
      _ = store.check(referenced: [hash: .kept])
    }
    for number in made.indices {
      let sample = try SampleStore()
      _ = try sample.add(bytes)
      let calls = FailingCalls(failing: number, EIO)
      let findings = sample.with(calls).check(referenced: [hash: .kept])
      #expect(findings.map(\.kind) == [.unreadable], "\(made[number]) \(number)")
    }
  }

  @Test func everyKindOfCallWasMade() throws {
    let adding = try calls({ _ in }) { sample, store in
      _ = try store.add(from: try sample.source(bytes))
      try store.copy(hash, to: "\(sample.temporary.path)/copy")
    }
    #expect(Set(adding) == Set(FailingCalls.Call.allCases))
    // The bytes, then the name, then the folders from the outermost, and not before.
    let order = adding.prefix { $0 != .rename }.filter {
      [.sync, .link, .unlink, .syncFolder].contains($0)
    }
    let folders = [FailingCalls.Call](repeating: .syncFolder, count: 4)
    #expect(order.starts(with: [.sync, .link, .unlink] + folders))
  }

  // MARK: Short and interrupted calls

  @Test func shortWritesAreWrittenOn() throws {
    let sample = try SampleStore()
    let calls = FaultyCalls()
    calls.next(.write, .short(1), .error(EINTR), .short(100), .short(7))
    calls.next(.read, .short(3), .error(EINTR), .short(1_000))
    for call in [FaultyCalls.Call.open, .sync, .facts] { calls.next(call, .error(EINTR)) }
    let store = DocumentStore(sample.folder, calls: calls)
    #expect(try store.add(from: try sample.source(bytes)).hash == hash)
    #expect(try sample.read(hash) == bytes)
  }

  @Test func aShortWriteThatFailsLeavesNothing() throws {
    for code in [ENOSPC, EDQUOT, EFBIG, EIO] {
      let sample = try SampleStore()
      let calls = FaultyCalls()
      calls.next(.write, .short(100), .error(code))
      let store = DocumentStore(sample.folder, calls: calls)
      let source = try sample.source(bytes)
      guard case .system(.write, _, let error)? = problem({ _ = try store.add(from: source) })
      else {
        Issue.record("not refused")
        continue
      }
      #expect(error.code == code)
      try expectWholeOrNothing(sample, false, "\(code)")
      try expectAgain(sample, "\(code)")
    }
  }

  @Test func aDiskThatTakesNothingIsNotAskedForEver() throws {
    let sample = try SampleStore()
    let calls = FaultyCalls()
    calls.next(.write, .short(0))
    let store = DocumentStore(sample.folder, calls: calls)
    let source = try sample.source(bytes)
    #expect(problem { _ = try store.add(from: source) } != nil)
    try expectWholeOrNothing(sample, false, "")
  }

  @Test func aFailedSyncIsNotTriedAgain() throws {
    let sample = try SampleStore()
    let calls = FaultyCalls()
    calls.next(.sync, .error(EIO))
    let writer = try DocumentStore(sample.folder, calls: calls).begin()
    try writer.append(bytes)
    for _ in 0..<3 { #expect(problem { _ = try writer.finish() } != nil) }
    #expect(calls.count(.sync) == 1)
    #expect(try sample.bytes(hash) == nil)
  }

  @Test func interruptionsAreNothing() throws {
    let made = try calls({ _ in }) { sample, store in
      _ = try store.add(from: try sample.source(bytes))
    }
    for number in made.indices {
      let sample = try SampleStore()
      let store = sample.with(FailingCalls(failing: number, EINTR))
      #expect(try store.add(from: try sample.source(bytes)).isNew)
      #expect(try sample.leftovers() == [])
    }
  }
}
