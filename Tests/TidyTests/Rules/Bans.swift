/// Something that code here does without, and what it uses instead.
struct Ban: Sendable {
  /// The marks as they are written in code.
  let pattern: String

  /// The folders it is banned in, from the top.
  var folders = ["Sources", "Tests"]

  /// The files that may use it, from the top.
  var except: Set<String> = []

  /// Whether a call in a test may stay if it names its generator, whose seed the test prints.
  var mayBeSeeded = false

  /// What to use instead, as the end of the sentence "`x` is banned, use …".
  let use: String

  private static let rings = [
    "Sources/RehearsalCore", "Sources/RehearsalSimulation", "Sources/RehearsalViews",
    "Sources/RehearsalFormats", "Sources/RehearsalStorage", "Sources/RehearsalEngine",
  ]
  private static let core = ["Sources/RehearsalCore"]
  private static let pureRings = [
    "Sources/RehearsalCore", "Sources/RehearsalSimulation", "Sources/RehearsalViews",
  ]
  private static let now = "the moment that the caller passes in"
  private static let plainFunction = "a plain function and let RehearsalEngine suspend"
  private static let draw = "a keyed draw of RehearsalSimulation"

  /// The only files that may draw: seeded in Simulation, from the system where a secret is made.
  private static let drawing: Set<String> = [
    "Sources/RehearsalSimulation/Draws.swift", "Sources/RehearsalEngine/Entropy.swift",
  ]

  static let all = [
    Ban(pattern: "try!", use: "`try` in a function that throws"),
    Ban(pattern: "fatalError(", use: "a rejection, or `preconditionFailure` with the reason"),
    Ban(pattern: "print(", folders: rings, use: "a returned value and let a command write it"),
    Ban(pattern: "debugPrint(", use: "an expectation in a test"),
    Ban(pattern: "dump(", use: "an expectation in a test"),
    Ban(pattern: "Date()", folders: pureRings, use: now),
    Ban(pattern: "ContinuousClock", folders: pureRings, use: now),
    Ban(pattern: "SuspendingClock", folders: pureRings, use: now),
    Ban(pattern: "async", folders: core, use: plainFunction),
    Ban(pattern: "await", folders: core, use: plainFunction),
    Ban(pattern: ".shuffled(", except: drawing, mayBeSeeded: true, use: draw),
    Ban(pattern: ".shuffle(", except: drawing, mayBeSeeded: true, use: draw),
    Ban(pattern: ".random(", except: drawing, mayBeSeeded: true, use: draw),
    Ban(pattern: ".randomElement(", except: drawing, mayBeSeeded: true, use: draw),
    Ban(pattern: "SystemRandomNumberGenerator", except: drawing, use: draw),
    Ban(pattern: ".hashValue", use: "the value itself, a hash differs in every process"),
    Ban(pattern: "Bundle.module", use: "`EmbeddedFiles.text`"),
    Ban(pattern: "public", folders: ["Sources"], use: "`package`, nobody outside reads this"),
  ]

  func findings(in file: SourceFile) -> [Finding] {
    guard folders.contains(where: { file.path.hasPrefix("\($0)/") }), !except.contains(file.path)
    else { return [] }
    let wanted = SwiftLexer.tokens(of: pattern)
    return file.tokens.indices.compactMap { start in
      guard file.tokens[start].text == wanted[0].text, isWhole(start, in: file.tokens) else {
        return nil
      }
      let isHere = file.tokens[start...].prefix(wanted.count).elementsEqual(wanted) { one, other in
        one.text == other.text && (one.isAttached || !other.isAttached)
      }
      guard isHere, !mayStay(start, in: file) else { return nil }
      return file.finding(file.tokens[start].line, "`\(pattern)` is banned, use \(use)")
    }
  }

