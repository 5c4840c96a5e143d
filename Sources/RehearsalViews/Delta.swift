package import RehearsalCore

/// A piece of a page that keeps its id from one version of the page to the next.
package protocol Piece: Equatable {
  var id: String { get }
}

extension Block: Piece {}

/// What changes one version of a page into the next, so that a screen is brought up to date without
/// being drawn again. Applied in order: every removal stands before the first addition.
package enum Change<Item: Piece>: Equatable {
  case removed(id: String)
  /// A new piece right after the one with that id, or in front of all.
  case added(Item, after: String?)
  /// The same piece with other content.
  case changed(Item)
}

extension Change: Sendable where Item: Sendable {}

/// The changes from `old` to `new`, whose pieces' ids are unique in each.
///
/// A piece that moved is removed and added again; kept ones stay in their order.
package func delta<Item: Piece>(_ old: [Item], _ new: [Item]) -> [Change<Item>] {
  var places: [String: Int] = [:]
  for (place, piece) in old.enumerated() { places[piece.id] = place }
  var kept: Set<String> = []
  var last = -1
  for piece in new {
    guard let place = places[piece.id], place > last else { continue }
    kept.insert(piece.id)
    last = place
  }
  var changes: [Change<Item>] = []
  for piece in old where !kept.contains(piece.id) { changes.append(.removed(id: piece.id)) }
  var previous: String?
  for piece in new {
    if !kept.contains(piece.id) {
      changes.append(.added(piece, after: previous))
    } else if let place = places[piece.id], old[place] != piece {
      changes.append(.changed(piece))
    }
    previous = piece.id
  }
  return changes
}
