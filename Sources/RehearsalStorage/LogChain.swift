import RehearsalCore
import RehearsalFormats

/// What one line of a log promises the next: its number, its hash, its time, its place in a batch.
/// What is written goes through the same check or through `follow`, which asks the same of values,
/// so nothing is written that would not be read.
struct LogChain {
  /// What is wrong with a line, seen from the lines before it.
  struct Fault: Error {
    let kind: LogDamage.Kind
    let words: String
  }

  private enum Place {
    /// The next line begins a batch.
    case between
    case inside(Batch)
    /// The line before could not be read.
    case unknown
  }

  /// The number of the next line; `nil` behind an unreadable one.
  private var n: Int? = 0
  private(set) var hash: LineHash? = .zero
  private(set) var at: Moment?
  /// Of the last line of the batch before.
  private var id = CommandID.none
  private var place = Place.between

  /// The batch that is not complete here.
  var unfinished: Batch? {
    if case .inside(let batch) = place { return batch }
    return nil
  }

  /// Checks that a line, read from `bytes`, is whole and follows from the lines before.
  func check(_ read: ReadLine, _ bytes: [UInt8]) throws(Fault) -> LogLine {
    guard let line = read.line else { throw faultInReading(bytes, read.range) }
    guard line.h == read.hash else {
      throw Fault(
        kind: .altered, words: "its hash is \(read.hash.short)… and it says \(line.h.short)…")
    }
    if let fault = fault(line, bytes) { throw fault }
    return line
  }

  /// What to say of a line that cannot be read: of a whole one that was altered, its hash tells.
  private func faultInReading(_ bytes: [UInt8], _ range: Range<Int>) -> Fault {
    if n == 0, let format = LogChain.format(bytes, range), format > LogOpened.newestFormat {
      return LogChain.newer(format)
    }
    let isAltered = LogLine.ending(bytes, range).map { LineHash.of(bytes, $0.covered) != $0.h }
    var words = "it cannot be read"
    if case .failure(let problem) = LogLine.parse(bytes, range) {
      words = "at byte \(problem.offset) of the line, \(problem.words)"
    }
    return Fault(kind: isAltered ?? false ? .altered : .unreadable, words: words)
  }

  private func fault(_ line: LogLine, _ bytes: [UInt8]) -> Fault? {
    if let hash, line.prev != hash {
      let before = hash == .zero ? "is the first line" : "stands behind \(hash.short)…"
      return Fault(kind: .moved, words: "it follows \(line.prev.short)… and \(before)")
    }
    if let n, line.n != n { return disorder("it is event \(line.n) where \(n) was expected") }
    if let fault = faultInBatch(line, bytes) { return fault }
    if let at, line.at < at {
      return disorder("its time, \(line.at.text()), is before \(at.text())")
    }
    guard line.n == 0 else {
      return line.has(type: LogOpened.name, bytes)
        ? disorder("a log is opened once, by event 0") : nil
    }
    return faultInOpening(line, bytes)
  }

  private func faultInBatch(_ line: LogLine, _ bytes: [UInt8]) -> Fault? {
    switch place {
    case .unknown: return nil
    case .between:
      if line.batch.index != 0 {
        return disorder("it is place \(line.batch.index) of a batch that did not begin")
      }
      return line.commandID(bytes) == id
        ? disorder("the events of \"\(line.id(bytes))\" stand in two batches") : nil
    case .inside(let batch):
      let expected = Batch(index: batch.index + 1, count: batch.count)
      guard line.batch != expected else { return nil }
      return disorder(
        "it is place \(line.batch.index) of \(line.batch.count) in a batch, "
          + "where place \(expected.index) of \(expected.count) was expected")
    }
  }

