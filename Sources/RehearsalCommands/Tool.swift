/// What this build calls itself, in logs and on the command line.
enum Tool {
  static let name = "rehearse 0.1.0"

  /// How the reader of a hint would call it: whoever built it a moment ago has it on no path.
  static var invocation: String {
    CommandLine.arguments[0].contains(".build/") ? "swift run rehearse" : "rehearse"
  }
}
