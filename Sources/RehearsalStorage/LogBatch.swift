import RehearsalCore
import RehearsalFormats

/// A batch as bytes that follow a place in a log.
struct LogBatch {
  /// The lines, some in each part, without those that were handed over while the others were made.
  let parts: [[UInt8]]
  /// The place behind the batch.
  let end: LogPlace

  /// From how many events on a second thread helps. It is not for the few of a single act.
  private static let sharedFrom = 128

  /// Renders and chains the lines, or says which cannot be recorded and why.
  ///
  /// - Parameter writer: Knows from batches before how authors and types are written.
  init(
    _ events: [NewEvent], behind place: LogPlace, _ writer: inout LineWriter
  ) throws(StorageProblem) {
    var shared: LogBatch?
    if events.count >= LogBatch.sharedFrom { shared = SharedLines(events, place).batch() }
    self = if let shared { shared } else { try LogBatch(checking: events, place, &writer) }
  }

  /// Renders and chains the lines of a large batch, and hands over most of them meanwhile. `nil`
  /// where the batch is small, or where its lines must be looked at one by one: then what was
  /// handed over counts for nothing.
  ///
  /// - Parameter take: Given what follows `place`, some parts at a time.
  static func handedOver(
    _ events: [NewEvent], behind place: LogPlace,
    _ take: ([[UInt8]]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogBatch? {
    guard events.count >= LogBatch.sharedFrom else { return nil }
    return try SharedLines(events, place).batch(take)
  }

  /// - Parameter chain: What the lines promise the next, but for the hash of the last.
  init(_ lines: ChainedLines, _ chain: LogChain, of count: Int, behind place: LogPlace) {
    parts = lines.parts
    end = LogPlace(
      chain: chain.hashed(lines.hash),
      head: LogHead(
        size: place.head.size + lines.size, n: place.head.n + count, hash: lines.hash))
  }

  /// Renders one line after the other. Where its values do not say that a line can be read, it is
  /// read.
  private init(
    checking events: [NewEvent], _ place: LogPlace, _ writer: inout LineWriter
  ) throws(StorageProblem) {
    var chain = place.chain.unhashed()
    var part: [UInt8] = []
    var ends: [Int] = []
    for (index, new) in events.enumerated() {
      do throws(LogChain.Fault) {
        let batch = Batch(index: index, count: events.count)
        let isSound = writer.write(new, n: try chain.next(), batch: batch)
        let line = writer.take()
        if !isSound || !chain.follow(new, batch) {
          try chain.read(line, of: new, isSound: isSound)
        }
        part += line
        ends.append(part.count)
      } catch {
        throw .unfit(n: place.head.n + 1 + index, error.words)
      }
    }
    var lines = ChainedLines(behind: place)
    lines.append(&part, ends: ends)
    self.init(lines, chain, of: events.count, behind: place)
  }
}

/// The lines of a batch with their hashes filled in.
struct ChainedLines {
  /// Those that were not handed over, as they came: to put them together would cost a good part of
  /// what hashing them costs.
  private(set) var parts: [[UInt8]] = []
  /// How many bytes those are.
  private(set) var held = 0
  /// How many bytes all of them have.
  private(set) var size = 0
  /// That of the last line.
  private(set) var hash: LineHash

  init(behind place: LogPlace) { hash = place.chain.hash ?? .zero }

  /// Hands over what there is.
  mutating func handOver(
    _ take: ([[UInt8]]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) {
    try take(parts)
    parts.removeAll(keepingCapacity: true)
    held = 0
  }

  /// Appends lines with blank hashes, and fills them in.
  ///
  /// - Parameters:
  ///   - lines: Left empty, so that the hashes are filled in where they stand.
  ///   - ends: Where each of them ends, its newline included.
  mutating func append(_ lines: inout [UInt8], ends: [Int]) {
    var hash = hash
    lines.withUnsafeMutableBytes { bytes in
      var start = 0
      // One hash is the end of its own line and the beginning of the next.
      var text = hash.text
      for end in ends {
        let line = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end])
        hash = ChainedLines.fill(line, &text)
        start = end
      }
    }
    self.hash = hash
    size += lines.count
    held += lines.count
    var part: [UInt8] = []
    swap(&part, &lines)
    parts.append(part)
  }

  /// Fills in the hashes of one line, which ends with its newline, and returns its own.
  ///
  /// - Parameter text: The digits of the hash before it, and afterwards of its own.
  private static func fill(
    _ line: UnsafeMutableRawBufferPointer, _ text: inout SIMD8<UInt64>
  ) -> LineHash {
    let end = line.count - 1
    line.storeBytes(of: text, toByteOffset: end - LogLine.prevPlace, as: SIMD8<UInt64>.self)
    let hash = LineHash.of(UnsafeRawBufferPointer(rebasing: line[..<(end - LogLine.tail)]))
    text = hash.text
    line.storeBytes(of: text, toByteOffset: end - LogLine.hashPlace, as: SIMD8<UInt64>.self)
    return hash
  }
}
