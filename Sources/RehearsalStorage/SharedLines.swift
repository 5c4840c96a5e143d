import RehearsalCore
import RehearsalFormats

/// The lines of a large batch, rendered on two threads. A line's own bytes depend on no other line;
/// only the hashes do, and those are filled in by whoever asked, in order, while the helper renders
/// on.
struct SharedLines: Sendable {
  /// Some lines that follow one another, with blank hashes.
  private struct Portion: Sendable {
    var bytes: [UInt8]
    /// Where each of them ends there, its newline included.
    let ends: [Int]
    /// Behind the last of them.
    let chain: LogChain
  }

  private let events: [NewEvent]
  private let place: LogPlace

  /// How many lines are rendered at once.
  private static let portion = 32
  /// How many bytes are handed over at once: enough to be worth a write of their own.
  private static let part = 1 << 18

  init(_ events: [NewEvent], _ place: LogPlace) {
    self.events = events
    self.place = place
  }

  /// All lines. `nil` where they must be looked at one by one.
  func batch() -> LogBatch? { chained { _ in } }

  /// The same, most of the lines being handed over while the rest are made.
  func batch(
    _ take: ([[UInt8]]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogBatch? {
    try chained { lines throws(StorageProblem) in
      if lines.held >= SharedLines.part { try lines.handOver(take) }
    }
  }

  private func chained<Failure: Error>(
    _ more: (inout ChainedLines) throws(Failure) -> Void
  ) throws(Failure) -> LogBatch? {
    let count = (events.count + SharedLines.portion - 1) / SharedLines.portion
    var portions = SharedPortions(count) {
      var writer = LineWriter()
      return { index in
        let start = index * SharedLines.portion
        return rendered(start..<min(start + SharedLines.portion, events.count), &writer)
      }
    }
    var lines = ChainedLines(behind: place)
    var chain = place.chain
    while let next = portions.next() {
      do throws(Failure) {
        try more(&lines)
      } catch {
        portions.stop()
        throw error
      }
      // The values of some line do not say that it can be read.
      guard var portion = next else {
        portions.stop()
        return nil
      }
      lines.append(&portion.bytes, ends: portion.ends)
      chain = portion.chain
    }
    return LogBatch(lines, chain, of: events.count, behind: place)
  }

  private func rendered(_ range: Range<Int>, _ writer: inout LineWriter) -> Portion? {
    var chain = place.chain.unhashed()
    if range.lowerBound > 0 {
      let last = range.lowerBound - 1
      let batch = Batch(index: last, count: events.count)
      chain = .inside(batch, behind: events[last], n: place.head.n + range.lowerBound)
    }
    let all = events
    let events = all.span
    var ends: [Int] = []
    ends.reserveCapacity(range.count)
    for index in range {
      let batch = Batch(index: index, count: events.count)
      // Each use of it in its place would be another copy.
      let new = events[index]
      guard writer.write(new, n: place.head.n + 1 + index, batch: batch), chain.follow(new, batch)
      else {
        _ = writer.take()
        return nil
      }
      ends.append(writer.count)
    }
    return Portion(bytes: writer.take(), ends: ends, chain: chain)
  }
}
