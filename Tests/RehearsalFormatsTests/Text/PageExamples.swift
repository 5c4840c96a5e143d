import RehearsalCore
import RehearsalFormats

/// The two examples of a page on a code, as the files of small whole scenarios.
struct PageExamples: Sendable {
  let wrong: [SourceFile]
  let right: [SourceFile]

  /// `nil` where the page has not the form that all pages have.
  init?(_ page: Explanation) {
    let marks = ["\nWrong:\n", "\nRight:\n"].map { page.text.ranges(of: $0) }
    guard let wrong = marks[0].first, let right = marks[1].first, marks[0].count == 1,
      marks[1].count == 1, wrong.upperBound <= right.lowerBound,
      let wrongFiles = PageExamples.files(page.text[wrong.upperBound..<right.lowerBound]),
      let rightFiles = PageExamples.files(page.text[right.upperBound...])
    else { return nil }
    self.wrong = wrongFiles
    self.right = rightFiles
  }

  /// What every fragment is laid over.
  static let base = """
    format: 1
    title: Small
    framework: ilacs-standard
    call: 2026-11-23 09:15
    roles:
      - title: Director
      - title: Head of service
    communication:
      tree:
        - role: director
          tells: [head-of-service]

    """

  /// The files that the fenced blocks of a section stand for; `nil` where a block is none that is
  /// known, or there is none.
  private static func files(_ section: Substring) -> [SourceFile]? {
    var texts = [ScenarioReader.mainFile: base]
    var open: (path: String, body: String)?
    var blocks = 0
    for line in section.split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = open {
        if line != "```" {
          open?.body += line + "\n"
          continue
        }
        let isFragment = block.path == ScenarioReader.mainFile && !block.body.hasPrefix("format:")
        texts[block.path] = isFragment ? laid(block.body) : block.body
        open = nil
      } else if line.hasPrefix("```") {
        guard let path = path(line.dropFirst(3)) else { return nil }
        open = (path, "")
        blocks += 1
      } else if !line.isEmpty {
        return nil
      }
    }
    guard open == nil, blocks > 0 else { return nil }
    return texts.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  /// The file that the words behind a fence speak of: `yaml`, `yaml frameworks/x.yaml`,
  /// `csv roles.csv`, `script`.
  private static func path(_ words: Substring) -> String? {
    let words = words.split(separator: " ")
    switch words.count {
    case 1 where words[0] == "yaml": return ScenarioReader.mainFile
    case 1 where words[0] == "script": return "first.script"
    case 2 where words[1].hasSuffix("." + words[0]): return String(words[1])
    default: return nil
    }
  }

  /// The base with each of its top-level values replaced that the fragment has as well.
  private static func laid(_ fragment: String) -> String {
    let new = parts(fragment)
    var whole = parts(base).filter { part in !new.contains { $0.name == part.name } }
    whole += new
    return whole.map(\.text).joined()
  }

  /// A text by its top-level names, each with the lines that belong to it.
  private static func parts(_ text: String) -> [(name: Substring, text: String)] {
    var parts: [(name: Substring, text: String)] = []
    for line in text.split(separator: "\n") {
      if line.first?.isLetter == true || parts.isEmpty {
        parts.append((line.prefix { $0 != ":" }, ""))
      }
      parts[parts.count - 1].text += line + "\n"
    }
    return parts
  }
}
