import Glibc
package import RehearsalCore
package import RehearsalFormats

/// What was found in a log.
package struct LogReport: Sendable {
  /// How many lines there are, good or bad.
  package fileprivate(set) var lines = 0
  /// How many complete batches the good lines make.
  package fileprivate(set) var batches = 0
  /// The last line of the last complete batch before any damage; `nil` where there is none.
  package fileprivate(set) var head: LogHead?
  /// What line 0 says, where it can be read.
  package fileprivate(set) var opened: LogOpened?
  /// When the call came, once it has, where line 0 only gives its hash.
  package fileprivate(set) var revealed: CallSecret?
  /// The first thing wrong with the log, and what is wrong with the files beside it.
  package fileprivate(set) var damages: [LogDamage] = []
  /// How many more faults the log has behind the first.
  package fileprivate(set) var further = 0
  /// Whether the first thing wrong is a torn tail, which the next act repairs.
  package fileprivate(set) var isTorn = false
  /// What `events.head` held.
  package fileprivate(set) var stored = StoredHead.absent

  /// What was found among the documents beside the log.
  package fileprivate(set) var documents: [DocumentFinding] = []

  /// What each seal says of the lines that it covers.
  package fileprivate(set) var seals: [SealFinding] = []

  /// The number of the last event and the beginning of its hash: what to keep elsewhere, because
  /// a chain that nobody anchored proves little.
  package var shortHead: String { head.map { "\($0.n) \($0.hash.short)" } ?? "none" }

  package var isSound: Bool {
    damages.isEmpty && documents.allSatisfy(\.isHarmless) && !seals.contains { $0.isAmiss }
  }
}

/// How far to read.
package enum LogLimit: Hashable, Sendable {
  case end
  /// Up to and including the event of this number.
  case event(Int)
  /// Up to and including everything that happened at this moment of scenario time.
  case moment(Moment)

  func includes(_ line: LogLine) -> Bool {
    switch self {
    case .end: true
    case .event(let n): line.n <= n
    case .moment(let moment): line.at <= moment
    }
  }
}

