package import RehearsalCore

/// One line of a log without its payload: the envelope that every event travels in.
///
/// The format is fixed to the byte, so that it can be read and checked without a JSON library:
/// names in one order, no spaces, no escapes outside `data`.
///
/// ```
/// {"n":54,"b":[0,3],"id":"…","at":"2019-11-04T09:12:00","rec":"2026-11-21T08:12:33.123456Z",
///  "actor":"role:dcs/p17","cause":52,"type":"communication.confirmed","v":1,"data":{…},
///  "prev":"<64 hex>","h":"<64 hex>"}
/// ```
package struct LogLine: Sendable {
  package let n: Int
  package let batch: Batch
  package let at: Moment
  package let rec: WallMoment
  package let cause: Int?
  package let version: Int
  /// Where the line stands in the bytes it was read from, without its newline.
  package let range: Range<Int>
  /// Where the object under `data` stands in those bytes.
  package let data: Range<Int>
  /// The hash of the line before, as this line gives it.
  package let prev: LineHash
  /// The line's own hash, as it gives it. Whether it is right, the chain says.
  package let h: LineHash
  // Places in those bytes, like `data`: texts would be made in memory for every line of a log, and
  // whoever checks one needs hardly any of them.
  private let id: Range<Int>
  private let actor: Range<Int>
  private let type: Range<Int>

  /// More than any form lets people type, and little enough to hold in memory.
  package static let longest = 16 << 20

  /// How many bytes at the end of a line its own hash does not cover: `,"h":"…"}`.
  package static let tail = 6 + LineHash.digits + 2

  /// How many bytes before the end of a line the digits of the hash before it begin: those and
  /// a quote, and then the tail.
  package static let prevPlace = LineHash.digits + 1 + tail

  /// How many bytes before the end of a line the digits of its own hash begin.
  package static let hashPlace = LineHash.digits + 2

  /// The bytes that its own hash covers.
  package var covered: Range<Int> { range.lowerBound..<range.upperBound - LogLine.tail }

  /// Whether `text` may be the id of a command.
  package static func isID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy(isIDByte)
  }

  /// Whether these bytes may be a type: small letters, digits and hyphens, with a point between the
  /// module and the name.
  @inline(__always)
  static func isType(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let point = UInt8(ascii: ".")
    var points = 0
    var isType: UInt64 = 1
    // One bit for each of the 128 letters says whether it may stand here: which of several
    // conditions holds for the next letter, no processor can guess.
    for byte in bytes {
      let allowed: UInt64 = byte < 64 ? 0x03FF_6000_0000_0000 : 0x07FF_FFFE_0000_0000
      isType &= byte < 128 ? allowed >> UInt64(byte & 63) : 0
      points += byte == point ? 1 : 0
    }
    return isType == 1 && points > 0 && bytes.count <= 128 && bytes[0] != point
      && bytes[bytes.count - 1] != point
  }

  static func isIDByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}

// MARK: - Reading

/// What stands in a line as text, made when it is asked for. `bytes` are always those that the line
/// was read from.
extension LogLine {
  /// The id of the command that the event followed from.
  package func id(_ bytes: [UInt8]) -> String { String(bytes.span.extracting(id)) }

  /// What was recorded, such as `communication.confirmed`.
  package func type(_ bytes: [UInt8]) -> String { String(bytes.span.extracting(type)) }

  /// Who did it.
  package func actor(_ bytes: [UInt8]) -> Actor {
    // Read once before, and then found to be one.
    Actor(bytes.span.extracting(actor), .log) ?? .tool
  }

  /// Whether its type is this one. Asked of every line, so it makes no text.
  package func has(type name: StaticString, _ bytes: [UInt8]) -> Bool {
    type.count == name.utf8CodeUnitCount
      && name.withUTF8Buffer { bytes[type].elementsEqual($0) }
  }

  /// Its id as it is compared with those of other lines.
  package func commandID(_ bytes: [UInt8]) -> CommandID { CommandID(bytes, id) }
}

