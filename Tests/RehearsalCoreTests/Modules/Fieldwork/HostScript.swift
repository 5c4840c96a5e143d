import RehearsalCore
import RehearsalTestSupport

/// An inspection from the call to publication in which everything happens that fieldwork and
/// audits know. What falls due by itself is the clock's.
enum HostScript {
  static let firstWeek = """
    day 1 09:00 facilitator starts
    day 2 09:00 inspector:lead books meeting duty title "Beside duty" at day 3 10:00 \
    kind observation length 30m with dcs,ad inspectors lead place "Duty desk"
    day 2 09:10 ad moves meeting duty to day 8 10:00 because "the director cannot be in two places"
    day 2 09:20 panel brings in data title "Data inspector" \
    from day 9 09:00 to day 10 17:00 days wednesday
    day 2 10:00 ad allocates case case-03 to hos
    day 2 10:05 panel chooses case case-04 for first title "Adoption" team "Centre"
    day 2 11:00 hos starts auditing case-03
    day 2 15:00 hos grades case case-03 as good learning "Plans are clear"
    day 3 09:00 ad starts auditing case-01
    day 3 10:35 dcs holds meeting interview note "About leadership"
    day 3 11:00 ad grades case case-01 as inadequate
    day 3 11:05 ad refers back case-01 because "nobody has seen the child"
    day 3 12:00 hos settles the referral of case-01 answer "seen today"
    day 3 13:00 dcs moderates case case-01 as requires-improvement because "seen since"
    day 3 13:30 dcs moderates case case-03 as good
    day 3 14:00 ad learns from case-01 learning "See the child first"
    day 5 09:00 hos grades case case-02 as good
    day 5 10:00 ad gives inspectors the audits of first
    day 5 11:00 panel replaces case \(HostStoryTests.drawn[0]) in draw because "worker on leave"
    """

  static let fieldwork = """
    day 8 10:20 panel refers back case-04 because "a risk in the file"
    day 8 10:50 inspector:lead misses meeting duty because "the fire bell" roles ad inspectors lead
    day 8 15:00 hos settles the referral of case-04 answer "a visit tonight"
    day 8 16:40 dcs records keeping in touch said "Going well"
    day 8 16:41 panel records keeping in touch said "A worry" concern "Drift in plans" owner hos
    day 9 09:00 hos settles concern 1 answer "All plans read this week"
    day 9 10:00 facilitator calls away data because "ill"
    day 10 12:00 hos cancels meeting school because "snow"
    day 19 14:00 panel gives provisional feedback area leaders grade good text "Stable leadership"
    day 19 14:05 panel gives provisional feedback text "Thank you"
    day 19 15:00 chief shares the feedback with ad because "must brief the team"
    day 19 18:00 facilitator records a leak to "Local paper" because "overheard on a train"
    day 51 10:00 dcs corrects the draft text "41 visits, not 14" part "paragraph 12"
    day 58 10:00 ad corrects the draft text "The date is wrong"
    day 58 11:00 panel decides point 1 as accepted
    day 58 11:05 panel decides point 2 as rejected because "a day too much"
    day 60 09:00 panel gives the final judgement area leaders grade requires-improvement
    day 61 12:00 facilitator ends
    """

  static func rehearsal() throws -> MemoryRehearsal {
    try ClockedRehearsal(yaml: HostCouncil.yaml, script: firstWeek + "\n" + fieldwork).rehearsal
  }

  /// The roles of the council that may read an event of fieldwork or audits; `nil` is everyone.
  /// Worked out a second time, from the rules in words.
  static func audience(_ event: any Event, shared: Bool) -> Set<String>? {
    let council: Set = ["dcs", "ad", "hos", "chief", "watch"]
    let confidants = Set(["dcs", "chief", "panel"] + (shared ? ["ad"] : []))
    switch event {
    case is AwayNoticed, is RoundOpened, is CaseAllocated, is AuditBegun, is CaseGraded,
      is CaseModerated, is LearningRecorded, is RoundOverdue:
      return council
    case let event as CaseChosen: return event.isByInspector ? nil : council
    case let event as CaseReferred: return event.isByInspector ? nil : council
    case let event as ReferralSettled: return event.isByInspector ? nil : council
    case let event as KeptInTouch:
      return Set(["dcs", "ad", "panel"] + (event.owner.map { [$0.text] } ?? []))
    case is ConcernAnswered: return ["dcs", "ad", "hos", "panel"]
    case is FeedbackGiven, is FeedbackShared, is PointRaised, is PointDecided, is JudgementGiven:
      return confidants
    case is LeakRecorded: return []
    default: return nil
    }
  }
}
