/// A model laid out for playing: flat memory with what no playing changes, and with how everything
/// stands when a playing begins.
///
/// One performance has one; the owner and the moment of a random request are written into it anew
/// by every playing.
struct Score: BitwiseCopyable {
  let office: Week
  let weeks: UnsafeMutablePointer<Week>
  /// The office's hours before the call, and before the model's start.
  let called: Int64
  let started: Int64
  let start: Int64
  let findOut: Int64

  let workerCount: Int
  let workers: UnsafeMutablePointer<WorkerLine>
  let workersNow: UnsafeMutablePointer<WorkerNow>
  let informants: UnsafeMutablePointer<Int32>
  /// What each worker can do when it begins, first things first.
  let firsts: UnsafeMutablePointer<Waiting>
  /// Jobs that need only to be handed over, by owner.
  let sendings: UnsafeMutablePointer<Int32>

  let jobCount: Int
  /// Whether somebody was at something when the model starts.
  let hasBegun: Bool
  let jobs: UnsafeMutablePointer<JobLine>
  let jobsNow: UnsafeMutablePointer<JobNow>
  let followers: UnsafeMutablePointer<Int32>
  let trancheCount: Int

  /// Jobs that can be begun only later, in order.
  let laterCount: Int
  let laters: UnsafeMutablePointer<Later>

  let deadlines: UnsafeMutablePointer<DeadlineLine>
  let deadlineCount: Int
  let deadlineJobs: UnsafeMutablePointer<Int32>

  let calls: CallScore
  let chances: ChanceLine
  let requests: RequestLine
  let requestOwners: UnsafeMutablePointer<Int32>

  /// How much memory those queues need that change.
  let queueCapacity: Int
}

/// When somebody works, in memory of the score.
struct Week: BitwiseCopyable {
  let count: Int32
  let opens: UnsafeMutablePointer<Int64>
  let closes: UnsafeMutablePointer<Int64>
  let before: UnsafeMutablePointer<Int64>
  /// For each stretch, which of the office's working days after the call's it is on; 0 where it is
  /// not one on which anybody is drawn to be away.
  let dayOut: UnsafeMutablePointer<Int32>
  /// How much is worked in all.
  let total: Int64

  /// As `Hours.moment`.
  func moment(worked: Int64) -> Int64 {
    guard count > 0 else { return worked }
    var (low, high) = (0, Int(count))
    while low < high {
      let middle = (low + high) / 2
      if before[middle] <= worked { low = middle + 1 } else { high = middle }
    }
    let index = max(0, low - 1)
    return opens[index] + worked - before[index]
  }

  /// As `Hours.worked`.
  func worked(until moment: Int64) -> Int64 {
    var (low, high) = (0, Int(count))
    while low < high {
      let middle = (low + high) / 2
      if opens[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return before[low - 1] + min(moment, closes[low - 1]) - opens[low - 1]
  }
}

struct WorkerLine: BitwiseCopyable {
  let week: Int32
  let key: UInt32
  /// -1 where the call decides it.
  let available: Int64
  let informants: Range32
  let firsts: Range32
  let sendings: Range32
  /// Where the worker's queue begins.
  let queue: Int32
}

/// How a worker stands in a playing.
struct WorkerNow: BitwiseCopyable {
  /// The stretch of the week that time has come to.
  var stretch: Int32
  /// The next of the score's `firsts`.
  var first: Int32
  /// How many wait in the queue.
  var queued: Int32 = 0
  /// What the worker is at; -1 where at nothing.
  var job: Int32 = -1
  var class_: UInt32 = 0
  /// Reviews that wait now, and the most that waited.
  var reviews: Int32
  var mostReviews: Int32
  var isAvailable = false
}

struct JobLine: BitwiseCopyable {
  var due: Int64
  var owner: Int32
  let approver: Int32
  let effort: Triangle
  let likely: Double
  let key: UInt32
  let tranche: Int32
  let followers: Range32
  let ready: Int64
  let elapsed: Int64
  let round: Int32
  let sort: CastModel.Job.Sort
  let stage: CastModel.Job.Stage
  let isReturnable: Bool
  let isSent: Bool

  /// Items and duties queue before other preparations, and draw by numbers of their own.
  var isItem: Bool { sort == .item || sort == .duty }
}

/// What was drawn for a job before anything is played: how long it takes to prepare and to look
/// over for the first time, and whether it is sent back then.
struct Drawn: BitwiseCopyable {
  var preparation: Int64
  var review: Int64
  var isReturned: Bool
}

/// How a job stands in a playing.
struct JobNow: BitwiseCopyable {
  var done: Int64
  var approved: Int64
  /// Since when its review waits.
  var ready: Int64
  /// How many others must be done first.
  var left: Int32
  var round: Int32
}

struct DeadlineLine: BitwiseCopyable {
  let due: Int64
  let jobs: Range32
}

/// A range in 8 bytes.
struct Range32: BitwiseCopyable {
  let start: Int32
  let end: Int32
  var indices: Range<Int> { Int(start)..<Int(end) }
}

/// Something in a worker's queue: what is due first stands first, of that reviews before rework
/// before items before the rest, then by number.
struct Waiting: BitwiseCopyable {
  let due: Int64
  /// The class, the number that draws are keyed by, and the job, in this order of weight.
  let rest: UInt64

  static let review: UInt32 = 0
  static let rework: UInt32 = 1
  static let item: UInt32 = 2
  static let preparation: UInt32 = 3

  @inline(__always) init(due: Int64, class_: UInt32, key: UInt32, job: Int) {
    self.due = due
    rest = UInt64(class_) << 60 | UInt64(key & 0xFFF_FFFF) << 32 | UInt64(UInt32(job))
  }

  var job: Int { Int(UInt32(truncatingIfNeeded: rest)) }
  var class_: UInt32 { UInt32(truncatingIfNeeded: rest >> 60) }

  @inline(__always) static func < (left: Waiting, right: Waiting) -> Bool {
    left.due < right.due || (left.due == right.due && left.rest < right.rest)
  }
}

/// Something that happens by itself at its time.
struct Later: BitwiseCopyable {
  let at: Int64
  /// A job, plus `handedOver` where it is then at its inspectors; else it can then be begun.
  let what: Int64

  static let handedOver: Int64 = 1 << 32

  @inline(__always) static func < (left: Later, right: Later) -> Bool {
    left.at < right.at || (left.at == right.at && left.what < right.what)
  }
}

/// The chances as they are needed.
struct ChanceLine: BitwiseCopyable {
  let returned: Double
  let review: Triangle
  let rework: Triangle
  let sending: Int64
  let outageWithin: Int64
  let outage: Double
  let away: Double
  /// The logarithm of the chance to be there on a day, and a draw below which nobody is away on any
  /// day that is drawn; to compare is a lot faster than to take a logarithm.
  let logHere: Double
  let hereThroughout: Double
  let awayDays: Int
}

struct RequestLine: BitwiseCopyable {
  let count: Int
  let from: Int64
  let to: Int64
  let within: Int64
  let firstJob: Int
  let ownerCount: Int
}
