import RehearsalCore
import RehearsalFormats

/// A batch as the bytes that one write carries.
struct LogBatch {
  let bytes: [UInt8]
  /// The place behind the batch.
  let end: LogPlace

  /// From how many events on a second thread is begun. It is not for the few of a single act.
  private static let sharedFrom = 128

  /// Renders and chains the lines, or says which cannot be recorded and why.
  init(_ events: [NewEvent], behind place: LogPlace) throws(StorageProblem) {
    let shared = events.count >= LogBatch.sharedFrom ? SharedLines.chained(events, place) : nil
    let (lines, chain) = if let shared { shared } else { try LogBatch.checked(events, place) }
    bytes = lines.bytes
    end = LogPlace(
      chain: chain.hashed(lines.hash),
      head: LogHead(
        size: place.head.size + lines.bytes.count, n: place.head.n + events.count,
        hash: lines.hash))
  }

  /// Renders one line after the other. Where its values do not say that a line can be read, it is
  /// read.
  private static func checked(
    _ events: [NewEvent], _ place: LogPlace
  ) throws(StorageProblem) -> (ChainedLines, LogChain) {
    var lines = ChainedLines(behind: place, of: events.count)
    var chain = place.chain.unhashed()
    var writer = LineWriter()
    for (index, new) in events.enumerated() {
      do throws(LogChain.Fault) {
        let batch = Batch(index: index, count: events.count)
        let isSound = writer.write(new, n: try chain.next(), batch: batch)
        let line = writer.take()
        if !isSound || !chain.follow(new, batch) {
          try chain.read(line, of: new, isSound: isSound)
        }
        lines.append(line, ends: [line.count])
      } catch {
        throw .unfit(n: place.head.n + 1 + index, error.words)
      }
    }
    return (lines, chain)
  }
}

/// The lines of a batch with their hashes filled in.
struct ChainedLines {
  private(set) var bytes: [UInt8] = []
  /// That of the last line.
  private(set) var hash: LineHash

  /// How many bytes most lines need less than, so that a batch is seldom moved as it grows.
  private static let usualLine = 768

  init(behind place: LogPlace, of count: Int) {
    hash = place.chain.hash ?? .zero
    bytes.reserveCapacity(count * ChainedLines.usualLine)
  }

  /// Appends lines with blank hashes, and fills them in.
  ///
  /// - Parameter ends: Where each of them ends, its newline included.
  mutating func append(_ lines: [UInt8], ends: [Int]) {
    var start = bytes.count
    let place = start
    bytes += lines
    bytes.withUnsafeMutableBytes { bytes in
      for end in ends {
        let line = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<place + end])
        hash = ChainedLines.fill(line, hash)
        start = place + end
      }
    }
  }

  /// Fills in the hashes of one line, which ends with its newline, and returns its own.
  private static func fill(_ line: UnsafeMutableRawBufferPointer, _ before: LineHash) -> LineHash {
    let end = line.count - 1
    line.storeBytes(
      of: before.text, toByteOffset: end - LogLine.prevPlace, as: SIMD8<UInt64>.self)
    let hash = LineHash.of(UnsafeRawBufferPointer(rebasing: line[..<(end - LogLine.tail)]))
    line.storeBytes(of: hash.text, toByteOffset: end - LogLine.hashPlace, as: SIMD8<UInt64>.self)
    return hash
  }
}
