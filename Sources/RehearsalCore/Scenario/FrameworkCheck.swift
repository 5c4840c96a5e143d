extension DiagnosticCode {
  /// A framework with no start, or with two.
  package static let noStartMilestone = DiagnosticCode("R001")
  /// A framework whose id is not the name of its file.
  package static let otherName = DiagnosticCode("R002")
  /// A milestone that no due time could name.
  package static let unspeakableMilestone = DiagnosticCode("R003")
  /// Dates of a framework that are the wrong way round.
  package static let datesReversed = DiagnosticCode("R004")
  /// Milestones that are counted from each other.
  package static let milestoneCircle = DiagnosticCode("R006")
  /// A number in a framework that makes no sense.
  package static let wrongFrameworkNumber = DiagnosticCode("R005")
}

extension Framework {
  /// What reading a framework cannot see by itself.
  ///
  /// - Parameters:
  ///   - name: the name of its file, without `.yaml`
  ///   - places: where its values stand
  package func check(named name: String, _ places: Places) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func note(_ code: DiagnosticCode, _ message: String, _ path: String, _ fix: String) {
      found.append(Diagnostic(code, message, at: places[path], fix: fix))
    }
    if id.text != name {
      note(
        .otherName, "this is \"\(id)\" in a file called \(name).yaml", "id",
        "write id: \(name), or call the file \(id).yaml")
    }
    let starts = milestones.indices.filter { milestones[$0].when == nil }
    if starts.isEmpty {
      note(
        .noStartMilestone,
        milestones.isEmpty
          ? "there are no milestones" : "every milestone is counted from another", "milestones",
        milestones.isEmpty
          ? "add milestones:, the call first"
          : "leave out when: for the call, or for whatever it begins with")
    }
    for index in starts.dropFirst() {
      note(
        .noStartMilestone, "\"\(milestones[index].id)\" is counted from nothing",
        "milestones[\(index)]",
        "add when:, such as 2 working days after \(milestones[starts[0]].id)")
    }
    for (index, milestone) in milestones.enumerated()
    where Deadline(text: "before \(milestone.id)") != .before(milestone.id.text) {
      note(
        .unspeakableMilestone, "no due time can name \"\(milestone.id)\"",
        "milestones[\(index)].id", "use a name that is no time or day by itself")
    }
    if !starts.isEmpty { checkCircles(note) }
    checkDates(note)
    checkNumbers(note)
    return found
  }

  /// Takes away, again and again, what is counted from something with a date. What is left is
  /// counted from itself.
  private func checkCircles(_ note: (DiagnosticCode, String, String, String) -> Void) {
    var open = milestones.indices.filter { milestones[$0].when?.anchor != nil }
    while true {
      let ids = open.map { milestones[$0].id.text }
      let left = open.filter { milestones[$0].when?.anchor.map(ids.contains) ?? false }
      if left.count == open.count { break }
      open = left
    }
    guard let first = open.first else { return }
    let ids = open.map { milestones[$0].id.text }.joined(separator: ", ")
    note(
      .milestoneCircle, "these are counted from each other in a circle: \(ids)",
      "milestones[\(first)].when",
      "count one of them from the call, or from a milestone with a date")
  }

  private func checkDates(_ note: (DiagnosticCode, String, String, String) -> Void) {
    if let from = inForceFrom, let to = inForceTo, to < from {
      note(
        .datesReversed, "it would cease on \(to.words), before it begins on \(from.words)",
        "in-force-to", "turn the two dates round")
    }
    for (index, judgement) in judgements.enumerated() {
      if let from = judgement.from, let to = judgement.to, to < from {
        note(
          .datesReversed, "\"\(judgement.id)\" would cease before it begins",
          "judgements[\(index)].to", "turn the two dates round")
      }
    }
    for (index, milestone) in milestones.enumerated() {
      let dates = milestone.changes.map(\.from)
      for (number, date) in dates.enumerated().dropFirst() where date <= dates[number - 1] {
        note(
          .datesReversed, "this change is not later than the one before it",
          "milestones[\(index)].changes[\(number)].from", "list changes from the oldest on")
      }
    }
  }

  private func checkNumbers(_ note: (DiagnosticCode, String, String, String) -> Void) {
    for (index, post) in inspectors.enumerated() where post.count < 1 || (post.days ?? 1) < 1 {
      note(
        .wrongFrameworkNumber, "nobody comes as \"\(post.id)\"", "inspectors[\(index)]",
        "use count: and days: of 1 or more")
    }
    for (index, request) in audits.enumerated() where request.cases < 1 {
      note(
        .wrongFrameworkNumber, "\(request.cases) case files are none",
        "audits[\(index)].cases", "ask for 1 or more, or leave the line out")
    }
    if call.latest < call.earliest {
      note(
        .wrongFrameworkNumber,
        "no call comes after \(call.earliest.words) and before "
          + call.latest.words, "call.latest", "turn the two times round")
    }
  }
}
