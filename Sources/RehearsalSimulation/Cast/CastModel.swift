package import RehearsalCore

/// What the cast must know of a plan, as flat arrays of numbers: who works when, who rings whom,
/// and what is to be done by when. It is made once, and played as often as anybody likes.
///
/// All moments are microseconds since `midnight`, all durations microseconds. Durations that are
/// drawn are given in minutes, because that is what people estimate; each is rounded once, when it
/// is drawn, to whole microseconds.
package struct CastModel: Sendable {
  /// 00:00 on the date of the call.
  package let midnight: Moment

  /// From when on it is played: the call, or the moment of a rehearsal in progress.
  package var start: Int64

  /// When the call came. Times of outcomes are counted from here, in the office's hours.
  package var called: Int64

  /// When those who work and were not told find out by themselves: the next morning.
  package var findOut: Int64

  /// Different weeks; workers and the office name one by number.
  package var hours: [Hours]

  /// The office's week, in which people ring each other and inspectors ask.
  package var office: Int

  /// Those who have something to do, in the order of the scenario's roles.
  package var workers: [Worker]

  /// The messages that go round. The first is the call; its figures are the outcome's.
  package var cascades: [Cascade]

  /// Checklist items, then documents, lists, audits, requests and duties, each in the scenario's
  /// order. Random requests stand last.
  package var jobs: [Job]

  /// Groups of jobs that are handed over together: those of documents, then the lists of data.
  package var tranches: [Tranche]

  package var deadlines: [Deadline]

  package var chances: Chances

  package var requests: RandomRequests?

  /// What the plan asks for and nobody can be seen to do, such as an item without an owner: a
  /// sentence each, so that no figure is taken for more than it is.
  package var left: [String] = []
}

extension CastModel {
  /// A person who does the work of one or several roles, one thing after another.
  package struct Worker: Sendable, Hashable {
    /// The person's id, or that of the role where nobody is named.
    package var id: String
    package var roles: [ID<Role>]
    /// The contacts of the first cascade that stand for those roles: who must know before work
    /// begins. Empty where nobody rings them.
    package var contacts: [Int32]
    package var hours: Int32
    /// What draws about this person are keyed by.
    package var key: UInt32
    /// From when on the person works in any case; `nil` where the call decides it.
    package var available: Int64?
  }

  /// One message on its way.
  package struct Cascade: Sendable {
    package var id: ID<CascadeLine>
    package var title: String
    package var starts: Int64
    /// Callers before those whom they call; the first knows from the start.
    package var contacts: [Contact]
    /// For each contact, whom it rings, in the order written.
    package var children: [[Int32]]
    package var retry: Retry
    package var targets: [Target]
  }

  /// Somebody whom a message goes to.
  package struct Contact: Sendable, Hashable {
    package var recipient: ID<Recipient>
    /// A role is one; a group as many as it has.
    package var people: Int32
    package var isGroup: Bool
    package var hasDeputy: Bool
    /// What draws about this contact are keyed by.
    package var key: UInt32
    /// How far it had come before `start`.
    package var standing = Standing.waiting
    /// When the holder, and the deputy, cannot be reached because that was known beforehand; empty
    /// where it was not.
    package var holderAway: Range<Int64> = 0..<0
    package var deputyAway: Range<Int64> = 0..<0

    /// What a rehearsal in progress knows of a contact.
    package enum Standing: Sendable, Hashable {
      /// Nobody has been told; so many tries were made.
      case waiting
      case tried(Int32)
      case told(Int64)
      /// Given up: whoever was to ring has taken its calls over.
      case lost
    }
  }

  /// How often somebody is rung, and with how much time between.
  package struct Retry: Sendable, Hashable {
    /// Tries at the holder, then at the deputy.
    package var tries: Int32
    package var deputyTries: Int32
    package var after: Int64
  }

  /// What share of the people should know by when.
  package struct Target: Sendable, Hashable {
    /// In 100.
    package var share: Int32
    package var by: Int64
  }

