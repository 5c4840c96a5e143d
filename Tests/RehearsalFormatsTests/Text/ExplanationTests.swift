import Foundation
import RehearsalCore
import RehearsalFormats
import Testing

/// Every code has a page and a fixture, and every page shows what it says.
@Suite("Pages on codes")
struct ExplanationTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  /// The codes that the sources declare, sorted: each once, or one stands here twice.
  private static func declared() throws -> [String] {
    var codes: [String] = []
    let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
    for case let path as String in walk where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for part in text.split(separator: "DiagnosticCode(\"").dropFirst() {
        codes.append(String(part.prefix { $0 != "\"" }))
      }
    }
    return codes.sorted()
  }

  @Test("every code in the sources is declared once and has its page; no page is of another")
  func pages() throws {
    let declared = try Self.declared()
    #expect(declared.count > 80)
    #expect(Explanation.all.map(\.code) == declared)
  }

  @Test("every code is met in a fixture")
  func fixtures() throws {
    let met = Set(InvalidFixture.all.flatMap(\.expectedCodes))
    #expect(met.sorted() == (try Self.declared()))
  }

  @Test("a page is found by its code alone", arguments: Explanation.all)
  func found(_ page: Explanation) throws {
    let found = try #require(Explanation.of(page.code))
    #expect((found.title, found.text) == (page.title, page.text))
    #expect(page.text.hasPrefix("# \(page.code): \(page.title)\n\n"))
    #expect(!page.title.isEmpty && page.title.first?.isUppercase == false)
    #expect(!page.title.hasSuffix("."))
  }

  @Test(
    "nothing else is a code", arguments: ["", "S", "s014", "S999", "S014.md", "../S014", "S014 "])
  func notFound(_ code: String) {
    #expect(Explanation.of(code) == nil)
  }

  @Test(
    "the wrong example gives the code and no other, the right one nothing at all",
    arguments: Explanation.all)
  func examples(_ page: Explanation) throws {
    let examples = try #require(PageExamples(page), "\(page.code) has not the form of a page")
    #expect(try Diagnostic.all(in: examples.wrong).map(\.code.name) == [page.code])
    #expect(try Diagnostic.all(in: examples.right).map(\.finding) == [])
  }
}

extension Explanation: CustomTestStringConvertible {
  var testDescription: String { code }
}
