import Glibc
import RehearsalFormats

@testable import RehearsalStorage

/// A store in a folder of its own, and what tests look at behind its back.
struct SampleStore {
  let temporary: TemporaryFolder
  let folder: LogFolder
  let store: DocumentStore

  init(_ calls: FailingCalls? = nil) throws {
    temporary = try TemporaryFolder()
    folder = LogFolder("\(temporary.path)/log")
    guard mkdir(folder.path, 0o777) == 0 else { throw SystemError.last }
    store = SampleStore.store(folder, calls)
  }

  private static func store(_ folder: LogFolder, _ calls: FailingCalls?) -> DocumentStore {
    guard let calls else { return DocumentStore(folder) }
    return DocumentStore(folder, calls: calls, names: calls)
  }

  /// The same folder through other calls.
  func with(_ calls: FailingCalls) -> DocumentStore { SampleStore.store(folder, calls) }

  /// A file outside the store, to be added from.
  func source(_ bytes: [UInt8], _ name: String = "source") throws -> String {
    try temporary.write(bytes, to: name)
    return "\(temporary.path)/\(name)"
  }

  func add(_ bytes: [UInt8]) throws -> LineHash {
    let writer = try store.begin()
    try writer.append(bytes)
    return try writer.finish().hash
  }

  /// Writes over a document, which the store left without the right to.
  func replace(_ hash: LineHash, _ bytes: [UInt8]) throws {
    let path = store.path(of: hash)
    _ = chmod(path, 0o644)
    try temporary.write(bytes, to: String(path.dropFirst(temporary.path.count + 1)))
  }

  /// What stands at a path below the folder of the store; `nil` for nothing.
  func bytes(_ hash: LineHash) throws -> [UInt8]? {
    let path = store.path(of: hash)
    guard Directory.kind(path) != nil else { return nil }
    return try OpenFile(path, O_RDONLY).contents()
  }

  /// What adding left behind.
  func leftovers() throws -> [String] {
    guard Directory.kind(folder.documents) != nil else { return [] }
    return try Directory.names(folder.documents).filter { $0 != "sha256" }
  }

  func read(_ hash: LineHash) throws -> [UInt8] {
    var all: [UInt8] = []
    try store.read(hash) { all += $0 }
    return all
  }

  /// Bytes that differ everywhere.
  static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }
}
