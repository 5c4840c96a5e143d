package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalSimulation
import RehearsalStorage
import RehearsalViews

/// `simulate`: what a plan is worth, before anybody gives up an afternoon for it.
package struct Simulate: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Play a scenario ten thousand times with simulated people, and say what came of it.",
    discussion: """
      The chance of each deadline, who has too much to do, who must not be missed, whom to ring \
      first and what would help most. With two scenarios it compares them:

        rehearse simulate scenarios/tutorial
        rehearse simulate scenarios/mine scenarios/mine-with-deputies

      With a rehearsal in progress it says whether you will make it from here:

        rehearse simulate --from LOG
      """)

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String?

  @Argument(help: "Another, to compare with the first.")
  var other: String?

  @Option(help: "The folder of a rehearsal's log: what has been done is done, the rest is played.")
  var from: String?

  @Option(help: "With --from: as it stood after this event.")
  var event: Int?

  @OptionGroup var options: SimulateOptions

  @OptionGroup var call: CallOption

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
    if (scenario == nil) == (from == nil) {
      throw ValidationError("Name a scenario, or a rehearsal with --from LOG.")
    }
    if event != nil, from == nil {
      throw ValidationError("--event is a point of a rehearsal. Use --from LOG too.")
    }
    if from != nil, call.notified != nil || worst || median {
      throw ValidationError(
        "A rehearsal has its call, and its rest is no playing of its own. Use --from without "
          + "--notified, --worst and --median.")
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
    guard let scenario else { return try show(try SimulateSubject(log: from ?? "", event)) }
    let first = try SimulateSubject(scenario, call.date)
    guard let other else { return try show(first) }
    try compare(first, try SimulateSubject(other, call.date))
  }

  // MARK: - One plan

  private func show(_ subject: SimulateSubject) throws {
    if each { return options.playEach(subject.model) }
    let playings = options.play(subject.model)
    let findings = Findings(subject.model, playings)
    let improvements = options.improve(subject.model, findings)
    let opened = openings(subject, playings)
    let page = Page.simulation(
      subject.plan, findings, improvements, from: subject.from,
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
  private func openings(_ subject: SimulateSubject, _ playings: Playings) -> [SimulateOpening] {
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
              + "--replication \($0)" + subject.notified)
        }
      }
    }
  }

  // MARK: - Two plans

  private func compare(_ first: SimulateSubject, _ second: SimulateSubject) throws {
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

  private func facts(_ subjects: [SimulateSubject], _ count: Int) -> [Block.Fact] {
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
