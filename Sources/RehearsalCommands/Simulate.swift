package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage
import RehearsalViews

/// `simulate`: what a plan is worth, before anybody gives up an afternoon for it.
package struct Simulate: Subcommand {
  package static let configuration = CommandConfiguration(
    abstract: "Play a scenario ten thousand times with simulated people, and say what came of it.",
    discussion: """
      The chance of each deadline, who has too much to do, who must not be missed, whom to ring \
      first and what would help most. With two scenarios it compares them:

        rehearse simulate scenarios/tutorial
        rehearse simulate scenarios/mine scenarios/mine-with-deputies
      """)

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String

  @Argument(help: "Another, to compare with the first.")
  var other: String?

  @OptionGroup var options: SimulateOptions

  @Option(help: "When the call comes, such as 2026-11-23 or '2026-11-23 09:15'.")
  var notified: String?

  @Flag(help: "Write a line of figures for each playing, as a table for other programs.")
  var each = false

  @Flag(help: "Say which playing went worst, and how to open it.")
  var worst = false

  @Flag(help: "Say which playing went as most do, and how to open it.")
  var median = false

  @Flag(help: "Add how it was reckoned: seed, number of playings, version, hash, method.")
  var details = false

  @Flag(help: "Write the findings as JSON.")
  var json = false

  @Option(help: "Write the page to this file too; it prints and needs no network.")
  var html: String?

  package init() {}

  package func validate() throws {
    if let notified, CallDate(text: notified) == nil {
      throw ValidationError(
        "\"\(notified)\" is not a date. Write it such as 2026-11-23 or '2026-11-23 09:15'.")
    }
    if each {
      if other != nil { throw ValidationError("Use --each with one scenario, not with two.") }
      if json || html != nil || worst || median || details {
        throw ValidationError("Use --each alone: it writes figures and nothing else.")
      }
      if options.until != nil {
        throw ValidationError("Use --each with --replications, not with --until.")
      }
    } else if (options.replications ?? 0) > SimulateOptions.most {
      throw ValidationError(
        "Use at most \(SimulateOptions.most) for --replications, or --each, which needs no memory.")
    }
    if other != nil, worst || median {
      throw ValidationError("Use --worst and --median with one scenario, not with two.")
    }
  }

  func perform() throws {
    let first = try Subject(scenario, notified)
    guard let other else { return try show(first) }
    try compare(first, try Subject(other, notified))
  }

  /// What is played: a scenario from its call on.
  struct Subject {
    let path: String
    let plan: Plan
    let model: CastModel
    let hash: String

    init(_ path: String, _ notified: String?) throws {
      let argument = try ScenarioArgument(
        path: path, notified: notified.flatMap { CallDate(text: $0) })
      self.path = argument.path
      plan = try argument.plan()
      model = CastModel(plan)
      hash = LogFolder.scenarioHash(argument.reading.used.map { ($0.path, $0.bytes) })
      guard !model.cascades.isEmpty || !model.jobs.isEmpty else {
        throw Failure.failed(
          "In \(argument.path) nobody has anything to do: no message goes round by itself and no "
            + "work has an owner who takes part. Add a tree and a cascade, or owners.")
      }
    }
  }

  // MARK: - One plan

  private func show(_ subject: Subject) throws {
    if each { return options.playEach(subject.model) }
    let playings = options.play(subject.model)
    let findings = Findings(subject.model, playings)
    let improvements = options.improve(subject.model, findings)
    let opened = openings(subject, playings)
    let page = Page.simulation(
      subject.plan, findings, improvements,
      details: details ? facts([subject], playings.count) : [])
    let whole = Page(title: page.title, blocks: page.blocks + opened.map(\.block))
    if json {
      let report = SimulateReport(
        scenario: subject.plan.scenario.head.id, title: subject.plan.scenario.head.title,
        tool: Tool.name, scenarioHash: subject.hash, findings: findings,
        improvements: improvements, openings: opened)
      Terminal.out(try CanonicalJSON.pretty(report))
    } else {
      Terminal.out(Terminal.renderer.render(whole))
    }
    try write(whole)
  }

  /// The playings that were asked for, each with the command that opens it as a rehearsal.
  private func openings(_ subject: Subject, _ playings: Playings) -> [SimulateOpening] {
    guard worst || median else { return [] }
    let ranked = playings.ranked(by: Goal.all(of: subject.model))
    return [
      worst ? ("worst", ranked.last) : nil, median ? ("median", ranked[ranked.count / 2]) : nil,
    ].compactMap { wanted in
      wanted.flatMap { kind, number in
        number.map {
          SimulateOpening(
            kind: kind, replication: $0,
            command: "\(Tool.invocation) run \(subject.path) --seed \(options.seed) "
              + "--replication \($0)" + (notified.map { " --notified '\($0)'" } ?? ""))
        }
      }
    }
  }

  // MARK: - Two plans

  private func compare(_ first: Subject, _ second: Subject) throws {
    let other = second.model.keyed(like: first.model)
    let playings = options.play(first.model)
    let others = options.play(other, as: playings)
    let comparison = Comparison(first.model, other, playings: (playings, others))
    let page = Page.comparison(
      first.plan, second.plan, comparison,
      details: details ? facts([first, second], playings.count) : [])
    Terminal.out(
      json ? try CanonicalJSON.pretty(comparison) : Terminal.renderer.render(page))
    try write(page)
  }

  // MARK: - Page

  private func write(_ page: Page) throws {
    guard let html else { return }
    let footer = [Block.Fact("Written by", .words(Tool.name))]
    do {
      try SourceFolder.write(
        Array(HTMLRenderer().render(page, footer: footer).utf8), to: html)
    } catch {
      // The file is opened to be written, so that this is no input that cannot be read.
      Terminal.error(error.words)
      throw Failure.shown(73)
    }
    Terminal.error("Page: \(html)")
  }

  private func facts(_ subjects: [Subject], _ count: Int) -> [Block.Fact] {
    [
      Block.Fact("Seed", .words(String(options.seed))),
      Block.Fact("Replications", .number(count)),
      Block.Fact("Tool", .words(Tool.name)),
    ]
      + subjects.map {
        Block.Fact("Scenario hash of \($0.path)", .words($0.hash))
      }
  }
}
