/// The days and hours on which the call may come: the scenario's window, and the framework's habit
/// where the window says nothing.
package struct CallTimes: Sendable, Hashable {
  package let from: CalendarDate
  package let to: CalendarDate
  /// Empty where any working day will do.
  package let days: [Weekday]
  package let earliest: TimeOfDay
  package let latest: TimeOfDay

  /// `nil` where the window does not say from when to when.
  init?(_ window: CallWindow, _ habit: CallHabit) {
    guard let from = window.from, let to = window.to else { return nil }
    self.from = from
    self.to = to
    days = window.days.isEmpty ? habit.days : window.days
    earliest = window.earliest ?? habit.earliest
    latest = window.latest ?? habit.latest
  }

  /// Every day on which it may come, in order. Where one of the named weekdays is not worked, the
  /// call comes on the next working day, as inspectorates do after a bank holiday.
  package func dates(_ calendar: WorkingCalendar) -> [CalendarDate] {
    var dates: [CalendarDate] = []
    var date = from
    while date <= to, calendar.covers(date) {
      if days.isEmpty ? !date.weekday.isWeekend : days.contains(date.weekday),
        let open = calendar.nextWorkingDay(onOrAfter: date), open <= to, dates.last != open
      {
        dates.append(open)
      }
      date = date.adding(days: 1)
    }
    return dates
  }
}

/// When somebody says the call came: a day, and perhaps the time.
package struct CallDate: Sendable, Hashable {
  package let date: CalendarDate
  package let time: TimeOfDay?

  package init(_ date: CalendarDate, _ time: TimeOfDay?) {
    self.date = date
    self.time = time
  }

  /// Reads `2026-11-23` or `2026-11-23 09:15`; `nil` for anything else.
  package init?(text: String) {
    if let date = CalendarDate(text: text) {
      self.init(date, nil)
    } else if let moment = Moment(text: text) {
      self.init(moment.date, moment.time)
    } else {
      return nil
    }
  }
}
