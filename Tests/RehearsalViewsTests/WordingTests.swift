import RehearsalCore
import Testing

@testable import RehearsalViews

@Suite("Words of values") struct WordingTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func numbers(number: Int, words: String) {
    #expect(Cell.number(number).words == words)
  }

  @Test(arguments: [
    (0, 60, 0), (1, 1_000_000, 1), (41, 60, 13), (59, 60, 19), (60, 60, 20), (70, 60, 20),
    (-3, 60, 0), (Int.max - 1, Int.max, 19),
  ])
  func shares(part: Int, whole: Int, steps: Int) {
    #expect(Block.Measure("told", part, of: whole).share(of: 20) == steps)
  }

  @Test(arguments: [0, -1, Int.min]) func noShareOfNothing(whole: Int) {
    #expect(Block.Measure("told", 1, of: whole).share(of: 20) == nil)
  }

  @Test func daysInTheirOrder() {
    let texts = ["2019-11-04T09:00:00", "2019-11-04T10:00:00", "2019-11-05T09:00:00"]
    let happenings = (texts + texts.prefix(1)).map {
      Block.Happening(n: nil, at: SamplePage.moment($0), who: "", words: "")
    }
    let days = HappeningDay.days(happenings)
    #expect(days.map(\.happenings.count) == [2, 1, 1])
    #expect(days.map(\.date.longWords).first == "Monday 4 November 2019")
  }

  @Test func problemsBelowAreFound() {
    let deep = Block.Branch("c", status: .status(.problem, "x"), branches: [])
    let middle = Block.Branch("b", status: .none, branches: [deep])
    #expect(Block.Branch("a", status: .none, branches: [middle]).hidesProblem)
    #expect(!deep.hidesProblem)
  }
}
