import Foundation
package import RehearsalCore

/// JSON of boards and of states: names sorted, the same bytes in every process. The only file
/// here that needs Foundation.
package enum CanonicalJSON {
  /// A board for `--json`, for people and for scripts.
  package static func pretty(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// The bytes a digest of a state is taken of: each module's state, in the order of the
  /// composition, a line each.
  package static func bytes(of state: RehearsalState) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func line(_ part: some Encodable) throws -> [UInt8] { Array(try encoder.encode(part)) + [0x0A] }
    return try state.states.flatMap { try line($0) }
  }
}
