/// The id of a command, held in place: two are compared for every batch of a log, and as texts both
/// would have to be made first.
package struct CommandID: Equatable, Sendable {
  /// Its bytes; behind them zeros, which no id holds.
  private var bytes = SIMD64<UInt8>(repeating: 0)

  /// The id of no command: before the first.
  package static let none = CommandID([], 0..<0)

  /// `nil` where `text` may not be the id of a command.
  package init?(_ text: String) {
    guard LogLine.isID(text) else { return nil }
    withUnsafeMutableBytes(of: &bytes) { $0.copyBytes(from: text.utf8) }
  }

  /// - Parameter range: at most 64 bytes
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    withUnsafeMutableBytes(of: &self.bytes) { $0.copyBytes(from: bytes[range]) }
  }
}
