/// What somebody can do about meetings, keeping in touch, samples and what was found.
extension Fieldwork {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    guard !state[Timeline.self].milestones.isEmpty else { return [] }
    let outcome = OutcomeOffers(state, plan)
    switch viewer {
    case .room: return []
    case .facilitator: return outcome.forFacilitator
    case .role(let me) where state.inspectorate.contains(me):
      let meetings = MeetingOffers(state, me: nil)
      return meetings.all + [meetings.booking(plan)] + keepingInTouch(me, state, plan)
        + replacing(state) + outcome.forInspectors
    case .role(let me):
      let meetings = MeetingOffers(state, me: me)
      return meetings.all + (plan.part(of: me) == .player ? [meetings.booking(plan)] : [])
        + keepingInTouch(me, state, plan) + outcome.forCouncil(me)
    }
  }

  /// What is said between the lead inspector and the director, and concerns to answer.
  private static func keepingInTouch(
    _ me: ID<Role>, _ state: RehearsalState, _ plan: Plan
  ) -> [Offer] {
    let fieldwork = state[Fieldwork.self]
    let isInspector = state.inspectorate.contains(me)
    var offers: [Offer] = []
    for talk in fieldwork.talks {
      guard !isInspector, let number = talk.number, talk.answered == nil, talk.roles.contains(me)
      else { continue }
      offers.append(
        Offer(
          "fieldwork.concern.\(number)", "Answer the inspectors' concern \(number)",
          why: talk.concern ?? talk.said, since: talk.at, talk.owner == me ? .now : .soon,
          [Block.Form(SettleConcern.self, "Answer it", ["concern": number])]))
    }
    if isInspector || fieldwork.keepInTouchWith.contains(me) {
      let last = fieldwork.talks.last?.at ?? Moment(microseconds: .min)
      let next = fieldwork.touches.map { state.moved($0.at, since: $0.since) }.sorted()
        .first { $0 > last }
      offers.append(
        Offer(
          "fieldwork.touch", "Write down what was said in keeping in touch", due: next,
          next == nil ? .later : .soon,
          [
            Block.Form(
              RecordTouch.self, "Write it down", choices: [plan.councilRoles("owner")])
          ]))
    }
    return offers
  }

  /// A drawn case that cannot be read.
  private static func replacing(_ state: RehearsalState) -> [Offer] {
    let samples = state[Fieldwork.self].samples
    return zip(samples.keys, samples.values).compactMap { id, sample in
      let open = sample.cases.filter { $0.replacedBy == nil }
      guard !open.isEmpty else { return nil }
      let cases = open.map { (value: $0.id as any FieldValue, words: $0.id.text) }
      return Offer(
        "fieldwork.replace.\(id)", "Replace a case of \(sample.title)", .later,
        [
          Block.Form(
            ReplaceCase.self, "Draw another", ["in": id], choices: [Block.Choices("case", cases)])
        ])
    }
  }
}

/// What one role, or any of the inspectors, can do about meetings.
private struct MeetingOffers {
  let state: RehearsalState
  /// The role of the council; `nil` for the inspectorate, which belongs to every meeting.
  let me: ID<Role>?

  init(_ state: RehearsalState, me: ID<Role>?) {
    self.state = state
    self.me = me
  }

  var all: [Offer] {
    state[Fieldwork.self].meetings.values.filter { meeting in
      me.map(meeting.roles.contains) ?? true
    }.compactMap { about($0) }
  }

  private func about(_ meeting: Fieldwork.MeetingState) -> Offer? {
    let id: KeyValuePairs<StaticString, any FieldValue> = ["meeting": meeting.id]
    let move = Block.Form(MoveMeeting.self, "Move it", id)
    let cancel = Block.Form(CancelMeeting.self, "Cancel it", id)
    let begins = state.begins(meeting)
    switch meeting.standing {
    case .held, .cancelled: return nil
    case .missed:
      return Offer(
        "fieldwork.meeting.\(meeting.id)", "Make up for \(meeting.title)",
        why: meeting.note.map { "It did not take place: \($0)." } ?? "", since: meeting.recorded,
        .soon, [move, cancel])
    case .planned:
      let held = Block.Form(HoldMeeting.self, "It was held", id)
      let missed = Block.Form(
        MissMeeting.self, "It did not take place", id, without: ["inspectors"],
        choices: roles(meeting))
      let with = meeting.inspectors.map {
        state[Fieldwork.self].inspectors[$0]?.title ?? $0.text
      }
      let who = meeting.roles.map { state.names.title($0) } + with
      let words = (meeting.place.map { "\($0). " } ?? "") + "With \(who.joined(separator: ", "))."
      return Offer(
        "fieldwork.meeting.\(meeting.id)", meeting.title,
        why: meeting.isUnrecorded ? "It is over: say what came of it. \(words)" : words,
        due: begins, meeting.isUnrecorded ? .now : .soon,
        (hasBegun(meeting) ? [held, missed] : []) + [move, cancel])
    }
  }

  /// Whether anything has happened since it began: what became of it can only be said then.
  private func hasBegun(_ meeting: Fieldwork.MeetingState) -> Bool {
    meeting.isUnrecorded || state.latest.map { $0 >= state.begins(meeting) } ?? false
  }

