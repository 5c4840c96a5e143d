/// When somebody works: stretches in order, each on one day.
///
/// Days are counted from the model's first midnight, moments in microseconds since then.
package struct Hours: Sendable, Hashable {
  package private(set) var opens: [Int64] = []
  package private(set) var closes: [Int64] = []
  /// The day on which each stretch begins.
  package private(set) var days: [Int32] = []
  /// How much was worked before each stretch.
  package private(set) var before: [Int64] = []

  package static let day: Int64 = 86_400_000_000

  /// - Parameter stretches: In order; those of no length are left out.
  package init(_ stretches: [(opens: Int64, closes: Int64)]) {
    var total: Int64 = 0
    for stretch in stretches where stretch.closes > stretch.opens {
      opens.append(stretch.opens)
      closes.append(stretch.closes)
      days.append(Int32(stretch.opens / Hours.day))
      before.append(total)
      total += stretch.closes - stretch.opens
    }
  }

  /// The moment at which `worked` has been worked; at the end of a stretch, the beginning of the
  /// next.
  package func moment(worked: Int64) -> Int64 {
    let index = max(0, before.partition { $0 <= worked } - 1)
    return opens[index] + worked - before[index]
  }

  /// How much has been worked until `moment`.
  package func worked(until moment: Int64) -> Int64 {
    let index = opens.partition { $0 <= moment } - 1
    return index < 0 ? 0 : before[index] + min(moment, closes[index]) - opens[index]
  }
}

extension Hours {
  /// The part of what is worked that falls into a stretch of time.
  func worked(during stretch: Range<Int64>) -> Stretch {
    stretch.isEmpty
      ? Stretch(from: 0, to: 0)
      : Stretch(from: worked(until: stretch.lowerBound), to: worked(until: stretch.upperBound))
  }
}

/// A stretch of time in plain memory, up to its end and without it.
struct Stretch: BitwiseCopyable {
  let from: Int64
  let to: Int64

  func contains(_ moment: Int64) -> Bool { moment >= from && moment < to }
}

extension Array {
  /// How many stand at the front for which `isBefore` holds, in an array where none follows one
  /// for which it does not.
  fileprivate func partition(_ isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
