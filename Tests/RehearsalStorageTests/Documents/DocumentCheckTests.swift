import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct DocumentCheckTests {
  private let sample: SampleStore
  private let later = time(nil) + 7_200

  init() throws { sample = try SampleStore() }

  private func check(
    _ referenced: [LineHash: DocumentReference] = [:], now: Int? = nil
  ) -> [String] {
    sample.store.check(referenced: referenced, now: now ?? later)
      .map { "\($0.kind.rawValue) \($0.path)" }
  }

  private func line(_ kind: DocumentFinding.Kind, _ hash: LineHash) -> String {
    "\(kind.rawValue) \(DocumentStore.name(of: hash))"
  }

  @Test func allIsWell() throws {
    #expect(check() == [])
    let hashes = try (0..<40).map { try sample.add([UInt8($0)]) }
    #expect(check(Dictionary(uniqueKeysWithValues: hashes.map { ($0, .kept) })) == [])
  }

  @Test func missingAndErased() throws {
    let hash = try sample.add([1])
    let other = LineHash.of([2])
    #expect(check([hash: .kept, other: .kept]) == [line(.missing, other)])
    #expect(check([hash: .erased, other: .erased]) == [line(.undead, hash), line(.erased, other)])
    try sample.store.erase(hash)
    #expect(check([hash: .kept]) == [line(.missing, hash)])
    #expect(check([hash: .erased]) == [line(.erased, hash)])
    let finding = try #require(sample.store.check(referenced: [hash: .erased]).first)
    #expect(finding.kind == .erased)
    #expect(finding.description.hasPrefix("documents/sha256/4b/"))
    #expect(finding.description.contains(": erased: It was erased"))
  }

  @Test func everyFindingSaysMoreInWholeSentences() {
    for kind in DocumentFinding.Kind.allCases {
      #expect(DocumentFinding(kind, "a").words.hasSuffix("."))
    }
  }

  @Test func aStoreThatIsGone() throws {
    let hash = LineHash.of([1])
    #expect(check([hash: .kept]) == [line(.missing, hash)])
    #expect(check([hash: .erased]) == [line(.erased, hash)])
  }

  @Test func unreferencedAfterAWhile() throws {
    let hash = try sample.add([1])
    #expect(check(now: time(nil)) == [])
    #expect(check(now: time(nil) + 3_000) == [])
    #expect(check() == [line(.unreferenced, hash)])
    // A clock that was put back by years does not keep it silent.
    #expect(check(now: 0) == [line(.unreferenced, hash)])
    #expect(
      sample.store.check(referenced: [:], graceSeconds: 0).map(\.kind) == [.unreferenced])
    #expect(try sample.read(hash) == [1], "a check removes nothing")
  }

  @Test func whatSomebodyLeft() throws {
    let writer = try sample.store.begin()
    try writer.append([1, 2])
    #expect(check(now: time(nil)) == [])
    #expect(check().first?.hasPrefix("stray documents/adding-\(getpid())-") == true)
    #expect(try writer.finish().size == 2)
  }

  @Test func whatDoesNotBelongThere() throws {
    let hash = try sample.add([1])
    let hex = hash.description
    let pair = "documents/sha256/\(hex.prefix(2))"
    let names = [
      "documents/notes.txt", "documents/sha256/4", "documents/sha256/4B", "documents/sha256/xy",
      "\(pair)/short", "\(pair)/\(hex.dropFirst(2).uppercased())", "\(pair)/\(hex)",
      "\(pair)/.hidden",
    ]
    for name in names { try sample.temporary.write([1], to: "log/\(name)") }
    #expect(mkdir("\(sample.folder.documents)/adding-folder", 0o777) == 0)
    #expect(mkfifo("\(sample.folder.documents)/adding-pipe", 0o666) == 0)
    let expected = (names + ["documents/adding-folder", "documents/adding-pipe"])
      .map { "foreign \($0)" }
    let found = check([hash: .kept])
    #expect(Set(found) == Set(expected))
    let paths = sample.store.check(referenced: [hash: .kept]).map(\.path)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func aNameThatIsNoText() throws {
    let hash = try sample.add([1])
    let folder = Directory.parent(sample.store.path(of: hash))
    let name: [CChar] = Array(folder.utf8CString.dropLast()) + [0x2F, -1, -2, 0]
    #expect(creat(name, 0o666) >= 0)
    #expect(check([hash: .kept]) == ["unreadable documents/sha256/4b"])
    try sample.replace(hash, [2])
    #expect(check([hash: .kept]).contains(line(.altered, hash)), "it is looked at all the same")
  }

  @Test func theOrderIsTheSameEachTime() throws {
    var referenced: [LineHash: DocumentReference] = [:]
    for number in 0..<60 {
      let hash = try sample.add([UInt8(number)])
      switch number % 4 {
      case 0: try sample.replace(hash, [])
      case 1: try sample.store.erase(hash)
      default: continue
      }
      referenced[hash] = number % 3 == 0 ? .erased : .kept
    }
    let first = check(referenced)
    #expect(first.count == 60)
    for _ in 0..<3 { #expect(check(referenced) == first) }
    var copy: [LineHash: DocumentReference] = [:]
    for (hash, reference) in referenced.sorted(by: { "\($0.key)" > "\($1.key)" }) {
      copy[hash] = reference
    }
    #expect(check(copy) == first)
  }

  @Test func oneDamageHidesNoOther() throws {
    let hashes = try (0..<6).map { try sample.add([UInt8($0)]) }
    try sample.replace(hashes[0], [])
    try sample.store.erase(hashes[1])
    try sample.store.erase(hashes[2])
    #expect(unlink(sample.store.path(of: hashes[3])) == 0)
    #expect(mkfifo(sample.store.path(of: hashes[3]), 0o666) == 0)
    let found = check([
      hashes[0]: .kept, hashes[1]: .kept, hashes[2]: .erased, hashes[3]: .kept, hashes[4]: .kept,
    ])
    let expected = [
      line(.altered, hashes[0]), line(.missing, hashes[1]), line(.erased, hashes[2]),
      line(.unreadable, hashes[3]), line(.unreferenced, hashes[5]),
    ]
    #expect(Set(found) == Set(expected))
    #expect(found.count == expected.count)
  }
}
