import Glibc
import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct DocumentStoreTests {
  private let sample: SampleStore
  private let hello = Array("hello\n".utf8)
  private let helloHash = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"

  init() throws { sample = try SampleStore() }

  // MARK: Adding and reading

  @Test func aDocumentIsNamedByItsBytes() throws {
    let stored = try sample.store.add(from: try sample.source(hello))
    #expect(stored.hash.description == helloHash)
    #expect(stored.size == 6)
    #expect(stored.isNew)
    let path = "log/documents/sha256/58/\(helloHash.dropFirst(2))"
    #expect(try sample.temporary.read(path) == hello)
    #expect(DocumentStore.name(of: stored.hash) == path.dropFirst(4))
    #expect(try sample.read(stored.hash) == hello)
    #expect(try sample.leftovers() == [])
  }

  @Test func theSameAgainIsSuccess() throws {
    let path = try sample.source(hello)
    let first = try sample.store.add(from: path)
    let second = try sample.store.add(from: path)
    #expect(second.hash == first.hash)
    #expect(!second.isNew)
    #expect(try sample.leftovers() == [])
  }

  @Test(arguments: [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20), (3 << 20) + 7])
  func everySizeComesBack(_ size: Int) throws {
    let bytes = SampleStore.bytes(size)
    let stored = try sample.store.add(from: try sample.source(bytes))
    #expect(stored.hash == .of(bytes))
    #expect(stored.size == size)
    var pieces: [Int] = []
    var all: [UInt8] = []
    try sample.store.read(stored.hash) { piece in
      pieces.append(piece.count)
      all += piece
    }
    #expect(all == bytes)
    #expect(pieces.allSatisfy { $0 > 0 && $0 <= 1 << 20 })
    let reader = try sample.store.reader(of: stored.hash)
    #expect(reader.size == size)
    while try reader.next() != nil {}
    #expect(try reader.next() == nil)
  }

  @Test func piecesOfAnySizeMakeTheSameDocument() throws {
    let bytes = SampleStore.bytes(5_000)
    let writer = try sample.store.begin()
    var rest = bytes[...]
    for size in [0, 1, 2, 4_096, 0, 900, 1] {
      try writer.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(rest.isEmpty)
    #expect(try writer.finish().hash == .of(bytes))
  }

  @Test func aDocumentIsReadOnly() throws {
    let hash = try sample.add(hello)
    var status = stat()
    #expect(lstat(sample.store.path(of: hash), &status) == 0)
    #expect(status.st_mode & 0o222 == 0)
    #expect(status.st_nlink == 1)
  }

  @Test func aDiskWithoutSecondNames() throws {
    for code in [EPERM, ENOTSUP, ENOSYS] {
      let calls = FailingCalls()
      calls.refuse(.link, code)
      let sample = try SampleStore(calls)
      let hash = try sample.add(hello)
      #expect(try sample.read(hash) == hello)
      #expect(try sample.add(hello) == hash)
      #expect(try sample.leftovers() == [])
      try sample.replace(hash, [1])
      #expect(problem { _ = try sample.add(hello) } == altered(sample, hash))
      #expect(try sample.bytes(hash) == [1])
      #expect(try sample.leftovers() == [])
    }
  }

  private func altered(_ sample: SampleStore, _ hash: LineHash) -> StorageProblem {
    .document(.altered(path: sample.store.path(of: hash)))
  }

  @Test func otherBytesUnderTheNameAreAnAlarm() throws {
    let hash = try sample.add(hello)
    for bytes in [[], [1], Array("hellO\n".utf8), hello + [0]] {
      try sample.replace(hash, bytes)
      let path = try sample.source(hello)
      #expect(problem { _ = try sample.store.add(from: path) } == altered(sample, hash))
      #expect(problem { _ = try sample.add(hello) } == altered(sample, hash))
      #expect(try sample.bytes(hash) == bytes)
      #expect(try sample.leftovers() == [])
    }
  }

  // MARK: The writer

  @Test func nothingIsThereBeforeTheEnd() throws {
    let writer = try sample.store.begin()
    try writer.append(hello)
    #expect(try sample.leftovers().count == 1)
    #expect(try sample.bytes(.of(hello)) == nil)
    try writer.cancel()
    #expect(try sample.leftovers() == [])
    try writer.cancel()
    #expect(problem { try writer.append(hello) } == .document(.ended(path: "The document")))
    #expect(problem { _ = try writer.finish() } == .document(.ended(path: "The document")))
    #expect(try sample.bytes(.of(hello)) == nil)
  }

  @Test func aForgottenUploadLeavesNothing() throws {
    func forget() throws { try sample.store.begin().append(hello) }
    try forget()
    #expect(try sample.leftovers() == [])
  }

  @Test func whatIsFinishedTakesNoMore() throws {
    let writer = try sample.store.begin()
    try writer.append(hello)
    let hash = try writer.finish().hash
    #expect(problem { try writer.append([1]) } == .document(.ended(path: "The document")))
    #expect(problem { _ = try writer.finish() } == .document(.ended(path: "The document")))
    try writer.cancel()
    #expect(try sample.read(hash) == hello)
  }

  @Test func tooMuchIsRefusedEarly() throws {
    let writer = try sample.store.begin(limit: 6)
    try writer.append(hello)
    #expect(problem { try writer.append([1]) } == tooLarge("The document", 6))
    #expect(try sample.leftovers() == [])
    #expect(problem { _ = try writer.finish() } == tooLarge("The document", 6))
    #expect(problem { try writer.append([]) } == tooLarge("The document", 6))
    let exact = try sample.store.begin(limit: 6)
    try exact.append(hello)
    #expect(try exact.finish().size == 6)
    let path = try sample.source(hello + [1])
    let calls = FailingCalls()
    let problem = problem { _ = try sample.with(calls).add(from: path, limit: 6) }
    #expect(problem == tooLarge(path, 6))
    #expect(!calls.made.contains(.read))
    #expect(!calls.made.contains(.write))
    #expect(try sample.store.add(from: path, limit: 7).size == 7)
  }

  private func tooLarge(_ path: String, _ limit: Int) -> StorageProblem {
    .document(.tooLarge(path: path, limit: limit))
  }

  @Test func theWordsSayWhatToDo() {
    let problems: [(DocumentProblem, String)] = [
      (.altered(path: "a"), "Move the file away"), (.missing(path: "a"), "Add the document again"),
      (.tooLarge(path: "a", limit: 5 << 20), "5 MB"), (.tooLarge(path: "a", limit: 2_048), "2 KB"),
      (.tooLarge(path: "a", limit: 1_000), "1000 bytes"), (.changed(path: "a"), "try again"),
      (.notAFolder(path: "a"), "Move it away"), (.ended(path: "a"), "Add the document anew"),
    ]
    for (problem, words) in problems {
      #expect(StorageProblem.document(problem).words.hasPrefix("a "))
      #expect(StorageProblem.document(problem).words.contains(words))
    }
  }

  // MARK: Altered bytes

  @Test func oneBitAnywhereIsFound() throws {
    let bytes = SampleStore.bytes((1 << 20) + 4_000)
    let hash = try sample.add(bytes)
    let places =
      [0, 1, (1 << 20) - 1, 1 << 20, bytes.count - 1]
      + (0..<20).map { ($0 * 54_321 + 17) % bytes.count }
    for (number, place) in places.enumerated() {
      var other = bytes
      other[place] ^= 1 << (number % 8)
      try sample.replace(hash, other)
      var handedOver = 0
      let found = problem { try sample.store.read(hash) { handedOver += $0.count } }
      #expect(found == altered(sample, hash))
      #expect(handedOver == 1 << 20, "the last piece is kept back")
      #expect(sample.store.check(referenced: [hash: .kept]).map(\.kind) == [.altered])
      let path = "\(sample.temporary.path)/copy"
      #expect(problem { try sample.store.copy(hash, to: path) } == altered(sample, hash))
      #expect(Directory.kind(path) == nil)
    }
  }

  @Test func anotherLengthIsFound() throws {
    let hash = try sample.add(hello)
    for bytes in [[], Array(hello.dropLast()), hello + [0x0A], hello + hello] {
      try sample.replace(hash, bytes)
      var handedOver = 0
      let found = problem { try sample.store.read(hash) { handedOver += $0.count } }
      #expect(found == altered(sample, hash))
      #expect(handedOver == 0)
    }
    let reader = try sample.store.reader(of: hash)
    for _ in 0..<3 { #expect(problem { _ = try reader.next() } == altered(sample, hash)) }
  }

  // MARK: Copies

  @Test func aCopyTakesThePlaceOfAFile() throws {
    let hash = try sample.add(hello)
    let path = try sample.source([1, 2, 3], "copy")
    try sample.store.copy(hash, to: path)
    #expect(try sample.temporary.read("copy") == hello)
    #expect(try Directory.names(sample.temporary.path) == ["copy", "log"])
  }

  @Test func copiesThatCannotBe() throws {
    let hash = try sample.add(hello)
    let folder = sample.temporary.path
    #expect(mkdir("\(folder)/taken", 0o777) == 0)
    for path in ["\(folder)/none/copy", "\(folder)/taken", "\(folder)/log/documents"] {
      #expect(problem { try sample.store.copy(hash, to: path) } != nil)
    }
    #expect(try Directory.names(folder) == ["log", "taken"])
    let none = LineHash.of([1])
    let missing = problem { try sample.store.copy(none, to: "\(folder)/copy") }
    #expect(missing == .document(.missing(path: sample.store.path(of: none))))
    #expect(try Directory.names(folder) == ["log", "taken"])
  }

  // MARK: Erasing

  @Test func whatIsErasedIsGone() throws {
    let hash = try sample.add(hello)
    let other = try sample.add([1])
    try sample.store.erase(hash)
    #expect(try sample.bytes(hash) == nil)
    #expect(try sample.read(other) == [1])
    let missing = StorageProblem.document(.missing(path: sample.store.path(of: hash)))
    #expect(problem { _ = try sample.read(hash) } == missing)
    try sample.store.erase(hash)
    try SampleStore().store.erase(hash)
    #expect(try sample.add(hello) == hash)
    #expect(try sample.read(hash) == hello)
  }

  @Test func anAlteredDocumentIsErasedAsWell() throws {
    let hash = try sample.add(hello)
    try sample.replace(hash, [9])
    try sample.store.erase(hash)
    #expect(try sample.bytes(hash) == nil)
  }

  @Test func theTemporaryNameIsErasedAsWell() throws {
    let hash = try sample.add(hello)
    let left = "\(sample.folder.documents)/adding-1-1"
    #expect(link(sample.store.path(of: hash), left) == 0)
    try sample.temporary.write([1], to: "log/documents/adding-1-2")
    try sample.store.erase(hash)
    #expect(try sample.leftovers() == ["adding-1-2"])
  }
}
