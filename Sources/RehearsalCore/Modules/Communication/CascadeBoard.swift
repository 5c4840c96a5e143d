/// Who has been told, as far as the viewer may know?
package struct CascadeBoard: Board {
  package static let name: StaticString = "cascade"
  package static let question: StaticString = "Who has been told?"

  /// One line of the table, in words that do not change: scripts read them.
  package struct Call: Encodable, Sendable {
    package let recipient: String
    package let caller: String?
    /// `waiting`, `blocked`, `trying`, `no-answer`, `left-message`, `confirmed`,
    /// `confirmed-late` or `unreachable`.
    package let standing: String
    package let told: Moment?
    package let via: String
    package let attempts: Int
    package let count: Int
    package let size: Int
    package let repeated: Int?
    package let reason: String?
    package let next: String?
  }

  package let id: String
  package let title: String
  package let message: String
  package let activated: Moment?
  package let due: Moment?
  package let facts: [KeyFact]
  package let targets: [Communication.TargetState]
  package let fidelityTarget: Int?
  package let measures: CascadeMeasures
  package let calls: [Call]
  private let tree: CallTree

  private enum CodingKeys: CodingKey {
    case id, title, message, activated, due, facts, targets, fidelityTarget, measures, calls
  }

  /// - Parameter isForAll: Whether it goes to all whom any message goes to, so that it is no secret
  ///   among them.
  init(_ cascade: Communication.CascadeState, _ names: Names, isForAll: Bool) {
    self.isForAll = isForAll
    id = cascade.id.text
    title = cascade.title
    message = cascade.message
    activated = cascade.activated
    due = cascade.due
    facts = cascade.facts
    targets = cascade.targets
    fidelityTarget = cascade.fidelityTarget
    measures = CascadeMeasures(cascade)
    let words = CallWords(cascade, names)
    calls = cascade.contacts.values.map { contact in
      Call(
        recipient: names.title(contact.recipient), caller: contact.caller.map { names.title($0) },
        standing: words.standing(contact), told: contact.told, via: contact.via.rawValue,
        attempts: contact.attempts, count: contact.count, size: contact.size,
        repeated: contact.repeated?.count, reason: contact.reason, next: words.next(contact))
    }
    tree = CallTree(cascade, words)
    rows = cascade.contacts.values.map { words.row($0) }
  }

  private let rows: [[Cell]]
  private let isForAll: Bool

  package var glance: [Block.Fact] {
    guard isForAll else { return [] }
    return [
      Block.Fact("\(title): told", .words("\(measures.confirmed) of \(measures.people)"))
    ]
  }

  /// What its blocks' ids begin with. No id holds the line below, so that the calls of `call` are
  /// never the heading of a message called `call-calls`.
  private var key: String { "\(Self.name)_\(id)" }

  package var blocks: [Block] {
    var blocks = [Block(key, .heading("\(title): \(Self.question.lowercased)"))]
    if !message.isEmpty { blocks.append(Block("\(key)_message", .text(message))) }
    if !facts.isEmpty { blocks.append(Block("\(key)_key-facts", .table(keyFacts))) }
    blocks.append(
      Block(
        "\(key)_told", .measure(Block.Measure("told", measures.confirmed, of: measures.people))))
    blocks.append(Block("\(key)_facts", .facts(figures)))
    if measures.curve.count > 1 { blocks.append(Block("\(key)_curve", .chart(curve))) }
    if !facts.isEmpty { blocks += fidelity }
    blocks.append(Block("\(key)_tree", .tree(tree.branches)))
    blocks.append(
      Block(
        "\(key)_calls",
        .table(
          Block.Table(
            caption: "Calls",
            columns: [
              "Who", "Told by", "How it stands", "Told", "Tries", "Repeated back", "Next",
            ], rows: rows))))
    if !tree.places.isEmpty {
      blocks.append(Block("\(key)_picture", .picture(tree.picture(table: "\(key)_calls"))))
    }
    return blocks
  }

  /// How the message went round, against its targets.
  private var curve: Block.Chart {
    let title =
      measures.to100.map { "Everyone was told within \($0.toTheMinute.words)" }
      ?? "\(measures.confirmed) of \(measures.people) were told"
    let marks = targets.map { target in
      Block.Mark(
        target.by, target.share == 100 ? "all to be told" : "\(target.share)% to be told")
    }
    return Block.Chart(
      title: title, unit: "people told", whole: measures.people,
      series: [Block.Series("Told", measures.curve)], marks: marks)
  }

  private var figures: [Block.Fact] {
    var figures: [Block.Fact] = []
    if let activated { figures.append(Block.Fact("Sent", .moment(activated))) }
    for target in targets {
      let name = target.share == 100 ? "Everyone told" : "\(target.share)% told"
      figures.append(Block.Fact("Target: \(name.lowercased()) by", .moment(target.by)))
      let standing: Cell =
        switch (target.met, target.missed) {
        case (.some(let met), _) where met <= target.by:
          .status(.done, "Met, \(met.toTheMinute.words)")
        case (.some(let met), _): .status(.late, "Met late, \(met.toTheMinute.words)")
        case (nil, .some): .status(.problem, "Missed")
        case (nil, nil): .status(.neutral, "Open")
        }
      figures.append(Block.Fact("Target: \(name.lowercased())", standing))
    }
    figures += [
      Block.Fact("Reached", .number(measures.reached)),
      Block.Fact("Confirmed", .number(measures.confirmed)),
      Block.Fact("Confirmed late", .number(measures.confirmedLate)),
      Block.Fact("Unreachable", .number(measures.unreachable)),
      Block.Fact("Time to 50%", .duration(measures.to50)),
      Block.Fact("Time to 90%", .duration(measures.to90)),
      Block.Fact("Time to everyone", .duration(measures.to100)),
      Block.Fact("First told", .moment(measures.first)),
      Block.Fact("Last told", .moment(measures.last)),
      Block.Fact("Tries in all", .number(measures.attempts)),
      Block.Fact("Stalls", .number(measures.stalls)),
    ]
    return figures
  }

  private var keyFacts: Block.Table {
    Block.Table(
      caption: "Key facts to repeat back", columns: ["Fact", "In sentences"],
      rows: facts.map { [.words($0.text), .words($0.id.text)] })
  }

  /// Whether the story stayed the same on its way down. What nobody checked is said, not guessed.
  private var fidelity: [Block] {
    var facts = [
      Block.Fact(
        "Came back in full", .words("\(measures.inFull) of \(measures.checked) checked")),
      Block.Fact(
        "Key facts repeated back", .words("\(measures.factsRepeated) of \(measures.factsAsked)")),
    ]
    if let fidelityTarget {
      let met = measures.inFull * 100 >= fidelityTarget * measures.checked
      let words = "\(fidelityTarget)% come back in full"
      facts.append(
        Block.Fact(
          "Target: \(words)",
          measures.checked == 0
            ? .status(.neutral, "Nothing checked")
            : met ? .status(.done, "Met") : .status(.problem, "Not met")))
    }
    let table = Block.Table(
      caption: "Fidelity down the tree", columns: ["Calls from the start", "Facts repeated back"],
      rows: measures.levels.map {
        [.number($0.level), .words("\($0.factsRepeated) of \($0.factsAsked)")]
      })
    return [Block("\(key)_fidelity", .facts(facts))]
      + (measures.levels.isEmpty ? [] : [Block("\(key)_levels", .table(table))])
  }
}

extension StaticString {
  fileprivate var lowercased: String { "\(self)".lowercased() }
}
