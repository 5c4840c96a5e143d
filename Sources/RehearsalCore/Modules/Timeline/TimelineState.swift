extension Timeline {
  /// What the clock has done so far, and what it has made known.
  package struct State: ModuleState {
    /// Whether the rehearsal takes acts.
    package enum Status: String, Sendable, Encodable {
      case notStarted, running, paused, stopped, ended
    }

    package var status = Status.notStarted
    /// When it was started, in the story.
    package var began: Moment?
    /// Why it was paused or stopped, where somebody said.
    package var reason: String?
    /// Since when it stands still or has ended, in the story.
    package var halted: Moment?
    package var pace = Pace.stepped {
      didSet { if paces.last != pace { paces.append(pace) } }
    }
    /// Every pace so far, in order: figures taken at different paces do not compare.
    package private(set) var paces: [Pace] = []
    /// A moment of the story and the moment in the room that belongs to it: with the pace, any
    /// process can say what time it is in the story.
    package var anchor: Anchor?
    package var phases = OrderedMap<ID<Phase>, PhaseState>()
    package var milestones = OrderedMap<ID<Milestone>, MilestoneState>()
    package var deadlines = OrderedMap<ID<DueItem>, DeadlineState>()
    /// What was done before the call made its date known.
    package var early = OrderedMap<ID<DueItem>, Moment>()
    /// What was put off, in the order in which it was.
    package var delays: [Delay] = []
    /// Whether each phase sets the pace that the scenario gives it.
    package var followsPhases = false

    /// The anchor belongs to the room, not to the story: the same script played twice gives the
    /// same digest.
    private enum CodingKeys: CodingKey {
      case status, reason, pace, phases, milestones, deadlines, early, delays, followsPhases
    }
  }

  /// What ties the story's clock to the room's.
  package struct Anchor: Sendable, Hashable {
    package let story: Moment
    package let room: WallMoment
  }

  /// A milestone that was put off, with everything behind it.
  package struct Delay: Sendable, Hashable, Encodable {
    /// The event that did so: what a later event says of dates, takes it into account.
    package let n: Int
    package let from: Moment
    package let to: Moment
    /// By how many working days what lies behind it moves.
    package let days: Int
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
  /// The same, and nights, weekends and closed days are skipped.
  case workingHours(Int)

  package static let shape = Shape.text
  package static let blank = Pace.stepped
  package static let expectation = "stepped, real-time, a speed such as x60, or working-x60"

  /// The fastest pace: a day of the story in about a second and a half.
  package static let fastest = 60_000

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    switch text {
    case "stepped": self = .stepped
    case "real-time": self = .times(1)
    default:
      let skips = text.hasPrefix(Pace.skipping)
      let speed = skips ? text.dropFirst(Pace.skipping.count) : text[...]
      guard speed.hasPrefix("x"), let times = Int(text: String(speed.dropFirst())),
        (1...Pace.fastest).contains(times)
      else { return nil }
      self = skips ? .workingHours(times) : .times(times)
    }
  }

  private static let skipping = "working-"

  /// How many times as fast as the room's clock the story's runs; `nil` where it stands.
  package var times: Int? {
    switch self {
    case .stepped: nil
    case .times(let times), .workingHours(let times): times
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
    case .workingHours(let times): "\(Pace.skipping)x\(times)"
    }
  }

  package var words: String {
    switch self {
    case .stepped: "step by step"
    case .times(1): "in real time"
    case .times(let times): "\(times) times as fast as real time"
    case .workingHours(1): "in real time, working hours only"
    case .workingHours(let times): "\(times) times as fast as real time, working hours only"
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
