/// Who did something: written `role:dcs/p17`, `facilitator/p2`, `inspector:lead/p40`, `clock` or
/// `tool`. The seat behind the slash is a person's id, or a word for who fills an empty chair,
/// such as `cast` or `script`; never a name.
package enum Actor: Hashable, Sendable {
  case role(ID<Role>, seat: String)
  case facilitator(seat: String)
  case inspector(String, seat: String)
  case clock
  case tool

  /// The role that acts, if it is one.
  package var role: ID<Role>? {
    if case .role(let role, _) = self { return role }
    return nil
  }

  /// The word that a sentence begins with.
  package var who: String {
    switch self {
    case .role(let role, _): role.text
    case .facilitator: "facilitator"
    case .inspector(let name, _): "inspector:\(name)"
    case .clock: "clock"
    case .tool: "tool"
    }
  }
}

extension Context {
  /// Whether the actor may do what inspectors do: as one of them, in a role that plays the
  /// inspectorate, or as the facilitator who plays whoever is missing.
  func isInspectorate(_ state: RehearsalState) -> Bool {
    switch actor {
    case .inspector, .facilitator, .tool: true
    case .role(let role, _): state.inspectorate.contains(role)
    case .clock: false
    }
  }
}

extension Actor: FieldValue {
  package static var shape: Shape { .text }
  package static var blank: Actor { .tool }

  /// Reads over the bytes themselves: an actor stands on every line of a log.
  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    guard bytes.count > 0, bytes.count <= 128 else { return nil }
    var slash = bytes.count
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
      else { return nil }
      if byte == UInt8(ascii: "/"), slash == bytes.count { slash = index }
    }
    let who = bytes.extracting(0..<slash)
    let seat = String(bytes.extracting(min(slash + 1, bytes.count)..<bytes.count))
    if Self.begins(who, "role:"), let role = ID<Role>(who.extracting(5..<slash), context) {
      self = .role(role, seat: seat)
    } else if Self.begins(who, "inspector:"), slash > 10 {
      self = .inspector(String(who.extracting(10..<slash)), seat: seat)
    } else if Self.begins(who, "facilitator"), slash == 11 {
      self = .facilitator(seat: seat)
    } else if Self.begins(who, "clock"), bytes.count == 5 {
      self = .clock
    } else if Self.begins(who, "tool"), bytes.count == 4 {
      self = .tool
    } else {
      return nil
    }
  }

  private static func begins(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count >= word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in 0..<letters.count where bytes[index] != letters[index] { return false }
      return true
    }
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    var seat = ""
    switch self {
    case .role(let role, let sitting):
      out.append(contentsOf: "role:\(role)".utf8)
      seat = sitting
    case .facilitator(let sitting):
      out.append(contentsOf: "facilitator".utf8)
      seat = sitting
    case .inspector(let name, let sitting):
      out.append(contentsOf: "inspector:\(name)".utf8)
      seat = sitting
    case .clock: out.append(contentsOf: "clock".utf8)
    case .tool: out.append(contentsOf: "tool".utf8)
    }
    if !seat.isEmpty { out.append(contentsOf: "/\(seat)".utf8) }
  }
}

/// A moment on the clock of the room, in UTC. It orders nothing: it is there so that a reader
/// knows when a thing was really typed.
package struct WallMoment: FieldValue, Hashable, Comparable {
  /// Since 1970-01-01T00:00:00Z.
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static var shape: Shape { .text }
  package static var blank: WallMoment { WallMoment(microseconds: 0) }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    guard bytes.count > 1, bytes[bytes.count - 1] == UInt8(ascii: "Z"),
      let moment = Moment(bytes.extracting(0..<bytes.count - 1), .log)
    else { return nil }
    microseconds = moment.microseconds
  }

  package func write(to out: inout [UInt8], _ context: TextContext) {
    Moment(microseconds: microseconds).write(to: &out, .log)
    out.append(UInt8(ascii: "Z"))
  }

  package static func < (left: WallMoment, right: WallMoment) -> Bool {
    left.microseconds < right.microseconds
  }
}
