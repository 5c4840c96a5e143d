import RehearsalCore
import RehearsalFormats

/// A batch as bytes that follow a place in a log.
struct LogBatch {
  /// The lines, without those that were handed over while the others were made.
  let bytes: [UInt8]
  /// The place behind the batch.
  let end: LogPlace

  /// From how many events on a second thread helps. It is not for the few of a single act.
  private static let sharedFrom = 128

  /// Renders and chains the lines, or says which cannot be recorded and why.
  init(_ events: [NewEvent], behind place: LogPlace) throws(StorageProblem) {
    var shared: LogBatch?
    if events.count >= LogBatch.sharedFrom { shared = SharedLines(events, place).batch() }
    self = if let shared { shared } else { try LogBatch(checking: events, behind: place) }
  }

  /// Renders and chains the lines of a large batch, and hands over most of them meanwhile. `nil`
  /// where the batch is small, or where its lines must be looked at one by one: then what was
  /// handed over counts for nothing.
  ///
  /// - Parameter take: Given what follows `place`, part by part.
  static func handedOver(
    _ events: [NewEvent], behind place: LogPlace,
    _ take: ([UInt8]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogBatch? {
    guard events.count >= LogBatch.sharedFrom else { return nil }
    return try SharedLines(events, place).batch(take)
  }

  /// - Parameter chain: What the lines promise the next, but for the hash of the last.
  init(_ lines: ChainedLines, _ chain: LogChain, of count: Int, behind place: LogPlace) {
    bytes = lines.bytes
    end = LogPlace(
      chain: chain.hashed(lines.hash),
      head: LogHead(
        size: place.head.size + lines.size, n: place.head.n + count, hash: lines.hash))
  }

  /// Renders one line after the other. Where its values do not say that a line can be read, it is
  /// read.
  private init(
    checking events: [NewEvent], behind place: LogPlace
  ) throws(StorageProblem) {
    var lines = ChainedLines(behind: place)
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
    self.init(lines, chain, of: events.count, behind: place)
  }
}

/// The lines of a batch with their hashes filled in.
struct ChainedLines {
  /// Those that were not handed over.
  private(set) var bytes: [UInt8] = []
  /// How many bytes all of them have.
  private(set) var size = 0
  /// That of the last line.
  private(set) var hash: LineHash

  init(behind place: LogPlace) { hash = place.chain.hash ?? .zero }

  /// Makes room at once for so many bytes.
  mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Hands over what there is, and goes on in the same room.
  mutating func handOver(
    _ take: ([UInt8]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) {
    try take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends lines with blank hashes, and fills them in.
  ///
  /// - Parameter ends: Where each of them ends, its newline included.
  mutating func append(_ lines: [UInt8], ends: [Int]) {
    var start = bytes.count
    let place = start
    bytes += lines
    size += lines.count
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
