package import RehearsalCore

extension Plan {
  /// The plan's lines as a calendar to import or to publish (RFC 5545). Only a plan that is dated
  /// may be asked for one: the days of another are counted, and no calendar can show that.
  ///
  /// New events are left out: they are a facilitator's secret, and calendars get shared.
  ///
  /// An event's `UID` is made of the ids of its line and of the scenario alone, so that a second
  /// import replaces the first even where every date has moved. Nobody remembers here how often
  /// that was, so `SEQUENCE` is the minute of the stamp, which only rises. Some programs never
  /// replace an event that they know: whoever uses one deletes the old calendar first.
  ///
  /// - Parameter stamp: when this was asked for
  package func calendar(stamp: WallMoment) -> String {
    var out = CalendarText()
    out.write("BEGIN", "VCALENDAR")
    out.write("PRODID", "-//rehearse//rehearse plan//EN")
    out.write("VERSION", "2.0")
    out.write("CALSCALE", "GREGORIAN")
    out.write("METHOD", "PUBLISH")
    out.write("X-WR-CALNAME", text: "Exercise: \(scenario.head.title)")
    out.write("X-WR-CALDESC", text: Plan.notice)
    out.writeTimeZone()
    for line in lines where line.sort != .inject { write(line, stamp, to: &out) }
    out.write("END", "VCALENDAR")
    return out.text
  }

  private static let notice = "Exercise only: this tests procedures, not people."

  private func write(_ line: PlanLine, _ stamp: WallMoment, to out: inout CalendarText) {
    let begins = CalendarText.digits(line.at)
    // Fractions of a second are dropped, and an event that ends as it begins has no end.
    let ends = line.until.map { CalendarText.digits($0) }.flatMap { $0 > begins ? $0 : nil }
    var about = [Plan.notice, "Kind: \(line.sort.words)"]
    if let owner = line.owner { about.append("Owner: \(names.title(owner))") }
    out.write("BEGIN", "VEVENT")
    out.write("UID", "\(line.id)@\(scenario.head.id.text).rehearse.invalid")
    out.write("DTSTAMP", CalendarText.digits(Moment(microseconds: stamp.microseconds)) + "Z")
    out.write("SEQUENCE", String(stamp.microseconds / 60_000_000))
    out.write("DTSTART;TZID=\(CalendarText.zone)", begins)
    if let ends { out.write("DTEND;TZID=\(CalendarText.zone)", ends) }
    out.write("SUMMARY", text: "Exercise: \(line.title)")
    out.write("DESCRIPTION", text: about.joined(separator: "\n"))
    out.write("CATEGORIES", text: line.sort.words)
    // What is only due at a moment keeps nobody from anything else.
    out.write("TRANSP", ends == nil ? "TRANSPARENT" : "OPAQUE")
    out.write("END", "VEVENT")
  }
}

/// The lines of a calendar's file, each ended by CRLF and folded where it is too long.
private struct CalendarText {
  private(set) var text = ""

  static let zone = "Europe/London"
  private static let mostOctets = 75

  /// `20191104T090000`.
  static func digits(_ moment: Moment) -> String {
    String(moment.text().prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" })
  }

  /// A line whose value needs no escaping.
  mutating func write(_ name: String, _ value: String) {
    var octets = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > CalendarText.mostOctets {
        text.unicodeScalars.append(contentsOf: "\r\n ".unicodeScalars)
        octets = 1
      }
      text.unicodeScalars.append(scalar)
      octets += width
    }
    text.unicodeScalars.append(contentsOf: "\r\n".unicodeScalars)
  }

  /// A line whose value is anybody's text.
  mutating func write(_ name: String, text: String) {
    write(name, CalendarText.escaped(text))
  }

  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": out.append(contentsOf: ["\\", scalar])
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
        out.append(contentsOf: ["\\", "n"])
      case "\t": out.append(" ")
      default: out.append(scalar.actsUnseen ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return String(out)
  }

  /// The zone's rules as they have been since 1996: earlier plans cannot be made.
  mutating func writeTimeZone() {
    write("BEGIN", "VTIMEZONE")
    write("TZID", CalendarText.zone)
    write("BEGIN", "DAYLIGHT")
    write("TZNAME", "BST")
    write("TZOFFSETFROM", "+0000")
    write("TZOFFSETTO", "+0100")
    write("DTSTART", "19960331T010000")
    write("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    write("END", "DAYLIGHT")
    write("BEGIN", "STANDARD")
    write("TZNAME", "GMT")
    write("TZOFFSETFROM", "+0100")
    write("TZOFFSETTO", "+0000")
    write("DTSTART", "19961027T020000")
    write("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
    write("END", "STANDARD")
    write("END", "VTIMEZONE")
  }
}
