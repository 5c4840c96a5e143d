/// What somebody can do about what comes up and about what inspectors ask for.
extension Injects {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    let requests = RequestOffers(state, plan)
    switch viewer {
    case .room: return []
    case .facilitator: return StoreOffers(state, plan).all
    case .role(let me) where state.inspectorate.contains(me):
      return requests.forInspectors + judging(state)
    case .role(let me):
      let came = state[Injects.self].released.values.filter { $0.isFor(me) }
      return came.compactMap { responding($0, me, state) } + requests.forCouncil(me)
        + judging(state) + [deciding]
    }
  }

  /// Something that has come up and waits for the viewer.
  private static func responding(
    _ inject: Released, _ me: ID<Role>, _ state: RehearsalState
  ) -> Offer? {
    let about: KeyValuePairs<StaticString, any FieldValue> = ["inject": inject.id]
    let isNew = !inject.acknowledged.contains { $0.role == me }
    // A request is answered as one, and there is nothing to see once nobody waits for it.
    if inject.sort == .request,
      state[Injects.self].requests[inject.id.as()]?.isWaiting != true
    {
      return nil
    }
    let wantsWords = inject.sort != .request && inject.responses.isEmpty
    let mustRespond = wantsWords && inject.respondBy != nil
    guard isNew || mustRespond else { return nil }
    var forms: [Block.Form] = []
    if isNew { forms.append(Block.Form(AcknowledgeInject.self, "I have seen it", about)) }
    if wantsWords {
      forms.append(Block.Form(RespondToInject.self, "Say what is done", about))
      forms.append(
        Block.Form(TakeDecision.self, "Write down a decision", ["about": inject.id]))
    }
    let channel = inject.channel.map { " (\($0.words.lowercased()))" } ?? ""
    return Offer(
      "injects.respond.\(inject.id)",
      inject.from.map { "From \($0)\(channel)" } ?? inject.sort.words,
      why: inject.message,
      due: mustRespond ? inject.respondBy.map { state.moved($0, since: inject.n) } : nil,
      since: inject.at, .now, forms)
  }

  private static var deciding: Offer {
    Offer(
      "injects.decide", "Write down a decision",
      why: "What was decided, and why, so that it can be found later.", .later,
      [Block.Form(TakeDecision.self, "Write it down", without: ["about"])])
  }

  /// What good looks like, for whoever judges it: nobody else's state holds any.
  private static func judging(_ state: RehearsalState) -> [Offer] {
    let injects = state[Injects.self]
    return zip(injects.expected.keys, injects.expected.values).flatMap { id, expected in
      expected.things.enumerated().compactMap { index, thing in
        guard injects.judgement(id, index + 1) == nil else { return nil }
        let hasResponse = injects.released[id]?.responses.isEmpty == false
        return Offer(
          "injects.judge.\(id).\(index + 1)", "Judge: \(thing)",
          why: injects.released[id]?.message ?? "", since: injects.released[id]?.at,
          hasResponse ? .soon : .later,
          Fulfilment.allCases.map { verdict in
            Block.Form(
              JudgeExpectation.self, verdict.button,
              ["inject": id, "number": index + 1, "as": verdict])
          })
      }
    }
  }
}

extension Fulfilment {
  fileprivate var button: String {
    switch self {
    case .met: "Met"
    case .partly: "Partly met"
    case .not: "Not met"
    }
  }
}

extension InjectSort {
  fileprivate var words: String {
    switch self {
    case .message: "Something has come up"
    case .request: "An inspector asks for something"
    case .absence: "Somebody is away"
    case .outage: "Something does not work"
    case .milestoneChange: "A date has moved"
    case .inspectorJoins: "An inspector joins"
    }
  }
}

/// What is done about requests, on both sides.
private struct RequestOffers {
  let state: RehearsalState
  let plan: Plan

  init(_ state: RehearsalState, _ plan: Plan) {
    self.state = state
    self.plan = plan
  }

  private var requests: [(id: ID<InspectorRequest>, request: Injects.Request)] {
    let all = state[Injects.self].requests
    return zip(all.keys, all.values).map { ($0, $1) }
  }

  /// Requests that `me` is to answer; one that nobody was asked for is everybody's.
  func forCouncil(_ me: ID<Role>) -> [Offer] {
    let sent = state[Documents.self].handedOver.map(\.document)
    let documents = sent.map { (value: $0.document as any FieldValue, words: $0.title) }
    return requests.compactMap { id, request in
      let isMine = request.owner.map { $0 == me || request.to.contains(me) }
      guard request.isWaiting, isMine ?? true else { return nil }
      let answer = Block.Form(
        AnswerRequest.self, "Answer it", ["request": id],
        without: documents.isEmpty ? ["documents"] : [],
        choices: documents.isEmpty ? [] : [Block.Choices("documents", documents)])
      let pass = Block.Form(
        ReassignRequest.self, "Give it to somebody else", ["request": id],
        choices: [plan.councilRoles("to", but: me)])
      let back = request.standing == .sentBack ? "Sent back: \(request.reason ?? "")." : ""
      return Offer(
        "injects.answer.\(id)", "Answer the inspectors: \(request.title)", why: back,
        due: request.due.map { state.moved($0, since: request.n) }, since: request.waitingSince,
        isMine == nil ? .soon : .now, [answer, pass])
    }
  }

