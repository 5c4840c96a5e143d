import RehearsalCore
import RehearsalViews
import Testing

@Suite("What changed between two versions") struct DeltaTests {
  private func blocks(_ blocks: [(String, String)]) -> [Block] {
    blocks.map { Block($0.0, .text($0.1)) }
  }

  /// What a screen does with the changes.
  private func apply(_ changes: [Change<Block>], to old: [Block]) -> [Block] {
    var blocks = old
    for change in changes {
      switch change {
      case .removed(let id): blocks.removeAll { $0.id == id }
      case .changed(let block): blocks = blocks.map { $0.id == block.id ? block : $0 }
      case .added(let block, let after):
        let place = blocks.firstIndex { $0.id == after }.map { $0 + 1 } ?? 0
        blocks.insert(block, at: place)
      }
    }
    return blocks
  }

  @Test func onlyWhatChanged() {
    let old = blocks([("one", "1"), ("two", "2"), ("three", "3")])
    let new = blocks([("one", "1"), ("new", "0"), ("three", "4")])
    #expect(
      delta(old, new) == [
        .removed(id: "two"), .added(Block("new", .text("0")), after: "one"),
        .changed(Block("three", .text("4"))),
      ])
    #expect(delta(old, old) == [])
  }

  @Test func onlyWhatMovedIsMoved() {
    let old = blocks([("now", ""), ("a", ""), ("b", ""), ("soon", ""), ("c", "")])
    let new = blocks([("now", ""), ("c", ""), ("a", ""), ("b", ""), ("soon", "")])
    #expect(delta(old, new) == [.removed(id: "c"), .added(Block("c", .text("")), after: "now")])
  }

  @Test("bring any version to any other", arguments: 0..<200)
  func roundTrip(seed: Int) {
    var numbers = Numbers(seed: UInt64(seed))
    let (old, new) = (blocks(&numbers), blocks(&numbers))
    #expect(apply(delta(old, new), to: old) == new)
  }

  private func blocks(_ numbers: inout Numbers) -> [Block] {
    var ids = (0..<8).map { "block-\($0)" }
    ids.shuffle(using: &numbers)
    let count = Int.random(in: 0...8, using: &numbers)
    return blocks(ids.prefix(count).map { ($0, "\(Int.random(in: 0...1, using: &numbers))") })
  }

  /// A small repeatable source of numbers (SplitMix64); the test's argument is its seed.
  private struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
