extension Sequence where Element: Hashable {
  /// Each different element once, where it first stands.
  package var firsts: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
