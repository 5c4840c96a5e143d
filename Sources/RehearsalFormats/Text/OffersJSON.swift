package import RehearsalCore

/// What a viewer can do, as programs read it: for each way to do it the command, what is known of
/// it already and what is still asked.
package enum OffersJSON {
  package static func value(_ offers: [Offer]) -> JSONValue {
    .list(
      offers.map { offer in
        var members: [(name: String, value: JSONValue)] = [
          ("id", .text(offer.id)), ("title", .text(offer.title)), ("why", .text(offer.why)),
          ("urgency", .text(offer.urgency.rawValue)),
        ]
        if let due = offer.due { members.append(("due", .text(due.text()))) }
        if let since = offer.since { members.append(("since", .text(since.text()))) }
        members.append(("forms", .list(offer.forms.map(form))))
        return .object(members)
      })
  }

  private static func form(_ form: Block.Form) -> JSONValue {
    .object([
      ("command", .text(form.command)), ("words", .text(form.words ?? form.verb)),
      ("fields", .object(form.filled.map { ($0.name, .text($0.value)) })),
      ("asked", .list(form.fields.map { .text($0.name) })),
    ])
  }
}
