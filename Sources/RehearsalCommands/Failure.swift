import ArgumentParser
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage

/// How a command can end other than well: one case a way, text and exit code in one place each.
enum Failure: Error {
  /// A readable scenario, script or sentence with problems; they were shown.
  case problems
  /// Input that cannot be read as text or YAML.
  case unreadable(String)
  /// An act was refused.
  case refused(String, at: Place?, Rejection)
  /// A log whose integrity failed; what is wrong was shown.
  case damaged
  case storage(StorageProblem)
  case failed(String)
  /// One of these whose words were shown, with its exit code.
  case shown(Int32)

  var words: String? {
    switch self {
    case .problems, .damaged, .shown: nil
    case .unreadable(let words), .failed(let words): words
    case .storage(let problem): problem.words
    case .refused(let sentence, let place, let rejection):
      [
        "refused[\(rejection.code)]: \(rejection.reason)",
        place.map { "  --> \($0.file):\($0.line):\($0.column)" }, "  | \(sentence)",
        "help: \(rejection.fix)",
      ].compactMap { $0 }.joined(separator: "\n")
    }
  }

  var exitCode: Int32 {
    switch self {
    case .failed, .refused: 1
    case .problems: 2
    case .damaged: 3
    case .unreadable: 65
    case .shown(let code): code
    case .storage(let problem): Failure.exitCode(problem)
    }
  }

  private static func exitCode(_ problem: StorageProblem) -> Int32 {
    switch problem {
    case .damaged(let damage, _): damage.kind == .newer ? 65 : 3
    case .scenarioLost, .secretLost, .shrank, .replaced: 3
    case .system(.open, _, _), .system(.read, _, _), .system(.list, _, _), .notAFile, .tooMany: 65
    case .document(let problem): problem.isDamage ? 3 : 65
    case .peopleUnread, .accessUnread, .tray: 65
    case .system, .busy, .poisoned, .readOnly, .unfit, .badName, .taken, .exists, .network,
      .tooManySeats:
      73
    }
  }
}

extension Failure {
  /// A framework that the tool does not bring along.
  static func unknownFramework(_ name: String) -> Failure {
    let near = Suggestion.nearest(to: name, among: Frameworks.shipped)
    return .failed(
      "No framework is called \"\(name)\". "
        + (near.map { "Did you mean \"\($0)\"?" }
          ?? "Use one of: \(Frameworks.shipped.joined(separator: ", "))."))
  }
}

/// A subcommand. What it throws becomes words on stderr and an exit code in one place.
protocol Subcommand: ParsableCommand {
  func perform() throws
}

extension Subcommand {
  package func run() throws {
    do { try perform() } catch { throw Failure.report(error) }
  }
}

extension Failure {
  /// What an error of the rings below means for a command; `nil` for one that none of them throws.
  init?(_ error: any Error) {
    switch error {
    case let known as Failure: self = known
    case let problem as StorageProblem: self = .storage(problem)
    case let problem as WriterProblem: self = .failed(problem.words)
    case let file as UnreadableFile: self = .unreadable(file.words)
    default: return nil
    }
  }

  /// The same end of a command, when the words for it have been shown already.
  var said: Failure { .shown(exitCode) }

  /// Shows what went wrong and gives the exit code for it.
  static func report(_ error: any Error) -> any Error {
    guard let failure = Failure(error) else { return error }
    if let words = failure.words { Terminal.error(words) }
    return ExitCode(failure.exitCode)
  }
}
