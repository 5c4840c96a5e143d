/// How one call is put into words.
struct CallWords {
  private let cascade: Communication.CascadeState
  private let names: Names

  init(_ cascade: Communication.CascadeState, _ names: Names) {
    self.cascade = cascade
    self.names = names
  }

  func name(_ contact: Communication.Contact) -> String { names.title(contact.recipient) }

  private func isBlocked(_ contact: Communication.Contact) -> Bool {
    guard let caller = contact.caller, cascade.contacts[caller] != nil else { return false }
    return contact.standing == .waiting && !cascade.isTold(caller)
  }

  func standing(_ contact: Communication.Contact) -> String {
    if cascade.isLate(contact) { return "confirmed-late" }
    return isBlocked(contact) ? "blocked" : contact.standing.rawValue
  }

  func cell(_ contact: Communication.Contact) -> Cell {
    let deputy = contact.via == .deputy ? ", by the deputy" : ""
    if contact.isGroup, contact.told == nil, contact.count > 0 {
      let told = "\(contact.count) of \(contact.size) told"
      guard contact.standing == .unreachable else { return .status(.underWay, told) }
      return .status(.problem, "\(told), the rest unreachable: \(reason(contact))")
    }
    return switch contact.standing {
    case .confirmed where cascade.isLate(contact): .status(.late, "Confirmed late" + deputy)
    case .confirmed: .status(.done, "Confirmed" + deputy)
    case .waiting where isBlocked(contact):
      .status(.neutral, "Waiting for \(caller(contact)) to be told")
    case .waiting: .status(.neutral, "Waiting for \(caller(contact)) to pass it on")
    case .trying: .status(.underWay, contact.via == .deputy ? "Trying the deputy" : "Trying")
    case .noAnswer: .status(.atRisk, contact.via == .deputy ? "Deputy: no answer" : "No answer")
    case .leftMessage: .status(.atRisk, "Left a message")
    case .unreachable: .status(.problem, "Unreachable: \(reason(contact))")
    }
  }

  private func reason(_ contact: Communication.Contact) -> String {
    contact.reason ?? "no reason given"
  }

  /// Who has told them, tells them now or is to tell them; `nil` where nobody has to.
  func source(_ contact: Communication.Contact) -> String? {
    guard let caller = contact.caller else { return nil }
    let done = contact.told != nil ? "Told" : contact.count > 0 ? "Being told" : "To be told"
    return "\(done) by \(names.title(caller))"
  }

  private func caller(_ contact: Communication.Contact) -> String {
    contact.caller.map { names.title($0) } ?? "the start"
  }

  func next(_ contact: Communication.Contact) -> String? {
    switch cascade.advice(contact) {
    case .ringAgain(let from): "Ring again from \(from.toTheMinute.time.words)"
    case .ringDeputy: "Ring the deputy"
    case .giveUp: "Record that they cannot be reached, and take over any calls they had"
    case nil: nil
    }
  }

  func row(_ contact: Communication.Contact) -> [Cell] {
    [
      .words(names.title(contact.recipient)),
      contact.caller.map { .words(names.title($0)) } ?? .none, cell(contact),
      .moment(contact.told), .number(contact.attempts),
      contact.repeated.map { .words("\($0.count) of \(cascade.facts.count)") } ?? .none,
      next(contact).map { .words($0) } ?? .none,
    ]
  }
}
