package import RehearsalCore

/// A page as Markdown, to paste into a wiki or a document: GitHub's flavour, which has tables.
///
/// Nothing in the page's texts can become a mark, a tag or a list. Two things are beyond that: some
/// renderers make a link of every mail address, and a forge links its own `#1` and `@names`.
package struct MarkdownRenderer: Sendable {
  package init() {}

  /// The whole page, its last line ended. The strip stands first. Forms are left out: nobody can
  /// send one from here.
  package func render(_ page: Page) -> String {
    var parts = [[Exercise.strip], ["# " + MarkdownText.inline(Visible.name(page.title))]]
    var bullet = "-"
    for block in page.blocks {
      let lines = lines(block.content, bullet)
      guard !lines.isEmpty else { continue }
      parts.append(lines)
      // Two lists in a row would be one, unless their bullets differ.
      let isList = lines.contains { $0.unicodeScalars.starts(with: "\(bullet) ".unicodeScalars) }
      bullet = isList && bullet == "-" ? "*" : "-"
    }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(_ content: Block.Content, _ bullet: String) -> [String] {
    switch content {
    case .heading(let words): ["## " + MarkdownText.inline(Visible.name(words))]
    case .sheet(let sheet):
      ["---", "", "## " + MarkdownText.inline(Visible.name(sheet.title)), ""]
        + [MarkdownText.strong(sheet.mark)]
    case .text(let text): MarkdownText.paragraphs(text)
    case .notice(let text):
      ([MarkdownText.strong("Important"), ""] + MarkdownText.paragraphs(text)).map {
        $0.isEmpty ? ">" : "> " + $0
      }
    case .facts(let facts):
      facts.isEmpty ? [Block.empty] : facts.map { "\(bullet) \(self.fact($0))" }
    case .table(let table): self.table(table)
    case .tree(let branches):
      branches.isEmpty ? [Block.empty] : branches.flatMap { tree($0, bullet, depth: 0) }
    case .timeline(let happenings): timeline(happenings, bullet)
    case .measure(let measure): [MarkdownText.opening(measure.words)]
    case .chart(let chart):
      [MarkdownText.strong(Visible.name(chart.title)), ""] + table(chart.table)
    case .picture(let picture): [MarkdownText.opening(picture.summary)]
    case .form: []
    case .offer(let offer): self.offer(offer, bullet)
    }
  }

  private func fact(_ fact: Block.Fact) -> String {
    let name = MarkdownText.strong(fact.name)
    return name.isEmpty
      ? MarkdownText.opening(fact.value.words)
      : "\(name): \(MarkdownText.inline(fact.value.words))"
  }

  /// What can be done, and by when; nobody can do it from here.
  private func offer(_ offer: Offer, _ bullet: String) -> [String] {
    let title = MarkdownText.strong(Visible.name(offer.title))
    let times = offer.times.map { "\($0.name): \(MarkdownText.inline($0.value.words))" }
    let words = [MarkdownText.inline(offer.why), times.joined(separator: ", ")]
    return ["\(bullet) " + ([title] + words.filter { !$0.isEmpty }).joined(separator: " – ")]
  }

  private func table(_ table: Block.Table) -> [String] {
    let caption = [MarkdownText.strong(Visible.name(table.caption)), ""]
    let columns = 0..<table.columnCount
    guard !table.rows.isEmpty, !columns.isEmpty else { return caption + [Block.empty] }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let head = row(columns.map { MarkdownText.inline(table.heading($0)) })
    let rule = row(columns.map { table.isNumeric($0) ? "---:" : "---" })
    let rows = table.rows.map { row(table.padded($0).map { MarkdownText.inline($0.words) }) }
    return caption + [head, rule] + rows
  }

  private func tree(_ branch: Block.Branch, _ bullet: String, depth: Int) -> [String] {
    let words = MarkdownText.opening(Visible.name(branch.words))
    let status = branch.status.isNone ? "" : " (\(MarkdownText.inline(branch.status.words)))"
    let line = String(repeating: "  ", count: depth) + "\(bullet) \(words)\(status)"
    return [line] + branch.branches.flatMap { tree($0, bullet, depth: depth + 1) }
  }

  private func timeline(_ happenings: [Block.Happening], _ bullet: String) -> [String] {
    guard !happenings.isEmpty else { return [Block.empty] }
    let days = HappeningDay.days(happenings).map { day in
      ["### \(day.date.longWords)", ""]
        + day.happenings.map { happening in
          [
            "\(bullet) \(happening.time)", MarkdownText.strong(happening.who),
            MarkdownText.inline(happening.words),
          ].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }
    return Array(days.joined(separator: [""]))
  }
}

/// Text from people and files, written so that none of it is taken for a mark.
///
/// Everything is decided by code points: an accent after an asterisk makes one letter of both for
/// Swift, and for no renderer. Angle brackets and ampersands become references to characters, so
/// that a file put into a page as it is makes no tag either.
enum MarkdownText {
  /// One line for a place where no block can begin, such as a heading or a cell of a table.
  static func inline(_ text: String) -> String {
    let scalars = trimmed(text)
    var out = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "&" where next == "#" || next.properties.isAlphabetic:
        out.append(contentsOf: "&amp;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "~", "|", "#", "$", "@":
        out.append(contentsOf: ["\\", scalar])
      // Addresses become links by themselves.
      case ":" where next == "/", "." where isAddress(scalars[..<index]):
        out.append(contentsOf: ["\\", scalar])
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// One line that begins a block, where it could begin a list or underline what stands above it.
  static func opening(_ text: String) -> String {
    let line = inline(text)
    let scalars = line.unicodeScalars
    if let first = scalars.first, ["-", "+", "=", ":"].contains(first) { return "\\" + line }
    let digits = String(scalars.prefix { ("0"..."9").contains($0) })
    let rest = scalars.dropFirst(digits.count)
    guard !digits.isEmpty, rest.first == "." || rest.first == ")",
      rest.dropFirst().first ?? " " == " "
    else { return line }
    return digits + "\\" + String(rest)
  }

  /// Words that stand out, or nothing for nothing.
  static func strong(_ text: String) -> String {
    let line = inline(text)
    return line.isEmpty ? "" : "**\(line)**"
  }

  /// The paragraphs of the text, an empty line between them; each line stays a line.
  static func paragraphs(_ text: String) -> [String] {
    let paragraphs = Visible.paragraphs(text).compactMap { lines -> [String]? in
      let lines = lines.map { opening($0) }.filter { !$0.isEmpty }
      guard let last = lines.last else { return nil }
      return lines.dropLast().map { $0 + "\\" } + [last]
    }
    return Array(paragraphs.joined(separator: [""]))
  }

  /// The text on one line without white space at its ends, where it could be indentation.
  private static func trimmed(_ text: String) -> [Unicode.Scalar] {
    let rest = Visible.line(text).unicodeScalars.drop { $0.properties.isWhitespace }
    return Array(rest.reversed().drop { $0.properties.isWhitespace }.reversed())
  }

  private static func isAddress(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.suffix(3).elementsEqual("www".unicodeScalars) {
      $0.properties.lowercaseMapping == "\($1)"
    }
  }
}
