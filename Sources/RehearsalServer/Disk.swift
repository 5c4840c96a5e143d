import NIOPosix

/// Work that waits for the disk, on threads that may wait: on those that requests share it would
/// hold up everybody else.
enum Disk {
  static func work<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await NIOThreadPool.singleton.runIfActive(body)
  }
}
