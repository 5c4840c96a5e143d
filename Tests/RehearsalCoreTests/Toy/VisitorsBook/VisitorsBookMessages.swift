import RehearsalCore

struct SignVisitorIn: Command, Hashable {
  typealias Home = VisitorsBook
  static let name: StaticString = "visitors-book.sign-in"
  static let verb: StaticString = "signs in"
  static let doc: StaticString = "Writes a visitor into the book"
  let visitor: ID<BookVisitor>
  let at: ID<BookEntrance>
  let brings: [String]
}

extension SignVisitorIn {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    visitor = f.one("visitor", old?.visitor, "Who comes, by id")
    at = f.one("at", old?.at, "The entrance")
    brings = f.list("brings", old?.brings, "What they carry")
  }

  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    let book = state[VisitorsBook.self]
    guard let entrance = plan[VisitorsBook.self].entrances.first(where: { $0.id == at }) else {
      let ids = plan[VisitorsBook.self].entrances.map(\.id.text)
      throw Rejection(
        VisitorsBookRefusal.entranceUnknown(
          at, nearest: Suggestion.nearest(to: at.text, among: ids)))
    }
    if let visit = book.visits[visitor], visit.left == nil {
      throw Rejection(VisitorsBookRefusal.alreadyIn(visitor))
    }
    guard book.inside(at) < entrance.badges else {
      throw Rejection(VisitorsBookRefusal.noBadge(at))
    }
    return [VisitorSignedIn(visitor: visitor, at: at, brings: brings)]
  }
}

struct SignVisitorOut: Command, Hashable {
  typealias Home = VisitorsBook
  static let name: StaticString = "visitors-book.sign-out"
  static let verb: StaticString = "signs out"
  static let doc: StaticString = "Writes down that a visitor has left"
  let visitor: ID<BookVisitor>
}

extension SignVisitorOut {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    visitor = f.one("visitor", old?.visitor, "Who leaves, by id")
  }

  func decide(
    _ state: RehearsalState, _ plan: Plan, _ context: Context
  ) throws(Rejection) -> [any Event] {
    guard let visit = state[VisitorsBook.self].visits[visitor], visit.left == nil else {
      throw Rejection(VisitorsBookRefusal.notIn(visitor))
    }
    return [VisitorSignedOut(visitor: visitor)]
  }
}

struct VisitorSignedIn: Event, Hashable {
  typealias Home = VisitorsBook
  static let name: StaticString = "visitors-book.signed-in"
  static let doc: StaticString = "A visitor came in"
  let visitor: ID<BookVisitor>
  let at: ID<BookEntrance>
  let brings: [String]
}

extension VisitorSignedIn {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    visitor = f.one("visitor", old?.visitor, "Who came, by id")
    at = f.one("at", old?.at, "The entrance")
    brings = f.list("brings", old?.brings, "What they carried")
  }

  func evolve(_ state: inout VisitorsBook.State, _ stamp: Stamp) {
    state.visits[visitor] = VisitorsBook.Visit(at: at, came: stamp.at, brings: brings)
  }

  func audience(_ state: RehearsalState) -> Audience { state.deskAlone }
  func act(_ stamp: Stamp) -> (any Command)? {
    SignVisitorIn(visitor: visitor, at: at, brings: brings)
  }
  func story(_ names: Names) -> String? { "signed in \(visitor) at \(names.title(at))" }
}

struct VisitorSignedOut: Event, Hashable {
  typealias Home = VisitorsBook
  static let name: StaticString = "visitors-book.signed-out"
  static let doc: StaticString = "A visitor left"
  let visitor: ID<BookVisitor>
}

extension VisitorSignedOut {
  init(_ f: inout some FieldVisitor, _ old: Self?) {
    visitor = f.one("visitor", old?.visitor, "Who left, by id")
  }

  func evolve(_ state: inout VisitorsBook.State, _ stamp: Stamp) {
    state.visits.update(visitor) { $0.left = stamp.at }
  }

  func audience(_ state: RehearsalState) -> Audience { state.deskAlone }
  func act(_ stamp: Stamp) -> (any Command)? { SignVisitorOut(visitor: visitor) }
  func story(_ names: Names) -> String? { "signed out \(visitor)" }
}

extension RehearsalState {
  fileprivate var deskAlone: Audience {
    self[VisitorsBook.self].desk.map { .roles([$0]) } ?? .facilitators
  }
}
