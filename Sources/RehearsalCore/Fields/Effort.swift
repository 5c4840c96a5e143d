/// How long something takes one person: `30m`, or where more is known the least, the likely and the
/// most, `20m 30m 1h`.
///
/// Whoever counts hours counts the likely; only chance asks for the other two, and where nobody
/// said them takes those that are usual for the kind of work.
package struct Effort: Hashable, Sendable {
  package let likely: Duration
  /// The least and the most, where they were said.
  package let bounds: Bounds?

  /// What people say of the spread of one piece of work, where they know more than its kind.
  package struct Bounds: Hashable, Sendable {
    package let least: Duration
    package let most: Duration
  }

  package init(_ likely: Duration, _ bounds: Bounds? = nil) {
    self.likely = likely
    self.bounds = bounds
  }

  package static func minutes(_ count: Int) -> Effort { Effort(.minutes(count)) }

  package static func minutes(_ least: Int, _ likely: Int, _ most: Int) -> Effort {
    Effort(.minutes(likely), Bounds(least: .minutes(least), most: .minutes(most)))
  }

  /// Whether the likely lies between the other two.
  package var isOrdered: Bool { bounds.map { $0.least <= likely && likely <= $0.most } ?? true }
}

extension Effort: FieldValue {
  package static var shape: Shape { .effort }
  package static var blank: Effort { Effort(.zero) }

  /// Reads one length of time in any of its forms, or three of one word each. What reads as one is
  /// one: `1h 30m` is an hour and a half.
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    if let one = Duration(bytes) {
      self.init(one)
      return
    }
    let words = String(bytes).split(separator: " ").map(String.init)
    let times = words.compactMap { Duration(text: $0) }
    guard words.count == 3, times.count == 3 else { return nil }
    self.init(times[1], Bounds(least: times[0], most: times[2]))
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    guard let bounds else { return likely.write(to: &out) }
    bounds.least.write(to: &out)
    out.append(UInt8(ascii: " "))
    likely.write(to: &out)
    out.append(UInt8(ascii: " "))
    bounds.most.write(to: &out)
  }
}
