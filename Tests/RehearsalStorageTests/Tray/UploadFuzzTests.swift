import Glibc
import RehearsalCore
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// However a form is cut into chunks, and whatever its files are called, the same files are in the
/// tray; of damaged forms the same, and never a part of a file.
@Suite("Uploads, cut anywhere, damaged and with hostile names") struct UploadFuzzTests {
  private static let seed: UInt64 = 20_261_121

  /// What a request came to, told without the ids, which differ each time.
  private struct Outcome: Equatable {
    var received: [String] = []
    var fields: [UploadReader.Field] = []
    var problem: MultipartProblem?
    var kept: [String] = []
  }

  private static let limits: TrayLimits = {
    var limits = TrayLimits()
    (limits.file, limits.total, limits.files) = (60, 100, 3)
    return limits
  }()

  /// - Parameter next: how many bytes the next chunk has
  private func read(_ body: [UInt8], _ next: () -> Int) throws -> Outcome {
    let sample = try SampleTray()
    let tray = try sample.open(Self.limits)
    var outcome = Outcome()
    var reader = try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.anna)
    do throws(MultipartProblem) {
      var rest = body[...]
      while !rest.isEmpty {
        let chunk = rest.prefix(max(1, next()))
        rest = rest.dropFirst(chunk.count)
        try reader.feed(chunk)
      }
      try reader.finish()
    } catch {
      outcome.problem = error
    }
    outcome.received = SampleForm.words(reader.received)
    outcome.fields = reader.fields
    outcome.kept = tray.files.map { "\($0.name) \($0.sha256.text)" }
    #expect(reader.files == tray.files)
    if let disorder = try sample.disorder(tray.files) { Issue.record("\(disorder)") }
    return outcome
  }

  static let names = [
    "../../etc/passwd", "..", ".", "", "/", "a/", "C:\\\\a\\\\b.pdf", "con", "NUL.txt",
    "plan\u{202E}fdp.exe", "\u{200B}", " ", String(repeating: "n", count: 10_240),
    String(repeating: "\u{1F468}\u{200D}", count: 600), "a;b=c", "%22a%22", "a%00b", "%2e%2e%2f",
    "$(rm -rf x)", "`id`", "-rf", "a\tb", "<script>", "e\u{301}\u{301}", "x.json", "x.json.part",
    String(repeating: "a", count: 32),
  ]

  @Test("each hostile name is made harmless, and harms no other file", arguments: names)
  func hostile(_ name: String) throws {
    let body = SampleForm.body([
      .file("before.pdf", [1]), .file(name, [2]), .file("after.pdf", [3]), .field("after", "all"),
    ])
    let outcome = try read(body) { 50 }
    #expect(outcome.problem == nil)
    #expect(outcome.fields.map(\.value) == ["all"])
    #expect(outcome.kept.count == 3)
    #expect(outcome.kept.first?.hasPrefix("before.pdf ") == true)
    #expect(outcome.kept.last?.hasPrefix("after.pdf ") == true)
    let kept = outcome.kept.count == 3 ? outcome.kept[1].dropLast(65) : ""
    #expect(SentName(String(kept)).text == kept)
    #expect(!kept.isEmpty)
  }

  @Test("a zero or a line break in a name is no header, and the files before it stay")
  func controls() throws {
    for name in ["a\0b", "a\r\nX: b", "a\u{7F}"] {
      let body = SampleForm.body([.file("before.pdf", [1]), .file(name, [2])])
      let outcome = try read(body) { 20 }
      #expect(
        outcome.problem == .badHeader || outcome.problem == .noName, "\(name.debugDescription)")
      #expect(outcome.kept.count == 1)
    }
  }

  @Test("cut in two at every byte, and byte by byte") func everyByte() throws {
    let body = SampleForm.body([
      .field("token", "t"), .file("a.pdf", Array("\r\n---x\r\n-".utf8)), .file("b", []),
      .file("../c", SampleStore.bytes(70)), .file("", [0x0D]), .noFile, .file("d", [0x2D]),
    ])
    let whole = try read(body) { .max }
    #expect(whole.problem == nil)
    #expect(whole.kept.count == 3)
    #expect(whole.received.count == 5)
    for cut in 0...body.count {
      var sizes = [cut, body.count]
      let outcome = try read(body) { sizes.isEmpty ? .max : sizes.removeFirst() }
      guard outcome == whole else {
        Issue.record("cut at \(cut): \(outcome)")
        return
      }
    }
    #expect(try read(body) { 1 } == whole)
  }

  @Test("ended at every byte, only whole files are there") func endedAtEveryByte() throws {
    let body = SampleForm.body([.file("a", Array("\r\n-".utf8)), .file("b", SampleStore.bytes(40))])
    var counts: Set<Int> = []
    for end in 0..<body.count {
      let outcome = try read(Array(body[..<end])) { 33 }
      // White space may follow the last boundary, and need not.
      #expect((outcome.problem == nil) == (end >= body.count - 2), "ended at \(end)")
      #expect(outcome.received.count >= outcome.kept.count)
      counts.insert(outcome.kept.count)
    }
    #expect(counts == [0, 1, 2])
  }

  @Test("damaged at random, a form comes to the same however it is cut") func damaged() throws {
    var numbers = UploadNumbers(state: Self.seed)
    var refused = 0
    for round in 0..<300 {
      let parts = (0..<Int.random(in: 0..<5, using: &numbers)).map { number in
        let bytes = SampleStore.bytes(Int.random(in: 0..<70, using: &numbers), seed: UInt64(round))
        return Bool.random(using: &numbers)
          ? SampleForm.Part.file(
            Self.names[Int.random(in: 0..<10, using: &numbers)], bytes)
          : .field("n\(number)", "value")
      }
      let body = damage(SampleForm.body(parts), &numbers)
      let whole = try read(body) { .max }
      let cut = try read(body) { Int.random(in: 1...30, using: &numbers) }
      if whole.problem != nil { refused += 1 }
      guard whole == cut else {
        Issue.record("seed \(Self.seed), round \(round): \(whole) and \(cut)")
        return
      }
    }
    // The damage reaches what it is meant to reach, and not everything.
    #expect(refused > 100 && refused < 300)
  }

  private func damage(_ body: [UInt8], _ numbers: inout UploadNumbers) -> [UInt8] {
    var body = body
    for _ in 0..<Int.random(in: 0...2, using: &numbers) where !body.isEmpty {
      let at = Int.random(in: 0..<body.count, using: &numbers)
      let end = min(body.count, at + Int.random(in: 1...40, using: &numbers))
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: body.removeSubrange(at..<end)
      case 1: body.removeLast(body.count - at)
      case 2: body.insert(contentsOf: body[at..<end], at: at)
      default: body[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      }
    }
    return body
  }

  @Test("a disk that fails at any call harms no file but the one at hand") func disk() throws {
    let body = SampleForm.body((1...3).map { .file("\($0).pdf", SampleStore.bytes(50)) })
    for number in 0..<60 {
      let sample = try SampleTray()
      let calls = FailingCalls(failing: number, [EIO, ENOSPC][number % 2])
      guard let tray = try? sample.open(TrayLimits(), calls) else { continue }
      var reader = try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.anna)
      try reader.feed(body)
      try reader.finish()
      #expect(reader.received.count == 3)
      #expect(reader.files.count >= 2, "call \(number)")
      #expect(reader.problems.count == 3 - reader.files.count)
      #expect(try sample.disorder(tray.files) == nil, "call \(number)")
    }
  }

  @Test("two owners whose forms come at once, in turns, mix nothing up") func owners() throws {
    let sample = try SampleTray()
    let tray = try sample.open()
    var numbers = UploadNumbers(state: Self.seed)
    let bodies = [UInt64(1), 2].map { seed in
      SampleForm.body(
        (1...6).map { .file("\(seed)-\($0).pdf", SampleStore.bytes(900, seed: seed)) })
    }
    var anna = try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.anna)
    var ben = try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.ben)
    var rests = bodies.map { $0[...] }
    while !rests.allSatisfy(\.isEmpty) {
      let turn = Int.random(in: 0...1, using: &numbers)
      let chunk = rests[turn].prefix(Int.random(in: 1...200, using: &numbers))
      rests[turn] = rests[turn].dropFirst(chunk.count)
      if turn == 0 { try anna.feed(chunk) } else { try ben.feed(chunk) }
    }
    try anna.finish()
    try ben.finish()
    for (number, owner) in [SampleTray.anna, SampleTray.ben].enumerated() {
      let files = tray.files(of: owner)
      #expect(files.map(\.name) == (1...6).map { "\(number + 1)-\($0).pdf" })
      let hash = LineHash.of(SampleStore.bytes(900, seed: UInt64(number + 1))).description
      #expect(files.allSatisfy { $0.sha256.text == hash })
    }
    #expect(try sample.disorder(tray.files) == nil)
  }
}

/// Numbers that repeat (SplitMix64).
private struct UploadNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
