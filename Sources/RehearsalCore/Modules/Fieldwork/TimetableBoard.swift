/// Who is where, and when?
package struct TimetableBoard: Board {
  package static let name: StaticString = "timetable"
  package static let question: StaticString = "Who is where, and when?"

  /// One line of a day, in words that do not change: scripts read them.
  package struct Line: Encodable, Sendable {
    /// The short name used in sentences; `nil` for keeping in touch, which has a record of its own.
    package let id: String?
    package let title: String
    /// `interview`, `observation`, `meeting`, `feedback` or `keep-in-touch`.
    package let kind: String
    package let at: Moment
    package let ends: Moment?
    package let roles: [String]
    package let inspectors: [String]
    package let place: String?
    /// `planned`, `unrecorded`, `held`, `missed` or `cancelled`.
    package let standing: String
    package let note: String?
    package let missedBy: [String]
    package let isMoved: Bool
    package let clashes: [String]
  }

  package let lines: [Line]
  package let measures: FieldworkMeasures

  init(_ state: RehearsalState) {
    let fieldwork = state[Fieldwork.self]
    let meetings = fieldwork.meetings.values.map { Line($0, state) }
    let touches = fieldwork.touches.map { touch in
      let at = state.moved(touch.at, since: touch.since)
      return Line(touchAt: at, state)
    }
    lines = (meetings + touches).enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    measures = FieldworkMeasures(state)
  }

  package var blocks: [Block] {
    var blocks = [
      Block("timetable", .heading("\(Self.question)")),
      Block(
        "timetable-facts",
        .facts([
          Block.Fact("Meetings", .number(measures.meetings)),
          Block.Fact("Held", .number(measures.held)),
          Block.Fact("Moved", .number(measures.moved)),
          Block.Fact("Missed", .number(measures.missed)),
          Block.Fact("Cancelled", .number(measures.cancelled)),
          Block.Fact("Not recorded yet", .number(measures.unrecorded)),
          Block.Fact(
            "Clashes",
            measures.clashes == 0
              ? .number(0) : .status(.problem, "\(measures.clashes) to look after")),
        ])),
    ]
    var rest = lines[...]
    while let date = rest.first?.at.date {
      let day = rest.prefix { $0.at.date == date }
      rest = rest.dropFirst(day.count)
      blocks.append(Block("timetable-\(date.text())", .table(table(date, Array(day)))))
    }
    return blocks
  }

  private func table(_ date: CalendarDate, _ day: [Line]) -> Block.Table {
    Block.Table(
      caption: date.longWords,
      columns: [
        "Time", "What", "In sentences", "Who", "Inspectors", "Place", "How it stands", "Clashes",
      ],
      rows: day.map { line in
        let time = line.at.time.words + (line.ends.map { " to \($0.time.words)" } ?? "")
        return [
          .words(time), .words(line.title), line.id.map { .words($0) } ?? .none,
          words(line.roles), words(line.inspectors), line.place.map { .words($0) } ?? .none,
          line.cell,
          line.clashes.isEmpty
            ? .none : .status(.problem, line.clashes.joined(separator: "; ")),
        ]
      })
  }

  private func words(_ list: [String]) -> Cell {
    list.isEmpty ? .none : .words(list.joined(separator: ", "))
  }
}

