/// One reading of something people wrote: what was found wrong, what was defined, what was
/// leant on.
///
/// It reports everything in one pass and checks references once, for all modules. It is a class
/// because readers of nested records add to the same reading.
package final class Reading {
  package private(set) var diagnostics: [Diagnostic] = []
  package let context: TextContext
  /// A log's bytes: an integer in quotes is not an integer there.
  let strict: Bool
  /// Fetches a list kept in a table beside the file: name and place in, a list of rows out.
  private let table: (String, Place) -> TableAnswer?
  /// Whether a list may stand in a table beside the file.
  let readsTables: Bool
  private var definitions: [Definition] = []
  private var firsts: [Identity: Place] = [:]
  private var uses: [(reference: Reference, place: Place, area: String)] = []
  /// How many of the uses have been checked: each is reported once.
  private var checked = 0
  /// Ids that somebody tried to define and got wrong. Their uses are not reported again.
  private var attempted: [Reference] = []
  /// Kinds of which a whole list could not be read: what leans on one is no second mistake.
  private var lost: Set<String> = []
  package private(set) var places = Places()
  /// The name at the top of the file under which is being read.
  var area = ""
  /// The names at the top of the file under which something is wrong. What stands under the others
  /// can be judged further.
  package private(set) var spoiled: Set<String> = []

  struct Definition {
    let kind: String
    let id: String
    let place: Place
  }

  /// What no two definitions may share.
  private struct Identity: Hashable {
    let reference: Reference
    let owner: String
  }

  package init(
    context: TextContext = .log, strict: Bool = false,
    table: ((String, Place) -> TableAnswer?)? = nil
  ) {
    self.context = context
    self.strict = strict
    self.table = table ?? { _, _ in nil }
    readsTables = table != nil
  }

  /// Reads a record. It may hold blanks: use it only through ``sound(_:)``.
  package func read<R: Record>(_ type: R.Type, from node: Node, path: String = "") -> R {
    var reader = NodeReader(reading: self, node: node, path: path)
    let record = R(&reader, nil)
    reader.finish()
    return record
  }

  /// The value, unless anything was wrong.
  package func sound<Value>(_ value: Value) -> Value? {
    diagnostics.contains { $0.severity == .error } ? nil : value
  }

  package func note(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostic.severity == .error { spoiled.insert(area) }
  }

  func remember(_ path: String, at place: Place) { places.remember(path, at: place) }

  /// Says that `id` exists, as one of `kind` and of the wider kinds that it belongs to.
  /// An id `within` a record needs to be its own only there.
  package func define(
    _ kind: String, _ id: String, at place: Place, alsoAs wider: [String] = [],
    within owner: String = ""
  ) {
    for kind in [kind] + wider {
      let identity = Identity(reference: Reference(kind: kind, id: id), owner: owner)
      // What a log says has happened: two things with one id are no misreading.
      if !strict, let first = firsts[identity] {
        noteTwice(kind, id, first, at: place)
        break
      }
    }
    for kind in [kind] + wider {
      let identity = Identity(reference: Reference(kind: kind, id: id), owner: owner)
      if firsts[identity] == nil { firsts[identity] = place }
      definitions.append(Definition(kind: kind, id: id, place: place))
    }
  }

  private func noteTwice(_ kind: String, _ id: String, _ first: Place, at place: Place) {
    note(
      Diagnostic(
        .duplicateIdentity, "another \(kind) is called \"\(id)\" already", at: place,
        fix: first.line > 0 && first.file == place.file
          ? "give one of them another id; the first is on line \(first.line)"
          : "give this one another id"))
  }

  /// Says that somebody meant to define `id` and wrote it wrongly.
  func lose<R: Record>(_ type: R.Type) {
    guard let kind = type as? any Kind.Type else { return }
    lost.formUnion([kind.kind] + kind.alsoKnownAs)
  }

  func attempt(_ kind: String, _ id: String) { attempted.append(Reference(kind: kind, id: id)) }

  func use(_ references: [Reference], at place: Place) {
    for reference in references { uses.append((reference, place, area)) }
  }

  /// What was defined and leant on so far, for checks that span the modules.
  package var ids: KnownIDs {
    KnownIDs(
      defined: Set(definitions.map { Reference(kind: $0.kind, id: $0.id) }),
      used: Set(uses.map(\.reference)), isWhole: spoiled.isEmpty)
  }

  /// Reports every reference to what nobody defined, with the nearest id that somebody did.
  package func checkReferences() {
    let defined = Set(definitions.map { Reference(kind: $0.kind, id: $0.id) })
    for (reference, place, area) in uses[checked...] where !defined.contains(reference) {
      self.area = area
      spoiled.insert(area)
      if attempted.contains(reference) || lost.contains(reference.kind) { continue }
      let known = definitions.filter { $0.kind == reference.kind }
      let near = Suggestion.nearest(to: reference.id, among: known.map(\.id))
      let line = known.first { $0.id == near && $0.place.file == place.file }?.place.line ?? 0
      note(
        Diagnostic(
          .unknownReference, "no \(reference.kind) is called \"\(reference.id)\"", at: place,
          fix: near.map { "did you mean \"\($0)\"" + (line > 0 ? " (line \(line))?" : "?") }
            ?? listing(reference.kind, known.map(\.id))))
    }
    checked = uses.count
  }

  private func listing(_ kind: String, _ ids: [String]) -> String {
    if ids.isEmpty { return "there is no \(kind) yet: add one" }
    var own: [String] = []
    for id in ids where !own.contains(id) { own.append(id) }
    let shown = own.prefix(8).joined(separator: ", ")
    return "use one of: " + shown + (own.count > 8 ? " and \(own.count - 8) more" : "")
  }

  func rows(inTable name: String, at place: Place) -> Node? {
    switch table(name, place) {
    case .rows(let node): return node
    case .problems(let problems):
      problems.forEach(note)
      return nil
    case nil:
      note(
        Diagnostic(
          .tableUnreadable, "no table such as \"\(name)\" can be read here", at: place,
          fix: "write the list out"))
      return nil
    }
  }
}

