import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// A role's diary as a calendar that other programs subscribe to.
@Suite("A role's calendar")
struct RoleCalendarTests {
  private static let called = [
    "day 1 09:00 facilitator starts", "day 1 09:15 clock reaches notification",
    "day 1 09:15 clock makes the timetable known",
  ]
  private static let moved =
    called + [#"day 2 09:00 -a moves meeting talk to day 9 11:00 because "rail strike""#]

  private func replay(
    _ lines: [String], title: String = "Talk", place: String = "Room 2"
  ) throws -> Replay {
    var rehearsal = try MemoryRehearsal(
      yaml: """
        title: Small
        framework: ilacs-standard
        call: 2026-11-23 09:15
        roles:
          - {title: Director, id: -a}
          - {title: Data lead, id: -b}
        fieldwork:
          meetings:
            - {title: \(PlanCSVTests.quoted(title)), id: talk, at: day 8 14:00, with: [-a],
               place: \(PlanCSVTests.quoted(place))}
            - {title: Other, id: other, at: day 8 15:00, with: [-b]}
        injects:
          - {title: A secret, id: secret, at: day 3 10:00, to: [-a], channel: email,
             message: Psst, expected: [x], respond-by: +1h, judge: -b}
        """)
    for line in lines { _ = try rehearsal.say(line).get() }
    return rehearsal.replay
  }

  private func calendar(_ replay: Replay, _ role: StaticString = "-a") -> String {
    RoleCalendar.text(replay.view(.role(.known(role))), replay)
  }

  /// The lines with their folds undone.
  private func lines(_ calendar: String) -> [String] {
    calendar.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  private func event(_ calendar: String, _ id: String) -> [String] {
    let lines = lines(calendar)
    guard let uid = lines.firstIndex(where: { $0.hasPrefix("UID:\(id)@") }) else { return [] }
    return Array(lines[uid...].prefix { $0 != "END:VEVENT" })
  }

  private func value(_ event: [String], _ name: String) -> String? {
    event.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
  }

  @Test("it says what it is, whose it is, and how a meeting stands")
  func whole() throws {
    let text = calendar(try replay(Self.called))
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nPRODID:-//rehearse//rehearse diary//EN\r\n"))
    #expect(lines(text).contains("X-WR-CALNAME:EXERCISE: Small\\, Director"))
    #expect(lines(text).contains("TZID:Europe/London"))
    let opened = try #require(value(event(text, "meeting-talk"), "UID:meeting-talk@"))
    #expect(
      event(text, "meeting-talk").dropFirst() == [
        "DTSTAMP:20261123T091500Z", "SEQUENCE:0", "DTSTART;TZID=Europe/London:20261130T140000",
        "DTEND;TZID=Europe/London:20261130T144500", "SUMMARY:EXERCISE: Talk",
        "DESCRIPTION:Exercise only: this tests procedures\\, not people.\\nKind: Meeting"
          + "\\nWho: Director",
        "LOCATION:Room 2", "CATEGORIES:Meeting", "TRANSP:OPAQUE",
      ])
    #expect(opened.hasSuffix(".small.rehearse.invalid"))
  }

  @Test("a meeting that moved keeps its name and has a higher number")
  func moved() throws {
    let before = event(calendar(try replay(Self.called)), "meeting-talk")
    let after = event(calendar(try replay(Self.moved)), "meeting-talk")
    #expect(value(before, "UID:") == value(after, "UID:"))
    #expect(value(before, "SEQUENCE:") == "0" && value(after, "SEQUENCE:") == "1")
    #expect(value(after, "DTSTART;TZID=Europe/London:") == "20261201T110000")
    #expect(value(after, "DTSTAMP:") == "20261124T090000Z")
  }

  @Test("a meeting that is off says so, and keeps nobody from anything")
  func cancelled() throws {
    let lines = Self.called + [#"day 2 09:00 -a cancels meeting talk because "snow""#]
    let event = event(calendar(try replay(lines)), "meeting-talk")
    #expect(event.contains("STATUS:CANCELLED") && event.contains("TRANSP:TRANSPARENT"))
    #expect(value(event, "SEQUENCE:") == "1")
  }

  @Test("what a role has not been told is not there")
  func hidden() throws {
    let text = calendar(try replay(Self.moved))
    for secret in ["secret", "Psst", "New event", "meeting-other", "SUMMARY:EXERCISE: Other"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    let early = calendar(try replay([Self.called[0]]))
    #expect(!early.contains("BEGIN:VEVENT") && early.contains("BEGIN:VTIMEZONE"))
    #expect(calendar(try replay(Self.called), "-b").contains("UID:meeting-other@"))
  }

  @Test("who has no seat has no meetings")
  func stranger() throws {
    #expect(!calendar(try replay(Self.moved), "nobody").contains("UID:meeting-"))
  }

  @Test("the same log gives the same bytes, and an empty one a calendar all the same")
  func repeatable() throws {
    let replay = try replay(Self.moved)
    #expect(calendar(replay) == calendar(replay))
    let empty = Replay(replay.modules, replay.plan, [])
    #expect(calendar(empty).hasSuffix("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"))
  }

  @Test("every line ends in CRLF and is short, and every summary says EXERCISE")
  func form() throws {
    let replay = try ReferenceLog.replay("tutorial")
    for role in replay.plan.scenario.head.roles {
      let text = RoleCalendar.text(replay.view(.role(role.id)), replay)
      let whole = text.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(whole.last?.isEmpty == true)
      #expect(whole.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
      let summaries = lines(text).filter { $0.hasPrefix("SUMMARY:") }
      #expect(!summaries.isEmpty && summaries.allSatisfy { $0.hasPrefix("SUMMARY:EXERCISE: ") })
      let uids = lines(text).filter { $0.hasPrefix("UID:") }
      #expect(Set(uids).count == uids.count)
    }
  }

  @Test(
    "no title and no place leaves its line",
    arguments: [
      "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\nATTENDEE:mailto:b@c", "a\u{2028}b", "a,b;c\\d",
      "nul\u{0}\u{1B}[2J", "\u{202E}a", "a\rb", "\n\n", "=1", "\"", "a: b",
      String(repeating: "言", count: 90),
    ])
  func hostile(_ title: String) throws {
    let harmless = calendar(try replay(Self.called))
    let text = calendar(try replay(Self.called, title: title, place: title))
    func names(_ text: String) -> [Substring] {
      lines(text).map { $0.prefix { $0 != ":" && $0 != ";" } }
    }
    #expect(names(text) == names(harmless))
  }
}
