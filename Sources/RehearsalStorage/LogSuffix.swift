package import RehearsalCore
package import RehearsalFormats

/// The lines of a log that its reader has not seen yet: whole batches, checked.
package struct LogSuffix: Sendable {
  package let lines: [LogLine]
  /// What the lines were read from; their ranges are in here.
  package let bytes: [UInt8]
  /// Where in the file `bytes` begins.
  private let start: Int
  /// The last line of them all, which is the one before where there are none.
  package let head: LogHead
  /// What is wrong behind them. Always `nil` while something is being written.
  package let damage: LogDamage?

  init(lines: [LogLine], bytes: [UInt8], start: Int, head: LogHead, damage: LogDamage?) {
    self.lines = lines
    self.bytes = bytes
    self.start = start
    self.head = head
    self.damage = damage
  }

  /// The number of the next event.
  package var next: Int { head.n + 1 }

  /// What the lines record.
  package func events(_ modules: Modules) throws(StorageProblem) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    events.reserveCapacity(lines.count)
    for line in lines {
      events.append(try LogSuffix.event(line, bytes, start, modules, good: head))
    }
    return events
  }

  /// What a line records. One that cannot be understood is damage like any other, found later.
  static func event(
    _ line: LogLine, _ bytes: [UInt8], _ start: Int, _ modules: Modules, good: LogHead?
  ) throws(StorageProblem) -> RecordedEvent {
    switch line.recorded(bytes, modules) {
    case .success(let event): return event
    case .failure(let problem):
      let damage = LogDamage(
        file: LogFolder.logName, line: line.n + 1, byte: start + line.range.lowerBound,
        kind: .unreadable, words: problem.words)
      throw .damaged(damage, good: good)
    }
  }
}
