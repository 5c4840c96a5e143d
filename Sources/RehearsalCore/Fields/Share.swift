/// A share of a whole, written in hundredths: `15%`, `2.5%`. Never negative; over 100% where
/// something takes longer than the whole, such as twice as long as was thought.
package struct Share: Hashable, Comparable, Sendable {
  /// In parts of a million, so that what people write is kept exactly and two scenarios that say
  /// the same are equal.
  package let millionths: Int

  /// - Parameter percent: In whole hundredths.
  package init(percent: Int) { millionths = percent * Share.perCent }

  package init(millionths: Int) { self.millionths = millionths }

  package static let zero = Share(percent: 0)
  package static let whole = Share(percent: 100)
  private static let perCent = 10_000

  /// As a number: 0.15 for `15%`.
  package var fraction: Double { Double(millionths) / 1_000_000 }

  package static func < (left: Share, right: Share) -> Bool { left.millionths < right.millionths }
}

extension Share: FieldValue {
  package static var shape: Shape { .share }
  package static var blank: Share { .zero }

  /// Reads digits, at most four of them after a point, and the sign `%`.
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    var cursor = Cursor()
    guard let whole = cursor.number(upTo: 5, bytes) else { return nil }
    var rest = 0
    if cursor.take(".", bytes) {
      // A millionth of a percent is more than anybody can mean.
      guard let fraction = cursor.millionths(bytes), fraction % 100 == 0 else { return nil }
      rest = fraction / 100
    }
    guard cursor.take("%", bytes), cursor.isAtEnd(bytes) else { return nil }
    millionths = whole * Share.perCent + rest
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    Digits.append(millionths / Share.perCent, width: 1, to: &out)
    Digits.appendFraction(millionths % Share.perCent * 100, to: &out)
    out.append(UInt8(ascii: "%"))
  }
}

/// How far what is done strays from what was thought likely: the least, the likely and the most of
/// it, written `60% 100% 200%`.
package struct Shares: Hashable, Sendable {
  package let least: Share
  package let likely: Share
  package let most: Share

  package init(_ least: Share, _ likely: Share, _ most: Share) {
    self.least = least
    self.likely = likely
    self.most = most
  }

  /// Whether the likely lies between the other two.
  package var isOrdered: Bool { least <= likely && likely <= most }
}

extension Shares: FieldValue {
  package static var shape: Shape { .shares }
  package static var blank: Shares { Shares(.whole, .whole, .whole) }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let words = String(bytes).split(separator: " ").map(String.init)
    let shares = words.compactMap { Share(text: $0) }
    guard words.count == 3, shares.count == 3 else { return nil }
    self.init(shares[0], shares[1], shares[2])
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    out.append(contentsOf: "\(least.text()) \(likely.text()) \(most.text())".utf8)
  }
}
