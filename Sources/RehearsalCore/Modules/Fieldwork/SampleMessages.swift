/// Cases drawn at random, so that nobody can have chosen them.

package struct DrawSample: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.draw-sample"
  package static let verb: StaticString = "draws the sample"
  package static let doc: StaticString = "Chooses the cases of a sample at random"
  package let sample: ID<SampleLine>
}

extension DrawSample {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sample = f.one("sample", old?.sample, "Which one")
  }

  /// The clock finds a sample that inspectors drew early already there, and leaves it.
  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    if context.actor != .clock {
      try Fieldwork.requireCall(state)
      try Fieldwork.requireInspectorate(context, state)
    }
    let line = try plan.sample(sample)
    if state[Fieldwork.self].samples[sample] != nil {
      if context.actor == .clock { return [] }
      throw Rejection(FieldworkRefusal.alreadyDrawn(sample))
    }
    let all = plan.cases(of: line)
    let chosen = line.chance.sample(
      line.cases, below: all.count, SampleLine.kindOfDraw, Chance.entity(sample.text))
    return [
      SampleDrawn(
        sample: sample, title: line.title, list: line.list, size: all.count, seed: line.seed,
        cases: chosen.map { all[$0] })
    ]
  }
}

package struct ReplaceCase: Command, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.replace-case"
  package static let verb: StaticString = "replaces case"
  package static let doc: StaticString = "Draws another case in the place of one"
  package let drawn: ID<DrawnCase>
  package let sample: ID<SampleLine>
  package let because: String
}

extension ReplaceCase {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    drawn = f.one("case", old?.drawn, "The case that cannot be read")
    sample = f.one("in", old?.sample, "The sample")
    because = f.one("because", old?.because, "Why, such as worker on leave")
  }

  package func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    try Fieldwork.requireCall(state)
    try Fieldwork.requireInspectorate(context, state)
    let line = try plan.sample(sample)
    guard let known = state[Fieldwork.self].samples[sample] else {
      throw Rejection(FieldworkRefusal.notDrawn(sample))
    }
    guard let chosen = known.cases.first(where: { $0.id == drawn }) else {
      throw Rejection(FieldworkRefusal.caseUnknown(drawn, in: sample))
    }
    if let by = chosen.replacedBy {
      throw Rejection(FieldworkRefusal.alreadyReplaced(drawn, by: by))
    }
    let ever = known.cases.map(\.id)
    let rest = plan.cases(of: line).filter { !ever.contains($0) }
    if rest.isEmpty { throw Rejection(FieldworkRefusal.noCaseLeft(sample)) }
    let unit = line.chance.unit(
      SampleLine.kindOfDraw, Chance.entity(sample.text), UInt64(ever.count))
    let by = rest[min(Int(unit * Double(rest.count)), rest.count - 1)]
    return [CaseReplaced(sample: sample, title: line.title, drawn: drawn, by: by, because: because)]
  }
}

package struct SampleDrawn: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.sample-drawn"
  package static let doc: StaticString = "The cases of a sample were chosen at random"
  package let sample: ID<SampleLine>
  package let title: String
  package let list: ID<DataList>?
  package let size: Int
  package let seed: Int
  package let cases: [ID<DrawnCase>]
}

extension SampleDrawn {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sample = f.one("sample", old?.sample, "Which one")
    title = f.one("title", old?.title, "What is looked into")
    list = f.maybe("list", old?.list, "The list of data whose rows they are")
    size = f.one("of", old?.size, "How many there were to draw from")
    seed = f.one("seed", old?.seed, "The seed, so that the draw can be repeated")
    cases = f.list("cases", old?.cases, "The cases: made-up references, or rows of the list")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.samples[sample] = Fieldwork.SampleState(
      title: title, size: size, seed: seed, list: list, drawn: stamp.when,
      cases: cases.map { Fieldwork.ChosenCase(id: $0) })
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? { DrawSample(sample: sample) }
  package func story(_ names: Names) -> String? {
    "drew \(cases.count) of \(size) cases for \"\(title)\" with seed \(seed): "
      + cases.map(\.text).joined(separator: ", ")
  }
}

package struct CaseReplaced: Event, Hashable {
  package typealias Home = Fieldwork
  package static let name: StaticString = "fieldwork.case-replaced"
  package static let doc: StaticString = "Another case was drawn in the place of one"
  package let sample: ID<SampleLine>
  package let title: String
  package let drawn: ID<DrawnCase>
  package let by: ID<DrawnCase>
  package let because: String
}

extension CaseReplaced {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    sample = f.one("sample", old?.sample, "Which one")
    title = f.one("title", old?.title, "What is looked into")
    drawn = f.one("case", old?.drawn, "The case that cannot be read")
    by = f.one("by", old?.by, "The case that is read in its place")
    because = f.one("because", old?.because, "Why")
  }

  package func evolve(_ state: inout Fieldwork.State, _ stamp: Stamp) {
    state.samples.update(sample) { known in
      guard let index = known.cases.firstIndex(where: { $0.id == drawn }) else { return }
      known.cases[index].replacedBy = by
      known.cases[index].because = because
      known.cases.append(Fieldwork.ChosenCase(id: by))
    }
  }

  package func audience(_ state: RehearsalState) -> Audience { .everyone }
  package func act(_ stamp: Stamp) -> (any Command)? {
    ReplaceCase(drawn: drawn, sample: sample, because: because)
  }
  package func story(_ names: Names) -> String? {
    "replaced case \(drawn) of \"\(title)\" by \(by): \(because)"
  }
  package var isNotable: Bool { true }
}

extension SampleLine {
  /// The number of this kind of draw; each kind has its own.
  static let kindOfDraw: UInt64 = 101

  var chance: Chance { Chance(seed: UInt64(bitPattern: Int64(seed))) }
}

extension Plan {
  fileprivate func sample(_ id: ID<SampleLine>) throws(Rejection) -> SampleLine {
    let all = self[Fieldwork.self].samples
    guard let line = all.first(where: { $0.id == id }) else {
      let near = Suggestion.nearest(to: id.text, among: all.map(\.id.text))
      throw Rejection(FieldworkRefusal.sampleUnknown(id, nearest: near))
    }
    return line
  }

  /// What a sample is drawn from: the listed case files of a round, or the rows of a list.
  fileprivate func cases(of line: SampleLine) -> [ID<DrawnCase>] {
    if let round = line.round {
      return self[Audits.self].cases.filter { $0.round == round }.map { $0.id.as() }
    }
    return (1...max(1, line.size ?? line.cases * 5)).compactMap { ID("\($0)") }
  }
}
