package import RehearsalCore

/// Where one piece of mail goes: exactly one plain mailbox, `name@domain`.
///
/// Less is taken than RFC 5322 allows: no quotes, comments, routes or groups, and nothing that a
/// program could take for an option, a pipe or a second recipient.
package struct MailAddress: Hashable, Sendable {
  package let text: String

  /// Everything comes from here, and nobody can answer it.
  package static let sender = MailAddress(checked: "rehearse@localhost.invalid")

  private init(checked text: String) { self.text = text }

  /// Where a role stands in the place of an address. No mail gets there, as the ending says.
  package static func nowhere(_ role: ID<Role>) -> MailAddress {
    MailAddress(checked: "\(role)@localhost.invalid")
  }

  /// Takes the text as it is: spaces around it are refused as well.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, MailAddress.isName(parts[0]), MailAddress.isDomain(parts[1]),
      text.utf8.count <= 254
    else { return nil }
    self.text = text
  }

  private static func isName(_ name: Substring.UTF8View) -> Bool {
    guard (1...64).contains(name.count), name.first != UInt8(ascii: "-") else { return false }
    return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy { isLetterOrDigit($0) || Array("_+-'".utf8).contains($0) }
    }
  }

  private static func isDomain(_ domain: Substring.UTF8View) -> Bool {
    domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      let hyphen = UInt8(ascii: "-")
      return (1...63).contains($0.count) && $0.first != hyphen && $0.last != hyphen
        && $0.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
    }
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
