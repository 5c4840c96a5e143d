import RehearsalCore
import RehearsalFormats

/// A batch as the bytes that one write carries.
struct LogBatch {
  let bytes: [UInt8]
  /// The place behind the batch.
  let end: LogPlace

  /// How many bytes most lines need less than, so that a batch is seldom moved as it grows.
  private static let usualLine = 768
  /// From how many events on a second thread is begun. It is not for the few of a single act.
  private static let sharedFrom = 128

  /// Renders and chains the lines, or says which cannot be recorded and why.
  init(_ events: [NewEvent], behind place: LogPlace) throws(StorageProblem) {
    var lines = Lines(events, place)
    let shared = events.count >= LogBatch.sharedFrom ? try lines.renderWithHelp() : nil
    let (bytes, hash) = if let shared { shared } else { try lines.renderAlone() }
    self.bytes = bytes
    end = LogPlace(
      chain: lines.chain.hashed(hash),
      head: LogHead(
        size: place.head.size + bytes.count, n: place.head.n + events.count, hash: hash))
  }

  /// The lines of a batch on their way into bytes.
  private struct Lines {
    private let events: [NewEvent]
    private let place: LogPlace
    private var writer = LineWriter()
    /// Goes on with every line, without its hash.
    private(set) var chain: LogChain

    init(_ events: [NewEvent], _ place: LogPlace) {
      self.events = events
      self.place = place
      chain = place.chain.unhashed()
    }

    /// Renders the line of one event and checks that it can be read and follows.
    private mutating func render(_ new: NewEvent, _ index: Int) throws(StorageProblem) {
      do throws(LogChain.Fault) {
        try check(new, Batch(index: index, count: events.count))
      } catch {
        throw .unfit(n: place.head.n + 1 + index, error.words)
      }
    }

    private mutating func check(_ new: NewEvent, _ batch: Batch) throws(LogChain.Fault) {
      let isSound = writer.write(new, n: try chain.next(), batch: batch)
      if isSound, chain.follow(new, batch) { return }
      let bytes = writer.bytes
      let line = try chain.check(bytes, 0..<bytes.count - 1, known: .zero)
      if !isSound, case .event = new.payload {
        throw LogChain.Fault(
          kind: .unreadable, words: "one of its values would be read back as another")
      }
      chain.accept(line, bytes)
    }

    mutating func renderAlone() throws(StorageProblem) -> ([UInt8], LineHash) {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(events.count * LogBatch.usualLine)
      chain = place.chain.unhashed()
      var hash = place.chain.hash ?? .zero
      for index in events.indices {
        try render(events[index], index)
        let start = bytes.count
        writer.withBytes { bytes.append(contentsOf: $0) }
        bytes.withUnsafeMutableBytes { bytes in
          hash = LineHashing.fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]), hash)
        }
      }
      return (bytes, hash)
    }

    /// As `renderAlone`, while a second thread hashes. `nil` where the lines are longer than usual
    /// and there is no room for them all.
    mutating func renderWithHelp() throws(StorageProblem) -> ([UInt8], LineHash)? {
      var result: Result<LineHash?, StorageProblem> = .success(nil)
      let room = events.count * LogBatch.usualLine
      let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: events.count) { ends in
          let hashing = LineHashing(
            UnsafeMutableRawBufferPointer(buffer), ends, behind: place.chain.hash ?? .zero)
          do throws(StorageProblem) {
            count = try fill(UnsafeMutableRawBufferPointer(buffer), ends, hashing) ?? 0
            result = .success(count > 0 ? hashing.finish(events.count) : nil)
          } catch {
            result = .failure(error)
          }
          hashing.end()
        }
      }
      return try result.get().map { (bytes, $0) }
    }

    /// Renders into `buffer`. Returns how much is filled; `nil` where it is too small.
    private mutating func fill(
      _ buffer: UnsafeMutableRawBufferPointer, _ ends: UnsafeMutableBufferPointer<Int>,
      _ hashing: LineHashing
    ) throws(StorageProblem) -> Int? {
      var end = 0
      for index in events.indices {
        try render(events[index], index)
        let isIn = writer.withBytes { line in
          guard line.count <= buffer.count - end else { return false }
          UnsafeMutableRawBufferPointer(rebasing: buffer[end...]).copyMemory(from: line)
          end += line.count
          return true
        }
        guard isIn else { return nil }
        ends[index] = end
        hashing.note(index + 1)
      }
      return end
    }
  }
}
