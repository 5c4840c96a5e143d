import RehearsalCore

/// What both renderers say of a value, so that a page and a terminal never differ in words.
extension Cell {
  /// What stands where there is nothing to say yet, and what a screen reader says of it.
  static let dash = "–"
  static let nothing = "nothing yet"

  /// What a box and a line are in text, and what a screen reader says of them.
  static let boxText = "[ ]"
  static let boxWords = "Box to tick"
  static let lineText = String(repeating: "_", count: 12)
  static let lineWords = "Line to write on"

  /// The value in words, on one line.
  var words: String {
    switch self {
    case .words(let words): isNone ? Cell.dash : Visible.line(words)
    case .status(_, let words): Visible.name(words)
    case .number(let number): number.grouped
    case .moment(let moment): moment.toTheMinute.words
    case .duration(let length): length.toTheMinute.words
    case .box: Cell.boxText
    case .line: Cell.lineText
    case .none: Cell.dash
    }
  }

  var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  /// Whether there is nothing to say; words without a letter say nothing either.
  var isNone: Bool {
    switch self {
    case .none: true
    case .words(let words): Visible.line(words).allSatisfy(\.isWhitespace)
    default: false
    }
  }

  var status: Status? {
    if case .status(let status, _) = self { status } else { nil }
  }
}

extension Int {
  /// The number with its thousands apart: `12,345`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var out = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }
}

extension Block {
  /// What stands for a block that has nothing in it.
  static let empty = "Nothing yet"
}

extension Block.Table {
  /// How many columns there are, counting cells that no heading stands above.
  var columnCount: Int { rows.reduce(columns.count) { max($0, $1.count) } }

  /// The heading of a column, empty where the table names none.
  func heading(_ column: Int) -> String {
    column < columns.count ? Visible.name(columns[column]) : ""
  }

  /// The row with a cell in every column.
  func padded(_ row: [Cell]) -> [Cell] {
    row + Array(repeating: .none, count: max(0, columnCount - row.count))
  }

  /// Whether a column holds numbers and nothing else, so that they stand under each other.
  func isNumeric(_ column: Int) -> Bool {
    let cells = rows.compactMap { column < $0.count ? $0[column] : nil }
    return cells.contains(where: \.isNumber) && cells.allSatisfy { $0.isNumber || $0.isNone }
  }
}

extension Block.Branch {
  /// Whether something below it is a problem, which a reader should not have to look for.
  var hidesProblem: Bool {
    branches.contains { $0.status.status == .problem || $0.hidesProblem }
  }
}

extension Block.Sheet {
  /// What stands above its title: a loose sheet says by itself that it is an exercise, and whose.
  var mark: String { "Exercise only. \(Visible.name(holder))" }
}

/// What happened on one day.
struct HappeningDay {
  let date: CalendarDate
  private(set) var happenings: [Block.Happening]

  /// The happenings by day, in their order; a day that comes back later stands there again.
  static func days(_ happenings: [Block.Happening]) -> [HappeningDay] {
    var days: [HappeningDay] = []
    for happening in happenings {
      if days.last?.date == happening.at.date {
        days[days.count - 1].happenings.append(happening)
      } else {
        days.append(HappeningDay(date: happening.at.date, happenings: [happening]))
      }
    }
    return days
  }
}

extension Block.Measure {
  /// `41 of 60`, before the name.
  var figures: String { "\(part.grouped) of \(whole.grouped)" }

  /// `41 of 60 told`.
  var words: String {
    let name = Visible.line(name)
    return name.isEmpty ? figures : "\(figures) \(name)"
  }

  /// How many of `steps` are reached, or nil where there is nothing to reach.
  ///
  /// All of them only when nothing is missing, and none only when nothing is there.
  func share(of steps: Int) -> Int? {
    guard whole > 0 else { return nil }
    let reached = min(max(part, 0), whole)
    if reached == 0 || reached == whole { return reached == 0 ? 0 : steps }
    let (high, low) = reached.multipliedFullWidth(by: steps)
    return max(1, whole.dividingFullWidth((high, low)).quotient)
  }
}

extension Block.Happening {
  /// The time of day at which it was: people read minutes, the log has the rest.
  var time: String { at.toTheMinute.time.words }
}
