import Glibc
package import RehearsalCore
import RehearsalFormats

/// A file whose bytes are still coming: from a form, or as the body of a request. It goes to the
/// disk piece by piece, and of one that does not come to its end nothing is left, whether it is
/// refused, given up, or simply not used any more.
///
/// It waits for the disk, so it belongs on a thread that may wait, see ``OwnThread``; it may be
/// handed from one thread to the next.
package struct TrayWriter: ~Copyable, Sendable {
  /// What the file is called here.
  package let name: SentName
  private let tray: FileTray
  private let owner: Actor
  private let id: String
  private var file: OpenFile?
  private var hashing = StreamedHash()
  private var size = 0
  private var isOpen = false
  private var problem: TrayProblem?

  init(_ tray: FileTray, _ name: SentName, _ owner: Actor) throws(TrayProblem) {
    self.name = name
    self.tray = tray
    self.owner = owner
    id = Access.newToken()
    try tray.reserveFile(name.text)
    do throws(StorageProblem) {
      // Nobody has a reason to write to it later, so nobody may.
      file = try OpenFile(
        tray.path(id), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, mode: 0o444,
        tray.store.calls)
    } catch {
      tray.release(bytes: 0)
      throw .failed(name.text, error)
    }
    isOpen = true
  }

  deinit {
    if isOpen { tray.giveUp(id, bytes: size) }
  }

  /// Takes the next bytes. A file that is refused is given up, and every call after that ends with
  /// the same problem.
  package mutating func append(_ bytes: [UInt8]) throws(TrayProblem) {
    try requireOpen()
    do throws(TrayProblem) {
      try tray.reserve(bytes.count, after: size, of: name.text)
      size += bytes.count
      try write(bytes)
      hashing.update(bytes)
    } catch {
      fail(error)
      throw error
    }
  }

  /// Returns once the file is on the disk, with its name and its owner.
  package mutating func finish() throws(TrayProblem) -> TrayFile {
    try requireOpen()
    do throws(TrayProblem) {
      guard size > 0, let hash = ContentHash(text: hashing.hash.description) else {
        throw .empty(name.text)
      }
      let kept = TrayFile(
        id: id, owner: owner, name: name.text, changes: name.changes, bytes: size, sha256: hash)
      try keep(kept)
      isOpen = false
      return kept
    } catch {
      fail(error)
      throw error
    }
  }

  /// Gives the file up. It is nothing where it was finished or given up before.
  package mutating func cancel() { fail(.cutOff(name.text)) }

  private mutating func write(_ bytes: [UInt8]) throws(TrayProblem) {
    do throws(StorageProblem) {
      try file?.append(bytes)
    } catch {
      throw .failed(name.text, error)
    }
  }

  private mutating func keep(_ kept: TrayFile) throws(TrayProblem) {
    do throws(StorageProblem) {
      try file?.sync()
      file = nil
      try tray.add(kept)
    } catch {
      throw .failed(name.text, error)
    }
  }

  private func requireOpen() throws(TrayProblem) {
    if !isOpen { throw problem ?? .cutOff(name.text) }
  }

  private mutating func fail(_ problem: TrayProblem) {
    guard isOpen else { return }
    isOpen = false
    file = nil
    self.problem = problem
    tray.giveUp(id, bytes: size)
  }
}
