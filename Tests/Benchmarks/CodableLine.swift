/// A line as Foundation's `JSONDecoder` reads it into structs: what our own codec is measured
/// against. Times stay text, which spares the peer some work.
struct CodableLine: Decodable {
  let n: Int
  let b: [Int]
  let id: String
  let at: String
  let rec: String
  let actor: String
  let cause: Int?
  let type: String
  let v: Int
  let data: any Decodable & Sendable
  let prev: String
  let h: String

  private enum CodingKeys: CodingKey {
    case n, b, id, at, rec, actor, cause, type, v, data, prev, h
  }

  /// As anybody would write it: the type says which struct stands under `data`.
  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: CodingKeys.self)
    n = try line.decode(Int.self, forKey: .n)
    b = try line.decode([Int].self, forKey: .b)
    id = try line.decode(String.self, forKey: .id)
    at = try line.decode(String.self, forKey: .at)
    rec = try line.decode(String.self, forKey: .rec)
    actor = try line.decode(String.self, forKey: .actor)
    cause = try line.decodeIfPresent(Int.self, forKey: .cause)
    type = try line.decode(String.self, forKey: .type)
    v = try line.decode(Int.self, forKey: .v)
    prev = try line.decode(String.self, forKey: .prev)
    h = try line.decode(String.self, forKey: .h)
    guard let payload = CodableLine.payloads[type] else {
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: line, debugDescription: "nothing is called \(type)")
    }
    data = try line.decode(payload, forKey: .data)
  }

  private static let payloads: [String: any (Decodable & Sendable).Type] = [
    "log.opened": Opened.self, "timeline.started": Started.self, "timeline.ended": Ended.self,
    "timeline.milestone-reached": Milestone.self, "timeline.dates-set": DatesSet.self,
    "timeline.phase-began": PhaseBegan.self, "timeline.deadline-met": Deadline.self,
    "timeline.deadline-missed": Deadline.self,
    "communication.cascade-activated": Activated.self,
    "communication.role-informed": Informed.self, "communication.rung": Call.self,
    "communication.not-answered": Call.self, "communication.message-left": Call.self,
    "communication.confirmed": Confirmed.self, "communication.repeated-back": RepeatedBack.self,
    "communication.unreachable": Unreachable.self, "communication.group-told": GroupTold.self,
    "communication.target-met": Target.self, "communication.target-missed": Target.self,
  ]
}

extension CodableLine {
  private struct Opened: Decodable {
    let format: Int
    let tool: String
    let scenario: String
    let hash: String

    private enum CodingKeys: String, CodingKey {
      case format, tool, scenario
      case hash = "scenario-hash"
    }
  }

  private struct Started: Decodable {
    let pace: String
    let room: String
  }

  private struct Ended: Decodable {}

  private struct Milestone: Decodable {
    let milestone: String
    let title: String
    let at: String?
  }

  private struct Deadline: Decodable {
    let deadline: String
    let title: String
    let due: String?
    let owner: String?
  }

  private struct DatesSet: Decodable {
    let milestones: [Milestone]
    let deadlines: [Deadline]?
  }

  private struct PhaseBegan: Decodable {
    let phase: String
    let title: String
  }

  private struct Target: Decodable {
    let cascade: String?
    let share: Int
    let by: String
    let told: Int?
    let of: Int?
  }

  private struct Activated: Decodable {
    let cascade: String
    let title: String
    let from: String
    let targets: [Target]?
    let fidelity: Int?
    let overseers: [String]?
    let due: String?
  }

  private struct Fact: Decodable {
    let text: String
    let id: String
  }

  private struct Retry: Decodable {
    let tries: Int
    let deputyTries: Int
    let retryAfter: String
    let stallAfter: String

    private enum CodingKeys: String, CodingKey {
      case tries
      case deputyTries = "deputy-tries"
      case retryAfter = "retry-after"
      case stallAfter = "stall-after"
    }
  }

  private struct Informed: Decodable {
    let cascade: String
    let role: String
    let by: String?
    let title: String
    let message: String
    let facts: [Fact]?
    let route: String
    let retry: Retry
    let due: String?
    let below: [String]?
  }

  private struct Call: Decodable {
    let cascade: String
    let contact: String
    let by: String
    let via: String
  }

  private struct Confirmed: Decodable {
    let cascade: String
    let contact: String
    let by: String?
    let via: String
    let facts: [String]?
  }

  private struct RepeatedBack: Decodable {
    let cascade: String
    let contact: String
    let by: String
    let facts: [String]?
  }

  private struct Unreachable: Decodable {
    let cascade: String
    let contact: String
    let by: String
    let because: String
  }

  private struct GroupTold: Decodable {
    let cascade: String
    let contact: String
    let by: String
    let told: Int
    let size: Int
  }
}
