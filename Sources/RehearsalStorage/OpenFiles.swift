import Glibc

/// How many files and connections this program may have open at once.
package enum OpenFiles {
  /// Raises it to the most that the system lets a program have: shells begin one with about a
  /// thousand, and a rehearsal with as many open screens could then not open its documents.
  package static func allowMost() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < limit.rlim_max
    else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
