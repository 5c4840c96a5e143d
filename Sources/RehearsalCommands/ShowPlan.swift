package import ArgumentParser
import RehearsalCore
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// `plan`: what a scenario means on the calendar, before anybody is troubled; and what a framework
/// means, for those who ask "what if they rang on Monday?".
package struct ShowPlan: Subcommand {
  package static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show every date and deadline that a scenario implies.",
    discussion: """
      Without a scenario it shows the dates of a framework:

        rehearse plan --framework ilacs-standard --notified 2026-11-23

      A paper pack is printed before the day, for when no screen works. It holds the facilitator's
      sheets and a card for each role, or with --as one card alone:

        rehearse plan scenarios/tutorial --paper pack.html
        rehearse plan scenarios/tutorial --paper card.html --as head-of-service
      """)

  /// What the plan is written as.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, ics, markdown
  }

  @Argument(help: "A folder that holds a scenario.yaml.")
  var scenario: String?

  @Option(help: "A framework's id, or a file that holds one, in the place of a scenario.")
  var framework: String?

  @OptionGroup var call: CallOption

  @Option(help: "text, json, csv, ics (a calendar) or markdown.")
  var format = Form.text

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(
    help: "Write what is printed before the day to this file: .html, .txt or .md.",
    completion: .file())
  var paper: String?

  @Option(name: .customLong("as"), help: "With --paper: the card of this role alone.")
  var role: String?

  package init() {}

  package func validate() throws {
    switch (scenario, framework) {
    case (nil, nil):
      throw ValidationError("Name a scenario, or a framework with --framework.")
    case (.some, .some):
      throw ValidationError("Name a scenario or a framework, not both.")
    case (nil, .some) where call.notified == nil:
      throw ValidationError("Say when the call comes, such as --notified 2026-11-23.")
    default: break
    }
    if json, format != .text, format != .json {
      throw ValidationError("Use --json or --format \(format.rawValue), not both.")
    }
    if let paper {
      if json || format != .text {
        throw ValidationError("Use --paper, or --json or --format, not both.")
      }
      if PaperForm(paper) == nil {
        throw ValidationError("Let \"\(paper)\" end in .html, .txt or .md: that says its form.")
      }
    } else if role != nil {
      throw ValidationError("--as goes with --paper, such as --paper card.html.")
    }
  }

  func perform() throws {
    let plan = try argument().plan()
    if let paper, let form = PaperForm(paper) {
      let page = Page.paperPack(plan, .rehearsal, for: try ViewOptions.viewer(role, plan))
      try SourceFolder.write(Array(form.text(page).utf8), to: paper)
      Terminal.out("Paper pack: \(paper)\n")
      return
    }
    switch json ? .json : format {
    case .text: Terminal.out(Terminal.renderer.render(page(plan)))
    case .json: Terminal.out(plan.json.pretty)
    case .csv: Terminal.out(plan.csv)
    case .markdown: Terminal.out(MarkdownRenderer().render(page(plan)))
    case .ics:
      guard plan.isDated else {
        throw Failure.failed(
          "A calendar needs dates, and this call comes in a window. Add --notified with a day.")
      }
      Terminal.out(plan.calendar(stamp: RoomClock.now()))
    }
  }

  private func argument() throws -> ScenarioArgument {
    if let framework, let notified = call.date {
      return try ScenarioArgument(framework: framework, notified: notified)
    }
    return try ScenarioArgument(path: scenario ?? ".", notified: call.date)
  }

  private func page(_ plan: Plan) -> Page {
    Page.plan(plan, briefing: Modules.rehearsal.briefing(plan), CallForecast.all(plan))
  }
}

/// What a paper pack is written as, which its file's name says.
private enum PaperForm: CaseIterable {
  case html, text, markdown

  init?(_ file: String) {
    guard let form = PaperForm.allCases.first(where: { file.lowercased().hasSuffix($0.ending) })
    else { return nil }
    self = form
  }

  private var ending: String {
    switch self {
    case .html: ".html"
    case .text: ".txt"
    case .markdown: ".md"
    }
  }

  func text(_ page: Page) -> String {
    switch self {
    case .html: HTMLRenderer().render(page)
    case .text: TextRenderer(width: 100, colour: false, isForPaper: true).render(page)
    case .markdown: MarkdownRenderer().render(page)
    }
  }
}
