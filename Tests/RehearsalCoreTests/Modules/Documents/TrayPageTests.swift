import RehearsalCore
import RehearsalTestSupport
import Testing

@Suite("The page of files to place") struct TrayPageTests {
  private let fresh = [
    String(repeating: "5e", count: 32), String(repeating: "6f", count: 32),
    String(repeating: "70", count: 32),
  ]

  private func file(_ number: Int, _ sent: String, _ hash: String? = nil) throws -> TrayFile {
    let name = SentName(sent)
    return TrayFile(
      id: String(repeating: "\(number)", count: 32),
      owner: .role(try #require(ID("hos")), seat: "p2"), name: name.text, changes: name.changes,
      bytes: 1_536 * number, sha256: try #require(ContentHash(text: hash ?? fresh[number % 3])))
  }

  private func page(
    _ files: [TrayFile], seenBy role: String? = "hos", after lines: [String] = PaperCouncil.called
  ) throws -> TrayPage {
    let rehearsal = try PaperCouncil.rehearsal(lines)
    let state = try role.map { try rehearsal.view($0).state } ?? rehearsal.state
    let viewer: Viewer = try role.map { .role(try #require(ID($0))) } ?? .facilitator
    return TrayPage(files, TrayLimits(), state, rehearsal.plan, for: viewer)
  }

  private func offers(_ id: String, _ page: TrayPage) -> [Offer] {
    page.blocks.compactMap { block in
      if case .offer(let offer) = block.content, offer.id == id { return offer }
      return nil
    }
  }

  private func offer(_ id: String, _ page: TrayPage) throws -> Offer {
    try #require(offers(id, page).first)
  }

  private func hidden(_ form: Block.Form) -> [String] {
    (form.filled + form.carried).map { "\($0.name)=\($0.value)" }
  }

  @Test("an empty tray warns, takes files, and lets a dummy be made") func empty() throws {
    let page = try page([])
    #expect(
      page.blocks.map(\.id) == [
        "tray", "tray-warning", "tray-send", "tray-empty", "tray-dummy", "tray-names",
      ])
    #expect(page.blocks[1].content == .notice(Documents.uploadWarning))
    let send = try offer("tray.send", page)
    #expect(send.why == TrayLimits().words)
    #expect(send.forms.map(\.command) == ["tray.send"])
    #expect(send.forms[0].takesFile && send.forms[0].takesSeveral && !send.forms[0].isCommand)
  }

  @Test("a file is filed with the form of the command, and nothing is asked but the document")
  func filing() throws {
    let page = try page([try file(1, "../ld-02 final.pdf")])
    let offer = try offer("tray.\(String(repeating: "1", count: 32))", page)
    #expect(offer.title == "ld-02 final.pdf")
    #expect(
      offer.why
        == "It has 1.5KB, SHA-256 6f6f6f6f. Its name was changed: the folders before it were left "
        + "out. Certain: ld-02. Its name begins with ld-02.")
    #expect(offer.forms.map(\.command) == ["documents.add", "tray.remove"])
    let filing = offer.forms[0]
    #expect(
      hidden(filing) == [
        "sha256=\(fresh[1])", "bytes=1536", "file=ld-02 final.pdf",
        "tray-file=\(String(repeating: "1", count: 32))",
      ])
    #expect(filing.fields.map(\.name) == ["document"])
    #expect(filing.who == "hos")
    #expect(
      filing.options("document")?.map(\.words) == [
        "ld-02: Self-evaluation (certain)", "ld-01: Structure chart", "pr-02: Audit framework",
      ])
    #expect(filing.chosen("document") == "ld-02")
    #expect(hidden(offer.forms[1]) == ["tray-file=\(String(repeating: "1", count: 32))"])
  }

  @Test(
    "nothing is chosen before somebody looks where it is not certain",
    arguments: [
      ("our structure chart.pdf", "Likely: ld-01. Its name has every word of the title of ld-01."),
      ("x.pdf", "Nothing tells what it is for: choose a document."),
      (
        "ld-03 minutes.pdf",
        "Nothing tells what it is for: choose a document. By its name it is for ld-03, of which no "
          + "copy may be made."
      ),
    ])
  func uncertain(_ name: String, _ why: String) throws {
    let page = try page([try file(1, name)])
    let offer = try offer("tray.\(String(repeating: "1", count: 32))", page)
    #expect(offer.why == "It has 1.5KB, SHA-256 6f6f6f6f. \(why)")
    #expect(offer.forms[0].chosen("document") == nil)
    #expect(page.certain.isEmpty)
  }

  @Test(
    "what cannot be filed can be removed, and nothing else",
    arguments: [("obs", "ld-02.pdf"), ("data", "ld-02.pdf"), ("insp", "ld-02.pdf")])
  func others(_ role: String, _ name: String) throws {
    let page = try page([try file(1, name)], seenBy: role)
    let forms = try offer("tray.\(String(repeating: "1", count: 32))", page).forms
    let documents = forms.flatMap { $0.options("document") ?? [] }.map(\.value)
    #expect(documents == (role == "data" ? ["pr-01", "pr-02"] : []))
    #expect(forms.last?.command == "tray.remove")
    #expect(forms.allSatisfy { $0.chosen("document") == nil })
  }

  @Test("what was erased can only be removed") func erased() throws {
    let lines =
      PaperCouncil.added + [
        "day 1 10:30 facilitator erases \"\(PaperCouncil.one)\" because \"a name\""
      ]
    let page = try page([try file(1, "ld-02.pdf", PaperCouncil.one)], after: lines)
    let offer = try offer("tray.\(String(repeating: "1", count: 32))", page)
    #expect(offer.forms.map(\.command) == ["tray.remove"])
    #expect(offer.why.hasSuffix("was erased from this rehearsal, and cannot be added again."))
  }

