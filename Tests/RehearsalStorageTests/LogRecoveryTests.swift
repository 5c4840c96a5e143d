import RehearsalFormats
import Testing

@testable import RehearsalCore
@testable import RehearsalStorage

/// What is repaired, what is not, and what is left of it afterwards.
@Suite("A torn tail is repaired, and nothing else")
struct LogRecoveryTests {
  private let sample: SampleLog

  init() throws { sample = try SampleLog() }

  /// Opens the log for writing, which repairs what may be repaired.
  @discardableResult
  private func reopen() throws -> LogSuffix? {
    var seen: LogSuffix?
    try LogFile.open(sample.folder, forWriting: true).transact { suffix in
      seen = suffix
      return []
    }
    return seen
  }

  private func types() throws -> [String] {
    var types: [String] = []
    try LogVerifier(sample.folder).lines { line, bytes in types.append(line.type(bytes)) }
    return types
  }

  @Test("cut at every byte of the last batch, the log goes back to the batch before")
  func everyByte() throws {
    let good = sample.size(of: 6)
    for size in (good + 1)..<sample.bytes.count {
      try sample.replace(Array(sample.bytes[..<size]))
      let report = try LogVerifier(sample.folder).verify()
      #expect(report.isTorn, "\(size)")
      let suffix = try #require(try reopen())
      #expect(suffix.lines.map(\.n) == [0, 1, 2, 3, 4, 5, 6])
      #expect(try types().last == "log.recovered")
      let torn = try sample.temporary.read("events.torn-\(good)")
      #expect(torn == Array(sample.bytes[good..<size]))
      #expect(try LogVerifier(sample.folder).verify().isSound)
      try sample.temporary.remove("events.torn-\(good)")
    }
  }

  @Test("the repair stands in the log, with the hash of what was cut off")
  func recorded() throws {
    let good = sample.size(of: 6)
    try sample.replace(Array(sample.bytes.dropLast(10)))
    let suffix = try #require(try reopen())
    let line = try #require(suffix.lines.last)
    guard case .recovered(let record) = try line.recorded(suffix.bytes, .rehearsal).get().payload
    else {
      Issue.record("the last line is no repair")
      return
    }
    let torn = try sample.temporary.read(record.file)
    #expect(record.file == "events.torn-\(good)")
    #expect(record.bytes == torn.count)
    #expect(record.sha256 == LineHash.of(torn).description)
    #expect(line.batch == Batch(index: 0, count: 1))
  }

  @Test("a second tail at the same place does not write over the first")
  func twice() throws {
    let good = sample.size(of: 6)
    try sample.temporary.write([1, 2, 3], to: "events.torn-\(good)")
    try sample.replace(Array(sample.bytes.dropLast(10)))
    try reopen()
    #expect(try sample.temporary.read("events.torn-\(good)") == [1, 2, 3])
    let second = try sample.temporary.read("events.torn-\(good)-2")
    #expect(second == Array(sample.bytes[good...].dropLast(10)))
  }

  @Test("what was once known to be on the disk is never cut off")
  func bound() throws {
    try sample.replace(Array(sample.bytes.dropLast(10)), keepingHead: true)
    #expect(try LogVerifier(sample.folder).verify().isTorn == false)
    #expect(damage { try reopen() } != nil)
    #expect(try sample.temporary.read("events.jsonl") == Array(sample.bytes.dropLast(10)))
    // Line 6 in the middle of the log, with everything behind it still there.
    var bytes = sample.bytes
    bytes[sample.size(of: 5) + 20] ^= 1
    try sample.replace(bytes)
    #expect(try LogVerifier(sample.folder).verify().isTorn == false)
    #expect(damage { try reopen() }?.line == 6)
    #expect(try sample.temporary.read("events.jsonl") == bytes)
  }

  @Test("lost sectors of the last batch are torn, even where its other lines are whole")
  func sectors() throws {
    var bytes = sample.bytes
    let start = sample.size(of: 6)
    for at in start..<start + 60 { bytes[at] = 0 }
    try sample.replace(bytes)
    #expect(try LogVerifier(sample.folder).verify().isTorn)
    try reopen()
    #expect(try types().last == "log.recovered")
  }

