import RehearsalCore

/// The lines of a calendar's file (RFC 5545), each ended by CRLF and folded where it is too long.
struct CalendarText {
  private(set) var text = ""

  static let zone = "Europe/London"
  static let notice = "Exercise only: this tests procedures, not people."
  private static let mostOctets = 75

  /// One event of a calendar.
  struct Entry {
    let uid: String
    let stamp: WallMoment
    let sequence: Int64
    let begins: Moment
    let ends: Moment?
    let summary: String
    /// Said behind the notice, a line each.
    let about: [String]
    let category: String
    var place: String?
    var isCancelled = false
  }

  /// A whole calendar that is published, to be read by programs and never answered.
  static func calendar(program: String, name: String, _ entries: [Entry]) -> String {
    var out = CalendarText()
    out.write("BEGIN", "VCALENDAR")
    out.write("PRODID", "-//rehearse//rehearse \(program)//EN")
    out.write("VERSION", "2.0")
    out.write("CALSCALE", "GREGORIAN")
    out.write("METHOD", "PUBLISH")
    out.write("X-WR-CALNAME", text: name)
    out.write("X-WR-CALDESC", text: notice)
    out.writeTimeZone()
    for entry in entries { out.write(entry) }
    out.write("END", "VCALENDAR")
    return out.text
  }

  private mutating func write(_ entry: Entry) {
    let begins = CalendarText.digits(entry.begins)
    // Fractions of a second are dropped, and an event that ends as it begins has no end.
    let ends = entry.ends.map { CalendarText.digits($0) }.flatMap { $0 > begins ? $0 : nil }
    write("BEGIN", "VEVENT")
    write("UID", entry.uid)
    write("DTSTAMP", CalendarText.digits(entry.stamp))
    write("SEQUENCE", String(entry.sequence))
    write("DTSTART;TZID=\(CalendarText.zone)", begins)
    if let ends { write("DTEND;TZID=\(CalendarText.zone)", ends) }
    write("SUMMARY", text: entry.summary)
    write("DESCRIPTION", text: ([CalendarText.notice] + entry.about).joined(separator: "\n"))
    if let place = entry.place { write("LOCATION", text: place) }
    write("CATEGORIES", text: entry.category)
    if entry.isCancelled { write("STATUS", "CANCELLED") }
    // What is only due at a moment keeps nobody from anything else.
    write("TRANSP", ends == nil || entry.isCancelled ? "TRANSPARENT" : "OPAQUE")
    write("END", "VEVENT")
  }

  /// `20191104T090000`.
  private static func digits(_ moment: Moment) -> String {
    String(moment.text().prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" })
  }

  /// `20191104T090000Z`.
  static func digits(_ stamp: WallMoment) -> String {
    digits(Moment(microseconds: stamp.microseconds)) + "Z"
  }

  /// A line whose value needs no escaping.
  private mutating func write(_ name: String, _ value: String) {
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
  private mutating func write(_ name: String, text: String) {
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
  private mutating func writeTimeZone() {
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
