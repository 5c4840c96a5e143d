extension DiagnosticCode {
  /// A share of more than all.
  package static let overWhole = DiagnosticCode("B001")
  /// An estimate whose likely does not lie between its least and its most.
  package static let unorderedEstimate = DiagnosticCode("B002")
  /// Reviews that would send everything back for ever.
  package static let alwaysReturned = DiagnosticCode("B003")
  /// Work for which its owner never has the hours.
  package static let neverFinished = DiagnosticCode("B004")
  /// Random requests that nobody is asked, or that come at no time.
  package static let requestsToNobody = DiagnosticCode("B005")
  /// Random requests between two moments that leave no hour for them.
  package static let wrongRequestWindow = DiagnosticCode("B006")
  /// A number that behaviour cannot have.
  package static let wrongBehaviour = DiagnosticCode("B007")
}

extension Checker {
  /// What is impossible in how people are said to behave.
  mutating func checkCast() {
    let cast = head.cast
    checkShare(cast.noAnswer, "no-answer", "calls can go unanswered")
    checkShare(cast.awayAtCall, "away-at-call", "people can be away")
    checkShare(cast.away, "away", "people can be away")
    checkShare(cast.returned, "returned", "reviews can send work back")
    if cast.returned == .whole {
      note(
        .alwaysReturned, "no work is ever approved if every review sends it back",
        at: "cast.returned", fix: "write how many reviews do, such as 10%")
    }
    if cast.away == .whole {
      note(
        .wrongBehaviour, "nobody is ever at work if everybody is away", at: "cast.away",
        fix: "write how many are away on a day, such as 2%")
    }
    for (shares, name) in [
      (cast.items, "items"), (cast.documents, "documents"), (cast.rework, "rework"),
    ] where !shares.isOrdered {
      note(
        .unorderedEstimate,
        "the likely \(shares.likely.text()) does not lie between \(shares.least.text()) and "
          + shares.most.text(),
        at: "cast.\(name)", fix: "write the least, the likely and the most, in this order")
    }
    checkEffort(cast.review, at: "cast.review")
    checkEffort(cast.requests.effort, at: "cast.requests.effort")
    if !(0...365).contains(cast.awayDays) {
      note(
        .wrongBehaviour, "absences cannot be drawn for \(cast.awayDays) working days",
        at: "cast.away-days", fix: "write a number from 0 to 365")
    }
    for (length, name) in [(cast.call, "call"), (cast.groupCall, "group-call")]
    where length == .zero {
      note(
        .wrongBehaviour, "telling somebody takes longer than no time", at: "cast.\(name)",
        fix: "write how long it takes, such as 4m")
    }
    checkRequests(cast.requests)
  }

  private mutating func checkShare(_ share: Share, _ name: String, _ what: String) {
    guard share > .whole else { return }
    note(
      .overWhole, "not more than 100% of \(what)", at: "cast.\(name)",
      fix: "write a share from 0% to 100%")
  }

  /// Says what is wrong with how long something takes.
  package mutating func checkEffort(_ effort: Effort?, at path: String) {
    guard let effort, let bounds = effort.bounds, !effort.isOrdered else { return }
    note(
      .unorderedEstimate,
      "the likely \(effort.likely.words) does not lie between \(bounds.least.words) and "
        + bounds.most.words,
      at: path, fix: "write the least, the likely and the most, in this order")
  }

  private mutating func checkRequests(_ line: RandomRequestLine) {
    let path = "cast.requests"
    if !(0...RandomRequestLine.most).contains(line.number) {
      note(
        .wrongBehaviour, "there cannot be \(line.number) requests", at: "\(path).number",
        fix: "write a number from 0 to \(RandomRequestLine.most)")
    }
    guard line.number > 0 else { return }
    if line.owners.isEmpty {
      note(
        .requestsToNobody, "nobody is asked for what inspectors want", at: path,
        fix: "add owners: with the roles of which one is asked")
    }
    for (name, end) in [("from", line.from), ("to", line.to)] where end == nil {
      note(
        .requestsToNobody, "nothing says \(name == "from" ? "from" : "until") when requests come",
        at: path, fix: "add \(name): with a time such as day 8 09:00")
    }
    for (list, roles) in [("owners", line.owners), ("approvers", line.approvers)] {
      for (index, id) in roles.enumerated() where role(id)?.part != .player {
        note(
          .requestsToNobody, "\"\(id)\" takes no part in the council's work",
          at: "\(path).\(list)[\(index)]", fix: "name a role whose part is player")
      }
    }
  }
}

extension Planner {
  /// Resolves when random requests come.
  mutating func placeRequests() {
    let line = head.cast.requests
    guard line.number > 0, let first = line.from, let last = line.to,
      let from = due(first, else: [], at: "cast.requests.from"),
      let to = resolve(last, at: "cast.requests.to")
    else { return }
    let hours = Availability.standard.hours(from: from, to: to, calendar)
    if to <= from || hours == .zero {
      note(
        .wrongRequestWindow,
        to <= from
          ? "requests come until \(to.words), but only from \(from.words)"
          : "no office is open between \(from.words) and \(to.words)",
        at: "cast.requests.to", fix: "write a later time")
    }
    requestWindow = RequestWindow(from: from, to: to)
  }

  /// Refuses work that takes longer than its owner is at work until long after the end. It is no
  /// second mistake that there is no time for it before it is due.
  mutating func checkEfforts() {
    let last = steps.map { $0.until ?? $0.at }.max()
    let end = Moment(Plan.horizon(from: dayOne, last: last), .midnight)
    var known: [Availability: Duration] = [:]
    let impossible = work.filter { work in
      guard let role = head.roles.first(where: { $0.id == work.owner }) else { return false }
      let availability = role.holder.flatMap { self.availability[$0] } ?? Availability.standard
      let hours = known[availability] ?? availability.hours(from: start, to: end, calendar)
      known[availability] = hours
      guard work.effort > hours else { return false }
      note(
        .neverFinished,
        "\"\(work.owner)\" would need \(work.effort.words) and is at work for \(hours.words) "
          + "until \(end.date.words)",
        at: work.path, fix: "write how long it takes one person, such as 45m")
      return true
    }
    let owners = impossible.map(\.owner)
    work.removeAll { owners.contains($0.owner) }
  }
}

extension Plan {
  /// The first day after those that are played: sixty after the last date of the plan, so that what
  /// is late is still finished, and never less than 120 after the call.
  package static func horizon(from dayOne: CalendarDate, last: Moment?) -> CalendarDate {
    max(dayOne.adding(days: 120), (last?.date ?? dayOne).adding(days: 60))
  }

  package var horizon: CalendarDate {
    Plan.horizon(from: dayOne, last: steps.map { $0.until ?? $0.at }.max())
  }
}