  /// Whether the call that begins there is in a test and says `using:`.
  private func mayStay(_ start: Int, in file: SourceFile) -> Bool {
    guard mayBeSeeded, file.path.hasPrefix("Tests/") else { return false }
    var depth = 0
    for token in file.tokens[start...].drop(while: { $0.text != "(" }) {
      if token.text == "(" { depth += 1 }
      if token.text == ")" { depth -= 1 }
      if depth == 0 { return false }
      if depth == 1, token.text == "using" { return true }
    }
    return false
  }

  /// Whether the pattern's first word stands for itself there: a member or a declaration of the
  /// same name is something else.
  private func isWhole(_ start: Int, in tokens: [Token]) -> Bool {
    guard start > 0, !pattern.hasPrefix(".") else { return true }
    return tokens[start - 1].text != "." && tokens[start - 1].text != "func"
  }
}

/// What is banned, each with what to use instead.
extension Rule {
  static let bans = Rule(
    name: "nothing banned",
    check: { file in Ban.all.flatMap { $0.findings(in: file) } },
    bad: [
      Sample(
        "Tests/A/A.swift", "let a =\n  try! b()",
        finds: "Tests/A/A.swift:2: error: `try!` is banned, use `try` in a function that throws"),
      Sample(
        "Sources/RehearsalServer/A.swift", "fatalError(\"a\")",
        finds: "Sources/RehearsalServer/A.swift:1: error: `fatalError(` is banned, use a "
          + "rejection, or `preconditionFailure` with the reason"),
      Sample(
        "Sources/RehearsalViews/A.swift", "let a = \"\\(print(1))\"",
        finds: "Sources/RehearsalViews/A.swift:1: error: `print(` is banned, use a returned value "
          + "and let a command write it"),
      Sample(
        "Sources/RehearsalCore/A.swift", "/* why */ let a = Date()\nlet b = ContinuousClock.now",
        finds: "Sources/RehearsalCore/A.swift:1: error: `Date()` is banned, use the moment that "
          + "the caller passes in",
        "Sources/RehearsalCore/A.swift:2: error: `ContinuousClock` is banned, use the moment that "
          + "the caller passes in"),
      Sample(
        "Sources/RehearsalEngine/A.swift", "a\n  .shuffled(using: &b)\nInt.random(in: 0..<2)",
        finds: "Sources/RehearsalEngine/A.swift:2: error: `.shuffled(` is banned, use a keyed draw "
          + "of RehearsalSimulation",
        "Sources/RehearsalEngine/A.swift:3: error: `.random(` is banned, use a keyed draw of "
          + "RehearsalSimulation"),
      Sample(
        "Sources/RehearsalCore/Draws.swift", "a.shuffle(using: &b)",
        finds: "Sources/RehearsalCore/Draws.swift:1: error: `.shuffle(` is banned, use a keyed "
          + "draw of RehearsalSimulation"),
      Sample(
        "Tests/A/A.swift", "a.shuffled()\nInt.random(in: 0..<f(using: 1))",
        finds: "Tests/A/A.swift:1: error: `.shuffled(` is banned, use a keyed draw of "
          + "RehearsalSimulation",
        "Tests/A/A.swift:2: error: `.random(` is banned, use a keyed draw of RehearsalSimulation"),
      Sample(
        "Sources/RehearsalCore/B.swift", "func a() async {}",
        finds: "Sources/RehearsalCore/B.swift:1: error: `async` is banned, use a plain function "
          + "and let RehearsalEngine suspend"),
    ],
    good: [
      Sample("Sources/RehearsalCore/A.swift", "if try !a() {} // try! print(Date())\n\"try!\""),
      Sample("Sources/RehearsalCommands/A.swift", "print(Date())\nawait a()"),
      Sample("Sources/RehearsalViews/A.swift", "func print(a: Int) {}\nprinter.print(a: 1)"),
      Sample("Sources/RehearsalSimulation/Draws.swift", "Int.random(in: a, using: &b)"),
      Sample("Tests/A/A.swift", "Int.random(in: f(a), using: &b)\na.shuffled(using: &b)"),
      Sample("Sources/RehearsalCore/C.swift", "let random = 1\na.randomness(b)\nPublic()"),
    ])
}
