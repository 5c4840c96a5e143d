import RehearsalCore

/// Where the places of a picture stand, in whole units of its own: those below a place stand to the
/// right of it, one under the other.
///
/// A place is as tall as what its branch counts, its own part at the foot. Where hundreds are
/// counted in one place, it is drawn smaller than that, so that those who are one can be seen.
struct PictureScale {
  /// One place, as it is drawn.
  struct Box {
    let place: Block.Place
    let x: Int
    let y: Int
    let height: Int
  }

  /// From the top, each in front of those below it.
  let boxes: [Box]
  let column: Int
  let width: Int
  let height: Int
  /// Whether heights are in proportion to what is counted.
  let isToScale: Bool

  /// How tall a name is at least.
  static let line = 18

  private static let (narrow, usual, frame) = (180, 260, 1_040)

  init(_ picture: Block.Picture) {
    let sizes = picture.places.flatMap(\.sizes)
    let rule = Rule(sizes)
    let depth = picture.places.map(\.depth).max() ?? 1
    column = min(PictureScale.usual, max(PictureScale.narrow, PictureScale.frame / depth))
    width = column * depth
    var boxes: [Box] = []
    var bottom = 0
    for place in picture.places {
      bottom += PictureScale.add(place, x: 0, y: bottom, column, rule, &boxes)
    }
    self.boxes = boxes
    height = bottom
    isToScale = sizes.allSatisfy { rule.height($0) == $0 * rule.row }
  }

  /// Adds a place and those below it, and says how tall it is.
  private static func add(
    _ place: Block.Place, x: Int, y: Int, _ column: Int, _ rule: Rule, _ boxes: inout [Box]
  ) -> Int {
    let own = boxes.count
    boxes.append(Box(place: place, x: x, y: y, height: 0))
    var height = 0
    for below in place.places {
      height += add(below, x: x + column, y: y + height, column, rule, &boxes)
    }
    height += rule.height(place.size)
    boxes[own] = Box(place: place, x: x, y: y, height: height)
    return height
  }

  /// How tall places are by themselves.
  private struct Rule {
    /// The height of one.
    let row: Int
    /// How many there are beyond one in each place.
    private let more: Int
    /// How much room there is for them.
    private static let room = 480

    init(_ sizes: [Int]) {
      let more = sizes.reduce(0) { $0 + max(0, $1 - 1) }
      let isRoomy = sizes.count <= 40 && more * 24 <= Rule.room
      row = isRoomy ? 24 : sizes.count <= 120 ? PictureScale.line : 8
      self.more = more
    }

    func height(_ size: Int) -> Int {
      let beyond = max(0, size - 1)
      return row + (more * row <= Rule.room ? beyond * row : beyond * Rule.room / more)
    }
  }
}

extension Block.Place {
  fileprivate var sizes: [Int] { [size] + places.flatMap(\.sizes) }
  fileprivate var depth: Int { 1 + (places.map(\.depth).max() ?? 0) }
}
