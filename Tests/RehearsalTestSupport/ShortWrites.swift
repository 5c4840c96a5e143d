package import RehearsalStorage

extension FileCalls {
  /// Writes at most so many bytes of several buffers, as a disk does that takes no more at once.
  package func write(
    _ descriptor: Int32, _ buffers: [UnsafeRawBufferPointer], most: Int
  ) throws(SystemError) -> Int {
    var left = most
    let some = buffers.compactMap { buffer in
      let count = min(left, buffer.count)
      left -= count
      return count > 0 ? UnsafeRawBufferPointer(rebasing: buffer[..<count]) : nil
    }
    return some.isEmpty ? 0 : try write(descriptor, some)
  }
}
