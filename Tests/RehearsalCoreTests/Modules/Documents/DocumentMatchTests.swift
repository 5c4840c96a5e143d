import RehearsalCore
import RehearsalFormats
import RehearsalTestSupport
import Testing

@Suite("Which document a file is for") struct DocumentMatchTests {
  private static let fresh = String(repeating: "5e", count: 32)

  private func proposal(
    _ file: String, _ hash: String = fresh, seenBy role: String? = "hos",
    after lines: [String] = PaperCouncil.called
  ) throws -> DocumentProposal {
    let rehearsal = try PaperCouncil.rehearsal(lines)
    let state = try role.map { try rehearsal.view($0).state } ?? rehearsal.state
    let viewer: Viewer = try role.map { .role(try #require(ID($0))) } ?? .facilitator
    return DocumentMatcher(state, rehearsal.plan, for: viewer)
      .proposal(file: file, sha256: try #require(ContentHash(text: hash)))
  }

  private func words(_ proposal: DocumentProposal) -> [String] {
    proposal.matches.map { "\($0.confidence) \($0.document): \($0.why)" }
  }

  @Test(
    "its expected name and its reference are certain",
    arguments: [
      (
        "ld-02-self-evaluation.pdf",
        "certain ld-02: Its name is the one that the file of ld-02 should have."
      ),
      (
        "LD 02 Self-Evaluation.DOCX",
        "certain ld-02: Its name is the one that the file of ld-02 should have."
      ),
      ("ld-02.pdf", "certain ld-02: Its name begins with ld-02."),
      ("ld_02 final FINAL (2).docx", "certain ld-02: Its name begins with ld-02."),
      ("LD-01 chart of last year.xlsx", "certain ld-01: Its name begins with ld-01."),
      ("pr-02", "certain pr-02: Its name begins with pr-02."),
    ])
  func certain(_ file: String, _ words: String) throws {
    let proposal = try proposal(file)
    #expect(self.words(proposal) == [words])
    #expect(proposal.certain != nil)
    #expect(proposal.notes == [])
  }

  @Test(
    "what only looks like one is not",
    arguments: [
      "ld-0", "ld-020.pdf", "ld-021 a.pdf", "xld-02.pdf", "02.pdf", "ld.pdf", "", ".pdf", "ld-",
      "my ld-02.pdf", "\u{6587}\u{66F8}.pdf", "l-d-02.pdf", "evaluation.pdf", "frame.pdf",
    ])
  func uncertain(_ file: String) throws {
    let proposal = try proposal(file)
    #expect(proposal.certain == nil)
    #expect(proposal.matches == [])
  }

  @Test(
    "what the viewer may not add to is never proposed, and why is said",
    arguments: [
      ("hos", "pr-01-thresholds.pdf", "pr-01, which somebody else adds."),
      ("data", "ld-02.pdf", "ld-02, which somebody else adds."),
      ("obs", "ld-02.pdf", "ld-02, which somebody else adds."),
      ("hos", "ld-03-minutes.pdf", "ld-03, of which no copy may be made."),
      ("hos", "ld-04 old.pdf", "ld-04, which does not apply."),
      ("hos", "ld-02.exe", "ld-02, which takes only these types: pdf, docx."),
      ("dcs", "ld-02-self-evaluation", "ld-02, which takes only these types: pdf, docx."),
    ])
  func hindered(_ role: String, _ file: String, _ words: String) throws {
    let proposal = try proposal(file, seenBy: role)
    #expect(proposal.matches == [])
    #expect(proposal.notes == ["By its name it is for \(words)"])
  }

  @Test("who plays the inspectorate is told nothing") func inspectorate() throws {
    for file in ["ld-02.pdf", "ld-02-self-evaluation.pdf", "self evaluation.pdf"] {
      let proposal = try proposal(file, PaperCouncil.one, seenBy: "insp", after: PaperCouncil.sent)
      #expect(proposal.matches == [])
      #expect(proposal.notes == [])
    }
  }

  @Test("the same content is noticed, and is no more than likely") func content() throws {
    let same = try proposal("scan.pdf", PaperCouncil.one, after: PaperCouncil.added)
    #expect(words(same) == ["likely ld-02: Same content as ld-02, version 1."])
    #expect(
      same.notes == ["Same content as ld-02, version 1: filed there again, it changes nothing."])
    let elsewhere = try proposal("ld-01.pdf", PaperCouncil.one, after: PaperCouncil.added)
    #expect(
      words(elsewhere) == [
        "certain ld-01: Its name begins with ld-01.",
        "likely ld-02: Same content as ld-02, version 1.",
      ])
    let others = try proposal("x.pdf", PaperCouncil.one, seenBy: "data", after: PaperCouncil.added)
    #expect(others.matches == [])
    #expect(others.notes == ["Same content as ld-02, version 1."])
  }

  @Test("after it was returned the same content is a version again") func returned() throws {
    let lines = PaperCouncil.added + ["day 1 10:10 dcs returns ld-02 because \"a page is missing\""]
    let same = try proposal("scan.pdf", PaperCouncil.one, after: lines)
    #expect(words(same) == ["likely ld-02: Same content as ld-02, version 1."])
    #expect(same.notes == [])
  }

  @Test("the name of an earlier version is likely") func earlier() throws {
    let same = try proposal("A Chart.PDF", after: PaperCouncil.added)
    #expect(words(same) == ["likely ld-02: Version 1 of ld-02 had the same name."])
  }

  @Test("words of the title are likely where all are there, else possible") func titles() throws {
    #expect(
      words(try proposal("our structure chart 2026.pdf"))
        == ["likely ld-01: Its name has every word of the title of ld-01."])
    #expect(
      words(try proposal("new thresholds.pdf", seenBy: "data"))
        == ["possible pr-01: Its name has the word of the title of pr-01."])
    // One word of two is no more than chance.
    #expect(words(try proposal("audit of sites.pdf")) == [])
  }

  @Test("what was erased is for nothing") func erased() throws {
    let lines =
      PaperCouncil.added + [
        "day 1 10:30 facilitator erases \"\(PaperCouncil.one)\" because \"a name\""
      ]
    let proposal = try proposal("ld-02-self-evaluation.pdf", PaperCouncil.one, after: lines)
    #expect(proposal.matches == [])
    #expect(
      proposal.notes
        == ["The same content was erased from this rehearsal, and cannot be added again."])
  }

  @Test("two that a name fits alike are both likely, and a longer reference wins") func alike()
    throws
  {
    let yaml = """
      format: 1
      title: Alike
      framework: ilacs-standard
      call: 2026-11-23 09:15
      roles: [{title: Director, id: dcs}]
      documents:
        items:
          - {id: a-1, title: B c, owner: dcs}
          - {id: a-1-b, title: C, owner: dcs}
          - {id: plan, title: Plan of all, owner: dcs}
          - {id: a, title: 1 d e, owner: dcs}
      """
    let rehearsal = try MemoryRehearsal(yaml: yaml)
    let matcher = DocumentMatcher(rehearsal.state, rehearsal.plan, for: .facilitator)
    let hash = try #require(ContentHash(text: Self.fresh))
    func found(_ file: String) -> [String] {
      matcher.proposal(file: file, sha256: hash).matches.map { "\($0.confidence) \($0.document)" }
    }
    #expect(found("a-1-b-c.pdf") == ["likely a-1", "likely a-1-b"])
    #expect(found("a-1-b-x.pdf") == ["certain a-1-b"])
    #expect(found("a-1-x.pdf") == ["certain a-1"])
    // `a-1` stands at its beginning too, but the whole name says more.
    #expect(found("a-1-d-e.pdf") == ["certain a", "likely a-1"])
    // A reference without a number may be a word by chance.
    #expect(found("plan of the office.pdf") == ["likely plan"])
    #expect(found("plan-plan-of-all.pdf") == ["certain plan"])
  }

  @Test("what begins like one's own and is somebody else's is not certain") func foreign() throws {
    let yaml = """
      format: 1
      title: Foreign
      framework: ilacs-standard
      call: 2026-11-23 09:15
      roles: [{title: Director, id: dcs}, {title: Head, id: hos}]
      documents:
        items:
          - {id: a-1, title: Mine, owner: dcs}
          - {id: a-1-2, title: Not mine, owner: hos}
          - {id: a, title: 1 d e, owner: hos}
          - {id: b-1, title: Two, owner: dcs}
          - {id: b, title: 1 two, owner: hos}
      """
    let rehearsal = try MemoryRehearsal(yaml: yaml)
    let hash = try #require(ContentHash(text: Self.fresh))
    func found(_ file: String, _ viewer: Viewer) -> [String] {
      let matcher = DocumentMatcher(rehearsal.state, rehearsal.plan, for: viewer)
      let proposal = matcher.proposal(file: file, sha256: hash)
      return proposal.matches.map { "\($0.confidence) \($0.document)" } + proposal.notes
    }
    let mine = Viewer.role(.known("dcs"))
    #expect(
      found("a-1-2 x.pdf", mine)
        == ["likely a-1", "By its name it is for a-1-2, which somebody else adds."])
    #expect(
      found("a-1-d-e.pdf", mine)
        == ["likely a-1", "By its name it is for a, which somebody else adds."])
    #expect(
      found("b-1-two.pdf", mine)
        == ["likely b-1", "By its name it is for b, which somebody else adds."])
    #expect(found("a-1-2 x.pdf", .role(.known("hos"))) == ["certain a-1-2"])
    #expect(found("a-1 x.pdf", mine) == ["certain a-1"])
    #expect(found("b-1-two.pdf", .facilitator) == ["likely b-1", "likely b"])
  }

  @Test("proposals are the same each time") func same() throws {
    for file in ["ld-02.pdf", "structure chart.pdf", "x"] {
      #expect(try proposal(file) == proposal(file))
    }
  }

  /// Whoever may add it is told by the decider, and not by what the matcher is made of.
  @Test(
    "the expected name of each document of each scenario is for that document, for all who may add",
    arguments: ScenarioFolder.shipped)
  func shipped(_ path: String) throws {
    let plan = try #require(try ScenarioFolder.read(path).plan)
    let state = Modules.rehearsal.initialState(plan)
    let hash = try #require(ContentHash(text: Self.fresh))
    let viewers: [Viewer] = [.facilitator] + plan.scenario.head.roles.map { .role($0.id) }
    var (certain, refused) = (0, 0)
    for viewer in viewers {
      let matcher = DocumentMatcher(state, plan, for: viewer)
      for prepared in plan[Documents.self].items {
        let item = prepared.line
        let proposal = matcher.proposal(file: item.fileName, sha256: hash)
        let file = TrayFile(
          id: "f", owner: .tool, name: item.fileName, changes: [], bytes: 1, sha256: hash)
        let context = Context(
          now: Moment(plan.dayOne, .midnight), wall: WallMoment(microseconds: 0),
          actor: actor(viewer), id: "test")
        if (try? file.filing(as: item.id).decide(state, plan, context)) != nil {
          #expect(proposal.certain?.document == item.id, "\(viewer) \(item.fileName)")
          certain += 1
        } else {
          #expect(
            proposal.matches.allSatisfy { $0.document != item.id }, "\(viewer) \(item.fileName)")
          refused += 1
        }
        for match in proposal.matches {
          #expect(
            (try? file.filing(as: match.document).decide(state, plan, context)) != nil,
            "\(viewer) \(item.fileName) for \(match.document)")
        }
      }
    }
    let count = plan[Documents.self].items.count
    #expect(certain + refused == count * viewers.count)
    #expect(count == 0 || certain >= count / 2)
  }

  private func actor(_ viewer: Viewer) -> Actor {
    switch viewer {
    case .facilitator, .room: .facilitator(seat: "")
    case .role(let role): .role(role, seat: "p1")
    }
  }
}
