package import RehearsalCore

extension Plan {
  /// The plan's lines as a calendar to import or to publish (RFC 5545). Only a plan that is dated
  /// may be asked for one: the days of another are counted, and no calendar can show that.
  ///
  /// New events are left out: they are a facilitator's secret, and calendars get shared.
  ///
  /// An event's `UID` is made of the ids of its line and of the scenario alone, so that a second
  /// import replaces the first even where every date has moved. Nobody remembers here how often
  /// that was, so `SEQUENCE` is the minute of the stamp, which only rises. Some programs never
  /// replace an event that they know: whoever uses one deletes the old calendar first.
  ///
  /// - Parameter stamp: when this was asked for
  package func calendar(stamp: WallMoment) -> String {
    CalendarText.calendar(
      program: "plan", name: "Exercise: \(scenario.head.title)",
      lines.filter { $0.sort != .inject }.map { entry($0, stamp) })
  }

  private func entry(_ line: PlanLine, _ stamp: WallMoment) -> CalendarText.Entry {
    CalendarText.Entry(
      uid: "\(line.id)@\(scenario.head.id.text).rehearse.invalid", stamp: stamp,
      sequence: stamp.microseconds / 60_000_000, begins: line.at, ends: line.until,
      summary: "Exercise: \(line.title)",
      about: ["Kind: \(line.sort.words)"]
        + (line.owner.map { ["Owner: \(names.title($0))"] } ?? []),
      category: line.sort.words)
  }
}
