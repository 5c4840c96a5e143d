import Foundation
import Glibc
import RehearsalCore
import RehearsalFormats
import Synchronization
import Testing

@testable import RehearsalStorage

/// Files wait for their senders, over restarts as well, and for nobody else.
@Suite("Files that wait to be placed") struct FileTrayTests {
  private let sample: SampleTray
  private let bytes = SampleStore.bytes(5_000)

  init() throws { sample = try SampleTray() }

  // MARK: - Coming

  @Test("a file that was sent is there, with its name, its owner and its hash") func sent() throws {
    let tray = try sample.open()
    let file = try sample.send("../LD-02 final.pdf", bytes, to: tray)
    #expect(file.name == "LD-02 final.pdf")
    #expect(file.changes == [.folders])
    #expect(file.owner == SampleTray.anna)
    #expect(file.bytes == 5_000)
    #expect(file.sha256.text == LineHash.of(bytes).description)
    #expect(file.id.utf8.count == 32)
    #expect(tray.files == [file])
    #expect(try sample.disorder([file]) == nil)
    #expect(!file.id.contains("LD"))
  }

  @Test("files are found again after a restart, in the order in which they came")
  func restart() throws {
    var sent: [TrayFile] = []
    do {
      let tray = try sample.open()
      for number in 0..<5 {
        let owner = number % 2 == 0 ? SampleTray.anna : SampleTray.ben
        sent.append(
          try sample.send("\(number) \"é\\.pdf", bytes + [UInt8(number)], by: owner, to: tray))
      }
    }
    do {
      let again = try sample.open()
      #expect(again.files == sent)
      #expect(again.problems == [])
      sent.append(try sample.send("last.pdf", bytes, to: again))
      try again.remove(sent[0].id, of: sent[0].owner)
    }
    #expect(try sample.open().files == Array(sent[1...]))
  }

  @Test("nobody is shown what others sent, or can touch it") func owners() throws {
    let tray = try sample.open()
    let annas = try sample.send("a.pdf", bytes, to: tray)
    let bens = try sample.send("a.pdf", bytes, by: SampleTray.ben, to: tray)
    let strangers: [Actor] = [
      .role(.known("hos"), seat: "p3"), .role(.known("dcs"), seat: "p2"), .facilitator(seat: "p2"),
      .inspector("hos", seat: "p2"), .tool, .clock, .role(.known("hos"), seat: ""),
    ]
    #expect(tray.files(of: SampleTray.anna) == [annas])
    #expect(tray.files(of: SampleTray.ben) == [bens])
    for stranger in strangers + [SampleTray.ben] {
      #expect(tray.find(annas.id, of: stranger) == nil)
      #expect(refusal { _ = try tray.file(annas.id, of: stranger) } == .missing)
      #expect(try tray.remove(annas.id, of: stranger) == false)
    }
    #expect(try sample.disorder([annas, bens]) == nil)
  }

  @Test(
    "what is no id is nothing, and leads nowhere",
    arguments: [
      "", ".", "..", "../events.jsonl", "/etc/passwd", String(repeating: "0", count: 32),
      "\0", "*", String(repeating: "a", count: 100_000),
    ])
  func ids(_ id: String) throws {
    let tray = try sample.open()
    let file = try sample.send("a.pdf", bytes, to: tray)
    for id in [id, file.id + id, id + file.id] where id != file.id {
      #expect(tray.find(id, of: SampleTray.anna) == nil)
      #expect(refusal { _ = try tray.file(id, of: SampleTray.anna) } == .missing)
      #expect(try tray.remove(id, of: SampleTray.anna) == false)
    }
    #expect(try sample.disorder([file]) == nil)
  }

  // MARK: - Limits

  @Test("limits hold for one file, for all, and for how many") func limits() throws {
    var limits = TrayLimits()
    (limits.file, limits.total, limits.files) = (100, 250, 3)
    let tray = try sample.open(limits)
    func refused(_ count: Int) -> TrayProblem? {
      refusal { try sample.send("a.pdf", SampleStore.bytes(count), to: tray, piece: 7) }
    }
    #expect(refused(100) == .tooLarge("a.pdf", limit: 100))
    #expect(refused(5_000) == .tooLarge("a.pdf", limit: 100))
    #expect(refused(0) == .empty("a.pdf"))
    #expect(refused(99) == nil)
    #expect(refused(99) == nil)
    #expect(refused(53) == .full("a.pdf", limit: 250))
    #expect(refused(52) == nil)
    #expect(refused(1) == .tooMany("a.pdf", limit: 3))
    #expect(tray.files.map(\.bytes) == [99, 99, 52])
    #expect(try sample.disorder(tray.files) == nil)
    // What was refused gives its room back, and so does what is removed.
    try tray.remove(tray.files[0].id, of: SampleTray.anna)
    #expect(refused(100) == .tooLarge("a.pdf", limit: 100))
    #expect(refused(99) == nil)
  }

