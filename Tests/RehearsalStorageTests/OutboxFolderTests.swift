import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalStorage

/// Files of mail beside a log: each there whole, once, for nobody else to read.
@Suite struct OutboxFolderTests {
  private let scratch: TemporaryFolder
  private let folder: LogFolder
  private let plan: Plan

  init() throws {
    scratch = try TemporaryFolder()
    folder = LogFolder(scratch.path)
    plan = try #require(try ScenarioFolder.read("scenarios/tutorial").plan)
  }

  private func mail(_ n: Int = 54, to email: String? = nil, subject: String = "a") -> OutboxMail {
    let recorded = RecordedEvent(
      n: n, batch: Batch(index: 0, count: 1), id: "e", at: Moment(plan.dayOne, .midnight),
      rec: WallMoment(microseconds: 0), actor: .tool, cause: nil,
      payload: .unknown(type: "test.event", version: 1, data: []))
    return OutboxMail(
      Letter(to: .known("head-of-service"), subject: subject, body: ["b"]), with: recorded,
      to: email, plan, opened: WallMoment(microseconds: 7))
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.outbox).sorted()
  }

  @Test(arguments: [
    (0, "000000-head-of-service.eml"), (54, "000054-head-of-service.eml"),
    (1_234_567, "1234567-head-of-service.eml"),
  ])
  func `a file is called after its event and role`(_ n: Int, _ name: String) {
    #expect(mail(n).name == name)
  }

  @Test func `written again it is the same file, and only its owner may read it`() throws {
    let outbox = try OutboxFolder.open(folder)
    try outbox.write(mail())
    let place = outbox.place(of: mail())
    let before = try FileManager.default.attributesOfItem(atPath: place)
    try outbox.write(mail())
    let after = try FileManager.default.attributesOfItem(atPath: place)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect((after[.posixPermissions] as? Int ?? 0) & 0o077 == 0)
    #expect(try names() == ["000054-head-of-service.eml"])
  }

  @Test func `half a file, or somebody's old address, gives way to what should stand there`() throws
  {
    let outbox = try OutboxFolder.open(folder)
    try outbox.write(mail(to: "old@council.example"))
    try outbox.write(mail())
    let place = URL(fileURLWithPath: outbox.place(of: mail()))
    #expect(try !String(contentsOf: place, encoding: .utf8).contains("old@council.example"))
    try Data("From: r".utf8).write(to: place)
    try outbox.write(mail())
    #expect(try String(contentsOf: place, encoding: .utf8) == mail().text)
  }

  @Test func `a mark says that it was sent, and holds nothing`() throws {
    let outbox = try OutboxFolder.open(folder)
    try outbox.write(mail(to: "a@b.example"))
    #expect(!outbox.isSent(mail()))
    try outbox.markSent(mail())
    #expect(outbox.isSent(mail()) && !outbox.isSent(mail(55)))
    let mark = outbox.place(of: mail()) + ".sent"
    #expect(try Data(contentsOf: URL(fileURLWithPath: mark)).isEmpty)
  }

  @Test func `what somebody who died left behind is gone, and nothing else is`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.outbox, withIntermediateDirectories: true)
    for name in ["000054-a.eml", "000054-a.eml.part-17", "000054-a.eml.sent.part-3", "notes.txt"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder.outbox)/\(name)"))
    }
    _ = try OutboxFolder.open(folder)
    #expect(try names() == ["000054-a.eml", "notes.txt"])
  }

  @Test func `two cannot use it at once, and the next can once it is closed`() throws {
    let first = try OutboxFolder.open(folder)
    #expect(throws: StorageProblem.self) { try OutboxFolder.open(folder) }
    first.close()
    let second = try OutboxFolder.open(folder)
    second.close()
  }

  @Test func `a file or a link in its place is no outbox`() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder.outbox))
    #expect(throws: StorageProblem.self) { try OutboxFolder.open(folder) }
    try FileManager.default.removeItem(atPath: folder.outbox)
    try FileManager.default.createSymbolicLink(
      atPath: folder.outbox, withDestinationPath: "/nowhere-at-all")
    #expect(throws: StorageProblem.self) { try OutboxFolder.open(folder) }
  }

  @Test(arguments: [
    "a@b.example, c@d.example", "-oQ@b", "team: a@b;", "a@b\r\nBcc: c@d", "A <a@b>", "no-mailbox",
    "",
  ])
  func `what is not one plain address is refused, and stands nowhere`(_ email: String) throws {
    let mail = mail(to: email)
    #expect(mail.isRefused && !mail.hasAddress)
    #expect(mail.text.contains("<head-of-service@localhost.invalid>"))
    #expect(email.isEmpty || !mail.text.contains(email))
  }
}
