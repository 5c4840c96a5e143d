import RehearsalCore
import RehearsalFormats
import Testing

/// When the call may come: windows, the framework's habit, and what somebody says instead.
@Suite("When the call may come")
struct CallTimesTests {
  private static func head(_ call: String) -> String {
    SmallPlan.head.replacing("call: 2026-11-23 09:15\n", with: call + "\n")
  }

  private static func window(_ fields: String) -> String { head("window: {\(fields)}") }

  @Test("the plan of a window counts from its first day, on which nobody relies")
  func counted() throws {
    let plan = try SmallPlan.plan(
      "", head: Self.window("from: 2026-11-17, to: 2026-12-11, earliest: 10:00, latest: 10:30"))
    #expect(!plan.isDated)
    // Calls of this framework come on Mondays.
    #expect(plan.start?.at.text() == "2026-11-23T10:00:00")
    let dated = try SmallPlan.read("", head: Self.window("from: 2026-11-17, to: 2026-12-11"))
    #expect(dated.plan?.start?.at.text() == "2026-11-23T09:00:00")
  }

  @Test("a Monday that is a bank holiday becomes the Tuesday")
  func bankHoliday() throws {
    let plan = try SmallPlan.plan("", head: Self.window("from: 2026-08-31, to: 2026-09-04"))
    #expect(plan.dayOne.text() == "2026-09-01")
  }

  @Test(
    "what is no time for a call",
    arguments: [
      ("", ["S024 nothing says when it begins"]),
      (
        "call: 2026-11-23 09:15\nwindow: {from: 2026-11-02, to: 2026-12-11}",
        ["S025 the call has a time and a window"]
      ),
      ("window: {from: 2026-11-02}", ["S026 a window needs its first and its last day"]),
      ("window: {days: [monday]}", ["S026 a window needs its first and its last day"]),
      (
        "window: {from: 2026-12-11, to: 2026-11-02}",
        ["S026 the window closes on 2 November 2026, before it opens on 11 December 2026"]
      ),
      (
        "window: {from: 2026-11-02, to: 2026-12-11, earliest: 10:00}",
        ["S026 no call can come after 10am and before 9:30am"]
      ),
      (
        "window: {from: 2026-11-24, to: 2026-11-27}",
        ["P010 there is no day in this window on which the call may come"]
      ),
      (
        "window: {from: 2026-11-24, to: 2026-11-27, days: [mon]}",
        [
          "S008 \"mon\" is not one of monday, tuesday, wednesday, thursday, friday, saturday, "
            + "sunday"
        ]
      ),
      (
        "window: {from: 2100-01-04, to: 2100-02-05}",
        ["P001 4 January 2100 is outside the years this tool knows"]
      ),
    ])
  func wrong(_ call: String, _ findings: [String]) throws {
    #expect(try SmallPlan.findings("", head: Self.head(call)) == findings)
  }

  @Test(
    "what somebody says of the call is a day, and perhaps a time",
    arguments: [
      ("2026-11-23", "2026-11-23", nil), ("2026-11-23 10:15", "2026-11-23", "10:15"),
      ("2026-11-23T10:15", "2026-11-23", "10:15"),
    ] as [(String, String, String?)])
  func said(_ text: String, _ date: String, _ time: String?) throws {
    let call = try #require(CallDate(text: text))
    #expect(call.date.text() == date)
    #expect(call.time?.text() == time)
  }

  @Test(
    "anything else is no day of a call",
    arguments: ["", "Monday", "23/11/2026", "2026-11-31", "2026-11-23 25:00", "day 1", "09:15"])
  func nothing(_ text: String) {
    #expect(CallDate(text: text) == nil)
  }
}
