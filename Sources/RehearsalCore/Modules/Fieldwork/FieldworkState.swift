extension Fieldwork {
  /// What is known of the inspectors, their timetable and what they found.
  ///
  /// Who is under embargo and who keeps in touch is known before the day; everything else comes by
  /// events.
  package struct State: ModuleState {
    package let embargo: [ID<Role>]
    package let keepInTouchWith: [ID<Role>]
    package var inspectors = OrderedMap<ID<Inspector>, InspectorState>()
    package var meetings = OrderedMap<ID<MeetingLine>, MeetingState>()
    package var touches: [PlannedTouch] = []
    package var samples = OrderedMap<ID<SampleLine>, SampleState>()
    package var talks: [Talk] = []
    package var feedback: [Finding] = []
    /// When the outcome was first given in confidence.
    package var feedbackGiven: Moment?
    package var judgements: [Finding] = []
    package var published: Moment?
    /// Those who were told of the outcome by somebody who might know it.
    package var shares: [Share] = []
    package var leaks: [Leak] = []
    package var points = OrderedMap<Int, Point>()

    init(embargo: [ID<Role>], keepInTouchWith: [ID<Role>]) {
      self.embargo = embargo
      self.keepInTouchWith = keepInTouchWith
    }

    /// The roles of the council that may know the outcome before it is published.
    package var mayKnow: [ID<Role>] {
      embargo + shares.map(\.role).filter { !embargo.contains($0) }
    }

    /// How many concerns have been raised in keeping in touch, the last one's number.
    var lastConcern: Int { talks.compactMap(\.number).max() ?? 0 }
  }

  /// An inspector, and when they are there.
  package struct InspectorState: Sendable, Encodable {
    package var title: String
    package var from: Moment
    package var to: Moment?
    package var days: [SiteDay]
    /// The event that gave the days: what was put off after it moves them.
    package var since: Int
    package var joined: Moment?
    package var left: Moment?
    package var because: String?
  }

  /// How a meeting stands.
  package enum Standing: String, Sendable, Encodable {
    case planned, held, missed, cancelled
  }

  /// One line of the timetable.
  package struct MeetingState: Sendable, Encodable {
    package let id: ID<MeetingLine>
    package var title: String
    package var sort: MeetingLine.Sort
    package var at: Moment
    package var length: Duration
    package var roles: [ID<Role>]
    package var inspectors: [ID<Inspector>]
    package var place: String?
    /// The event that gave its time.
    package var since: Int
    package var standing = Standing.planned
    package var moves = 0
    package var misses = 0
    /// Whether its end passed and nobody had said what became of it.
    package var isUnrecorded = false
    /// What was said of how it went, or why it did not.
    package var note: String?
    package var missedBy: [String] = []
    package var recorded: Moment?
  }

  /// A time at which the lead inspector and the director mean to talk.
  package struct PlannedTouch: Sendable, Encodable {
    package let at: Moment
    package let since: Int
  }

  /// Cases drawn at random.
  package struct SampleState: Sendable, Encodable {
    package let title: String
    package let size: Int
    package let seed: Int
    package let list: ID<DataList>?
    package let drawn: Moment
    package var cases: [ChosenCase]
  }

  /// A case of a sample, and by which it was replaced.
  package struct ChosenCase: Sendable, Encodable {
    package let id: ID<DrawnCase>
    package var replacedBy: ID<DrawnCase>?
    package var because: String?
  }

  /// One thing said in keeping in touch; a concern has a number and may have an answer.
  package struct Talk: Sendable, Encodable {
    package let at: Moment
    package let by: String
    package let said: String
    package let number: Int?
    package let concern: String?
    package let owner: ID<Role>?
    package var answer: String?
    package var answered: Moment?
    /// Who may read it, beside the inspectorate.
    package let roles: [ID<Role>]
  }

  /// What inspectors found, and when they said so.
  package struct Finding: Sendable, Encodable, Hashable {
    package let verdict: Verdict
    package let at: Moment
  }

  /// Somebody told of the outcome in confidence.
  package struct Share: Sendable, Encodable, Hashable {
    package let role: ID<Role>
    package let by: String
    package let because: String
    package let at: Moment
  }

  /// Somebody who learned of the outcome and should not have.
  package struct Leak: Sendable, Encodable, Hashable {
    package let who: String
    package let because: String
    package let at: Moment
  }

  /// Something that the council says is wrong in the draft report.
  package struct Point: Sendable, Encodable {
    package let text: String
    package let part: String?
    package let raised: Moment?
    package let isLate: Bool
    package var outcome: PointOutcome?
    package var because: String?
  }

  package static func initialState(_ plan: Plan) -> State {
    let prepared = plan[Fieldwork.self]
    return State(embargo: prepared.embargo, keepInTouchWith: prepared.keepInTouchWith)
  }
}

/// A case as a draw names it: a made-up reference, or a row of a list.
package enum DrawnCase: Kind {
  package static let kind = "case"
  package static let isListed = false
}

/// What inspectors make of a point on the draft report.
package enum PointOutcome: String, Choice, Encodable {
  case accepted, partly, rejected
}

/// What inspectors found in one area of judgement: a grade where the framework has a scale, a
/// text, or both. Without an area it is about the whole.
package struct Verdict: Record, Hashable, Encodable {
  package let area: ID<Judgement>?
  package let title: String?
  package let grade: ID<Grade>?
  package let gradeTitle: String?
  package let text: String?

  /// Whether anything was found at all.
  var isEmpty: Bool { grade == nil && text == nil }
}

extension Verdict {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    area = f.maybe("area", old?.area, "The area of judgement")
    title = f.maybe("title", old?.title, "What the area is called")
    grade = f.maybe("grade", old?.grade, "The grade")
    gradeTitle = f.maybe("grade-title", old?.gradeTitle, "The grade as it is published")
    text = f.maybe("text", old?.text, "What was found")
  }
}

extension [Fieldwork.Finding] {
  /// Keeps the latest that was said of each area, and everything that was said of the whole.
  mutating func keep(_ verdict: Verdict, at moment: Moment) {
    if contains(where: { $0.verdict == verdict }) { return }
    if let area = verdict.area { removeAll { $0.verdict.area == area } }
    append(Fieldwork.Finding(verdict: verdict, at: moment))
  }
}
