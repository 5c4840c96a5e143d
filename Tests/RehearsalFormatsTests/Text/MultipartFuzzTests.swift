import RehearsalFormats
import Testing

/// However a body is cut into chunks, the same comes of it: of random forms what went in, of
/// damaged ones the same events and then the same problem.
@Suite("Forms with files, cut anywhere and damaged")
struct MultipartFuzzTests {
  /// What came of a body: bytes of one file put together, since chunks divide them.
  fileprivate struct Outcome: Equatable {
    var events: [MultipartReader.Event] = []
    var problem: MultipartProblem?
  }

  private static let boundary = "-x-"
  private static let limits: MultipartReader.Limits = {
    var limits = MultipartReader.Limits()
    limits.parts = 5
    limits.headers = 120
    limits.name = 20
    limits.fileName = 20
    limits.value = 40
    limits.values = 60
    limits.file = 80
    return limits
  }()

  /// - Parameter next: How many bytes the next chunk has.
  private func read(_ body: [UInt8], _ next: () -> Int) -> Outcome {
    var outcome = Outcome()
    do throws(MultipartProblem) {
      var reader = try MultipartReader(
        contentType: "multipart/form-data; boundary=\(Self.boundary)", Self.limits)
      var rest = body[...]
      while !rest.isEmpty {
        var events: [MultipartReader.Event] = []
        let chunk = rest.prefix(max(1, next()))
        rest = rest.dropFirst(chunk.count)
        defer { for event in events { outcome.add(event) } }
        try reader.feed(chunk, into: &events)
      }
      try reader.finish()
    } catch {
      outcome.problem = error
    }
    return outcome
  }

  /// Content that is full of what looks like the beginning of a boundary.
  private func content(_ numbers: inout MultipartNumbers) -> [UInt8] {
    let pieces = ["\r", "\n", "\r\n", "\r\n-", "\r\n--", "\r\n---x", "--", "-x-", "a", "\0", "ä"]
    let count = Int.random(in: 0..<8, using: &numbers)
    let content = (0..<count).flatMap { _ in
      Array(pieces[Int.random(in: 0..<pieces.count, using: &numbers)].utf8)
    }
    let delimiter = Array("\r\n--\(Self.boundary)".utf8)
    // What has the boundary in it is no content of such a body; before the next one, neither is
    // what makes one together with it.
    let whole = content + delimiter
    let places = whole.indices.filter { whole[$0...].starts(with: delimiter) }
    return places == [content.count] ? content : Array("plain".utf8)
  }

  private func form(
    _ numbers: inout MultipartNumbers
  ) -> (body: [UInt8], events: [MultipartReader.Event]) {
    var (body, events) = ([UInt8](), [MultipartReader.Event]())
    for number in 0..<Int.random(in: 0..<4, using: &numbers) {
      let content = content(&numbers)
      let isFile = Bool.random(using: &numbers)
      let isTyped = Bool.random(using: &numbers)
      body += Array(
        "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"n\(number)\"".utf8)
      if isFile { body += Array("; filename=\"f.pdf\"".utf8) }
      if isTyped { body += Array("\r\nContent-Type: a/b".utf8) }
      body += Array("\r\n\r\n".utf8) + content + [0x0D, 0x0A]
      if isFile {
        events.append(.file(field: "n\(number)", name: "f.pdf", type: isTyped ? "a/b" : nil))
        if !content.isEmpty { events.append(.bytes(content)) }
        events.append(.fileEnd)
      } else {
        events.append(.field(name: "n\(number)", value: String(decoding: content, as: UTF8.self)))
      }
    }
    return (body + Array("--\(Self.boundary)--\r\n".utf8), events)
  }

  private func damage(_ body: [UInt8], _ numbers: inout MultipartNumbers) -> [UInt8] {
    var body = body
    for _ in 0..<Int.random(in: 1...3, using: &numbers) where !body.isEmpty {
      let at = Int.random(in: 0..<body.count, using: &numbers)
      let end = min(body.count, at + Int.random(in: 1...60, using: &numbers))
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: body.removeSubrange(at..<end)
      case 1: body.removeLast(body.count - at)
      case 2: body.insert(contentsOf: body[at..<end], at: at)
      case 3: body.insert(Array("\r\n-\";:=\0\u{FF}".utf8)[at % 10], at: at)
      case 4: body[at] = UInt8.random(in: .min ... .max, using: &numbers)
      default: body[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      }
    }
    return body
  }

  private static let seed: UInt64 = 20_261_121

  @Test("a whole form, cut in two at every byte, byte by byte, and at random")
  func whole() {
    var numbers = MultipartNumbers(state: Self.seed)
    for form in (0..<150).map({ _ in form(&numbers) }) {
      let expected = Outcome(events: form.events)
      for cut in 0...form.body.count {
        var sizes = [cut, form.body.count]
        let outcome = read(form.body) { sizes.isEmpty ? .max : sizes.removeFirst() }
        if outcome != expected {
          let text = String(decoding: form.body, as: UTF8.self).debugDescription
          Issue.record("seed \(Self.seed), cut at \(cut): \(text) gave \(outcome)")
          return
        }
      }
      #expect(read(form.body) { 1 } == expected)
      #expect(read(form.body) { Int.random(in: 1...9, using: &numbers) } == expected)
    }
  }

  @Test("a damaged form ends the same however it is cut, and mostly is refused")
  func damaged() {
    var numbers = MultipartNumbers(state: Self.seed)
    var refused: [MultipartProblem] = []
    for _ in 0..<3_000 {
      let form = form(&numbers)
      let body = damage(form.body, &numbers)
      let whole = read(body) { .max }
      let single = read(body) { 1 }
      let random = read(body) { Int.random(in: 1...30, using: &numbers) }
      if let problem = whole.problem { refused.append(problem) }
      guard whole == single, whole == random else {
        let text = String(decoding: body, as: UTF8.self).debugDescription
        Issue.record("seed \(Self.seed): \(text) gave \(whole), \(single), \(random)")
        return
      }
    }
    // The damage reaches what it is meant to reach.
    #expect(refused.count > 1_500)
    #expect(Set(refused.map(\.words)).count >= 10)
  }
}

extension MultipartFuzzTests.Outcome {
  fileprivate mutating func add(_ event: MultipartReader.Event) {
    if case .bytes(let more) = event, case .bytes(let bytes)? = events.last {
      events[events.count - 1] = .bytes(bytes + more)
    } else {
      events.append(event)
    }
  }
}

/// Numbers that repeat (SplitMix64).
private struct MultipartNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
