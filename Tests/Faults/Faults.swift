import Foundation

/// What the log promises, tried against everything that can go wrong with a disk, a process and a
/// clock:
///
///     swift run faults            a small budget, every row
///     swift run faults --full     every byte, every call, hundreds of rounds
///     swift run faults --only 8 --seed 7
///
/// Beside each row runs its control, the same with something left out, which must be found out.
/// Ends with 1 where an acknowledged event was lost, a change was not noticed, a promise was not
/// kept, or a control passed.
@main
struct Faults {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == Child.flag {
      try Child.main(Array(arguments.dropFirst()))
      return
    }
    if arguments.first == LiveChild.flag {
      try LiveChild.main(Array(arguments.dropFirst()))
      return
    }
    if arguments.first == UploadChild.flag {
      try UploadChild.main(Array(arguments.dropFirst()))
      return
    }
    if arguments.first == UploadMemoryChild.flag {
      try UploadMemoryChild.main(Array(arguments.dropFirst()))
      return
    }
    guard let options = Options(arguments) else {
      print("usage: faults [--full] [--only ROW] [--seed S] [--tool PATH-OF-REHEARSE]")
      exit(64)
    }
    let bench = try Bench()
    print("seed \(options.seed), \(options.isFull ? "full" : "small") budget")
    print(Result.heading)
    var results: [Result] = []
    for row in Row.all where options.only == nil || row.number == options.only {
      let result = Result(of: row, Budget(options, bench))
      print(result.line)
      fflush(nil)
      results.append(result)
    }
    bench.remove()
    for result in results { result.problems.forEach { print($0) } }
    if results.contains(where: { !$0.holds }) { exit(1) }
  }
}

/// What the caller asked for.
struct Options {
  var isFull = false
  var only: Int?
  var seed: UInt64 = 1
  /// The program that row 11 puts under strace.
  var tool: String?

  /// `nil` where the arguments make no sense.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--full": isFull = true
      case "--only":
        guard let row = rest.popFirst().flatMap({ Int($0) }) else { return nil }
        only = row
      case "--seed":
        guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = number
      case "--tool":
        guard let path = rest.popFirst() else { return nil }
        tool = path
      default: return nil
      }
    }
  }
}

/// How much a row may do, and where.
struct Budget {
  let isFull: Bool
  let seed: UInt64
  let tool: String?
  let bench: Bench

  init(_ options: Options, _ bench: Bench) {
    isFull = options.isFull
    seed = options.seed
    tool = options.tool
    self.bench = bench
  }

  /// One figure or the other.
  func times(_ small: Int, full: Int) -> Int { isFull ? full : small }

  /// The numbers that one row draws, the same in every run with one seed.
  func numbers(_ row: Int) -> SeededNumbers {
    SeededNumbers(seed: seed &* 1_000_003 &+ UInt64(row))
  }
}

/// A small repeatable source of numbers (SplitMix64), so that a failing case can be run again.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
