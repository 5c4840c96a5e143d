import Foundation
import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

/// Every wrong scenario of `Tests/Scenarios/invalid`: all of it is said, in that order, with those
/// words. `REHEARSE_RECORD_GOLDENS=1` writes what is said now; read the change.
@Suite("Invalid scenarios, a folder each")
struct FixtureTests {
  @Test("what is said, line for line", arguments: InvalidFixture.all)
  func said(_ fixture: InvalidFixture) throws {
    let said = try Diagnostic.all(in: fixture.files).map { $0.finding + "\n" }.joined()
    let place = InvalidFixture.folder.appending(path: "\(fixture.name)/expected.txt")
    if Golden.isRecording, said != fixture.expected {
      try Data(said.utf8).write(to: place)
      Issue.record("recorded \(fixture.name)/expected.txt; read the change and test again")
    } else if let difference = Golden.difference(from: fixture.expected, to: said) {
      Issue.record("\(fixture.name): (− expected, + said)\n\(difference)")
    }
  }

  @Test("a fixture is named for something that is said of it", arguments: InvalidFixture.all)
  func named(_ fixture: InvalidFixture) {
    #expect(fixture.expectedCodes.contains(fixture.code))
    #expect(fixture.files.contains { $0.path == ScenarioReader.mainFile })
  }

  @Test("a finding stands in a file of the fixture, on a line that it has")
  func places() throws {
    for fixture in InvalidFixture.all {
      for diagnostic in try Diagnostic.all(in: fixture.files) {
        let place = diagnostic.place
        guard let file = fixture.files.first(where: { $0.path == place.file }) else {
          Issue.record("\(fixture.name): there is no \(place.file)")
          continue
        }
        // A problem at the very end stands behind the last line.
        let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
        #expect((1...lines).contains(place.line), "\(fixture.name): \(diagnostic.finding)")
        #expect(place.column >= 1, "\(fixture.name): \(diagnostic.finding)")
      }
    }
  }

  @Test("there are many, of all sorts, and several tell of three kinds of mistake at once")
  func many() {
    #expect(InvalidFixture.all.count >= 75)
    #expect(InvalidFixture.all.count { Set($0.expectedCodes).count >= 3 } >= 5)
  }
}
