import Glibc
import RehearsalStorage
import RehearsalTestSupport
import Synchronization

/// What a call does.
enum CallKind: String, CaseIterable {
  case open, read, write, overwrite, sync, syncFolder, truncate, facts
}

/// How a call goes wrong.
enum CallFault: Hashable {
  case error(Int32)
  /// So many bytes are taken.
  case short(Int)
  /// So many bytes are taken, and the call after it fails.
  case shortThenError(Int, Int32)
  /// The same, and then the file cannot be cut either.
  case shortThenStuck(Int, Int32)
  /// This call and every one of its kind after it fail.
  case always(Int32)

  /// What can become of a call of a kind.
  static func all(_ kind: CallKind) -> [CallFault] {
    switch kind {
    case .open, .read, .facts: [.error(EIO), .error(EINTR), .error(ENOMEM), .always(EIO)]
    case .write:
      [
        .error(EIO), .error(ENOSPC), .error(EINTR), .short(1), .short(100),
        .shortThenError(100, ENOSPC), .shortThenStuck(100, EIO), .always(ENOSPC),
      ]
    case .overwrite:
      [.error(EIO), .error(ENOSPC), .error(EINTR), .short(3), .shortThenError(3, EIO)]
    case .sync, .syncFolder: [.error(EIO), .error(ENOSPC), .error(EINTR), .always(EIO)]
    case .truncate: [.error(EIO), .error(EINTR), .always(EIO)]
    }
  }
}

/// The calls of the system, of which one goes wrong. The calls are counted from 0.
final class FailingCalls: FileCalls {
  private struct State {
    var kinds: [CallKind] = []
    /// What awaits the next calls of a kind.
    var pending: [CallKind: Int32] = [:]
    var broken: [CallKind: Int32] = [:]
    /// The files whose sync failed, while they are open.
    var unsafe: Set<Int32> = []
    var retries = 0
  }

  private let state = Mutex(State())
  private let at: Int?
  private let fault: CallFault?
  private let only: Set<CallKind>
  private let system = SystemCalls()

  /// - Parameters:
  ///   - at: which call goes wrong; none where it is left out
  ///   - only: the kinds that count
  init(at: Int? = nil, _ fault: CallFault? = nil, only: Set<CallKind> = Set(CallKind.allCases)) {
    self.at = at
    self.fault = fault
    self.only = only
  }

  /// The calls so far.
  var kinds: [CallKind] { state.withLock { $0.kinds } }

  /// How often a file was written or synced whose sync had failed: the system may have forgotten
  /// what it failed to write, and says the next time that all is well.
  var retriesAfterFailedSync: Int { state.withLock { $0.retries } }

  private func noteRetry(_ descriptor: Int32) {
    state.withLock { if $0.unsafe.contains(descriptor) { $0.retries += 1 } }
  }

  /// How many bytes the call may take.
  private func take(_ kind: CallKind) throws(SystemError) -> Int {
    let (code, limit): (Int32?, Int) = state.withLock { state in
      if let code = state.broken[kind] { return (code, 0) }
      if let code = state.pending.removeValue(forKey: kind) { return (code, 0) }
      guard only.contains(kind) else { return (nil, .max) }
      let number = state.kinds.count
      state.kinds.append(kind)
      guard number == at, let fault else { return (nil, .max) }
      switch fault {
      case .error(let code): return (code, 0)
      case .short(let bytes): return (nil, bytes)
      case .shortThenError(let bytes, let code):
        state.pending[kind] = code
        return (nil, bytes)
      case .shortThenStuck(let bytes, let code):
        state.pending[kind] = code
        state.broken[.truncate] = EIO
        return (nil, bytes)
      case .always(let code):
        state.broken[kind] = code
        return (code, 0)
      }
    }
    if let code { throw SystemError(code) }
    return limit
  }

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    _ = try take(.open)
    return try system.open(path, flags, mode)
  }

  func close(_ descriptor: Int32) {
    state.withLock { _ = $0.unsafe.remove(descriptor) }
    system.close(descriptor)
  }

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
    noteRetry(descriptor)
    return try system.write(descriptor, buffers, most: try take(.write))
  }

  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    let most = min(try take(.overwrite), buffer.count)
    return try system.write(
      descriptor, UnsafeRawBufferPointer(rebasing: buffer[..<most]), at: offset)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    noteRetry(descriptor)
    do throws(SystemError) {
      _ = try take(.sync)
    } catch {
      if error.code != EINTR { state.withLock { _ = $0.unsafe.insert(descriptor) } }
      throw error
    }
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

  func disk(of facts: FileFacts) -> String? { system.disk(of: facts) }
}
