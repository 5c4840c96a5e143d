/// One figure, beside what it has to be.
struct Result {
  /// Whether the gate holds. What could not be measured is neither.
  enum Verdict: Equatable {
    case ok
    case failed
    /// Short of a target that is no gate, because the machine decides as much as the tool.
    case short
    case notRun(why: String)

    var word: String {
      switch self {
      case .ok: "ok"
      case .failed: "FAILED"
      case .short: "SHORT"
      case .notRun(let why): "NOT RUN: \(why)"
      }
    }
  }

  let name: String
  let figure: String
  /// The peer and its figure in the same run; empty where the gate has none.
  let peer: String
  let ratio: String
  let gate: String
  let verdict: Verdict

  init(
    _ name: String, _ figure: String, beside peer: String = "", ratio: String = "",
    _ gate: String, _ verdict: Verdict
  ) {
    self.name = name
    self.figure = figure
    self.peer = peer
    self.ratio = ratio
    self.gate = gate
    self.verdict = verdict
  }

  init(_ name: String, _ figure: String, _ gate: String, _ holds: Bool) {
    self.init(name, figure, gate, holds ? .ok : .failed)
  }

  /// A speed that has to be at least `least` times the peer's.
  init(
    _ name: String, _ figure: String, beside peer: String, times ratio: Double,
    atLeast least: Double
  ) {
    self.init(
      name, figure, beside: peer, ratio: fixed(ratio), "at least \(fixed(least, 1)) times",
      ratio >= least ? .ok : .failed)
  }

  /// As above, for a target that is published and ends nothing.
  init(
    _ name: String, _ figure: String, beside peer: String, times ratio: Double,
    target least: Double
  ) {
    self.init(
      name, figure, beside: peer, ratio: fixed(ratio), "target \(fixed(least, 1)) times",
      ratio >= least ? .ok : .short)
  }

  var line: String {
    if case .notRun(let why) = verdict { return "NOT RUN \(name): \(why)" }
    let beside = peer.isEmpty ? "" : "; \(peer)"
    let times = ratio.isEmpty ? "" : "; \(ratio) times"
    return "\(verdict.word) \(name): \(figure)\(beside)\(times) (\(gate))"
  }

  /// All of them in Markdown, with the command that gives them.
  static func table(_ results: [Result], _ command: String) -> String {
    let head = ["what", "figure", "peer", "ratio", "gate", "result"]
    let rows = results.map { [$0.name, $0.figure, $0.peer, $0.ratio, $0.gate, $0.verdict.word] }
    let lines = [head, head.map { _ in "---" }] + rows
    return "\n`\(command)`\n\n"
      + lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined() + "\n"
      + closing(results)
  }

  private static func closing(_ results: [Result]) -> String {
    let failed = results.filter { $0.verdict == .failed }
    let short = results.filter { $0.verdict == .short }
    let notRun = results.filter { if case .notRun = $0.verdict { true } else { false } }
    return [
      "\(results.count - failed.count - short.count - notRun.count) ok",
      "\(failed.count) failed" + names(failed), "\(short.count) SHORT" + names(short),
      "\(notRun.count) NOT RUN" + names(notRun),
    ].joined(separator: ", ")
  }

  private static func names(_ results: [Result]) -> String {
    results.isEmpty ? "" : " (" + results.map(\.name).joined(separator: "; ") + ")"
  }
}
