import RehearsalStorage

/// Row 3: whole lines are taken away, stand twice, or change places.
enum LineRow {
  static let row = Row(
    number: 3, title: "lines deleted, doubled, swapped", run: { try run(.real, $0) },
    control: "a verifier that checks each line and no chain", runControl: runControl)

  private static func run(_ subject: Subject, _ budget: Budget) throws -> Tally {
    try run(subject, try Sample([1, 3, 1, 2], budget.bench), budget)
  }

  private static func runControl(_ budget: Budget) throws -> Tally {
    let sample = try Sample([1, 3, 1, 2], budget.bench)
    let known = Set(sample.lines)
    return try run(
      Subject(
        isSound: { folder in
          try Files.read(folder.log).split(separator: 0x0A).allSatisfy {
            known.contains(Array($0) + [0x0A])
          }
        }, goOn: { _ in }), sample, budget)
  }

  private static func run(
    _ subject: Subject, _ sample: Sample, _ budget: Budget
  ) throws -> Tally {
    let folder = try budget.bench.folder("lines")
    var tally = Tally()
    for state in HeadState.allCases {
      for (name, lines) in changes(sample.lines) {
        let bytes = Array(lines.joined())
        guard bytes != sample.bytes else { continue }
        let trial = trial("\(name) with \(state.rawValue)", bytes, state, sample)
        tally.add(try trial.run(subject, in: folder, of: sample))
      }
    }
    return tally
  }

  private static func changes(_ lines: [[UInt8]]) -> [(String, [[UInt8]])] {
    var changes: [(String, [[UInt8]])] = []
    for one in lines.indices {
      for length in 1...3 where one + length <= lines.count {
        var fewer = lines
        fewer.removeSubrange(one..<one + length)
        changes.append(("lines \(one + 1) to \(one + length) deleted", fewer))
      }
      for place in 0...lines.count {
        var more = lines
        more.insert(lines[one], at: place)
        changes.append(("line \(one + 1) again as \(place + 1)", more))
      }
      for other in lines.indices where other > one {
        var swapped = lines
        swapped.swapAt(one, other)
        changes.append(("lines \(one + 1) and \(other + 1) swapped", swapped))
      }
    }
    return changes
  }

  private static func trial(
    _ name: String, _ bytes: [UInt8], _ state: HeadState, _ sample: Sample
  ) -> Trial {
    let head = state.head(of: sample)
    let same = bytes.firstDifference(from: sample.bytes)
    let whole = sample.whole(in: same)?.size ?? 0
    let isPrefix = same == bytes.count && whole == same
    let expectation: Trial.Expectation =
      if whole == 0 || head?.size ?? 0 > whole { .refused } else if isPrefix { .shorter } else {
        .either
      }
    return Trial(
      name: name, bytes: bytes, head: head, intact: whole, expectation: expectation)
  }
}
