import Foundation
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// The folder that everything here is done in: in memory where the system has such a place, since
/// thousands of logs are written, and none needs to outlive a power cut but a simulated one.
final class Bench: Sendable {
  let path: String

  init() throws {
    let memory = "/dev/shm"
    let root =
      access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
    path = "\(root)/rehearse-faults-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// An empty folder of that name.
  func folder(_ name: String) throws -> LogFolder {
    let folder = "\(path)/\(name)"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return LogFolder(folder)
  }
}

/// Whole files, through the same calls as the log's.
enum Files {
  static func read(_ path: String) throws -> [UInt8] {
    let calls = SystemCalls()
    let file = try calls.open(path, O_RDONLY, 0)
    defer { calls.close(file) }
    let size = try calls.facts(file).size
    var done = 0
    var bytes = [UInt8](repeating: 0, count: size)
    while done < size {
      let more = try bytes.withUnsafeMutableBytes {
        try calls.read(file, UnsafeMutableRawBufferPointer(rebasing: $0[done...]), at: done)
      }
      guard more > 0 else { break }
      done += more
    }
    return Array(bytes[..<done])
  }

  static func write(_ bytes: [UInt8], _ path: String) throws {
    let calls = SystemCalls()
    let file = try calls.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    defer { calls.close(file) }
    var done = 0
    while done < bytes.count {
      done += try bytes.withUnsafeBytes {
        try calls.write(file, [UnsafeRawBufferPointer(rebasing: $0[done...])])
      }
    }
  }

  static func remove(_ path: String) { unlink(path) }

  /// The tails that recoveries put aside in a folder.
  static func torn(_ folder: LogFolder) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("events.torn-") }.sorted()
  }
}

/// A small log of made-up events, and every place in it that a damage can be measured against.
struct Sample {
  let bytes: [UInt8]
  /// Where each batch ends, in bytes.
  let ends: [LogHead]

  /// - Parameter batches: how many events each batch has, behind that of line 0.
  init(_ batches: [Int], _ bench: Bench) throws {
    let folder = try bench.folder("sample")
    let log = try Sample.create(folder)
    try log.transact { _ in [] }
    var ends = [log.head]
    for (index, count) in batches.enumerated() {
      let act = Sample.act("act-\(index)", events: count)
      try log.transact { _ in [act] }
      ends.append(log.head)
    }
    self.ends = ends
    bytes = try Files.read(folder.log)
  }

  /// The lines, each with its newline.
  var lines: [[UInt8]] { bytes.split(separator: 0x0A).map { Array($0) + [0x0A] } }

  /// The end of the last batch that is whole in the first `size` bytes.
  func whole(in size: Int) -> LogHead? { ends.last { $0.size <= size } }

  /// The last batch but one: what `events.head` holds when the newest was not noted yet.
  var before: LogHead { ends[ends.count - 2] }

  var head: LogHead { ends[ends.count - 1] }

  @discardableResult
  static func create(
    _ folder: LogFolder, calls: any FileCalls = SystemCalls()
  ) throws -> LogFile {
    let opened = LogOpened(
      format: 1, tool: "faults", scenario: ID("demo") ?? .blank,
      scenarioHash: LogFolder.scenarioHash([]))
    return try LogFile.create(
      folder, opened: opened, at: moment, rec: WallMoment(microseconds: 0), calls: calls)
  }

  private static let moment = Moment(microseconds: 1_572_858_000_000_000)

  /// As many events as one command has whose batch is on its way to the disk before its last line
  /// is made.
  static let large = 150

  /// What one command records: of a type that no module knows, or of a large one, milestones whose
  /// titles are long.
  static func act(_ id: String, events: Int = 1, bytes: Int = 16) -> [NewEvent] {
    (0..<events).map { number in
      NewEvent(
        id: id, at: moment, rec: WallMoment(microseconds: 0), actor: .facilitator(seat: ""),
        payload: events < large ? unknown(number, bytes) : milestone)
    }
  }

  private static func unknown(_ number: Int, _ bytes: Int) -> RecordedEvent.Payload {
    let text = String(repeating: "x", count: bytes)
    return .unknown(
      type: "faults.act", version: 1, data: Array(#"{"k":\#(number),"t":"\#(text)"}"#.utf8))
  }

  private static let milestone: RecordedEvent.Payload = {
    let title = String(repeating: "x", count: 2_048)
    let data = Array(#"{"milestone":"m","title":"\#(title)"}"#.utf8)
    let type = "timeline.milestone-reached"
    let read = PayloadCodec.read(type: type, version: 1, data, data.indices, .rehearsal)
    guard case .success(let payload) = read, case .event = payload else {
      preconditionFailure("\(type) has other fields now")
    }
    return payload
  }()
}
