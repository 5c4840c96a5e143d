/// What one role would have to do more, if something were done.
package struct Preview: Sendable {
  package let role: ID<Role>
  package let offers: [Offer]
}

extension Replay {
  /// What each role would newly see as something to do, if a command were carried out now: what a
  /// facilitator looks at before it is sent.
  package func preview(
    _ command: any Command, by actor: Actor, wall: WallMoment
  ) throws(Rejection) -> [Preview] {
    guard let last = events.last else { return [] }
    var whole = modules.initialState(plan)
    for event in events { whole.evolve(event) }
    let context = Context(now: last.at, wall: wall, actor: actor, id: "preview")
    let new = try modules.decide(command, whole, plan, context).map { event in
      NewEvent(
        id: context.id, at: context.now, rec: wall, actor: actor, payload: .event(event))
    }
    var previews: [Preview] = []
    for role in plan.scenario.head.roles.map(\.id) {
      let viewer = Viewer.role(role)
      var watch = Watch(modules, plan, viewer)
      for event in events { watch.see(event) }
      let before = modules.offers(watch.view.state, plan, for: viewer).map(\.id)
      for (index, event) in new.enumerated() {
        watch.see(
          event.recorded(
            n: events.count + index, batch: Batch(index: index, count: new.count)))
      }
      let offers = modules.offers(watch.view.state, plan, for: viewer).filter { offer in
        !before.contains(offer.id)
      }
      if !offers.isEmpty { previews.append(Preview(role: role, offers: offers)) }
    }
    return previews
  }
}
