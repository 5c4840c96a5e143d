import Glibc
import RehearsalFormats
import Synchronization
import Testing

@testable import RehearsalStorage

/// What is no plain file, in the source and in the store, and what changes under the hands.
@Suite struct DocumentPlaceTests {
  private let sample: SampleStore
  private let bytes = SampleStore.bytes(3_000)

  init() throws { sample = try SampleStore() }

  enum Thing: CaseIterable {
    case folder, pipe, link, brokenLink, loop, device
  }

  /// Puts something that is no plain file at `path`, in the place of what is there.
  private func put(_ thing: Thing, _ path: String) throws {
    unlink(path)
    let target = try sample.source(bytes, "target")
    let result =
      switch thing {
      case .folder: mkdir(path, 0o777)
      case .pipe: mkfifo(path, 0o666)
      case .link: symlink(target, path)
      case .brokenLink: symlink("\(target)-none", path)
      case .loop: symlink(path, path)
      case .device: symlink("/dev/zero", path)
      }
    #expect(result == 0)
  }

  // MARK: The source

  @Test(arguments: Thing.allCases)
  func whatIsNoPlainFileIsNotAdded(_ thing: Thing) throws {
    let path = "\(sample.temporary.path)/thing"
    try put(thing, path)
    let problem = problem { _ = try sample.store.add(from: path) }
    #expect(problem == .notAFile(path: path))
    #expect(try #require(problem).words.contains("plain file"))
    #expect(try sample.leftovers() == [])
  }

  @Test(arguments: ["/dev/zero", "/dev/null", "/", "/proc/self/status", "/proc/self/exe"])
  func whatTheSystemMakesUpIsNotAdded(_ path: String) throws {
    #expect(problem { _ = try sample.store.add(from: path) } != nil)
    #expect(try sample.leftovers() == [])
    #expect(sample.store.check(referenced: [:], graceSeconds: 0) == [])
  }

  @Test(arguments: ["", "none", "none/none", "source/below", "a\u{0}b"])
  func whatIsNotThereIsNotAdded(_ name: String) throws {
    _ = try sample.source(bytes)
    let path = name.isEmpty ? "" : "\(sample.temporary.path)/\(name)"
    let problem = problem { _ = try sample.store.add(from: path) }
    #expect(problem == .system(.open, path: path, SystemError(ENOENT)))
    #expect(Directory.kind(sample.folder.documents) == nil)
  }

  @Test(arguments: [EACCES, EPERM, EIO, EMFILE, ENXIO])
  func anUnreadableSource(_ code: Int32) throws {
    let path = try sample.source(bytes)
    let calls = FailingCalls()
    calls.refuse(.open, code)
    let problem = problem { _ = try sample.with(calls).add(from: path) }
    #expect(problem == .system(.open, path: path, SystemError(code)))
    #expect(Directory.kind(sample.folder.documents) == nil)
  }

  /// Does something just before the first call of a kind on the source.
  private func adding(
    _ call: FailingCalls.Call, _ act: @escaping @Sendable (String) -> Void
  ) throws -> StorageProblem? {
    unlink("\(sample.temporary.path)/source")
    let path = try sample.source(bytes)
    let calls = FailingCalls { made, on in
      if made == call, on == path || on.isEmpty { act(path) }
    }
    let problem = problem { _ = try sample.with(calls).add(from: path) }
    #expect(try sample.leftovers() == [])
    #expect(try sample.bytes(.of(bytes)) == nil)
    return problem
  }

