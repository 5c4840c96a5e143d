import RehearsalCore
import Testing

/// The days on which an inspector is there, as people write them.
@Suite struct SiteDayTests {
  @Test(arguments: ["tuesday", "day-10", "2026-12-02"])
  func `A day is read and written as one word`(_ word: String) throws {
    #expect(try #require(SiteDay(text: word)).text() == word)
  }

  @Test(arguments: [
    "", "Tuesday", "tue", "day 10", "day-", "day-0", "day-10000", "day--1", "2026-13-01", "10",
    "tuesdays",
  ])
  func `What is no day is refused`(_ word: String) {
    #expect(SiteDay(text: word) == nil)
  }

  @Test func `In a scenario a wrong day is shown with what belongs there`() throws {
    let findings = try SmallPlan.findings(
      "fieldwork: {inspectors: [{title: Lead, days: [tuseday]}]}")
    #expect(findings.count == 1)
    #expect(findings.first?.contains("a day such as tuesday, day-10 or 2026-12-02") == true)
  }

  @Test func `An inspector is met only on the days that are named`() throws {
    func at(_ when: String) throws -> [String] {
      try SmallPlan.findings(
        """
        fieldwork:
          inspectors: [{title: Education, id: education, days: [wednesday, day-11]}]
          meetings: [{title: A, at: \(when), inspectors: [education], with: [dcs]}]
        """)
    }
    #expect(try at("day 10 10:00") == [])
    #expect(try at("day 11 10:00") == [])
    #expect(
      try at("day 12 10:00") == [
        "warning F003 \"education\" is not there on Friday 4 December 2026"
      ])
  }

  @Test(
    "what is wrong with the size of a sample",
    arguments: [
      ("number: 3, of: 2", ["F005 3 cases cannot be drawn from 2"]),
      ("number: 3, of: 100001", ["F005 3 cases cannot be drawn from 100001"]),
      ("number: 20001", ["F005 20001 cases are more than anybody reads"]),
      ("number: 3, of: -3", ["F005 3 cases cannot be drawn from -3"]),
      ("number: 3, of: 3", []), ("number: 3, round: x", ["S014 no audit round is called \"x\""]),
    ])
  func sizes(_ sample: String, _ findings: [String]) throws {
    let found = try SmallPlan.findings(
      "fieldwork: {samples: [{title: A, at: day 8 10:00, \(sample)}]}")
    #expect(found == findings)
  }
}