extension TimetableBoard.Line {
  fileprivate init(_ meeting: Fieldwork.MeetingState, _ state: RehearsalState) {
    let fieldwork = state[Fieldwork.self]
    let names = state.names
    func title(_ inspector: ID<Inspector>) -> String {
      fieldwork.inspectors[inspector]?.title ?? inspector.text
    }
    func title(word: String) -> String {
      if let id = ID<Inspector>(word), !meeting.roles.contains(id.as()),
        let inspector = fieldwork.inspectors[id]
      {
        return inspector.title
      }
      return names.title(words: word)
    }
    let doubles = meeting.isOn ? state.clashes(of: meeting) : []
    let clashes = doubles.map { clash -> String in
      let who = title(word: clash.who.text)
      guard let other = clash.meeting else { return "\(who) is not there that day" }
      return "\(who) is in \"\(fieldwork.meetings[other]?.title ?? other.text)\" then"
    }
    let away = meeting.isOn ? state.away(from: meeting) : []
    self.init(
      id: meeting.id.text, title: meeting.title, kind: meeting.sort.rawValue,
      at: state.begins(meeting), ends: state.ends(meeting),
      roles: meeting.roles.map { names.title($0) }, inspectors: meeting.inspectors.map(title),
      place: meeting.place,
      standing: meeting.isUnrecorded ? "unrecorded" : meeting.standing.rawValue,
      note: meeting.note, missedBy: meeting.missedBy.map { title(word: $0) },
      isMoved: meeting.moves > 0,
      clashes: clashes + away.map { "\(names.title($0)) is away" })
  }

  /// A time to keep in touch: it stands as held where something was written down on that day.
  fileprivate init(touchAt at: Moment, _ state: RehearsalState) {
    let fieldwork = state[Fieldwork.self]
    let isRecorded = fieldwork.talks.contains { $0.at.date == at.date }
    self.init(
      id: nil, title: "Keep-in-touch meeting", kind: "keep-in-touch", at: at, ends: nil,
      roles: fieldwork.keepInTouchWith.map { state.names.title($0) }, inspectors: [], place: nil,
      standing: isRecorded ? "held" : "planned", note: nil, missedBy: [], isMoved: false,
      clashes: [])
  }

  fileprivate var cell: Cell {
    let because = note.map { ": \($0)" } ?? ""
    switch standing {
    case "held": return .status(.done, "Held" + because)
    case "missed":
      let who = missedBy.isEmpty ? "" : " by \(missedBy.joined(separator: ", "))"
      return .status(.problem, "Missed" + who + because)
    case "cancelled": return .status(.neutral, "Cancelled" + because)
    case "unrecorded": return .status(.atRisk, "Not recorded yet")
    default:
      return isMoved
        ? .status(.neutral, "Moved" + because) : .status(.neutral, "Planned")
    }
  }
}

/// Who are the inspectors?
package struct InspectorsBoard: Board {
  package static let name: StaticString = "inspectors"
  package static let question: StaticString = "Who are the inspectors?"

  /// One inspector, by their post.
  package struct Line: Encodable, Sendable {
    package let id: String
    package let title: String
    package let from: Moment
    package let to: Moment?
    package let days: [String]
    /// `planned`, `joined` or `left`.
    package let standing: String
    package let because: String?
  }

  package let inspectors: [Line]

  init(_ state: RehearsalState) {
    let all = state[Fieldwork.self].inspectors
    inspectors = zip(all.keys, all.values).map { id, line in
      Line(
        id: id.text, title: line.title, from: state.moved(line.from, since: line.since),
        to: line.left ?? line.to.map { state.moved($0, since: line.since) },
        days: line.days.map(\.words),
        standing: line.left != nil ? "left" : line.joined != nil ? "joined" : "planned",
        because: line.because)
    }
  }

  package var blocks: [Block] {
    let table = Block.Table(
      caption: "Inspectors",
      columns: ["Who", "In sentences", "From", "To", "Days", "How it stands"],
      rows: inspectors.map { line in
        let standing: Cell =
          switch line.standing {
          case "left": .status(.atRisk, "Left" + (line.because.map { ": \($0)" } ?? ""))
          case "joined": .status(.underWay, "Joined later")
          default: .status(.neutral, "On the team")
          }
        return [
          .words(line.title), .words(line.id), .moment(line.from), .moment(line.to),
          .words(line.days.isEmpty ? "Every day" : line.days.joined(separator: ", ")), standing,
        ]
      })
    return [
      Block("inspectors", .heading("\(Self.question)")), Block("inspectors-table", .table(table)),
    ]
  }
}