/// Reads a log without changing anything: to check it, or to replay it. Needs little memory,
/// however long the log is, and works while others write.
///
/// Whole batches cut off the end show only against `events.head`, a seal or a printed head.
package struct LogVerifier: Sendable {
  package let folder: LogFolder
  /// How long to wait for a writer to finish, in milliseconds.
  package var patience = 10_000
  private let calls: any FileCalls

  package init(_ folder: LogFolder, calls: any FileCalls = SystemCalls()) {
    self.folder = folder
    self.calls = calls
  }

  /// Checks every line, the head, the files of the scenario, the secret of the call, the documents
  /// that events refer to, and the seals.
  ///
  /// - Parameter keys: Whose signatures under a seal are believed.
  package func verify(
    _ modules: Modules = .rehearsal, keys: [VerifierKey] = []
  ) throws -> LogReport {
    let file = try OpenFile(folder.log, O_RDONLY, calls)
    var (report, walk) = try begin(file)
    var documents = ReferencedDocuments(modules)
    // Without a seal nobody asks for the root, and it costs as much as the rest.
    let isSealed = Directory.kind(folder.seal) != nil
    var seals = SealCheck(
      isSealed ? try LogSeals.read(folder, calls: calls) : LogSeals([]), keys: keys)
    reading: while true {
      switch try walk.next(file) {
      case .line(let line):
        let bytes = walk.frames.bytes
        report.note(line, bytes)
        documents.note(line, bytes)
        if isSealed { seals.take(bytes, line.range) }
      case .damage(let damage): report.note(damage)
      case .end: break reading
      }
    }
    try report.finish(walk, file)
    if let opened = report.opened {
      report.damages += [try scenarioDamage(opened), try secretDamage(opened, report.revealed)]
        .compactMap { $0 }
    }
    report.seals = seals.findings
    report.documents = DocumentStore(folder).check(referenced: documents.all)
    return report
  }

  /// Hands over every line up to `limit`, batch by batch, with the bytes that its ranges are in,
  /// and stops before any damage. The report says what that was.
  @discardableResult
  package func lines(
    upTo limit: LogLimit = .end, _ each: (LogLine, [UInt8]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogReport {
    try batches(upTo: limit) { (line, walk) in
      (line, walk.frames.bytes)
    } each: { (held: (line: LogLine, bytes: [UInt8])) throws(StorageProblem) in
      try each(held.line, held.bytes)
    }
  }

  /// Hands over what every line up to `limit` records.
  @discardableResult
  package func events(
    _ modules: Modules, upTo limit: LogLimit = .end,
    _ each: (RecordedEvent) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogReport {
    try batches(upTo: limit) { (line, walk) in
      Result { () throws(StorageProblem) in
        try LogSuffix.event(
          line, walk.frames.bytes, walk.frames.start, modules, good: walk.good.head)
      }
    } each: { (event: Result<RecordedEvent, StorageProblem>) throws(StorageProblem) in
      try each(try event.get())
    }
  }

  /// Hands over what is held of the lines of whole batches. It is taken as soon as a line is read:
  /// the walk forgets the bytes, perhaps in the middle of a batch.
  private func batches<Held>(
    upTo limit: LogLimit, hold: (LogLine, borrowing LogWalk) -> Held,
    each: (Held) throws(StorageProblem) -> Void
  ) throws(StorageProblem) -> LogReport {
    let file = try OpenFile(folder.log, O_RDONLY, calls)
    var (report, walk) = try begin(file)
    var batch: [Held] = []
    var isWithin = true
    reading: while true {
      switch try walk.next(file) {
      case .line(let line):
        report.note(line, walk.frames.bytes)
        isWithin = isWithin && limit.includes(line)
        if isWithin { batch.append(hold(line, walk)) }
        guard line.batch.isLast else { continue }
        for held in batch { try each(held) }
        guard isWithin else { break reading }
        batch.removeAll(keepingCapacity: true)
      case .damage(let damage):
        report.note(damage)
        break reading
      case .end: break reading
      }
    }
    try report.finish(walk, file)
    return report
  }

  /// Looks at the log between two batches, so that one being written is not taken for a torn one.
  private func begin(
    _ file: borrowing OpenFile
  ) throws(StorageProblem) -> (LogReport, LogWalk) {
    try file.lock(.shared, patience: patience)
    defer { file.unlock() }
    var report = LogReport()
    report.stored = try StoredHead.read(folder, calls)
    let walk = LogWalk(
      from: LogPlace(), to: try file.facts().size, bound: report.stored.head)
    return (report, walk)
  }

  /// Whether what the call revealed, and what is kept for it, are what line 0 was hashed from.
  private func secretDamage(
    _ opened: LogOpened, _ revealed: CallSecret?
  ) throws(StorageProblem) -> LogDamage? {
    guard let hash = opened.call else { return nil }
    if let revealed, revealed.hash != hash {
      return LogDamage(
        file: LogFolder.logName, line: nil, byte: nil, kind: .secret,
        words: "the call came at a moment that event 0 did not fix")
    }
    guard let kept = try folder.callSecret(), kept.hash != hash else { return nil }
    return LogDamage(
      file: LogFolder.secretName, line: nil, byte: nil, kind: .secret,
      words: "it does not have the hash that event 0 gives")
  }

  private func scenarioDamage(_ opened: LogOpened) throws(StorageProblem) -> LogDamage? {
    let hash = LogFolder.scenarioHash(try folder.scenarioFiles())
    guard hash != opened.scenarioHash else { return nil }
    return LogDamage(
      file: LogFolder.scenarioName, line: nil, byte: nil, kind: .scenario,
      words: "the files have the hash \(hash.prefix(16))…, and event 0 says "
        + "\(opened.scenarioHash.prefix(16))…")
  }
}

extension LogReport {
  fileprivate mutating func note(_ line: LogLine, _ bytes: [UInt8]) {
    if line.batch.isLast { batches += 1 }
    if line.n == 0, case .success(let opened) = LogOpened.decode(bytes, line.data) {
      self.opened = opened
    }
    if revealed == nil { revealed = CallRevealed.of(line, bytes) }
  }

  fileprivate mutating func note(_ damage: LogDamage) {
    if damages.isEmpty { damages = [damage] } else { further += 1 }
  }

  fileprivate mutating func finish(
    _ walk: borrowing LogWalk, _ file: borrowing OpenFile
  ) throws(StorageProblem) {
    lines = walk.lines
    head = walk.good.head.size > 0 ? walk.good.head : nil
    guard let first = damages.first else { return }
    isTorn = try LogRecovery.isTorn(
      first, behind: walk.good.head, to: walk.frames.end, bound: stored.head, file)
  }
}
