extension Block {
  /// What to fill in for one command.
  ///
  /// Where the page knows some of the fields already, such as whom a call goes to, they go along
  /// unseen, and only the others are asked.
  package struct Form: Sendable, Hashable {
    /// The wire name of the command that is asked for.
    package let command: String
    package let doc: String
    /// The command's own verb, as a sentence says it.
    package let verb: String
    /// What the button says; `nil` where the verb says enough.
    package private(set) var words: String?
    /// The field that stands in a sentence without its name, where it must be said.
    package let object: String?
    /// What goes along unseen, in the order of the command's fields.
    package private(set) var filled: [Filled]
    /// What goes along unseen besides, and is no field of the command: no sentence says it.
    package private(set) var carried: [Filled] = []
    /// What is asked, in the order of the command's fields.
    package let fields: [FieldDescription]
    /// What may be chosen for some of them.
    package let choices: [Choices]
    /// Whether a page in between asks once more: it cannot be taken back.
    package let isDangerous: Bool
    /// Whether a file is asked for: whoever keeps its bytes fills in what the command says of them.
    package let takesFile: Bool
    /// Whether it may be several files at once.
    package private(set) var takesSeveral = false
    /// Whether a text is a few words on one line.
    package private(set) var isShort = false
    /// Fields that may be left out of a sentence, and must be filled in here.
    package private(set) var needed: [String] = []
    /// Whether those whom it tells something are shown first as they will see it.
    package private(set) var isPreviewed = false
    /// How it is come to by one key, where it is.
    package private(set) var shortcut: Shortcut?
    /// The word that the sentence begins with.
    package internal(set) var who = "WHO"

    /// The form of a command, made from its list of fields.
    package init(for type: any Command.Type) {
      self.init(
        type, words: nil, [:], without: [], choices: [], isDangerous: false, takesFile: false)
    }

    /// The form of a command of which some is known already.
    ///
    /// A name that the command does not have is a mistake of the code, and stops every test that
    /// comes by.
    ///
    /// - Parameters:
    ///   - words: What the button says, such as "No answer".
    ///   - filled: Values by the names of their fields; several of a list in one text, by commas.
    ///   - without: Fields that may be left out and are not asked.
    ///   - isDangerous: Whether it cannot be taken back.
    ///   - takesFile: Whether a file stands for what is asked of its bytes.
    package init(
      _ type: any Command.Type, _ words: String,
      _ filled: KeyValuePairs<StaticString, any FieldValue> = [:], without: [StaticString] = [],
      choices: [Choices] = [], isDangerous: Bool = false, takesFile: Bool = false
    ) {
      self.init(
        type, words: .some(words), filled, without: without, choices: choices,
        isDangerous: isDangerous, takesFile: takesFile)
    }

    /// A form that asks for something else than a command, such as who somebody is.
    ///
    /// - Parameters:
    ///   - name: what whoever receives it knows it by
    ///   - words: what the button says
    package init<R: Record>(
      asking type: R.Type, _ name: String, doc: String, words: String,
      filled: [(name: String, value: String)] = [],
      choices: [(field: String, options: [Option])] = []
    ) {
      command = name
      self.doc = doc
      verb = words
      self.words = words
      object = nil
      self.filled = filled.map { Filled(name: $0.name, value: $0.value) }
      fields = Describer.describe(type).filter { field in
        !filled.contains { $0.name == field.name }
      }
      self.choices = choices.map { Choices($0.field, options: $0.options) }
      isDangerous = false
      takesFile = false
      isShort = true
    }

    /// The same, with what somebody sent for what it does not ask.
    package func keeping(_ sent: [(name: String, value: String)]) -> Form {
      let asked = Set(fields.map(\.name))
      let known = Set(filled.map(\.name))
      let rest = sent.filter { !asked.contains($0.name) && !known.contains($0.name) }
      var form = self
      form.filled += rest.map { Filled(name: $0.name, value: $0.value) }
      return form
    }

    private init(
      _ type: any Command.Type, words: String?,
      _ filled: KeyValuePairs<StaticString, any FieldValue>, without: [StaticString],
      choices: [Choices], isDangerous: Bool, takesFile: Bool
    ) {
      let all = Describer.describe(type)
      let values = filled.map { Filled(name: "\($0.key)", value: $0.value.text()) }
      let hidden = without.map { "\($0)" }
      let named = values.map(\.name) + hidden + choices.map(\.field)
      for name in named {
        assert(all.contains { $0.name == name }, "\(type.name) has no field called \(name)")
      }
      assert(
        all.allSatisfy { !hidden.contains($0.name) || $0.need != .required },
        "\(type.name) is not whole without what is not asked")
      command = "\(type.name)"
      doc = "\(type.doc)"
      verb = "\(type.verb)"
      self.words = words
      object = all.first.flatMap { $0.need == .required ? $0.name : nil }
      self.filled = all.compactMap { field in values.first { $0.name == field.name } }
      fields = all.filter { field in
        !hidden.contains(field.name) && !values.contains { $0.name == field.name }
      }
      self.choices = choices
      self.isDangerous = isDangerous
      self.takesFile = takesFile
    }

    /// The form of what is done beside the log, such as removing a file that nobody filed. No
    /// sentence asks for it and no command stands behind it: whoever receives it knows `act`.
    ///
    /// - Parameter takesFiles: Whether one or several files are asked for.
    package init(
      beside act: StaticString, _ words: String, doc: String, takesFiles: Bool = false
    ) {
      command = "\(act)"
      self.doc = doc
      verb = ""
      self.words = words
      object = nil
      (filled, fields, choices) = ([], [], [])
      isDangerous = false
      (takesFile, takesSeveral) = (takesFiles, takesFiles)
    }

    /// The same with something more that goes along unseen.
    package func carrying(_ name: StaticString, _ value: String) -> Form {
      var form = self
      form.carried.append(Filled(name: "\(name)", value: value))
      return form
    }

    /// The same under another button.
    package func worded(_ words: String) -> Form {
      var form = self
      form.words = words
      return form
    }

    /// The same, where some fields that may be left out elsewhere must be filled in.
    package func needing(_ names: StaticString...) -> Form {
      var form = self
      form.needed += names.map { "\($0)" }
      assert(form.needed.allSatisfy { name in form.fields.contains { $0.name == name } })
      return form
    }

    /// The same, with a look at what others will see before it is done.
    package func previewed() -> Form {
      var form = self
      form.isPreviewed = true
      return form
    }

    /// The same, come to by one key from wherever somebody looks.
    package func reached(by shortcut: Shortcut) -> Form {
      assert(fields.contains { $0.name == shortcut.field })
      assert(!fields.contains { $0.name == shortcut.begun }, "what is asked is not filled in")
      var form = self
      form.shortcut = shortcut
      return form
    }

    /// Whether it asks for a command, as opposed to something that is done beside the log.
    package var isCommand: Bool { !verb.isEmpty }

    /// What may be chosen for a field; `nil` where people write it themselves.
    package func options(_ field: String) -> [Option]? {
      choices.first { $0.field == field }?.options
    }

    /// What is chosen for a field until somebody chooses something else.
    package func chosen(_ field: String) -> String? {
      choices.first { $0.field == field }?.chosen
    }
  }

  /// A field of a form that is known already.
  package struct Filled: Sendable, Hashable {
    package let name: String
    /// As people write it; several of a list by commas.
    package let value: String
  }

  /// What may be chosen for one field of a form: one of them, or several where it is a list.
  package struct Choices: Sendable, Hashable {
    package let field: String
    package let options: [Option]
    /// What is chosen already; `nil` where somebody must choose.
    package let chosen: String?

    package init(
      _ field: StaticString, _ options: [(value: any FieldValue, words: String)],
      chosen: (any FieldValue)? = nil
    ) {
      self.field = "\(field)"
      self.chosen = chosen?.text()
      self.options = options.map { Option(value: $0.value.text(), words: $0.words) }
    }

    init(_ field: String, options: [Option]) {
      self.field = field
      chosen = nil
      self.options = options
    }
  }

  /// One thing that may be chosen.
  package struct Option: Sendable, Hashable {
    package let value: String
    package let words: String

    package init(value: String, words: String) {
      self.value = value
      self.words = words
    }
  }
}
