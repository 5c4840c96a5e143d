import Glibc
import RehearsalCore
import RehearsalFormats
import Synchronization

/// The lines of a large batch, rendered on two threads. A line's own bytes depend on no other line;
/// only the hashes do, and those are filled in by whoever asked, in order, while the helper renders
/// on.
///
/// The helper is never waited for. Where the machine is busy and it begins late or not at all, the
/// other does everything, also what the helper has begun and not finished.
final class SharedLines: Sendable {
  /// Some lines that follow one another, with blank hashes.
  private struct Portion: Sendable {
    let bytes: [UInt8]
    /// Where each of them ends there, its newline included.
    let ends: [Int]
    /// Behind the last of them.
    let chain: LogChain
  }

  private struct Work: Sendable {
    /// The first portion that nobody has begun.
    var next = 0
    /// Those that are rendered and not yet chained.
    var rendered: [Portion?]
    /// Whether the values of some line do not say that it can be read.
    var isDoubtful = false
  }

  private let events: [NewEvent]
  private let place: LogPlace
  private let work: Mutex<Work>

  /// How many lines are rendered at once.
  private static let portion = 32

  private init(_ events: [NewEvent], _ place: LogPlace) {
    self.events = events
    self.place = place
    let portions = (events.count + SharedLines.portion - 1) / SharedLines.portion
    work = Mutex(Work(rendered: Array(repeating: nil, count: portions)))
  }

  /// The lines of a batch behind `place`, and the chain behind them. `nil` where they must be
  /// looked at one by one.
  static func chained(
    _ events: [NewEvent], _ place: LogPlace
  ) -> (ChainedLines, LogChain)? {
    let shared = SharedLines(events, place)
    shared.beginHelper()
    return shared.chain()
  }

  private func beginHelper() {
    var thread = pthread_t()
    let own = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { own in
        if let own { Unmanaged<SharedLines>.fromOpaque(own).takeRetainedValue().help() }
        return nil
      }, own.toOpaque())
    if failure == 0 { pthread_detach(thread) } else { own.release() }
  }

  private func help() {
    var writer = LineWriter()
    while let index = begin() { render(index, &writer) }
  }

  private func chain() -> (ChainedLines, LogChain)? {
    var writer = LineWriter()
    var lines = ChainedLines(behind: place, of: events.count)
    var chain = place.chain
    var index = 0
    while index * SharedLines.portion < events.count {
      let (portion, isDoubtful) = work.withLock { ($0.rendered[index].take(), $0.isDoubtful) }
      if isDoubtful { return nil }
      if let portion {
        lines.append(portion.bytes, ends: portion.ends)
        chain = portion.chain
        index += 1
      } else {
        // Where there is nothing left to begin, the helper is at this one.
        render(begin() ?? index, &writer)
      }
    }
    return (lines, chain)
  }

  /// The next portion that nobody has begun.
  private func begin() -> Int? {
    work.withLock { work in
      guard work.next < work.rendered.count, !work.isDoubtful else { return nil }
      work.next += 1
      return work.next - 1
    }
  }

  private func render(_ index: Int, _ writer: inout LineWriter) {
    let start = index * SharedLines.portion
    let portion = rendered(start..<min(start + SharedLines.portion, events.count), &writer)
    work.withLock { work in
      work.rendered[index] = portion
      if portion == nil { work.isDoubtful = true }
    }
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
      else { return nil }
      ends.append(writer.count)
    }
    return Portion(bytes: writer.take(), ends: ends, chain: chain)
  }
}
