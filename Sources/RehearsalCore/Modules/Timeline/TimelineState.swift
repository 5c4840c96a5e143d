extension Timeline {
  /// What the clock has done so far, and what it has made known.
  package struct State: ModuleState {
    /// Whether the rehearsal takes acts.
    package enum Status: String, Sendable, Encodable {
      case notStarted, running, paused, stopped, ended
    }

    package var status = Status.notStarted
    /// Why it was paused or stopped, where somebody said.
    package var reason: String?
    package var pace = Pace.stepped
    /// A moment of the story and the moment in the room that belongs to it: with the pace, any
    /// process can say what time it is in the story.
    package var anchor: Anchor?
    package var phases = OrderedMap<ID<Phase>, PhaseState>()
    package var milestones = OrderedMap<ID<Milestone>, MilestoneState>()
    package var deadlines = OrderedMap<ID<DueItem>, DeadlineState>()
    /// What was done before the call made its date known.
    package var early = OrderedMap<ID<DueItem>, Moment>()

    /// The anchor belongs to the room, not to the story: the same script played twice gives the
    /// same digest.
    private enum CodingKeys: CodingKey {
      case status, reason, pace, phases, milestones, deadlines, early
    }
  }

  /// What ties the story's clock to the room's.
  package struct Anchor: Sendable, Hashable {
    package let story: Moment
    package let room: WallMoment
  }

  /// A phase that has begun.
  package struct PhaseState: Sendable, Encodable {
    package let title: String
    package let began: Moment
  }

  /// A date that is known, and whether it has come.
  package struct MilestoneState: Sendable, Encodable {
    package var title: String
    package var planned: Moment
    package var reached: Moment?
  }

  /// A deadline that is known, and what became of it.
  package struct DeadlineState: Sendable, Encodable {
    package var title: String
    package var due: Moment
    package var owner: ID<Role>?
    package var met: Moment?
    package var missed: Moment?
  }
}

/// Something that must be done by a time: a milestone of the framework or a line of the scenario.
package enum DueItem: Kind {
  package static let kind = "deadline"
}

/// How the story's clock runs against the room's.
package enum Pace: FieldValue, Hashable, Encodable {
  /// It stands until somebody says a time; scripts and terminals run so.
  case stepped
  /// So many times as fast as the room's.
  case times(Int)

  package static let shape = Shape.text
  package static let blank = Pace.stepped
  package static let expectation = "stepped, real-time, or a speed such as x60"

  /// The fastest pace: a day of the story in about a second and a half.
  package static let fastest = 60_000

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    switch text {
    case "stepped": self = .stepped
    case "real-time": self = .times(1)
    default:
      guard text.hasPrefix("x"), let times = Int(text: String(text.dropFirst())),
        (1...Pace.fastest).contains(times)
      else { return nil }
      self = .times(times)
    }
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: word.utf8)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(word)
  }

  private var word: String {
    switch self {
    case .stepped: "stepped"
    case .times(1): "real-time"
    case .times(let times): "x\(times)"
    }
  }

  package var words: String {
    switch self {
    case .stepped: "step by step"
    case .times(1): "in real time"
    case .times(let times): "\(times) times as fast as real time"
    }
  }
}

extension Moment: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text())
  }
}

extension Duration: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text())
  }
}

extension Timeline.State {
  /// The time in the story when the room's clock shows `wall`, as far as the pace says. `nil`
  /// where the clock is stepped or stands still.
  package func now(at wall: WallMoment) -> Moment? {
    guard status == .running, case .times(let times) = pace, let anchor else { return nil }
    let elapsed = max(0, wall.microseconds - anchor.room.microseconds)
    return anchor.story + Duration(microseconds: elapsed) * times
  }
}
