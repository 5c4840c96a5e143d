import Foundation
import RehearsalCore
import RehearsalStorage
import RehearsalTestSupport
import Testing

/// Recorded rehearsals that every later version must still read, to the same state.
///
/// Format 1 is frozen: what stands in `logs/reference/v1` is never recorded again. Where a later
/// version keeps more in its state, the digests are taken anew, and nothing else:
/// `REHEARSE_RECORD_DIGESTS=1 swift test --filter ReferenceLogTests`.
@Suite("Recorded rehearsals of reference")
struct ReferenceLogTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("logs/reference/v1")
  private static let file = folder.appendingPathComponent("digests.txt")

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["REHEARSE_RECORD_DIGESTS"] == "1"
  }

  private static func digests() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .map { line in
          let parts = line.split(separator: " ")
          return (String(parts[0]), String(parts[1]))
        })
  }

  private static func open(_ name: String) throws -> RecordedRehearsal {
    try RecordedRehearsal.open(
      LogFolder(folder.appendingPathComponent(name).path), .rehearsal)
  }

  @Test("take their digests anew, where that was asked for")
  func record() throws {
    guard Self.isRecording else { return }
    var digests = ""
    for name in ReferenceLog.names { digests += "\(name) \(try Self.open(name).digest)\n" }
    try digests.write(to: Self.file, atomically: true, encoding: .utf8)
    Issue.record("taken anew: say in the commit what is kept now that was not before")
  }

  @Test("every shipped scenario has one, and each has its digest")
  func listed() throws {
    #expect(Set(ReferenceLog.names).isSuperset(of: RecordedScenario.names))
    #expect(try Self.digests().keys.sorted() == ReferenceLog.names)
  }

  @Test(
    "each verifies, and replays to the state that it was recorded with",
    arguments: ReferenceLog.names)
  func replayed(_ name: String) throws {
    let folder = LogFolder(Self.folder.appendingPathComponent(name).path)
    let report = try LogVerifier(folder).verify()
    #expect(report.damages.map(\.description) == [])
    #expect(report.opened?.format == 1)
    let recorded = try Self.open(name)
    #expect(try recorded.digest == Self.digests()[name])
    let unknown = recorded.replay.events.filter {
      if case .unknown = $0.payload { return true }
      return false
    }
    #expect(unknown.isEmpty)
  }
}
