/// The calls of one message as they branch, with how many people stand below each.
///
/// The list and the picture are both made of this, so that neither knows anything the other does
/// not.
struct CallTree: Sendable {
  /// One call, and those that its recipient makes.
  struct Place: Sendable {
    let name: String
    let status: Cell
    /// Who has told them, tells them now or is to tell them, as a sentence; `nil` where the message
    /// set out.
    let source: String?
    let isTold: Bool
    /// How many people it is, and how many of them have been told.
    let people: Int
    let told: Int
    let peopleBelow: Int
    let toldBelow: Int
    let places: [Place]
  }

  let places: [Place]

  init(_ cascade: Communication.CascadeState, _ words: CallWords) {
    let contacts = cascade.contacts
    var calls: [ID<Recipient>: [Communication.Contact]] = [:]
    var tops: [Communication.Contact] = []
    for contact in contacts.values {
      if let caller = contact.caller, contacts[caller] != nil {
        calls[caller, default: []].append(contact)
      } else {
        tops.append(contact)
      }
    }
    func place(_ contact: Communication.Contact) -> Place {
      let places = (calls[contact.recipient] ?? []).map { place($0) }
      return Place(
        name: words.name(contact), status: words.cell(contact), source: words.source(contact),
        isTold: contact.told != nil, people: contact.size, told: contact.count,
        peopleBelow: places.reduce(0) { $0 + $1.people + $1.peopleBelow },
        toldBelow: places.reduce(0) { $0 + $1.told + $1.toldBelow }, places: places)
    }
    places = tops.map { place($0) }
  }
}

extension CallTree.Place {
  /// How many people its branch has, itself among them.
  fileprivate var branch: Int { people + peopleBelow }

  /// How many are told below it; `nil` where nobody is.
  private var counts: String? {
    peopleBelow > 0 ? "\(toldBelow) of \(peopleBelow) told below" : nil
  }

  /// - Parameter isOutermost: Whether it stands below nobody, who would say whence it comes.
  fileprivate func listed(isOutermost: Bool = false) -> Block.Branch {
    let from = isOutermost ? source.map { $0.prefix(1).lowercased() + $0.dropFirst() } : nil
    let more = [from, counts].compactMap { $0 }.joined(separator: ", ")
    return Block.Branch(
      name + (more.isEmpty ? "" : ": \(more)"), status: status,
      branches: places.map { $0.listed() })
  }

  fileprivate var pictured: Block.Place {
    let sentences = [source, counts].compactMap { $0 }.map { " \($0)." }.joined()
    return Block.Place(
      name, status: status, words: "\(name): \(status.said).\(sentences)", size: people,
      places: places.map(\.pictured))
  }

  fileprivate var depth: Int { 1 + (places.map(\.depth).max() ?? 0) }

  /// The one who holds up most people: not told yet, although the call could have come.
  fileprivate var obstacle: CallTree.Place? {
    guard isTold else { return peopleBelow > toldBelow ? self : nil }
    return places.compactMap(\.obstacle).largest { $0.peopleBelow - $0.toldBelow }
  }
}

// MARK: - The list and the picture

extension CallTree {
  var branches: [Block.Branch] { places.map { $0.listed(isOutermost: true) } }

  /// - Parameter table: The id of the table of the same calls.
  func picture(table: String) -> Block.Picture {
    Block.Picture(
      title: title, summary: summary, unit: "people", key: CallTree.key, table: table,
      places: places.map(\.pictured))
  }

  private static let key = [
    Block.Meaning(.done, "Confirmed"), Block.Meaning(.late, "Confirmed late"),
    Block.Meaning(.underWay, "Being told"), Block.Meaning(.atRisk, "No answer, or a message left"),
    Block.Meaning(.problem, "Unreachable"), Block.Meaning(.neutral, "Waiting"),
  ]

  private var people: Int { places.reduce(0) { $0 + $1.branch } }

  /// How many know, and behind whom most of the others wait.
  private var title: String {
    let told = places.reduce(0) { $0 + $1.told + $1.toldBelow }
    if told == people {
      return people == 1 ? "The only person is told" : "All \(people) people are told"
    }
    let known = told == 0 ? "Nobody is told yet" : "\(told) of \(people) people are told"
    let obstacles = places.compactMap(\.obstacle)
    guard let first = obstacles.largest({ $0.peopleBelow - $0.toldBelow }) else { return known }
    let held = first.peopleBelow - first.toldBelow
    return "\(known); \(held) \(held == 1 ? "waits" : "wait") behind \(first.name)"
  }

  /// How far it goes, and where most of it lies.
  private var summary: String {
    let calls = (places.map(\.depth).max() ?? 1) - 1
    let deep = "\(calls) \(calls == 1 ? "call" : "calls") deep"
    guard let first = places.first else { return "Nobody is to be told." }
    if calls == 0 {
      return places.count == 1
        ? "The message goes to \(first.name) and no further."
        : "The message goes to \(people) people, and none of them passes it on."
    }
    let start =
      places.count == 1
      ? "From \(first.name) the message goes" : "From \(places.count) places the message goes"
    let branches = places.count == 1 ? first.places : places
    guard branches.count > 1, let largest = branches.largest(\.branch),
      branches.count(where: { $0.branch == largest.branch }) == 1
    else { return "\(start) \(deep)." }
    return "\(start) \(deep); the largest branch is \(largest.name), with \(largest.branch) of "
      + "\(people) people."
  }
}

extension Cell {
  /// The words of a status.
  fileprivate var said: String {
    switch self {
    case .status(_, let words), .words(let words): words
    case .number, .moment, .duration, .box, .line, .none: ""
    }
  }
}

extension Array {
  /// The first of those for which `size` is greatest.
  fileprivate func largest(_ size: (Element) -> Int) -> Element? {
    var found: (element: Element, size: Int)?
    for element in self {
      let size = size(element)
      if size > found?.size ?? .min { found = (element, size) }
    }
    return found?.element
  }
}
