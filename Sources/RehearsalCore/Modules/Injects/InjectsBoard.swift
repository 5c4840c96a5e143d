/// What has come up, and what was done about it?
package struct InjectsBoard: Board {
  package static let name: StaticString = "injects"
  package static let question: StaticString = "What has come up, and what was done about it?"

  /// One new event that the viewer knows of.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let from: String?
    package let to: [String]
    package let channel: String?
    package let message: String
    package let at: Moment
    package let respondBy: Moment?
    /// `waiting`, `acknowledged`, `responded`, `responded-late`, `overdue`, `request` or
    /// `for-information`.
    package let standing: String
    package let responses: [String]
  }

  /// Something that does not work.
  package struct Outage: Encodable, Sendable {
    package let what: String
    package let since: Moment
    package let until: Moment?
    package let ended: Moment?
  }

  package let events: [Line]
  package let outages: [Outage]

  init(_ state: RehearsalState) {
    let injects = state[Injects.self]
    let names = state.names
    events = injects.released.values.map { inject in
      let request = injects.requests[inject.id.as()].flatMap {
        inject.sort == .request ? $0 : nil
      }
      let responses = inject.responses.map { ($0.who, $0.words) }
      let answers = request?.answers.map { ($0.who, $0.words) } ?? []
      return Line(
        id: inject.id.text, from: inject.from, to: inject.to.map { names.title($0) },
        channel: inject.channel?.words, message: inject.message, at: inject.at,
        respondBy: inject.respondBy.map { state.moved($0, since: inject.n) },
        standing: inject.standing,
        responses: (responses + answers).map { "\(names.title(who: $0.0)): \($0.1)" })
    }
    outages = injects.outages.values.map { outage in
      Outage(
        what: outage.what, since: outage.since,
        until: outage.until.map { state.moved($0, since: outage.n) }, ended: outage.ended)
    }
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "New events",
      columns: [
        "In sentences", "From", "To", "By", "What was said", "Came", "Respond by",
        "How it stands", "What was done",
      ], rows: events.map { row($0) })
    let broken = Block.Table(
      caption: "What does not work", columns: ["What", "Since", "Until", "How it stands"],
      rows: outages.map { outage in
        [
          .words(outage.what), .moment(outage.since), .moment(outage.ended ?? outage.until),
          outage.ended == nil ? .status(.problem, "Out of order") : .status(.done, "Works again"),
        ]
      })
    return [Block("injects", .heading("\(Self.question)"))]
      + (events.isEmpty ? [] : [Block("injects-table", .table(table))])
      + (outages.isEmpty ? [] : [Block("injects-outages", .table(broken))])
  }

  private func row(_ line: Line) -> [Cell] {
    let standing: Cell =
      switch line.standing {
      case "responded": .status(.done, "Responded")
      case "responded-late": .status(.late, "Responded late")
      case "overdue": .status(.problem, "No response in time")
      case "waiting": .status(.underWay, "Waiting for a response")
      case "acknowledged": .status(.underWay, "Acknowledged")
      case "request": .status(.neutral, "See what inspectors asked for")
      default: .status(.neutral, "For information")
      }
    let done = line.responses.joined(separator: "; ")
    return [
      .words(line.id), line.from.map { .words($0) } ?? .none,
      line.to.isEmpty ? .words("Everyone") : .words(line.to.joined(separator: ", ")),
      line.channel.map { .words($0) } ?? .none,
      line.message.isEmpty ? .none : .words(line.message), .moment(line.at),
      .moment(line.respondBy), standing, done.isEmpty ? .none : .words(done),
    ]
  }
}

extension Injects.Released {
  /// How far the council has got with it, in one word that does not change.
  var standing: String {
    if sort == .request { return "request" }
    if let first = responses.first { return first.isLate ? "responded-late" : "responded" }
    if overdue != nil { return "overdue" }
    if !acknowledged.isEmpty { return "acknowledged" }
    return respondBy == nil ? "for-information" : "waiting"
  }
}

extension Channel {
  /// How a channel is shown.
  var words: String {
    switch self {
    case .phone: "Phone"
    case .email: "Email"
    case .inPerson: "In person"
    case .letter: "Letter"
    case .news: "News"
    case .system: "System"
    }
  }
}
