package import RehearsalCore

/// What changed between two points, for scripts: one entry a value, in the page's order.
package enum ChangesJSON {
  private struct Entry: Encodable {
    let board: String
    let what: String
    let was: String?
    let now: String?
  }

  /// - Parameter page: made of tables of three columns, each under its heading.
  package static func text(_ page: Page) throws -> String {
    var heading = ""
    var entries: [Entry] = []
    for block in page.blocks {
      if case .heading(let words) = block.content { heading = words }
      guard case .table(let table) = block.content else { continue }
      for row in table.rows where row.count == 3 {
        entries.append(
          Entry(
            board: heading, what: row[0].plain ?? "", was: row[1].plain, now: row[2].plain))
      }
    }
    return try CanonicalJSON.pretty(entries)
  }
}

extension Cell {
  /// The value as text that programs read: moments and lengths as the log writes them.
  fileprivate var plain: String? {
    switch self {
    case .words(let words), .status(_, let words): words
    case .number(let number): String(number)
    case .moment(let moment): moment.text()
    case .duration(let length): length.text()
    // What somebody wrote on paper is not known here.
    case .box, .line, .none: nil
    }
  }
}
