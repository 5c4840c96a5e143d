import Glibc

/// Seconds of the monotonic clock that `body` takes.
func timed(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let taken = try clock.measure(body)
  return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
}

/// The middle of some figures, the lower of the two where there are two.
func median(_ figures: [Double]) -> Double { figures.sorted()[(figures.count - 1) / 2] }

/// Two things timed by turns, so that a busy machine slows both: the median of the ratios tells
/// more than either figure alone.
struct Pair {
  let ours: [Double]
  let peers: [Double]

  init(rounds: Int, ours: () throws -> Void, peer: () throws -> Void) rethrows {
    var own: [Double] = []
    var other: [Double] = []
    try ours()
    try peer()
    for _ in 0..<rounds {
      own.append(try timed(ours))
      other.append(try timed(peer))
    }
    self.ours = own
    peers = other
  }

  /// How many times as long ours takes.
  var ratio: Double { median(zip(ours, peers).map { $0 / $1 }) }

  /// How many times as fast ours is, where a turn of ours does `work` and one of the peer `other`.
  func speed(_ work: Int, beside other: Int) -> Double {
    median(zip(ours, peers).map { Double(work) / $0 / (Double(other) / $1) })
  }
}

/// So much work in the middle one of some turns, as a speed.
func rate(_ work: Int, _ seconds: [Double], _ unit: String) -> String {
  "\(grouped(Int((Double(work) / median(seconds)).rounded()))) \(unit)/s"
}

/// A number with a comma behind every three digits, to be read.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number))
  return digits.indices.map { index in
    let isGroup = index > 0 && (digits.count - index) % 3 == 0
    return (isGroup ? "," : "") + String(digits[index])
  }.joined()
}

/// Why something could not be measured.
struct Unmeasurable: Error, CustomStringConvertible {
  let description: String
}

/// One run of a program: how long it took and the most memory it held.
struct ProcessRun {
  let seconds: Double
  let status: Int32
  /// Never less than this process held when it began the other: the system counts both as one.
  let peakKilobytes: Int

  init(_ arguments: [String]) {
    ProcessRun.forgetOwnPeak()
    var child = pid_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var pointers = arguments.map { strdup($0) } + [nil]
    var usage = rusage()
    var result: Int32 = 0
    let taken = timed {
      let spawned = posix_spawnp(&child, arguments[0], &actions, nil, &pointers, environ)
      if spawned == 0 { wait4(child, &result, 0, &usage) } else { result = 127 << 8 }
    }
    seconds = taken
    status = result >> 8
    peakKilobytes = usage.ru_maxrss
    pointers.forEach { free($0) }
    posix_spawn_file_actions_destroy(&actions)
  }

  /// Has the most that this process ever held counted from now on.
  private static func forgetOwnPeak() {
    let peak = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard peak >= 0 else { return }
    _ = write(peak, "5", 1)
    close(peak)
  }
}

/// A figure with so many digits after the point.
func fixed(_ figure: Double, _ digits: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((figure * scale).rounded())
  guard digits > 0 else { return String(whole) }
  let text = String(whole)
  let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
  return padded.dropLast(digits) + "." + padded.suffix(digits)
}
