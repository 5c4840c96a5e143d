extension Communication.CascadeState {
  /// When `caller` will count as stalled: told, calls to make, and not one try so far. `nil` where
  /// that is not so, or was noticed already.
  func stallDue(_ caller: ID<Recipient>) -> Moment? {
    guard let contact = contacts[caller], let told = contact.told,
      !stalls.contains(where: { $0.caller == caller })
    else { return nil }
    let calls = openCalls(of: caller)
    guard !calls.isEmpty else { return nil }
    let own = contacts.values.filter { $0.caller == caller }
    return own.contains { $0.attempts > 0 || $0.count > 0 }
      ? nil : (contact.tookOver ?? told) + retry.stallAfter
  }
}

extension Communication {
  /// The next stall or target that time alone will bring about.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    var next: Step?
    func offer(_ at: Moment, _ id: String, _ title: String, _ command: any Command) {
      if at < next?.at ?? Moment(microseconds: .max) {
        next = Step(id: id, at: at, sort: .deadline, title: title, module: name, command: command)
      }
    }
    for cascade in state[Communication.self].cascades.values {
      for target in cascade.targets where target.met == nil && target.missed == nil {
        offer(
          target.by, "target/\(cascade.activatedBy)/\(target.share)", cascade.title,
          JudgeTarget(cascade: cascade.id, share: target.share))
      }
      for contact in cascade.contacts.values {
        guard let due = cascade.stallDue(contact.recipient) else { continue }
        offer(
          due, "stall/\(contact.toldBy)", cascade.title,
          NoticeStall(caller: contact.recipient, about: cascade.id))
      }
    }
    return next
  }
}
