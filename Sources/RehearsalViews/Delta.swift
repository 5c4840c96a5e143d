package import RehearsalCore

/// What changes one version of a page into the next, so that a screen is brought up to date without
/// being drawn again. Applied in order: every removal stands before the first addition.
package enum Change: Sendable, Hashable {
  case title(String)
  case removed(id: String)
  /// A new block right after the one with that id, or in front of all.
  case added(Block, after: String?)
  /// The same block with other content.
  case changed(Block)
}

/// The changes from `old` to `new`, whose blocks' ids are unique in each.
///
/// A block that moved is removed and added again; kept ones stay in their order.
package func delta(_ old: Page, _ new: Page) -> [Change] {
  var places: [String: Int] = [:]
  for (place, block) in old.blocks.enumerated() { places[block.id] = place }
  var kept: Set<String> = []
  var last = -1
  for block in new.blocks {
    guard let place = places[block.id], place > last else { continue }
    kept.insert(block.id)
    last = place
  }
  var changes: [Change] = old.title == new.title ? [] : [.title(new.title)]
  for block in old.blocks where !kept.contains(block.id) { changes.append(.removed(id: block.id)) }
  var previous: String?
  for block in new.blocks {
    if !kept.contains(block.id) {
      changes.append(.added(block, after: previous))
    } else if let place = places[block.id], old.blocks[place] != block {
      changes.append(.changed(block))
    }
    previous = block.id
  }
  return changes
}
