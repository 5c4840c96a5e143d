import Testing

@testable import RehearsalCore

/// Who did something, as the text that stands on every line of a log.
@Suite struct ActorTests {
  @Test(arguments: [
    ("role:dcs/p17", true), ("role:dcs", true), ("facilitator", true), ("facilitator/p2", true),
    ("inspector:lead/p40", true), ("inspector:lead", true), ("clock", true), ("tool", true),
    ("role:dcs/a/b", true), ("", false), ("role:", false), ("role:Dcs", false),
    ("role:dcs/", false), ("role:dcs/p 17", false), ("role:dcs/p\"", false),
    ("role:dcs/\\", false), ("role:dcs/é", false), ("inspector:", false), ("clock/p1", false),
    ("clocks", false), ("tool/", false), ("facilitators", false), ("somebody", false),
    ("inspector:" + String(repeating: "a", count: 119), false),
  ])
  func oneTextForOneActor(_ text: String, _ isOne: Bool) {
    let bytes = Array(text.utf8)
    #expect(Actor.isWritten(bytes.span) == isOne)
    // A log keeps what is written of an actor, and no other text that means the same.
    let actor = Actor(bytes.span, .log)
    #expect((actor?.text() == text) == isOne)
  }
}
