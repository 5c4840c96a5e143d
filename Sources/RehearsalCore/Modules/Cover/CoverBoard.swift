/// Who covers which role?
package struct CoverBoard: Board {
  package static let name: StaticString = "cover"
  package static let question: StaticString = "Who covers which role?"

  /// One seat, in words that do not change: scripts read them.
  package struct Seat: Encodable, Sendable {
    package let role: String
    package let title: String
    /// An id, never a name.
    package let person: String?
    /// `taken`, `deputised`, `computer`, `empty` or `vacant`.
    package let filling: String
    /// Whether nobody said so yet, and it is as the scenario plans it.
    package let isAsPlanned: Bool
    /// Whether a deputy sat there last, and handed it back.
    package let isHandedBack: Bool
    package let reason: String?
    package let isCritical: Bool
    package let isCovered: Bool
    package let hasSeveralRoles: Bool
    /// Whether somebody is away from it: whoever sits there, or whom the deputy stands in for.
    package let isAway: Bool
    package let awayUntil: Moment?
    package let awayBecause: String?
  }

  /// One person in several roles.
  package struct Several: Encodable, Sendable {
    package let person: String
    package let roles: [String]
  }

  package let seats: [Seat]
  package let several: [Several]

  init(_ state: RehearsalState) {
    let names = state.names
    let cover = state[Cover.self]
    seats = zip(cover.seats.keys, cover.seats.values).map { role, seat in
      let away = cover.away[role].flatMap { $0.ended == nil ? $0 : nil }
      return Seat(
        role: role.text, title: names.title(role), person: seat.person?.text,
        filling: seat.filling.rawValue, isAsPlanned: seat.since == nil,
        isHandedBack: seat.handedBack != nil, reason: seat.reason,
        isCritical: seat.isCritical, isCovered: cover.isCovered(role),
        hasSeveralRoles: seat.person.map { cover.roles(of: $0).count > 1 } ?? false,
        isAway: away != nil, awayUntil: away?.until(state), awayBecause: away?.because)
    }
    let people = cover.seats.values.compactMap { $0.isPerson ? $0.person : nil }.firsts
    several = people.compactMap { person in
      let roles = cover.roles(of: person)
      return roles.count > 1
        ? Several(person: person.text, roles: roles.map { names.title($0) }) : nil
    }
  }

  private var uncovered: [Seat] { seats.filter { $0.isCritical && !$0.isCovered } }

  package var blocks: [Block] {
    var blocks = [Block("cover", .heading("\(Self.question)"))]
    if !uncovered.isEmpty {
      let titles = uncovered.map(\.title).joined(separator: ", ")
      blocks.append(Block("cover-uncovered", .notice("Critical and not covered: \(titles).")))
    }
    blocks.append(
      Block(
        "cover-covered",
        .measure(Block.Measure("roles covered", seats.filter(\.isCovered).count, of: seats.count))))
    blocks.append(Block("cover-facts", .facts(figures)))
    blocks.append(Block("cover-seats", .table(table)))
    if !several.isEmpty { blocks.append(Block("cover-several", .table(severalTable))) }
    return blocks
  }

  private var figures: [Block.Fact] {
    func count(_ filling: Cover.Filling) -> Cell {
      .number(seats.filter { $0.filling == filling.rawValue }.count)
    }
    return [
      Block.Fact(
        "Critical and not covered",
        uncovered.isEmpty ? .status(.done, "None") : .status(.problem, "\(uncovered.count)")),
      Block.Fact("Deputised", count(.deputised)),
      Block.Fact("Played by the computer", count(.computer)),
      Block.Fact("Empty on purpose", count(.empty)), Block.Fact("Nobody there", count(.vacant)),
      Block.Fact("Away", .number(seats.filter(\.isAway).count)),
    ]
  }

  private var table: Block.Table {
    Block.Table(
      caption: "Seats", columns: ["Role", "Who sits there", "How it is covered", "Away until"],
      rows: seats.map { [.words($0.title), .words($0.who), $0.cell, $0.awayCell] })
  }

  private var severalTable: Block.Table {
    Block.Table(
      caption: "One person, several roles", columns: ["Person", "Roles"],
      rows: several.map { [.words($0.person), .words($0.roles.joined(separator: ", "))] })
  }
}

extension CoverBoard.Seat {
  fileprivate var who: String {
    if let person { return person }
    return filling == Cover.Filling.computer.rawValue ? "The computer" : "Nobody"
  }

  /// What nobody answers for is a problem where it is critical, and a risk anywhere else.
  private func open(_ words: String, _ why: String?) -> Cell {
    .status(
      isCritical ? .problem : .atRisk,
      words + (isCritical ? ", and critical" : "") + (why.map { ": \($0)" } ?? ""))
  }

  fileprivate var cell: Cell {
    let why = reason.map { ": \($0)" } ?? ""
    let filling = Cover.Filling(rawValue: filling) ?? .vacant
    return switch filling {
    case .vacant: open(isHandedBack ? "Handed back, to nobody" : "Nobody", nil)
    case .empty where isCritical: open("Empty on purpose", reason)
    case .empty: .status(.neutral, "Empty on purpose\(why)")
    case .taken where !isCovered, .deputised where !isCovered, .computer where !isCovered:
      open("Away", awayBecause)
    case .computer: .status(.neutral, "Played by the computer\(why)")
    case .deputised where hasSeveralRoles:
      .status(.atRisk, "Deputised, by somebody with several roles\(why)")
    case .deputised: .status(.done, "Deputised\(why)")
    case .taken where hasSeveralRoles: .status(.atRisk, "\(taken), with several roles\(why)")
    case .taken: .status(.done, isAsPlanned ? "Taken, as planned" : "\(taken)\(why)")
    }
  }

  private var taken: String { isHandedBack ? "Handed back" : "Taken" }

  fileprivate var awayCell: Cell {
    guard isAway else { return .none }
    return awayUntil.map { .moment($0) } ?? .words("Nobody knows")
  }
}

extension Cover {
  package static func boards(_ state: RehearsalState) -> [any Board] { [CoverBoard(state)] }
}
