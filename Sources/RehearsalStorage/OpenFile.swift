import Glibc

/// An open file, closed when it goes out of use. It reads and writes whole: interruptions and
/// short writes are dealt with here, and a failed read is never taken for the end of the file.
struct OpenFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private let calls: any FileCalls

  /// How many arrays are written in one call.
  private static let atOnce = 64
  private static let zeros = [UInt8](repeating: 0, count: 1 << 18)

  /// - Parameter flags: As for `open(2)`; closing on `exec` is added.
  init(
    _ path: String, _ flags: Int32, mode: UInt32 = 0o666, _ calls: any FileCalls = SystemCalls()
  ) throws(StorageProblem) {
    self.path = path
    self.calls = calls
    descriptor = try StorageProblem.retrying(.open, path) { () throws(SystemError) in
      try calls.open(path, flags, mode)
    }
  }

  deinit { calls.close(descriptor) }

  func facts() throws(StorageProblem) -> FileFacts {
    try StorageProblem.retrying(.read, path) { () throws(SystemError) in
      try calls.facts(descriptor)
    }
  }

  /// Appends the `count` bytes that stand from `offset` on to `bytes`. A file that ends before
  /// them was cut by somebody while it was read.
  func read(
    _ count: Int, at offset: Int, appendingTo bytes: inout [UInt8]
  ) throws(StorageProblem) {
    let start = bytes.count
    // Making room in place costs less than filling another array and copying it. The zeros come
    // from an array because that is one copy, in a debug build as well.
    while bytes.count < start + count {
      bytes.append(contentsOf: OpenFile.zeros.prefix(start + count - bytes.count))
    }
    do throws(StorageProblem) {
      try fill(&bytes, start..<bytes.count, from: offset)
    } catch {
      bytes.removeLast(count)
      throw error
    }
  }

  /// Puts what stands from `offset` on into a part of `bytes`, all of it or an error.
  func fill(
    _ bytes: inout [UInt8], _ part: Range<Int>, from offset: Int
  ) throws(StorageProblem) {
    try bytes.withUnsafeMutableBufferPointer { (buffer) throws(StorageProblem) in
      try fill(
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[part])),
        from: offset)
    }
  }

  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from offset: Int
  ) throws(StorageProblem) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let more = try StorageProblem.retrying(.read, path) { () throws(SystemError) in
        try calls.read(descriptor, rest, at: offset + done)
      }
      guard more > 0 else { throw .shrank(path: path) }
      done += more
    }
  }

  /// The whole file.
  func contents() throws(StorageProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(try facts().size, at: 0, appendingTo: &bytes)
    return bytes
  }

  /// Writes all of `bytes` at the end of a file opened for appending.
  func append(_ bytes: [UInt8]) throws(StorageProblem) { _ = try append([bytes]) }

  /// Writes all of several arrays at the end of a file opened for appending, many in one call.
  ///
  /// - Returns: How many bytes those are.
  func append(_ parts: [[UInt8]]) throws(StorageProblem) -> Int {
    var rest = parts[...]
    while !rest.isEmpty {
      let some = rest.prefix(OpenFile.atOnce)
      rest = rest.dropFirst(some.count)
      try OpenFile.lent(some) { (buffers) throws(StorageProblem) in
        var left = OpenFile.behind(0, of: buffers)
        while !left.isEmpty {
          let now = left
          let more = try written { () throws(SystemError) in try calls.write(descriptor, now) }
          left = OpenFile.behind(more, of: left)
        }
      }
    }
    return parts.reduce(0) { $0 + $1.count }
  }

  /// Has the bytes of all arrays stay where they are while `body` runs.
  private static func lent(
    _ arrays: ArraySlice<[UInt8]>, after before: [UnsafeRawBufferPointer] = [],
    _ body: ([UnsafeRawBufferPointer]) throws(StorageProblem) -> Void
  ) throws(StorageProblem) {
    guard let first = arrays.first else { return try body(before) }
    try first.withUnsafeBufferPointer { (buffer) throws(StorageProblem) in
      let lent = before + [UnsafeRawBufferPointer(buffer)]
      try OpenFile.lent(arrays.dropFirst(), after: lent, body)
    }
  }

  /// What is left of some buffers without so many bytes of their beginning.
  private static func behind(
    _ count: Int, of buffers: [UnsafeRawBufferPointer]
  ) -> [UnsafeRawBufferPointer] {
    var done = count
    return buffers.compactMap { buffer in
      let skipped = min(done, buffer.count)
      done -= skipped
      let isDone = skipped == buffer.count
      return isDone ? nil : UnsafeRawBufferPointer(rebasing: buffer[skipped...])
    }
  }

  /// Has the disk begin with what stands from `offset` on, which is synced later.
  func beginWriteback(from offset: Int, count: Int) {
    calls.beginWriteback(descriptor, from: offset, count: count)
  }

  /// Writes all of `bytes` over what stands at the beginning. Of more that stood there, the end
  /// stays.
  func overwrite(_ bytes: [UInt8]) throws(StorageProblem) {
    try OpenFile.lent([bytes]) { (buffers) throws(StorageProblem) in
      var left = OpenFile.behind(0, of: buffers)
      var done = 0
      while let rest = left.first {
        let from = done
        let more = try written { () throws(SystemError) in
          try calls.write(descriptor, rest, at: from)
        }
        done += more
        left = OpenFile.behind(more, of: left)
      }
    }
  }

  /// How many bytes a call has written.
  private func written(_ call: () throws(SystemError) -> Int) throws(StorageProblem) -> Int {
    let more = try StorageProblem.retrying(.write, path, call)
    // A disk that takes nothing and gives no reason would be asked for ever.
    guard more > 0 else { throw .system(.write, path: path, SystemError(EIO)) }
    return more
  }

  /// Not tried again by anybody: after a failed sync the system may have forgotten the bytes, and
  /// the next sync would say that all is well.
  func sync() throws(StorageProblem) {
    try StorageProblem.retrying(.sync, path) { () throws(SystemError) in
      try calls.sync(descriptor)
    }
  }

  func truncate(to size: Int) throws(StorageProblem) {
    try StorageProblem.retrying(.truncate, path) { () throws(SystemError) in
      try calls.truncate(descriptor, to: size)
    }
  }

  /// Takes the lock on the file, shared among readers or for one writer alone, and waits for it
  /// at most so long. The system gives it back when the file is closed or the process dies.
  func lock(_ kind: Lock, patience milliseconds: Int) throws(StorageProblem) {
    let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB
    let begin = monotonicMilliseconds()
    while flock(descriptor, operation) != 0 {
      let error = SystemError.last
      guard error.code == EWOULDBLOCK || error.code == EINTR else {
        throw .system(.lock, path: path, error)
      }
      guard monotonicMilliseconds() - begin < milliseconds else {
        throw .busy(path: path, milliseconds: milliseconds)
      }
      usleep(2_000)
    }
  }

  func unlock() { _ = flock(descriptor, LOCK_UN) }

  enum Lock {
    case shared
    case exclusive
  }

  private func monotonicMilliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
  }
}

extension StorageProblem {
  /// Asks again after an interruption, and gives any other refusal its words.
  static func retrying<Value>(
    _ act: Act, _ path: String, _ call: () throws(SystemError) -> Value
  ) throws(StorageProblem) -> Value {
    while true {
      do throws(SystemError) {
        return try call()
      } catch {
        if error.code != EINTR { throw .system(act, path: path, error) }
      }
    }
  }
}
