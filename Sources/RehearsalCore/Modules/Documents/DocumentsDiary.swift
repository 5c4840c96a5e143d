extension Documents {
  /// When documents and lists of data are due, for those who provide and approve them. What one
  /// role owes of one group at one moment is one line: nobody keeps two hundred in a diary.
  package static func appointments(
    _ state: RehearsalState, for viewer: Viewer
  ) -> [Appointment] {
    let documents = state[Documents.self]
    var bundles = OrderedMap<Bundle, [Line]>()
    for line in documents.lines.values {
      guard let due = line.due.map({ state.moved($0, since: line.dueSaid) }) else { continue }
      let roles = [line.owner, line.approver].compactMap { $0 }.firsts
      guard !roles.isEmpty else { continue }
      let bundle = Bundle(due: due, group: line.group, roles: roles)
      bundles[bundle, default: []].append(line)
    }
    let papers = zip(bundles.keys, bundles.values).compactMap { bundle, lines -> Appointment? in
      let needed = lines.filter(\.isNeeded)
      guard let only = needed.first else { return nil }
      let many = "\(needed.count) documents" + (bundle.group.map { ": \($0)" } ?? "")
      // Named after the first of all, so that it keeps its name when one is ruled out.
      return Appointment(
        "document-\(lines[0].id)", .document, needed.count == 1 ? only.title : many,
        at: bundle.due, roles: bundle.roles)
    }
    let lists = documents.lists.values.compactMap { line -> Appointment? in
      let roles = [line.owner, line.checker].compactMap { $0 }.firsts
      guard !roles.isEmpty, let due = line.due else { return nil }
      return Appointment(
        "list-\(line.id)", .list, line.title, at: state.moved(due, since: line.dueSaid),
        roles: roles)
    }
    return papers + lists
  }

  /// What documents share that are one line.
  private struct Bundle: Hashable {
    let due: Moment
    let group: String?
    let roles: [ID<Role>]
  }
}