  @Test("what is on its way counts, and gives its room back") func coming() throws {
    var limits = TrayLimits()
    (limits.total, limits.files) = (100, 2)
    let tray = try sample.open(limits)
    do {
      var first = try tray.begin("1.pdf", by: SampleTray.anna)
      var second = try tray.begin("2.pdf", by: SampleTray.ben)
      #expect(refusal { _ = try tray.begin("3.pdf", by: SampleTray.ben).name } != nil)
      try first.append(SampleStore.bytes(60))
      #expect(throws: TrayProblem.full("2.pdf", limit: 100)) {
        try second.append(SampleStore.bytes(41))
      }
      #expect(throws: TrayProblem.full("2.pdf", limit: 100)) { try second.append([]) }
      #expect(throws: TrayProblem.full("2.pdf", limit: 100)) { _ = try second.finish() }
    }
    #expect(try sample.names() == [])
    let file = try sample.send("4.pdf", SampleStore.bytes(100), to: tray)
    #expect(try sample.disorder([file]) == nil)
  }

  // MARK: - Given up

  @Test("of what is given up nothing is left") func givenUp() throws {
    let tray = try sample.open()
    do {
      var cancelled = try tray.begin("a.pdf", by: SampleTray.anna)
      try cancelled.append(bytes)
      cancelled.cancel()
      cancelled.cancel()
      #expect(throws: TrayProblem.cutOff("a.pdf")) { try cancelled.append(bytes) }
      #expect(throws: TrayProblem.cutOff("a.pdf")) { _ = try cancelled.finish() }
      var dropped = try tray.begin("b.pdf", by: SampleTray.anna)
      try dropped.append(bytes)
      #expect(try sample.names().count == 1)
    }
    #expect(try sample.names() == [])
    #expect(tray.files == [])
  }

  @Test("a file is finished once") func once() throws {
    let tray = try sample.open()
    var writer = try tray.begin("a.pdf", by: SampleTray.anna)
    try writer.append(bytes)
    let file = try writer.finish()
    #expect(throws: TrayProblem.self) { _ = try writer.finish() }
    #expect(throws: TrayProblem.self) { try writer.append(bytes) }
    writer.cancel()
    #expect(try sample.disorder([file]) == nil)
  }

  @Test("what killed uploads left is removed when the tray is opened") func leftovers() throws {
    let tray = try sample.open()
    let file = try sample.send("a.pdf", bytes, to: tray)
    let id = String(repeating: "a", count: 32)
    try sample.write(bytes, to: id)
    try sample.write([], to: String(repeating: "b", count: 32))
    try sample.write([1], to: "\(id).json.part")
    try sample.write([1], to: "\(file.id).json.part")
    let kept = ["README", ".hidden", "\(id).pdf", String(repeating: "A", count: 32), "\(id)0"]
    for name in kept { try sample.write([1], to: name) }
    _ = consume tray
    #expect(try sample.open().files == [file])
    #expect(try sample.names() == ([file.id, "\(file.id).json"] + kept).sorted())
  }

  @Test("one process has the tray, and nobody removes what another is writing") func one() throws {
    let tray = try sample.open()
    var writer = try tray.begin("a.pdf", by: SampleTray.anna)
    try writer.append(bytes)
    guard case .busy? = problem({ _ = try sample.open() }) else {
      Issue.record("opened twice")
      return
    }
    _ = try writer.finish()
    #expect(try sample.disorder(tray.files) == nil)
  }

  // MARK: - Damage

  @Test(
    "a slip that is none is left alone, said, and nobody is shown its file",
    arguments: [
      "", "{", "[]", "{}", #"{"format":2}"#, "\0",
      SlipText(format: "2").text, SlipText(n: "-1").text, SlipText(n: #""x""#).text,
      SlipText(owner: "nobody").text, SlipText(owner: "").text, SlipText(name: "../a").text,
      SlipText(name: "").text, SlipText(name: #"a\u202e"#).text, SlipText(changes: "[1]").text,
      SlipText(changes: "[\"none\"]").text, SlipText(bytes: "0").text, SlipText(bytes: "-5").text,
      SlipText(bytes: "4999").text, SlipText(sha256: "1a").text,
      SlipText().text + String(repeating: " ", count: 9_000),
    ])
  func damaged(_ slip: String) throws {
    let id = String(repeating: "c", count: 32)
    var good: TrayFile?
    do { good = try sample.send("good.pdf", bytes, to: try sample.open()) }
    try sample.write(bytes, to: id)
    try sample.write(Array(slip.utf8), to: "\(id).json")
    let tray = try sample.open()
    #expect(tray.files == [good])
    #expect(tray.problems.count == 1)
    #expect(tray.problems.allSatisfy { $0.words.contains("\(id).json is left as it is") })
    #expect(try sample.read(id) == bytes)
    #expect(try sample.read("\(id).json") == Array(slip.utf8))
  }

  @Test("the slip that the others differ from is one") func whole() throws {
    let id = String(repeating: "c", count: 32)
    _ = try sample.open()
    try sample.write(bytes, to: id)
    try sample.write(Array(SlipText().text.utf8), to: "\(id).json")
    let tray = try sample.open()
    #expect(tray.problems == [])
    #expect(tray.files.map(\.name) == ["a.pdf"])
  }

  @Test("a slip whose file is gone is said") func lost() throws {
    var file: TrayFile?
    do { file = try sample.send("a.pdf", bytes, to: try sample.open()) }
    let id = try #require(file?.id)
    try sample.remove(id)
    let tray = try sample.open()
    #expect(tray.files == [])
    #expect(tray.problems.count == 1)
    #expect(try sample.names() == ["\(id).json"])
  }

  @Test("a link where a file or the tray should be is refused") func links() throws {
    let id = String(repeating: "c", count: 32)
    _ = try sample.open()
    #expect(symlink("/etc/hostname", "\(sample.folder.tray)/\(id).json") == 0)
    #expect(symlink("/etc/hostname", "\(sample.folder.tray)/\(id)") == 0)
    #expect(try sample.open().problems.count == 1)
    let other = try SampleTray()
    #expect(symlink(sample.folder.tray, other.folder.tray) == 0)
    #expect(
      problem { _ = try other.open() } == .document(.notAFolder(path: other.folder.tray)))
  }

  // MARK: - Going

  @Test("a file that is filed is in the store before anything refers to it, and stays till then")
  func filed() throws {
    let tray = try sample.open()
    let file = try sample.send("a.pdf", bytes, to: tray)
    let filed = try tray.file(file.id, of: SampleTray.anna)
    #expect(filed.file == file)
    #expect(filed.document.isNew)
    #expect(filed.document.hash.description == file.sha256.text)
    #expect(filed.document.size == 5_000)
    #expect(try sample.sample.read(filed.document.hash) == bytes)
    #expect(tray.files == [file])
    // Asked for again, as after a crash, it is the same, and nothing is new.
    #expect(try tray.file(file.id, of: SampleTray.anna).document.isNew == false)
    #expect(try tray.remove(file.id, of: SampleTray.anna))
    #expect(try tray.remove(file.id, of: SampleTray.anna) == false)
    #expect(refusal { _ = try tray.file(file.id, of: SampleTray.anna) } == .missing)
    #expect(try sample.names() == [])
    #expect(try sample.sample.read(filed.document.hash) == bytes)
    #expect(try sample.sample.leftovers() == [])
  }

  @Test("after a refusal the store has what it had, and the file still waits") func refused() throws
  {
    let tray = try sample.open()
    let file = try sample.send("a.pdf", bytes, to: tray)
    let filed = try tray.file(file.id, of: SampleTray.anna)
    try tray.takeBack(filed, unless: true)
    #expect(try sample.sample.read(filed.document.hash) == bytes)
    try tray.takeBack(filed, unless: false)
    #expect(try sample.sample.bytes(filed.document.hash) == nil)
    #expect(try sample.disorder([file]) == nil)
    // What was there before is nobody's to take back.
    _ = try sample.sample.add(bytes)
    try tray.takeBack(try tray.file(file.id, of: SampleTray.anna), unless: false)
    #expect(try sample.sample.read(filed.document.hash) == bytes)
  }

  @Test("bytes that were altered are not filed") func altered() throws {
    let tray = try sample.open()
    let file = try sample.send("a.pdf", bytes, to: tray)
    _ = chmod("\(sample.folder.tray)/\(file.id)", 0o644)
    try sample.write(bytes.reversed(), to: file.id)
    #expect(refusal { _ = try tray.file(file.id, of: SampleTray.anna) } == .altered("a.pdf"))
    try sample.remove(file.id)
    #expect(refusal { _ = try tray.file(file.id, of: SampleTray.anna) } == .missing)
    #expect(Directory.kind("\(sample.folder.documents)/sha256") == nil)
    #expect(try tray.remove(file.id, of: SampleTray.anna))
    #expect(try sample.names() == [])
  }

  @Test("what is erased from the library is nobody's any more") func erased() throws {
    let tray = try sample.open()
    let annas = try sample.send("a.pdf", bytes, to: tray)
    _ = try sample.send("b.pdf", bytes, by: SampleTray.ben, to: tray)
    let other = try sample.send("c.pdf", bytes + [1], to: tray)
    #expect(try tray.erase(annas.sha256) == 2)
    #expect(try tray.erase(annas.sha256) == 0)
    #expect(tray.files == [other])
    #expect(try sample.disorder([other]) == nil)
  }

  @Test("on a disk without second names a copy is filed") func copies() throws {
    for code in [EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV] {
      let sample = try SampleTray()
      let calls = FailingCalls()
      let tray = try sample.open(TrayLimits(), calls)
      let file = try sample.send("a.pdf", bytes, to: tray)
      calls.refuse(.link, code == EMLINK || code == EXDEV ? EPERM : code)
      let filed = try tray.file(file.id, of: SampleTray.anna)
      #expect(try sample.sample.read(filed.document.hash) == bytes)
      #expect(try sample.disorder([file]) == nil)
      #expect(try sample.sample.leftovers() == [])
    }
  }

  @Test("a check of the log and of its documents says nothing of the tray") func unseen() throws {
    let log = try SampleLog()
    let before = try LogVerifier(log.folder).verify()
    let tray = try FileTray.open(log.folder)
    var writer = try tray.begin("a.pdf", by: SampleTray.anna)
    try writer.append(bytes)
    _ = try writer.finish()
    let after = try LogVerifier(log.folder).verify()
    #expect(after.isSound == before.isSound)
    #expect(after.isSound)
    #expect(DocumentStore(log.folder).check(referenced: [:], graceSeconds: 0) == [])
  }

  // MARK: - Many at once

  @Test("two owners on eight threads lose nothing and mix nothing up") func threads() throws {
    let tray = try sample.open()
    let sample = sample
    let sent = Mutex<[TrayFile]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      for round in 0..<12 {
        let owner = number % 2 == 0 ? SampleTray.anna : SampleTray.ben
        let bytes = SampleStore.bytes(3_000 + round, seed: UInt64(number))
        let file = try? sample.send(
          "\(number)-\(round).pdf", bytes, by: owner, to: tray, piece: 500)
        guard let file else { continue }
        if round % 3 == 0 {
          _ = try? tray.remove(file.id, of: owner)
        } else {
          sent.withLock { $0.append(file) }
        }
      }
    }
    let all = sent.withLock { $0 }
    #expect(all.count == 64)
    #expect(Set(tray.files) == Set(all))
    #expect(tray.files(of: SampleTray.anna).count == 32)
    let listed = tray.files
    #expect(try sample.disorder(listed) == nil)
    _ = consume tray
    #expect(try sample.open().files == listed)
  }
}

/// A slip as it is written, with something else in one place.
struct SlipText {
  var format = "1"
  var n = "0"
  var owner = "role:hos/p2"
  var name = "a.pdf"
  var changes = "[]"
  var bytes = "5000"
  var sha256 = String(repeating: "1a", count: 32)

  var text: String {
    #"{"format":\#(format),"n":\#(n),"owner":"\#(owner)","name":"\#(name)","changes":\#(changes),"#
      + #""bytes":\#(bytes),"sha256":"\#(sha256)"}"#
  }
}
