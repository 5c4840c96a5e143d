import RehearsalCore

/// What asks for one value of a form, with what somebody typed there and what is wrong with it.
struct HTMLField {
  private let field: FieldDescription
  private let options: [Block.Option]?
  private let isShort: Bool
  private let isNeeded: Bool
  private let chosen: String?
  private let id: String
  private let hint: String
  private let error: String
  private let typed: [String]?
  private let problem: String?

  /// - Parameters:
  ///   - options: what may be chosen; `nil` where people write it themselves
  ///   - isShort: whether a text is a few words on one line
  ///   - isNeeded: whether it must be filled in although a sentence may leave it out
  ///   - chosen: what is chosen already, where something may be chosen
  ///   - id: the one wished for what is typed into
  ///   - typed: what somebody sent before; `nil` where nobody has yet
  init(
    _ field: FieldDescription, options: [Block.Option]?, isShort: Bool, isNeeded: Bool,
    chosen: String?,
    id: String,
    typed: [String]?, problem: String?
  ) {
    self.isShort = isShort
    self.isNeeded = isNeeded
    self.chosen = chosen
    self.field = field
    self.id = id
    hint = "\(id).hint"
    error = "\(id).error"
    self.typed = typed
    self.problem = problem
    self.options = options ?? HTMLField.named(field)
  }

  /// The words of a field that takes one of some.
  private static func named(_ field: FieldDescription) -> [Block.Option]? {
    let names: [String]
    switch field.form {
    case .value(.choice(let choices)): names = choices
    case .value(.yesOrNo): names = ["yes", "no"]
    case .value, .list, .rows, .part: return nil
    }
    return names.map { Block.Option(value: $0, words: FieldDescription.sentence($0)) }
  }

  func html(_ ids: inout ElementIDs) -> HTML {
    for id in [id, hint] { _ = ids.claim(id) }
    if let options {
      return isList || options.count <= HTMLField.mostOpen
        ? boxes(options, &ids) : select(options)
    }
    switch field.form {
    case .rows, .part: return "<p class=\"hint\">\(label): \(hintWords)</p>\n"
    case .value, .list:
      return #"""
        <div class="field\#(wrong)">
        <label for="\#(id)">\#(label)</label>
        <p class="hint" id="\#(hint)">\#(hintWords)</p>
        \#(errorWords)\#(control)
        </div>

        """#
    }
  }

  // MARK: - Around it

  private var label: HTML {
    let mayBeEmpty = field.mayBeLeftOut && field.standard == nil && !isNeeded
    let optional: HTML = mayBeEmpty ? " (optional)" : ""
    return "\(field.label)\(optional)"
  }

  /// The field's own words, then what belongs into it, each a sentence.
  private var hintWords: String {
    let parts = options == nil ? [field.doc] + field.expectations : [field.doc]
    return parts.filter { !$0.isEmpty }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: ". ")
  }

  private var wrong: HTML { problem == nil ? "" : " wrong" }

  private var errorWords: HTML {
    problem.map {
      #"<p class="error" id="\#(error)"><span class="unseen">Error: </span>\#($0)</p>\#n"#
    } ?? ""
  }

  /// What tells of it for the ear.
  private var described: HTML {
    problem == nil
      ? #"aria-describedby="\#(hint)""# : #"aria-describedby="\#(hint) \#(error)""#
  }

  // MARK: - What is typed

  private var isList: Bool { if case .list = field.form { true } else { false } }

  private var text: String { typed?.joined(separator: ", ") ?? field.standard ?? "" }

  private func isChosen(_ option: Block.Option) -> Bool {
    typed.map { $0.contains(option.value) } ?? ((chosen ?? field.standard) == option.value)
  }

  private var control: HTML {
    let common: HTML = #"id="\#(id)" name="\#(field.name)" \#(described)"#
    return switch field.form {
    case .value(.text) where !isShort: #"<textarea \#(common) rows="3">\#n\#(text)</textarea>"#
    case .value(.integer):
      #"<input \#(common) class="short" type="text" inputmode="numeric" value="\#(text)">"#
    case .value(.date), .value(.time):
      #"<input \#(common) class="short" type="text" value="\#(text)">"#
    default: #"<input \#(common) type="text" value="\#(text)">"#
    }
  }

  // MARK: - What is chosen

  /// Up to so many stand open; more are a list that unfolds.
  private static let mostOpen = 8

  /// One of several things, or some of them where the field is a list.
  private func boxes(_ options: [Block.Option], _ ids: inout ElementIDs) -> HTML {
    let kind: HTML = isList ? "checkbox" : "radio"
    var boxes: [HTML] = []
    for option in options {
      let box = ids.claim("\(id).\(option.value)")
      let checked = isChosen(option) ? " checked" : ""
      boxes.append(
        #"""
        <div class="choice"><input id="\#(box)" type="\#(kind)" name="\#(field.name)" \#
        value="\#(option.value)"\#(checked)> \#
        <label for="\#(box)">\#(option.words)</label></div>

        """#)
    }
    return #"""
      <fieldset class="field\#(wrong)" id="\#(id)" tabindex="-1" \#(described)>
      <legend>\#(label)</legend>
      <p class="hint" id="\#(hint)">\#(hintWords)</p>
      \#(errorWords)\#(boxes)</fieldset>

      """#
  }

  private func select(_ options: [Block.Option]) -> HTML {
    var lines: [HTML] = [#"<option value="">Choose</option>\#n"#]
    for option in options {
      let chosen: HTML = isChosen(option) ? " selected" : ""
      lines.append(#"<option value="\#(option.value)"\#(chosen)>\#(option.words)</option>\#n"#)
    }
    return #"""
      <div class="field\#(wrong)">
      <label for="\#(id)">\#(label)</label>
      <p class="hint" id="\#(hint)">\#(hintWords)</p>
      \#(errorWords)<select id="\#(id)" name="\#(field.name)" \#(described)>
      \#(lines)</select>
      </div>

      """#
  }
}