  @Test func aSourceThatVanishesOrIsReplaced() throws {
    let source = "\(sample.temporary.path)/source"
    let target = try sample.source(bytes, "target")
    #expect(
      try adding(.open) { unlink($0) } == .system(.open, path: source, SystemError(ENOENT)))
    let link = try adding(.open) {
      unlink($0)
      symlink(target, $0)
    }
    #expect(link == .system(.open, path: source, SystemError(ELOOP)))
    let pipe = try adding(.open) {
      unlink($0)
      mkfifo($0, 0o666)
    }
    #expect(pipe == .notAFile(path: source))
  }

  /// The second look at the name comes when the file is open.
  @Test func aSourceThatIsReplacedWhileItIsOpened() throws {
    let path = try sample.source(bytes)
    let other = try sample.source([1], "other")
    let acts: [@Sendable () -> Void] = [
      { unlink(path) }, { rename(other, path) },
      {
        unlink(path)
        symlink(other, path)
      },
    ]
    for act in acts {
      let looks = Mutex(0)
      let calls = FailingCalls { call, on in
        guard call == .status, on == path else { return }
        let look = looks.withLock { looks in
          looks += 1
          return looks
        }
        if look == 2 { act() }
      }
      let problem = problem { _ = try sample.with(calls).add(from: path) }
      #expect(problem == .document(.changed(path: path)))
      #expect(Directory.kind(sample.folder.documents) == nil)
      _ = unlink(path)
      _ = try sample.source(bytes)
      _ = try sample.source([1], "other")
    }
  }

  @Test func aSourceThatShrinksOrGrows() throws {
    let source = "\(sample.temporary.path)/source"
    for size in [0, 1, 2_999] {
      #expect(try adding(.read) { truncate($0, size) } == .shrank(path: source))
    }
    #expect(try adding(.read) { truncate($0, 3_001) } == .document(.changed(path: source)))
  }

  // MARK: The store

  @Test(arguments: Thing.allCases)
  func whatIsNoPlainFileIsNoDocument(_ thing: Thing) throws {
    let hash = try sample.add(bytes)
    let path = sample.store.path(of: hash)
    try put(thing, path)
    #expect(problem { _ = try sample.read(hash) } == .notAFile(path: path))
    #expect(problem { _ = try sample.add(bytes) } == .notAFile(path: path))
    #expect(problem { try sample.store.erase(hash) } == .notAFile(path: path))
    let findings = sample.store.check(referenced: [hash: .kept])
    #expect(findings.map(\.kind) == [.unreadable])
    #expect(findings[0].words.contains("plain file"))
    #expect(Directory.kind(path) != nil)
    #expect(try sample.leftovers() == [])
  }

  @Test(arguments: ["documents", "documents/sha256", "pair"])
  func aStoreThatLeadsElsewhere(_ name: String) throws {
    let hash = try sample.add(bytes)
    let path = name == "pair" ? Directory.parent(sample.store.path(of: hash)) : place(name)
    let elsewhere = "\(sample.temporary.path)/elsewhere"
    #expect(rename(path, elsewhere) == 0)
    for isLink in [true, false] {
      if isLink {
        #expect(symlink(elsewhere, path) == 0)
      } else {
        #expect(unlink(path) == 0)
        try sample.temporary.write([], to: String(path.dropFirst(sample.temporary.path.count + 1)))
      }
      let expected = StorageProblem.document(.notAFolder(path: path))
      #expect(problem { _ = try sample.read(hash) } == expected)
      #expect(problem { _ = try sample.add(bytes) } == expected)
      #expect(problem { try sample.store.erase(hash) } == expected)
      let findings = sample.store.check(referenced: [hash: .kept])
      #expect(findings.contains { $0.kind == .unreadable && $0.words.contains("is not a folder") })
    }
    #expect(try Directory.names(elsewhere).filter { $0.hasPrefix("adding-") } == [])
  }

  private func place(_ name: String) -> String { "\(sample.folder.path)/\(name)" }

  @Test func aStoreInAFolderThatIsGone() throws {
    #expect(rmdir(sample.folder.path) == 0)
    let problem = problem { _ = try sample.add(bytes) }
    let expected = StorageProblem.system(
      .make, path: sample.folder.documents, SystemError(ENOENT))
    #expect(problem == expected)
    #expect(sample.store.check(referenced: [:]) == [])
  }

  @Test func aDocumentThatVanishes() throws {
    let hash = try sample.add(bytes)
    let path = sample.store.path(of: hash)
    let calls = FailingCalls { call, on in if call == .open, on == path { unlink(path) } }
    let problem = problem { try sample.with(calls).read(hash) { _ in } }
    #expect(problem == .system(.open, path: path, SystemError(ENOENT)))
    #expect(try sample.add(bytes) == hash)
  }

  @Test(arguments: [EACCES, EIO])
  func aRefusedLookIsNotAbsence(_ code: Int32) throws {
    let hash = try sample.add(bytes)
    let calls = FailingCalls()
    calls.refuse(.status, code)
    let store = sample.with(calls)
    for act in [{ try store.erase(hash) }, { try store.read(hash) { _ in } }] {
      guard case .system(.open, _, let error)? = problem(act) else {
        Issue.record("not refused")
        continue
      }
      #expect(error.code == code)
    }
    #expect(store.check(referenced: [hash: .erased]).map(\.kind) == [.unreadable, .unreadable])
    #expect(try sample.read(hash) == bytes)
  }
}
