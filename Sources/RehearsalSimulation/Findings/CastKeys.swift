import RehearsalCore

extension CastModel {
  /// The model with the keys of another for everything that stands in both under the same id, so
  /// that the same people are away, the same telephones go unanswered and the same document takes
  /// as long, even if one of the two plans lists them in another order. What only this one has gets
  /// numbers that nothing in the other has.
  package func keyed(like other: CastModel) -> CastModel {
    var model = self
    var people = KeyRing(
      other.cascades.flatMap { cascade in cascade.contacts.map { cascade.name($0) } })
    people.reserve(cascades.flatMap { cascade in cascade.contacts.map(\.key) })
    for index in model.cascades.indices {
      for number in model.cascades[index].contacts.indices {
        let name = cascades[index].name(cascades[index].contacts[number])
        model.cascades[index].contacts[number].key = people.key(for: name.id, now: name.key)
      }
    }
    var workers = KeyRing(other.workers.map { ($0.id, $0.key) })
    workers.reserve(self.workers.map(\.key))
    for index in model.workers.indices {
      model.workers[index].key = workers.key(
        for: model.workers[index].id, now: model.workers[index].key)
    }
    for isItem in [true, false] {
      var ring = KeyRing(other.jobs.filter { $0.isItem == isItem }.map(\.name))
      ring.reserve(jobs.filter { $0.isItem == isItem }.map(\.key))
      for index in model.jobs.indices where model.jobs[index].isItem == isItem {
        let name = model.jobs[index].name
        model.jobs[index].key = ring.key(for: name.id, now: name.key)
      }
    }
    return model
  }
}

extension CastModel.Cascade {
  fileprivate func name(_ contact: CastModel.Contact) -> (id: String, key: UInt32) {
    ("\(id.text)/\(contact.isGroup ? "group" : "role")/\(contact.recipient.text)", contact.key)
  }
}

extension CastModel.Job {
  /// Items and duties share one row of keys, all other jobs another.
  fileprivate var isItem: Bool { sort == .item || sort == .duty }

  fileprivate var name: (id: String, key: UInt32) { ("\(sort)/\(id)", key) }
}

/// Hands out the keys of one row: those that are known by name, and new ones for the rest.
private struct KeyRing {
  private var known: [String: UInt32] = [:]
  private var taken: Set<UInt32> = []
  private var next: UInt32 = 0

  /// - Parameter names: in the order of the model; of two with the same name the first counts.
  init(_ names: [(id: String, key: UInt32)]) {
    for (id, key) in names {
      if known[id] == nil { known[id] = key }
      taken.insert(key)
      next = max(next, key + 1)
    }
  }

  /// New keys stand above these too, so that none of them is handed out twice.
  mutating func reserve(_ keys: [UInt32]) { next = max(next, (keys.max() ?? 0) + 1) }

  /// The key of that name; for a name that is not known, its own where nothing else has that.
  mutating func key(for id: String, now: UInt32) -> UInt32 {
    if let key = known.removeValue(forKey: id) { return key }
    if taken.insert(now).inserted { return now }
    defer { next += 1 }
    taken.insert(next)
    return next
  }
}
