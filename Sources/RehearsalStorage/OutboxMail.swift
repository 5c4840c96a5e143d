package import RehearsalCore
import RehearsalFormats

/// A message to one role on its way out: its file's name, what stands in the file, and where it is
/// sent.
package struct OutboxMail: Sendable {
  /// Made of the event and the role, such as `000054-head-of-care.eml`.
  package let name: String
  let text: String
  /// `nil` where nobody sits in the role, or `people.json` has no plain address for them.
  let address: MailAddress?
  /// Whether `people.json` has something in the address's place that is not one plain address.
  package let isRefused: Bool

  package var hasAddress: Bool { address != nil }

  /// - Parameters:
  ///   - email: As `people.json` has it.
  ///   - opened: When the log was opened, which tells one rehearsal's messages from another's.
  package init(
    _ letter: Letter, with recorded: RecordedEvent, to email: String?, _ plan: Plan,
    opened: WallMoment
  ) {
    name = OutboxMail.name(recorded.n, letter.to)
    address = email.flatMap { MailAddress($0) }
    isRefused = email != nil && address == nil
    text =
      MailText(
        name: plan.names.title(letter.to), address: address ?? .nowhere(letter.to),
        subject: letter.subject,
        body: ["Exercise time: \(recorded.at.toTheMinute.words)"] + letter.body,
        event: recorded.n,
        id: "\(recorded.n).\(letter.to).\(plan.scenario.head.id).\(opened.text())",
        date: recorded.rec
      ).text
  }

  static func name(_ n: Int, _ role: ID<Role>) -> String {
    let digits = String(n)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-\(role).eml"
  }
}