  private func roles(_ meeting: Fieldwork.MeetingState) -> [Block.Choices] {
    guard !meeting.roles.isEmpty else { return [] }
    let options = meeting.roles.map { (value: $0 as any FieldValue, words: state.names.title($0)) }
    return [Block.Choices("roles", options)]
  }

  func booking(_ plan: Plan) -> Offer {
    let inspectors = state[Fieldwork.self].inspectors
    let options = zip(inspectors.keys, inspectors.values).map {
      (value: $0 as any FieldValue, words: $1.title)
    }
    return Offer(
      "fieldwork.book", "Book a meeting", .later,
      [
        Block.Form(
          BookMeeting.self, "Book it", without: options.isEmpty ? ["inspectors"] : [],
          choices: [plan.councilRoles("with")]
            + (options.isEmpty ? [] : [Block.Choices("inspectors", options)]))
      ])
  }
}

/// What is done with what inspectors found.
private struct OutcomeOffers {
  let state: RehearsalState
  let plan: Plan

  init(_ state: RehearsalState, _ plan: Plan) {
    self.state = state
    self.plan = plan
  }

  private var fieldwork: Fieldwork.State { state[Fieldwork.self] }
  private var isOpen: Bool { fieldwork.published == nil }

  var forFacilitator: [Offer] {
    let samples = plan[Fieldwork.self].samples.filter { fieldwork.samples[$0.id] == nil }
    let drawing = samples.map { sample in
      Offer(
        "fieldwork.draw.\(sample.id)", "Draw the cases of \(sample.title)", .later,
        [Block.Form(DrawSample.self, "Draw them", ["sample": sample.id])])
    }
    guard isOpen, !fieldwork.judgements.isEmpty || !fieldwork.feedback.isEmpty else {
      return drawing
    }
    return drawing + [
      Offer(
        "fieldwork.leak", "Somebody knows who should not", .later,
        [Block.Form(RecordLeak.self, "Note the leak")]),
      Offer(
        "fieldwork.publish", "Publish the report", why: "Everybody reads the judgements then.",
        .later, [Block.Form(PublishJudgements.self, "Publish it", isDangerous: true)]),
    ]
  }

  var forInspectors: [Offer] {
    guard isOpen else { return [] }
    let areas = plan.judged(state).map { (value: $0.id as any FieldValue, words: $0.title) }
    let hasGrades = !plan.scenario.framework.grades.isEmpty
    let choices =
      (areas.isEmpty ? [] : [Block.Choices("area", areas)])
      + (hasGrades ? [plan.grades("grade")] : [])
    let without: [StaticString] =
      (areas.isEmpty ? ["area"] : []) + (hasGrades && !areas.isEmpty ? [] : ["grade"])
    let shown = choices.filter { choice in !without.contains { "\($0)" == choice.field } }
    return points + [
      Offer(
        "fieldwork.feedback", "Give provisional feedback", why: "In confidence.", .later,
        [Block.Form(GiveFeedback.self, "Give it", without: without, choices: shown)]),
      Offer(
        "fieldwork.judgement", "Give the final judgement", why: "In confidence, until published.",
        .later,
        [Block.Form(GiveJudgement.self, "Give it", without: without, choices: shown)]),
    ]
  }

  /// Points on the draft report that wait for the inspectors.
  private var points: [Offer] {
    zip(fieldwork.points.keys, fieldwork.points.values).compactMap { number, point in
      guard point.outcome == nil else { return nil }
      return Offer(
        "fieldwork.point.\(number)", "Decide point \(number) on the draft",
        why: (point.part.map { "\($0): " } ?? "") + point.text, since: point.raised, .now,
        [
          Block.Form(
            DecidePoint.self, "Accept it", ["point": number, "as": PointOutcome.accepted],
            without: ["because"]),
          Block.Form(
            DecidePoint.self, "Accept it in part", ["point": number, "as": PointOutcome.partly]),
          Block.Form(
            DecidePoint.self, "Reject it", ["point": number, "as": PointOutcome.rejected]),
        ])
    }
  }

  func forCouncil(_ me: ID<Role>) -> [Offer] {
    guard isOpen, fieldwork.mayKnow.contains(me) else { return [] }
    var offers: [Offer] = []
    let timeline = state[Timeline.self]
    if timeline.milestones[.draftReport]?.reached != nil {
      offers.append(
        Offer(
          "fieldwork.draft", "Correct what is not right in the draft report",
          due: timeline.deadlines[.known("factual-accuracy-due")]?.due, .soon,
          [Block.Form(RaisePoint.self, "Raise the point")]))
    }
    let others = plan.roles("role") { role in
      !fieldwork.mayKnow.contains(role.id) && !state.inspectorate.contains(role.id)
    }
    if !others.options.isEmpty, !fieldwork.feedback.isEmpty || !fieldwork.judgements.isEmpty {
      offers.append(
        Offer(
          "fieldwork.share", "Tell somebody of the outcome in confidence", .later,
          [Block.Form(ShareFeedback.self, "Tell them", choices: [others])]))
    }
    return offers
  }
}
