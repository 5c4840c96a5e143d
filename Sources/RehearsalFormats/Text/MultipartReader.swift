/// Reads a form with files as it comes in, in chunks of any size: what a browser sends as
/// `multipart/form-data` (RFC 7578).
///
/// Of a file nothing is held but what may be the beginning of a boundary, so the memory needed does
/// not grow with what is uploaded. However the bytes are cut into chunks, the same comes out.
package struct MultipartReader: Sendable {
  /// What a form brings, in the order in which it is sent.
  package enum Event: Hashable, Sendable {
    case field(name: String, value: String)
    /// A file begins; of where it stood on its sender's machine only the last part is kept.
    case file(field: String, name: String, type: String?)
    /// The next bytes of the file that began last; never empty.
    case bytes([UInt8])
    /// The file that began last is whole.
    case fileEnd
  }

  /// How much is taken.
  package struct Limits: Hashable, Sendable {
    package var parts = 1_000
    /// Bytes before the content of one part.
    package var headers = 8_192
    /// Bytes of the name of a field.
    package var name = 255
    /// Bytes of the name of a file.
    package var fileName = 255
    /// Whether a file may be called anything, folders and all, for whoever makes names harmless.
    /// Otherwise a name that is no plain text is no good, and with it the whole form.
    package var takesAnyFileName = false
    /// Bytes of one value.
    package var value = 65_536
    /// Bytes of all values together, which are held until their fields are whole.
    package var values = 1 << 20
    /// Bytes of one file.
    package var file = Int.max

    package init() {}
  }

  private enum State {
    case beginning
    /// Behind a boundary; with white space behind it, it cannot be the last one any more.
    case delimited(isPadded: Bool)
    case headers
    case content(Part)
    case end
    case failed(MultipartProblem)
  }

  /// What is being read.
  private enum Part {
    case field(name: String)
    case file(name: String, count: Int)
    /// A field for files in which none was chosen.
    case noFile(field: String, type: String?)
  }

  private let limits: Limits
  /// A boundary with the line break before it, which belongs to it.
  private let delimiter: [UInt8]
  private var state = State.beginning
  /// Bytes that were fed, from `position` on not used yet.
  private var pending: [UInt8]
  private var position = 0
  /// How far the headers were searched for their end, behind `position`.
  private var searched = 0
  private var parts = 0
  /// The value of the field that is being read.
  private var value: [UInt8] = []
  /// Bytes of all values so far.
  private var values = 0

  /// - Parameter contentType: The header of the request.
  package init(contentType: String, _ limits: Limits = Limits()) throws(MultipartProblem) {
    guard let type = HeaderValue(Array(contentType.utf8)), type.value == "multipart/form-data"
    else { throw .otherType(String(contentType.prefix(60))) }
    let named = type.parameters.filter { $0.name == "boundary" }
    guard named.count == 1, MultipartReader.isBoundary(named[0].value) else { throw .badBoundary }
    self.limits = limits
    delimiter = MultipartReader.lineBreak + Array("--".utf8) + named[0].value
    // The first boundary has no line before it; with one it is like all others.
    pending = MultipartReader.lineBreak
  }

  /// Takes the next bytes and appends what they bring. After a problem, which leaves what came
  /// before it in `events`, every call ends with the same one.
  package mutating func feed(
    _ chunk: some Collection<UInt8>, into events: inout [Event]
  ) throws(MultipartProblem) {
    if case .failed(let problem) = state { throw problem }
    pending.append(contentsOf: chunk)
    do throws(MultipartProblem) {
      while try step(&events) {}
    } catch {
      state = .failed(error)
      pending = []
      throw error
    }
    pending.removeFirst(position)
    position = 0
  }

  /// To be said when the body has ended: refuses one that is not whole.
  package mutating func finish() throws(MultipartProblem) {
    switch state {
    case .end: return
    case .failed(let problem): throw problem
    case .beginning where !delimiter.starts(with: pending): throw .noBeginning
    case .beginning, .delimited, .headers, .content:
      state = .failed(.cutOff)
      throw .cutOff
    }
  }

  /// Goes on by one thing; `false` where more bytes are needed for that.
  private mutating func step(_ events: inout [Event]) throws(MultipartProblem) -> Bool {
    switch state {
    case .beginning:
      guard pending.count >= delimiter.count else { return false }
      guard pending.starts(with: delimiter) else { throw .noBeginning }
      position = delimiter.count
      state = .delimited(isPadded: false)
      return true
    case .delimited(let isPadded): return try endDelimiter(isPadded)
    case .headers: return try readHeaders(&events)
    case .content(let part): return try readContent(part, &events)
    case .end:
      guard pending[position...].allSatisfy(MultipartReader.isBlank) else {
        throw .trailing
      }
      position = pending.count
      return false
    case .failed(let problem): throw problem
    }
  }

  private mutating func endDelimiter(_ isPadded: Bool) throws(MultipartProblem) -> Bool {
    guard position < pending.count else { return false }
    if pending[position] == 0x20 || pending[position] == 0x09 {
      position += 1
      state = .delimited(isPadded: true)
      return true
    }
    let dashes = Array("--".utf8)
    let next = pending[position...].prefix(2)
    if next.elementsEqual(MultipartReader.lineBreak) {
      guard parts < limits.parts else { throw .tooManyParts(limits.parts) }
      parts += 1
      state = .headers
    } else if next.elementsEqual(dashes), !isPadded {
      state = .end
    } else if next.count == 1, next.first == 0x0D || !isPadded && next.first == dashes[0] {
      return false
    } else {
      throw .badDelimiter
    }
    position += 2
    return true
  }

  // MARK: - Parts

  private mutating func readHeaders(_ events: inout [Event]) throws(MultipartProblem) -> Bool {
    let rest = pending[position...].prefix(limits.headers)
    var end: Int?
    if rest.starts(with: MultipartReader.lineBreak) { throw .noName }
    for index in rest.indices.dropFirst(max(3, searched)) where rest[index] == 0x0A {
      if rest[(index - 3)...index].elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) {
        end = index - 3
        break
      }
    }
    searched = rest.count
    guard let end else {
      if rest.count == limits.headers { throw .headersTooLong(limits.headers) }
      return false
    }
    searched = 0
    let headers = try PartHeaders(rest[..<end], limits)
    position = end + 4
    switch headers.file {
    case nil: state = .content(.field(name: headers.name))
    case "": state = .content(.noFile(field: headers.name, type: headers.type))
    case let file?:
      events.append(.file(field: headers.name, name: file, type: headers.type))
      state = .content(.file(name: file, count: 0))
    }
    return true
  }

  private mutating func readContent(
    _ part: Part, _ events: inout [Event]
  ) throws(MultipartProblem) -> Bool {
    var part = part
    let (end, isWhole) = contentEnd()
    if end > position { try add(pending[position..<end], to: &part, &events) }
    position = end
    state = .content(part)
    guard isWhole else { return false }
    switch part {
    case .field(let name):
      guard let text = String(validating: value, as: UTF8.self) else { throw .badText(name) }
      events.append(.field(name: name, value: text))
      value = []
    case .file: events.append(.fileEnd)
    case .noFile: break
    }
    position += delimiter.count
    state = .delimited(isPadded: false)
    return true
  }

  private mutating func add(
    _ bytes: ArraySlice<UInt8>, to part: inout Part, _ events: inout [Event]
  ) throws(MultipartProblem) {
    switch part {
    case .field(let name):
      let (room, roomInAll) = (limits.value - value.count, limits.values - values)
      if room <= roomInAll, bytes.count > room { throw .valueTooLong(name, limits.value) }
      if bytes.count > roomInAll { throw .valuesTooLong(limits.values) }
      values += bytes.count
      value += bytes
    case .file(let name, let count):
      let taken = bytes.prefix(limits.file - count)
      if !taken.isEmpty { events.append(.bytes(Array(taken))) }
      guard taken.count == bytes.count else { throw .fileTooLong(name, limits.file) }
      part = .file(name: name, count: count + taken.count)
    case .noFile(let field, let type):
      guard limits.takesAnyFileName else { throw .unnamedFile(field) }
      events.append(.file(field: field, name: "", type: type))
      part = .file(name: "", count: 0)
      try add(bytes, to: &part, &events)
    }
  }

  /// Where the content ends that can be told from a boundary, and whether one stands there.
  private func contentEnd() -> (end: Int, isWhole: Bool) {
    pending.withUnsafeBufferPointer { pending in
      delimiter.withUnsafeBufferPointer { delimiter in
        var at = position
        while at < pending.count {
          guard pending[at] == 0x0D else {
            at += 1
            continue
          }
          let length = min(delimiter.count, pending.count - at)
          var same = 1
          while same < length, pending[at + same] == delimiter[same] { same += 1 }
          if same == length { return (at, length == delimiter.count) }
          at += 1
        }
        return (at, false)
      }
    }
  }

  private static let lineBreak: [UInt8] = [0x0D, 0x0A]

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  /// As RFC 2046 has it.
  private static func isBoundary(_ bytes: [UInt8]) -> Bool {
    let marks = Array("'()+_,-./:=? ".utf8)
    return (1...70).contains(bytes.count) && bytes.last != 0x20
      && bytes.allSatisfy { HeaderValue.isLetterOrDigit($0) || marks.contains($0) }
  }
}
