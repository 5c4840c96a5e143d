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
/// A piece that moved is removed and added again. As many as can be stay where they are, so that
/// one that comes to the front moves by itself and not all those that it passes.
package func delta<Item: Piece>(_ old: [Item], _ new: [Item]) -> [Change<Item>] {
  var places: [String: Int] = [:]
  for (place, piece) in old.enumerated() { places[piece.id] = place }
  let kept = Set(longestRise(new.compactMap { places[$0.id] }).map { old[$0].id })
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

/// The longest part of `numbers` that rises, not of neighbours alone; no number stands there twice.
private func longestRise(_ numbers: [Int]) -> [Int] {
  // The smallest number at which a rise of each length ends, and what stands before each number.
  var ends: [Int] = []
  var before: [Int: Int] = [:]
  for number in numbers {
    let length = ends.placeOfFirst(above: number)
    if length > 0 { before[number] = ends[length - 1] }
    if length == ends.count { ends.append(number) } else { ends[length] = number }
  }
  var rise: [Int] = []
  var next = ends.last
  while let number = next {
    rise.append(number)
    next = before[number]
  }
  return rise.reversed()
}

extension [Int] {
  /// Where the first stands that is larger, in numbers that rise; their count where none is.
  fileprivate func placeOfFirst(above number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
