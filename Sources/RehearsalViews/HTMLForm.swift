import RehearsalCore

/// The form that asks for one command, made from its list of fields.
///
/// Nothing is checked in the browser: the decider says what is wrong, in words, and keeps what was
/// typed. So no field is marked as one that must be filled in; those that need not be say so.
struct HTMLForm {
  private let form: Block.Form
  private let id: String
  private let target: FormTarget?
  private let isUnderHeading: Bool

  init(_ form: Block.Form, id: String, target: FormTarget?, isUnderHeading: Bool) {
    self.form = form
    self.id = id
    self.target = target
    self.isUnderHeading = isUnderHeading
  }

  func html(_ ids: inout ElementIDs) -> HTML {
    let address: HTML = target.map { #" action="\#($0.address)""# } ?? ""
    var hidden: [HTML] = [#"<input type="hidden" name="command" value="\#(form.command)">\#n"#]
    for unseen in target?.hidden ?? [] {
      hidden.append(#"<input type="hidden" name="\#(unseen.name)" value="\#(unseen.value)">\#n"#)
    }
    var fields: [HTML] = []
    for field in form.fields { fields.append(self.field(field, &ids)) }
    // No level of heading is left out, so that a reader can step through them.
    let heading: HTML =
      isUnderHeading
      ? "<h3>\(form.doc)</h3>" : "<h2>\(form.doc)</h2>"
    return #"""
      <form class="form" id="\#(id)" method="post"\#(address) novalidate>
      \#(heading)
      \#(hidden)\#(fields)<button type="submit">\#(form.button)</button>
      </form>
      """#
  }

  private func field(_ field: FieldDescription, _ ids: inout ElementIDs) -> HTML {
    let input = ids.claim("\(id).\(field.name)")
    let hint = ids.claim("\(id).\(field.name).hint")
    let optional: HTML = field.mayBeLeftOut && field.standard == nil ? " (optional)" : ""
    let label: HTML = "\(field.label)\(optional)"
    switch field.form {
    case .value(.choice(let names)):
      return choice(field, names, input: input, hint: hint, label: label, &ids)
    case .value(.yesOrNo):
      return choice(field, ["yes", "no"], input: input, hint: hint, label: label, &ids)
    case .rows, .part:
      return "<p class=\"hint\">\(label): \(hintWords(field))</p>\n"
    case .value, .list:
      let control = self.control(field, input: input, hint: hint)
      return #"""
        <div class="field">
        <label for="\#(input)">\#(label)</label>
        <p class="hint" id="\#(hint)">\#(hintWords(field))</p>
        \#(control)
        </div>

        """#
    }
  }

  private func control(_ field: FieldDescription, input: String, hint: String) -> HTML {
    let standard = field.standard ?? ""
    let common: HTML = #"id="\#(input)" name="\#(field.name)" aria-describedby="\#(hint)""#
    return switch field.form {
    case .value(.text): #"<textarea \#(common) rows="3">\#n\#(standard)</textarea>"#
    case .value(.integer):
      #"<input \#(common) class="short" type="text" inputmode="numeric" value="\#(standard)">"#
    case .value(.date), .value(.time):
      #"<input \#(common) class="short" type="text" value="\#(standard)">"#
    default: #"<input \#(common) type="text" value="\#(standard)">"#
    }
  }

  private func choice(
    _ field: FieldDescription, _ names: [String], input: String, hint: String, label: HTML,
    _ ids: inout ElementIDs
  ) -> HTML {
    var radios: [HTML] = []
    for name in names {
      let id = ids.claim("\(input).\(name)")
      let checked = field.standard == name ? " checked" : ""
      radios.append(
        #"""
        <div class="choice"><input id="\#(id)" type="radio" name="\#(field.name)" \#
        value="\#(name)"\#(checked)> \#
        <label for="\#(id)">\#(FieldDescription.sentence(name))</label></div>

        """#)
    }
    return #"""
      <fieldset class="field" id="\#(input)" aria-describedby="\#(hint)">
      <legend>\#(label)</legend>
      <p class="hint" id="\#(hint)">\#(field.doc)</p>
      \#(radios)</fieldset>

      """#
  }

  /// The field's own words, then what belongs into it, each a sentence.
  private func hintWords(_ field: FieldDescription) -> String {
    ([field.doc] + field.expectations).filter { !$0.isEmpty }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: ". ")
  }
}
