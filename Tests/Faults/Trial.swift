import RehearsalFormats
import RehearsalStorage

/// What a row puts to the test: the real reader and writer, or some with a guard left out.
struct Subject: Sendable {
  let isSound: @Sendable (LogFolder) throws -> Bool
  /// Opens the log, repairs it where that may be, and records one more act.
  let goOn: @Sendable (LogFolder) throws -> Void
  /// Whether what is wrong is said to be a torn tail, before anything is done about it.
  var saysTorn: @Sendable (LogFolder) throws -> Bool? = { _ in nil }

  static let probe = "probe"

  static let real = Subject(
    isSound: { try LogVerifier($0).verify().isSound },
    goOn: { folder in
      let log = try LogFile.open(folder, forWriting: true)
      try log.transact { _ in [Sample.act(probe)] }
    }, saysTorn: { try LogVerifier($0).verify().isTorn })
}

/// A log that something was done to, with what must come of it.
struct Trial {
  enum Expectation {
    case refused
    case repaired
    /// Whole batches are gone off the end, which shows only against a head.
    case shorter
    case either
  }

  let name: String
  let bytes: [UInt8]
  let head: LogHead?
  /// How many bytes of it belong to batches that nothing was done to.
  let intact: Int
  let expectation: Expectation

  /// Tries it in `folder`, whose files are written over.
  func run(_ subject: Subject, in folder: LogFolder, of sample: Sample) throws -> Tally {
    var tally = Tally(tried: 1)
    try prepare(folder)
    let isSound = try subject.isSound(folder)
    if isSound, expectation != .shorter, bytes != sample.bytes {
      tally.miss("\(name) passes for sound")
      return tally
    }
    let saysTorn = try subject.saysTorn(folder)
    do {
      try subject.goOn(folder)
    } catch StorageProblem.damaged(let damage, _) {
      if saysTorn == true { tally.problems.append("\(name) is called torn and is not repaired") }
      try judgeRefusal(damage, folder, &tally)
      return tally
    }
    let after = try Files.read(folder.log)
    guard after.starts(with: sample.bytes[..<intact]) else {
      tally.lose("\(name): of \(intact) whole bytes not all are there")
      return tally
    }
    if saysTorn == isSound { tally.problems.append("\(name) is repaired and not called torn") }
    guard !isSound else {
      tally.harmless += 1
      return tally
    }
    try judgeRepair(after, folder, &tally)
    return tally
  }

  private func prepare(_ folder: LogFolder) throws {
    for name in Files.torn(folder) { Files.remove("\(folder.path)/\(name)") }
    try Files.write(bytes, folder.log)
    if let head { try Files.write(head.bytes, folder.head) } else { Files.remove(folder.head) }
  }

  private func judgeRefusal(
    _ damage: LogDamage, _ folder: LogFolder, _ tally: inout Tally
  ) throws {
    tally.refused += 1
    if expectation == .repaired {
      tally.problems.append("\(name) is a torn tail and was not repaired: \(damage)")
    }
    if expectation == .shorter { tally.problems.append("\(name) is a whole log: \(damage)") }
    if try Files.read(folder.log) != bytes {
      tally.problems.append("\(name) was refused and changed")
    }
    if !Files.torn(folder).isEmpty {
      tally.problems.append("\(name) was refused, and a tail put aside")
    }
  }

  private func judgeRepair(_ after: [UInt8], _ folder: LogFolder, _ tally: inout Tally) throws {
    tally.repaired += 1
    if expectation == .refused {
      tally.problems.append("\(name) is no torn tail and was repaired")
    }
    let tails = try Files.torn(folder).map { try Files.read("\(folder.path)/\($0)") }
    if tails != [Array(bytes[intact...])] {
      tally.problems.append("\(name): \(tails.map(\.count)) bytes were put aside")
    }
    var types: [String] = []
    let report = try LogVerifier(folder).lines { line, bytes in
      if line.range.lowerBound >= intact { types.append(line.type(bytes)) }
    }
    if !report.isSound || types != ["log.recovered", "faults.act"] {
      tally.problems.append("\(name): behind the repair stand \(types), \(report.damages)")
    }
  }
}

extension Array where Element == UInt8 {
  /// Where the first byte differs from another log's; the length of the shorter where none does.
  func firstDifference(from other: [UInt8]) -> Int {
    for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
      return index
    }
    return Swift.min(count, other.count)
  }
}

/// The three states that `events.head` may be found in.
enum HeadState: String, CaseIterable {
  case missing = "no head"
  case lagging = "a head one batch behind"
  case newest = "the newest head"

  func head(of sample: Sample) -> LogHead? {
    switch self {
    case .missing: nil
    case .lagging: sample.before
    case .newest: sample.head
    }
  }
}
