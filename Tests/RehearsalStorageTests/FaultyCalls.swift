import Glibc
import RehearsalTestSupport
import Synchronization

@testable import RehearsalStorage

/// The calls of the system, some of which fail as told. They are counted, so that a test can say
/// what must not be tried again.
final class FaultyCalls: FileCalls {
  enum Call: Hashable {
    case open, read, write, writeback, sync, syncFolder, truncate, facts
  }

  enum Fault {
    /// The call fails with this code.
    case error(Int32)
    /// Only so many bytes are taken, and then the call fails or goes on.
    case short(Int)
  }

  private struct Plan {
    var faults: [Call: [Fault]] = [:]
    var counts: [Call: Int] = [:]
    var isForEver = false
  }

  private let plan = Mutex(Plan())
  private let system = SystemCalls()

  /// The next calls of this kind go wrong in this order, and those after them do not.
  func next(_ call: Call, _ faults: Fault...) { set(call, faults) }

  func set(_ call: Call, _ faults: [Fault]) { plan.withLock { $0.faults[call] = faults } }

  /// How many calls of a kind there were since this was last asked.
  func count(_ call: Call) -> Int {
    plan.withLock { $0.counts.removeValue(forKey: call) ?? 0 }
  }

  /// Begins to count anew.
  func forget() { plan.withLock { $0.counts = [:] } }

  /// How many bytes the call may take at most.
  private func take(_ call: Call) throws(SystemError) -> Int {
    let fault: Fault? = plan.withLock { plan in
      plan.counts[call, default: 0] += 1
      guard let faults = plan.faults[call], !faults.isEmpty else { return nil }
      return plan.faults[call]?.removeFirst()
    }
    switch fault {
    case .error(let code): throw SystemError(code)
    case .short(let bytes): return bytes
    case nil: return .max
    }
  }

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    _ = try take(.open)
    return try system.open(path, flags, mode)
  }

  func close(_ descriptor: Int32) { system.close(descriptor) }

  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    let most = min(try take(.read), buffer.count)
    return try system.read(
      descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[..<most]), at: offset)
  }

  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int {
    try system.write(descriptor, buffers, most: try take(.write))
  }

  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try system.write(descriptor, buffer, at: offset)
  }

  func beginWriteback(_ descriptor: Int32, from offset: Int, count: Int) {
    plan.withLock { $0.counts[.writeback, default: 0] += 1 }
    system.beginWriteback(descriptor, from: offset, count: count)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    _ = try take(.sync)
    try system.sync(descriptor)
  }

  func syncFolder(_ path: String) throws(SystemError) {
    _ = try take(.syncFolder)
    try system.syncFolder(path)
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    _ = try take(.truncate)
    try system.truncate(descriptor, to: size)
  }

  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    _ = try take(.facts)
    return try system.facts(descriptor)
  }
}
