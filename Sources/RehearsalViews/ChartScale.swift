import RehearsalCore

/// Where moments and counts stand in a picture, in whole units of its own.
///
/// Nothing happens at night and at weekends, so that a chart of several days leaves them out: each
/// day on which something stands takes as much room as any other, from its first hour to its last.
struct ChartScale {
  static let left = 60
  static let right = 640
  static let top = 20
  static let bottom = 260

  /// A day of the picture, and the hours of it that are shown.
  struct Day: Hashable {
    let date: CalendarDate
    let x: Int
    let width: Int
    /// Whether days before it were left out.
    let follows: Bool
  }

  let days: [Day]
  let highest: Int
  private let opens: Int64
  private let closes: Int64

  private static let hour = Duration.minutes(60).microseconds
  private static let width = right - left

  init(_ chart: Block.Chart) {
    let moments = (chart.series.flatMap { $0.points.map(\.at) } + chart.marks.map(\.at)).sorted()
    highest = max(1, chart.whole, chart.series.flatMap(\.points).map(\.count).max() ?? 0)
    let times = moments.map(\.time.microseconds)
    let first = (times.min() ?? 0) / ChartScale.hour * ChartScale.hour
    let last = ((times.max() ?? 0) / ChartScale.hour + 1) * ChartScale.hour
    opens = first
    closes = last
    let dates = Set(moments.map(\.date)).sorted()
    let room = ChartScale.width / max(1, dates.count)
    days = dates.enumerated().map { index, date in
      Day(
        date: date, x: ChartScale.left + index * room, width: room,
        follows: index > 0 && dates[index - 1].adding(days: 1) < date)
    }
  }

  func x(_ moment: Moment) -> Int {
    guard let day = days.last(where: { $0.date <= moment.date }) else { return ChartScale.left }
    guard day.date == moment.date else { return day.x + day.width }
    let inside = min(max(moment.time.microseconds, opens), closes) - opens
    return day.x + Int(inside * Int64(day.width) / max(1, closes - opens))
  }

  func y(_ count: Int) -> Int {
    ChartScale.bottom - count * (ChartScale.bottom - ChartScale.top) / highest
  }

  /// Counts for the marks of the axis: nothing, about half, and all.
  var counts: [Int] { highest > 3 ? [0, highest / 2, highest] : [0, highest] }

  /// The hours shown below, at most four of them a picture of one day, one a day else.
  var hours: [Moment] {
    guard days.count == 1, let date = days.first?.date else { return [] }
    let all = stride(from: opens, through: closes, by: Int64.Stride(ChartScale.hour)).map {
      Moment(date, .midnight) + Duration(microseconds: $0)
    }.filter { $0.date == date }
    let step = max(1, (all.count + 3) / 4)
    return all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }
}
