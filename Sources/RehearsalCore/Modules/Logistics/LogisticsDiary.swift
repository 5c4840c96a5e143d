extension Logistics {
  /// When items of the checklists are due, for those who own them.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    state[Logistics.self].items.values.compactMap { item in
      guard let due = item.due(state), let owner = item.owner,
        item.standing != .notApplicable
      else { return nil }
      return Appointment("item-\(item.id)", .item, item.title, at: due, roles: [owner])
    }
  }
}
