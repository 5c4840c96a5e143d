import Glibc

/// Threads of the system, for work that computes for seconds and waits for nothing: it would hold
/// up those that serve others.
enum Threads {
  /// How many can compute at once.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs `work` on so many further threads, and here `own`, until all have come back. Where the
  /// system gives no more threads, fewer take part.
  static func run(_ count: Int, _ work: @escaping @Sendable () -> Void, own: () -> Void) {
    var threads: [pthread_t] = []
    for _ in 0..<max(0, count) {
      var thread = pthread_t()
      let errand = Unmanaged.passRetained(Errand(work))
      let failure = pthread_create(
        &thread, nil,
        { errand in
          if let errand { Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().work() }
          return nil
        }, errand.toOpaque())
      if failure == 0 { threads.append(thread) } else { errand.release() }
    }
    own()
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Errand: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
