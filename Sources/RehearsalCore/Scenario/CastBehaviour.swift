/// How people behave where the computer plays them: how often they are away, how long their calls
/// and their work take, how often work comes back, what fails.
///
/// None of it is known of any council. The defaults are invented so that results tell plans apart;
/// whoever has counted something at home should write it here.
package struct CastBehaviour: Record, Hashable {
  package let noAnswer: Share
  package let awayAtCall: Share
  package let away: Share
  package let awayDays: Int
  package let ring: Duration
  package let call: Duration
  package let callSpread: Share
  package let groupCall: Duration
  package let groupSpread: Share
  package let items: Shares
  package let documents: Shares
  package let review: Effort
  package let returned: Share
  package let rework: Shares
  package let sending: Duration
  package let outage: OutageChance
  package let requests: RandomRequestLine
  package let basis: Basis?

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    noAnswer = f.some(
      "no-answer", old?.noAnswer, default: Share(percent: 15),
      "How many calls nobody answers, though somebody is there")
    awayAtCall = f.some(
      "away-at-call", old?.awayAtCall, default: Share(percent: 3),
      "How many holders, and deputies, cannot be reached on the day of the call")
    away = f.some(
      "away", old?.away, default: Share(percent: 2),
      "How many are not at work on any later day, beside planned absences")
    awayDays = f.some(
      "away-days", old?.awayDays, default: 24,
      "For how many working days after the first that is drawn")
    ring = f.some(
      "ring", old?.ring, default: .minutes(1), "How long a telephone rings that nobody answers")
    call = f.some(
      "call", old?.call, default: .minutes(4), "How long half of the calls take at most")
    callSpread = f.some(
      "call-spread", old?.callSpread, default: Share(percent: 50),
      "How much calls differ: at 50% two in three take between 0.6 and 1.6 times as long")
    groupCall = f.some(
      "group-call", old?.groupCall, default: .minutes(10),
      "How long it takes to tell a group, in half of the cases at most")
    groupSpread = f.some(
      "group-spread", old?.groupSpread, default: Share(percent: 50), "How much that differs")
    items = f.some(
      "items", old?.items,
      default: Shares(Share(percent: 60), .whole, Share(percent: 200)),
      "The least, likely and most that a checklist item takes of its effort")
    documents = f.some(
      "documents", old?.documents,
      default: Shares(Share(percent: 60), .whole, Share(percent: 250)),
      "The same of documents, lists of data, audits and requests")
    review = f.some(
      "review", old?.review, default: .minutes(3, 8, 20), "How long it takes to look one over")
    returned = f.some(
      "returned", old?.returned, default: Share(percent: 10), "How many reviews send it back")
    rework = f.some(
      "rework", old?.rework,
      default: Shares(Share(percent: 10), Share(percent: 25), Share(percent: 60)),
      "How much of its effort it takes to put right what came back")
    sending = f.some(
      "sending", old?.sending, default: .minutes(2), "How long it takes to send something")
    outage = f.part("outage", old?.outage, "A system that fails once; left out, it never does")
    requests = f.part(
      "requests", old?.requests, "Requests of inspectors at moments nobody knows; else none")
    basis = f.maybe("basis", old?.basis, Basis.doc)
  }
}

/// A failure of the system by which things are sent.
package struct OutageChance: Record, Hashable {
  package let within: Duration
  package let lasts: Duration

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    within = f.some(
      "within", old?.within, default: .zero,
      "It begins within so many office hours of the first morning, such as 40h; 0m for never")
    lasts = f.some(
      "lasts", old?.lasts, default: .hours(3), "How many office hours it lasts on average")
  }
}

/// Requests of inspectors that come at random.
package struct RandomRequestLine: Record, Hashable {
  package let number: Int
  package let from: Deadline?
  package let to: Deadline?
  package let owners: [ID<Role>]
  package let approvers: [ID<Role>]
  package let effort: Effort
  package let within: Duration

  /// More would be no inspection.
  package static let most = 1000

  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    number = f.some("number", old?.number, default: 0, "How many")
    from = f.maybe("from", old?.from, "From when on they come, such as day 8 09:00")
    to = f.maybe("to", old?.to, "Until when, such as day 10 17:00")
    owners = f.list("owners", old?.owners, "The roles of which one is asked, drawn for each")
    approvers = f.list(
      "approvers", old?.approvers, "Who looks them over, in turn; left out, nobody does")
    effort = f.some(
      "effort", old?.effort, default: .minutes(45),
      "How long an answer takes; also of requests that the scenario lists")
    within = f.some(
      "within", old?.within, default: .hours(4), "How many office hours there are to answer")
  }
}

/// The moments between which random requests come.
package struct RequestWindow: Sendable, Hashable {
  package let from: Moment
  package let to: Moment
}
