import Glibc

/// What is done to folders. A new name is on the disk only once its folder has been synced.
enum Directory {
  /// Makes one folder; `false` where something of that name is there already.
  static func make(_ path: String) throws(StorageProblem) -> Bool {
    do throws(StorageProblem) {
      try StorageProblem.retrying(.make, path) { () throws(SystemError) in
        guard mkdir(path, 0o777) == 0 else { throw .last }
      }
      return true
    } catch {
      if case .system(.make, _, let reason) = error, reason.code == EEXIST { return false }
      throw error
    }
  }

  /// Makes a folder and those above it, as far as they are missing.
  static func makeAll(_ path: String) throws(StorageProblem) {
    guard kind(path) != .folder else { return }
    let above = parent(path)
    if above != path { try makeAll(above) }
    let isNew = try make(path)
    if isNew { try sync(above) }
  }

  static func sync(
    _ path: String, _ calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) {
    try StorageProblem.retrying(.sync, path) { () throws(SystemError) in
      try calls.syncFolder(path)
    }
  }

  /// The folder that holds `path`.
  static func parent(_ path: String) -> String {
    var parts = path.split(separator: "/")
    if !parts.isEmpty { parts.removeLast() }
    if path.hasPrefix("/") { return "/" + parts.joined(separator: "/") }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  enum Kind {
    case folder
    case file
    case other
  }

  /// What stands at `path` itself, links not followed; `nil` for nothing.
  static func kind(_ path: String) -> Kind? {
    var status = stat()
    return lstat(path, &status) == 0 ? kind(status) : nil
  }

  /// What stands at `path`, links followed.
  static func kind(of path: String) throws(StorageProblem) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system(.open, path: path, .last) }
    return kind(status)
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    default: .other
    }
  }

  /// What the system says of what stands at `path`, links followed.
  static func facts(_ path: String) -> FileFacts? {
    var status = stat()
    return stat(path, &status) == 0 ? FileFacts(status) : nil
  }

  /// Whether a plain file stands at `path`, links followed.
  static func isPlainFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The names in a folder, sorted by their bytes.
  static func names(_ path: String) throws(StorageProblem) -> [String] {
    guard let folder = opendir(path) else { throw .system(.list, path: path, .last) }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let bytes = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      guard let name = String(validatingCString: bytes) else {
        throw .badName("\(path)/\(String(cString: bytes))")
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .system(.list, path: path, .last) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
