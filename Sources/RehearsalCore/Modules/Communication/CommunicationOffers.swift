/// What somebody can do about the messages that go round.
extension Communication {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    let cascades = state[Communication.self].cascades
    switch viewer {
    case .room: return []
    case .facilitator:
      return plan[Communication.self].cascades.filter {
        cascades[$0.line.id]?.activated == nil
      }.map { sending($0, state) }
    case .role(let role):
      return cascades.values.flatMap { cascade in
        CallOffers(cascade, of: role.as(), state.names).all
      }
    }
  }

  /// A message that only a facilitator knows of so far.
  private static func sending(_ cascade: PreparedCascade, _ state: RehearsalState) -> Offer {
    Offer(
      "communication.activate.\(cascade.line.id)", "Send \"\(cascade.line.title)\"",
      why: cascade.startsAt == nil
        ? "It waits until somebody sends it." : "It sets out by itself at its time.",
      due: cascade.startsAt.map { state.moved($0) }, .later,
      [Block.Form(ActivateCascade.self, "Send it now", ["cascade": cascade.line.id])])
  }
}

/// What one person can do about one message.
private struct CallOffers {
  let cascade: Communication.CascadeState
  let me: ID<Recipient>
  let names: Names

  init(_ cascade: Communication.CascadeState, of me: ID<Recipient>, _ names: Names) {
    self.cascade = cascade
    self.me = me
    self.names = names
  }

  var all: [Offer] {
    guard let mine = cascade.contacts[me] else { return [] }
    guard mine.told != nil else { return confirming(mine).map { [$0] } ?? [] }
    let own = cascade.contacts.values.filter { $0.caller == me && $0.recipient != me }
    let open = own.filter { $0.told == nil && $0.standing != .unreachable }
    return open.map { $0.isGroup ? counting($0) : calling($0) }
      + cascade.contacts.keys.compactMap { takingOver($0) }
      + own.compactMap { hearingBack($0) } + own.compactMap { reachingAfterAll($0) }
  }

  /// Somebody rang and left word, or the viewer watches the message come nearer.
  private func confirming(_ mine: Communication.Contact) -> Offer? {
    let isNear = mine.caller.map { cascade.isTold($0) } ?? true
    guard mine.standing == .leftMessage || isNear else { return nil }
    let caller = mine.caller.map { names.title($0) } ?? "Somebody"
    return Offer(
      id("confirm"), "Say that you know of it: \(title)",
      why: mine.standing == .leftMessage ? "\(caller) left a message for you to ring back." : "",
      since: mine.lastTried, .now,
      [Block.Form(Confirm.self, "I have been told", ["cascade": cascade.id])])
  }

  /// A call to make to one person.
  private func calling(_ contact: Communication.Contact) -> Offer {
    let advice = cascade.advice(contact)
    var forms = [told(contact, .holder)]
    if contact.hasDeputy { forms.append(told(contact, .deputy)) }
    if advice == .ringDeputy || advice == .giveUp { forms.reverse() }
    let seat: Seat = advice == .ringDeputy ? .deputy : .holder
    let call: KeyValuePairs<StaticString, any FieldValue> = [
      "contact": contact.recipient, "about": cascade.id, "via": seat,
    ]
    forms.append(Block.Form(GetNoAnswer.self, "No answer", call))
    forms.append(Block.Form(LeaveMessage.self, "Left a message", call))
    let givingUp = givingUp(contact, "Cannot be reached")
    forms.insert(givingUp, at: advice == .giveUp ? 0 : forms.count)
    if contact.standing != .trying { forms.append(Block.Form(Ring.self, "Ringing now", call)) }
    let waits = if case .ringAgain = advice { true } else { false }
    return Offer(
      id("tell", contact.recipient), "Tell \(names.title(contact.recipient))",
      why: [words(advice, contact), toSay].filter { !$0.isEmpty }.joined(separator: " "),
      due: cascade.due, since: contact.lastTried ?? cascade.contacts[me]?.told,
      waits ? .soon : .now, forms)
  }