/// The ids that a reading met, so that a module can ask after one that another module lists.
package struct KnownIDs: Sendable {
  private let defined: Set<Reference>
  private let used: Set<Reference>
  /// Whether everything could be read. Where something could not, an id that is missing may only
  /// be out of sight.
  package let isWhole: Bool

  init(defined: Set<Reference>, used: Set<Reference>, isWhole: Bool) {
    self.defined = defined
    self.used = used
    self.isWhole = isWhole
  }

  package func isDefined(_ kind: String, _ id: String) -> Bool {
    defined.contains(Reference(kind: kind, id: id))
  }

  package func isUsed(_ kind: String, _ id: String) -> Bool {
    used.contains(Reference(kind: kind, id: id))
  }

  /// Every id of a kind, in alphabetical order.
  package func all(_ kind: String) -> [String] {
    defined.filter { $0.kind == kind }.map(\.id).sorted()
  }
}

/// What came of fetching a table that a scenario names.
package enum TableAnswer: Sendable {
  case rows(Node)
  case problems([Diagnostic])
}

/// Where each value of a reading stands, by path, such as `communication.tree[2].tells[0]`. Kept
/// beside the records, so that later checks can point at a line without places in every record.
package struct Places: Sendable {
  private var places: [String: Place] = [:]

  package init() {}

  mutating func remember(_ path: String, at place: Place) { places[path] = place }

  /// The place of the value at `path`; the nearest enclosing place where that very value was
  /// left out.
  package subscript(path: String) -> Place {
    var path = Substring(path)
    while true {
      if let place = places[String(path)] { return place }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else {
        return places[""] ?? .nowhere
      }
      path = path[..<cut]
    }
  }
}
