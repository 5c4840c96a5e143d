import HTTPTypes
import Hummingbird

/// Who somebody is, kept by their browser: one cookie a seat, for this rehearsal alone.
///
/// They go along when somebody follows a link to a page, but never with what another site posts.
struct Cookies {
  private let values: [(name: String, value: String)]

  init(_ request: Request) {
    values = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap {
      pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (parts[0].trimmed, parts[1].trimmed)
    }
  }

  subscript(name: String) -> String? { values.first { $0.name == name }?.value }

  /// Those whose name begins so, without that beginning.
  func all(_ prefix: String) -> [(name: String, value: String)] {
    values.filter { $0.name.hasPrefix(prefix) }.map {
      (String($0.name.dropFirst(prefix.count)), $0.value)
    }
  }

  /// What a seat's cookie is called.
  static let seat = "rehearse-seat-"
  /// Says that the join code was typed.
  static let guest = "rehearse-code"

  /// Two weeks: an inspection lasts three, and a rehearsal of one rarely a day.
  private static let length = 14 * 86_400

  static func make(_ name: String, _ value: String, path: String, isEncrypted: Bool) -> String {
    "\(name)=\(value); Path=\(path); Max-Age=\(length); HttpOnly; SameSite=Lax"
      + (isEncrypted ? "; Secure" : "")
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
