package import RehearsalCore

/// The door between what a line holds under `data` and the event it stands for. Not generic, so
/// that the codec behind it runs specialised in Core.
package enum PayloadCodec {
  /// The type of line 0, and of no other.
  package static let opened = "\(LogOpened.name)"

  package static func type(of payload: RecordedEvent.Payload) -> String {
    switch payload {
    case .opened: opened
    case .event(let event): "\(Swift.type(of: event).name)"
    case .unknown(let type, _, _): type
    }
  }

  package static func version(of payload: RecordedEvent.Payload) -> Int {
    switch payload {
    case .opened: LogOpened.version
    case .event(let event): Swift.type(of: event).version
    case .unknown(_, let version, _): version
    }
  }

  /// Appends the payload as one JSON object. What nobody here understands is copied as it came.
  package static func write(_ payload: RecordedEvent.Payload, to out: inout [UInt8]) {
    switch payload {
    case .opened(let opened): write(opened, to: &out)
    case .event(let event): write(event, to: &out)
    case .unknown(_, _, let data): out.append(contentsOf: data)
    }
  }

  private static func write(_ record: any Record, to out: inout [UInt8]) {
    var bytes: [UInt8] = []
    swap(&bytes, &out)
    var writer = ByteWriter(appendingTo: bytes)
    bytes = []
    writer.object(record)
    out = writer.bytes
  }

  /// Reads the object that fills `range`. A type that no module has, or a version newer than its
  /// module's, is kept as it stands.
  package static func read(
    type name: String, version: Int, _ bytes: [UInt8], _ range: Range<Int>, _ modules: Modules
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    if name == opened, version <= LogOpened.version {
      return LogOpened.decode(bytes, range).map { .opened($0) }
    }
    guard let type = modules.event(named: name), version <= type.version else {
      guard case .map? = JSONNode.parse(bytes, range) else {
        return .failure(PayloadProblem(words: "it is not a JSON object"))
      }
      return .success(.unknown(type: name, version: version, data: Array(bytes[range])))
    }
    return read(type, bytes, range)
  }

  private static func read(
    _ type: any Event.Type, _ bytes: [UInt8], _ range: Range<Int>
  ) -> Result<RecordedEvent.Payload, PayloadProblem> {
    func open<E: Event>(_ type: E.Type) -> Result<RecordedEvent.Payload, PayloadProblem> {
      E.decode(bytes, range).map { .event($0) }
    }
    return open(type)
  }
}

extension LogOpened {
  /// The version of its fields.
  package static var version: Int { 1 }
}
