import RehearsalCore

extension VisitorsBook {
  struct State: ModuleState {
    let desk: ID<Role>?
    var visits = OrderedMap<ID<BookVisitor>, Visit>()

    init(desk: ID<Role>?) { self.desk = desk }

    /// How many are inside who came in at `entrance`.
    func inside(_ entrance: ID<BookEntrance>) -> Int {
      visits.values.count { $0.at == entrance && $0.left == nil }
    }
  }

  struct Visit: Sendable, Encodable {
    let at: ID<BookEntrance>
    let came: Moment
    let brings: [String]
    var left: Moment?
  }
}
