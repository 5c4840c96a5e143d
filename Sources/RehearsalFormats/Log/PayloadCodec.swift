package import RehearsalCore

/// The door between what a line holds under `data` and the event it stands for. Not generic, so
/// that the codec behind it runs specialised in Core.
package enum PayloadCodec {
  // As texts, and made once: all of them are looked for in every line that is read.
  private static let opened = "\(LogOpened.name)"
  private static let recovered = "\(LogRecovered.name)"
  private static let sealed = "\(LogSealed.name)"

  package static func type(of payload: RecordedEvent.Payload) -> String {
    switch payload {
    case .opened: opened
    case .recovered: recovered
    case .sealed: sealed
    case .event(let event): "\(Swift.type(of: event).name)"
    case .unknown(let type, _, _): type
    }
  }

  package static func version(of payload: RecordedEvent.Payload) -> Int {
    switch payload {
    case .opened, .recovered, .sealed: LogOpened.version
    case .event(let event): Swift.type(of: event).version
    case .unknown(_, let version, _): version
    }
  }

  /// Appends the payload as one JSON object. What nobody here understands is copied as it came.
  /// An event that was typed late says first when it happened.
  package static func write(
    _ payload: RecordedEvent.Payload, happened: Moment? = nil, to out: inout [UInt8]
  ) {
    var writer = ByteWriter()
    write(payload, happened: happened, to: &writer)
    writer.withBytes { out.append(contentsOf: $0) }
  }

  static func write(
    _ payload: RecordedEvent.Payload, happened: Moment?, to writer: inout ByteWriter
  ) {
    switch payload {
    case .opened(let opened): writer.object(opened)
    case .recovered(let recovered): writer.object(recovered)
    case .sealed(let sealed): writer.object(sealed)
    case .event(let event): write(event, happened, to: &writer)
    case .unknown(_, _, let data): writer.raw(data)
    }
  }

  static func write(
    _ event: any Event, _ happened: Moment?, to writer: inout ByteWriter
  ) {
    guard let happened else { return writer.object(event) }
    // Without the bracket, which the object writes itself.
    var beginning = Array(lateKey.dropFirst())
    happened.write(to: &beginning, .log)
    beginning.append("\",")
    writer.object(event, after: beginning)
  }

  /// The time at which something typed late happened, and the object without it; `nil` for what
  /// was typed at once.
  static func late(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (happened: Moment, rest: [UInt8])? {
    // Nearly no line is, and one byte tells.
    guard range.count > lateKey.count, bytes[range.lowerBound + 2] == lateKey[2],
      bytes[range].starts(with: lateKey)
    else { return nil }
    let from = range.lowerBound + lateKey.count
    guard let end = bytes[from..<range.upperBound].firstIndex(of: UInt8(ascii: "\"")),
      end + 1 < range.upperBound, let happened = Moment(bytes.span.extracting(from..<end), .log)
    else { return nil }
    let next = bytes[end + 1] == UInt8(ascii: ",") ? end + 2 : end + 1
    return (happened, [UInt8(ascii: "{")] + bytes[next..<range.upperBound])
  }

  private static let lateKey = Array("{\"\(Sentence.happenedKey)\":\"".utf8)

  /// Reads the object that fills `range`. A type that no module has, or a version newer than its
  /// module's, is kept as it stands.
  package static func read(
    type name: String, version: Int, _ bytes: [UInt8], _ range: Range<Int>, _ modules: Modules
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    if let type = modules.event(named: name), version <= type.version {
      return read(type, version: version, bytes, range)
    }
    if version <= LogOpened.version {
      switch name {
      case opened: return LogOpened.decode(bytes, range).map { .opened($0) }
      case recovered: return LogRecovered.decode(bytes, range).map { .recovered($0) }
      case sealed: return LogSealed.decode(bytes, range).map { .sealed($0) }
      default: break
      }
    }
    guard case .map? = JSONNode.parse(bytes, range) else {
      return .failure(PayloadProblem(words: "it is not a JSON object"))
    }
    return .success(.unknown(type: name, version: version, data: Array(bytes[range])))
  }

  /// Reads an event of a known type, of today's version or an older one.
  package static func read(
    _ type: any Event.Type, version: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    if let late = late(bytes, range) {
      return read(type, version: version, late.rest, late.rest.indices)
    }
    return version < type.version
      ? raised(type, from: version, bytes, range) : type.payload(bytes, range)
  }

  /// An older line, brought up to today's fields one version after the other, on what stands in
  /// the line: no type of an older version needs to be kept.
  private static func raised(
    _ type: any Event.Type, from version: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    func open<E: Event>(_ type: E.Type, _ node: Node) -> Result<
      RecordedEvent.Payload, PayloadProblem
    > {
      E.decode(node).map { .event($0) }
    }
    guard var node = JSONNode.parse(bytes, range), case .map = node else {
      return .failure(PayloadProblem(words: "it is not a JSON object"))
    }
    for step in version..<type.version { node = type.upcast(node, from: step) }
    return open(type, node)
  }
}

extension LogOpened {
  /// The version of its fields, and of those of the other records of the log itself.
  package static var version: Int { 1 }
}
