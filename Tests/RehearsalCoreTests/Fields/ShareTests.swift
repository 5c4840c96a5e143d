import RehearsalCore
import Testing

@Suite("Shares")
struct ShareTests {
  @Test(
    "what people write is kept exactly, and written shortest",
    arguments: [
      ("15%", 150_000, "15%"), ("2.5%", 25_000, "2.5%"), ("0%", 0, "0%"),
      ("100%", 1_000_000, "100%"),
      ("250%", 2_500_000, "250%"), ("0.0001%", 1, "0.0001%"), ("007%", 70_000, "7%"),
      ("12.30%", 123_000, "12.3%"), ("99999%", 999_990_000, "99999%"),
    ])
  func reads(_ text: String, _ millionths: Int, _ written: String) throws {
    let share = try #require(Share(text: text))
    #expect(share.millionths == millionths)
    #expect(share.text() == written)
    #expect(Share(text: written) == share)
  }

  @Test("a share is the nearest number to what was written")
  func fraction() {
    #expect(Share(percent: 60).fraction == 0.6)
    #expect(Share(text: "2.5%")?.fraction == 0.025)
    #expect(Share.whole.fraction == 1)
  }

  @Test(
    "what is no share is refused",
    arguments: [
      "", "%", "15", "0.15", "-5%", "+5%", "15 %", "15%%", ".5%", "5.%", "1.23456%", "1e2%",
      "1,5%", "123456%", " 15%", "15% ", "a lot",
    ])
  func refused(_ text: String) {
    #expect(Share(text: text) == nil)
  }

  @Test("three shares stand in a row", arguments: ["60% 100% 200%", "10% 25% 60.5%", "5% 4% 3%"])
  func three(_ text: String) throws {
    let shares = try #require(Shares(text: text))
    #expect(shares.text() == text)
    #expect(shares.isOrdered == (text != "5% 4% 3%"))
  }

  @Test(
    "fewer, more or others are refused",
    arguments: ["", "60%", "60% 100%", "60% 100% 200% 300%", "60% x 200%", "60%,100%,200%"])
  func notThree(_ text: String) {
    #expect(Shares(text: text) == nil)
  }
}
