extension DiagnosticCode {
  /// An inspector who leaves before coming.
  package static let inspectorReversed = DiagnosticCode("F001")
  /// Somebody in two meetings at once.
  package static let clash = DiagnosticCode("F002")
  /// A meeting with an inspector who is not there that day.
  package static let inspectorAbsent = DiagnosticCode("F003")
  /// A meeting that nobody comes to.
  package static let emptyMeeting = DiagnosticCode("F004")
  /// A meeting while somebody who takes part is away.
  package static let personAway = DiagnosticCode("F006")
  /// A number that makes no sense.
  package static let wrongFieldworkNumber = DiagnosticCode("F005")
}

extension Fieldwork {
  package static func check(_ section: Section, _ checker: inout Checker) {
    for (index, meeting) in section.meetings.enumerated() {
      let path = "fieldwork.meetings[\(index)]"
      if meeting.with.isEmpty, meeting.inspectors.isEmpty {
        checker.note(
          .emptyMeeting, "nobody takes part in \"\(meeting.id)\"", at: path,
          fix: "add with: for roles or inspectors: for inspectors")
      }
      if meeting.length <= .zero {
        checker.note(
          .wrongFieldworkNumber, "a meeting lasts longer than \(meeting.length.words)",
          at: "\(path).length", fix: "say how long, such as 45m")
      }
    }
    for (index, sample) in section.samples.enumerated() {
      check(sample, at: "fieldwork.samples[\(index)]", &checker)
    }
    if section.keepInTouch.every < 1 {
      checker.note(
        .wrongFieldworkNumber, "every \(section.keepInTouch.every) days is no rhythm",
        at: "fieldwork.keep-in-touch.every", fix: "use 1 for every day, 2 for every second day")
    }
  }

  /// The most there may be to draw from: more than any council has children on a list.
  static let largestList = 100_000

  private static func check(_ sample: SampleLine, at path: String, _ checker: inout Checker) {
    if sample.cases < 1 || sample.cases > largestList / 5 {
      checker.note(
        .wrongFieldworkNumber,
        sample.cases < 1
          ? "a sample of \(sample.cases) cases is none"
          : "\(sample.cases) cases are more than anybody reads",
        at: "\(path).number", fix: "draw at least 1, and at most \(largestList / 5)")
    } else if let size = sample.size, size < sample.cases || size > largestList {
      checker.note(
        .wrongFieldworkNumber, "\(sample.cases) cases cannot be drawn from \(size)",
        at: "\(path).of", fix: "use a number from \(sample.cases) to \(largestList)")
    }
  }

  /// Warns of people in two places at once, and says where an inspector is expected who has not
  /// come or has left.
  static func checkClashes(
    _ meetings: [PreparedMeeting], _ section: Section, _ inspectors: [PreparedInspector],
    _ planner: inout Planner
  ) {
    var busy: [(who: String, meeting: PreparedMeeting)] = []
    for meeting in meetings.sorted(by: { $0.begins < $1.begins }) {
      let index = section.meetings.firstIndex { $0.id == meeting.line.id } ?? 0
      let path = "fieldwork.meetings[\(index)]"
      busy.removeAll { $0.meeting.ends <= meeting.begins }
      for who in meeting.line.with.map(\.text) + meeting.line.inspectors.map(\.text) {
        if let other = busy.first(where: { $0.who == who }) {
          planner.note(
            .clash, "\"\(who)\" is still in \"\(other.meeting.line.id)\" then", at: "\(path).at",
            fix: "begin at \(other.meeting.ends.words) or later, or send somebody else",
            as: .warning)
        }
        busy.append((who, meeting))
      }
      checkPresence(meeting, path, &planner)
      for inspector in meeting.line.inspectors {
        guard let found = inspectors.first(where: { $0.line.id == inspector }),
          isAway(found, meeting, planner)
        else { continue }
        let isBetween =
          found.from.date <= meeting.begins.date && meeting.begins.date <= found.to.date
        planner.note(
          .inspectorAbsent,
          isBetween
            ? "\"\(inspector)\" is not there on \(meeting.begins.date.longWords)"
            : "\"\(inspector)\" is there from \(found.from.words) to \(found.to.words)",
          at: "\(path).at", fix: "move the meeting, or send another inspector", as: .warning)
      }
    }
  }

  /// Warns of a meeting while the holder of a role that takes part is known to be away.
  private static func checkPresence(
    _ meeting: PreparedMeeting, _ path: String, _ planner: inout Planner
  ) {
    for id in meeting.line.with {
      guard let person = planner.head.roles.first(where: { $0.id == id })?.holder,
        let absence = planner.availability[person]?.away.first(where: {
          $0.from < meeting.ends && meeting.begins < $0.to
        })
      else { continue }
      planner.note(
        .personAway, "\"\(person)\", who holds \(id), is away until \(absence.to.words)",
        at: "\(path).at", fix: "move the meeting, or let another role take part", as: .warning)
    }
  }

  /// Before fieldwork inspectors work off site and may telephone; after it they are gone.
  private static func isAway(
    _ inspector: PreparedInspector, _ meeting: PreparedMeeting, _ planner: Planner
  ) -> Bool {
    let onSite = planner.moment(of: .fieldworkStart) ?? planner.start
    if meeting.begins.date < onSite.date { return false }
    return meeting.begins.date < inspector.from.date || meeting.begins.date > inspector.to.date
      || !inspector.line.days.allow(meeting.begins.date, dayOne: planner.dayOne)
  }
}
