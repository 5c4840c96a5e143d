/// Something with a time that stands in a viewer's diary: a meeting, a due time, a date.
package struct Appointment: Sendable, Hashable {
  /// Unique in a rehearsal, and the same however often it moves: `meeting-talk`.
  package let id: String
  package let sort: Step.Sort
  package let title: String
  package let at: Moment
  /// When it is over; `nil` for what is only due at a moment.
  package let until: Moment?
  package let place: String?
  /// Who has to do with it; nobody in particular where it is everybody's.
  package let roles: [ID<Role>]
  /// Whether it was called off, which a diary should show rather than forget.
  package let isCancelled: Bool

  package init(
    _ id: String, _ sort: Step.Sort, _ title: String, at: Moment, until: Moment? = nil,
    place: String? = nil, roles: [ID<Role>] = [], isCancelled: Bool = false
  ) {
    self.id = id
    self.sort = sort
    self.title = title
    self.at = at
    self.until = until
    self.place = place
    self.roles = roles
    self.isCancelled = isCancelled
  }

  /// Whether it belongs into the diary of `viewer`: the facilitator's holds everything.
  func concerns(_ viewer: Viewer) -> Bool {
    switch viewer {
    case .facilitator: true
    case .role(let role): roles.isEmpty || roles.contains(role)
    case .room: roles.isEmpty
    }
  }
}

/// An appointment as a diary has it, with its past.
package struct DiaryEntry: Sendable, Hashable {
  package let appointment: Appointment
  /// How often it has changed since the viewer first heard of it.
  package let changes: Int
  /// When the viewer heard of it as it is now, by the clock of the room.
  package let heard: WallMoment
}

extension Replay {
  /// What stands in the diary of `view`'s viewer, by time and id.
  ///
  /// It is folded from what the viewer has been told and from nothing else, so that the same log
  /// gives the same diary, whoever asks and whenever.
  package func diary(_ view: View) -> [DiaryEntry] {
    var state = modules.initialState(plan)
    var diary = Diary(viewer: view.viewer)
    for recorded in view.shown {
      state.evolve(recorded)
      guard let event = recorded.event else { continue }
      let home = event.home
      // What is put off moves what any module has planned; else a module's events move its own.
      for module in modules.all where module == home || home == Timeline.self {
        diary.keep(module, module.appointments(state, for: view.viewer), recorded.rec)
      }
    }
    return diary.entries
  }
}

extension Event {
  fileprivate var home: any Module.Type { Home.self }
}

/// The entries so far, those that are gone among them: one that comes back must not look older.
private struct Diary {
  let viewer: Viewer
  private var known: [String: DiaryEntry] = [:]
  private var present: [ObjectIdentifier: Set<String>] = [:]

  init(viewer: Viewer) { self.viewer = viewer }

  /// Takes over what a module's diary holds now.
  mutating func keep(
    _ module: any Module.Type, _ appointments: [Appointment], _ heard: WallMoment
  ) {
    let own = appointments.filter { $0.concerns(viewer) }
    let before = present[ObjectIdentifier(module)] ?? []
    for appointment in own {
      let old = known[appointment.id]
      if let old, old.appointment == appointment, before.contains(appointment.id) { continue }
      known[appointment.id] = DiaryEntry(
        appointment: appointment, changes: old.map { $0.changes + 1 } ?? 0, heard: heard)
    }
    present[ObjectIdentifier(module)] = Set(own.map(\.id))
  }

  var entries: [DiaryEntry] {
    let shown = present.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    return known.values.filter { shown.contains($0.appointment.id) }.sorted { left, right in
      (left.appointment.at, left.appointment.id) < (right.appointment.at, right.appointment.id)
    }
  }
}
