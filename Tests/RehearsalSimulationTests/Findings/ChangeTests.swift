import RehearsalCore
import Testing

@testable import RehearsalSimulation

/// Changes to a plan: what each does, and what it leaves alone.
@Suite("Changes to a plan")
struct ChangeTests {
  @Test("a reshaped tree has everybody once and no more calls for anybody")
  func reshaped() throws {
    let model = try ReferenceModel.make()
    let changed = try #require(model.changed(by: .reshaped))
    let (old, new) = (model.cascades[0], changed.cascades[0])
    #expect(new.children.map(\.count).max() == 4)
    #expect(new.children.joined().sorted() == (1..<120).map(Int32.init))
    #expect(new.contacts[0] == old.contacts[0])
    #expect(Set(new.contacts.map(\.recipient)) == Set(old.contacts.map(\.recipient)))
    // Callers stand before those whom they ring.
    for (caller, calls) in new.children.enumerated() {
      #expect(calls.allSatisfy { $0 > caller })
    }
    for (worker, was) in zip(changed.workers, model.workers) {
      #expect(
        worker.contacts.map { new.contacts[Int($0)].recipient }
          == was.contacts.map { old.contacts[Int($0)].recipient })
    }
    // With calls of one length 120 people know after eight rounds of at most four calls each.
    var certain = changed
    certain.chances = ToyPlan.certain
    let played = ToyPlan.play(certain, 1)
    #expect(played[0, played.columns.t100] == 8 * 4 * ToyPlan.minute)
  }

  @Test("groups ring nobody in a reshaped tree")
  func groups() throws {
    var model = try ToyPlan.calls([nil, 0, 0, 1, 1, 2, 2])
    for index in [3, 4, 5, 6] { model.cascades[0].contacts[index].isGroup = true }
    let changed = try #require(model.changed(by: .reshaped)).cascades[0]
    for (contact, calls) in zip(changed.contacts, changed.children) where contact.isGroup {
      #expect(calls.isEmpty)
    }
    #expect(changed.children.joined().count == 6)
  }

  @Test("a changed plan differs in nothing else")
  func narrow() throws {
    let model = try ToyPlan.work()
    let sooner = try #require(model.changed(by: .retrySooner))
    #expect(sooner.cascades[0].retry.after == 450 * 1_000_000)
    let deputies = try #require(model.changed(by: .deputies))
    let without = deputies.cascades[0].contacts.filter { !$0.hasDeputy }
    #expect(without.isEmpty)
    let one = try #require(model.changed(by: .deputy(try ToyPlan.id("role-4"))))
    let have = one.cascades[0].contacts.map(\.hasDeputy)
    #expect(have == [true, true, true, true, true, false])
    let tries = try #require(model.changed(by: .deputySooner)).cascades[0].retry
    #expect((tries.tries, tries.deputyTries) == (2, 3))
    let ready = try #require(model.changed(by: .documentsReady))
    #expect(ready.jobs.count { $0.stage == .send } == 6)
    let later = try #require(
      model.changed(by: .later(titles: [], from: ToyPlan.at(day: 0, 16), to: 7)))
    #expect(later.jobs.count { $0.due == 7 } == 6)
    #expect(later.deadlines[0].due == 7)
    let shared = try #require(model.changed(by: .approver(from: "p0", to: "p2")))
    #expect(shared.jobs.count { $0.approver == 2 } == 1)
    #expect(!shared.jobs.contains { $0.approver == $0.owner })
  }

  @Test("where there is nothing to change there is no change")
  func nothing() throws {
    let calls = try ToyPlan.calls([nil, 0])
    #expect(calls.changed(by: .reshaped) == nil)
    #expect(calls.changed(by: .documentsReady) == nil)
    #expect(calls.changed(by: .deputies) == nil)
    #expect(calls.changed(by: .deputy(try ToyPlan.id("role-1"))) == nil)
    #expect(calls.changed(by: .deputy(try ToyPlan.id("nobody"))) == nil)
    #expect(calls.changed(by: .approver(from: "p0", to: "p1")) == nil)
    #expect(calls.changed(by: .callOrder(calls.cascades[0].children)) == nil)
    let alone = try ToyPlan.calls([nil, 0, 0], alone: [0, 1, 2])
    #expect(alone.changed(by: .deputyTry) == nil)
    #expect(alone.changed(by: .deputySooner) == nil)
    var none = calls
    none.cascades = []
    for change in [Change.retrySooner, .deputySooner, .deputyTry, .deputies, .reshaped] {
      #expect(none.changed(by: change) == nil)
    }
  }

  @Test("a working day later leaps over the weekend, at the same time of day")
  func nextDay() throws {
    let model = try ToyPlan.calls([nil, 0])
    #expect(model.nextDay(after: ToyPlan.at(day: 2, 12)) == ToyPlan.at(day: 3, 12))
    #expect(model.nextDay(after: ToyPlan.at(day: 4, 16, 59)) == ToyPlan.at(day: 7, 16, 59))
    #expect(model.nextDay(after: ToyPlan.at(day: 6, 9)) == ToyPlan.at(day: 7, 9))
    #expect(model.nextDay(after: ToyPlan.at(day: 900, 9)) == nil)
  }
}
