import Glibc
import RehearsalFormats
import Synchronization

/// Fills in the hashes of the lines of a large batch on a second thread, while the first renders
/// on. Hashing is the smaller part, so with a second core free it costs next to no time; where none
/// is, nothing is gained.
///
/// What both threads touch is the memory behind the two buffers. The renderer writes a line before
/// it counts it in `rendered`, and never again; lines behind that count are touched only by whoever
/// holds the lock of `progress`, and by nobody once `isOver` stands there. So the class may cross
/// between threads, although pointers may not.
///
/// The helper is never waited for. Where the machine is busy and it begins late or not at all, the
/// renderer hashes what is left.
final class LineHashing: @unchecked Sendable {
  private struct Progress {
    /// The next line to hash, and where it begins.
    var index = 0
    var start = 0
    /// The hash before it.
    var hash: LineHash
    /// Set before the memory goes.
    var isOver = false
  }

  private let bytes: UnsafeMutableRawBufferPointer
  private let ends: UnsafeMutableBufferPointer<Int>
  private let rendered = Atomic(0)
  private let progress: Mutex<Progress>
  /// Rung for the helper whenever there is work, and at the end.
  private let bell: UnsafeMutablePointer<sem_t>

  /// How many lines are handed over at once.
  private static let portion = 64

  /// - Parameters:
  ///   - bytes: Where the lines are rendered, with blank hashes. It must stay until `end`.
  ///   - ends: Where each line ends there, its newline included. It must stay as well.
  ///   - hash: What stands before the first line.
  init(
    _ bytes: UnsafeMutableRawBufferPointer, _ ends: UnsafeMutableBufferPointer<Int>,
    behind hash: LineHash
  ) {
    self.bytes = bytes
    self.ends = ends
    progress = Mutex(Progress(hash: hash))
    bell = .allocate(capacity: 1)
    sem_init(bell, 0, 0)
    var thread = pthread_t()
    let own = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { own in
        if let own { Unmanaged<LineHashing>.fromOpaque(own).takeRetainedValue().help() }
        return nil
      }, own.toOpaque())
    if failure == 0 { pthread_detach(thread) } else { own.release() }
  }

  deinit {
    sem_destroy(bell)
    bell.deallocate()
  }

  /// Says that so many lines are rendered.
  func note(_ count: Int) {
    guard count % LineHashing.portion == 0 else { return }
    rendered.store(count, ordering: .releasing)
    sem_post(bell)
  }

  /// Hashes what the helper has not, once all lines are rendered. Returns the last hash.
  func finish(_ count: Int) -> LineHash {
    rendered.store(count, ordering: .releasing)
    sem_post(bell)
    // The helper holds the lock for some microseconds at a time. To sleep until it lets go would
    // take longer, and while it goes on all is well.
    for _ in 0..<2_000 {
      let hash = progress.withLockIfAvailable { progress in
        advance(&progress, most: count)
        return progress.hash
      }
      if let hash { return hash }
      sched_yield()
    }
    return progress.withLock { progress in
      advance(&progress, most: count)
      return progress.hash
    }
  }

  /// After this nobody touches the memory. To be said in any case.
  func end() {
    progress.withLock { $0.isOver = true }
    sem_post(bell)
  }

  private func help() {
    while true {
      sem_wait(bell)
      var isBusy = true
      while isBusy {
        let (didSome, isOver) = progress.withLock { progress in
          (advance(&progress, most: LineHashing.portion), progress.isOver)
        }
        if isOver { return }
        isBusy = didSome
      }
    }
  }

  /// Hashes some of the lines that are rendered. Returns whether there were any.
  @discardableResult
  private func advance(_ progress: inout Progress, most: Int) -> Bool {
    guard !progress.isOver else { return false }
    let limit = min(rendered.load(ordering: .acquiring), progress.index + most)
    guard progress.index < limit else { return false }
    while progress.index < limit {
      let end = ends[progress.index]
      let line = UnsafeMutableRawBufferPointer(rebasing: bytes[progress.start..<end])
      progress.hash = LineHashing.fill(line, progress.hash)
      progress.index += 1
      progress.start = end
    }
    return true
  }

  /// Fills in the hashes of one line, which ends with its newline, and returns its own.
  static func fill(_ line: UnsafeMutableRawBufferPointer, _ before: LineHash) -> LineHash {
    let end = line.count - 1
    line.storeBytes(
      of: before.text, toByteOffset: end - LogLine.prevPlace, as: SIMD8<UInt64>.self)
    let hash = LineHash.of(UnsafeRawBufferPointer(rebasing: line[..<(end - LogLine.tail)]))
    line.storeBytes(of: hash.text, toByteOffset: end - LogLine.hashPlace, as: SIMD8<UInt64>.self)
    return hash
  }
}
