import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// The sample log, sealed when it had eight lines and again when it had eleven.
struct SealedLog {
  let sample: SampleLog
  let key: SealKey
  let first: Seal
  let second: Seal
  /// What stands in `events.seal`.
  let bytes: [UInt8]

  init() throws {
    sample = try SampleLog()
    key = try SealKey(newNamed: "facilitator.example")
    first = try LogSeals.seal(sample.folder, key: key)
    try SealedLog.append("six", events: 3, to: sample.folder)
    second = try LogSeals.seal(sample.folder, key: key)
    bytes = try sample.temporary.read("events.seal")
  }

  var folder: LogFolder { sample.folder }

  static func append(_ id: String, events: Int = 1, to folder: LogFolder) throws {
    let log = try LogFile.open(folder, forWriting: true)
    try log.transact { _ in [try SampleLog.act(id, minute: 5, events: events)] }
  }

  /// What the seals in `bytes` say of the lines in `log`, both without a folder.
  static func findings(
    _ bytes: [UInt8], of log: [UInt8], keys: [VerifierKey] = []
  ) -> [SealFinding] {
    var check = SealCheck(LogSeals(bytes), keys: keys)
    for line in log.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      check.take(log, line.startIndex..<line.endIndex)
    }
    return check.findings
  }

  func findings(_ keys: [VerifierKey]? = nil) throws -> [SealFinding] {
    SealedLog.findings(
      try sample.temporary.read("events.seal"), of: try sample.temporary.read("events.jsonl"),
      keys: keys ?? [key.verifier])
  }
}

extension SealFinding {
  /// What a test expects of it, in one word or two.
  var short: String {
    switch verdict {
    case .torn(let count): return "torn \(count)"
    case .unreadable: return "unreadable"
    case .seal(_, let lines, let signature):
      let first =
        switch lines {
        case .hold: "holds"
        case .differ: "differs"
        case .missing(let has): "missing \(has)"
        case .otherLog: "other"
        }
      let second =
        switch signature {
        case .right: "right"
        case .wrong: "wrong"
        case .unchecked: "unchecked"
        }
      return "\(first), \(second)"
    }
  }
}
