/// A due time as people say it, not yet tied to the calendar.
///
/// A script says "two working days after notification by 17:00" because the date of the call is not
/// known when it is written. The value keeps what was said; `resolve` finds the moment in one plan.
package enum Deadline: Hashable, Sendable {
  /// So long after the thing itself starts: `+45m`.
  case after(Duration)

  /// The very moment of a milestone, or another time on its date: `on data-due at 10:00`.
  case on(String, TimeOfDay?)

  /// Before a milestone, and so due at its very moment; kept apart from `on` for how it reads.
  case before(String)

  /// Days counted from a milestone: `2 working days before fieldwork-start at 12:00`. Without a
  /// time the milestone's own is kept.
  case counted(Count, Side, String, TimeOfDay?)

  /// Hours and smaller units from a milestone's very moment: `45 minutes before fieldwork-start`.
  case elapsed(Duration, Side, String)

  /// The first to fifth such weekday strictly after a milestone's date. If that day is not worked,
  /// it is the next working day of the same week, else the last before it: a Monday visit that
  /// meets a bank holiday begins on the Tuesday, and a Good Friday becomes the Thursday.
  case weekday(Int, Weekday, after: String, TimeOfDay?)

  /// A calendar day of the rehearsal, counted from 1.
  case day(Int, TimeOfDay?)

  /// A date in full.
  case date(CalendarDate, TimeOfDay?)

  /// The days that lie between a milestone and a deadline.
  package enum Count: Hashable, Sendable {
    /// Days the calendar works, the one next to the milestone being 1.
    case workingDays(Int)
    /// Calendar days.
    case days(Int)
    case weeks(Int)
  }

  /// Whether days are counted towards a milestone or on from it.
  package enum Side: Hashable, Sendable {
    case before, after
  }

  /// When a day is over for a deadline that names a day of its own and no time: 17:00.
  ///
  /// This is practice, not a rule from any framework; a script that means another hour says it.
  package static let closeOfDay = TimeOfDay(checked: 17 * Duration.perHour)

  /// The id of the milestone this leans on, if any.
  package var anchor: String? {
    switch self {
    case .on(let anchor, _), .before(let anchor), .counted(_, _, let anchor, _),
      .elapsed(_, _, let anchor), .weekday(_, _, after: let anchor, _):
      anchor
    case .after, .day, .date: nil
    }
  }
}

/// What a deadline is resolved against: the dates of one plan.
package struct DeadlineFrame: Sendable {
  /// Milestones in the plan's order; where an id stands twice, the first counts.
  package let anchors: [(id: String, moment: Moment)]
  package let calendar: WorkingCalendar
  package let dayOne: CalendarDate

  /// When the thing itself starts, for `+45m`; nil where nothing has started.
  package let base: Moment?

  package init(
    anchors: [(id: String, moment: Moment)], calendar: WorkingCalendar, dayOne: CalendarDate,
    base: Moment?
  ) {
    self.anchors = anchors
    self.calendar = calendar
    self.dayOne = dayOne
    self.base = base
  }
}

/// Why a deadline has no moment in a plan.
package enum DeadlineProblem: Error, Hashable {
  /// The plan has no milestone of that id.
  case unknownAnchor(String)
  /// The deadline, or the milestone it leans on, is on a date whose bank holidays are not known.
  case outsideYears(CalendarDate)
  /// It runs from a start, and nothing says when that is.
  case needsBase
}

// MARK: - Resolving

extension Deadline {
  /// Finds the moment in a plan, always within the years the working calendar covers.
  package func resolve(_ frame: DeadlineFrame) -> Result<Moment, DeadlineProblem> {
    do throws(DeadlineProblem) {
      let moment = try moment(in: frame)
      guard frame.calendar.covers(moment.date) else { throw .outsideYears(moment.date) }
      return .success(moment)
    } catch {
      return .failure(error)
    }
  }