  /// Somebody who was given up and may turn up.
  private func reachingAfterAll(_ contact: Communication.Contact) -> Offer? {
    guard contact.told == nil, contact.standing == .unreachable, !contact.isGroup else {
      return nil
    }
    return Offer(
      id("tell", contact.recipient), "Tell \(names.title(contact.recipient)), if they turn up",
      why: "Not reached: \(contact.reason ?? "nobody says why").", .later,
      [told(contact, .holder)] + (contact.hasDeputy ? [told(contact, .deputy)] : []))
  }

  private func told(_ contact: Communication.Contact, _ seat: Seat) -> Block.Form {
    Block.Form(
      Tell.self, seat == .deputy ? "Told the deputy" : "Answered and told",
      ["contact": contact.recipient, "about": cascade.id, "via": seat],
      without: cascade.facts.isEmpty ? ["facts"] : [], choices: facts)
  }

  private func givingUp(_ contact: Communication.Contact, _ words: String) -> Block.Form {
    Block.Form(
      GiveUp.self, words, ["contact": contact.recipient, "about": cascade.id])
  }

  private func words(_ advice: NextTry?, _ contact: Communication.Contact) -> String {
    switch advice {
    case .ringAgain(let from): "Ring again from \(from.time.words)."
    case .ringDeputy: "Tried \(contact.attempts) times: ring the deputy."
    case .giveUp: "Tried \(contact.attempts) times: say that they cannot be reached."
    case nil: ""
    }
  }

  /// A group to tell, counted and not named.
  private func counting(_ contact: Communication.Contact) -> Offer {
    Offer(
      id("tell", contact.recipient), "Tell \(names.title(contact.recipient))",
      why: ["\(contact.count) of \(contact.size) told so far.", toSay].filter { !$0.isEmpty }
        .joined(separator: " "),
      due: cascade.due, since: cascade.contacts[me]?.told, .now,
      [
        Block.Form(
          ReportGroup.self, "Say how many know",
          ["contact": contact.recipient, "about": cascade.id]),
        givingUp(contact, "The rest cannot be reached"),
      ])
  }

  /// The calls of somebody who was to make them and cannot, or does not.
  private func takingOver(_ caller: ID<Recipient>) -> Offer? {
    guard caller != me, let contact = cascade.contacts[caller] else { return nil }
    let calls = cascade.openCalls(of: caller)
    let hasStalled = cascade.stalls.contains { $0.caller == caller }
    guard !calls.isEmpty, contact.standing == .unreachable || hasStalled else { return nil }
    let reason =
      contact.standing == .unreachable ? "They cannot be reached." : "They have rung nobody yet."
    let left = calls.count == 1 ? "1 call is" : "\(calls.count) calls are"
    return Offer(
      id("take-over", caller), "Take over the calls of \(names.title(caller))",
      why: "\(reason) \(left) left to make.", due: cascade.due, .now,
      [Block.Form(TakeOver.self, "I make them", ["caller": caller, "about": cascade.id])])
  }

  /// What somebody who was told has not repeated yet.
  private func hearingBack(_ contact: Communication.Contact) -> Offer? {
    guard contact.told != nil, !contact.isGroup, !cascade.facts.isEmpty else { return nil }
    let repeated = contact.repeated ?? []
    guard repeated.count < cascade.facts.count else { return nil }
    let missing = cascade.facts.filter { !repeated.contains($0.id) }.map(\.text)
    return Offer(
      id("hear-back", contact.recipient), "Hear it back from \(names.title(contact.recipient))",
      why: "Not repeated yet: \(missing.joined(separator: "; ")).", since: contact.told, .later,
      [
        Block.Form(
          HearBack.self, "They repeated this",
          ["contact": contact.recipient, "about": cascade.id], choices: facts)
      ])
  }

  private var facts: [Block.Choices] {
    cascade.facts.isEmpty
      ? [] : [Block.Choices("facts", cascade.facts.map { (value: $0.id, words: $0.text) })]
  }

  /// Somebody who was only left a message knows no more than that there is one.
  private var title: String { cascade.message.isEmpty ? cascade.id.text : cascade.title }

  private var toSay: String { cascade.message.isEmpty ? "" : "Say: \(cascade.message)" }

  private func id(_ act: String, _ recipient: ID<Recipient>? = nil) -> String {
    "communication.\(act).\(cascade.id)" + (recipient.map { ".\($0)" } ?? "")
  }
}
