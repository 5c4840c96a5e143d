import Glibc

/// The calls on an open file, which a test may replace by ones that fail. Each is asked once: what
/// to do about an interruption or a short write is decided where they are used.
package protocol FileCalls: Sendable {
  func open(_ path: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Int32
  func close(_ descriptor: Int32)
  /// Fills at most `buffer` from `offset` on; 0 only at the end of the file.
  func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int
  /// Writes a beginning of some buffers, one behind the other, at the file's end if it was opened
  /// for appending. There is at least one, and none is empty.
  func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int
  /// Writes a beginning of `buffer` at `offset`.
  func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int
  /// Has the system begin to bring bytes to the disk, and does not wait for it. Nothing is promised
  /// and nothing answered.
  func beginWriteback(_ descriptor: Int32, from offset: Int, count: Int)
  /// Returns once the bytes are on the disk.
  func sync(_ descriptor: Int32) throws(SystemError)
  /// Returns once the names in a folder are on the disk.
  func syncFolder(_ path: String) throws(SystemError)
  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError)
  func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts
  /// What the system calls the kind of disk that a file is on, such as `ext4` or `nfs4`; `nil`
  /// where it does not say.
  func disk(of facts: FileFacts) -> String?
}

extension FileCalls {
  /// A wish that nobody need grant.
  package func beginWriteback(_ descriptor: Int32, from offset: Int, count: Int) {}
}

/// What the system says of a file.
package struct FileFacts: Hashable, Sendable {
  package let size: Int
  /// The device and the number on it, which together are one file whatever it is called.
  package let device: UInt64
  package let number: UInt64

  init(_ status: stat) {
    size = Int(status.st_size)
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }

  func isSameFile(as other: FileFacts) -> Bool {
    device == other.device && number == other.number
  }
}

/// Why the system refused a call: its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(_ code: Int32) { self.code = code }

  static var last: SystemError { SystemError(errno) }

  var words: String { String(cString: strerror(code)) }
}

/// The calls of the operating system.
package struct SystemCalls: FileCalls {
  package init() {}

  package func open(
    _ path: String, _ flags: Int32, _ mode: UInt32
  ) throws(SystemError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  package func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  package func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try count(pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
  }

  package func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer]
  ) throws(SystemError) -> Int {
    // Nearly all acts have one.
    if buffers.count == 1 {
      return try count(Glibc.write(descriptor, buffers[0].baseAddress, buffers[0].count))
    }
    let places = buffers.map { buffer in
      iovec(iov_base: UnsafeMutableRawPointer(mutating: buffer.baseAddress), iov_len: buffer.count)
    }
    return try count(writev(descriptor, places, Int32(places.count)))
  }

  package func write(
    _ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemError) -> Int {
    try count(pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
  }

  package func beginWriteback(_ descriptor: Int32, from offset: Int, count: Int) {
    let write: UInt32 = 2
    _ = SystemCalls.syncFileRange?(descriptor, off_t(offset), off_t(count), write)
  }

  /// `sync_file_range(2)`, which only Linux has and its Swift module leaves out; `nil` elsewhere.
  private static let syncFileRange = dlsym(nil, "sync_file_range").map { found in
    unsafeBitCast(found, to: (@convention(c) (Int32, off_t, off_t, UInt32) -> Int32).self)
  }

  package func sync(_ descriptor: Int32) throws(SystemError) {
    guard fdatasync(descriptor) == 0 else { throw .last }
  }

  /// Not by ``sync(_:)``, which may leave out names that did not change a folder's size.
  package func syncFolder(_ path: String) throws(SystemError) {
    let descriptor = try open(path, O_RDONLY | O_DIRECTORY, 0)
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last }
  }

  package func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw .last }
  }

  package func facts(_ descriptor: Int32) throws(SystemError) -> FileFacts {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    return FileFacts(status)
  }

  private func count(_ result: Int) throws(SystemError) -> Int {
    guard result >= 0 else { throw .last }
    return result
  }
}
