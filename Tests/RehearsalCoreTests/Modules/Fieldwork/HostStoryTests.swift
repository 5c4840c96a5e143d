import RehearsalCore
import RehearsalTestSupport
import Testing

/// What happened in an inspection, as a person would tell it.
@Suite struct HostStoryTests {
  private func stories(of modules: [String]) throws -> [String] {
    let rehearsal = try HostScript.rehearsal()
    let names = rehearsal.plan.names
    return rehearsal.events.compactMap { recorded in
      guard let event = recorded.event,
        modules.contains(where: { "\(type(of: event).name)".hasPrefix($0 + ".") })
      else { return nil }
      return event.story(names).map { "\(names.title(recorded.actor)) \($0)" }
    }
  }

  @Test func `The audits are told in plain words`() throws {
    #expect(
      try stories(of: ["audits"]) == [
        "Clock opened the audits \"First round\": 3 case files by 26 November 2026 at 5pm",
        "Assistant director gave case-03 to Head of service",
        "Panel inspector chose case-04 for the audits \"First round\"",
        "Head of service began to audit case-03",
        "Head of service graded case-03 as \"Good\"; to learn: Plans are clear",
        "Assistant director began to audit case-01",
        "Assistant director graded case-01 as \"Inadequate\"",
        "Assistant director referred case-01 back to North: nobody has seen the child",
        "Head of service answered the referral of case-01: seen today",
        "Director moderated case-01 from \"Inadequate\" to \"Requires improvement to be good\": "
          + "seen since",
        "Director moderated case-03 and left it as it was",
        "Assistant director learned from case-01: See the child first",
        "Clock noticed that 2 case files of \"First round\" are not graded in time",
        "Head of service graded case-02 as \"Good\", late",
        "Assistant director handed over the audits \"First round\": 3 graded, 1 missing, late",
        "Panel inspector referred case-04 back to Centre: a risk in the file",
        "Head of service answered the referral of case-04: a visit tonight",
      ])
  }

  @Test func `The inspectors' time is told in plain words`() throws {
    #expect(
      try stories(of: ["fieldwork"]) == [
        "Clock named the inspectors: Lead inspector, Education inspector",
        "Clock published the timetable: 2 meetings, and 2 times to keep in touch",
        "Lead inspector booked \"Beside duty\" for 25 November 2026 at 10am; clashes: "
          + "Director is in interview then, lead is in interview then",
        "Assistant director moved \"Beside duty\" from 25 November 2026 at 10am to "
          + "30 November 2026 at 10am: the director cannot be in two places",
        "Panel inspector brought in another inspector, Data inspector, from "
          + "1 December 2026 at 9am to 2 December 2026 at 5pm",
        "Clock noticed that nobody has said yet how \"Interview with the director\" went",
        "Director held \"Interview with the director\": About leadership",
        "Clock drew 3 of 15 cases for \"Children in need\" with seed 7: "
          + HostStoryTests.drawn.joined(separator: ", "),
        "Clock drew 2 of 3 cases for \"Audited files\" with seed 8: "
          + HostStoryTests.files.joined(separator: ", "),
        "Panel inspector replaced case \(HostStoryTests.drawn[0]) of \"Children in need\" by "
          + "\(HostStoryTests.by): "
          + "worker on leave",
        "Clock noticed that nobody has said yet how \"Beside duty\" went",
        "Lead inspector recorded \"Beside duty\" as missed by Assistant director, lead: "
          + "the fire bell",
        "Director kept in touch: Going well",
        "Panel inspector kept in touch: A worry; concern 1: Drift in plans, for Head of service",
        "Head of service answered concern 1: All plans read this week",
        "Facilitator called away Data inspector: ill",
        "Clock noticed that nobody has said yet how \"School visit\" went",
        "Head of service cancelled \"School visit\": snow",
        "Panel inspector gave provisional feedback in confidence: The impact of leaders on "
          + "social work practice with children and families: Good: Stable leadership",
        "Panel inspector gave provisional feedback in confidence: Thank you",
        "Chief executive shared the feedback with Assistant director: must brief the team",
        "Facilitator recorded that the outcome leaked to Local paper: overheard on a train",
        "Director raised point 1 on the draft report, paragraph 12: 41 visits, not 14",
        "Assistant director raised point 2 on the draft report, too late: The date is wrong",
        "Panel inspector accepted point 1 on the draft report",
        "Panel inspector rejected point 2 on the draft report: a day too much",
        "Panel inspector gave the final judgement in confidence: The impact of leaders on "
          + "social work practice with children and families: Requires improvement to be good",
        "Clock published the report. The impact of leaders on social work practice with children "
          + "and families: Requires improvement to be good. The experiences and progress of "
          + "children who need help and protection: no judgement was given. The experiences and "
          + "progress of children in care: no judgement was given. The experiences and progress "
          + "of care leavers: no judgement was given.",
      ])
  }

  private static func sample(_ count: Int, of size: Int, _ id: String, seed: UInt64) -> [Int] {
    Chance(seed: seed).sample(count, below: size, 101, Chance.entity(id))
  }

  /// The draws, worked out a second time.
  static let drawn = sample(3, of: 15, "draw", seed: 7).map { "\($0 + 1)" }
  static let files = sample(2, of: 3, "files", seed: 8).map { "case-0\($0 + 1)" }
  static var by: String {
    let rest = (1...15).filter { !drawn.contains("\($0)") }
    let unit = Chance(seed: 7).unit(101, Chance.entity("draw"), 3)
    return "\(rest[Int(unit * Double(rest.count))])"
  }
}
