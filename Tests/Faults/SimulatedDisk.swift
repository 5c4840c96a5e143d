import Glibc
import RehearsalStorage
import RehearsalTestSupport
import Synchronization

/// A disk whose power can fail. Files are real, and stand for what the system holds in memory;
/// beside them is kept every content that a file had since it was last synced. A power cut leaves
/// of each sector one of those, whichever, and of the sizes too.
final class SimulatedDisk: FileCalls {
  private struct State {
    /// What each file held at its last sync and after each change since, by path.
    var versions: [String: [[UInt8]]] = [:]
    var paths: [Int32: String] = [:]
    var calls = 0
    var isOff = false
  }

  private let state = Mutex(State())
  private let system = SystemCalls()
  private let powerFailsAt: Int?
  private let ignoresSyncs: Bool
  private static let sector = 512

  /// - Parameters:
  ///   - powerFailsAt: the call before which the power fails, counted from 0
  ///   - ignoresSyncs: whether a sync does nothing and says that all is well
  init(powerFailsAt: Int? = nil, ignoresSyncs: Bool = false) {
    self.powerFailsAt = powerFailsAt
    self.ignoresSyncs = ignoresSyncs
  }

  /// How many calls there were.
  var calls: Int { state.withLock { $0.calls } }

  /// Leaves of each file what a power cut may leave of it.
  func crash(_ numbers: inout SeededNumbers) throws {
    let versions = state.withLock { state in
      state.isOff = true
      return state.versions
    }
    for (path, contents) in versions.sorted(by: { $0.key < $1.key }) {
      try Files.write(SimulatedDisk.left(of: contents, &numbers), path)
    }
  }

  private static func left(
    of contents: [[UInt8]], _ numbers: inout SeededNumbers
  ) -> [UInt8] {
    let size = contents[numbers.below(contents.count)].count
    // Now and then all of the newest, or nothing but the oldest, is what reached the disk.
    let style = numbers.below(4)
    var bytes = [UInt8](repeating: 0, count: size)
    for start in stride(from: 0, to: size, by: sector) {
      let pick =
        switch style {
        case 0: 0
        case 1: contents.count - 1
        default: numbers.below(contents.count)
        }
      for index in start..<min(start + sector, size) where index < contents[pick].count {
        bytes[index] = contents[pick][index]
      }
    }
    return bytes
  }

  private func step() throws(SystemError) {
    let isOff = state.withLock { state in
      if state.calls == powerFailsAt { state.isOff = true }
      state.calls += 1
      return state.isOff
    }
    if isOff { throw SystemError(EIO) }
  }

  private func note(_ descriptor: Int32, isSynced: Bool = false) {
    state.withLock { state in
      guard let path = state.paths[descriptor], let bytes = try? Files.read(path) else { return }
      if isSynced { state.versions[path] = [] }
      state.versions[path, default: []].append(bytes)
    }
  }

  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32 {
    try step()
    let descriptor = try system.open(path, flags, mode)
    let isNew = state.withLock { state in
      state.paths[descriptor] = path
      return state.versions[path] == nil
    }
    if isNew { note(descriptor) }
    return descriptor
  }

  func close(_ descriptor: Int32) {
    state.withLock { $0.paths[descriptor] = nil }
    system.close(descriptor)
  }

  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try step()
    return try system.read(descriptor, buffer, at: offset)
  }

  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int {
    try step()
    defer { note(descriptor) }
    // More than one write of a batch, so that the power can fail between them.
    let count = buffers.reduce(0) { $0 + $1.count }
    return try system.write(descriptor, buffers, most: count > 64 ? count / 2 : count)
  }

  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try step()
    defer { note(descriptor) }
    return try system.write(descriptor, buffer, at: offset)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try step()
    if !ignoresSyncs { note(descriptor, isSynced: true) }
  }

  /// Names are always safe here.
  func syncFolder(_ path: String) throws(SystemError) { try step() }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try step()
    defer { note(descriptor) }
    try system.truncate(descriptor, to: size)
  }

  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    try step()
    return try system.facts(descriptor)
  }

  func disk(of facts: FileFacts) -> String? { nil }
}
