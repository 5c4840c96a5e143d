import Glibc
import RehearsalCore
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// What one request brings: each file for itself, and of what breaks off nothing.
@Suite("Uploads") struct UploadReaderTests {
  private let sample: SampleTray
  private let small: TrayLimits = {
    var limits = TrayLimits()
    (limits.file, limits.total, limits.files) = (1_000, 2_500, 4)
    return limits
  }()

  init() throws { sample = try SampleTray() }

  private func reader(_ tray: FileTray) throws -> UploadReader {
    try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.anna)
  }

  /// Reads a whole form in chunks of one size.
  private func read(
    _ body: [UInt8], _ tray: FileTray, chunk: Int = 100
  ) throws -> (words: [String], fields: [String]) {
    var reader = try reader(tray)
    var rest = body[...]
    while !rest.isEmpty {
      try reader.feed(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
    try reader.finish()
    return (SampleForm.words(reader.received), reader.fields.map { "\($0.name)=\($0.value)" })
  }

  @Test("several files and the fields beside them") func form() throws {
    let tray = try sample.open()
    let body = SampleForm.body([
      .field("token", "t1"), .file("ld-01.pdf", Array("one\r\n--".utf8)),
      .field("note", "Jörg\r\n"), .file("ld-02.pdf", SampleStore.bytes(700)), .noFile,
    ])
    let (words, fields) = try read(body, tray)
    #expect(words == ["file ld-01.pdf: 7", "file ld-02.pdf: 700"])
    #expect(fields == ["token=t1", "note=Jörg\r\n"])
    #expect(tray.files.map(\.name) == ["ld-01.pdf", "ld-02.pdf"])
    #expect(try sample.disorder(tray.files) == nil)
    #expect(try sample.read(tray.files[0].id) == Array("one\r\n--".utf8))
  }

  @Test("files that are refused leave the others unharmed") func apart() throws {
    let tray = try sample.open(small)
    let body = SampleForm.body([
      .file("1.pdf", SampleStore.bytes(999)), .file("empty.pdf", []),
      .file("large.pdf", SampleStore.bytes(1_000)), .file("2.pdf", SampleStore.bytes(999)),
      .file("full.pdf", SampleStore.bytes(503)), .file("3.pdf", SampleStore.bytes(502)),
      .field("after", "all"),
    ])
    let (words, fields) = try read(body, tray)
    #expect(
      words == [
        "file 1.pdf: 999", "file empty.pdf: \(TrayProblem.empty("empty.pdf").words)",
        "file large.pdf: \(TrayProblem.tooLarge("large.pdf", limit: 1_000).words)",
        "file 2.pdf: 999", "file full.pdf: \(TrayProblem.full("full.pdf", limit: 2_500).words)",
        "file 3.pdf: 502",
      ])
    #expect(fields == ["after=all"])
    #expect(try sample.disorder(tray.files) == nil)
  }

  @Test("fifty at once, some of them bad, and more than fit") func many() throws {
    var limits = TrayLimits()
    (limits.file, limits.files) = (400, 40)
    let tray = try sample.open(limits)
    let body = SampleForm.body(
      (0..<50).map { number in
        .file(
          "\(number).pdf", SampleStore.bytes(number % 10 == 3 ? 0 : number % 10 == 7 ? 400 : 300))
      })
    let (words, _) = try read(body, tray, chunk: 64)
    #expect(words.count == 50)
    #expect(words.count { $0.hasSuffix(": 300") } == 40)
    #expect(words.count { $0.contains("is empty") } == 5)
    #expect(words.count { $0.contains("must be smaller than") } == 5)
    #expect(try sample.disorder(tray.files) == nil)
    let more = try read(SampleForm.body([.file("a.pdf", [1])]), tray)
    #expect(more.words == ["file a.pdf: \(TrayProblem.tooMany("a.pdf", limit: 40).words)"])
  }

  @Test("what was refused is said in the order of the files, and that none came") func problems()
    throws
  {
    let tray = try sample.open(small)
    var reader = try reader(tray)
    try reader.feed(
      SampleForm.body([.file("a", []), .file("b", [1]), .file("c", SampleStore.bytes(2_000))]))
    try reader.finish()
    #expect(reader.problems == [.empty("a"), .tooLarge("c", limit: 1_000)])
    #expect(reader.files == tray.files)
    var none = try self.reader(tray)
    try none.feed(SampleForm.body([.field("token", "t1"), .noFile]))
    try none.finish()
    #expect(none.problems == [.noneChosen])
  }

  @Test(
    "a form that breaks off anywhere leaves the whole files, and nothing of the next",
    arguments: [1, 200, 5_000])
  func cutOff(_ size: Int) throws {
    let body = SampleForm.body([
      .file("whole.pdf", SampleStore.bytes(300)), .file("cut.pdf", SampleStore.bytes(size)),
    ])
    let end = SampleForm.end.count
    for missing in [end, end + 1, end + size / 2, end + size] {
      let sample = try SampleTray()
      let tray = try sample.open()
      var reader = try UploadReader(contentType: SampleForm.type, tray, by: SampleTray.anna)
      try reader.feed(body.dropLast(missing))
      #expect(throws: MultipartProblem.cutOff) { try reader.finish() }
      #expect(throws: MultipartProblem.cutOff) { try reader.feed([1]) }
      #expect(throws: MultipartProblem.cutOff) { try reader.finish() }
      #expect(
        SampleForm.words(reader.received)
          == ["file whole.pdf: 300", "file cut.pdf: \(TrayProblem.cutOff("cut.pdf").words)"])
      #expect(tray.files.map(\.name) == ["whole.pdf"])
      #expect(try sample.disorder(tray.files) == nil)
    }
  }

  @Test("a sender who is gone leaves nothing, said or not") func gone() throws {
    let tray = try sample.open()
    let body = SampleForm.body([.file("a.pdf", SampleStore.bytes(500))]).dropLast(100)
    do {
      var reader = try reader(tray)
      try reader.feed(body)
      #expect(try sample.names().count == 1)
    }
    #expect(try sample.names() == [])
    var reader = try reader(tray)
    try reader.feed(body)
    reader.cancel()
    reader.cancel()
    #expect(try sample.names() == [])
    #expect(SampleForm.words(reader.received).count == 1)
  }

  @Test("what is no form is refused, with what came before it kept") func damaged() throws {
    let tray = try sample.open()
    for type in ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary="] {
      #expect(throws: MultipartProblem.self) {
        var reader = try UploadReader(contentType: type, tray, by: SampleTray.anna)
        try reader.finish()
      }
    }
    let whole = SampleForm.body([.file("a.pdf", [1, 2, 3])])
    let broken: [[UInt8]] = [
      [], Array("nothing of a form".utf8), Array("\r\n".utf8),
      whole.dropLast(SampleForm.end.count) + Array("\r\n--x garbage\r\n".utf8), whole + [1],
    ]
    for (number, body) in broken.enumerated() {
      var reader = try reader(tray)
      #expect(throws: MultipartProblem.self, "\(number)") {
        try reader.feed(body)
        try reader.finish()
      }
    }
    #expect(try sample.disorder(tray.files) == nil)
  }

  @Test("fields have limits, and files before them stay") func fields() throws {
    let tray = try sample.open()
    let body = SampleForm.body([
      .file("a.pdf", [1]), .field("note", String(repeating: "n", count: 70_000)),
      .file("b.pdf", [2]),
    ])
    var reader = try reader(tray)
    #expect(throws: MultipartProblem.valueTooLong("note", 65_536)) { try reader.feed(body) }
    #expect(tray.files.map(\.name) == ["a.pdf"])
    var many = try self.reader(tray)
    let parts = SampleForm.body((0..<1_001).map { .field("n\($0)", "") })
    #expect(throws: MultipartProblem.tooManyParts(1_000)) { try many.feed(parts) }
  }

  // MARK: - One file as the body

  @Test("one file is the whole body of a request", arguments: [1, 7, 10_000])
  func put(_ chunk: Int) throws {
    let tray = try sample.open()
    let bytes = SampleStore.bytes(3_000)
    var reader = UploadReader(file: "../a\0.pdf", tray, by: SampleTray.ben)
    var rest = bytes[...]
    while !rest.isEmpty {
      try reader.feed(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
    try reader.finish()
    #expect(SampleForm.words(reader.received) == ["file a.pdf: 3000"])
    #expect(tray.files(of: SampleTray.ben).map(\.changes) == [[.folders, .characters]])
    #expect(try sample.disorder(tray.files) == nil)
  }

  @Test("one file that is refused is said once, and leaves nothing") func putRefused() throws {
    let tray = try sample.open(small)
    var empty = UploadReader(file: "a.pdf", tray, by: SampleTray.anna)
    try empty.finish()
    try empty.finish()
    #expect(empty.problems == [.empty("a.pdf")])
    var large = UploadReader(file: "a.pdf", tray, by: SampleTray.anna)
    for _ in 0..<5 { try large.feed(SampleStore.bytes(300)) }
    try large.finish()
    #expect(large.problems == [.tooLarge("a.pdf", limit: 1_000)])
    var gone = UploadReader(file: "a.pdf", tray, by: SampleTray.anna)
    try gone.feed(SampleStore.bytes(300))
    gone.cancel()
    try gone.feed(SampleStore.bytes(300))
    try gone.finish()
    #expect(gone.problems == [.cutOff("a.pdf")])
    #expect(try sample.names() == [])
  }

  @Test("it can be handed from one thread to the next") func threads() throws {
    let tray = try sample.open()
    let alarm = try Alarm()
    var reader = UploadReader(file: "a.pdf", tray, by: SampleTray.anna)
    try reader.feed(SampleStore.bytes(300))
    let handed = Handed(reader)
    try OwnThread.start {
      handed.finish()
      alarm.ring()
    }
    alarm.sleep(milliseconds: 10_000)
    #expect(tray.files.map(\.bytes) == [300])
  }

  @Test("no more than a piece is in memory or on its way to the disk at a time") func pieces()
    throws
  {
    let calls = FailingCalls()
    let tray = try sample.open(TrayLimits(), calls)
    let body = SampleForm.body([.file("a.pdf", SampleStore.bytes(3 << 20))])
    var reader = try reader(tray)
    try reader.feed(body)
    try reader.finish()
    #expect(tray.files.map(\.bytes) == [3 << 20])
    // What may be the beginning of a boundary goes with the next piece.
    #expect(calls.largest <= 1 << 18 + 100)
  }
}

/// Holds a reader for another thread, which alone uses it from then on.
private final class Handed: @unchecked Sendable {
  private var reader: UploadReader

  init(_ reader: consuming UploadReader) { self.reader = reader }

  func finish() { try? reader.finish() }
}