extension LogLine {
  /// Reads one line without its newline, or says what is wrong first. Looks at no hash but for its
  /// form, and at `data` only to find its end.
  package static func parse(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<LogLine, LogLineProblem> {
    do throws(LogLineProblem) {
      return .success(try LogLine(bytes, range))
    } catch {
      return .failure(error)
    }
  }

  /// As `parse`, for those who read one line after another: a result would be copied twice.
  package init(_ bytes: [UInt8], _ range: Range<Int>) throws(LogLineProblem) {
    self = try bytes.withUnsafeBufferPointer { (bytes) throws(LogLineProblem) in
      try LogLine(bytes, range)
    }
  }

  /// As above, for those who read many lines of the same bytes.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(LogLineProblem) {
    var parser = LogLineParser(bytes, range)
    self = try LogLine(&parser)
  }

  private init(_ parser: inout LogLineParser) throws(LogLineProblem) {
    let start = parser.at
    guard parser.end - start <= LogLine.longest else { throw parser.problem(.tooLong, at: start) }
    n = try parser.number("{\"n\":", .n)
    batch = try parser.batch(",\"b\":[")
    id = try parser.id("],\"id\":\"")
    at = try parser.moment("\",\"at\":\"")
    rec = try parser.wallMoment("\",\"rec\":\"")
    actor = try parser.actor("\",\"actor\":\"")
    cause = try parser.cause("\",\"cause\":", before: n)
    type = try parser.type(cause == nil ? "\",\"type\":\"" : ",\"type\":\"")
    version = try parser.number("\",\"v\":", .v)
    data = try parser.object(",\"data\":")
    prev = try parser.hash(",\"prev\":\"", .prev)
    h = try parser.hash("\",\"h\":\"", .h)
    try parser.finish()
    range = start..<parser.end
  }

  /// What the line records. `bytes` are those it was read from. Fails where `data` is not what
  /// the type promises.
  package func recorded(
    _ bytes: [UInt8], _ modules: Modules
  ) -> Result<RecordedEvent, LogLineProblem> {
    switch payload(bytes, modules) {
    case .success(let payload):
      return .success(
        RecordedEvent(
          n: n, batch: batch, id: id(bytes), at: at, rec: rec, actor: actor(bytes), cause: cause,
          happened: PayloadCodec.late(bytes, data)?.happened, payload: payload))
    case .failure(let problem):
      return .failure(
        LogLineProblem(.payload(problem.words), at: data.lowerBound - range.lowerBound))
    }
  }

  private func payload(
    _ bytes: [UInt8], _ modules: Modules
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    if let event = modules.event(named: bytes.span.extracting(type)), version <= event.version {
      return PayloadCodec.read(event, version: version, bytes, data)
    }
    return PayloadCodec.read(type: type(bytes), version: version, bytes, data, modules)
  }

  /// The two things about a line that stand at fixed places from its end: where the bytes stop
  /// that its hash covers, and the hash. `nil` where it does not end like a line.
  package static func ending(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (covered: Range<Int>, h: LineHash)? {
    guard range.count > tail else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var parser = LogLineParser(bytes, range.upperBound - tail..<range.upperBound)
      do throws(LogLineProblem) {
        let h = try parser.hash(",\"h\":\"", .h)
        try parser.finish()
        return (range.lowerBound..<range.upperBound - tail, h)
      } catch {
        return nil
      }
    }
  }
}

// MARK: - Writing

extension LogLine {
  /// Appends the bytes of a line that its hash covers: all before `,"h":"`. The values are written
  /// as they are given, also such as no reader would take.
  package static func write(
    _ new: NewEvent, n: Int, batch: Batch, prev: LineHash, to out: inout [UInt8]
  ) {
    var writer = LineWriter()
    _ = writer.write(new, n: n, batch: batch)
    out += writer.take()
    out.removeLast(LogLine.prevPlace + 1)
    prev.write(to: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// Appends the hash of what `write` appended, and with it the end of the line, the newline
  /// included.
  package static func finish(_ hash: LineHash, to out: inout [UInt8]) {
    out.append(",\"h\":\"")
    hash.write(to: &out)
    out.append("\"}\n")
  }
}
