/// What many playings come to beside their rows: sums over people, in whole numbers only, so that
/// they are the same in whatever order, and by however many threads, the playings were added.
///
/// Times are microseconds: of work where somebody works, of the clock where something waits, of the
/// office's hours since the call for `t100`.
package struct Tally: Sendable, Hashable {
  /// How many playings.
  package var runs: Int64 = 0
  /// One for each worker of the model.
  package var workers: [OfWorker]
  /// One for each worker; all zero for those who look nothing over.
  package var approvers: [OfApprover]
  /// One for each contact of the first cascade; none where there is no cascade.
  package var contacts: [OfContact]

  /// How much somebody had to do, and how often it was too late: who is a bottleneck.
  package struct OfWorker: Sendable, Hashable, BitwiseCopyable {
    /// Time spent on work of all sorts, reviews among them; work begun before the model's start
    /// counts with what is left of it. Sum over the playings.
    package var busy: Int64 = 0
    /// Playings in which something of this owner's was late.
    package var lateRuns: Int64 = 0
    /// Jobs of this owner's that were late. Sum over the playings.
    package var lateJobs: Int64 = 0
    /// Playings in which the last document to be done was this owner's; of several done at once,
    /// the one that was finished last, and of those the last in the model.
    package var lastDocuments: Int64 = 0
    /// Jobs of this owner's that were done. Sum over the playings.
    package var doneJobs: Int64 = 0
  }

  /// How long work waited to be looked over.
  package struct OfApprover: Sendable, Hashable, BitwiseCopyable {
    /// Reviews taken up. Sum over the playings.
    package var reviews: Int64 = 0
    /// From when a review was there to be taken up until it was, on the clock. Sum over reviews.
    package var waited: Int64 = 0
    /// The most reviews that waited at once, before the approver knew of the call too. Sum over
    /// the playings, and the largest.
    package var longestQueues: Int64 = 0
    package var longestQueue: Int64 = 0
  }

  /// How much the message depends on somebody.
  package struct OfContact: Sendable, Hashable, BitwiseCopyable {
    /// Playings in which this contact was on the way of the message to the last person told: that
    /// person, who rang them, who rang those, and so on.
    package var lastChains: Int64 = 0
    /// Playings in which nobody there was ever told.
    package var unreached: Int64 = 0
    /// Playings in which the holder was away on the day, and the sum of their `t100`; the same for
    /// present. So the difference of the two means is what an absence costs. All zero for a group,
    /// for the one who starts, and for those who knew before the model's start.
    package var awayRuns: Int64 = 0
    package var awayTime: Int64 = 0
    package var presentRuns: Int64 = 0
    package var presentTime: Int64 = 0
  }

  package init(_ model: CastModel) {
    workers = Array(repeating: OfWorker(), count: model.workers.count)
    approvers = Array(repeating: OfApprover(), count: model.workers.count)
    contacts = Array(repeating: OfContact(), count: model.cascades.first?.contacts.count ?? 0)
  }

  /// Adds the playings of another, of the same model.
  package mutating func add(_ other: Tally) {
    runs += other.runs
    for index in workers.indices {
      workers[index].busy += other.workers[index].busy
      workers[index].lateRuns += other.workers[index].lateRuns
      workers[index].lateJobs += other.workers[index].lateJobs
      workers[index].lastDocuments += other.workers[index].lastDocuments
      workers[index].doneJobs += other.workers[index].doneJobs
      approvers[index].reviews += other.approvers[index].reviews
      approvers[index].waited += other.approvers[index].waited
      approvers[index].longestQueues += other.approvers[index].longestQueues
      approvers[index].longestQueue = max(
        approvers[index].longestQueue, other.approvers[index].longestQueue)
    }
    for index in contacts.indices {
      contacts[index].lastChains += other.contacts[index].lastChains
      contacts[index].unreached += other.contacts[index].unreached
      contacts[index].awayRuns += other.contacts[index].awayRuns
      contacts[index].awayTime += other.contacts[index].awayTime
      contacts[index].presentRuns += other.contacts[index].presentRuns
      contacts[index].presentTime += other.contacts[index].presentTime
    }
  }
}
