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

extension Actor: FieldValue {
  package static var shape: Shape { .text }
  package static var blank: Actor { .tool }

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    let text = String(bytes)
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let who = parts.first, !who.isEmpty, text.utf8.count <= 128,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
    else { return nil }
    let seat = parts.count == 2 ? String(parts[1]) : ""
    switch who {
    case "clock": self = .clock
    case "tool": self = .tool
    case "facilitator": self = .facilitator(seat: seat)
    default:
      if who.hasPrefix("role:"), let role = ID<Role>(String(who.dropFirst(5))) {
        self = .role(role, seat: seat)
      } else if who.hasPrefix("inspector:"), who.count > 10 {
        self = .inspector(String(who.dropFirst(10)), seat: seat)
      } else {
        return nil
      }
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
