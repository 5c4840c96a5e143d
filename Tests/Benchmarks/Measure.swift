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
}

/// One run of a program: how long it took and the most memory it held.
struct ProcessRun {
  let seconds: Double
  let status: Int32
  let peakKilobytes: Int

  init(_ arguments: [String]) {
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
