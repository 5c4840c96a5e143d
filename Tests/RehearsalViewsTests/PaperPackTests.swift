import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalViews

/// What is printed for the hours in which no screen works.
@Suite struct PaperPackTests {
  private static let tutorial = "scenarios/tutorial"

  private func plan(_ path: String = tutorial) throws -> Plan {
    try #require(try ScenarioFolder.read(path).plan)
  }

  private func text(_ page: Page) -> String {
    TextRenderer(width: 100, colour: false, isForPaper: true).render(page)
  }

  /// The tutorial with some of its words put otherwise, each of which must stand there once.
  private func plan(changing changes: KeyValuePairs<String, String>) throws -> Plan {
    var yaml = try #require(try SourceFiles.shipped("tutorial")["scenario.yaml"]?.text.get())
    for (old, new) in changes {
      let parts = yaml.split(separator: old, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(old) stands there \(parts.count - 1) times")
      yaml = parts.joined(separator: new)
    }
    let file = SourceFile(path: "scenario.yaml", bytes: Array(yaml.utf8))
    return try #require(try ScenarioReader(.rehearsal).read(SourceFiles([file])).plan)
  }

  // MARK: - As people read it

  @Test func `the whole pack of the tutorial`() throws {
    Golden.check(text(Page.paperPack(try plan(), .rehearsal)), "paper-tutorial.txt")
  }

  @Test func `the whole pack of the tutorial as a file to print`() throws {
    let html = HTMLRenderer().render(Page.paperPack(try plan(), .rehearsal))
    // The style sheet is left out: it is a file that is read in review itself.
    let body = try #require(html.firstRange(of: "<main"))
    Golden.check(String(html[body.lowerBound...]), "paper-tutorial.html")
  }

  @Test func `one role's card before the day`() throws {
    let page = Page.paperPack(try plan(), .rehearsal, for: .role(.known("co-ordinator")))
    Golden.check(text(page), "paper-co-ordinator.txt")
  }

  @Test func `one role's card once the day has begun`() throws {
    let replay = try ReferenceLog.replay("tutorial")
    let page = Page.paperPack(replay, for: .role(.known("co-ordinator")), at: .event(40))
    Golden.check(text(page), "paper-co-ordinator-40.txt")
  }

  // MARK: - What nobody may read too early

  /// What only some may know, or only from the call on: were one of these on a card, the card would
  /// be another.
  @Test(arguments: [
    ("call: 2026-11-23 09:15", "call: 2026-11-24 10:15"),
    ("A reporter asks whether inspectors are in the building.", "A dog has got in."),
    ("title: A newspaper rings", "title: A dog"),
    ("- Says nothing of the inspection", "- Catches the dog"),
    ("from: A local newspaper", "from: The caretaker"),
    ("message: This is an exercise. The provisional outcome is for these", "message: Nothing for"),
    ("The inspectorate has rung: a standard inspection begins", "Something begins"),
    ("text: Ask before taking leave", "text: Take no leave"),
    ("title: Embargoed feedback", "title: Something else"),
    ("due: day 3 12:00", "due: day 4 11:00"),
    ("- title: Parking booked", "- title: Stables booked"),
    ("when: data-due is missed", "at: day 4 10:00"),
  ])
  func `a card holds nothing of`(_ old: String, _ new: String) throws {
    let (before, after) = (try plan(), try plan(changing: [old: new]))
    for role in before.scenario.head.roles {
      let viewer = Viewer.role(role.id)
      #expect(
        Page.paperPack(before, .rehearsal, for: viewer)
          == Page.paperPack(after, .rehearsal, for: viewer), "\(role.id)")
    }
    #expect(Page.paperPack(before, .rehearsal) != Page.paperPack(after, .rehearsal))
  }

  @Test func `what may be known before the day is on the card`() throws {
    let after = try plan(changing: ["title: Visitor badges": "title: Gold badges"])
    let page = Page.paperPack(after, .rehearsal, for: .role(.known("logistics-lead")))
    #expect(text(page).contains("Gold badges"))
  }

  @Test func `a sheet that is handed over has the words of one event and nothing else`() throws {
    let page = Page.paperPack(try plan(), .rehearsal)
    let slip = try #require(sheets(page).first { $0[0].id == "slip-newspaper-chief-executive" })
    let words = text(Page(title: "", blocks: slip))
    #expect(words.contains("A reporter asks whether inspectors are in the building."))
    for secret in ["Says nothing of the inspection", "A newspaper rings", "press office", "judge"] {
      #expect(!words.contains(secret), "\(secret)")
    }
  }

  @Test func `whoever has not been told a message has none on the card`() throws {
    let replay = try ReferenceLog.replay("tutorial")
    let early = text(Page.paperPack(replay, for: .role(.known("data-lead")), at: .event(8)))
    #expect(!early.contains("The inspectorate has rung"))
    let late = text(Page.paperPack(replay, for: .role(.known("data-lead"))))
    #expect(late.contains("The inspectorate has rung"))
  }

