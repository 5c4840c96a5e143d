import RehearsalCore
import Testing

@Suite("Efforts")
struct EffortTests {
  @Test(
    "one length of time is the likely, in any of its forms",
    arguments: [
      ("30m", 30, "30m"), ("1h30m", 90, "1h30m"), ("1h 30m", 90, "1h30m"),
      ("1 hour 30 minutes", 90, "1h30m"), ("an hour", 60, "1h"), ("2d 1h 5m", 2945, "2d1h5m"),
    ])
  func one(_ text: String, _ minutes: Int, _ written: String) throws {
    let effort = try #require(Effort(text: text))
    #expect(effort == .minutes(minutes))
    #expect(effort.bounds == nil && effort.isOrdered)
    #expect(effort.text() == written)
  }

  @Test("three are the least, the likely and the most")
  func three() throws {
    let effort = try #require(Effort(text: "20m  30m 1h30m"))
    #expect(effort == .minutes(20, 30, 90))
    #expect(effort.likely == .minutes(30))
    #expect(effort.text() == "20m 30m 1h30m")
    #expect(Effort(text: effort.text()) == effort)
  }

  @Test(
    "an order that cannot be is read, for a check to say so",
    arguments: [("30m 20m 1h", false), ("20m 2h 1h", false), ("1h 30m 2h", false)])
  func order(_ text: String, _ isOrdered: Bool) throws {
    #expect(try #require(Effort(text: text)).isOrdered == isOrdered)
  }

  @Test("all three may be the same") func same() throws {
    #expect(try #require(Effort(text: "20m 20m 20m")).isOrdered)
  }

  @Test(
    "what is none is refused",
    arguments: [
      "", "30", "20m 30m", "20m 30m 1h 2h", "20m, 30m, 1h", "20 30 60m", "-30m", "20m to 1h",
      "20m 30m long", "20 minutes 30 minutes 1 hour",
    ])
  func refused(_ text: String) {
    #expect(Effort(text: text) == nil)
  }
}