  private func faultInOpening(_ line: LogLine, _ bytes: [UInt8]) -> Fault? {
    guard line.has(type: LogOpened.name, bytes) else {
      return disorder("event 0 is \(line.type(bytes)), where \(LogOpened.name) was expected")
    }
    let format = LogChain.format(bytes, line.data)
    if let format, format > LogOpened.newestFormat { return LogChain.newer(format) }
    if line.version > LogOpened.version {
      return Fault(kind: .newer, words: "its first line has version \(line.version)")
    }
    guard case .failure(let problem) = LogOpened.decode(bytes, line.data) else { return nil }
    return Fault(kind: .unreadable, words: "its \"data\" cannot be read: \(problem.words)")
  }

  private func disorder(_ words: String) -> Fault { Fault(kind: .disordered, words: words) }

  private static func newer(_ format: Int) -> Fault {
    Fault(
      kind: .newer,
      words: "it has format \(format), and this tool reads up to \(LogOpened.newestFormat)")
  }

  /// The number behind `"format":`, found without reading anything else: a later format may change
  /// the rest of the line.
  private static func format(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let key = Array("\"format\":".utf8)
    guard range.count > key.count else { return nil }
    for start in range.lowerBound..<range.upperBound - key.count
    where bytes[start] == key[0] && bytes[start..<start + key.count].elementsEqual(key) {
      let digits = bytes[(start + key.count)..<range.upperBound]
        .prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return Int(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }

  /// Goes on behind a line that was checked.
  mutating func accept(_ line: LogLine, _ bytes: [UInt8]) {
    n = line.n + 1
    hash = line.h
    at = line.at
    if line.batch.isLast {
      id = line.commandID(bytes)
      place = .between
    } else {
      place = .inside(line.batch)
    }
  }

  /// Goes on behind a line at fault, taking from it what it says, so that one fault is found once.
  mutating func skip(_ read: ReadLine, _ bytes: [UInt8]) {
    if let line = read.line {
      accept(line, bytes)
    } else {
      n = nil
      hash = LogLine.ending(bytes, read.range)?.h
      place = .unknown
    }
  }
}

extension LogChain {
  /// The number of the next line, for whoever writes one.
  func next() throws(Fault) -> Int {
    guard let n, hash != nil else {
      throw Fault(kind: .unreadable, words: "nothing can follow an unreadable line")
    }
    return n
  }

  /// The chain for lines whose hashes are filled in later, see `LineWriter`: each has zeros for its
  /// own hash and for the one before.
  func unhashed() -> LogChain { hashed(.zero) }

  /// The chain once the last line's hash is known.
  func hashed(_ hash: LineHash) -> LogChain {
    var chain = self
    chain.hash = hash
    return chain
  }

  /// The chain inside a batch, behind its event at the place `batch`, which is number `n`.
  static func inside(_ batch: Batch, behind event: NewEvent, n: Int) -> LogChain {
    var chain = LogChain()
    chain.n = n + 1
    chain.at = event.at
    chain.place = .inside(batch)
    return chain
  }

  /// Goes on behind an event by reading its line, which ends with its newline.
  ///
  /// - Parameter isSound: What `LineWriter` said of the line.
  mutating func read(_ bytes: [UInt8], of event: NewEvent, isSound: Bool) throws(Fault) {
    let line = try check(ReadLine(bytes, 0..<bytes.count - 1, known: .zero), bytes)
    if !isSound, case .event = event.payload {
      throw Fault(kind: .unreadable, words: "one of its values would be read back as another")
    }
    accept(line, bytes)
  }

  /// Goes on behind an event whose line was not read, because its values say that it can be:
  /// everything else that `check` asks of a line behind the first is asked of them here. Where it
  /// answers `false` it has not gone on, and reading the line tells why.
  mutating func follow(_ new: NewEvent, _ batch: Batch) -> Bool {
    guard let n, n > 0, let at, new.at >= at else { return false }
    switch place {
    case .unknown: return false
    case .between:
      guard batch.index == 0, let own = CommandID(new.id), own != id else { return false }
    case .inside(let before):
      guard batch == Batch(index: before.index + 1, count: before.count) else { return false }
    }
    if batch.isLast {
      guard let own = CommandID(new.id) else { return false }
      id = own
      place = .between
    } else {
      place = .inside(batch)
    }
    self.n = n + 1
    self.at = new.at
    return true
  }
}
