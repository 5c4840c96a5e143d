package import RehearsalCore

/// A page as plain text for a terminal, a file or a screen reader.
///
/// Words carry everything; colour, when asked for, only repeats it. No line ends in a space, and
/// nothing in the page's texts can move the cursor.
package struct TextRenderer: Sendable {
  private let width: Int
  private let colour: Bool
  private let isForPaper: Bool

  /// `width` counts columns; below 20 nothing could be read, so 20 is the least. Only text for
  /// paper holds form feeds, which end a printer's sheet and would clear some screens.
  package init(width: Int, colour: Bool, isForPaper: Bool = false) {
    self.width = max(20, width)
    self.colour = colour
    self.isForPaper = isForPaper
  }

  /// The whole page, its last line ended. The strip stands first and is never broken.
  package func render(_ page: Page) -> String {
    var lines = [Exercise.strip, ""] + underlined(page.title, "=")
    var isUnderHeading = false
    for block in page.blocks {
      if !isUnderHeading || block.isSheet { lines.append("") }
      lines += self.lines(block)
      isUnderHeading = if case .heading = block.content { true } else { block.isSheet }
    }
    return lines.map { Columns.trimmed($0) + "\n" }.joined()
  }

  private func paint(_ text: String, _ ink: Ink) -> String { colour ? ink.paint(text) : text }

  private func lines(_ block: Block) -> [String] {
    switch block.content {
    case .heading(let words): underlined(words, "-")
    case .sheet(let sheet): self.sheet(sheet)
    case .text(let text): paragraphs(text, to: width)
    case .notice(let text):
      (["Important"] + paragraphs(text, to: width - 2)).map {
        $0.isEmpty ? "!" : "! " + paint($0, .strong)
      }
    case .facts(let facts):
      facts.isEmpty
        ? [Block.empty]
        : TextFacts(facts.map { ($0.name, $0.value) }, width: width, paint: paint).lines
    case .table(let table): TextTable(table, width: width, paint: paint).lines
    case .tree(let branches):
      branches.isEmpty ? [Block.empty] : branches.flatMap { tree($0, first: "", others: "") }
    case .timeline(let happenings): timeline(happenings)
    case .measure(let measure): self.measure(measure)
    case .chart(let chart):
      Columns.wrap(Visible.name(chart.title), to: width).map { paint($0, .strong) }
        + TextTable(chart.table, width: width, paint: paint).lines
    case .picture(let picture): Columns.wrap(Visible.line(picture.summary), to: width)
    case .form(let form): self.form(form)
    case .offer(let offer): self.offer(offer)
    }
  }

  private func sheet(_ sheet: Block.Sheet) -> [String] {
    var mark = Columns.wrap(sheet.mark, to: width)
    if isForPaper { mark[0] = "\u{0C}" + mark[0] }
    return mark + underlined(sheet.title, "=")
  }

  private func underlined(_ words: String, _ line: String) -> [String] {
    let lines = Columns.wrap(Visible.name(words), to: width)
    let rule = String(repeating: line, count: Columns.widest(lines))
    return lines.map { paint($0, .strong) } + [rule]
  }

  private func paragraphs(_ text: String, to width: Int) -> [String] {
    let paragraphs = Visible.paragraphs(text).map { lines in
      lines.flatMap { Columns.wrap($0, to: width) }
    }
    return Array(paragraphs.joined(separator: [""]))
  }

  /// A branch and those below it. `first` stands before its first line, `others` before the rest.
  private func tree(_ branch: Block.Branch, first: String, others: String) -> [String] {
    let room = max(10, width - Columns.width(first))
    let status = branch.status.isNone ? "" : "[\(branch.status.words)]"
    let ink = branch.status.status.map { Ink.status($0) } ?? .plain
    let words = Visible.name(branch.words)
    var texts: [String]
    if status.isEmpty, Columns.width(words) <= room {
      texts = [words]
    } else if Columns.width(words) + 2 + Columns.width(status) <= room {
      texts = [words + "  " + paint(status, ink)]
    } else {
      // What is too long hangs two columns in, its status on a line of its own.
      texts = Columns.wrap(words, to: room - 2)
      if !status.isEmpty { texts += Columns.wrap(status, to: room - 2).map { paint($0, ink) } }
    }
    let rest = others + (branch.branches.isEmpty ? "  " : "│ ")
    let last = branch.branches.count - 1
    return texts.enumerated().map { index, text in (index == 0 ? first : rest) + text }
      + branch.branches.enumerated().flatMap { index, next in
        tree(
          next, first: others + (index == last ? "└ " : "├ "),
          others: others + (index == last ? "  " : "│ "))
      }
  }

  private func timeline(_ happenings: [Block.Happening]) -> [String] {
    guard !happenings.isEmpty else { return [Block.empty] }
    let times = Columns.widest(happenings.map(\.time))
    let names = Columns.widest(happenings.map { Visible.line($0.who) })
    let days = HappeningDay.days(happenings).map { day in
      Columns.wrap(day.date.longWords, to: width).map { paint($0, .strong) }
        + day.happenings.flatMap { lines($0, times: times, names: names) }
    }
    return Array(days.joined(separator: [""]))
  }

  /// Time, who and what beside each other; where that is too narrow, who and what as one sentence;
  /// where that is too narrow as well, the sentence under its time. `times` and `names` are the
  /// widths of the widest.
  private func lines(_ happening: Block.Happening, times: Int, names: Int) -> [String] {
    let (indent, gap, narrowest) = (2, 2, 24)
    let column = indent + times + gap
    let time = happening.time
    let start = indented(indent, time + Columns.padding(time, to: times + gap))
    let who = Visible.line(happening.who)
    let words = Visible.line(happening.words)
    if width - column - names - gap >= narrowest {
      return hanging(words, after: start + who + Columns.padding(who, to: names + gap))
    }
    if width - column >= narrowest / 2 { return hanging("\(who) \(words)", after: start) }
    return [indented(indent, time)]
      + Columns.wrap("\(who) \(words)", to: width - 2 * indent).map { indented(2 * indent, $0) }
  }

  /// Text that begins behind `start` and goes on right under its beginning.
  private func hanging(_ text: String, after start: String) -> [String] {
    let column = Columns.width(start)
    return Columns.wrap(text, to: width - column).enumerated().map { index, line in
      index == 0 ? start + line : indented(column, line)
    }
  }

  private func measure(_ measure: Block.Measure) -> [String] {
    let steps = 20
    let words = Columns.wrap(measure.words, to: width)
    guard let share = measure.share(of: steps) else { return words }
    let bar =
      "[" + String(repeating: "#", count: share) + String(repeating: ".", count: steps - share)
      + "]"
    let last = words[words.count - 1]
    return Columns.width(last) + 2 + bar.count <= width
      ? words.dropLast() + [last + "  " + bar] : words + (bar.count <= width ? [bar] : [])
  }

  /// What can be done, with the sentence for each way to do it.
  private func offer(_ offer: Offer) -> [String] {
    let ways = offer.forms.map { (Visible.line($0.button), Cell.words($0.pattern)) }
    let facts = offer.times.map { ($0.name, $0.value) } + ways
    return Columns.wrap(Visible.name(offer.title), to: width).map { paint($0, .strong) }
      + (offer.why.isEmpty ? [] : paragraphs(offer.why, to: width - 2).map { indented(2, $0) })
      + TextFacts(facts, width: width - 2, paint: paint).lines.map { indented(2, $0) }
  }

  private func form(_ form: Block.Form) -> [String] {
    let facts = form.fields.map { field in
      var parts = [field.doc] + field.expectations
      if let standard = field.standard {
        parts.append("left out, it is \(standard)")
      } else if field.mayBeLeftOut {
        parts.append("may be left out")
      }
      return (field.name, Cell.words(parts.joined(separator: "; ")))
    }
    let fields = TextFacts(facts, width: width - 2, paint: paint).lines
    return Columns.wrap(Visible.line(form.doc), to: width).map { paint($0, .strong) }
      + Columns.wrap(form.pattern, to: width - 2).map { indented(2, $0) }
      + (fields.isEmpty ? [] : [""]) + fields.map { indented(2, $0) }
  }
}
