import RehearsalCore
import RehearsalFormats

/// A place in a log between two batches, with what is needed to go on from there.
struct LogPlace {
  var chain = LogChain()
  /// The last line before; of size 0 where there is none.
  var head = LogHead(size: 0, n: -1, hash: .zero)
}

/// Goes through a part of a log line by line, checks each, and says what is wrong and where. It
/// goes on behind damage, so that all of it can be counted.
struct LogWalk {
  enum Step {
    case line(LogLine)
    case damage(LogDamage)
    case end
  }

  private var read: ReadLines
  /// How many lines the log has up to here.
  private(set) var lines: Int
  /// The end of the last complete batch before any damage.
  private(set) var good: LogPlace
  private(set) var isSound = true
  private var chain: LogChain
  /// What was once on the disk, until the walk has passed it.
  private var bound: LogHead?
  private var batchBegan: (line: Int, byte: Int)
  private var isOver = false

  /// - Parameters:
  ///   - place: Where to begin.
  ///   - end: Where in the file to stop; a batch that ends later counts as incomplete.
  ///   - bound: What `events.head` says, where it was not checked before.
  ///   - keepsBytes: Whether the ranges of all lines are in the same `frames.bytes`; otherwise
  ///     those are only sure to hold a line until the next step.
  init(from place: LogPlace, to end: Int, bound: LogHead?, keepsBytes: Bool = false) {
    good = place
    chain = place.chain
    lines = place.head.n + 1
    read = ReadLines(place.head.size..<max(place.head.size, end), keepsBytes: keepsBytes)
    self.bound = bound.flatMap { $0.size > place.head.size ? $0 : nil }
    batchBegan = (lines + 1, place.head.size)
  }

  /// The next line, or what is wrong with it. Behind the last line comes what is missing there.
  mutating func next(_ file: borrowing OpenFile) throws(StorageProblem) -> Step {
    guard !isOver else { return .end }
    guard let next = try read.next(file) else {
      isOver = true
      return missing().map { .damage($0) } ?? .end
    }
    lines += 1
    let byte = frames.start + next.range.lowerBound
    do throws(LogChain.Fault) {
      let line = try chain.check(next, frames.bytes)
      chain.accept(line, frames.bytes)
      if line.batch.index == 0 { batchBegan = (lines, byte) }
      let head = LogHead(size: frames.start + next.range.upperBound + 1, n: line.n, hash: line.h)
      if let contradiction = contradiction(head) { return .damage(contradiction) }
      if isSound, line.batch.isLast { good = LogPlace(chain: chain, head: head) }
      return .line(line)
    } catch {
      chain.skip(next, frames.bytes)
      return .damage(damage(error.kind, line: lines, byte: byte, error.words))
    }
  }

  var frames: LineFrames { read.frames }

  private mutating func damage(
    _ kind: LogDamage.Kind, file: String = LogFolder.logName, line: Int, byte: Int,
    _ words: String
  ) -> LogDamage {
    isSound = false
    return LogDamage(file: file, line: line, byte: byte, kind: kind, words: words)
  }

  /// Whether the log has another line where `events.head` saw one end. Of two that disagree,
  /// nobody can say which was altered.
  private mutating func contradiction(_ head: LogHead) -> LogDamage? {
    guard isSound, let bound, head.size >= bound.size else { return nil }
    self.bound = nil
    guard head != bound else { return nil }
    return damage(
      .altered, file: LogFolder.headName, line: 1, byte: 0,
      "it says that event \(bound.n) (\(bound.hash.short)…) ends at byte \(bound.size), and "
        + "the log has event \(head.n) (\(head.hash.short)…) up to byte \(head.size)")
  }

  private mutating func missing() -> LogDamage? {
    let end = frames.end
    let rest = frames.start + frames.next
    if frames.isTooLong {
      return damage(
        .unreadable, line: lines + 1, byte: rest, LogLineProblem(.tooLong, at: 0).words)
    }
    let isCut = isSound && (bound.map { $0.size > end } ?? false)
    let cut = bound.map { ": lines were cut off, there were \($0.size) bytes" } ?? ""
    if !frames.rest.isEmpty {
      return damage(
        .incomplete, line: lines + 1, byte: rest,
        "the last line has no end" + (isCut ? cut : ""))
    }
    if let batch = chain.unfinished {
      return damage(
        .incomplete, line: batchBegan.line, byte: batchBegan.byte,
        "the batch of \(batch.count) that begins here stops after \(batch.index + 1)"
          + (isCut ? cut : ""))
    }
    if isCut {
      return damage(.incomplete, line: lines + 1, byte: end, "there are \(end) bytes" + cut)
    }
    return lines == 0 ? damage(.incomplete, line: 1, byte: 0, "it is empty") : nil
  }
}
