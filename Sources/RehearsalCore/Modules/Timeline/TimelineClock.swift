extension Timeline.State {
  /// The time in the story when the room's clock shows `wall`, as far as the pace says. `nil`
  /// where the clock is stepped or stands still.
  package func now(at wall: WallMoment, _ calendar: WorkingCalendar) -> Moment? {
    guard status == .running, let times = pace.times, let anchor else { return nil }
    let elapsed = max(0, wall.microseconds - anchor.room.microseconds)
    let length = Duration(microseconds: elapsed) * times
    if case .workingHours = pace { return calendar.moment(length, ofWorkAfter: anchor.story) }
    return anchor.story + length
  }

  /// Where a moment has gone that was planned, or said by event `n`, before something was put off.
  func moved(_ moment: Moment, since n: Int, _ calendar: WorkingCalendar) -> Moment {
    delays.reduce(moment) { moment, delay in
      guard delay.n > n, moment >= delay.from else { return moment }
      if moment == delay.from { return delay.to }
      let date = calendar.date(delay.days, workingDaysAfter: moment.date) ?? moment.date
      return max(Moment(date, moment.time), delay.to)
    }
  }
}

extension RehearsalState {
  /// Where a moment has gone, now that things were put off: one of the plan, or one that stands in
  /// event `n` and takes into account what was put off before it.
  package func moved(_ moment: Moment, since n: Int = -1) -> Moment {
    self[Timeline.self].moved(moment, since: n, calendar)
  }
}

extension WorkingCalendar {
  /// The moment by which so much time has been worked since `start`, counting the hours from nine
  /// to five on working days only.
  func moment(_ length: Duration, ofWorkAfter start: Moment) -> Moment {
    var (date, time) = (start.date, max(start.time, Availability.opens))
    var left = length.microseconds
    while covers(date) {
      let rest = Deadline.closeOfDay.microseconds - time.microseconds
      if isWorkingDay(date), rest > 0 {
        if left < rest { return Moment(date, time) + Duration(microseconds: left) }
        left -= rest
      }
      (date, time) = (date.adding(days: 1), Availability.opens)
    }
    return start + length
  }
}
