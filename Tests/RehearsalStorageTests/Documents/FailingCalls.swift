import Glibc
import Synchronization

@testable import RehearsalStorage

/// The calls of the system on files and on names, counted together, so that a test can let each
/// one of them fail in turn, or do something behind the store's back just before it.
final class FailingCalls: FileCalls, DocumentCalls {
  enum Call: String, CaseIterable {
    case open, read, write, sync, facts, link, rename, unlink, makeFolder, syncFolder, status
  }

  private struct Plan {
    var made: [Call] = []
    var failing: (numbers: Range<Int>, code: Int32)?
    var refused: [Call: Int32] = [:]
    var largest = 0
  }

  private let plan = Mutex(Plan())
  private let system = SystemCalls()
  private let before: @Sendable (Call, String) -> Void

  init(before: @escaping @Sendable (Call, String) -> Void = { _, _ in }) { self.before = before }

  /// The call of this number, from 0, fails with this code; with `onwards` all after it as well.
  convenience init(failing number: Int, onwards: Bool = false, _ code: Int32) {
    self.init()
    plan.withLock { $0.failing = (number..<(onwards ? .max : number + 1), code) }
  }

  /// Every call of this kind fails.
  func refuse(_ call: Call, _ code: Int32) { plan.withLock { $0.refused[call] = code } }

  /// What was called, in order.
  var made: [Call] { plan.withLock { $0.made } }

  /// The most bytes that were read or written at once.
  var largest: Int { plan.withLock { $0.largest } }

  private func take(_ call: Call, _ path: String = "", bytes: Int = 0) throws(SystemError) {
    before(call, path)
    let code: Int32? = plan.withLock { plan in
      let number = plan.made.count
      plan.made.append(call)
      plan.largest = max(plan.largest, bytes)
      if let failing = plan.failing, failing.numbers.contains(number) { return failing.code }
      return plan.refused[call]
    }
    if let code { throw SystemError(code) }
  }

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    try take(.open, path)
    return try system.open(path, flags, mode)
  }

  func close(_ descriptor: Int32) { system.close(descriptor) }

  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try take(.read, bytes: buffer.count)
    return try system.read(descriptor, buffer, at: offset)
  }

  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int {
    try take(.write, bytes: buffers.reduce(0) { $0 + $1.count })
    return try system.write(descriptor, buffers)
  }

  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    throw SystemError(ENOTSUP)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try take(.sync)
    try system.sync(descriptor)
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    throw SystemError(ENOTSUP)
  }

  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    try take(.facts)
    return try system.facts(descriptor)
  }

  func link(_ path: String, as name: String) throws(SystemError) {
    try take(.link, name)
    try system.link(path, as: name)
  }

  func rename(_ path: String, to name: String) throws(SystemError) {
    try take(.rename, name)
    try system.rename(path, to: name)
  }

  func unlink(_ path: String) throws(SystemError) {
    try take(.unlink, path)
    try system.unlink(path)
  }

  func makeFolder(_ path: String) throws(SystemError) {
    try take(.makeFolder, path)
    try system.makeFolder(path)
  }

  func syncFolder(_ path: String) throws(SystemError) {
    try take(.syncFolder, path)
    try system.syncFolder(path)
  }

  func status(_ path: String) throws(SystemError) -> NameStatus? {
    try take(.status, path)
    return try system.status(path)
  }
}
