import Glibc

/// Threads of the system, for work that computes for seconds and waits for nothing: it would hold
/// up those that serve others.
enum Threads {
  /// How many can compute at once.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs each of `works` on a thread of its own, and `own` here, until all are done. Where the
  /// system gives no more threads, what is left is done here too.
  static func run(_ works: [@Sendable () -> Void], _ own: () -> Void) {
    var threads: [pthread_t] = []
    var left: [@Sendable () -> Void] = []
    for work in works {
      var thread = pthread_t()
      let errand = Unmanaged.passRetained(Errand(work))
      let failure = pthread_create(
        &thread, nil,
        { errand in
          if let errand { Unmanaged<Errand>.fromOpaque(errand).takeRetainedValue().work() }
          return nil
        }, errand.toOpaque())
      if failure == 0 {
        threads.append(thread)
      } else {
        errand.release()
        left.append(work)
      }
    }
    own()
    for work in left { work() }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Errand: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