  @Test("the certain ones are filed together, but for two that are for one document")
  func certain() throws {
    let one = [try file(1, "ld-02.pdf")]
    #expect(offers("tray.certain", try page(one)).isEmpty)
    let files = [
      try file(1, "ld-02.pdf"), try file(2, "pr-02-audit-framework.pdf"), try file(3, "x.pdf"),
      try file(4, "ld-01 a.pdf"), try file(5, "ld-01 b.pdf"),
    ]
    let page = try page(files)
    let offer = try offer("tray.certain", page)
    #expect(offer.title == "File the 2 certain ones")
    #expect(
      offer.why
        == "ld-02.pdf as ld-02: Self-evaluation; pr-02-audit-framework.pdf as pr-02: Audit "
        + "framework.")
    let value =
      "\(String(repeating: "1", count: 32))=ld-02,\(String(repeating: "2", count: 32))=pr-02"
    #expect(hidden(offer.forms[0]) == ["tray-certain=\(value)"])
    let read = try #require(TrayPage.placings(value))
    #expect(read.map(\.file) == page.certain.map(\.file.id))
    #expect(read.map(\.document.text) == ["ld-02", "pr-02"])
  }

  @Test(
    "what nobody wrote here is not read as files and documents",
    arguments: [
      "", ",", "=", "a", "a=", "=ld-01", "a=ld 01", "a=ld-01,", ",a=ld-01", "a=b=c", "a=LD-01",
      "a=ld-01,a=ld-02", "a=ld-01,b=ld-01", "a=../x",
    ])
  func damaged(_ text: String) {
    #expect(TrayPage.placings(text) == nil)
  }

  @Test("a dummy is offered for what is missing, and is taken") func dummy() throws {
    var rehearsal = try PaperCouncil.rehearsal(PaperCouncil.called)
    let page = try page([])
    let form = try #require(try offer("tray.dummy", page).forms.first)
    #expect(form.command == "documents.use-dummy")
    #expect(!form.takesFile)
    #expect(form.options("document")?.map(\.value) == ["ld-02", "ld-03", "pr-02"])
    try rehearsal.play("day 1 10:00 hos uses a dummy for ld-02")
    #expect(try rehearsal.line("ld-02").newest?.name == "ld-02-self-evaluation.pdf")
    // Who has nothing to provide makes none.
    #expect(offers("tray.dummy", try self.page([], seenBy: "obs")).isEmpty)
  }

  @Test("every choice that is offered is taken by the decider, after each step of the list")
  func taken() throws {
    let stages = [
      PaperCouncil.called, PaperCouncil.added, PaperCouncil.approved, PaperCouncil.sent,
      PaperCouncil.called + ["day 1 10:00 hos rules out ld-02 because \"old\""],
    ]
    for lines in stages {
      let rehearsal = try PaperCouncil.rehearsal(lines)
      for (role, seat) in [("hos", "p2"), ("dcs", "p1"), ("data", "p3"), ("obs", "p7")] {
        let actor = Actor.role(try #require(ID(role)), seat: seat)
        let files = [try file(1, "ld-02.pdf", PaperCouncil.one), try file(2, "x.exe")]
        for placing in try page(files, seenBy: role, after: lines).placings {
          for item in placing.choices {
            var copy = rehearsal
            let outcome = copy.perform(
              placing.file.filing(as: item.id), by: actor,
              at: try #require(rehearsal.events.last).at)
            #expect(throws: Never.self, "\(role) \(item.id)") { try outcome.get() }
          }
        }
      }
    }
  }

  @Test(
    "while the rehearsal does not run files are sent and removed, and not filed",
    arguments: [
      [], PaperCouncil.called + ["day 1 09:30 facilitator pauses"],
      PaperCouncil.called + ["day 1 09:30 facilitator ends"],
    ])
  func halted(_ lines: [String]) throws {
    let page = try page([try file(1, "ld-02.pdf"), try file(2, "pr-02.pdf")], after: lines)
    #expect(page.certain.count == 2)
    #expect(
      page.blocks.map(\.id) == [
        "tray", "tray-warning", "tray-send", "tray-halted", "tray-files",
        "tray-\(String(repeating: "1", count: 32))", "tray-\(String(repeating: "2", count: 32))",
        "tray-names",
      ])
    for number in 1...2 {
      let offer = try offer("tray.\(String(repeating: "\(number)", count: 32))", page)
      #expect(offer.forms.map(\.command) == ["tray.remove"])
    }
  }

  @Test("each name that files should have is there to be copied") func names() throws {
    guard case .table(let table)? = try page([]).blocks.last?.content else {
      Issue.record("no table")
      return
    }
    #expect(
      table.rows == [
        [.words("ld-01"), .words("Structure chart"), .words("ld-01-structure-chart.pdf")],
        [.words("ld-02"), .words("Self-evaluation"), .words("ld-02-self-evaluation.pdf")],
        [.words("pr-02"), .words("Audit framework"), .words("pr-02-audit-framework.pdf")],
      ])
  }

  @Test("ids of blocks are unique, and hashes stand there whole") func blocks() throws {
    let files = try (1...3).map { try file($0, "ld-0\($0).pdf") }
    let page = try page(files, seenBy: nil)
    #expect(Set(page.blocks.map(\.id)).count == page.blocks.count)
    let text = page.blocks.compactMap { block -> Block.Table? in
      if case .table(let table) = block.content, block.id == "tray-files" { return table }
      return nil
    }
    #expect(text.first?.rows.map { $0[2] } == files.map { .words($0.sha256.text) })
  }
}
