import Glibc
package import RehearsalFormats

/// The files that people write, on the disk: scenarios, scripts, reports.
package enum SourceFolder {
  /// More than any scenario has; a folder with more is not one, such as a whole disk.
  private static let mostFiles = 2_000
  private static let deepest = 8

  /// The folders right below one that hold a certain file, by name; none where it cannot be read.
  package static func folders(in parent: String, with file: String) -> [String] {
    let names = (try? Directory.names(parent)) ?? []
    return names.sorted().map { "\(parent)/\($0)" }.filter {
      Directory.kind("\($0)/\(file)") == .file
    }
  }

  /// Every file below the folder at `path` that a scenario may be read from; hidden files, links
  /// and whatever is no plain file are left out. `nil` where no `main` stands in the folder: then
  /// nothing below it is looked at, because it may be a whole disk.
  package static func read(
    _ path: String, with main: String
  ) throws(StorageProblem) -> SourceFiles? {
    guard Directory.facts(path) != nil else {
      throw .system(.open, path: path, SystemError(ENOENT))
    }
    guard Directory.isPlainFile("\(path)/\(main)") else { return nil }
    var files: [SourceFile] = []
    try collect(path, "", 0, &files)
    return SourceFiles(files)
  }

  private static func collect(
    _ root: String, _ prefix: String, _ depth: Int, _ files: inout [SourceFile]
  ) throws(StorageProblem) {
    for name in try Directory.names(prefix.isEmpty ? root : "\(root)/\(prefix)")
    where !name.hasPrefix(".") {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      switch Directory.kind("\(root)/\(path)") {
      case .folder where depth < deepest: try collect(root, path, depth + 1, &files)
      case .file where isText(name):
        guard files.count < mostFiles else { throw .tooMany(path: root, mostFiles) }
        files.append(try file("\(root)/\(path)", as: path))
      default: continue
      }
    }
  }

  private static func isText(_ name: String) -> Bool {
    [".yaml", ".csv"].contains { name.hasSuffix($0) }
  }

  /// The file at `path`. One that is too large is read just far enough to say so.
  package static func file(
    _ path: String, as name: String? = nil
  ) throws(StorageProblem) -> SourceFile {
    let file = try OpenFile(path, O_RDONLY)
    guard Directory.isPlainFile(path) else { throw .notAFile(path: path) }
    let size = try file.facts().size
    var bytes: [UInt8] = []
    try file.read(min(size, SourceFile.largest + 1), at: 0, appendingTo: &bytes)
    return SourceFile(path: name ?? path, bytes: bytes)
  }

  /// Makes a new folder with files in it, and takes back what there is of it where that fails.
  package static func create(
    _ path: String, _ files: [(name: String, bytes: [UInt8])]
  ) throws(StorageProblem) {
    try Directory.makeAll(Directory.parent(path))
    guard try Directory.make(path) else { throw .exists(path: path) }
    do throws(StorageProblem) {
      for file in files { try write(file.bytes, to: "\(path)/\(file.name)") }
      try Directory.sync(Directory.parent(path))
    } catch {
      for file in files { unlink("\(path)/\(file.name)") }
      rmdir(path)
      throw error
    }
  }

  /// Writes a file whole: beside its place first, and into it in one step, so that nobody ever
  /// meets half of it.
  ///
  /// - Parameter mode: Who may use it, before the system's mask takes away from that.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o666
  ) throws(StorageProblem) {
    let beside = "\(path).part-\(getpid())"
    let file: OpenFile
    do throws(StorageProblem) {
      file = try OpenFile(beside, O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
    } catch {
      // Whoever asked knows the file by its own name, and not that another is written first.
      guard case .system(.open, _, let code) = error else { throw error }
      throw .system(.write, path: path, code)
    }
    do throws(StorageProblem) {
      try file.append(bytes)
      try file.sync()
      guard rename(beside, path) == 0 else { throw .system(.write, path: path, .last) }
      try Directory.sync(Directory.parent(path))
    } catch {
      unlink(beside)
      throw error
    }
  }
}
