import Glibc
import Synchronization

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

/// The one thread that helps whoever has work that two can share, see ``SharedPortions``. It is
/// made once and sleeps in between: a new thread takes a good part of the time that a large batch
/// takes, and often waits for the very processor that it should relieve.
enum HelperThread {
  /// Has it run `body` once it is done with what it is at. Nobody may count on that: only the last
  /// of those who wait is served.
  static func ask(_ body: @escaping @Sendable () -> Void) {
    guard let sleeper else { return }
    sleeper.wish.withLock { $0 = body }
    sleeper.alarm.ring()
  }

  /// `nil` where the system has no thread to give.
  private static let sleeper = try? Sleeper()

  private final class Sleeper: Sendable {
    let alarm: Alarm
    let wish = Mutex<(@Sendable () -> Void)?>(nil)

    init() throws(StorageProblem) {
      alarm = try Alarm()
      try OwnThread.start { [self] in
        while true {
          alarm.sleep()
          let body = wish.withLock { $0.take() }
          body?()
        }
      }
    }
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

  /// Sleeps until it rings, at most so long, or however long it takes.
  package func sleep(milliseconds: Int? = nil) {
    var waiting = pollfd(fd: out, events: Int16(POLLIN), revents: 0)
    _ = poll(&waiting, 1, Int32(clamping: milliseconds ?? -1))
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(out, &bytes, bytes.count) == bytes.count {}
  }
}
