/// Many playings of one model: a row of outcome fields each, in the order of their numbers.
///
/// The same seed and numbers give the same bytes, whoever computed them and on how many threads.
package struct Playings: Sendable, Hashable {
  package let columns: Columns
  package let seed: UInt64
  /// The numbers of the playings; row 0 is that of the first.
  package let replications: Range<UInt64>
  /// Row behind row, each with a field for every column.
  package let values: [Int64]
  package let tally: Tally

  /// How many there are.
  package var count: Int { replications.count }

  /// The fields of one playing.
  package func row(_ row: Int) -> ArraySlice<Int64> {
    values[row * columns.count..<(row + 1) * columns.count]
  }

  package subscript(row: Int, column: Int) -> Int64 { values[row * columns.count + column] }

  /// One field of all of them, in the order of the playings.
  package func column(_ column: Int) -> [Int64] {
    stride(from: column, to: values.count, by: columns.count).map { values[$0] }
  }
}
