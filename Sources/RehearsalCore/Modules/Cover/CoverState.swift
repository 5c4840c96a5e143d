extension Cover {
  /// Who sits in which role, and who cannot be reached.
  package struct State: ModuleState {
    package var seats = OrderedMap<ID<Role>, SeatState>()
    package var away = OrderedMap<ID<Role>, Away>()
  }

  /// How a seat is filled, or why it is not.
  package enum Filling: String, Choice, Encodable {
    /// A person sits there: the holder or somebody else.
    case taken
    /// The deputy sits there for a while.
    case deputised
    case computer
    /// Nobody sits there, on purpose.
    case empty
    /// Nobody sits there, and nobody said that it should be so.
    case vacant
  }

  /// One seat. What stands here before anybody says otherwise is what the scenario plans.
  package struct SeatState: Sendable, Encodable, Hashable {
    package var filling: Filling
    package var person: ID<Person>?
    package var reason: String?
    /// When somebody said so; `nil` for what the scenario plans.
    package var since: Moment?
    package var isCritical = false
    /// What it was before the deputy took over, to go back to.
    package var before: Occupant?
    /// When the deputy handed it back; `nil` once somebody says otherwise.
    package var handedBack: Moment?
  }

  /// Who or what is in a seat.
  package struct Occupant: Sendable, Encodable, Hashable {
    package let filling: Filling
    package let person: ID<Person>?
    package let reason: String?
  }

  /// A stretch in which whoever sits in a role cannot be reached.
  package struct Away: Sendable, Encodable, Hashable {
    package let since: Moment
    package var until: Moment?
    package let because: String?
    /// Who is away: another person in that seat can be reached.
    package let person: ID<Person>?
    /// The event that said so: what was put off later moves the end.
    package let said: Int
    package var ended: Moment?
  }

  package static let commands: [any Command.Type] = [
    SeatPerson.self, JoinRole.self, Deputise.self, HandBackSeat.self, LeaveSeatEmpty.self,
    LetComputerPlay.self, GoAway.self, ComeBack.self, BeginLeave.self, EndLeave.self,
    EndAbsence.self,
  ]

  package static let events: [any Event.Type] = [
    SeatTaken.self, SeatDeputised.self, SeatHandedBack.self, SeatLeftEmpty.self,
    SeatGivenToComputer.self, AbsenceBegan.self, AbsenceEnded.self,
  ]

  /// A holder counts as sitting there until somebody says otherwise, so that a script need not
  /// begin with everybody sitting down.
  package static func initialState(_ plan: Plan) -> State {
    var state = State()
    let lines = plan[Cover.self].seats
    for role in plan.scenario.head.roles {
      let line = lines.first { $0.role == role.id }
      let filling: Filling =
        switch line?.filling {
        case .empty: .empty
        case .computer: .computer
        case nil: role.holder == nil ? .vacant : .taken
        }
      state.seats[role.id] = SeatState(
        filling: filling, person: filling == .taken ? role.holder : nil, reason: line?.reason,
        isCritical: role.isCritical)
    }
    return state
  }
}

extension Cover.SeatState {
  /// Whether a person sits there.
  package var isPerson: Bool { filling == .taken || filling == .deputised }

  var occupant: Cover.Occupant {
    Cover.Occupant(filling: filling, person: person, reason: reason)
  }
}

extension Cover.Away {
  /// When it ends, now that things were put off; `nil` where nobody knows.
  func until(_ state: RehearsalState) -> Moment? {
    until.map { state.moved($0, since: said) }
  }
}

extension Cover.State {
  /// Whether whoever sits in `role` cannot be reached.
  package func isAway(_ role: ID<Role>) -> Bool {
    guard let away = away[role], away.ended == nil else { return false }
    return away.person == seats[role]?.person
  }

  /// Whether anybody, or the computer, answers for `role` at this moment.
  package func isCovered(_ role: ID<Role>) -> Bool {
    switch seats[role]?.filling {
    case .taken, .deputised, .computer: !isAway(role)
    case .empty, .vacant, nil: false
    }
  }

  /// The roles in which `person` sits.
  package func roles(of person: ID<Person>) -> [ID<Role>] {
    zip(seats.keys, seats.values).filter { $1.isPerson && $1.person == person }.map(\.0)
  }

  /// Puts somebody else, or nobody, in a seat. Whoever was away from it is away from it no more.
  mutating func fill(
    _ role: ID<Role>, _ occupant: Cover.Occupant, _ stamp: Stamp, keepsBefore: Bool = false
  ) {
    seats.update(role, default: Cover.SeatState(filling: .vacant)) { seat in
      seat.before = keepsBefore ? seat.before ?? seat.occupant : nil
      seat.filling = occupant.filling
      seat.person = occupant.person
      seat.reason = occupant.reason
      seat.since = stamp.when
      seat.handedBack = nil
    }
    if !keepsBefore { endAbsence(of: role, stamp.when) }
  }

  mutating func endAbsence(of role: ID<Role>, _ now: Moment) {
    away.update(role) { away in
      if away.ended == nil { away.ended = now }
    }
  }
}

extension Cover {
  /// The critical roles that nobody answers for, in the scenario's order: a rehearsal should not
  /// start without them, unless somebody says why.
  package static func uncovered(_ state: RehearsalState, _ plan: Plan) -> [ID<Role>] {
    plan.scenario.head.roles.filter(\.isCritical).map(\.id).filter {
      !state[Cover.self].isCovered($0)
    }
  }
}
