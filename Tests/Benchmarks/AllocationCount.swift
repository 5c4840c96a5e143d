import Foundation

/// How often a process asks for memory, counted by a library that the system's loader puts in front
/// of its own: no tool of the distribution reads what this toolchain links.
struct AllocationCount {
  private let library: String
  private let report: String

  /// Compiles it, with the C compiler that every Swift toolchain brings.
  init(in scratch: Scratch) throws {
    let source = "\(scratch.path)/mallocs.c"
    library = "\(scratch.path)/mallocs.so"
    report = "\(scratch.path)/mallocs.txt"
    try AllocationCount.program.write(toFile: source, atomically: true, encoding: .utf8)
    let compiled = ProcessRun(["clang", "-O2", "-shared", "-fPIC", "-o", library, source])
    guard compiled.status == 0 else {
      throw Unmeasurable(description: "clang made no library of the counter")
    }
  }

  /// Of this program, playing so many replications and doing nothing else: the least of a few
  /// processes. Where the machine is busy, one of its threads now and then asks once more.
  func ofPlaying(_ replications: Int) throws -> Int {
    var least = try ofOneProcess(replications)
    for _ in 1..<5 { least = min(least, try ofOneProcess(replications)) }
    return least
  }

  private func ofOneProcess(_ replications: Int) throws -> Int {
    let own = CommandLine.arguments[0]
    // Hashes that differ in every process would ask a few times more or less.
    let run = ProcessRun([
      "env", "LD_PRELOAD=\(library)", "MALLOCS=\(report)", "SWIFT_DETERMINISTIC_HASHING=1", own,
      "--play", "\(replications)",
    ])
    let text = try? String(contentsOfFile: report, encoding: .utf8)
    guard run.status == 0, let text, let count = Int(text), count > 0 else {
      throw Unmeasurable(description: "\(own) was not counted")
    }
    return count
  }

  private static let program = #"""
    #include <stdatomic.h>
    #include <stddef.h>
    #include <stdio.h>
    #include <stdlib.h>

    void *__libc_malloc(size_t);
    void *__libc_calloc(size_t, size_t);
    void *__libc_realloc(void *, size_t);
    void *__libc_memalign(size_t, size_t);

    static atomic_long asked;

    void *malloc(size_t size) {
      atomic_fetch_add(&asked, 1);
      return __libc_malloc(size);
    }

    void *calloc(size_t count, size_t size) {
      atomic_fetch_add(&asked, 1);
      return __libc_calloc(count, size);
    }

    void *realloc(void *old, size_t size) {
      atomic_fetch_add(&asked, 1);
      return __libc_realloc(old, size);
    }

    int posix_memalign(void **result, size_t alignment, size_t size) {
      atomic_fetch_add(&asked, 1);
      *result = __libc_memalign(alignment, size);
      return *result == NULL ? 12 : 0;
    }

    __attribute__((destructor)) static void say(void) {
      FILE *file = fopen(getenv("MALLOCS"), "w");
      if (file == NULL) return;
      fprintf(file, "%ld", atomic_load(&asked));
      fclose(file);
    }
    """#
}
