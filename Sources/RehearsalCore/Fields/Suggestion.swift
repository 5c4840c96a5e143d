/// The words nearest to what somebody wrote, for "did you mean".
///
/// Swapping two neighbours counts as one slip, because it is the commonest: without it `titel`
/// is as far from `title` as from `tile`.
package enum Suggestion {
  /// The nearest of `words` to `word`, where one is near enough to be worth offering: a third of
  /// its length, at least one slip. Ties go to the earlier word.
  package static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().utf8)
    let limit = max(1, target.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in words {
      let bytes = Array(candidate.utf8)
      guard abs(bytes.count - target.count) <= limit else { continue }
      let found = distance(target, bytes)
      if found <= limit, found < best?.distance ?? .max { best = (candidate, found) }
    }
    return best?.word
  }

  /// Insertions, deletions, changes and swaps of neighbours between two texts.
  package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [Int](repeating: 0, count: right.count + 1)
      row[0] = i
      for j in 1...right.count {
        let same = left[i - 1] == right[j - 1]
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
