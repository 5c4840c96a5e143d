import RehearsalCore

/// The blocks of one page as elements, with ids that are unique in its document.
struct HTMLBlocks {
  private let forms: FormTarget?
  private let answer: FormAnswer
  let blockIDs: [String]
  /// The id of the heading each block stands under.
  private let headings: [String?]
  /// What each block was given as its id, by the one it came with.
  private let given: [String: String]
  var ids = ElementIDs()

  /// Blocks take their ids before anything inside them does.
  init(_ blocks: [Block], forms: FormTarget?, answer: FormAnswer = FormAnswer()) {
    self.forms = forms
    self.answer = answer
    var claimed: [String] = []
    for block in blocks { claimed.append(ids.claim(block.id)) }
    blockIDs = claimed
    given = Dictionary(zip(blocks.map(\.id), claimed)) { first, _ in first }
    var heading: String?
    headings = zip(blocks, claimed).map { block, id in
      switch block.content {
      case .heading, .sheet: heading = id
      default: break
      }
      return heading
    }
  }

  mutating func part(_ block: Block, at index: Int) -> HTML {
    let id = blockIDs[index]
    switch block.content {
    case .heading(let words): return #"<h2 id="\#(id)">\#(Visible.name(words))</h2>"#
    case .sheet(let sheet):
      return #"""
        <h2 class="sheet" id="\#(id)"><span class="sheet-mark">\#(sheet.mark)</span> \#
        \#(Visible.name(sheet.title))</h2>
        """#
    case .text(let text):
      return #"<div class="text" id="\#(id)">\#(HTMLBlocks.paragraphs(text))</div>"#
    case .notice(let text):
      let words = HTMLBlocks.paragraphs(text)
      return #"""
        <section class="notice" id="\#(id)"><p class="notice-mark">Important</p>\#(words)</section>
        """#
    case .facts(let facts): return HTMLBlocks.facts(facts, id: id)
    case .table(let table): return self.table(table, id: id, heading: headings[index])
    case .tree(let branches):
      guard !branches.isEmpty else { return HTMLBlocks.empty(id) }
      let list = HTMLBlocks.list(branches, depth: 0)
      return #"<div class="tree" id="\#(id)">\#(list)</div>"#
    case .timeline(let happenings): return timeline(happenings, id: id)
    case .measure(let measure): return self.measure(measure, id: id)
    case .chart(let chart):
      // Several charts may count the same unit: their tables are told apart by the finding.
      let title = ids.claim("\(id).title")
      let numbers = table(chart.table, id: ids.claim("\(id).numbers"), heading: title)
      let picture = HTMLChart(chart).figure(captioned: title)
      return #"<div class="chart" id="\#(id)">\#(picture)\#(numbers)</div>"#
    case .picture(let picture): return self.picture(picture, id: id, heading: headings[index])
    case .form(let form):
      let isUnderHeading = headings[index] != nil
      return HTMLForm(
        form, id: id, target: forms, .own(isUnderHeading: isUnderHeading), answer: answer
      ).html(&ids)
    case .offer(let offer): return HTMLOffer(offer, id: id, target: forms).html(&ids)
    }
  }

  private static func empty(_ id: String) -> HTML {
    #"<p class="empty" id="\#(id)">\#(Block.empty)</p>"#
  }

  static func paragraphs(_ text: String) -> [HTML] {
    Visible.paragraphs(text).map { lines in
      "<p>\(HTML(lines.map { HTML($0) }, separator: "<br>"))</p>"
    }
  }

  static func facts(_ facts: [Block.Fact], id: String?) -> HTML {
    guard !facts.isEmpty else { return id.map { empty($0) } ?? "" }
    let attribute: HTML = id.map { #" id="\#($0)""# } ?? ""
    let pairs: [HTML] = facts.map {
      "<div><dt>\($0.name)</dt><dd>\(HTMLBlocks.cell($0.value))</dd></div>\n"
    }
    return "<dl class=\"facts\"\(attribute)>\n\(pairs)</dl>"
  }

  /// One value. A dash is a sign for the eye; the words beside it are for the ear.
  static func cell(_ cell: Cell) -> HTML {
    switch cell {
    case .words where !cell.isNone, .number, .duration: HTML(cell.words)
    case .moment(let moment): time(moment, cell.words)
    case .status(let status, _):
      #"<span class="tag tag-\#(status.rawValue)">\#(cell.words)</span>"#
    case .box: #"<span class="box" role="img" aria-label="\#(Cell.boxWords)"></span>"#
    case .line: #"<span class="blank" role="img" aria-label="\#(Cell.lineWords)"></span>"#
    case .none, .words:
      #"<span aria-hidden="true">\#(Cell.dash)</span><span class="unseen">\#(Cell.nothing)</span>"#
    }
  }

  /// A moment in words. The attribute is in whole seconds: HTML knows no more than thousandths.
  private static func time(_ moment: Moment, _ words: String) -> HTML {
    let text = moment.text().prefix { $0 != "." }
    return #"<time datetime="\#(String(text))">\#(words)</time>"#
  }

  // MARK: - Table

  /// A table in a region that scrolls by itself, so that the page never does. Its name begins with
  /// the heading's, because captions such as "Calls" come back under every heading.
  private mutating func table(_ table: Block.Table, id: String, heading: String?) -> HTML {
    let caption = ids.claim("\(id).caption")
    let name = heading.map { "\($0) \(caption)" } ?? caption
    let numeric = (0..<table.columnCount).map { table.isNumeric($0) }
    let head: [HTML] = numeric.enumerated().map { column, isNumeric in
      let words = table.heading(column)
      let kind: HTML = isNumeric ? #" class="number""# : ""
      return words.isEmpty ? "<td></td>" : #"<th scope="col"\#(kind)>\#(words)</th>"#
    }
    let rows: [HTML] = table.rows.map { row in
      let cells: [HTML] = zip(table.padded(row), numeric).enumerated().map { column, pair in
        let (cell, isNumeric) = pair
        let kind: HTML = isNumeric ? #" class="number""# : ""
        return column == 0
          ? #"<th scope="row"\#(kind)>\#(HTMLBlocks.cell(cell))</th>"#
          : #"<td\#(kind)>\#(HTMLBlocks.cell(cell))</td>"#
      }
      return "<tr>\(cells)</tr>\n"
    }
    let empty: HTML = #"<tr><td colspan="\#(max(1, numeric.count))">\#(Block.empty)</td></tr>"#
    let headRow: HTML = numeric.isEmpty ? "" : "<thead>\n<tr>\(head)</tr>\n</thead>\n"
    return #"""
      <div class="scroll" id="\#(id)" role="region" aria-labelledby="\#(name)" tabindex="0">
      <table>
      <caption id="\#(caption)">\#(Visible.name(table.caption))</caption>
      \#(headRow)<tbody>
      \#(rows.isEmpty ? [empty] : rows)</tbody>
      </table>
      </div>
      """#
  }

  // MARK: - Tree

  /// How many levels stand open. A deeper branch opens as well where it hides a problem.
  private static let levelsOpen = 2

  private static func list(_ branches: [Block.Branch], depth: Int) -> HTML {
    let items: [HTML] = branches.map { branch in
      let status: HTML = branch.status.isNone ? "" : " \(cell(branch.status))"
      let words: HTML = #"<span class="branch">\#(Visible.name(branch.words))</span>\#(status)"#
      guard !branch.branches.isEmpty else { return #"<li class="leaf">\#(words)</li>\#n"# }
      let open = depth < levelsOpen || branch.hidesProblem ? " open" : ""
      let below = list(branch.branches, depth: depth + 1)
      return "<li><details\(open)><summary>\(words)</summary>\n\(below)</details></li>\n"
    }
    return "<ul role=\"list\">\n\(items)</ul>\n"
  }

  // MARK: - Picture

  /// A picture, and the way to the table that says the same.
  private mutating func picture(
    _ picture: Block.Picture, id: String, heading: String?
  ) -> HTML {
    guard !picture.places.isEmpty else { return HTMLBlocks.empty(id) }
    let (title, summary) = (ids.claim("\(id).title"), ids.claim("\(id).summary"))
    let looks = ids.claim("\(id).look")
    let figure = HTMLPicture(picture, id: looks).figure(captioned: title, summary, under: heading)
    let link: HTML =
      given[picture.table].map {
        ##"<p><a href="#\##($0)">The same in the table</a></p>"##
      } ?? ""
    return #"<div class="picture" id="\#(id)">\#(figure)\#(link)</div>"#
  }

  // MARK: - Timeline

  private mutating func timeline(_ happenings: [Block.Happening], id: String) -> HTML {
    guard !happenings.isEmpty else { return HTMLBlocks.empty(id) }
    var days: [HTML] = []
    for day in HappeningDay.days(happenings) {
      var items: [HTML] = []
      for happening in day.happenings { items.append(item(happening, under: id)) }
      let date = day.date.text()
      days.append(
        #"""
        <li><p class="day"><time datetime="\#(date)">\#(day.date.longWords)</time></p>
        <ol role="list">
        \#(items)</ol></li>

        """#)
    }
    return "<ol class=\"timeline\" role=\"list\" id=\"\(id)\">\n\(days)</ol>"
  }

  /// One happening. What is in the log has an address of its own; what is only planned has none.
  private mutating func item(_ happening: Block.Happening, under id: String) -> HTML {
    var place: HTML = ""
    var event: HTML = ""
    if let n = happening.n {
      place = #" id="\#(ids.claim("\(id).\(n)"))""#
      event = #" <span class="event">event \#(n)</span>"#
    }
    let time = HTMLBlocks.time(happening.at, happening.time)
    return #"""
      <li\#(place)>\#(time) <span class="who">\#(happening.who)</span> \#
      <span class="what">\#(happening.words)</span>\#(event)</li>

      """#
  }

  // MARK: - Measure

  private mutating func measure(_ measure: Block.Measure, id: String) -> HTML {
    let words = ids.claim("\(id).words")
    let name = measure.name.isEmpty ? "" : " " + measure.name
    let said: HTML = #"<p id="\#(words)"><strong>\#(measure.figures)</strong>\#(name)</p>"#
    guard let share = measure.share(of: 100) else {
      return #"<div class="measure" id="\#(id)">\#(said)</div>"#
    }
    let now = min(max(measure.part, 0), measure.whole)
    return #"""
      <div class="measure" id="\#(id)">\#(said)
      <div class="bar" role="meter" aria-labelledby="\#(words)" aria-valuemin="0" \#
      aria-valuemax="\#(measure.whole)" aria-valuenow="\#(now)" \#
      aria-valuetext="\#(measure.words)">\#
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\#
      <rect width="\#(share)" height="10"></rect></svg></div></div>
      """#
  }
}
