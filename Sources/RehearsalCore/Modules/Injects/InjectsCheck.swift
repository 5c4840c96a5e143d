extension DiagnosticCode {
  /// An inject with two ways to come.
  package static let injectTwice = DiagnosticCode("I001")
  /// A random time with only one end.
  package static let injectHalf = DiagnosticCode("I002")
  /// A random time whose ends are the wrong way round.
  package static let injectReversed = DiagnosticCode("I003")
  /// A condition that leans on what is not there.
  package static let unknownCondition = DiagnosticCode("I004")
  /// An inject that nobody receives.
  package static let injectToNobody = DiagnosticCode("I005")
  /// An expectation that nobody judges, or a judge with nothing to judge.
  package static let notJudged = DiagnosticCode("I006")
  /// A field that this kind of inject needs, or has no use for.
  package static let wrongForKind = DiagnosticCode("I007")
}

extension Injects {
  package static func check(_ section: Section, _ checker: inout Checker) {
    for (index, line) in section.events.enumerated() {
      let path = "injects.events[\(index)]"
      checkTiming(line, path, &checker)
      if let condition = line.when { check(condition, "\(path).when", &checker) }
      checkKind(line, path, &checker)
      if line.to.isEmpty, ![.outage, .milestoneChange, .inspectorJoins].contains(line.sort) {
        checker.note(
          .injectToNobody, "nobody receives \"\(line.id)\"", at: path,
          fix: "add to: with the roles that do")
      }
      if line.judge == nil, !line.expected.isEmpty {
        checker.note(
          .notJudged, "nobody judges whether \"\(line.id)\" was answered well",
          at: "\(path).expected", fix: "add judge: with the role that does", as: .warning)
      }
      if line.judge != nil, line.expected.isEmpty {
        checker.note(
          .notJudged, "there is nothing to judge in \"\(line.id)\"", at: "\(path).judge",
          fix: "add expected: with what good looks like", as: .warning)
      }
    }
  }

  private static func checkTiming(_ line: InjectLine, _ path: String, _ checker: inout Checker) {
    let isRandom = line.earliest != nil || line.latest != nil
    let ways = [line.at != nil, line.when != nil, isRandom].filter { $0 }.count
    if ways > 1 {
      checker.note(
        .injectTwice, "\"\(line.id)\" has more than one way to come", at: path,
        fix: "keep at:, or when:, or earliest: and latest:")
    }
    if isRandom, line.earliest == nil || line.latest == nil {
      checker.note(
        .injectHalf, "a random time has two ends", at: path,
        fix: line.earliest == nil ? "add earliest:" : "add latest:")
    }
  }

  private static func check(
    _ condition: InjectCondition, _ path: String, _ checker: inout Checker
  ) {
    let (kinds, id): ([String], String) =
      switch condition {
      case .met(let id), .missed(let id): ([DueItem.kind], id)
      case .reaches(let id, _): ([CascadeLine.kind], id)
      case .released(let id): ([InjectLine.kind], id)
      }
    let isDate = checker.framework.milestones.contains { !$0.isDeadline && $0.id.text == id }
    if kinds == [DueItem.kind], isDate {
      checker.note(
        .unknownCondition, "\"\(id)\" is a date on which nothing is due", at: path,
        fix: "use at: \(id), or name a deadline")
      return
    }
    let isDeadline = checker.framework.milestones.contains { $0.isDeadline && $0.id.text == id }
    if kinds == [DueItem.kind], isDeadline { return }
    let isStandard = !checker.ids.isDefined(CascadeLine.kind, id) && id == standardMessage
    if kinds == [CascadeLine.kind], isStandard, checker.ids.all(CascadeLine.kind).isEmpty { return }
    guard checker.ids.isWhole, !kinds.contains(where: { checker.ids.isDefined($0, id) }) else {
      return
    }
    var known = kinds.flatMap { checker.ids.all($0) }
    if kinds == [DueItem.kind] {
      known += checker.framework.milestones.filter(\.isDeadline).map(\.id.text)
    }
    let near = Suggestion.nearest(to: id, among: known)
    checker.note(
      .unknownCondition, "no \(kinds[0]) is called \"\(id)\"", at: path,
      fix: near.map { "did you mean \"\($0)\"?" }
        ?? (known.isEmpty
          ? "there is no \(kinds[0]) yet: add one"
          : "use one of: " + known.joined(separator: ", ")))
  }

  /// What goes round where a scenario names no message of its own.
  private static let standardMessage = "notification-call"

  private static func checkKind(_ line: InjectLine, _ path: String, _ checker: inout Checker) {
    let moves = line.sort == .milestoneChange
    if moves, line.milestone == nil || line.until == nil {
      checker.note(
        .wrongForKind, "a milestone-change says which milestone moves, and until when", at: path,
        fix: line.milestone == nil ? "add milestone:" : "add until:")
    }
    if !moves, line.milestone != nil {
      checker.note(
        .wrongForKind, "this is of kind \(line.sort.rawValue), which moves no milestone",
        at: "\(path).milestone",
        fix: "use kind: milestone-change, or take milestone: out")
    }
    let joins = line.sort == .inspectorJoins
    if joins != !line.joins.isEmpty {
      checker.note(
        .wrongForKind,
        joins
          ? "an inspector-joins says who comes"
          : "this is of kind \(line.sort.rawValue), with which nobody joins",
        at: joins ? path : "\(path).joins",
        fix: joins ? "add joins: with a post each" : "use kind: inspector-joins, or take it out")
    }
    for post in line.joins where ID<Inspector>(titled: post) == nil {
      checker.note(
        .wrongForKind, "\"\(post)\" has no letters to make an id of", at: "\(path).joins",
        fix: "name the post, such as Data inspector")
    }
    let lasting: [InjectSort] = [.absence, .outage, .milestoneChange, .inspectorJoins]
    if line.until != nil, !lasting.contains(line.sort) {
      checker.note(
        .wrongForKind, "this is of kind \(line.sort.rawValue), which does not last",
        at: "\(path).until",
        fix: "use kind: absence or outage, or take until: out")
    }
  }
}
