/// The ids of one document: every one is given out once, whatever the blocks are called.
///
/// A block keeps its own id. What belongs to a block hangs on with a point, which no id of ours
/// has, so that the caption of `calls` is never the block `calls-caption`.
struct ElementIDs {
  private var taken: Set<String> = []

  /// The id wished for, made of plain characters, or one with a number behind it if it is taken.
  mutating func claim(_ wish: String) -> String {
    let plain = String(
      wish.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
    let base = plain.isEmpty ? "block" : plain
    var id = base
    var number = 1
    while !taken.insert(id).inserted {
      number += 1
      id = "\(base).\(number)"
    }
    return id
  }
}
