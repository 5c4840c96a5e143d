import RehearsalCore

extension Columns {
  /// The first line of the table of playings.
  package var header: String { "rep," + all.map(\.name).joined(separator: ",") + "\n" }
}

extension Playings {
  /// A line for each playing, as a table that other programs read: its number, then minutes, counts
  /// and 0 or 1. What never comes is `inf`.
  ///
  /// Nine digits behind the point tell microseconds apart, so that nothing is lost.
  package var lines: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(count * columns.count * 12)
    for (offset, number) in replications.enumerated() {
      out.append(contentsOf: String(number).utf8)
      for (value, column) in zip(row(offset), columns.all) {
        out.append(UInt8(ascii: ","))
        switch column.unit {
        case .time: Playings.append(minutes: value, to: &out)
        case .count, .yes: out.append(contentsOf: String(value).utf8)
        }
      }
      out.append(0x0A)
    }
    return out
  }

  /// Minutes with as many digits as it takes, and none behind a point that would be zero.
  private static func append(minutes value: Int64, to out: inout [UInt8]) {
    guard value != Columns.never else {
      out.append(contentsOf: "inf".utf8)
      return
    }
    if value < 0 { out.append(UInt8(ascii: "-")) }
    let (minute, billion): (UInt64, UInt64) = (60_000_000, 1_000_000_000)
    var whole = value.magnitude / minute
    // The rest is below a minute, so that this never overflows.
    var digits = (value.magnitude % minute * billion + minute / 2) / minute
    if digits == billion { (whole, digits) = (whole + 1, 0) }
    out.append(contentsOf: String(whole).utf8)
    guard digits > 0 else { return }
    var places = 9
    while digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
    let text = Array(String(digits).utf8)
    out.append(UInt8(ascii: "."))
    out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: places - text.count))
    out.append(contentsOf: text)
  }

  /// These and those that follow them, of the same model and seed.
  package func joined(with next: Playings) -> Playings {
    precondition(
      next.seed == seed && next.columns == columns
        && next.replications.lowerBound == replications.upperBound, "playings that do not follow")
    var sums = tally
    sums.add(next.tally)
    return Playings(
      columns: columns, seed: seed,
      replications: replications.lowerBound..<next.replications.upperBound,
      values: values + next.values, tally: sums)
  }

  /// The playings from the best to the worst, by their numbers: first by how many goals are met,
  /// then by how much is late, then by when the last document is in and the last person is told.
  package func ranked(by goals: [Goal]) -> [UInt64] {
    let late = [
      columns.docsLate, columns.tasksLate, columns.surpriseLate, columns.auditsLate,
      columns.listsLate,
    ].filter { $0 >= 0 }
    let keys = (0..<count).map { row in
      [
        Int64(-goals.count { $0.holds(in: self, row: row) }),
        late.reduce(0) { $0 + self[row, $1] },
        self[row, columns.docsDone], self[row, columns.t100],
      ]
    }
    return (0..<count).sorted { one, other in
      keys[one] == keys[other]
        ? one < other : keys[one].lexicographicallyPrecedes(keys[other])
    }.map { replications.lowerBound + UInt64($0) }
  }
}
