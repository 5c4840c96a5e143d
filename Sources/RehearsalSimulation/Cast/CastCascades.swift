import RehearsalCore

/// The messages of a plan that set out by themselves.
struct CastCascades {
  private let plan: Plan
  private let clock: CastClock
  private let week: CastWeek
  private let roles: [ID<Recipient>: UInt32]
  private let groups: [ID<Recipient>: UInt32]
  /// Keys of groups stand above those of roles, and those of a message above those before it.
  private static let firstGroup: UInt32 = 8192
  private static let bitsOfKey: UInt32 = 14

  init(_ plan: Plan, _ clock: CastClock, _ week: CastWeek) {
    self.plan = plan
    self.clock = clock
    self.week = week
    let tree = plan[Communication.self].tree
    let groups = (tree.places + tree.outside).filter(\.isGroup).map(\.recipient)
    roles = Self.numbered(plan.scenario.head.roles.map { $0.id.as() }, from: 0)
    self.groups = Self.numbered(groups, from: Self.firstGroup)
  }

  private static func numbered(
    _ recipients: [ID<Recipient>], from first: UInt32
  ) -> [ID<Recipient>: UInt32] {
    var numbers: [ID<Recipient>: UInt32] = [:]
    for (index, recipient) in recipients.enumerated() {
      numbers[recipient] = first + UInt32(index)
    }
    return numbers
  }

  /// The call comes first: the message that sets out with it. The others follow as written.
  var all: [CastModel.Cascade] {
    let timed = plan[Communication.self].cascades.filter { $0.startsAt != nil }
    let call = timed.firstIndex { $0.startsAt.map(clock.callAsFunction) == clock.called }
    let ordered = call.map { [timed[$0]] + timed[..<$0] + timed[($0 + 1)...] } ?? timed
    return ordered.enumerated().map { number, cascade in
      self.cascade(cascade, key: UInt32(number) << Self.bitsOfKey)
    }
  }

  private func contact(
    _ recipient: ID<Recipient>, key: UInt32, from start: Int64
  ) -> CastModel.Contact {
    let place = plan[Communication.self].tree[recipient]
    var contact = CastModel.Contact(
      recipient: recipient, people: Int32(place?.size ?? 1), isGroup: place?.isGroup ?? false,
      hasDeputy: place?.hasDeputy ?? false,
      key: key + (roles[recipient] ?? groups[recipient] ?? 0))
    if let role = plan.scenario.head.roles.first(where: { $0.id == recipient.as() }) {
      contact.holderAway = week.away(role.holder, in: role.id, from: start)
      contact.deputyAway =
        role.deputy.map { week.away($0, in: role.id, from: start) } ?? 0..<0
    }
    return contact
  }

  private func cascade(
    _ cascade: Communication.PreparedCascade, key: UInt32
  ) -> CastModel.Cascade {
    let tree = plan[Communication.self].tree
    let recipients = ([cascade.from] + cascade.below).firsts
    var numbers: [ID<Recipient>: Int32] = [:]
    for (index, recipient) in recipients.enumerated() { numbers[recipient] = Int32(index) }
    let starts = cascade.startsAt ?? clock.midnight
    let retry = cascade.line.retry
    return CastModel.Cascade(
      id: cascade.line.id, title: cascade.line.title, starts: max(clock(starts), clock.called),
      contacts: recipients.map { contact($0, key: key, from: max(clock(starts), clock.called)) },
      children: recipients.enumerated().map { index, recipient in
        let calls =
          switch cascade.line.route {
          case .tree: tree.calls(of: recipient)
          case .direct: index == 0 ? cascade.below : []
          }
        return calls.compactMap { numbers[$0] }.filter { $0 != 0 }
      },
      retry: CastModel.Retry(
        tries: Int32(clamping: retry.tries), deputyTries: Int32(clamping: retry.deputyTries),
        after: retry.retryAfter.microseconds),
      targets: cascade.targets(from: starts).map {
        CastModel.Target(share: Int32(clamping: $0.share), by: clock($0.by))
      })
  }
}

extension CastModel.Cascade {
  /// The contacts that stand for some roles.
  func contacts(of roles: [ID<Role>]) -> [Int32] {
    roles.compactMap { role in
      contacts.firstIndex { $0.recipient == role.as() }.map { Int32($0) }
    }
  }
}
