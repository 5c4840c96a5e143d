import Glibc
import RehearsalStorage

/// Row 7: a failed read is no end of the file: it says so, and nothing is repaired on its word.
enum ReadErrorRow {
  static let row = Row(
    number: 7, title: "read errors are never the end",
    run: { try run($0) { at, fault, _ in FailingCalls(at: at, fault) } },
    control: "a failed look at the size answers half of it",
    runControl: { try run($0) { at, _, folder in try HalvingCalls(at: at, folder) } })

  private static let kinds: Set<CallKind> = [.open, .read, .facts]

  private static func run(
    _ budget: Budget, _ calls: (Int, CallFault, LogFolder) throws -> any FileCalls
  ) throws -> Tally {
    let sample = try Sample([1, 2, 1], budget.bench)
    let folder = try budget.bench.folder("reads")
    var tally = Tally()
    for bytes in [sample.bytes, Array(sample.bytes.dropLast(30))] {
      let whole = sample.whole(in: bytes.count) ?? sample.head
      for act in Act.allCases {
        try prepare(folder, bytes, sample.ends[1])
        let counting = FailingCalls()
        try? act.perform(folder, counting)
        for (number, kind) in counting.kinds.enumerated() where kinds.contains(kind) {
          for code in [EIO, ENOMEM, EBADF] {
            try prepare(folder, bytes, sample.ends[1])
            tally.tried += 1
            let name = "\(act.rawValue), call \(number) (\(kind)) fails with \(code)"
            try act.judge(name, folder, bytes, whole, calls(number, .error(code), folder), &tally)
          }
        }
      }
    }
    return tally
  }

  private static func prepare(
    _ folder: LogFolder, _ bytes: [UInt8], _ head: LogHead
  ) throws {
    for name in Files.torn(folder) { Files.remove("\(folder.path)/\(name)") }
    try Files.write(bytes, folder.log)
    try Files.write(head.bytes, folder.head)
  }

  private enum Act: String, CaseIterable {
    case record, look, verify, lines

    func perform(_ folder: LogFolder, _ calls: any FileCalls) throws {
      switch self {
      case .record:
        try LogFile.open(folder, forWriting: true, calls: calls).transact { _ in
          [Sample.act("never")]
        }
      case .look: try LogFile.open(folder, forWriting: false, calls: calls).look { _ in }
      case .verify: _ = try LogVerifier(folder, calls: calls).verify()
      case .lines: try LogVerifier(folder, calls: calls).lines { _, _ in }
      }
    }

    func judge(
      _ name: String, _ folder: LogFolder, _ bytes: [UInt8], _ whole: LogHead,
      _ calls: any FileCalls, _ tally: inout Tally
    ) throws {
      do {
        try perform(folder, calls)
        tally.problems.append("\(name): it went on")
      } catch StorageProblem.damaged(let damage, _) {
        tally.problems.append("\(name): was taken for damage: \(damage)")
      } catch {
        tally.refused += 1
      }
      // A torn tail may have been cut off already when the call failed, and that recorded.
      let after = try Files.read(folder.log)
      let isKept =
        whole.size == bytes.count ? after == bytes : after.starts(with: bytes[..<whole.size])
      if !isKept { tally.lose("\(name): the log was changed") }
    }
  }
}

/// Takes a failed look for the end: the mistake that cost a prototype its whole log.
private final class HalvingCalls: FileCalls {
  private let calls: FailingCalls
  private let half: FileFacts

  init(at: Int, _ folder: LogFolder) throws {
    calls = FailingCalls(at: at, .error(EIO))
    let bytes = try Files.read(folder.log)
    try Files.write(Array(bytes[..<(bytes.count / 2)]), folder.log)
    let file = try SystemCalls().open(folder.log, O_RDONLY, 0)
    defer { SystemCalls().close(file) }
    half = try SystemCalls().facts(file)
    try Files.write(bytes, folder.log)
  }

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    try calls.open(path, flags, mode)
  }

  func close(_ descriptor: Int32) { calls.close(descriptor) }

  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try calls.read(descriptor, buffer, at: offset)
  }

  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int { try calls.write(descriptor, buffers) }

  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int { try calls.write(descriptor, buffer, at: offset) }

  func sync(_ descriptor: Int32) throws(SystemError) { try calls.sync(descriptor) }

  func syncFolder(_ path: String) throws(SystemError) { try calls.syncFolder(path) }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try calls.truncate(descriptor, to: size)
  }

  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    do throws(SystemError) {
      return try calls.facts(descriptor)
    } catch {
      return half
    }
  }

  func disk(of facts: FileFacts) -> String? { calls.disk(of: facts) }
}
