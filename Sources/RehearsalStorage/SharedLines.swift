import RehearsalCore
import RehearsalFormats

/// The lines of a large batch, rendered on two threads. A line's own bytes depend on no other line;
/// only the hashes do, and those are filled in by whoever asked, in order, while the helper renders
/// on.
struct SharedLines: Sendable {
  /// Some lines that follow one another, with blank hashes.
  private struct Portion: Sendable {
    let bytes: [UInt8]
    /// Where each of them ends there, its newline included.
    let ends: [Int]
    /// Behind the last of them.
    let chain: LogChain
  }

  private let events: [NewEvent]
  private let place: LogPlace

  /// How many lines are rendered at once.
  private static let portion = 32

  /// The lines of a batch behind `place`, and the chain behind them. `nil` where they must be
  /// looked at one by one.
  static func chained(
    _ events: [NewEvent], _ place: LogPlace
  ) -> (ChainedLines, LogChain)? { SharedLines(events: events, place: place).chained() }

  private func chained() -> (ChainedLines, LogChain)? {
    let count = (events.count + SharedLines.portion - 1) / SharedLines.portion
    var portions = SharedPortions(count) {
      var writer = LineWriter()
      return { index in
        let start = index * SharedLines.portion
        return rendered(start..<min(start + SharedLines.portion, events.count), &writer)
      }
    }
    var lines = ChainedLines(behind: place, of: events.count)
    var chain = place.chain
    while let next = portions.next() {
      // The values of some line do not say that it can be read.
      guard let portion = next else {
        portions.stop()
        return nil
      }
      lines.append(portion.bytes, ends: portion.ends)
      chain = portion.chain
    }
    return (lines, chain)
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
      guard writer.write(events[index], n: place.head.n + 1 + index, batch: batch),
        chain.follow(events[index], batch)
      else {
        _ = writer.take()
        return nil
      }
      ends.append(writer.count)
    }
    return Portion(bytes: writer.take(), ends: ends, chain: chain)
  }
}
