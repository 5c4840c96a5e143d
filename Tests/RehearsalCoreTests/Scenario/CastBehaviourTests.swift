import RehearsalCore
import Testing

@Suite("The cast section")
struct CastBehaviourTests {
  @Test("a scenario that says nothing has usual people, no failure and no request at random")
  func usual() {
    let cast = Reading().read(CastBehaviour.self, from: .map([], .nowhere))
    #expect(cast.noAnswer == Share(percent: 15))
    #expect(cast.items == Shares(Share(percent: 60), .whole, Share(percent: 200)))
    #expect(cast.review == .minutes(3, 8, 20))
    #expect(cast.outage.within == .zero)
    #expect(cast.requests.number == 0)
    #expect(cast.requests.effort == .minutes(45))
  }

  @Test("it is written as it is read, each default included")
  func again() throws {
    let cast = Reading().read(CastBehaviour.self, from: .map([], .nowhere))
    for field in Describer.describe(CastBehaviour.self) {
      guard case .standard(let text) = field.need else { continue }
      let entry = Node.Entry(Node.Scalar(field.name), .scalar(Node.Scalar(text)))
      let reading = Reading()
      #expect(reading.read(CastBehaviour.self, from: .map([entry], .nowhere)) == cast)
      #expect(reading.diagnostics.isEmpty, "\(field.name)")
    }
  }

  @Test("it is played for sixty days more than the plan, and never less than a hundred and twenty")
  func horizon() throws {
    let day = try #require(CalendarDate(year: 2026, month: 11, day: 23))
    #expect(Plan.horizon(from: day, last: nil) == day.adding(days: 120))
    let soon = Moment(day.adding(days: 30), .midnight)
    #expect(Plan.horizon(from: day, last: soon) == day.adding(days: 120))
    let late = Moment(day.adding(days: 100), .midnight)
    #expect(Plan.horizon(from: day, last: late) == day.adding(days: 160))
  }
}
