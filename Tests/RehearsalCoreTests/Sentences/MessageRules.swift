@testable import RehearsalCore

/// What the messages of all modules must keep to together, because no compiler sees it: names
/// that a log holds for ever, and sentences that can mean one thing only.
struct MessageRules {
  private let modules: Modules
  private var problems: [String] = []

  /// What is wrong with the messages of `modules`, each as one sentence.
  static func problems(in modules: Modules) -> [String] {
    var rules = MessageRules(modules: modules)
    rules.checkNames()
    rules.checkTables()
    rules.checkVerbs()
    for command in modules.commands { rules.checkSentence(command) }
    for type in modules.all.flatMap({ $0.events }) {
      rules.checkFields("\(type.name)", Describer.describe(type))
    }
    return rules.problems
  }

  private init(modules: Modules) { self.modules = modules }

  // MARK: - Names

  private mutating func checkNames() {
    for module in modules.all {
      let names =
        module.commands.map { "\($0.name)" } + module.events.map { "\($0.name)" }
      for name in names where !isWireName(name, in: "\(module.name)") {
        problems.append("\(name) is not \(module.name). and small words joined by hyphens")
      }
    }
    let all =
      modules.commands.map { "\($0.name)" }
      + modules.all.flatMap { $0.events }.map { "\($0.name)" }
    for name in repeated(all) { problems.append("two messages are called \(name)") }
  }

  private func isWireName(_ name: String, in module: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0] == module && isKebab(String(parts[1]))
  }

  private func isKebab(_ text: String) -> Bool {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    return text.first?.isNumber == false
      && words.allSatisfy { word in
        !word.isEmpty && word.utf8.allSatisfy { isSmall($0) || (0x30...0x39).contains($0) }
      }
  }

  private func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  /// A blank of each message is found under its name, as the very type that it is.
  private mutating func checkTables() {
    func blank<R: Record>(_ type: R.Type) -> R {
      var describer = Describer()
      return R(&describer, nil)
    }
    for type in modules.all.flatMap({ $0.events }) {
      let event: any Event = blank(type)
      let found = modules.event(named: "\(type.name)")
      if found.map({ $0 == Swift.type(of: event) }) != true {
        problems.append("\(type.name) is not found as \(type)")
      }
    }
    for type in modules.commands
    where modules.command(named: "\(type.name)").map({ $0 == type }) != true {
      problems.append("\(type.name) is not found as \(type)")
    }
  }

  // MARK: - Verbs

  private mutating func checkVerbs() {
    let verbs = modules.commands.map { "\($0.verb)" }
    for verb in repeated(verbs) { problems.append("two commands have the verb \"\(verb)\"") }
    for verb in verbs {
      let words = verb.split(separator: " ", omittingEmptySubsequences: false)
      guard words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isSmall) }) else {
        problems.append("the verb \"\(verb)\" is not small words parted by single spaces")
        continue
      }
    }
    for shorter in modules.commands {
      for longer in modules.commands {
        let beginning = "\(shorter.verb) "
        guard "\(longer.verb)".hasPrefix(beginning),
          let next = "\(longer.verb)".dropFirst(beginning.count).split(separator: " ").first,
          mayFollow(String(next), shorter)
        else { continue }
        problems.append(
          "\"\(shorter.verb) \(next)\" may be the object of \(shorter.name), "
            + "or begin the verb of \(longer.name)")
      }
    }
  }

  /// Whether a writer may put the bare word right behind the command's verb.
  private func mayFollow(_ word: String, _ command: any Command.Type) -> Bool {
    let fields = Describer.describe(command)
    guard let first = fields.first, first.need == .required, case .value(let shape) = first.form
    else { return fields.contains { $0.name == word } }
    switch shape {
    case .identifier: return isKebab(word)
    case .choice(let words): return words.contains(word)
    case .yesOrNo: return ["yes", "no"].contains(word)
    case .moment: return word == "day"
    case .text, .integer, .date, .time, .duration, .deadline, .share, .shares, .effort:
      return fields.contains { $0.name == word }
    }
  }

  // MARK: - Fields

  private mutating func checkSentence(_ type: any Command.Type) {
    let fields = Describer.describe(type)
    checkFields("\(type.name)", fields)
    for field in fields {
      switch field.form {
      case .rows, .part:
        problems.append("\(type.name) holds records in \(field.name), which no sentence can say")
      case .list(let shape) where !shape.isOneWord && shape != .text:
        problems.append("\(type.name) lists values of several words in \(field.name)")
      case .list, .value: break
      }
    }
    if fields.first?.need == .derived {
      problems.append("\(type.name) begins with an id that may be left out")
    }
  }

  private mutating func checkFields(_ owner: String, _ fields: [FieldDescription]) {
    for name in repeated(fields.map(\.name)) {
      problems.append("\(owner) lists \(name) twice")
    }
    for field in fields {
      if field.name == "\(Sentence.happenedKey)" {
        problems.append("\(owner) calls a field \(field.name), which every sentence may say")
      }
      if !isKebab(field.name) {
        problems.append("\(owner) calls a field \"\(field.name)\", not small words and hyphens")
      }
      switch field.form {
      case .rows(let inner), .part(let inner): checkFields("\(owner).\(field.name)", inner)
      case .value, .list: break
      }
    }
  }

  /// The texts that stand there more than once, each once, in order.
  private func repeated(_ texts: [String]) -> [String] {
    var found: [String] = []
    for (index, text) in texts.enumerated()
    where texts[..<index].contains(text) && !found.contains(text) {
      found.append(text)
    }
    return found
  }
}
