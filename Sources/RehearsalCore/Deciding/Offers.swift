extension Modules {
  /// What a viewer can do now, what presses most first; at one pressure by due time, and at one
  /// due time in the order of the modules.
  ///
  /// - Parameter state: What the viewer knows, and not the whole, unless the facilitator asks.
  package func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    offers(of: all, state, plan, for: viewer)
  }

  /// The same of some modules.
  package func offers(
    of modules: [any Module.Type], _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    let status = state[Timeline.self].status
    guard status != .ended else { return [] }
    let offers = modules.flatMap { $0.offers(state, plan, for: viewer) }.compactMap { offer in
      let forms = offer.forms.filter { form in
        status == .running || command(named: form.command)?.gate == .open
      }
      return forms.isEmpty ? nil : offer.with(forms.map { $0.said(by: viewer) })
    }
    let order = Offer.Urgency.allCases
    return offers.enumerated().sorted { left, right in
      key(left, order) < key(right, order)
    }.map(\.element)
  }

  private func key(
    _ offer: (offset: Int, element: Offer), _ order: [Offer.Urgency]
  ) -> (Int, Moment, Int) {
    (
      order.firstIndex(of: offer.element.urgency) ?? 0,
      offer.element.due ?? Moment(microseconds: .max), offer.offset
    )
  }
}

extension Block.Form {
  /// The same with the word that its sentence begins with.
  func said(by viewer: Viewer) -> Block.Form {
    var form = self
    form.who = viewer.who
    return form
  }
}

extension Plan {
  /// The roles of the council that take part, but for one, for a field that names one.
  func councilRoles(_ field: StaticString, but me: ID<Role>? = nil) -> Block.Choices {
    roles(field) { $0.part == .player && $0.id != me }
  }

  /// Roles for a field that names one or several.
  func roles(_ field: StaticString, where isOne: (Role) -> Bool) -> Block.Choices {
    Block.Choices(
      field, scenario.head.roles.filter(isOne).map { (value: $0.id, words: $0.title) })
  }

  /// The framework's scale, for a field that names a grade.
  func grades(_ field: StaticString) -> Block.Choices {
    Block.Choices(field, scenario.framework.grades.map { (value: $0.id, words: $0.title) })
  }
}
