import Glibc

/// A thread of the system for work that waits for the disk: on the threads that tasks share, it
/// would hold up everybody else.
package enum OwnThread {
  /// Runs `body` there. Nobody waits for its end; it says so itself.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(StorageProblem) {
    var thread = pthread_t()
    let errand = Unmanaged.passRetained(Errand(body))
    let failure = pthread_create(
      &thread, nil,
      { errand in
        if let errand { Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().body() }
        return nil
      }, errand.toOpaque())
    guard failure == 0 else {
      errand.release()
      throw .system(.open, path: "another thread", SystemError(failure))
    }
    pthread_detach(thread)
  }

  private final class Errand: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// What a thread sleeps by until there is something to do. However often it is rung meanwhile, it
/// wakes once; rung while nobody sleeps, the next sleep ends at once.
package final class Alarm: Sendable {
  /// A pipe: each ring is a byte that wakes who waits at its other end.
  private let (out, into): (Int32, Int32)

  package init() throws(StorageProblem) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(.open, path: "an alarm", .last) }
    (out, into) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(out)
    close(into)
  }

  /// Never waits, and may be rung from anywhere. In a full pipe there are rings enough.
  package func ring() {
    var byte: UInt8 = 0
    _ = write(into, &byte, 1)
  }

  /// Sleeps until it rings, at most so long.
  package func sleep(milliseconds: Int) {
    var waiting = pollfd(fd: out, events: Int16(POLLIN), revents: 0)
    _ = poll(&waiting, 1, Int32(clamping: milliseconds))
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(out, &bytes, bytes.count) == bytes.count {}
  }
}