  @Test func `a role that the scenario does not have gets an empty page`() throws {
    #expect(Page.paperPack(try plan(), .rehearsal, for: .role(.known("nobody"))).blocks.isEmpty)
  }

  // MARK: - Every shipped scenario, and every point

  @Test(arguments: ScenarioFolder.shipped)
  func `every pack is whole, and each part says whose it is`(_ path: String) throws {
    let plan = try plan(path)
    let page = Page.paperPack(plan, .rehearsal)
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
    let reading = HTMLReading(HTMLRenderer().render(page))
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    for sheet in sheets(page) {
      guard case .sheet(let top) = sheet[0].content else { continue }
      #expect(top.holder.hasPrefix("For"), "\(top)")
      #expect(!top.title.isEmpty && sheet.count > 1, "\(top)")
    }
    let cards = page.blocks.filter { $0.id.hasSuffix("-card") && $0.isSheet }
    #expect(cards.count == plan.scenario.head.roles.count)
    #expect(HTMLRenderer().render(page) == HTMLRenderer().render(Page.paperPack(plan, .rehearsal)))
  }

  @Test(arguments: ScenarioFolder.shipped)
  func `a role's card is what the whole pack holds for it`(_ path: String) throws {
    let plan = try plan(path)
    let whole = Set(Page.paperPack(plan, .rehearsal).blocks)
    for role in plan.scenario.head.roles {
      let card = Page.paperPack(plan, .rehearsal, for: .role(role.id)).blocks
      let strange = card.filter { $0.isSheet || !whole.contains($0) }
      #expect(!card.isEmpty && strange.isEmpty, "\(role.id): \(strange)")
    }
  }

  @Test(arguments: [0, 3, 10, 40, 80])
  func `from where it stands, what is over is left out`(_ n: Int) throws {
    let replay = try ReferenceLog.replay("tutorial")
    let page = Page.paperPack(replay, at: .event(n))
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
    let at = replay.events[n].at
    let left = replay.plan.lines.filter { ($0.until ?? $0.at) > at }
    let shown = page.blocks.flatMap { block -> [Cell] in
      guard block.id.hasPrefix("running-order-"), case .table(let table) = block.content else {
        return []
      }
      return table.rows.map { $0[0] }
    }
    #expect(shown == left.map { .words($0.title) })
  }

  @Test func `a card does not say when something happened that its role was not told of`() throws {
    let replay = try ReferenceLog.replay("tutorial")
    let viewer = Viewer.role(.known("lead-member"))
    let unseen = try #require(
      replay.events.indices.first { n in
        let view = replay.view(viewer, at: .event(n))
        return !view.shown.isEmpty && view.shown.last?.at != view.last?.at
      })
    let page = Page.paperPack(replay, for: viewer, at: .event(unseen))
    let facts = page.blocks.flatMap { block in
      if case .facts(let facts) = block.content { facts } else { [Block.Fact]() }
    }
    #expect(!facts.contains(Block.Fact("As it stood at", .moment(replay.events[unseen].at))))
    #expect(facts.contains { $0.name == "As it stood at" })
  }

  @Test func `a call that nobody knows the day of is counted from`() throws {
    let path = "scenarios/warwickshire-sif-2014"
    let plan = try plan(path)
    try #require(!plan.isDated)
    let page = Page.paperPack(plan, .rehearsal)
    for block in page.blocks {
      guard case .table(let table) = block.content else { continue }
      for cell in table.rows.joined() {
        if case .moment(let moment) = cell { Issue.record("\(block.id): \(moment.words)") }
      }
    }
  }

  // MARK: - On paper

  @Test func `a form feed ends each sheet in text for paper, and only there`() throws {
    let page = Page.paperPack(try plan(), .rehearsal)
    let feeds = text(page).unicodeScalars.count { $0 == "\u{0C}" }
    let sheets = page.blocks.count { $0.isSheet }
    #expect(feeds == sheets)
    let screen = TextRenderer(width: 100, colour: false).render(page)
    #expect(!screen.unicodeScalars.contains("\u{0C}"))
  }

  @Test func `a sheet begins on a page of its own, and a box can be heard`() throws {
    let html = HTMLRenderer().render(Page.paperPack(try plan(), .rehearsal))
    #expect(html.contains(".sheet { break-before: page; }"))
    let reading = HTMLReading(html)
    let marks = reading.elements.filter { ["box", "blank"].contains($0.attributes["class"] ?? "") }
    #expect(!marks.isEmpty)
    for mark in marks {
      #expect(mark.attributes["role"] == "img")
      #expect(["Box to tick", "Line to write on"].contains(mark.attributes["aria-label"] ?? ""))
    }
  }

  /// The blocks of each sheet, the first of them its top.
  private func sheets(_ page: Page) -> [[Block]] {
    page.blocks.reduce(into: []) { sheets, block in
      if block.isSheet {
        sheets.append([block])
      } else if !sheets.isEmpty {
        sheets[sheets.count - 1].append(block)
      }
    }
  }
}
