import Foundation
import Testing

/// What makes a log believable, as its users meet it: documents, seals, repairs, wrong use.
@Suite("A log that can be trusted, from a terminal")
struct TrustCommandsTests {
  private let scratch: TemporaryFolder
  private let log: String

  init() throws {
    scratch = try TemporaryFolder()
    let run = try ToolRun([
      "run", "scenarios/tutorial", "--logs", scratch.url.appendingPathComponent("logs").path,
    ])
    log = try #require(run.value("Log"))
    #expect(try ToolRun(["record", log, "day 1 09:00 facilitator starts"]).status == 0)
  }

  private func events() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: log + "/events.jsonl"))
  }

  private func write(_ events: Data) throws {
    try events.write(to: URL(fileURLWithPath: log + "/events.jsonl"))
  }

  private func key(_ name: String = "somebody") throws -> (file: String, verifier: String) {
    let file = scratch.url.appendingPathComponent("\(name).key").path
    let made = try ToolRun(["keygen", "\(name).example", "--out", file])
    #expect(made.status == 0, "\(made.errors)")
    return (file, made.out.trimmingCharacters(in: .newlines))
  }

  @Test("a document is kept, listed, checked and erased, and the log stays whole")
  func documents() throws {
    let file = try scratch.write("a chart", to: "the chart.pdf")
    let added = try ToolRun([
      "record", log, "--file", file, "day 1 09:05 co-ordinator adds ld-01",
    ])
    #expect(added.status == 0, "\(added.errors)")
    let listed = try ToolRun(["documents", log]).out
    #expect(listed.hasSuffix("  the chart.pdf\n"))
    let hash = String(listed.prefix(64))
    let manifest = try ToolRun(["documents", log, "--manifest"]).out
    #expect(manifest.hasPrefix("\(hash)  documents/sha256/\(hash.prefix(2))/"))
    let kept = "\(log)/documents/sha256/\(hash.prefix(2))/\(hash.dropFirst(2))"
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "a chart")

    try FileManager.default.removeItem(atPath: kept)
    let missing = try ToolRun(["verify", log])
    #expect(missing.status == 3)
    #expect(missing.out.contains("missing: An event refers to it"))
    #expect(try ToolRun(["record", log, "--file", file, "co-ordinator adds ld-01"]).status == 0)
    #expect(try ToolRun(["verify", log]).status == 0)

    let erased = try ToolRun([
      "record", log, "day 1 09:10 facilitator erases \(hash) because \"a name\"",
    ])
    #expect(erased.status == 0, "\(erased.errors)")
    #expect(!FileManager.default.fileExists(atPath: kept))
    let verified = try ToolRun(["verify", log])
    #expect(verified.status == 0)
    #expect(verified.out.contains("erased: It was erased, as an event says."))

    let again = try ToolRun(["record", log, "--file", file, "co-ordinator adds ld-02"])
    #expect(again.status == 1)
    #expect(again.errors.hasPrefix("refused[documents.erased]"), "\(again.errors)")
    #expect(!FileManager.default.fileExists(atPath: kept))
    #expect(try ToolRun(["verify", log]).status == 0)
  }

  @Test("bytes that came for a refused act are not kept, and others' are")
  func refusedDocuments() throws {
    let file = try scratch.write("a chart", to: "the chart.pdf")
    func kept() throws -> [String] {
      let folders = URL(fileURLWithPath: log + "/documents")
      let all = FileManager.default.enumerator(at: folders, includingPropertiesForKeys: nil)
      return (all?.allObjects ?? []).compactMap { ($0 as? URL)?.lastPathComponent }
        .filter { $0.utf8.count == 62 || $0.hasPrefix("adding-") }
    }
    #expect(try ToolRun(["record", log, "--file", file, "co-ordinator adds nothing"]).status != 0)
    #expect(try kept() == [])
    let added = ["record", log, "--file", file, "day 1 09:05 co-ordinator adds ld-01"]
    #expect(try ToolRun(added).status == 0)
    #expect(try kept().count == 1)
    #expect(try ToolRun(["record", log, "--file", file, "co-ordinator adds nothing"]).status != 0)
    #expect(try kept().count == 1)
  }

  @Test("what inspectors have is listed in the version that they were sent")
  func sent() throws {
    let file = try scratch.write("a chart", to: "the chart.pdf")
    let later = try scratch.write("a later chart", to: "later.pdf")
    func record(_ arguments: String...) throws {
      let run = try ToolRun(["record", log] + arguments)
      #expect(run.status == 0, "\(run.errors)")
    }
    try record("--file", file, "day 1 09:20 co-ordinator adds ld-02")
    let hash = try ToolRun(["documents", log]).out.prefix(64)
    try record("day 1 09:25 director approves ld-02")
    #expect(try ToolRun(["documents", log, "--sent"]).out == "")
    try record("day 1 09:30 co-ordinator sends documents ld-01,ld-02")
    try record("--file", later, "day 1 09:40 co-ordinator adds ld-02")

    let listed = try ToolRun(["documents", log, "--sent"])
    #expect(
      listed.out == "ld-01  ready  not in the library  Structure chart\n"
        + "ld-02  version 1  \(hash)  the chart.pdf\n")
    let manifest = try ToolRun(["documents", log, "--sent", "--manifest"])
    let kept = "documents/sha256/\(hash.prefix(2))/\(hash.dropFirst(2))"
    #expect(manifest.out == "\(hash)  \(kept)\n")
    let json = try ToolRun(["documents", log, "--sent", "--json"]).out
    #expect(json.contains("\"file\": \"\(kept)\""))
    #expect(json.contains("\"form\": \"ready\""))

    try record("day 1 09:50 facilitator erases \(hash) because \"a name\"")
    #expect(try ToolRun(["documents", log, "--sent", "--manifest"]).out == "")
    #expect(try ToolRun(["documents", log, "--sent"]).out.contains("version 1  erased  the chart"))
  }

  @Test("a seal proves the lines it covers, and one of another log proves nothing")
  func seals() throws {
    let key = try key()
    let sealed = try ToolRun(["seal", log, "--key", key.file])
    #expect(sealed.status == 0, "\(sealed.errors)")
    #expect(sealed.out.hasPrefix("rehearse.invalid/"))
    let verified = try ToolRun(["verify", log, "--key", key.verifier])
    #expect(verified.status == 0)
    #expect(verified.out.contains("they are as they were sealed; signed by somebody.example"))
    let unchecked = try ToolRun(["verify", log]).out
    #expect(unchecked.contains("signature not checked"))

    let proof = scratch.url.appendingPathComponent("one.proof").path
    #expect(try ToolRun(["prove", log, "1", "--out", proof]).status == 0)
    #expect(try ToolRun(["check-proof", proof, "--key", key.verifier]).status == 0)
    let stranger = try self.key("stranger")
    #expect(try ToolRun(["check-proof", proof, "--key", stranger.verifier]).status == 3)

    let other = try ToolRun([
      "run", "scenarios/tutorial", "--logs", scratch.url.appendingPathComponent("other").path,
    ])
    let otherLog = try #require(other.value("Log"))
    #expect(try ToolRun(["record", otherLog, "day 1 09:01 facilitator starts"]).status == 0)
    try FileManager.default.copyItem(
      atPath: log + "/events.seal", toPath: otherLog + "/events.seal")
    let foreign = try ToolRun(["verify", otherLog, "--key", key.verifier])
    #expect(foreign.status == 3)
    #expect(foreign.out.contains("it is of another log"))
    #expect(foreign.out.contains(". Put back the seals of this rehearsal, "))
  }

  @Test("whole batches cut off the end show against a seal")
  func cut() throws {
    let before = try events()
    #expect(try ToolRun(["record", log, "day 1 09:20 facilitator pauses"]).status == 0)
    let key = try key()
    #expect(try ToolRun(["seal", log, "--key", key.file]).status == 0)
    try write(before)
    try FileManager.default.removeItem(atPath: log + "/events.head")
    let run = try ToolRun(["verify", log, "--key", key.verifier])
    #expect(run.status == 3)
    #expect(run.out.contains("lines were cut off"))
  }

  @Test("a torn tail is said to be one, and the next act repairs it")
  func torn() throws {
    #expect(try ToolRun(["record", log, "day 1 09:16 facilitator pauses"]).status == 0)
    try write(try events().dropLast(20))
    try FileManager.default.removeItem(atPath: log + "/events.head")
    let verified = try ToolRun(["verify", log])
    #expect(verified.status == 3)
    #expect(verified.out.contains("This is a torn tail"))
    let recorded = try ToolRun(["record", log, "day 1 09:17 facilitator pauses"])
    #expect(recorded.status == 0, "\(recorded.errors)")
    #expect(try ToolRun(["verify", log]).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: log)
    #expect(names.contains { $0.hasPrefix("events.torn-") })
    #expect(try ToolRun(["replay", log]).out.contains("torn bytes"))
  }

  @Test("wrong use is told what to do")
  func wrongUse() throws {
    let key = try key()
    let again = try ToolRun(["keygen", "somebody.example", "--out", key.file])
    #expect(again.status != 0 && again.errors.contains("is there already"))
    #expect(try ToolRun(["keygen", "no good", "--out", key.file + "2"]).status != 0)
    #expect(try ToolRun(["seal", log, "--key", log + "/events.jsonl"]).status == 65)
    #expect(try ToolRun(["verify", log, "--key", "nonsense"]).status == 65)
    #expect(try ToolRun(["prove", log, "1"]).status != 0)
    let late = try ToolRun(["record", log, "--after", "99", "day 1 10:00 facilitator pauses"])
    #expect(late.status == 1)
    #expect(late.errors.contains("refused[log.conflict]"))
    let none = try ToolRun(["record", log, "--file", "/nowhere", "co-ordinator adds ld-01"])
    #expect(none.status == 65)
  }
}
