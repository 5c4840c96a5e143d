package import RehearsalCore

/// One thing that could be done differently, to be tried on a copy of a plan.
package enum Change: Sendable, Hashable {
  /// A deputy for somebody who has none.
  case deputy(ID<Recipient>)
  /// A deputy for everybody who has none.
  case deputies
  /// One more try at every deputy before a caller gives up.
  case deputyTry
  /// Half the pause before somebody who did not answer is rung again.
  case retrySooner
  /// The deputy is rung after one try fewer at the holder; as many tries in all.
  case deputySooner
  /// Half of what one worker looks over goes to another; by their ids.
  case approver(from: String, to: String)
  /// Another order of calls, for each contact of the first message.
  case callOrder([[Int32]])
  /// The same people in another tree, which grows by rounds.
  case reshaped
  /// Half of the documents are ready before the call.
  case documentsReady
  /// All that is due at one moment is due at another.
  case later(titles: [String], from: Int64, to: Int64)

  /// The name of its kind, for scripts.
  package var name: String {
    switch self {
    case .deputy: "deputy"
    case .deputies: "deputies"
    case .deputyTry: "deputy-try"
    case .retrySooner: "retry-sooner"
    case .deputySooner: "deputy-sooner"
    case .approver: "approver"
    case .callOrder: "call-order"
    case .reshaped: "reshaped-tree"
    case .documentsReady: "documents-ready"
    case .later: "later-deadline"
    }
  }
}

extension CastModel {
  /// The plan with a change; `nil` where there is nothing to change.
  package func changed(by change: Change) -> CastModel? {
    var model = self
    switch change {
    case .deputy(let recipient):
      guard
        let contact = cascades.first?.contacts.firstIndex(where: {
          $0.recipient == recipient && $0.isAlone
        })
      else { return nil }
      model.cascades[0].contacts[contact].hasDeputy = true
    case .deputies:
      guard let contacts = cascades.first?.contacts, contacts.contains(where: \.isAlone) else {
        return nil
      }
      for index in contacts.indices where contacts[index].isAlone {
        model.cascades[0].contacts[index].hasDeputy = true
      }
    case .deputyTry:
      guard hasDeputies else { return nil }
      for index in cascades.indices { model.cascades[index].retry.deputyTries += 1 }
    case .retrySooner:
      guard cascades.contains(where: { $0.retry.after > 1 }) else { return nil }
      for index in cascades.indices { model.cascades[index].retry.after /= 2 }
    case .deputySooner:
      guard hasDeputies, cascades.contains(where: { $0.retry.tries > 1 }) else { return nil }
      for index in cascades.indices where cascades[index].retry.tries > 1 {
        model.cascades[index].retry.tries -= 1
        model.cascades[index].retry.deputyTries += 1
      }
    case .approver(let from, let to): return sharing(reviewsOf: from, with: to)
    case .callOrder(let order):
      guard let cascade = cascades.first, cascade.children != order else { return nil }
      model.cascades[0].children = order
    case .reshaped: return reshaped()
    case .documentsReady: return readyBefore()
    case .later(_, let from, let to): return moving(from, to: to)
    }
    return model
  }

  private var hasDeputies: Bool { cascades.contains { $0.contacts.contains(where: \.hasDeputy) } }

  /// Every second piece of work that one looks over goes to another, who never gets their own.
  private func sharing(reviewsOf busy: String, with other: String) -> CastModel? {
    guard let from = workers.firstIndex(where: { $0.id == busy }),
      let to = workers.firstIndex(where: { $0.id == other })
    else { return nil }
    var model = self
    var count = 0
    for index in jobs.indices where jobs[index].approver == Int32(from) {
      guard jobs[index].owner != Int32(to) else { continue }
      if count % 2 == 1 {
        model.jobs[index].approver = Int32(to)
        model.jobs[index].approverRole = workers[to].roles.first
      }
      count += 1
    }
    return count > 1 ? model : nil
  }

  private func readyBefore() -> CastModel? {
    var model = self
    let open = jobs.indices.filter { jobs[$0].sort == .document && jobs[$0].stage == .prepare }
    guard open.count > 1, start == called else { return nil }
    for (number, index) in open.enumerated() where number % 2 == 0 {
      model.jobs[index].stage = .send
    }
    return model
  }

  private func moving(_ from: Int64, to: Int64) -> CastModel? {
    var model = self
    for index in jobs.indices where jobs[index].due == from { model.jobs[index].due = to }
    for index in deadlines.indices where deadlines[index].due == from {
      model.deadlines[index].due = to
    }
    return model
  }

  /// The same time of day on the office's next day; `nil` where there is none.
  package func nextDay(after moment: Int64) -> Int64? {
    let day = moment / Hours.day
    return hours[office].days.first { Int64($0) > day }.map {
      Int64($0) * Hours.day + moment % Hours.day
    }
  }
}

extension CastModel.Contact {
  /// Whether one person alone must be reached.
  var isAlone: Bool { !isGroup && !hasDeputy }
}

extension CastModel {
  /// The first message through a tree that grows by rounds: in each, everybody who knows and has
  /// calls left rings the next person. Nobody makes more calls than the busiest caller does now.
  ///
  /// Those who ring others now come first, because they have the lists; groups come last and ring
  /// nobody. With calls of one length no tree of as many calls a person is quicker.
  fileprivate func reshaped() -> CastModel? {
    guard let old = cascades.first, start == called else { return nil }
    let most = old.children.map(\.count).max() ?? 0
    let all = old.contacts.indices.dropFirst()
    let next =
      all.filter { !old.contacts[$0].isGroup && !old.children[$0].isEmpty }
      + all.filter { !old.contacts[$0].isGroup && old.children[$0].isEmpty }
      + all.filter { old.contacts[$0].isGroup }
    guard most > 0, next.count > 2 else { return nil }
    var order = [0]
    var calls: [[Int32]] = [[]]
    var taken = 0
    while taken < next.count {
      for caller in 0..<order.count where taken < next.count {
        guard calls[caller].count < most, !old.contacts[order[caller]].isGroup else { continue }
        calls[caller].append(Int32(order.count))
        order.append(next[taken])
        calls.append([])
        taken += 1
      }
    }
    var model = self
    var places = [Int32](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    model.cascades[0].contacts = order.map { old.contacts[$0] }
    model.cascades[0].children = calls
    for index in workers.indices {
      model.workers[index].contacts = workers[index].contacts.map { places[Int($0)] }
    }
    return model
  }
}
