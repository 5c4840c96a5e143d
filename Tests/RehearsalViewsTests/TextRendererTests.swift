import RehearsalCore
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

@Suite("Text of a page") struct TextRendererTests {
  @Test("as it was", arguments: [40, 80, 120])
  func golden(width: Int) {
    let text = TextRenderer(width: width, colour: false).render(SamplePage.whole)
    Golden.check(text, "whole-\(width).txt")
  }

  @Test("in columns, without trailing spaces, the strip first", arguments: [20, 40, 80, 120, 400])
  func layout(width: Int) {
    for page in [SamplePage.whole] + SamplePage.hostile.map({ SamplePage.made(of: $0) }) {
      let text = TextRenderer(width: width, colour: false).render(page)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "Exercise only: this tests procedures, not people")
      #expect(lines.last == "")
      for line in lines.dropFirst() {
        #expect(Columns.width(String(line)) <= width, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
      let acting = text.unicodeScalars.filter {
        $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
      }
      #expect(acting.isEmpty)
    }
  }

  @Test("colour only repeats what the words say") func colour() {
    for width in [40, 120] {
      let plain = TextRenderer(width: width, colour: false).render(SamplePage.whole)
      let coloured = TextRenderer(width: width, colour: true).render(SamplePage.whole)
      #expect(!plain.contains("\u{1B}"))
      #expect(coloured.contains("\u{1B}[32mConfirmed\u{1B}[0m"))
      #expect(coloured.contains("\u{1B}[1;31m"))
      #expect(withoutCodes(coloured) == plain)
    }
  }

  @Test("no code but ours is left in coloured text", arguments: SamplePage.hostile.indices)
  func injection(which: Int) {
    let page = SamplePage.made(of: SamplePage.hostile[which])
    let coloured = TextRenderer(width: 80, colour: true).render(page)
    #expect(!withoutCodes(coloured).contains("\u{1B}"))
  }

  @Test("every line of colour ends in colour off") func codesClose() {
    let coloured = TextRenderer(width: 60, colour: true).render(SamplePage.whole)
    for line in coloured.split(separator: "\n") where line.contains("\u{1B}") {
      let codes = line.split(separator: "\u{1B}").dropFirst(line.first == "\u{1B}" ? 0 : 1)
      #expect(codes.count % 2 == 0 || line.hasSuffix("\u{1B}[0m"), "\(line)")
      #expect(codes.last?.hasPrefix("[0m") == true, "\(line)")
    }
  }

  @Test("an empty page is still an exercise") func empty() {
    let text = TextRenderer(width: 80, colour: false).render(Page(title: "", blocks: []))
    #expect(text == "Exercise only: this tests procedures, not people\n\nUntitled\n========\n")
  }

  private func withoutCodes(_ text: String) -> String {
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "\u{1B}") {
      out += rest[..<start]
      guard let end = rest[start...].firstIndex(of: "m") else { break }
      let code = rest[rest.index(start, offsetBy: 1)..<end]
      guard ["[0", "[1", "[1;31", "[32", "[33", "[35", "[36"].contains(code) else {
        return "\u{1B}\(code)"
      }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}