  var forInspectors: [Offer] {
    let raise = Offer(
      "injects.raise", "Ask the council for something", .later,
      [
        Block.Form(
          RaiseRequest.self, "Ask for it", choices: [plan.councilRoles("to")])
      ])
    return requests.compactMap { about($0.id, $0.request) } + [raise]
  }

  private func about(_ id: ID<InspectorRequest>, _ request: Injects.Request) -> Offer? {
    guard !request.isClosed else { return nil }
    let about: KeyValuePairs<StaticString, any FieldValue> = ["request": id]
    let back = Block.Form(WithdrawRequest.self, "No longer needed", about)
    let due = request.due.map { state.moved($0, since: request.n) }
    guard request.standing == .answered, let answer = request.answers.last else {
      return Offer(
        "injects.request.\(id)", "Waiting for: \(request.title)", due: due,
        since: request.waitingSince, .later, [back])
    }
    return Offer(
      "injects.request.\(id)", "Look at the answer: \(request.title)", why: answer.words,
      since: answer.at, .now,
      [
        Block.Form(AcceptAnswer.self, "Satisfied", about),
        Block.Form(TurnDownAnswer.self, "Not satisfied", about), back,
      ])
  }
}

/// What a facilitator does with what is in store.
private struct StoreOffers {
  let state: RehearsalState
  let plan: Plan

  init(_ state: RehearsalState, _ plan: Plan) {
    self.state = state
    self.plan = plan
  }

  /// So many of what comes next are worth watching.
  private static let near = 3

  var all: [Offer] {
    let injects = state[Injects.self]
    let outages = zip(injects.outages.keys, injects.outages.values).filter { $1.ended == nil }
    return waiting + outages.map { ending($0, $1) } + [announcing]
  }

  private var waiting: [Offer] {
    let injects = state[Injects.self]
    // Nothing comes while the clock stands still.
    guard state[Timeline.self].status == .running else { return [] }
    let dated = zip(injects.store.keys, injects.store.values)
      .filter { injects.released[$0.0] == nil }.map { id, stored in
        (id: id, stored: stored, due: due(id, stored))
      }
    let next = dated.compactMap(\.due).sorted().prefix(StoreOffers.near).last
    return dated.map { id, stored, due in
      let isNear = due.map { due in next.map { due <= $0 } ?? false } ?? false
      return release(id, stored, due, isNear ? .soon : .later)
    }
  }

  private func due(_ id: ID<InjectLine>, _ stored: Injects.Stored) -> Moment? {
    switch state[Injects.self].changes[id] {
    case .skipped: nil
    case .heldBack(let to, let n, _): state.moved(to, since: n)
    case nil: stored.at.map { state.moved($0) }
    }
  }

  private func release(
    _ id: ID<InjectLine>, _ stored: Injects.Stored, _ due: Moment?, _ urgency: Offer.Urgency
  ) -> Offer {
    let about: KeyValuePairs<StaticString, any FieldValue> = ["inject": id]
    let change = state[Injects.self].changes[id]
    let isOut = if case .skipped = change { true } else { false }
    let to = stored.to.isEmpty ? "everyone" : state.names.list(stored.to)
    var words = "To \(to)."
    switch change {
    case .skipped(let because): words += " Left out: \(because)."
    case .heldBack(_, _, let because): words += " Held back: \(because)."
    case nil:
      if let condition = stored.condition { words += " Comes when \(condition)." }
      if due == nil, stored.condition == nil { words += " Comes when you release it." }
      if stored.isRandom { words += " The time was drawn." }
    }
    var forms = [
      Block.Form(ReleaseInject.self, "Release it now", about),
      Block.Form(HoldBackInject.self, "Hold it back", about),
    ]
    if !isOut { forms.append(Block.Form(SkipInject.self, "Leave it out", about)) }
    return Offer(
      "injects.release.\(id)", "In store: \(stored.title)", why: words, due: due, urgency, forms)
  }

  private func ending(_ id: ID<InjectLine>, _ outage: Injects.Outage) -> Offer {
    Offer(
      "injects.end-outage.\(id)", "Out of order: \(outage.what)",
      due: outage.until.map { state.moved($0, since: outage.n) }, since: outage.since, .soon,
      [Block.Form(EndOutage.self, "It works again", ["inject": id])])
  }

  private var announcing: Offer {
    Offer(
      "injects.announce", "Let something come up that is not in store", .later,
      [
        Block.Form(
          AnnounceInject.self, "See it first", choices: [plan.roles("to") { $0.part == .player }]
        ).previewed()
      ])
  }
}
