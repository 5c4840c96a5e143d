import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// What holds in any tree, whatever people do: three hundred councils made up from seeds, and
/// sixty acts in each, most of which make no sense.
@Suite struct RandomActsTests {
  private static let seeds = 1...300
  private static let acts = 60

  @Test(arguments: seeds)
  func `Whatever is asked for, nothing breaks and nobody is untold`(_ seed: Int) throws {
    var council = RandomCouncil(seed: seed)
    var rehearsal = try MemoryRehearsal(yaml: council.yaml)
    var now = Moment(rehearsal.plan.dayOne, .midnight)
    _ = rehearsal.perform(
      StartRehearsal(pace: .stepped, followsPhases: false, because: nil), by: .tool, at: now)
    for cascade in rehearsal.plan[Communication.self].cascades where !council.chance(6) {
      _ = rehearsal.perform(ActivateCascade(cascade: cascade.line.id), by: .clock, at: now)
    }
    var digest = try rehearsal.digest
    var before = rehearsal.state[Communication.self]
    for act in 0..<RandomActsTests.acts {
      now += council.minutes(upTo: 20)
      let (actor, command) = next(&council, rehearsal.state)
      let events = rehearsal.events.count
      let result = rehearsal.perform(command, by: actor, at: now)
      let what = "seed \(seed), act \(act): \(actor.who) \(command)"
      if case .success(let found) = result, !found.isEmpty {
        #expect(rehearsal.events.count == events + found.count, "\(what)")
        let after = rehearsal.state[Communication.self]
        check(before, after, what)
        (before, digest) = (after, try rehearsal.digest)
      } else {
        #expect(rehearsal.events.count == events, "\(what)")
        #expect(try rehearsal.digest == digest, "\(what)")
      }
      if rehearsal.state[Timeline.self].status != .running {
        _ = rehearsal.perform(ResumeRehearsal(), by: .facilitator(seat: ""), at: now)
        digest = try rehearsal.digest
      }
    }
    try checkViews(rehearsal, "seed \(seed)")
    checkAudience(rehearsal, AudienceOracle(tree: council.callers), "seed \(seed)")
  }

  private func next(
    _ council: inout RandomCouncil, _ state: RehearsalState
  ) -> (Actor, any Command) {
    if council.chance(3), let sense = council.sense(in: state[Communication.self]) {
      return (sense.by, sense.command)
    }
    let actor = council.actor()
    return (actor, council.chance(15) ? council.interruption() : council.nonsense())
  }

  private func check(
    _ before: Communication.State, _ after: Communication.State, _ act: String
  ) {
    for (id, cascade) in zip(after.cascades.keys, after.cascades.values) {
      checkCalls(cascade, act)
      checkFigures(cascade, act)
      guard let old = before.cascades[id] else { continue }
      #expect(cascade.peopleTold >= old.peopleTold, "\(act)")
      #expect(cascade.contacts.keys == old.contacts.keys, "\(act)")
      for (contact, earlier) in zip(cascade.contacts.values, old.contacts.values) {
        #expect(contact.count >= earlier.count, "\(act)")
        #expect(contact.attempts >= earlier.attempts, "\(act)")
        #expect(earlier.told == nil || contact.told == earlier.told, "\(act)")
        #expect(earlier.told == nil || contact.caller == earlier.caller, "\(act)")
      }
    }
  }

  /// Whoever knows was told by somebody who knew, all the way to where the message set out.
  private func checkCalls(_ cascade: Communication.CascadeState, _ act: String) {
    for contact in cascade.contacts.values {
      let chain = cascade.chain(above: contact.recipient)
      #expect(!chain.contains(contact.recipient), "\(act)")
      #expect((chain.last ?? contact.recipient) == cascade.from, "\(act)")
      if contact.told != nil {
        #expect(chain.allSatisfy(cascade.isTold), "\(act)")
        #expect(contact.standing == .confirmed, "\(act)")
      }
      #expect(contact.count >= 0 && contact.count <= contact.size, "\(act)")
      #expect(contact.isGroup || contact.counts.isEmpty, "\(act)")
      let facts = contact.repeated ?? []
      #expect(Set(facts).count == facts.count, "\(act)")
    }
  }

  private func checkFigures(_ cascade: Communication.CascadeState, _ act: String) {
    let measures = CascadeMeasures(cascade)
    #expect(measures.confirmed <= measures.reached, "\(act)")
    #expect(measures.reached + measures.unreachable <= measures.people, "\(act)")
    #expect(measures.confirmedLate <= measures.confirmed, "\(act)")
    #expect(measures.inFull <= measures.checked, "\(act)")
    #expect(measures.factsRepeated <= measures.factsAsked, "\(act)")
    let times = [measures.to50, measures.to90, measures.to100].compactMap { $0 }
    #expect(times == times.sorted(), "\(act)")
    #expect((measures.to100 != nil) == (measures.confirmed == measures.people), "\(act)")
    for target in cascade.targets {
      let isReached = cascade.peopleTold * 100 >= target.share * cascade.people
      #expect((target.met != nil) == isReached, "\(act)")
    }
  }

  /// What a role knows is true, as far as it goes, and an overseer knows all of it.
  private func checkViews(_ rehearsal: MemoryRehearsal, _ seed: String) throws {
    let whole = rehearsal.state[Communication.self]
    for role in rehearsal.plan.scenario.head.roles {
      let view = rehearsal.replay.view(.role(role.id))
      for cascade in view.state[Communication.self].cascades.values {
        let truth = try #require(whole.cascades[cascade.id], "\(seed)")
        #expect(cascade.title == truth.title || !cascade.isTold(role.id.as()), "\(seed)")
        for contact in cascade.contacts.values {
          let real = try #require(truth.contacts[contact.recipient], "\(seed) \(role.id)")
          #expect(contact.told == nil || contact.told == real.told, "\(seed) \(role.id)")
          #expect(contact.count <= real.count, "\(seed) \(role.id)")
          if contact.recipient.text == role.id.text, contact.told != nil {
            #expect(contact.caller == real.caller, "\(seed) \(role.id)")
          }
        }
        if truth.overseers.contains(role.id) {
          #expect(cascade.contacts.keys == truth.contacts.keys, "\(seed)")
          #expect(cascade.peopleTold == truth.peopleTold, "\(seed)")
        }
      }
      _ = rehearsal.modules.boards(view.state).flatMap(\.blocks)
    }
  }

  /// Who may see each event, worked out twice.
  private func checkAudience(
    _ rehearsal: MemoryRehearsal, _ oracle: AudienceOracle, _ seed: String
  ) {
    var oracle = oracle
    var state = rehearsal.modules.initialState(rehearsal.plan)
    for recorded in rehearsal.events {
      state.evolve(recorded)
      guard let event = recorded.event else { continue }
      let audience = oracle.audience(of: event)
      for role in rehearsal.plan.scenario.head.roles.map(\.id) {
        #expect(
          state.shows(recorded, to: .role(role)) == audience?.contains(role.text) ?? true,
          "\(seed), event \(recorded.n), \(role): \(event)")
      }
    }
  }
}
