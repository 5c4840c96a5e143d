/// What somebody can do about the checklists.
extension Logistics {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    guard let me = viewer.council(state) else { return [] }
    let logistics = state[Logistics.self]
    let mine = logistics.items.values.filter { $0.owner == me }
    return mine.filter(\.isOpen).map { item in
      let missing = logistics.missing(before: item)
      return Offer(
        "logistics.item.\(item.id)", item.title,
        why: words(item, waitingFor: missing), due: item.due(state), since: item.overdue,
        urgency(item, isWaiting: !missing.isEmpty),
        forms(item, isWaiting: !missing.isEmpty, plan, me))
    } + reopening(mine.filter { !$0.isOpen })
  }

  private static func reopening(_ closed: [ItemState]) -> [Offer] {
    guard !closed.isEmpty else { return [] }
    let items = closed.map { (value: $0.id as any FieldValue, words: $0.title) }
    return [
      Offer(
        "logistics.reopen", "Open something again that counts as done", .later,
        [Block.Form(ReopenItem.self, "Open it again", choices: [Block.Choices("item", items)])])
    ]
  }

  private static func urgency(_ item: ItemState, isWaiting: Bool) -> Offer.Urgency {
    if isWaiting || item.due == nil && item.standing != .inProgress { return .later }
    return item.isOverdue ? .now : .soon
  }

  private static func words(_ item: ItemState, waitingFor missing: [ItemState]) -> String {
    var sentences = [item.checklist.isEmpty ? "" : "\(item.checklist)."]
    if item.standing == .blocked, let reason = item.reason {
      sentences.append("Blocked: \(reason).")
    }
    if !missing.isEmpty {
      let titles = missing.map { "\"\($0.title)\"" }.joined(separator: ", ")
      sentences.append("Waits for \(titles).")
    }
    if let proof = item.asksFor { sentences.append("To show that it is done: \(proof).") }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func forms(
    _ item: ItemState, isWaiting: Bool, _ plan: Plan, _ me: ID<Role>
  ) -> [Block.Form] {
    var forms: [Block.Form] = []
    if !isWaiting {
      let begin = Block.Form(
        BeginItem.self, item.standing == .blocked ? "Go on" : "Begin", ["item": item.id])
      // One press, where nothing has to show it.
      forms.append(
        item.asksFor == nil
          ? Block.Form(FinishItem.self, "Done", ["item": item.id], without: ["proof"])
          : Block.Form(FinishItem.self, "Done", ["item": item.id]).needing("proof"))
      if item.standing == .toDo { forms.append(begin) }
      if item.standing == .blocked { forms.insert(begin, at: 0) }
    }
    return forms + [
      Block.Form(BlockItem.self, "It cannot go on", ["item": item.id]),
      Block.Form(SetItemAside.self, "It does not apply", ["item": item.id]),
      Block.Form(
        HandOverItem.self, "Hand it over", ["item": item.id],
        choices: [plan.councilRoles("to", but: me)]),
    ]
  }
}
