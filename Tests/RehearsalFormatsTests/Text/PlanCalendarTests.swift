import RehearsalCore
import RehearsalFormats
import Testing

/// The plan as a calendar that other programs import.
@Suite("The plan as a calendar")
struct PlanCalendarTests {
  /// 21 November 2026 at 13:42:07.5, UTC.
  private static let stamp = WallMoment(microseconds: 1_795_268_527_500_000)

  private func calendar(_ plan: Plan, _ stamp: WallMoment = stamp) -> String {
    plan.calendar(stamp: stamp)
  }

  /// The lines with their folds undone, read by bytes.
  private func lines(_ calendar: String) -> [String] {
    let bytes = Array(calendar.utf8)
    var (lines, line, at): ([String], [UInt8], Int) = ([], [], 0)
    while at < bytes.count {
      if bytes[at...].starts(with: [0x0D, 0x0A, 0x20]) {
        at += 3
      } else if bytes[at...].starts(with: [0x0D, 0x0A]) {
        lines.append(String(decoding: line, as: UTF8.self))
        line = []
        at += 2
      } else {
        line.append(bytes[at])
        at += 1
      }
    }
    return lines + (line.isEmpty ? [] : [String(decoding: line, as: UTF8.self)])
  }

  /// The lines of one event.
  private func event(_ calendar: String, _ id: String) throws -> [String] {
    let lines = lines(calendar)
    let uid = try #require(lines.firstIndex { $0.hasPrefix("UID:\(id)@") })
    return Array(lines[uid...].prefix { $0 != "END:VEVENT" })
  }

  private func values(_ calendar: String, _ name: String) -> [String] {
    lines(calendar).filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
  }

