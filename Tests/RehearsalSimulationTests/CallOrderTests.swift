import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalSimulation

/// What a message's way through the tree is worth, from a scenario's own words.
@Suite struct CallOrderTests {
  private func order(_ tells: String, route: String = "tree") throws -> CallOrder? {
    let rehearsal = try MemoryRehearsal(
      yaml: """
        title: Order
        framework: ilacs-standard
        call: 2026-11-23 09:15
        roles: [{title: Top}, {title: Alone}, {title: Middle}, {title: End}]
        communication:
          tree:
            - {role: top, tells: \(tells)}
            - {role: middle, tells: [end]}
          cascades: [{title: The call, from: top, route: \(route)}]
        """)
    let communication = rehearsal.plan[Communication.self]
    return CallOrder(communication.cascades[0], communication.tree)
  }

  @Test func `ringing the longest branch first saves a call`() throws {
    let order = try #require(try order("[alone, middle]"))
    #expect(order.people == 4)
    #expect(order.asWritten == .minutes(12))
    #expect(order.best == .minutes(8))
    #expect(order.changes.map(\.caller.text) == ["top"])
    #expect(order.changes.first?.calls.map(\.text) == ["middle", "alone"])
  }

  @Test func `an order that is best already is left as it is`() throws {
    let order = try #require(try order("[middle, alone]"))
    #expect(order.asWritten == order.best)
    #expect(order.changes.isEmpty)
  }

  @Test func `a message that goes to everybody directly has no order to better`() throws {
    #expect(try order("[alone, middle]", route: "direct") == nil)
  }
}
