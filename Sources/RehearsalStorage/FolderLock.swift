import Glibc

/// Has what stands beside a log to itself: whoever else asks for one of these waits. The log has a
/// lock of its own, which may be taken while this one is held, and never the other way round.
package final class FolderLock: Sendable {
  private let folder: OpenFile

  package init(_ folder: LogFolder, patience milliseconds: Int = 10_000) throws(StorageProblem) {
    self.folder = try OpenFile(folder.path, O_RDONLY | O_DIRECTORY)
    try self.folder.lock(.exclusive, patience: milliseconds)
  }

  /// To be said in any case. The end of the process says it too.
  package func end() { folder.unlock() }
}