  @Test("it says what it is, and when clocks change")
  func head() throws {
    let text = calendar(try PlanCSVTests.plan())
    let end = try #require(text.firstRange(of: "BEGIN:VEVENT"))
    #expect(
      text[..<end.lowerBound].replacing("\r\n", with: "\n") == """
        BEGIN:VCALENDAR
        PRODID:-//rehearse//rehearse plan//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:Exercise: Small
        X-WR-CALDESC:Exercise only: this tests procedures\\, not people.
        BEGIN:VTIMEZONE
        TZID:Europe/London
        BEGIN:DAYLIGHT
        TZNAME:BST
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        DTSTART:19960331T010000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZNAME:GMT
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        DTSTART:19961027T020000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE

        """)
    #expect(text.hasSuffix("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
  }

  @Test("a due time is a moment that keeps nobody from anything")
  func deadline() throws {
    let text = calendar(try PlanCSVTests.plan())
    #expect(
      try event(text, "due-made") == [
        "UID:due-made@small.rehearse.invalid",
        "DTSTAMP:20261121T134207Z",
        "SEQUENCE:29921142",
        "DTSTART;TZID=Europe/London:20261124T170000",
        "SUMMARY:Exercise: Ready",
        "DESCRIPTION:Exercise only: this tests procedures\\, not people.\\nKind: Due"
          + "\\nOwner: Director",
        "CATEGORIES:Due",
        "TRANSP:TRANSPARENT",
      ])
  }

  @Test("a meeting takes its time, and has an end")
  func meeting() throws {
    let text = calendar(try PlanCSVTests.plan(with: PlanCSVTests.meeting))
    #expect(
      try event(text, "meeting-talk").suffix(6) == [
        "DTSTART;TZID=Europe/London:20261130T140000",
        "DTEND;TZID=Europe/London:20261130T144500",
        "SUMMARY:Exercise: Talk",
        "DESCRIPTION:Exercise only: this tests procedures\\, not people.\\nKind: Meeting"
          + "\\nOwner: Director",
        "CATEGORIES:Meeting",
        "TRANSP:OPAQUE",
      ])
  }

  @Test("nobody owns what happens to everyone")
  func ownerless() throws {
    #expect(
      try event(calendar(try PlanCSVTests.plan()), "notification").contains(
        "DESCRIPTION:Exercise only: this tests procedures\\, not people.\\nKind: Date"))
  }

  @Test("new events stay the facilitator's secret")
  func secrets() throws {
    let plan = try PlanCSVTests.plan(
      with: """
        injects:
          - {title: A secret, id: one, at: day 2 09:00, to: [-a], message: Psst, channel: email}
          - title: A secret at random
            id: two
            earliest: day 2 09:00
            latest: day 3 12:00
            to: [-a]
            message: Psst
            channel: email
        """)
    #expect(plan.lines.filter { $0.sort == .inject }.count == 2)
    let text = calendar(plan)
    #expect(!text.contains("secret") && !text.contains("inject") && !text.contains("New event"))
    #expect(values(text, "UID:").count == plan.lines.count - 2)
  }

  @Test("many documents that fall due together are one event")
  func bundle() throws {
    let items = (1...7).map { "{id: d\($0), title: Paper \($0), due: day 3 12:00, owner: -a}" }
    let text = calendar(
      try PlanCSVTests.plan(with: "documents: {items: [\(items.joined(separator: ", "))]}"))
    #expect(values(text, "UID:document-") == ["d1@small.rehearse.invalid"])
    #expect(try event(text, "document-d1").contains("SUMMARY:Exercise: 7 documents"))
  }

  @Test("an event has the same name for ever, whenever the call comes")
  func names() throws {
    let plans = try ["2026-11-23 09:15", "2027-06-07 09:15", "2027-06-07 10:00:30.5"].map {
      calendar(
        try PlanCSVTests.plan(call: "call: \($0)", with: PlanCSVTests.meeting),
        WallMoment(microseconds: 0))
    }
    let uids = plans.map { values($0, "UID:") }
    #expect(Set(uids[0]).count == uids[0].count)
    #expect(Set(uids[0]) == Set(uids[1]) && Set(uids[0]) == Set(uids[2]))
    #expect(values(plans[0], "DTSTART") != values(plans[1], "DTSTART"))
    #expect(Set(values(plans[0], "DTSTAMP:")) == ["19700101T000000Z"])
    #expect(
      try event(plans[2], "notification").contains("DTSTART;TZID=Europe/London:20270607T100030"))
    #expect(calendar(try PlanCSVTests.plan()) == calendar(try PlanCSVTests.plan()))
  }

  @Test("a clock that is far out is still a date", arguments: [Int64.min, -1, .max])
  func stamps(microseconds: Int64) throws {
    let text = calendar(try PlanCSVTests.plan(), WallMoment(microseconds: microseconds))
    for stamp in values(text, "DTSTAMP:") { #expect(stamp.utf8.count == 16 && stamp.last == "Z") }
  }

  /// Titles, each with what stands behind `SUMMARY:Exercise: ` once folds are undone.
  private static let titles = [
    ("Ready – é 言", "Ready – é 言"),
    ("a, b; c: d", "a\\, b\\; c: d"),
    ("\\", "\\\\"),
    ("\\n", "\\\\n"),
    ("\\,;", "\\\\\\,\\;"),
    ("\"quoted\"", "\"quoted\""),
    (",\u{301};\u{301}\\\u{301}", "\\,\u{301}\\;\u{301}\\\\\u{301}"),
    ("a\nb", "a\\nb"),
    ("a\r\nb", "a\\nb"),
    ("a\rb", "a\\nb"),
    ("a\n\r\nb", "a\\n\\nb"),
    ("a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f", "a\\nb\\nc\\nd\\ne\\nf"),
    ("a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\\nEND:VEVENT\\nBEGIN:VEVENT"),
    ("a\n ATTENDEE:mailto:b@c", "a\\n ATTENDEE:mailto:b@c"),
    ("\nBEGIN:VALARM", "\\nBEGIN:VALARM"),
    ("a\tb", "a b"),
    ("nul\u{0}\u{1B}[2J\u{7F}\u{9B}", "nul\u{FFFD}\u{FFFD}[2J\u{FFFD}\u{FFFD}"),
    ("\u{202E}a", "\u{FFFD}a"),
    ("=1", "=1"),
    ("<b>", "<b>"),
    (" ", " "),
    (String(repeating: "é", count: 100), String(repeating: "é", count: 100)),
    (String(repeating: "言", count: 67), String(repeating: "言", count: 67)),
    (String(repeating: ",", count: 150), String(repeating: "\\,", count: 150)),
    (String(repeating: " ", count: 200) + "a", String(repeating: " ", count: 200) + "a"),
    (String(repeating: "👩‍👩‍👧", count: 12), String(repeating: "👩‍👩‍👧", count: 12)),
  ]

  @Test("no text of a scenario leaves its line", arguments: titles.indices)
  func hostile(which: Int) throws {
    let (title, summary) = Self.titles[which]
    let text = calendar(try PlanCSVTests.plan(title: title, role: title))
    let event = try event(text, "due-made")
    #expect(
      event.map { $0.prefix { $0 != ":" && $0 != ";" } } == [
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP",
      ])
    #expect(event[4].utf8.elementsEqual("SUMMARY:Exercise: \(summary)".utf8), "\(event[4])")
    #expect(Array(event[5].utf8).suffix(summary.utf8.count).elementsEqual(summary.utf8))
    check(text)
    let harmless = calendar(try PlanCSVTests.plan())
    #expect(lines(text).count == lines(harmless).count)
  }

  @Test("a letter is never cut in two, wherever it falls", arguments: 40...80)
  func folding(length: Int) throws {
    for letter in ["é", "言", "🎄", "\\"] {
      let title = String(repeating: "x", count: length) + String(repeating: letter, count: 60)
      check(calendar(try PlanCSVTests.plan(title: title)))
    }
  }

  /// What every line of the file keeps to.
  private func check(_ text: String) {
    #expect(text.unicodeScalars.allSatisfy { $0 == "\r" || $0 == "\n" || $0.value >= 0x20 })
    let bytes = Array(text.utf8)
    var start = 0
    for end in bytes.indices where bytes[end] == 0x0A || bytes[end] == 0x0D {
      guard bytes[end] == 0x0D else {
        #expect(end > 0 && bytes[end - 1] == 0x0D)
        continue
      }
      #expect(end + 1 < bytes.count && bytes[end + 1] == 0x0A)
      #expect(end - start <= 75)
      #expect(String(validating: bytes[start..<end], as: UTF8.self) != nil)
      start = end + 2
    }
    #expect(start == bytes.count)
  }
}
