/// What somebody can do about who sits where.
extension Cover {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    switch viewer {
    case .room: []
    case .facilitator: plan.scenario.head.roles.compactMap { seating($0, state) }
    case .role(let me): own(me, state, plan)
    }
  }

  /// The viewer's own seat.
  private static func own(
    _ me: ID<Role>, _ state: RehearsalState, _ plan: Plan
  ) -> [Offer] {
    let cover = state[Cover.self]
    guard let seat = cover.seats[me] else { return [] }
    var offers: [Offer] = []
    if cover.isAway(me), let away = cover.away[me] {
      offers.append(
        Offer(
          "cover.back", "You are said to be away", why: away.because ?? "",
          due: away.until(state), since: away.since, .now,
          [Block.Form(ComeBack.self, "I am back", without: ["as"])]))
    } else if seat.isPerson {
      offers.append(
        Offer(
          "cover.away", "Say that you cannot be reached", .later,
          [Block.Form(GoAway.self, "I am away", without: ["as"])]))
    }
    if seat.filling == .deputised {
      guard mayTakeBack(me, seat, cover, plan) else { return offers }
      offers.append(
        Offer(
          "cover.hand-back", "Hand the role back", why: "The deputy sits in it.",
          since: seat.since, .later,
          [Block.Form(HandBackSeat.self, "Hand it back", without: ["as"])]))
    } else if let deputy = plan.scenario.head.roles.first(where: { $0.id == me })?.deputy,
      maySit(deputy, in: me, cover, plan)
    {
      offers.append(
        Offer(
          "cover.deputise", "Let the deputy take over", .later,
          [Block.Form(Deputise.self, "The deputy takes over", without: ["as"])]))
    }
    return offers
  }

  private static func mayTakeBack(
    _ me: ID<Role>, _ seat: SeatState, _ cover: State, _ plan: Plan
  ) -> Bool {
    seat.before?.person.map { maySit($0, in: me, cover, plan) } ?? true
  }

  /// Whether somebody sits nowhere else, or may sit in several roles.
  private static func maySit(
    _ person: ID<Person>, in role: ID<Role>, _ cover: State, _ plan: Plan
  ) -> Bool {
    cover.roles(of: person).allSatisfy { $0 == role }
      || plan[Cover.self].holdsSeveral.contains(person)
  }

  /// A seat that the deputy sits in.
  private static func handingBack(_ role: Role, _ seat: SeatState) -> Offer {
    Offer(
      "cover.seat.\(role.id)", "Give the seat of \(role.title) back",
      why: "The deputy sits there.", since: seat.since, .later,
      [Block.Form(HandBackSeat.self, "Hand it back", ["as": role.id])])
  }

  /// A seat that nobody answers for.
  private static func seating(
    _ role: Role, _ state: RehearsalState
  ) -> Offer? {
    let cover = state[Cover.self]
    guard let seat = cover.seats[role.id] else { return nil }
    if seat.filling == .deputised { return handingBack(role, seat) }
    guard !cover.isCovered(role.id) else { return nil }
    let about: KeyValuePairs<StaticString, any FieldValue> = ["role": role.id]
    let isMeant = seat.filling == .empty
    let reason = seat.reason ?? cover.away[role.id]?.because
    let isAway = cover.isAway(role.id)
    let words =
      isMeant ? "Empty on purpose" : isAway ? "Whoever sits there is away" : "Nobody sits there"
    var forms = [
      Block.Form(SeatPerson.self, "Seat somebody", ["in": role.id]),
      Block.Form(LetComputerPlay.self, "Let the computer play", about),
    ]
    if role.deputy != nil {
      forms.insert(Block.Form(Deputise.self, "The deputy takes over", ["as": role.id]), at: 0)
    }
    if !isMeant { forms.append(Block.Form(LeaveSeatEmpty.self, "Leave it empty", about)) }
    return Offer(
      "cover.seat.\(role.id)", "Fill the seat of \(role.title)",
      why: words + (reason.map { ": \($0)." } ?? "."), since: seat.since,
      isMeant ? .later : role.isCritical ? .now : .soon, forms)
  }
}
