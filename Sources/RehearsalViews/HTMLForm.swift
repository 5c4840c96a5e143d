import RehearsalCore

/// The form that asks for one command, made from its list of fields.
///
/// Nothing is checked in the browser: the decider says what is wrong, in words, and keeps what was
/// typed. So no field is marked as one that must be filled in; those that need not be say so.
package struct HTMLForm {
  private let form: Block.Form
  private let id: String
  private let target: FormTarget?
  private let heading: Heading
  private let answer: FormAnswer

  /// What says what a form is for.
  enum Heading {
    /// A heading of its own. No level is left out, so that a reader can step through them.
    case own(isUnderHeading: Bool)
    /// Something on the page, by its id.
    case element(String)
  }

  init(
    _ form: Block.Form, id: String, target: FormTarget?, _ heading: Heading,
    answer: FormAnswer = FormAnswer()
  ) {
    self.answer = answer
    self.form = form
    self.id = id
    self.target = target
    self.heading = heading
  }

  func html(_ ids: inout ElementIDs) -> HTML {
    let address: HTML = target.map { #" action="\#($0.address)""# } ?? ""
    let encoding: HTML = form.takesFile ? #" enctype="multipart/form-data""# : ""
    var hidden = [unseen("command", form.command)]
    let begun = form.shortcut?.begun
    for known in form.filled + form.carried where known.name != begun {
      hidden.append(unseen(known.name, known.value))
    }
    if let shortcut = form.shortcut { hidden.append(self.begun(shortcut)) }
    if target != nil { hidden.append(unseen(HTMLForm.place, id)) }
    for known in target?.hidden ?? [] { hidden.append(unseen(known.name, known.value)) }
    var fields: [HTML] = []
    for field in form.fields where !(form.takesFile && HTMLForm.ofFile.contains(field.name)) {
      fields.append(asked(field).html(&ids))
    }
    if form.takesFile { fields.append(file(&ids)) }
    if let late = target?.late { fields.append(asked(late).html(&ids)) }
    let head: HTML
    var described: HTML = ""
    switch heading {
    case .own(true): head = "<h3>\(form.doc)</h3>\n"
    case .own(false): head = "<h2>\(form.doc)</h2>\n"
    case .element(let element):
      head = ""
      described = #" aria-describedby="\#(element)""#
    }
    let key: HTML =
      form.shortcut.map {
        #" data-key="\#(String($0.key))" data-field="\#(id).\#($0.field)""#
      } ?? ""
    let danger: HTML = form.isDangerous ? #" class="danger""# : ""
    return #"""
      <form class="form" id="\#(id)" method="post"\#(address)\#(encoding)\#(key) novalidate>
      \#(head)\#(hidden)\#(fields)\#(form.shortcut == nil ? "" : HTMLForm.enter)\#
      <button type="submit"\#(danger)\#(described)>\#(form.button)</button>
      </form>
      """#
  }

  /// Posted with every form, if anybody receives it: where in the page it stands.
  package static let place = "x-form"

  private func asked(_ field: FieldDescription) -> HTMLField {
    HTMLField(
      field, options: form.options(field.name), isShort: form.isShort,
      isNeeded: form.needed.contains(field.name),
      chosen: form.chosen(field.name), id: "\(id).\(field.name)",
      typed: answer.typed(field.name), problem: answer.problem(field.name))
  }

  private func unseen(_ name: String, _ value: String) -> HTML {
    #"<input type="hidden" name="\#(name)" value="\#(value)">\#n"#
  }

  /// The moment at which somebody began to type, which the script fills in where it knows it.
  private func begun(_ shortcut: Block.Shortcut) -> HTML {
    let known = form.filled.first { $0.name == shortcut.begun }?.value ?? ""
    return #"""
      <input type="hidden" name="\#(shortcut.begun)" value="\#(known)" data-begun>

      """#
  }

  /// What holds only with the script, which shows it.
  private static let enter: HTML = #"""
    <p class="hint" data-enter hidden>Enter sends it. Shift and Enter begins a new line.</p>

    """#

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
}
