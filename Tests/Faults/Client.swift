import RehearsalFormats
import RehearsalStorage

/// Somebody who records acts, each once however often it is asked for, and remembers what it was
/// told is safe.
final class Client {
  private let folder: LogFolder
  private let calls: any FileCalls
  private var log: LogFile?
  private var seen: Set<String> = []
  /// The acts that came back, in order, with how many events each has.
  private(set) var acknowledged: [(id: String, events: Int)] = []

  init(_ folder: LogFolder, _ calls: any FileCalls = SystemCalls()) {
    self.folder = folder
    self.calls = calls
  }

  func append(_ id: String, events: Int = 1) throws {
    do {
      let log = try self.log ?? LogFile.open(folder, forWriting: true, calls: calls)
      self.log = log
      var news: Set<String> = []
      try log.transact { suffix in
        news = Set(suffix.lines.map { $0.id(suffix.bytes) })
        return seen.contains(id) || news.contains(id) ? [] : [Sample.act(id, events: events)]
      }
      seen.formUnion(news)
      seen.insert(id)
    } catch StorageProblem.poisoned(let path) {
      log = nil
      seen = []
      throw StorageProblem.poisoned(path: path)
    }
    acknowledged.append((id, events))
  }

  /// The same, tried again so often. What went wrong last, if it went wrong each time.
  func append(_ id: String, events: Int, tries: Int) -> (any Error)? {
    var last: (any Error)?
    for _ in 0..<tries {
      do {
        try append(id, events: events)
        return nil
      } catch {
        last = error
      }
    }
    return last
  }
}

/// Compares a log with what was acknowledged.
enum Audit {
  /// Opens the log as the next process would, which may repair it, and notes what is wrong.
  static func check(
    _ name: String, _ folder: LogFolder, _ acknowledged: [(id: String, events: Int)],
    _ tally: inout Tally
  ) {
    do {
      let before = try LogVerifier(folder).verify()
      let log = try LogFile.open(folder, forWriting: true)
      try log.transact { _ in [] }
      let report = try LogVerifier(folder).verify()
      if !report.isSound {
        tally.problems.append("\(name): still \(report.damages)")
      }
      if before.isSound { tally.harmless += 1 } else { tally.repaired += 1 }
      try compare(name, folder, acknowledged, &tally)
    } catch {
      tally.problems.append("\(name): cannot be gone on with: \(words(error))")
      // What can be read of it at least.
      try? compare(name, folder, acknowledged, &tally)
    }
  }

  /// Every acknowledged act stands there whole and once, and every other whole or not at all.
  static func compare(
    _ name: String, _ folder: LogFolder, _ acknowledged: [(id: String, events: Int)],
    _ tally: inout Tally
  ) throws {
    var counts: [String: Int] = [:]
    var files: Set<String> = []
    try LogVerifier(folder).lines { line, bytes in
      counts[line.id(bytes), default: 0] += 1
      guard line.has(type: "log.recovered", bytes) else { return }
      let data = String(decoding: bytes[line.data], as: UTF8.self)
      if let file = data.split(separator: "\"").first(where: { $0.hasPrefix("events.torn") }) {
        files.insert(String(file))
      }
    }
    for (id, events) in acknowledged where counts[id] != events {
      tally.lose("\(name): \(id) has \(counts[id] ?? 0) of \(events) events")
    }
    // A repair that was broken off and done again leaves two files of one place, and names one.
    let places = Set(files.map(place))
    for file in Files.torn(folder) where !places.contains(place(file)) {
      tally.problems.append("\(name): \(file) was cut off and nothing in the log says so")
    }
  }

  /// Where in the log a tail was cut off, as its file's name says.
  private static func place(_ file: String) -> Substring? {
    file.dropFirst("events.torn-".count).split(separator: "-").first
  }

  static func words(_ error: any Error) -> String {
    (error as? StorageProblem)?.words ?? "\(error)"
  }
}
