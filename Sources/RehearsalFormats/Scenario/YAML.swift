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
    if let place = tooDeep(text, file: file) {
      return fail("this is nested more than \(deepest) deep", place, "write it flatter")
    }
    do {
      guard let root = try Yams.compose(yaml: text) else {
        return fail(
          "the file is empty", Place(file: file, line: 1, column: 1),
          "begin with: format: \(ScenarioHead.newestFormat)")
      }
      var converter = Converter(file: file)
      let node = converter.convert(root)
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

  private static func diagnostic(_ error: YamlError, _ file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(
        .notYAML, problem, at: Place(file: file, line: mark.line, column: mark.column),
        fix: "check the indentation, the colons and the quotes around here; tabs do not indent")
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

  /// Where brackets, indentation or hyphens go deeper than anything here should: looked for before
  /// parsing, because a parser that recurses would run out of stack.
  private static func tooDeep(_ text: String, file: String) -> Place? {
    var brackets = 0
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      var levels = 0
      var indented = true
      for byte in line {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
        default: break
        }
        if indented, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
          levels += 1
        } else {
          indented = false
        }
        if brackets > deepest || levels > 4 * deepest {
          return Place(file: file, line: index + 1, column: 1)
        }
      }
    }
    return nil
  }

  private struct Converter {
    let file: String
    var count = 0
    var isTooLarge: Bool { count > mostNodes }

    init(file: String) { self.file = file }

    mutating func convert(_ node: Yams.Node) -> RehearsalCore.Node {
      count += 1
      if isTooLarge { return .list([], .nowhere) }
      switch node {
      case .scalar(let scalar): return .scalar(convert(scalar))
      case .sequence(let items):
        return .list(items.map { convert($0) }, place(node.mark))
      case .mapping(let pairs):
        let entries = pairs.map { key, value in
          RehearsalCore.Node.Entry(convert(key: key), convert(value))
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

    private func convert(key: Yams.Node) -> RehearsalCore.Node.Scalar {
      guard case .scalar(let scalar) = key else {
        return .init("(a list or a group)", place(key.mark))
      }
      return convert(scalar)
    }

    private func place(_ mark: Yams.Mark?, _ length: Int = 1) -> Place {
      Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, length: length)
    }
  }
}
