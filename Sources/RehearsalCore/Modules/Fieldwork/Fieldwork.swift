/// The inspectors' time with the council: who comes when, whom they meet, which cases they draw.
package enum Fieldwork: Module {
  package static let name: StaticString = "fieldwork"
  package static let doc: StaticString = "The inspectors, their timetable and their samples"
  package static let title: StaticString = "Timetable"

  /// The timetable on the calendar.
  package struct Prepared: Sendable {
    package let inspectors: [PreparedInspector]
    package let meetings: [PreparedMeeting]
    package let samples: [SampleLine]
    /// When the lead inspector and the director mean to talk.
    package let touches: [Moment]
    package let keepInTouchWith: [ID<Role>]
    package let embargo: [ID<Role>]

    /// Whether there is anything that becomes known with the call.
    var hasTimetable: Bool { !inspectors.isEmpty || !meetings.isEmpty || !touches.isEmpty }

    /// Whether a scenario says anything of fieldwork; else nobody rehearses it.
    var isRehearsed: Bool { hasTimetable || !samples.isEmpty || !embargo.isEmpty }
  }

  /// An inspector with the days on site.
  package struct PreparedInspector: Sendable {
    package let line: Inspector
    package let from: Moment
    package let to: Moment
  }

  /// A meeting with its moments.
  package struct PreparedMeeting: Sendable {
    package let line: MeetingLine
    package let begins: Moment
    package var ends: Moment { begins + line.length }
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    for line in section.inspectors { planner.add(title: line.title, ofInspector: line.id) }
    let inspectors = section.inspectors.enumerated().compactMap { index, line in
      prepare(line, "fieldwork.inspectors[\(index)]", &planner)
    }
    var meetings: [PreparedMeeting] = []
    for (index, line) in section.meetings.enumerated() {
      let path = "fieldwork.meetings[\(index)].at"
      guard let begins = planner.due(line.at, else: [], at: path) else { continue }
      planner.noteIfOver(begins, at: path)
      meetings.append(PreparedMeeting(line: line, begins: begins))
    }
    checkClashes(meetings, section, inspectors, &planner)
    for meeting in meetings {
      planner.add(
        Step(
          id: "meeting-\(meeting.line.id)", at: meeting.begins, sort: .meeting,
          title: meeting.line.title + (meeting.line.place.map { ", \($0)" } ?? ""), module: name,
          owner: meeting.line.with.first,
          until: meeting.ends))
    }
    let touches = keepInTouch(section.keepInTouch, &planner)
    for (index, sample) in section.samples.enumerated() {
      guard let at = planner.due(sample.at, else: [], at: "fieldwork.samples[\(index)].at") else {
        continue
      }
      planner.add(
        Step(
          id: "sample-\(sample.id)", at: at, sort: .meeting,
          title: "\(sample.title): \(sample.cases) cases drawn at random", module: name,
          command: DrawSample(sample: sample.id)))
    }
    let prepared = Prepared(
      inspectors: inspectors, meetings: meetings, samples: section.samples, touches: touches,
      keepInTouchWith: section.keepInTouch.with, embargo: section.embargo)
    if prepared.hasTimetable {
      planner.add(
        Step(
          id: "open-fieldwork", at: planner.called, sort: .meeting,
          title: "Inspectors and their timetable become known", module: name,
          command: OpenFieldwork()))
    }
    return prepared
  }

  private static func prepare(
    _ line: Inspector, _ path: String, _ planner: inout Planner
  ) -> PreparedInspector? {
    let from = line.from.map { planner.resolve($0, at: "\(path).from") }
    let to = line.to.map { planner.resolve($0, at: "\(path).to") }
    let start = from ?? planner.moment(of: .fieldworkStart) ?? planner.start
    let end = to ?? planner.moment(of: .fieldworkEnd) ?? planner.end
    guard let start, let end else { return nil }
    if end < start {
      planner.note(
        .inspectorReversed, "leaves on \(end.words), before coming on \(start.words)",
        at: "\(path).to", fix: "turn the two times round")
    }
    return PreparedInspector(line: line, from: start, to: end)
  }

  /// One step for each day of fieldwork on which the two keep in touch; feedback is the last talk.
  private static func keepInTouch(_ plan: KeepInTouch, _ planner: inout Planner) -> [Moment] {
    guard let time = plan.time, plan.every >= 1,
      let first = planner.moment(of: .fieldworkStart)?.date,
      let end = planner.moment(of: .fieldworkEnd)?.date
    else { return [] }
    var touches: [Moment] = []
    let last = planner.moment(of: .known("feedback")).map { $0.date.adding(days: -1) } ?? end
    var date = first
    var number = 0
    while date <= last {
      if planner.calendar.isWorkingDay(date) {
        if number % plan.every == 0 {
          touches.append(Moment(date, time))
          planner.add(
            Step(
              id: "keep-in-touch-\(number / plan.every + 1)", at: Moment(date, time),
              sort: .meeting, title: "Keep-in-touch meeting with the lead inspector", module: name,
              owner: plan.with.first))
        }
        number += 1
      }
      date = date.adding(days: 1)
    }
    return touches
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let prepared = plan[Fieldwork.self]
    var blocks: [Block] = []
    if !prepared.inspectors.isEmpty {
      let table = Block.Table(
        caption: "The inspectors", columns: ["Who", "From", "To"],
        rows: prepared.inspectors.map {
          [.words($0.line.title), .moment($0.from), .moment($0.to)]
        })
      blocks.append(Block("briefing-inspectors", .table(table)))
    }
    if !prepared.samples.isEmpty {
      let table = Block.Table(
        caption: "Cases drawn at random", columns: ["What is looked into", "Cases", "Seed"],
        rows: prepared.samples.map {
          [.words($0.title), .number($0.cases), .number($0.seed)]
        })
      blocks.append(Block("briefing-samples", .table(table)))
    }
    if !prepared.embargo.isEmpty {
      let names = prepared.embargo.map { plan.names.title($0) }.joined(separator: ", ")
      blocks.append(
        Block(
          "briefing-embargo",
          .facts([Block.Fact("May know the provisional outcome", .words(names))])))
    }
    return blocks
  }
}
