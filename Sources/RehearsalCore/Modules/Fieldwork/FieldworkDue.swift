extension Fieldwork {
  package static let commands: [any Command.Type] = [
    OpenFieldwork.self, BringIn.self, CallAway.self, BookMeeting.self, MoveMeeting.self,
    CancelMeeting.self, HoldMeeting.self, MissMeeting.self, NoticeUnrecorded.self,
    DrawSample.self, ReplaceCase.self, RecordTouch.self, SettleConcern.self, GiveFeedback.self,
    ShareFeedback.self, RecordLeak.self, RaisePoint.self, DecidePoint.self, GiveJudgement.self,
    PublishJudgements.self,
  ]

  package static let events: [any Event.Type] = [
    RosterSet.self, InspectorJoined.self, InspectorLeft.self, TimetableSet.self,
    MeetingBooked.self, MeetingMoved.self, MeetingCancelled.self, MeetingHeld.self,
    MeetingMissed.self, MeetingUnrecorded.self, AwayNoticed.self, SampleDrawn.self,
    CaseReplaced.self, KeptInTouch.self, ConcernAnswered.self, FeedbackGiven.self,
    FeedbackShared.self, LeakRecorded.self, PointRaised.self, PointDecided.self,
    JudgementGiven.self, JudgementsPublished.self,
  ]

  /// The next meeting that ends with nobody having said how it went, or the publication.
  package static func nextDue(_ state: RehearsalState, _ plan: Plan) -> Step? {
    var next = publication(state, plan)
    for (index, meeting) in state[Fieldwork.self].meetings.values.enumerated()
    where meeting.standing == .planned && !meeting.isUnrecorded {
      let over = state.unrecordedAt(meeting)
      guard over < next?.at ?? Moment(microseconds: .max) else { continue }
      next = Step(
        id: "meeting-end/\(meeting.since)/\(index)", at: over, sort: .meeting,
        title: meeting.title, module: name, command: NoticeUnrecorded(meeting: meeting.id))
    }
    return next
  }

  /// The outcome becomes public with the report, where this rehearsal has anything to do with it.
  private static func publication(_ state: RehearsalState, _ plan: Plan) -> Step? {
    let fieldwork = state[Fieldwork.self]
    guard fieldwork.published == nil,
      let reached = state[Timeline.self].milestones[.publication]?.reached,
      plan[Fieldwork.self].isRehearsed || !fieldwork.feedback.isEmpty
        || !fieldwork.judgements.isEmpty
    else { return nil }
    return Step(
      id: "publish-judgements", at: reached, sort: .milestone, title: "Judgements published",
      module: name, command: PublishJudgements())
  }

  package static func boards(_ state: RehearsalState) -> [any Board] {
    let fieldwork = state[Fieldwork.self]
    var boards: [any Board] = []
    if !fieldwork.inspectors.isEmpty { boards.append(InspectorsBoard(state)) }
    if !fieldwork.meetings.isEmpty || !fieldwork.touches.isEmpty {
      boards.append(TimetableBoard(state))
    }
    if !fieldwork.samples.isEmpty { boards.append(SamplesBoard(fieldwork)) }
    if !fieldwork.talks.isEmpty { boards.append(KeepInTouchBoard(state)) }
    if fieldwork.hasOutcome { boards.append(OutcomeBoard(state)) }
    if !fieldwork.points.isEmpty { boards.append(DraftReportBoard(state)) }
    return boards
  }
}

extension Fieldwork.State {
  /// Whether the viewer knows anything of what inspectors found.
  fileprivate var hasOutcome: Bool {
    !feedback.isEmpty || !judgements.isEmpty || !leaks.isEmpty || published != nil
  }
}

extension Planner {
  /// When the call comes, or whatever else the framework begins with: until then nobody may know
  /// what follows from it.
  var called: Moment { framework.start.flatMap { moment(of: $0.id) } ?? start }
}
