/// One thing that somebody of the cast does, or that befalls the council, in a playing.
package struct Act: Sendable, Hashable {
  /// What was done. Each is one command, or none, of the rehearsal that is made of a playing.
  package enum Sort: UInt8, Sendable {
    /// `entity` a contact of `cascade`, `by` the contact that rings, `detail` how many tries there
    /// have been at it, this one among them. The holder or, after as many tries as the rules say,
    /// the deputy was rung.
    case noAnswer
    /// The same, and it was answered: the message is passed on.
    case told
    /// A group has been told by the contact `by`.
    case groupTold
    /// The last try failed, which no other act says: `by` gives up, and takes over the calls of
    /// `entity`.
    case lost
    /// An inspector asks for the job `entity`; `by` the worker asked.
    case asked
    /// `entity` a job, `by` the worker. An item is finished, a case file audited, a duty done.
    case prepared
    /// `detail` is the round of review, from 0.
    case approved
    case returned
    case reworked
    /// It went to inspectors; `by` the worker who answers for it.
    case sent
    /// `entity` a deadline, all of whose jobs are done.
    case met
  }

  /// Microseconds since the model's first midnight.
  package var at: Int64
  package var sort: Sort
  package var cascade: Int32
  package var entity: Int32
  package var by: Int32
  package var detail: Int32
}
