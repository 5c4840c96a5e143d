import Foundation
import RehearsalCore
import RehearsalStorage

/// Row 15: a large file goes through an upload, and the memory of the process does not grow with
/// it.
enum UploadMemoryRow {
  static let row = Row(
    number: 15, title: "memory of an upload", run: { try run($0, isHeld: false) },
    control: "its bytes are held", runControl: { try run($0, isHeld: true) })

  /// What an upload may take beyond what it took for its first megabyte, in bytes.
  private static let most = 8 << 20

  private static func run(_ budget: Budget, isHeld: Bool) throws -> Tally {
    var tally = Tally()
    let folder = try budget.bench.folder("upload-memory")
    let size = budget.times(40_000_000, full: 200_000_000)
    let child = try Started(
      folder, as: UploadMemoryChild.flag, name: "memory", seed: 1, count: size, isEager: isHeld)
    let status = child.wait()
    let said = try child.acknowledged()
    guard status == 0, said.map(\.id) == ["first", "peak"] else {
      throw NotRun(why: "the second process ended with \(status): \(child.complaint())")
    }
    tally.tried = 1
    let grown = said[1].events - said[0].events
    if grown > most {
      tally.problems.append("\(size) bytes took \(grown) bytes of memory")
    } else {
      tally.harmless += 1
    }
    return tally
  }
}

/// This program as one that takes one large upload, and says what memory it needed:
///
///     faults --upload-memory-child FOLDER name 1 200000000 patient
///
/// `first` is its peak after the first megabyte, `peak` that at the end, in bytes.
enum UploadMemoryChild {
  static let flag = "--upload-memory-child"

  /// - Parameter arguments: as for ``Child``; the count is the size of the file, and who is eager
  ///   holds its bytes.
  static func main(_ arguments: [String]) throws {
    guard arguments.count == 5, let size = Int(arguments[3]) else { exit(64) }
    let tray = try FileTray.open(LogFolder(arguments[0]))
    var reader = try UploadReader(
      contentType: "multipart/form-data; boundary=-x-", tray, by: .facilitator(seat: "p1"))
    let head = "---x-\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
    try reader.feed(Array(head.utf8))
    // As they come from a browser: not a power of two, and full of what begins a boundary.
    let chunk = (0..<60_000).map { $0 % 50 == 0 ? UInt8(0x0D) : UInt8(truncatingIfNeeded: $0) }
    var held: [[UInt8]] = []
    var done = 0
    while done < size {
      let next = chunk.prefix(size - done)
      if arguments[4] == "eager" { held.append(next.map { $0 &+ 1 }) }
      try reader.feed(next)
      if done < 1_000_000, done + next.count >= 1_000_000 { try say("first") }
      done += next.count
    }
    try reader.feed(Array("\r\n---x---\r\n".utf8))
    try reader.finish()
    if let problem = reader.problems.first { throw problem }
    guard let file = reader.files.first, file.bytes == size else { exit(1) }
    try say("peak")
    withExtendedLifetime(held) {}
    try tray.remove(file.id, of: file.owner)
  }

  private static func say(_ what: String) throws {
    let status = String(decoding: try status(), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
    guard let peak = kilobytes.flatMap({ Int($0) }) else { exit(1) }
    print("\(what) \(peak << 10)")
    fflush(nil)
  }

  /// The system makes this file while it is read, and does not know its size before.
  private static func status() throws -> Data {
    try Data(contentsOf: URL(filePath: "/proc/self/status"))
  }
}
