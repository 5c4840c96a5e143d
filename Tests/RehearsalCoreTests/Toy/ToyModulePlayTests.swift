import RehearsalFormats
import RehearsalTestSupport
import Testing

@testable import RehearsalCore

/// The new module in a rehearsal: said, refused, seen by some, folded, and written as a script.
@Suite("A new module: in a rehearsal")
struct ToyModulePlayTests {
  private func rehearsal() throws -> MemoryRehearsal {
    try MemoryRehearsal(yaml: ToyModuleTests.yaml, modules: .withOneMore)
  }

  private func played() throws -> MemoryRehearsal {
    var rehearsal = try rehearsal()
    try rehearsal.play(
      "day 1 09:00 facilitator starts",
      "day 1 09:30 head-of-service signs in v1 at front-door",
      #"day 1 09:35 head-of-service signs in v2 at car-park brings "a bag, open",keys"#,
      "day 1 10:00 head-of-service signs out v1",
      "day 1 10:05 head-of-service signs in v3 at front-door")
    return rehearsal
  }

  @Test("sentence: what is said becomes events")
  func sentences() throws {
    let events = try played().events.compactMap(\.event)
    #expect(
      events.compactMap { $0 as? VisitorSignedIn }
        == [
          VisitorSignedIn(visitor: .known("v1"), at: .known("front-door"), brings: []),
          VisitorSignedIn(
            visitor: .known("v2"), at: .known("car-park"), brings: ["a bag, open", "keys"]),
          VisitorSignedIn(visitor: .known("v3"), at: .known("front-door"), brings: []),
        ])
    #expect(
      events.compactMap { $0 as? VisitorSignedOut } == [VisitorSignedOut(visitor: .known("v1"))])
  }

  @Test(
    "sentence: what is refused is refused in words, by precedence, and recorded nowhere",
    arguments: [
      (
        "signs in v9 at front-dor", "visitors-book.entrance-unknown",
        #"No entrance is called "front-dor". Did you mean "front-door"?"#
      ),
      (
        "signs in v2 at nowhere-else", "visitors-book.entrance-unknown",
        #"No entrance is called "nowhere-else". The scenario lists them."#
      ),
      (
        "signs in v2 at front-door", "visitors-book.already-in",
        #""v2" is inside already. Sign them out first."#
      ),
      (
        "signs in v9 at front-door", "visitors-book.no-badge",
        #""front-door" has no badge left. Wait until somebody leaves, or use another entrance."#
      ),
      (
        "signs out v1", "visitors-book.not-in", #""v1" is not inside. Nothing more to do."#
      ),
    ])
  func refusals(_ act: String, _ code: String, _ words: String) throws {
    var rehearsal = try played()
    let before = (rehearsal.events.count, try rehearsal.digest)
    switch try rehearsal.say("day 1 11:00 head-of-service \(act)") {
    case .success(let events): Issue.record("taken: \(events)")
    case .failure(let rejection):
      #expect((rejection.code, rejection.words) == (code, words))
      #expect(VisitorsBookRefusal.precedence.contains(rejection.code))
    }
    #expect(rehearsal.events.count == before.0)
    #expect(try rehearsal.digest == before.1)
  }

  @Test("sentence: the clock's module refuses for it before the start")
  func gate() throws {
    var rehearsal = try rehearsal()
    let answer = try rehearsal.say("day 1 09:00 head-of-service signs out v1")
    guard case .failure(let rejection) = answer else {
      Issue.record("taken before the start")
      return
    }
    #expect(rejection.code == "timeline.not-started")
  }

  @Test("sentence: a slip gets the nearest right word")
  func slips() {
    #expect(
      SentenceReaderTests.answer("director signs inn v1 at front-door", .withOneMore) == [
        #"S016 1:10 nobody can do "signs" | did you mean "signs in"?"#
      ])
    #expect(
      SentenceReaderTests.answer("director signs in v1 bings keys", .withOneMore) == [
        #"S017 1:22 "bings" is not something that "signs in" takes | did you mean "brings"?"#
      ])
  }

  @Test("--as: the desk sees the book, other roles see nothing of it")
  func audience() throws {
    let replay = try played().replay
    func seen(_ viewer: Viewer) -> (names: [String], visitors: [String]) {
      let view = replay.view(viewer)
      let names = view.shown.compactMap(\.event).map { "\(type(of: $0).name)" }
      return (
        names.filter { $0.hasPrefix("visitors-book") },
        view.state[VisitorsBook.self].visits.keys.map(\.text)
      )
    }
    let all = ["signed-in", "signed-in", "signed-out", "signed-in"].map { "visitors-book." + $0 }
    for viewer in [Viewer.facilitator, .role(.known("head-of-service"))] {
      #expect(seen(viewer) == (all, ["v1", "v2", "v3"]))
    }
    for viewer in [Viewer.role(.known("data-lead")), .role(.known("director"))] {
      #expect(seen(viewer) == ([], []))
      #expect(replay.view(viewer).shown.count == 1, "the start is for everyone")
    }
  }

  @Test("--as: a point in time shows what was known by then")
  func points() throws {
    let replay = try played().replay
    func visitors(_ point: Replay.Point) -> [String] {
      replay.view(.facilitator, at: point).state[VisitorsBook.self].visits.keys.map(\.text)
    }
    #expect(visitors(.event(0)) == [])
    #expect(visitors(.event(1)) == ["v1"])
    #expect(visitors(.end) == ["v1", "v2", "v3"])
  }

  @Test("board: it stands among the others, with a form and its own JSON")
  func board() throws {
    let state = try played().state
    let boards = Modules.withOneMore.boards(state)
    #expect(boards.map { "\(type(of: $0).name)" }.last == "visitors-book")
    let board = try #require(boards.last as? VisitorsBookBoard)
    #expect(board.lines.map(\.visitor) == ["v1", "v2", "v3"])
    #expect(board.lines.map { $0.left == nil } == [false, true, true])
    #expect(board.lines.map(\.entrance) == ["Front door", "Car park", "Front door"])
    let ids = boards.flatMap(\.blocks).map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(try CanonicalJSON.pretty(board).contains("\"brings\" : [\n        \"a bag, open\""))
  }

  @Test("digest: it counts, and only a line of its own")
  func digest() throws {
    let without = try MemoryRehearsal(
      yaml: ToyModuleTests.yaml.split(separator: "\n").prefix(4).joined(separator: "\n"))
    let before = try rehearsal().digest
    let after = try played().digest
    #expect(before.split(separator: "\n").count == Modules.withOneMore.all.count)
    #expect(before.hasPrefix(try without.digest))
    #expect(before != after)
    #expect(after.split(separator: "\n").last?.contains("\"v2\"") == true)
  }

  @Test("script: the log as a script, and that played, end the same")
  func script() throws {
    let first = try played()
    let script = first.replay.script()
    #expect(
      script == [
        "day 1 09:00 facilitator starts",
        "day 1 09:30 head-of-service signs in v1 at front-door",
        #"day 1 09:35 head-of-service signs in v2 at car-park brings "a bag, open","keys""#,
        "day 1 10:00 head-of-service signs out v1",
        "day 1 10:05 head-of-service signs in v3 at front-door",
      ])
    var second = try rehearsal()
    for line in script { try second.play(line) }
    #expect(try first.digest == second.digest)
    #expect(second.replay.script() == script)
  }

  @Test("paper: its sheet is in the facilitator's pack, and on no card")
  func paper() throws {
    let rehearsal = try rehearsal()
    func ids(_ viewer: Viewer) -> [String] {
      rehearsal.modules.paper(rehearsal.state, rehearsal.plan, for: viewer).map(\.id)
    }
    #expect(ids(.facilitator).suffix(2) == ["visitors", "visitors-who"])
    #expect(!ids(.role(.known("head-of-service"))).contains("visitors"))
  }

  @Test("story: what happened, as a person would tell it")
  func story() throws {
    let rehearsal = try played()
    let told = rehearsal.events.compactMap(\.event).map { $0.story(rehearsal.plan.names) }
    #expect(
      told.dropFirst() == [
        "signed in v1 at Front door", "signed in v2 at Car park", "signed out v1",
        "signed in v3 at Front door",
      ])
  }
}
