extension Timeline {
  /// What a scenario says of its deadlines beside the framework's.
  package struct Section: Record {
    package let deadlines: [DeadlineLine]
    package let paces: [PaceLine]

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      deadlines = f.rows("deadlines", old?.deadlines, "What must be done by when")
      paces = f.rows("paces", old?.paces, "How fast the clock runs in each phase")
    }
  }

  /// How fast the clock runs from the beginning of a phase.
  package struct PaceLine: Record, Hashable {
    package let phase: ID<Phase>
    package let pace: Pace

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      phase = f.one("phase", old?.phase, "The phase")
      pace = f.one("pace", old?.pace, "stepped, real-time, or x60 and the like")
    }
  }

  /// A deadline of the scenario's own.
  package struct DeadlineLine: Record, Hashable {
    package let title: String
    package let id: ID<DueItem>
    package let due: Deadline
    package let owner: ID<Role>?
    package let basis: Basis?

    package init(_ f: inout some FieldVisitor, _ old: Self?) {
      title = f.one("title", old?.title, "What must be done")
      id = f.identity("id", old?.id, from: title, "The short name used in sentences")
      due = f.one("due", old?.due, "By when, such as two working days after notification by 17:00")
      owner = f.maybe("owner", old?.owner, "The role that answers for it")
      basis = f.maybe("basis", old?.basis, Basis.doc)
    }
  }

  /// The dated lines that the clock walks through.
  package struct Prepared: Sendable {
    package let milestones: [PlannedMilestone]
    package let phases: [Phase]
    package let deadlines: [DeadlineDate]
    package let paces: [PaceLine]
  }

  package static func check(_ section: Section, _ checker: inout Checker) {
    for (index, line) in section.deadlines.enumerated()
    where Timeline.isTaken(line.id, in: checker.framework) {
      checker.note(
        .duplicateIdentity, "the framework has a milestone called \"\(line.id)\"",
        at: "timeline.deadlines[\(index)].id", fix: "give this deadline another id")
    }
    for (index, line) in section.paces.enumerated()
    where section.paces[..<index].contains(where: { $0.phase == line.phase }) {
      checker.note(
        .paceTwice, "\"\(line.phase)\" has two paces", at: "timeline.paces[\(index)].phase",
        fix: "keep one of the two")
    }
  }

  private static func isTaken(_ id: ID<DueItem>, in framework: Framework) -> Bool {
    framework.milestones.contains { $0.id.text == id.text }
  }

  package static func prepare(_ section: Section, _ planner: inout Planner) -> Prepared {
    var deadlines: [DeadlineDate] = []
    for milestone in planner.milestones {
      if milestone.isDeadline {
        deadlines.append(
          DeadlineDate(
            deadline: milestone.id.as(), title: milestone.title, due: milestone.at, owner: nil))
      } else {
        planner.add(
          Step(
            id: milestone.id.text, at: milestone.at, sort: .milestone, title: milestone.title,
            module: name, command: ReachMilestone(milestone: milestone.id)))
      }
    }
    for (index, line) in section.deadlines.enumerated() {
      let path = "timeline.deadlines[\(index)].due"
      guard let due = planner.due(line.due, else: [], at: path) else { continue }
      deadlines.append(
        DeadlineDate(deadline: line.id, title: line.title, due: due, owner: line.owner))
    }
    for line in deadlines {
      planner.add(
        Step(
          id: line.stepID(planner.framework), at: line.due, sort: .deadline, title: line.title,
          module: name, owner: line.owner, command: PassDeadline(deadline: line.deadline)))
    }
    for phase in planner.framework.phases {
      guard let begins = planner.moment(of: phase.begins) else { continue }
      planner.add(
        Step(
          id: "phase-\(phase.id)", at: begins, sort: .phase, title: phase.title, module: name,
          command: BeginPhase(phase: phase.id)))
    }
    deadlines.sort { ($0.due, $0.deadline) < ($1.due, $1.deadline) }
    return Prepared(
      milestones: planner.milestones, phases: planner.framework.phases, deadlines: deadlines,
      paces: section.paces)
  }

  package static func briefing(_ plan: Plan) -> [Block] {
    let prepared = plan[Timeline.self]
    guard !prepared.paces.isEmpty else { return [] }
    let table = Block.Table(
      caption: "Phases", columns: ["Phase", "Begins", "Ends", "How fast it is played"],
      rows: prepared.phases.map { phase in
        let pace = prepared.paces.first { $0.phase == phase.id }?.pace
        return [
          .words(phase.title), .moment(plan.moment(of: phase.begins)),
          .moment(plan.moment(of: phase.ends)), pace.map { .words($0.words) } ?? .none,
        ]
      })
    return [Block("briefing-phases", .table(table))]
  }
}

/// A deadline with its date.
package struct DeadlineDate: Sendable, Hashable {
  package let deadline: ID<DueItem>
  package let title: String
  package let due: Moment
  package let owner: ID<Role>?
}

extension DeadlineDate {
  /// A milestone keeps its id in the plan; a deadline of the scenario's own is told apart from it.
  fileprivate func stepID(_ framework: Framework) -> String {
    framework.milestones.contains { $0.id.text == deadline.text }
      ? deadline.text : "due-\(deadline)"
  }
}

extension DiagnosticCode {
  /// A phase with two paces.
  package static let paceTwice = DiagnosticCode("T001")
}

extension DeadlineDate: Record {
  package init(_ f: inout some FieldVisitor, _ old: Self?) {
    deadline = f.one("deadline", old?.deadline, "Its id")
    title = f.one("title", old?.title, "What must be done")
    due = f.one("due", old?.due, "By when")
    owner = f.maybe("owner", old?.owner, "Who answers for it")
  }
}
