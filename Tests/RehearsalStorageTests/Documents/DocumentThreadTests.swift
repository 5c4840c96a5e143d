import Foundation
import RehearsalFormats
import Synchronization
import Testing

@testable import RehearsalStorage

/// Many at once, and much at once.
@Suite struct DocumentThreadTests {
  private let sample: SampleStore

  init() throws { sample = try SampleStore() }

  /// Runs eight threads at once, and returns what each of them made.
  private func eight<Value: Sendable>(
    _ body: @escaping @Sendable (Int) throws -> Value
  ) -> [Result<Value, any Error>] {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      let result = Result { try body(number) }
      results.withLock { $0[number] = result }
    }
    return results.withLock { results in (0..<8).compactMap { results[$0] } }
  }

  @Test func theSameFromEightThreads() throws {
    let bytes = SampleStore.bytes(300_000)
    let source = try sample.source(bytes)
    let store = sample.store
    for _ in 0..<5 {
      let stored = try eight { _ in try store.add(from: source) }.map { try $0.get() }
      #expect(stored.count == 8)
      #expect(stored.count { $0.isNew } == 1)
      #expect(Set(stored.map(\.hash)) == [.of(bytes)])
      #expect(try sample.read(.of(bytes)) == bytes)
      #expect(try sample.leftovers() == [])
      try store.erase(.of(bytes))
    }
  }

  @Test func differentFromEightThreads() throws {
    let store = sample.store
    let stored = try eight { number in
      try (0..<10).map { round in
        let writer = try store.begin()
        for _ in 0..<3 { try writer.append(SampleStore.bytes(20_000, seed: UInt64(round))) }
        try writer.append([UInt8(number)])
        return try writer.finish()
      }
    }.flatMap { try $0.get() }
    #expect(stored.count == 80)
    #expect(stored.allSatisfy { $0.isNew })
    let all = Dictionary(
      stored.map { ($0.hash, DocumentReference.kept) }, uniquingKeysWith: { one, _ in one })
    #expect(all.count == 80)
    #expect(store.check(referenced: all, graceSeconds: 0) == [])
    #expect(try sample.leftovers() == [])
  }

  @Test func addingReadingAndErasingAtOnce() throws {
    let store = sample.store
    let bytes = SampleStore.bytes(50_000)
    let hash = LineHash.of(bytes)
    _ = try sample.add(bytes)
    let results = eight { number in
      for _ in 0..<30 {
        switch number % 4 {
        case 0: try? store.erase(hash)
        case 1:
          let writer = try store.begin()
          try writer.append(bytes)
          _ = try? writer.finish()
        case 2:
          var all: [UInt8] = []
          if (try? store.read(hash) { all += $0 }) != nil { #expect(all == bytes) }
        default:
          let kinds = store.check(referenced: [hash: .kept]).map(\.kind)
          #expect(!kinds.contains(.altered))
        }
      }
    }
    for result in results { #expect(throws: Never.self) { try result.get() } }
    #expect(try sample.leftovers() == [])
    #expect(try sample.add(bytes) == hash)
    #expect(try sample.read(hash) == bytes)
  }

  /// The store asks for no more than 1 MiB at once, and keeps none of it. What the process takes
  /// is not asked here, because all tests share it; 64 MiB were measured in a process of their own
  /// and added 3 MiB.
  @Test func aLargeDocumentGoesThroughInPieces() throws {
    let size = 64 << 20
    let path = "\(sample.temporary.path)/large"
    try sample.temporary.write([], to: "large")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: UInt64(size))
    try file.close()
    let calls = FailingCalls()
    let store = sample.with(calls)
    let stored = try store.add(from: path)
    #expect(stored.size == size)
    // head -c 67108864 /dev/zero | sha256sum
    let zeros = "3b6a07d0d404fab4e23b6d34bc6696a6a312dd92821332385e5af7c01c421351"
    #expect(stored.hash.description == zeros)
    var count = 0
    try store.read(stored.hash) { count += $0.count }
    #expect(count == size)
    try store.copy(stored.hash, to: "\(path)-copy")
    #expect(store.check(referenced: [stored.hash: .kept]) == [])
    #expect(calls.largest <= 1 << 20)
  }
}
