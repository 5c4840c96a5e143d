package import RehearsalCore

extension Page {
  /// The page with only those lines that hold some words, for one who looks for somebody or
  /// something among hundreds. What is a line in no list stands as it was.
  package func finding(_ words: String) -> Page {
    let words = words.lowercased()
    func has(_ text: String) -> Bool { text.lowercased().contains(words) }
    func has(_ cell: Cell) -> Bool { has(cell.words) }
    func part(of branch: Block.Branch) -> Block.Branch? {
      if has(branch.words) || has(branch.status) { return branch }
      let below = branch.branches.compactMap(part)
      return below.isEmpty
        ? nil : Block.Branch(branch.words, status: branch.status, branches: below)
    }
    func found(_ block: Block) -> Block? {
      switch block.content {
      case .table(let table):
        let rows = table.rows.filter { $0.contains(where: has) }
        return Block(
          block.id,
          .table(Block.Table(caption: table.caption, columns: table.columns, rows: rows)))
      case .tree(let branches): return Block(block.id, .tree(branches.compactMap(part)))
      case .timeline(let all):
        return Block(block.id, .timeline(all.filter { has($0.words) || has($0.who) }))
      case .offer(let offer): return has(offer.title) || has(offer.why) ? block : nil
      case .heading, .sheet, .notice, .form: return block
      case .text, .facts, .measure, .chart, .picture: return nil
      }
    }
    return Page(
      title: title,
      blocks: [Block("found", .text("Only what holds \"\(words)\" is shown."))]
        + blocks.compactMap(found))
  }
}
