import Crypto
package import RehearsalCore
import RehearsalFormats
import Synchronization

/// Who may come into a live rehearsal: `access.json` beside its log, made once and kept over
/// restarts, readable only by whoever runs this. Nothing hashes it, and it is not handed on with
/// the rehearsal.
///
/// A token is 128 random bits, and whoever has it is who it was made for. Those of seats are kept
/// as hashes; the facilitator's and the join code must be shown again, and stand there as they are.
package final class Access: Sendable {
  /// What the facilitator's link carries.
  package let facilitator: String
  /// What people type to come in: eight letters and digits that cannot be taken for each other,
  /// with a hyphen in the middle. It lets in nobody by itself: who has it may choose a seat.
  package let joinCode: String

  private let folder: LogFolder
  /// The hash of the facilitator's token.
  private let facilitatorHash: [UInt8]
  private let held: Mutex<Held>
  /// Held while the file is changed, so that those who only ask do not wait for the disk.
  private let changing = Mutex(())

  /// What the file says of who may come in.
  private struct Held: Sendable {
    var seats: [Seat]
    var freed: [ID<Role>]
    var changes = 0
  }

  /// A token that was made for somebody.
  struct Seat: Hashable, Sendable {
    let actor: Actor
    /// SHA-256 of the token, in hex.
    let hash: [UInt8]
  }

  /// How many tokens one seat has at most, for as many devices; the oldest goes.
  package static let tokensASeat = 8
  /// How many tokens there are at most, so that a flood of joins fills neither disk nor memory.
  package static let tokens = 4_096

  private init(_ folder: LogFolder, _ file: AccessFile) {
    self.folder = folder
    facilitator = file.facilitator
    joinCode = file.joinCode
    facilitatorHash = Access.hash(file.facilitator)
    held = Mutex(Held(seats: file.seats, freed: file.freed))
  }

  /// Reads what was made for this rehearsal, or makes it. A file that cannot be read is refused and
  /// left alone: making another would lock everybody out.
  package static func open(_ folder: LogFolder) throws(StorageProblem) -> Access {
    let lock = try FolderLock(folder)
    defer { lock.end() }
    if let file = try AccessFile.read(folder) { return Access(folder, file) }
    let file = AccessFile(facilitator: newToken(), joinCode: newCode(), seats: [], freed: [])
    try file.write(to: folder)
    return Access(folder, file)
  }

  /// Whose token this is; `nil` for what is none. It takes as long whoever it is, so that nobody
  /// can feel their way to one.
  package func holder(of token: String) -> Actor? {
    let hash = Access.hash(token)
    var found: Actor? = Access.isEqual(hash, facilitatorHash) ? .facilitator(seat: "") : nil
    for seat in held.withLock({ $0.seats }) where Access.isEqual(hash, seat.hash) {
      found = seat.actor
    }
    return found
  }

  /// Whether somebody has a token for a role.
  package func isTaken(_ role: ID<Role>) -> Bool {
    held.withLock { $0.seats.contains { $0.actor.role == role } }
  }

  /// Whether somebody typed the join code: in any letters, with or without its hyphen.
  package func isJoinCode(_ text: String) -> Bool {
    guard text.utf8.count <= 64 else { return false }
    return Access.isEqual(Access.letters(of: text), Access.letters(of: joinCode))
  }

  /// Makes a token for a seat. It is given out here, and cannot be shown again.
  package func admit(_ actor: Actor) throws(StorageProblem) -> String {
    let token = Access.newToken()
    try change { seats, freed in
      let own = seats.indices.filter { seats[$0].actor == actor }
      if own.count >= Access.tokensASeat { seats.remove(at: own[0]) }
      guard seats.count < Access.tokens else { return false }
      seats.append(Seat(actor: actor, hash: Access.hash(token)))
      freed.removeAll { $0 == actor.role }
      return true
    }
    return token
  }

  /// Frees a role, so that somebody else may join in it, or the same person from elsewhere.
  package func free(_ role: ID<Role>) throws(StorageProblem) {
    try change { seats, freed in
      seats.removeAll { $0.actor.role == role }
      if !freed.contains(role) { freed.append(role) }
      return true
    }
  }

  /// Whether a role was freed and nobody has joined in it since.
  package func isFreed(_ role: ID<Role>) -> Bool { held.withLock { $0.freed.contains(role) } }

  /// How often tokens were made or taken back: whoever follows a page asks again whether they may.
  package var changes: Int { held.withLock { $0.changes } }

  /// - Parameter change: `false` where nothing more fits.
  private func change(
    _ change: (_ seats: inout [Seat], _ freed: inout [ID<Role>]) -> Bool
  ) throws(StorageProblem) {
    try changing.withLock { (_) throws(StorageProblem) in
      let lock = try FolderLock(folder)
      defer { lock.end() }
      guard let file = try AccessFile.read(folder), file.facilitator == facilitator else {
        throw .accessUnread(path: folder.access, "It is not the one that was opened.")
      }
      var (seats, freed) = (file.seats, file.freed)
      guard change(&seats, &freed) else {
        throw .tooManySeats(path: folder.access, Access.tokens)
      }
      let changed = AccessFile(
        facilitator: file.facilitator, joinCode: file.joinCode, seats: seats, freed: freed)
      try changed.write(to: folder)
      held.withLock { $0 = Held(seats: seats, freed: freed, changes: $0.changes + 1) }
    }
  }

  // MARK: - Tokens

  /// 128 random bits in hex, which nobody guesses.
  static func newToken() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
  }

  /// Without I, L and O, which look like digits, and U.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func newCode() -> String {
    let drawn = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      // All are as likely, since 32 divides 256.
      bytes.prefix(8).map { alphabet[Int($0) % alphabet.count] }
    }
    return String(decoding: drawn[..<4] + [UInt8(ascii: "-")] + drawn[4...], as: UTF8.self)
  }

  /// A join code without what people add to it or leave out, and with what they take for something
  /// else put right.
  private static func letters(of code: String) -> [UInt8] {
    code.uppercased().utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "O"): UInt8(ascii: "0")
      case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
      case UInt8(ascii: "-"), 0x20, 0x09: nil
      default: byte
      }
    }
  }

  private static func hash(_ token: String) -> [UInt8] {
    Array(LineHash.of(Array(token.utf8)).description.utf8)
  }

  /// As below, of what somebody says they have.
  package static func isSame(_ said: (some StringProtocol)?, _ own: String) -> Bool {
    said.map { isEqual(Array($0.utf8), Array(own.utf8)) } ?? false
  }

  /// Whether two texts are the same, found out without stopping at the first difference.
  static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
  }
}
