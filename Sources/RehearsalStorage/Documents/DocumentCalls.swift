import Glibc

/// The calls on names rather than on open files, which a test may replace by ones that fail. Each
/// is asked once.
package protocol DocumentCalls: Sendable {
  /// Gives a file a second name; `EEXIST` where something has it.
  func link(_ path: String, as name: String) throws(SystemError)
  /// Gives a file another name, in place of whatever file had it.
  func rename(_ path: String, to name: String) throws(SystemError)
  func unlink(_ path: String) throws(SystemError)
  func makeFolder(_ path: String) throws(SystemError)
  /// What stands at `path` itself, links not followed. `nil` only where that is nothing: whoever
  /// may not look gets the reason.
  func status(_ path: String) throws(SystemError) -> NameStatus?
}

/// What the system says of a name.
package struct NameStatus: Sendable {
  package let facts: FileFacts
  package let isFile: Bool
  package let isFolder: Bool
  /// When its bytes, its names or its rights last changed, in seconds since 1970. Unlike the time
  /// of the last write, no copying program sets it back.
  package let changed: Int

  init(_ status: stat) {
    facts = FileFacts(status)
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    changed = status.st_ctim.tv_sec
  }
}

extension SystemCalls: DocumentCalls {
  package func link(_ path: String, as name: String) throws(SystemError) {
    guard Glibc.link(path, name) == 0 else { throw .last }
  }

  package func rename(_ path: String, to name: String) throws(SystemError) {
    guard Glibc.rename(path, name) == 0 else { throw .last }
  }

  package func unlink(_ path: String) throws(SystemError) {
    guard Glibc.unlink(path) == 0 else { throw .last }
  }

  package func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o777) == 0 else { throw .last }
  }

  package func status(_ path: String) throws(SystemError) -> NameStatus? {
    var status = stat()
    if lstat(path, &status) == 0 { return NameStatus(status) }
    let error = SystemError.last
    guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
    return nil
  }
}
