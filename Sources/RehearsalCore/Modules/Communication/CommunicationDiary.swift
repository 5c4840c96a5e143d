extension Communication {
  /// The targets of messages that have set out, for those who see the whole of one.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    state[Communication.self].cascades.values.flatMap { cascade in
      cascade.targets.map { target in
        let share = target.share == 100 ? "Everyone" : "\(target.share)%"
        return Appointment(
          "target-\(cascade.id)-\(target.share)", .deadline, "\(share) told: \(cascade.title)",
          at: target.by)
      }
    }
  }
}
