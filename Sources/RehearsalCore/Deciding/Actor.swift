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

  package init?(_ bytes: Span<UInt8>, _ context: TextContext) {
    guard let (form, slash) = Actor.form(bytes) else { return nil }
    let seat = String(bytes.extracting(min(slash + 1, bytes.count)..<bytes.count))
    switch form {
    case .role:
      guard let role = ID<Role>(bytes.extracting(5..<slash), context) else { return nil }
      self = .role(role, seat: seat)
    case .inspector: self = .inspector(String(bytes.extracting(10..<slash)), seat: seat)
    case .facilitator: self = .facilitator(seat: seat)
    case .clock: self = .clock
    case .tool: self = .tool
    }
  }

  private enum Form {
    case role, facilitator, inspector, clock, tool
  }

  /// Which of them a text means, and where its seat's slash stands or would stand. Nothing is made:
  /// an actor stands on every line of a log, and who checks a log needs none of them.
  private static func form(_ bytes: Span<UInt8>) -> (form: Form, slash: Int)? {
    guard bytes.count > 0, bytes.count <= 128 else { return nil }
    if bytes.count == 5, begins(bytes, "clock") { return (.clock, 5) }
    if bytes.count == 4, begins(bytes, "tool") { return (.tool, 4) }
    var slash = bytes.count
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
      else { return nil }
      if byte == UInt8(ascii: "/"), slash == bytes.count { slash = index }
    }
    let who = bytes.extracting(0..<slash)
    if begins(who, "role:") {
      return ID<Role>.isOne(who.extracting(5..<slash)) ? (.role, slash) : nil
    }
    if begins(who, "inspector:"), slash > 10 { return (.inspector, slash) }
    if begins(who, "facilitator"), slash == 11 { return (.facilitator, slash) }
    return nil
  }

  /// Whether a text is the one that `write` makes of an actor: no slash without a seat behind it.
  package static func isWritten(_ bytes: Span<UInt8>) -> Bool {
    form(bytes) != nil && bytes[bytes.count - 1] != UInt8(ascii: "/")
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
      out.append("role:")
      out.append(role.text)
      seat = sitting
    case .facilitator(let sitting):
      out.append("facilitator")
      seat = sitting
    case .inspector(let name, let sitting):
      out.append("inspector:")
      out.append(name)
      seat = sitting
    case .clock: out.append("clock")
    case .tool: out.append("tool")
    }
    if !seat.isEmpty {
      out.append(UInt8(ascii: "/"))
      out.append(seat)
    }
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