  private func moment(in frame: DeadlineFrame) throws(DeadlineProblem) -> Moment {
    switch self {
    case .after(let duration):
      guard let base = frame.base else { throw .needsBase }
      return base + duration
    case .on(let id, let time):
      let anchor = try frame.moment(of: id)
      return Moment(anchor.date, time ?? anchor.time)
    case .before(let id):
      return try frame.moment(of: id)
    case .counted(let count, let side, let id, let time):
      let anchor = try frame.moment(of: id)
      let date = try count.date(side, anchor.date, frame.calendar)
      return Moment(date, time ?? anchor.time)
    case .elapsed(let duration, let side, let id):
      return try frame.moment(of: id) + duration * side.sign
    case .weekday(let nth, let weekday, after: let id, let time):
      let anchor = try frame.moment(of: id)
      let ahead = (weekday.rawValue - anchor.date.weekday.rawValue + 6) % 7 + 1
      let day = anchor.date.adding(days: ahead).adding(weeks: nth).adding(weeks: -1)
      guard let worked = frame.calendar.workingDay(near: day, after: anchor.date) else {
        throw .outsideYears(day)
      }
      return Moment(worked, time ?? anchor.time)
    case .day(let number, let time):
      let date = frame.dayOne.adding(days: number).adding(days: -1)
      return Moment(date, time ?? Self.closeOfDay)
    case .date(let date, let time):
      return Moment(date, time ?? Self.closeOfDay)
    }
  }
}

extension WorkingCalendar {
  /// `day`, or where it is not worked the next working day of its week, or else the last before
  /// it: a Monday that is a bank holiday becomes the Tuesday, a Good Friday the Thursday. Never
  /// `anchor` or earlier; a weekend that somebody names becomes the week after.
  fileprivate func workingDay(near day: CalendarDate, after anchor: CalendarDate) -> CalendarDate? {
    guard let next = nextWorkingDay(onOrAfter: day) else { return nil }
    let sunday = day.adding(days: Weekday.sunday.rawValue - day.weekday.rawValue)
    guard next > sunday, day.weekday.rawValue <= Weekday.friday.rawValue,
      let last = previousWorkingDay(onOrBefore: day), last > anchor
    else { return next }
    return last
  }
}

extension DeadlineFrame {
  fileprivate func moment(of id: String) throws(DeadlineProblem) -> Moment {
    for anchor in anchors where anchor.id == id { return anchor.moment }
    throw .unknownAnchor(id)
  }
}

extension Deadline.Count {
  fileprivate func date(
    _ side: Deadline.Side, _ start: CalendarDate, _ calendar: WorkingCalendar
  ) throws(DeadlineProblem) -> CalendarDate {
    switch self {
    case .days(let count):
      return start.adding(days: count.saturated(times: side.sign))
    case .weeks(let count):
      return start.adding(weeks: count.saturated(times: side.sign))
    case .workingDays(let count):
      let day = calendar.date(count.saturated(times: side.sign), workingDaysAfter: start)
      guard let day else { throw .outsideYears(calendar.edge(from: start, side)) }
      return day
    }
  }
}

extension Deadline.Side {
  fileprivate var sign: Int { self == .after ? 1 : -1 }
}

extension CalendarDate {
  fileprivate func adding(weeks: Int) -> CalendarDate {
    adding(days: weeks.saturated(times: 7))
  }
}

extension WorkingCalendar {
  /// The first date that is not covered on the way from `date`, which is `date` if it is not
  /// either.
  fileprivate func edge(from date: CalendarDate, _ side: Deadline.Side) -> CalendarDate {
    guard covers(date) else { return date }
    return side == .after
      ? Self.lastCovered.adding(days: 1) : Self.firstCovered.adding(days: -1)
  }
}

extension Int {
  /// The product, or the farthest number in its direction when it overflows.
  fileprivate func saturated(times factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? ((self < 0) == (factor < 0) ? .max : .min) : product
  }
}