  @Test("a line taken out is no torn tail, and neither is a first line that is broken")
  func removed() throws {
    let lines = sample.lines
    try sample.replace(Array((lines[..<5] + lines[6...]).joined()))
    #expect(try LogVerifier(sample.folder).verify().isTorn == false)
    #expect(damage { try reopen() }?.kind == .moved)
    try sample.replace(Array(lines[0].dropLast(5)))
    #expect(try LogVerifier(sample.folder).verify().isTorn == false)
    #expect(damage { try reopen() } != nil)
    try sample.replace([])
    #expect(damage { try reopen() }?.kind == .incomplete)
  }

  @Test("a tail that cannot be kept is not cut off")
  func faults() throws {
    let bytes = Array(sample.bytes.dropLast(10))
    for call in [FaultyCalls.Call.sync, .truncate, .write, .read, .facts] {
      try sample.replace(bytes)
      let calls = FaultyCalls()
      let log = try LogFile.open(sample.folder, forWriting: true, calls: calls)
      calls.next(call, .error(5))
      #expect(problem { try log.transact { _ in [] } } != nil, "\(call)")
      let left = try sample.temporary.read("events.jsonl")
      #expect(left == bytes || left.count == sample.size(of: 6), "\(call)")
      try reopen()
      #expect(try LogVerifier(sample.folder).verify().isSound, "\(call)")
    }
  }

  @Test("recording goes on behind the repair")
  func goesOn() throws {
    try sample.replace(Array(sample.bytes.dropLast(1)))
    let log = try LogFile.open(sample.folder, forWriting: true)
    try log.transact { _ in [try SampleLog.act("six", minute: 9)] }
    #expect(try types().suffix(2) == ["log.recovered", "timeline.milestone-reached"])
    #expect(try LogVerifier(sample.folder).verify().isSound)
  }
}

/// Disks that several machines share.
@Suite("Disks that a log must not be on")
struct DisksTests {
  private static let mounts = """
    22 27 0:20 / /proc rw - proc proc rw
    36 35 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
    41 36 0:45 / /mnt/share rw,relatime shared:9 master:1 - nfs4 server:/x rw,vers=4.2
    42 36 0:46 / /mnt/odd rw - 9p
    broken line
    """

  @Test(
    "the kind stands behind the hyphen of the line with the device's number",
    arguments: [(0x0801, "ext4"), (45, "nfs4"), (46, "9p"), (99, nil)] as [(UInt64, String?)])
  func kind(_ device: UInt64, _ kind: String?) {
    #expect(Disks.kind(ofDevice: device, in: Self.mounts) == kind)
  }

  @Test("a shared disk is refused for writing, in words, and read all the same")
  func refused() throws {
    let sample = try SampleLog()
    let calls = SharedDisk()
    let refusal = problem { _ = try LogFile.open(sample.folder, forWriting: true, calls: calls) }
    #expect(refusal == .network(path: sample.folder.log, "nfs4"))
    #expect(refusal?.words.contains("Keep rehearsals on a disk of this machine") == true)
    #expect(try LogVerifier(sample.folder, calls: calls).verify().isSound)
    #expect(!Disks.mounts().isEmpty)
  }
}

/// The system's calls on a disk that says it is shared.
private struct SharedDisk: FileCalls {
  private let system = SystemCalls()
  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    try system.open(path, flags, mode)
  }
  func close(_ descriptor: Int32) { system.close(descriptor) }
  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int { try system.read(descriptor, buffer, at: offset) }
  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int { try system.write(descriptor, buffers) }
  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int { try system.write(descriptor, buffer, at: offset) }
  func sync(_ descriptor: Int32) throws(SystemError) { try system.sync(descriptor) }
  func syncFolder(_ path: String) throws(SystemError) { try system.syncFolder(path) }
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try system.truncate(descriptor, to: size)
  }
  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    try system.facts(descriptor)
  }
  func disk(of facts: FileFacts) -> String? { "nfs4" }
}
