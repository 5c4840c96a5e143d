import Foundation
import RehearsalCore
import RehearsalStorage

/// Row 14: a process that takes uploads is killed at any moment. Every file that it said is there
/// is there, whole and its sender's; of those that were coming nothing is left once the tray is
/// opened again.
enum UploadKillRow {
  static let row = Row(
    number: 14, title: "uploads, kill -9", run: { try run($0, isEager: false) },
    control: "said to be there before it is", runControl: { try run($0, isEager: true) })

  private static func run(_ budget: Budget, isEager: Bool) throws -> Tally {
    var numbers = budget.numbers(14)
    var tally = Tally()
    let folder = try budget.bench.folder("upload-kill")
    for life in 0..<budget.times(20, full: 300) {
      let name = "life-\(life)"
      let child = try Started(
        folder, as: UploadChild.flag, name: name, seed: numbers.next(), count: 1, isEager: isEager)
      try waitForFirst("\(folder.path)/said-\(name)")
      usleep(UInt32(numbers.below(60_000)))
      child.end()
      _ = child.wait()
      if !child.complaint().isEmpty {
        tally.problems.append("\(name) said \(child.complaint().prefix(300))")
      }
      try check(name, folder, try child.acknowledged(), &tally)
    }
    return tally
  }

  private static func waitForFirst(_ path: String) throws {
    for _ in 0..<1_500 {
      if let said = try? Files.read(path), !said.isEmpty { return }
      usleep(2_000)
    }
    throw NotRun(why: "the second process takes no upload")
  }

  private static func check(
    _ life: String, _ folder: LogFolder, _ told: [(id: String, events: Int)], _ tally: inout Tally
  ) throws {
    tally.tried += told.count
    let tray = try FileTray.open(folder)
    var problems = tray.problems.map { "\(life): \($0.words)" }
    for (name, bytes) in told {
      let file = tray.files.first { $0.name == name && $0.bytes == bytes }
      guard let file, file.owner == UploadChild.owner(of: name) else {
        tally.lose("\(life): \(name) with \(bytes) bytes is not there")
        continue
      }
    }
    for file in tray.files {
      // Filing reads the whole and compares its hash.
      do {
        try tray.takeBack(try tray.file(file.id, of: file.owner), unless: false)
      } catch {
        problems.append("\(life): \(file.name) cannot be filed: \(error)")
      }
      try tray.remove(file.id, of: file.owner)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.tray)
    if !left.isEmpty { problems.append("\(life): \(left.sorted()) is left") }
    if problems.isEmpty { tally.harmless += 1 }
    tally.problems += problems
  }
}

/// This program as one that takes uploads of two people at once, until it is killed.
enum UploadChild {
  static let flag = "--upload-child"
  private static let boundary = "-x-"

  /// Whose a file is, from its name.
  static func owner(of name: String) -> Actor {
    .facilitator(seat: name.hasPrefix("left") ? "p1" : "p2")
  }

  /// - Parameter arguments: as for ``Child``; the count is not used.
  static func main(_ arguments: [String]) throws {
    guard arguments.count == 5, let seed = UInt64(arguments[2]) else { exit(64) }
    let tray = try FileTray.open(LogFolder(arguments[0]))
    var numbers = SeededNumbers(seed: seed)
    let parent = getppid()
    // Made beforehand, so that it is mostly at an upload when it is killed.
    let content = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    var number = 0
    // Where nobody is left to end it, it ends; and a tray has its limits.
    while getppid() == parent, number < tray.limits.files / 2 {
      number += 1
      for side in ["left", "right"] {
        let bytes = Array(content[numbers.below(200_000)...].prefix(1 + numbers.below(200_000)))
        let name = "\(side)-\(number).pdf"
        if arguments[4] == "eager" { say(name, bytes.count) }
        try upload(name, bytes, to: tray)
        if arguments[4] != "eager" { say(name, bytes.count) }
      }
    }
    while getppid() == parent { usleep(50_000) }
  }

  private static func upload(_ name: String, _ bytes: [UInt8], to tray: FileTray) throws {
    var reader = try UploadReader(
      contentType: "multipart/form-data; boundary=\(boundary)", tray, by: owner(of: name))
    let head =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\""
      + "\r\n\r\n"
    try reader.feed(Array(head.utf8))
    var rest = bytes[...]
    while !rest.isEmpty {
      try reader.feed(rest.prefix(8_192))
      rest = rest.dropFirst(8_192)
    }
    try reader.feed(Array("\r\n--\(boundary)--\r\n".utf8))
    try reader.finish()
    if let problem = reader.problems.first { throw problem }
  }

  private static func say(_ name: String, _ bytes: Int) {
    let line = Array("\(name) \(bytes)\n".utf8)
    _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