  /// What somebody must do.
  package struct Job: Sendable {
    /// What a job is for the figures: each sort is counted by itself.
    package enum Sort: UInt8, Sendable, BitwiseCopyable {
      case item, document, list, audit, request, duty
    }

    /// How far a job has come. An item and a duty are done when they have been prepared.
    package enum Stage: UInt8, Sendable, BitwiseCopyable {
      case prepare, review, rework, send, done
    }

    package var id: String
    package var title: String
    package var sort: Sort
    /// A worker's number.
    package var owner: Int32
    package var ownerRole: ID<Role>
    /// A worker's number; -1 where nobody looks it over.
    package var approver: Int32
    package var approverRole: ID<Role>?
    package var effort: Estimate
    /// When it is due; `Int64.max` where it never is.
    package var due: Int64
    /// When it can be begun at the earliest: the call, for most.
    package var ready: Int64
    /// Jobs that must be done first.
    package var after: [Int32]
    /// The group it is handed over with; -1 for none.
    package var tranche: Int32
    /// What draws about this job are keyed by: items and duties share one row of numbers, all
    /// others another.
    package var key: UInt32
    /// Whether a review may send it back.
    package var isReturnable: Bool
    /// Whether it is handed over at the end, which takes a moment and a system that works.
    package var isSent: Bool
    package var stage = Stage.prepare
    /// How often it has been sent back.
    package var round: Int32 = 0
    /// How long somebody has worked on its stage at `start`.
    package var elapsed: Int64 = 0
    /// When it was done, for one that was done before `start`.
    package var done: Int64 = .max
  }

  /// A three-point estimate in minutes: a triangular distribution.
  package struct Estimate: Sendable, Hashable {
    package var least: Double
    package var likely: Double
    package var most: Double

    package init(_ least: Double, _ likely: Double, _ most: Double) {
      self.least = least
      self.likely = likely
      self.most = most
    }
  }

  /// Jobs that are handed over together, so that one late one makes all late.
  package struct Tranche: Sendable, Hashable {
    package var id: String
    package var title: String
  }

  /// A deadline of the plan, met when the last of its jobs is done.
  package struct Deadline: Sendable {
    package var id: ID<DueItem>
    package var title: String
    package var due: Int64
    package var owner: ID<Role>?
    package var jobs: [Int32]
  }

  /// How people behave; shares are between 0 and 1, times in minutes unless they say otherwise.
  package struct Chances: Sendable, Hashable {
    /// How long a telephone rings that nobody answers, in microseconds.
    package var ring: Int64
    package var noAnswer: Double
    /// On the day of the call, of holders and of deputies.
    package var awayAtCall: Double
    /// The median and the spread (sigma) of a call's length, which is lognormal.
    package var call: Double
    package var callSpread: Double
    /// The same of telling a group, which always succeeds.
    package var group: Double
    package var groupSpread: Double
    /// That one key fact does not come back when the message is repeated.
    package var factLost: Double
    /// On any later day.
    package var away: Double
    /// For how many working days after the first that is drawn.
    package var awayDays: Int32
    package var review: Estimate
    package var returned: Double
    /// Rework, in parts of the likely effort.
    package var rework: Estimate
    /// How long sending takes, in microseconds.
    package var sending: Int64
    /// The system fails once, within so much of the office's time from the first morning on; 0
    /// where it never does. In microseconds.
    package var outageWithin: Int64
    package var outage: Double
  }

  /// Requests of inspectors at moments that nobody knows.
  package struct RandomRequests: Sendable {
    package var number: Int32
    /// Within which part of the office's hours, counted as `Hours.worked` counts.
    package var from: Int64
    package var to: Int64
    /// One of these is asked, drawn.
    package var owners: [Int32]
    package var ownerRoles: [ID<Role>]
    /// How much of the office's time there is to answer.
    package var within: Int64
    /// The job of the first; the others follow.
    package var firstJob: Int32
  }
}
