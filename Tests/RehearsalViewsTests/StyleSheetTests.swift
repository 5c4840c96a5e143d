import Foundation
import RehearsalCore
import RehearsalViews
import Testing

/// The colours that stand on each other, with the least contrast that WCAG asks of them.
@Suite("Style sheet") struct StyleSheetTests {
  private let css = HTMLRenderer().render(Page(title: "a", blocks: []))

  @Test("text can be read on what it stands on")
  func text() throws {
    for (ink, paper) in [
      ("ink", "paper"), ("ink", "paper-2"), ("ink-soft", "paper"), ("ink-soft", "paper-2"),
      ("brand", "paper"), ("paper", "brand"), ("visited", "paper"), ("paper", "strip"),
    ] {
      #expect(contrast(try token(ink), try token(paper)) >= 4.5, "\(ink) on \(paper)")
    }
  }

  @Test("edges and focus can be seen")
  func edges() throws {
    for (line, paper) in [("line", "paper"), ("line", "paper-2"), ("focus", "ink")] {
      #expect(contrast(try token(line), try token(paper)) >= 3, "\(line) on \(paper)")
    }
  }

  @Test("every status has its own colours", arguments: Status.allCases)
  func tags(status: Status) throws {
    let pattern = try Regex(".tag-\(status.rawValue) { color: (#.{6}); background: (#.{6}); }")
    let match = try #require(try pattern.firstMatch(in: css))
    let (ink, paper) = (String(match[1].substring ?? ""), String(match[2].substring ?? ""))
    #expect(contrast(ink, paper) >= 6.5)
  }

  @Test("nothing moves, nothing is fetched, nothing ends the style early")
  func harmless() {
    for word in ["animation", "transition", "url(", "@import", "@font-face", "expression("] {
      #expect(!css.contains(word), "\(word)")
    }
    #expect(css.components(separatedBy: "</style").count == 2)
  }

  @Test("paper shows what a screen may fold away, on numbered pages")
  func paper() {
    for rule in [
      "details::details-content { content-visibility: visible; display: block; }",
      "thead { display: table-header-group; }", "counter(page)", "break-inside: avoid",
      "content: \"\(Exercise.strip)\"", "attr(href)",
    ] {
      #expect(css.contains(rule), "\(rule)")
    }
  }

  private func token(_ name: String) throws -> String {
    let match = try #require(try Regex("--\(name): (#[0-9a-f]{6});").firstMatch(in: css))
    return String(match[1].substring ?? "")
  }

  /// The contrast of two colours as WCAG defines it, 1 to 21.
  private func contrast(_ one: String, _ other: String) -> Double {
    let (first, second) = (luminance(one), luminance(other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
