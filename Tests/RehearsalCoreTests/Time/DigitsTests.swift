import Testing

@testable import RehearsalCore

@Suite struct DigitsTests {
  @Test(arguments: [
    (0, 1, "0"), (0, 2, "00"), (7, 2, "07"), (10, 1, "10"), (99, 2, "99"), (100, 2, "100"),
    (33, 4, "0033"), (2019, 4, "2019"), (1_000_000, 1, "1000000"),
  ])
  func appendPads(_ value: Int, _ width: Int, _ expected: String) {
    #expect(TimeReading.text { Digits.append(value, width: width, to: &$0) } == expected)
  }

  @Test func appendWritesTheLargestNumber() {
    #expect(
      TimeReading.text { Digits.append(.max, width: 1, to: &$0) } == "9223372036854775807")
  }

  @Test(arguments: [
    (0, ""), (500_000, ".5"), (1, ".000001"), (120_000, ".12"), (999_999, ".999999"),
    (10, ".00001"),
  ])
  func fractionHasNoTrailingZeros(_ millionths: Int, _ expected: String) {
    #expect(TimeReading.text { Digits.appendFraction(millionths, to: &$0) } == expected)
  }
}
