package import RehearsalCore

/// One letter as a file of mail: RFC 5322 with MIME, plain text in UTF-8, to exactly one mailbox.
///
/// Every value is written so that it cannot end its line: whatever a title or a name holds, there
/// is no header here but those below.
package struct MailText: Hashable, Sendable {
  /// Whom it is for, in words.
  package let name: String
  package let address: MailAddress
  package let subject: String
  package let body: [String]
  /// The event it came with.
  package let event: Int
  /// The same in every writing of the same letter, so that mail programs know it again.
  package let id: String
  package let date: WallMoment

  package init(
    name: String, address: MailAddress, subject: String, body: [String], event: Int, id: String,
    date: WallMoment
  ) {
    self.name = name
    self.address = address
    self.subject = subject
    self.body = body
    self.event = event
    self.id = id
    self.date = date
  }

  private static let notice = "Exercise only. This tests procedures, not people."
  private static let ending =
    "A rehearsal sent this. Do not answer it: nobody reads the address that it comes from."
  private static let mark = "EXERCISE: "
  private static let longestSubject = 100

  package var text: String {
    let head = [
      "From: rehearse <\(MailAddress.sender.text)>",
      "To: \(MailText.words(name))\r\n <\(address.text)>",
      "Subject: \(MailText.words(MailText.mark + MailText.shortened(subject)))",
      "Date: \(MailText.day(date))",
      "Message-ID: <\(MailText.identifier(id))@localhost.invalid>",
      "X-Rehearse-Event: \(event)",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    let paragraphs = [MailText.notice] + body + [MailText.ending]
    let lines = paragraphs.map { MailText.lines($0).map(MailText.printable) }.joined(separator: [""]
    )
    return (head + [""] + lines).map { $0 + "\r\n" }.joined()
  }

  // MARK: - Headers

  private static func shortened(_ text: String) -> String {
    let words = line(text)
    if words.isEmpty { return "Message" }
    guard words.count > longestSubject else { return words }
    return words.prefix(longestSubject - 1) + "…"
  }

  /// The text on one line, without what acts unseen.
  private static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBreak = scalar.properties.isWhitespace
      scalars.append(isBreak ? " " : scalar.actsUnseen ? "\u{FFFD}" : scalar)
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }

  /// Words of a header: as they are where they are plain and few, else as encoded words of
  /// RFC 2047, one a line, none of which cuts a letter in two.
  private static func words(_ text: String) -> String {
    let text = line(text)
    // A colon is plain in a subject, where it follows our own word, and nowhere else.
    let rest = text.hasPrefix(mark) ? text.dropFirst(mark.count) : text[...]
    let isPlain = rest.utf8.allSatisfy { MailAddress.isLetterOrDigit($0) || $0 == 0x20 }
    if isPlain, (1...60).contains(text.utf8.count) { return text }
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      let letters = String(scalar).utf8.map { byte in
        byte == 0x20 ? "_" : MailAddress.isLetterOrDigit(byte) ? String(scalar) : hex(byte)
      }.joined()
      if !word.isEmpty, word.utf8.count + letters.utf8.count > 48 {
        words.append(word)
        word = ""
      }
      word += letters
    }
    return (words + [word]).map { "=?utf-8?q?\($0)?=" }.joined(separator: "\r\n ")
  }

  /// What may stand in a message's id.
  private static func identifier(_ text: String) -> String {
    String(
      decoding: text.utf8.map { byte in
        MailAddress.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
          ? byte : UInt8(ascii: "_")
      }, as: UTF8.self)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Mon, 23 Nov 2026 09:15:00 +0000`.
  private static func day(_ wall: WallMoment) -> String {
    let moment = Moment(microseconds: wall.microseconds)
    let digits = moment.text().prefix { $0 != "." }
    let date = moment.date.text().split(separator: "-")
    let weekday = moment.date.weekday.words.prefix(3)
    guard date.count == 3, let month = Int(date[1]), months.indices.contains(month - 1) else {
      preconditionFailure("a date has three parts")
    }
    return "\(weekday), \(date[2]) \(months[month - 1]) \(date[0]) \(digits.suffix(8)) +0000"
  }

  // MARK: - Body

  /// The lines of a paragraph; a line end of any kind is one.
  private static func lines(_ text: String) -> [String] {
    var lines = [String.UnicodeScalarView()]
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String.UnicodeScalarView())
      case "\t": lines[lines.count - 1].append(" ")
      default: lines[lines.count - 1].append(scalar.actsUnseen ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return lines.map { String($0) }
  }

  /// A line as quoted-printable, broken softly where it is too long.
  private static func printable(_ line: String) -> String {
    var out = ""
    var room = 75
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() {
      let isEnd = index == bytes.count - 1
      let isPlain = (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=")
      var letter =
        isPlain || byte == 0x20 && !isEnd ? String(Unicode.Scalar(byte)) : hex(byte)
      if letter.utf8.count > room {
        out += "=\r\n"
        room = 75
      }
      // Programs on the way change lines that begin with a point or with "From ".
      if room == 75, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F") { letter = hex(byte) }
      out += letter
      room -= letter.utf8.count
    }
    return out
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "=" + (digits.count == 1 ? "0" : "") + digits
  }
}
