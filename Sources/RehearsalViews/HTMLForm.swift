import RehearsalCore

/// The form that asks for one command, made from its list of fields.
///
/// Nothing is checked in the browser: the decider says what is wrong, in words, and keeps what was
/// typed. So no field is marked as one that must be filled in; those that need not be say so.
struct HTMLForm {
  private let form: Block.Form
  private let id: String
  private let target: FormTarget?
  private let heading: Heading

  /// What says what a form is for.
  enum Heading {
    /// A heading of its own. No level is left out, so that a reader can step through them.
    case own(isUnderHeading: Bool)
    /// Something on the page, by its id.
    case element(String)
  }

  init(_ form: Block.Form, id: String, target: FormTarget?, _ heading: Heading) {
    self.form = form
    self.id = id
    self.target = target
    self.heading = heading
  }

  func html(_ ids: inout ElementIDs) -> HTML {
    let address: HTML = target.map { #" action="\#($0.address)""# } ?? ""
    let encoding: HTML = form.takesFile ? #" enctype="multipart/form-data""# : ""
    var hidden = [unseen("command", form.command)]
    for known in form.filled + form.carried { hidden.append(unseen(known.name, known.value)) }
    if form.isDangerous { hidden.append(unseen(HTMLForm.asksFirst, "yes")) }
    for known in target?.hidden ?? [] { hidden.append(unseen(known.name, known.value)) }
    var fields: [HTML] = []
    for field in form.fields where !(form.takesFile && HTMLForm.ofFile.contains(field.name)) {
      fields.append(self.field(field, &ids))
    }
    if form.takesFile { fields.append(file(&ids)) }
    let head: HTML
    var described: HTML = ""
    switch heading {
    case .own(true): head = "<h3>\(form.doc)</h3>\n"
    case .own(false): head = "<h2>\(form.doc)</h2>\n"
    case .element(let element):
      head = ""
      described = #" aria-describedby="\#(element)""#
    }
    let danger: HTML = form.isDangerous ? #" class="danger""# : ""
    return #"""
      <form class="form" id="\#(id)" method="post"\#(address)\#(encoding) novalidate>
      \#(head)\#(hidden)\#(fields)\#
      <button type="submit"\#(danger)\#(described)>\#(form.button)</button>
      </form>
      """#
  }

  /// Posted with a form that cannot be taken back: whoever receives it asks once more.
  static let asksFirst = "asks-first"

  private func unseen(_ name: String, _ value: String) -> HTML {
    #"<input type="hidden" name="\#(name)" value="\#(value)">\#n"#
  }

  /// What is said of a file's bytes follows from the file, and is not asked.
  private static let ofFile = ["sha256", "bytes", "file"]

  private func file(_ ids: inout ElementIDs) -> HTML {
    let input = ids.claim("\(id).file")
    let several: HTML = form.takesSeveral ? " multiple" : ""
    return #"""
      <div class="field">
      <label for="\#(input)">\#(form.takesSeveral ? "Files" : "File")</label>
      <input id="\#(input)" name="file" type="file"\#(several)>
      </div>

      """#
  }

  private func field(_ field: FieldDescription, _ ids: inout ElementIDs) -> HTML {
    let input = ids.claim("\(id).\(field.name)")
    let hint = ids.claim("\(id).\(field.name).hint")
    let optional: HTML = field.mayBeLeftOut && field.standard == nil ? " (optional)" : ""
    let label: HTML = "\(field.label)\(optional)"
    if let options = form.options(field.name) {
      return choice(field, options, input: input, hint: hint, label: label, &ids)
    }
    func named(_ names: [String]) -> [Block.Option] {
      names.map { Block.Option(value: $0, words: FieldDescription.sentence($0)) }
    }
    switch field.form {
    case .value(.choice(let names)):
      return choice(field, named(names), input: input, hint: hint, label: label, &ids)
    case .value(.yesOrNo):
      return choice(field, named(["yes", "no"]), input: input, hint: hint, label: label, &ids)
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

  /// Up to so many stand open; more are a list that unfolds.
  private static let mostOpen = 8

  /// One of several things, or some of them where the field is a list.
  private func choice(
    _ field: FieldDescription, _ options: [Block.Option], input: String, hint: String,
    label: HTML, _ ids: inout ElementIDs
  ) -> HTML {
    let chosen = form.chosen(field.name) ?? field.standard
    let isList = if case .list = field.form { true } else { false }
    if !isList, options.count > HTMLForm.mostOpen {
      return select(field, options, chosen, input: input, hint: hint, label: label)
    }
    let kind: HTML = isList ? "checkbox" : "radio"
    var boxes: [HTML] = []
    for option in options {
      let id = ids.claim("\(input).\(option.value)")
      let checked = chosen == option.value ? " checked" : ""
      boxes.append(
        #"""
        <div class="choice"><input id="\#(id)" type="\#(kind)" name="\#(field.name)" \#
        value="\#(option.value)"\#(checked)> \#
        <label for="\#(id)">\#(option.words)</label></div>

        """#)
    }
    return #"""
      <fieldset class="field" id="\#(input)" aria-describedby="\#(hint)">
      <legend>\#(label)</legend>
      <p class="hint" id="\#(hint)">\#(field.doc)</p>
      \#(boxes)</fieldset>

      """#
  }

  private func select(
    _ field: FieldDescription, _ options: [Block.Option], _ chosen: String?, input: String,
    hint: String, label: HTML
  ) -> HTML {
    var lines: [HTML] = [#"<option value="">Choose</option>\#n"#]
    for option in options {
      let selected: HTML = chosen == option.value ? " selected" : ""
      lines.append(#"<option value="\#(option.value)"\#(selected)>\#(option.words)</option>\#n"#)
    }
    return #"""
      <div class="field">
      <label for="\#(input)">\#(label)</label>
      <p class="hint" id="\#(hint)">\#(field.doc)</p>
      <select id="\#(input)" name="\#(field.name)" aria-describedby="\#(hint)">
      \#(lines)</select>
      </div>

      """#
  }

  /// The field's own words, then what belongs into it, each a sentence.
  private func hintWords(_ field: FieldDescription) -> String {
    ([field.doc] + field.expectations).filter { !$0.isEmpty }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: ". ")
  }
}
