package import RehearsalCore
import Yams

/// YAML text as a ``Node``: scalars stay raw, with their places. The only file that knows Yams.
package enum YAML {
  /// More nodes than any scenario has; aliases that multiply each other end here.
  static let mostNodes = 200_000
  /// Deeper than any scenario goes.
  static let deepest = 64

  /// Reads one document. `notYAML` problems mean that nothing of it could be used.
  package static func read(_ text: String, file: String) -> Result<RehearsalCore.Node, Problems> {
    if let place = costlyName(text, file: file) {
      return fail("a name must be a word", place, "write it out, without brackets or aliases")
    }
    do {
      guard let root = try Yams.compose(yaml: text) else {
        return fail(
          "the file is empty", Place(file: file, line: 1, column: 1),
          "begin with: format: \(ScenarioHead.newestFormat)")
      }
      var converter = Converter(file: file)
      let node = converter.convert(root, depth: 1)
      if let place = converter.tooDeep { return .failure(Problems([deep(place)])) }
      if converter.isTooLarge {
        return fail(
          "this holds more than \(mostNodes) values", Place(file: file, line: 1, column: 1),
          "aliases that multiply each other do this: write the values out")
      }
      return .success(node)
    } catch let error as YamlError {
      return .failure(Problems([diagnostic(error, file)]))
    } catch {
      return fail("the file cannot be read as YAML", Place(file: file, line: 1, column: 1), nil)
    }
  }

  private static func fail(
    _ message: String, _ place: Place, _ fix: String?
  ) -> Result<RehearsalCore.Node, Problems> {
    .failure(Problems([Diagnostic(.notYAML, message, at: place, fix: fix)]))
  }

  private static func deep(_ place: Place) -> Diagnostic {
    Diagnostic(
      .notYAML, "this is nested more than \(deepest) deep", at: place, fix: "write it flatter")
  }

  private static func diagnostic(_ error: YamlError, _ file: String) -> Diagnostic {
    switch error {
    // The parser's own limit is a thousand, so that it does not run out of stack.
    case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting"):
      return deep(Place(file: file, line: mark.line, column: mark.column))
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = YAMLWords.of(problem)
      // What is never closed is found at the end of the file, and is to be mended where it opens.
      let place = words.pointsAtStart ? context?.mark ?? mark : mark
      return Diagnostic(
        .notYAML, words.message, at: Place(file: file, line: place.line, column: place.column),
        fix: words.fix)
    case .reader(_, let offset, _, let yaml):
      let before = yaml.utf8.prefix(offset ?? 0)
      let line = before.count { $0 == 0x0A } + 1
      let start = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
      return Diagnostic(
        .notYAML, "this character cannot stand in a text",
        at: Place(file: file, line: line, column: before[start...].count + 1),
        fix: "take it out: it is invisible, and may have come with copied text")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let mark = context.mark
      let names = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
      return Diagnostic(
        .duplicateKey, "\(names) stands here twice",
        at: Place(file: file, line: mark.line, column: mark.column),
        fix: "keep one of the two")
    default:
      return Diagnostic(
        .notYAML, "the file cannot be read as YAML", at: Place(file: file, line: 1, column: 1),
        fix: "save it as UTF-8 text")
    }
  }

  /// Where a name is a list, a group or an alias, in a file with aliases. Yams compares names by
  /// all that they stand for, and aliases that multiply each other would make that endless.
  private static func costlyName(_ text: String, file: String) -> Place? {
    guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else {
      return nil
    }
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let bytes = Array(line)
      for at in bytes.indices {
        let ends = at + 1 == bytes.count || [0x20, 0x09, 0x0D].contains(bytes[at + 1])
        let begins = at == 0 || Array(" \t{[,-".utf8).contains(bytes[at - 1])
        let isKey = bytes[at] == UInt8(ascii: "?") && begins && ends
        let before = bytes[..<at].last { $0 != 0x20 }
        let word = bytes[..<at].reversed().drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0x2C }
        let endsName =
          bytes[at] == UInt8(ascii: ":")
          && (before == UInt8(ascii: "]") || before == UInt8(ascii: "}")
            || word.contains(UInt8(ascii: "*")))
        if isKey || endsName { return Place(file: file, line: index + 1, column: at + 1) }
      }
    }
    return nil
  }

  private struct Converter {
    let file: String
    var count = 0
    /// Where the tree first goes deeper than anything here should.
    var tooDeep: Place?
    var isTooLarge: Bool { count > mostNodes }

    init(file: String) { self.file = file }

    mutating func convert(_ node: Yams.Node, depth: Int) -> RehearsalCore.Node {
      count += 1
      if depth > deepest, node.scalar == nil { tooDeep = tooDeep ?? place(node.mark) }
      if isTooLarge || tooDeep != nil { return .list([], .nowhere) }
      switch node {
      case .scalar(let scalar): return .scalar(convert(scalar))
      case .sequence(let items):
        return .list(items.map { convert($0, depth: depth + 1) }, place(node.mark))
      case .mapping(let pairs):
        let entries = pairs.map { key, value in
          RehearsalCore.Node.Entry(
            convert(key: key, depth: depth), convert(value, depth: depth + 1))
        }
        return .map(entries, place(node.mark))
      case .alias(let alias):
        return .scalar(.init("*\(alias.anchor.rawValue)", place(alias.mark)))
      }
    }

    private func convert(_ scalar: Yams.Node.Scalar) -> RehearsalCore.Node.Scalar {
      let quoted = scalar.style != .plain
      let isNull = !quoted && ["~", "null"].contains(scalar.string)
      let isOneLine = !scalar.string.contains("\n")
      return .init(
        isNull ? "" : scalar.string, quoted: quoted,
        place(scalar.mark, isOneLine ? scalar.string.count + (quoted ? 2 : 0) : 1))
    }

    private mutating func convert(key: Yams.Node, depth: Int) -> RehearsalCore.Node.Scalar {
      guard case .scalar(let scalar) = key else {
        _ = convert(key, depth: depth + 1)
        return .init("(a list or a group)", place(key.mark))
      }
      return convert(scalar)
    }

    private func place(_ mark: Yams.Mark?, _ length: Int = 1) -> Place {
      Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, length: length)
    }
  }
}
