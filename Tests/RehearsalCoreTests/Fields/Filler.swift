import RehearsalCore

/// Makes a record in which every field holds something, and no two fields the same where their
/// sort allows it. So a field that is written from another property shows.
struct Filler: FieldVisitor {
  /// What was made, by the field's path, such as `rules.tries` or `items[1].tags[0]`.
  private(set) var made: [String: String] = [:]
  private var path = ""
  private var number: Int

  /// 23 November 2026, so that a moment is a day of a rehearsal that begins there.
  static let dayOne = 20_780

  private init(from number: Int) { self.number = number }

  /// A full record, and the text of each of its values. Records made from different numbers
  /// differ.
  static func fill<R: Record>(_ type: R.Type, from number: Int = 1) -> (R, made: [String: String]) {
    var filler = Filler(from: number)
    let record = R(&filler, nil)
    return (record, filler.made)
  }

  /// Texts of a shape, the first that a value can be read from wins: a pace, a day on site and
  /// a moment on the wall call themselves text, and are choosy.
  private static func texts(_ shape: Shape, _ number: Int) -> [String] {
    let two = String(number % 50 + 10)
    let hex = String(repeating: "a", count: 64)
    switch shape {
    case .text:
      return [
        "words, \"number\" \(number)", "x\(number + 1)", "2026-11-21T08:\(two):00Z",
        "some-\(number) is missed", String("\(number)\(hex)".prefix(64)), "day-\(number)",
      ]
    case .integer: return ["\(number)"]
    case .yesOrNo: return ["yes"]
    case .date: return [CalendarDate(ordinal: dayOne + number).text()]
    case .time: return [TimeOfDay(hour: 9 + number / 60, minute: number % 60)?.text() ?? ""]
    case .moment:
      let day = CalendarDate(ordinal: dayOne + number / 60)
      return TimeOfDay(hour: 9, minute: number % 60).map { [Moment(day, $0).text()] } ?? []
    case .duration: return [Duration.minutes(number).text()]
    case .deadline: return ["+\(number)m"]
    case .share: return ["\(number).5%"]
    case .shares: return ["\(number)% \(number + 1)% \(number + 2)%"]
    case .effort: return ["\(number)m \(number + 1)m 900m"]
    case .choice(let words): return [words[number % words.count]]
    case .identifier: return ["some-\(number)"]
    }
  }

  private mutating func value<V: FieldValue>(_ path: String) -> V {
    number += 1
    for text in Filler.texts(V.shape, number) {
      guard let value = V(text: text) else { continue }
      made[path] = value.text()
      return value
    }
    preconditionFailure("no \(V.self) can be made for \(path): add a text for it to the filler")
  }

  private func child(_ name: StaticString) -> String {
    path.isEmpty ? "\(name)" : "\(path).\(name)"
  }

  private mutating func inside<R>(_ path: String, _ make: (inout Filler) -> R) -> R {
    let outer = self.path
    self.path = path
    defer { self.path = outer }
    return make(&self)
  }

  mutating func one<V: FieldValue>(_ name: StaticString, _ old: V?, _ doc: StaticString) -> V {
    value(child(name))
  }

  mutating func some<V: FieldValue>(
    _ name: StaticString, _ old: V?, default: V, _ doc: StaticString
  ) -> V {
    let made: V = value(child(name))
    return made.text() == `default`.text() ? value(child(name)) : made
  }

  mutating func maybe<V: FieldValue>(
    _ name: StaticString, _ old: V?, _ doc: StaticString
  ) -> V? { value(child(name)) }

  mutating func list<V: FieldValue>(
    _ name: StaticString, _ old: [V]?, _ doc: StaticString
  ) -> [V] {
    // A form parts a list at its commas, so plain words here.
    let isText = V.shape == .text
    return [0, 1].map { index in
      let path = "\(child(name))[\(index)]"
      guard isText, let plain = V(text: "plain words \(number)") else { return value(path) }
      number += 1
      made[path] = plain.text()
      return plain
    }
  }

  mutating func identity<K: Kind>(
    _ name: StaticString, _ old: ID<K>?, from title: String, _ doc: StaticString
  ) -> ID<K> { value(child(name)) }

  mutating func rows<R: Record>(
    _ name: StaticString, _ old: [R]?, _ doc: StaticString
  ) -> [R] {
    [0, 1].map { index in inside("\(child(name))[\(index)]") { R(&$0, nil) } }
  }

  mutating func part<R: Record>(_ name: StaticString, _ old: R?, _ doc: StaticString) -> R {
    inside(child(name)) { R(&$0, nil) }
  }
}

extension Node {
  /// The text of every scalar, by its path.
  var texts: [String: String] {
    var found: [String: String] = [:]
    collect("", &found)
    return found
  }

  private func collect(_ path: String, _ found: inout [String: String]) {
    switch self {
    case .scalar(let scalar): found[path] = scalar.text
    case .list(let items, _):
      for (index, item) in items.enumerated() { item.collect("\(path)[\(index)]", &found) }
    case .map(let entries, _):
      for entry in entries {
        entry.value.collect(path.isEmpty ? entry.key.text : "\(path).\(entry.key.text)", &found)
      }
    }
  }
}

extension Record {
  /// The record's bytes, as a log holds them.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.object(self)
    return writer.bytes
  }

  var json: String { String(decoding: encoded, as: UTF8.self) }

  /// What all of `bytes` say, or why not, in words.
  static func decoded(_ bytes: [UInt8]) -> Result<Self, PayloadProblem> {
    decode(bytes, 0..<bytes.count)
  }

  static func decoded(_ json: String) -> Result<Self, PayloadProblem> { decoded(Array(json.utf8)) }
}

extension Result where Failure == PayloadProblem {
  /// Why it failed, or nothing.
  var problem: String? {
    if case .failure(let problem) = self { return problem.words }
    return nil
  }
}
