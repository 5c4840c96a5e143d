import RehearsalCore
import Testing

@testable import RehearsalViews

/// Where the places of a picture stand.
@Suite struct PictureScaleTests {
  private func scale(_ places: [Block.Place]) -> PictureScale {
    PictureScale(SamplePage.picture(of: places))
  }

  private func place(_ name: String, _ size: Int = 1, _ places: [Block.Place] = []) -> Block.Place {
    Block.Place(
      name, status: .status(.done, "Confirmed"), words: name, size: size, places: places)
  }

  /// So many places, each telling `breadth` others.
  private func tree(_ count: Int, breadth: Int, at number: Int = 0) -> Block.Place {
    let below = (number * breadth + 1..<number * breadth + breadth + 1).filter { $0 < count }
    return place("Role \(number)", 1, below.map { tree(count, breadth: breadth, at: $0) })
  }

  /// Whoever stands below a place stands right of it, without a gap between them, and leaves it
  /// what it is by itself.
  private func expectWhole(_ scale: PictureScale, _ places: [Block.Place]) {
    var rest = scale.boxes[...]
    func take(_ place: Block.Place, x: Int, y: Int) -> Int {
      guard let box = rest.popFirst() else { return 0 }
      #expect(box.place == place)
      #expect(box.x == x && box.y == y)
      var below = 0
      for one in place.places { below += take(one, x: x + scale.column, y: y + below) }
      #expect(box.height > below)
      return box.height
    }
    var height = 0
    for place in places { height += take(place, x: 0, y: height) }
    #expect(rest.isEmpty)
    #expect(height == scale.height)
    #expect(scale.boxes.allSatisfy { $0.x + scale.column <= scale.width })
  }

  @Test func `Heights add up, and are in proportion to what a branch counts`() {
    let places = [
      place("Director", 1, [place("Deputy", 1, [place("Team", 6)]), place("Chief")]),
      place("Chair"),
    ]
    let scale = scale(places)
    expectWhole(scale, places)
    #expect(scale.isToScale)
    #expect(scale.boxes.map(\.height) == [216, 168, 144, 24, 24])
  }

  @Test func `Of hundreds in one place, each who is one can still be read`() {
    let places = [place("Director", 1, [place("Families", 1_200), place("Chief")])]
    let scale = scale(places)
    expectWhole(scale, places)
    #expect(!scale.isToScale)
    #expect(scale.boxes.map(\.height) == [534, 498, 18])
  }

  @Test(arguments: [2, 6, 499])
  func `Five hundred people take a picture of bounded size`(_ breadth: Int) {
    let places = [tree(500, breadth: breadth)]
    let scale = scale(places)
    expectWhole(scale, places)
    #expect(scale.boxes.count == 500)
    #expect(scale.isToScale)
    #expect(scale.height == 4_000)
    #expect(scale.width <= 9 * 180)
  }

  @Test func `A chain, one alone, one that counts nobody and nothing at all are drawn too`() {
    let chain = (0..<60).reversed().reduce([]) { below, number in [place("\(number)", 1, below)] }
    expectWhole(scale(chain), chain)
    #expect(scale([place("Alone")]).boxes.map(\.height) == [24])
    #expect(scale([place("Nobody", 0), place("Less", -3)]).boxes.map(\.height) == [24, 24])
    #expect(scale([]).boxes.isEmpty)
    #expect(scale([]).height == 0)
  }
}
