import RehearsalCore

/// A JSON value whose names keep the order they were given in.
package enum JSONValue: Sendable {
  case object([(name: String, value: JSONValue)])
  case list([JSONValue])
  case text(String)
  case integer(Int)
  case yesOrNo(Bool)

  /// Two spaces a level, for people; the same bytes each time.
  package var pretty: String {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    out.append(0x0A)
    return String(decoding: out, as: UTF8.self)
  }

  /// On one line, for programs.
  package var line: String {
    var out: [UInt8] = []
    write(to: &out, indent: nil)
    return String(decoding: out, as: UTF8.self)
  }

  /// - Parameter indent: how deep it stands; `nil` for all on one line
  private func write(to out: inout [UInt8], indent: Int?) {
    let deeper = indent.map { $0 + 1 }
    func line(_ level: Int?) {
      guard let level else { return }
      out.append(0x0A)
      out.append(contentsOf: [UInt8](repeating: 0x20, count: level * 2))
    }
    switch self {
    case .text(let text): JSONText.write(text, to: &out)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .yesOrNo(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .list(let items):
      guard !items.isEmpty else {
        out.append(contentsOf: "[]".utf8)
        return
      }
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        line(deeper)
        item.write(to: &out, indent: deeper)
      }
      line(indent)
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      guard !members.isEmpty else {
        out.append(contentsOf: "{}".utf8)
        return
      }
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        line(deeper)
        JSONText.write(member.name, to: &out)
        out.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
        member.value.write(to: &out, indent: deeper)
      }
      line(indent)
      out.append(UInt8(ascii: "}"))
    }
  }
}
