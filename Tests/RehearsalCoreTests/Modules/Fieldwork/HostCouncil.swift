import RehearsalCore
import RehearsalTestSupport
import Testing

/// A council that has inspectors in the house: six roles, two inspectors, one round of audits.
///
/// `watch` only watches, `panel` plays the inspectorate. The call comes on Monday 23 November 2026,
/// day 1; fieldwork begins on day 8, the draft report comes on day 50 and is published on day 61.
enum HostCouncil {
  static let yaml = """
    format: 1
    title: Host council
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - { title: Director, id: dcs, holder: p1 }
      - { title: Assistant director, id: ad, holder: p2, team: South }
      - { title: Head of service, id: hos, holder: p3, team: North }
      - { title: Chief executive, id: chief, holder: p4 }
      - { title: Observer, id: watch, holder: p5, part: observer }
      - { title: Panel inspector, id: panel, holder: p6, part: inspector }
    audits:
      rounds:
        - { title: First round, id: first, number: 3, due: day 4 17:00, owner: ad,
            auditors: [hos, ad], moderator: dcs }
      cases:
        - { title: Child in need, id: case-01, round: first, team: North, auditor: ad }
        - { title: Child in care, id: case-02, round: first, team: South, auditor: hos }
        - { title: Care leaver, id: case-03, round: first }
    fieldwork:
      inspectors:
        - { title: Lead inspector, id: lead }
        - { title: Education inspector, id: education, from: day 9 09:00, to: day 11 17:00,
            days: [wednesday, day-11] }
      meetings:
        - { title: Interview with the director, id: interview, kind: interview, at: day 3 09:30,
            length: 1h, with: [dcs], inspectors: [lead], place: By telephone }
        - { title: School visit, id: school, kind: observation, at: day 10 10:00, with: [hos],
            inspectors: [education] }
      samples:
        - { title: Children in need, id: draw, number: 3, list: list-6, at: day 4 11:30, seed: 7 }
        - { title: Audited files, id: files, number: 2, round: first, at: day 4 12:00, seed: 8 }
      keep-in-touch: { time: 16:30, every: 5, with: [dcs, ad] }
      embargo: [dcs, chief]
    """

  /// The call has come, and what becomes known with it.
  static let called = [
    "day 1 09:00 facilitator starts", "day 1 09:15 clock reaches notification",
    "day 1 09:15 clock makes the audit rounds known", "day 1 09:15 clock makes the timetable known",
  ]

  static let drafted = called + ["day 50 12:00 clock reaches draft-report"]

  static func rehearsal(_ lines: [String], _ yaml: String = HostCouncil.yaml) throws
    -> MemoryRehearsal
  {
    try SmallCouncil.rehearsal(yaml, lines)
  }

  /// The same council with one part put otherwise.
  static func yaml(replacing old: String, with new: String) throws -> String {
    let parts = yaml.split(separator: old, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "\(old) stands there \(parts.count - 1) times")
    return parts.joined(separator: new)
  }
}

extension MemoryRehearsal {
  /// Every act so far as a person would tell it, without what happened before `n`.
  func stories(from n: Int = 0) -> [String] {
    events.dropFirst(n).compactMap { recorded in
      recorded.event?.story(plan.names).map { "\(plan.names.title(recorded.actor)) \($0)" }
    }
  }
}

extension Refused {
  /// That the line is refused in these words, and that nothing changes by it.
  func check(_ yaml: String) throws {
    var rehearsal = try SmallCouncil.rehearsal(yaml, setUp)
    let (before, count) = (try rehearsal.digest, rehearsal.events.count)
    let rejection = try rehearsal.refusal(line, by: actor)
    #expect(rejection.code == code)
    #expect(rejection.reason == reason)
    #expect(rejection.fix == fix)
    #expect(try rehearsal.digest == before)
    #expect(rehearsal.events.count == count)
  }
}
