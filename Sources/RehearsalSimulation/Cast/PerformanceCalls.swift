import RehearsalCore

/// How a message goes round: everyone who has been told rings one after another.
extension Performance {
  /// All times here are counted in the office's hours.
  mutating func goRound(_ cascade: Int) {
    let line = score.pointee.calls.cascades[cascade]
    guard let first = line.contacts.indices.first else { return }
    let known = score.pointee.calls.contacts[first].told
    contacts[first].told = known >= 0 ? known : line.starts
    for index in line.contacts.indices.dropFirst() {
      let told = score.pointee.calls.contacts[index].told
      contacts[index].by = score.pointee.calls.contacts[index].parent
      if told >= 0 { contacts[index].told = told }
    }
    // Callers stand before those whom they call.
    for caller in line.contacts.indices where contacts[caller].told != .max {
      ring(caller, cascade, line)
    }
  }

  /// One caller's calls. Those that are ready are taken in order, before others that have to wait.
  private mutating func ring(_ caller: Int, _ cascade: Int, _ line: CascadeLayout) {
    var now = max(contacts[caller].told, line.started)
    var head = 0
    var end = 0
    addCalls(of: caller, ready: now, &end)
    while head < end, now < score.pointee.office.total {
      var next = head
      if calls[head].ready > now {
        for index in head..<end {
          if calls[index].ready <= now {
            next = index
            break
          }
          if calls[index].ready < calls[next].ready { next = index }
        }
      }
      now = max(now, calls[next].ready)
      let call = calls[next]
      let contact = Int(call.contact)
      let outcome =
        score.pointee.calls.contacts[contact].isGroup
        ? tellGroup(contact, &now)
        : tryOnce(contact, call.attempts, line, &now)
      guard now <= score.pointee.office.total else { break }
      attempts += cascade == 0 ? 1 : 0
      events += 1
      switch outcome {
      case .told:
        contacts[contact].told = now
        contacts[contact].by = Int32(caller)
        note(
          score.pointee.calls.contacts[contact].isGroup ? .groupTold : .told, cascade, contact,
          caller,
          call.attempts + 1, now)
      case .again(let ready):
        calls[next].attempts += 1
        calls[next].ready = ready
        note(.noAnswer, cascade, contact, caller, call.attempts + 1, now)
        continue
      case .lost:
        note(.lost, cascade, contact, caller, call.attempts + 1, now)
      }
      // Few wait before the one that is done, so they are moved.
      var index = next
      while index > head {
        calls[index] = calls[index - 1]
        index -= 1
      }
      head += 1
      if case .lost = outcome { addCalls(of: contact, ready: now, &end) }
    }
    contacts[caller].free = now
  }

  private enum Outcome {
    case told, lost
    case again(ready: Int64)
  }

  private mutating func tellGroup(_ contact: Int, _ now: inout Int64) -> Outcome {
    let calls = score.pointee.calls
    let u = chance.unit(Draw.call, calls.contacts[contact].key, 0)
    now += microseconds(
      Distribution.lognormal(u, median: calls.group, spread: calls.groupSpread))
    return .told
  }

  private mutating func tryOnce(
    _ contact: Int, _ attempts: Int32, _ line: CascadeLayout, _ now: inout Int64
  ) -> Outcome {
    let calls = score.pointee.calls
    let key = calls.contacts[contact].key
    let isDeputy = attempts >= line.tries
    // Whether somebody is away is one draw for all tries; what was planned has its times.
    let isAway: Bool
    if isDeputy {
      isAway =
        calls.contacts[contact].deputyAway.contains(now)
        || chance.unit(Draw.deputyAway, key, 0) < calls.away
    } else {
      isAway = calls.contacts[contact].holderAway.contains(now) || holderIsAway(contact)
    }
    guard isAway || chance.unit(Draw.noAnswer, key, UInt64(attempts)) < calls.noAnswer else {
      let u = chance.unit(Draw.call, key, isDeputy ? 1 : 0)
      now += microseconds(Distribution.lognormal(u, median: calls.call, spread: calls.callSpread))
      return .told
    }
    now += calls.ring
    let made = attempts + 1
    let hasDeputy = calls.contacts[contact].hasDeputy
    if made >= line.tries + (hasDeputy ? line.deputyTries : 0) { return .lost }
    return .again(ready: made == line.tries ? now : now + line.after)
  }

  private mutating func holderIsAway(_ contact: Int) -> Bool {
    if contacts[contact].away < 0 {
      let u = chance.unit(Draw.holderAway, score.pointee.calls.contacts[contact].key, 0)
      contacts[contact].away = u < score.pointee.calls.away ? 1 : 0
    }
    return contacts[contact].away > 0
  }

  /// Adds those whom somebody rings, in order; for one who was given up before, those whom that
  /// one would have rung come last.
  private mutating func addCalls(of caller: Int, ready: Int64, _ end: inout Int) {
    let lines = score.pointee.calls.contacts
    for index in lines[caller].children.indices {
      let contact = Int(score.pointee.calls.children[index])
      if lines[contact].told < 0, !lines[contact].isLost {
        calls[end] = Call(ready: ready, contact: Int32(contact), attempts: lines[contact].tried)
        end += 1
      }
    }
    for index in lines[caller].children.indices {
      let contact = Int(score.pointee.calls.children[index])
      if lines[contact].isLost { addCalls(of: contact, ready: ready, &end) }
    }
  }

  private mutating func note(
    _ sort: Act.Sort, _ cascade: Int, _ contact: Int, _ caller: Int, _ tries: Int32, _ now: Int64
  ) {
    guard isRecording else { return }
    let first = Int(score.pointee.calls.cascades[cascade].contacts.start)
    record(
      sort, at: score.pointee.office.moment(worked: now), cascade: cascade, contact - first,
      by: caller - first, detail: tries)
  }
}
