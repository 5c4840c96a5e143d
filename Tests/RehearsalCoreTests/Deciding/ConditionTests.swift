import RehearsalCore
import RehearsalTestSupport
import Testing

/// The first event after which something was so, asked for in words.
@Suite struct ConditionTests {
  private static let lines =
    SmallCouncil.called + [
      "day 1 09:20 dcs tells ad about call", "day 1 09:25 dcs tells chief about call",
      "day 1 09:30 chief tells member about call", "day 1 09:35 ad tells coord about call",
      "day 1 09:40 ad reports carers about call told 5",
      "day 2 12:00 clock passes rooms", "day 2 12:05 coord meets rooms",
      "day 8 09:00 clock begins fieldwork", "day 9 09:00 facilitator ends",
    ]

  private func first(_ words: String) throws -> String {
    let rehearsal = try SmallCouncil.rehearsal(ConditionTests.lines)
    switch rehearsal.modules.condition(words, rehearsal.plan) {
    case .failure(let problem): return problem.words
    case .success(let condition):
      guard let n = rehearsal.replay.first(condition) else { return "never" }
      return rehearsal.events[n].at.text(rehearsal.plan.days)
    }
  }

  @Test(arguments: [
    ("everyone confirmed", "day 1 09:40"), ("Everyone told about call", "day 1 09:40"),
    ("everyone told about the call", "day 1 09:40"),
    ("every chief executive confirmed", "day 1 09:25"), ("ad confirmed", "day 1 09:20"),
    ("co-ordinator told", "day 1 09:35"), ("40% confirmed", "day 1 09:30"),
    ("call reaches 100%", "day 1 09:40"), ("briefing reaches 1%", "never"),
    ("lead member confirmed about feedback", "never"), ("rooms is missed", "day 2 12:00"),
    ("Rooms ready is met", "day 2 12:05"), ("notification is reached", "day 1 09:15"),
    ("inspectors arrive is reached", "never"), ("fieldwork begins", "day 8 09:00"),
    ("the rehearsal ends", "day 9 09:00"),
  ])
  func `What is asked is found`(_ words: String, _ answer: String) throws {
    let found = try first(words)
    #expect(found == answer)
  }

  @Test(arguments: [
    ("every cook confirmed", #"No recipient is called "cook""#),
    ("everyone confirmed about cal", #"Did you mean "call"?"#),
    ("room is missed", #"Did you mean "rooms"?"#),
    ("nonsense is reached", #"No milestone is called "nonsense""#),
    ("feldwork begins", #"Did you mean "fieldwork"?"#),
    ("cal reaches 50%", #"Did you mean "call"?"#), ("call reaches 500%", "is not a condition"),
    ("", "is not a condition"), ("confirmed", "is not a condition"),
    ("everyone confirmed about", "is not a condition"), ("is met", "is not a condition"),
    ("everyone is happy", "is not a condition"), ("0% confirmed", "No recipient"),
  ])
  func `What cannot be asked says what can`(_ words: String, _ answer: String) throws {
    #expect(try first(words).contains(answer))
  }

  @Test func `Every example that is given is a condition of the shipped tutorial`() throws {
    let rehearsal = try MemoryRehearsal(yaml: try SmallCouncil.tutorial())
    for example in rehearsal.modules.all.flatMap({ $0.conditions }) {
      if case .failure(let problem) = rehearsal.modules.condition(example, rehearsal.plan) {
        Issue.record("\(example): \(problem.words)")
      }
    }
  }
}
