import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// What only a facilitator does, beside the log: who may come in, whose part to play, and what
/// becomes of a clock that ran on while nobody was there.
struct FacilitatorSite: Sendable {
  private let rehearsal: ServedRehearsal
  private let site: LiveSite

  init(_ site: LiveSite) {
    self.site = site
    rehearsal = site.rehearsal
  }

  /// What the forms of this page ask for, where a command's name would stand.
  private enum Act: String {
    case free = "seat.free"
    case goOn = "clock.go-on"
    case pauseFirst = "clock.pause-first"
  }

  func add(to router: RouterGroup<Visit>) {
    router.get("as/facilitator/room-keys") { request, _ in
      let visitor = try Visitor.find("facilitator", request, in: rehearsal)
      return page(
        visitor, request.uri.queryParameters["done"].flatMap { done($0) }, .ok)
    }
    router.post("as/facilitator/room-keys") { request, context in
      let visitor = try Visitor.find("facilitator", request, in: rehearsal)
      let form = try await ReceivedForm.read(
        request, context, seconds: rehearsal.settings.bodyTime)
      try rehearsal.requireToken(form[FormAddress.token], of: .facilitator)
      return try await act(form, visitor)
    }
  }

  private func act(_ form: ReceivedForm, _ visitor: Visitor) async throws -> Response {
    do {
      switch form["command"].flatMap({ Act(rawValue: $0) }) {
      case .free:
        guard let role = form["role"].flatMap({ rehearsal.role($0) }) else {
          throw HTTPError(.notFound)
        }
        let access = rehearsal.access
        try await rehearsal.filing.take { try await Disk.work { try access.free(role.id) } }
        return see("free-\(role.id)")
      case .goOn:
        _ = try await rehearsal.live.goOn()
        return see("on")
      case .pauseFirst:
        let pause = LiveRehearsal.Act(
          PauseRehearsal(because: "Nobody was here"), by: visitor.actor,
          id: "web/held-\(rehearsal.live.replay().events.count)", emptySeat: "web")
        if case .failure(let rejection)? = try await rehearsal.live.goOn(after: [pause]).first {
          return page(visitor, .problems([.init(nil, rejection.words)]), .conflict)
        }
        return see("paused")
      case nil: throw VisitProblem(.badRequest, "Nobody can do that here. Open the page again.")
      }
    } catch let error as StorageProblem {
      return page(visitor, .problems([.init(nil, ActSite.words(error))]), .serviceUnavailable)
    } catch let error as LiveRehearsal.Problem {
      return page(visitor, .problems([.init(nil, error.words)]), .serviceUnavailable)
    }
  }

  private func see(_ done: String) -> Response {
    Answer.see("\(rehearsal.base)/as/facilitator/room-keys?done=\(done)")
  }

  /// What came of the last press; an address holds no words, because anybody may have made it.
  private func done(_ said: Substring) -> Frame.Banner? {
    switch said {
    case "on": return .done("The clock goes on.")
    case "paused": return .done("Paused at the last thing that happened.")
    default:
      guard said.hasPrefix("free-") else { return nil }
      return rehearsal.role(String(said.dropFirst(5))).map {
        .done("Somebody may join as \($0.title) now.")
      }
    }
  }

  private func page(
    _ visitor: Visitor, _ banner: Frame.Banner?, _ status: HTTPResponse.Status
  ) -> Response {
    let view = rehearsal.screens(.facilitator).now().view
    let roles = rehearsal.plan.scenario.head.roles
    var blocks: [Block] = []
    if rehearsal.live.isHeld {
      blocks += [
        Block(
          "held",
          .notice(
            "The clock ran on while nobody was here. Say what becomes of that time before anything "
              + "else is recorded.")),
        form(.goOn, "held-on", "Let it count: what fell due meanwhile is late", "Go on"),
        form(
          .pauseFirst, "held-pause", "Leave it out: pause at the last thing that happened",
          "Pause there"),
      ]
    }
    blocks += [
      Block("keys", .heading("Who comes in")),
      Block(
        "keys-facts",
        .facts([
          Block.Fact("Join code", .words(rehearsal.access.joinCode)),
          Block.Fact(
            "Where to type it", .words("\(rehearsal.base)/join, at this server's address")),
        ])),
    ]
    for role in roles where rehearsal.access.isTaken(role.id) {
      blocks.append(
        form(
          .free, "free-\(role.id)", "\(role.title) has joined", "Free the seat",
          [("role", role.id.text)]))
    }
    let target = FormTarget(
      address: "\(rehearsal.base)/as/facilitator/room-keys",
      hidden: [.init(FormAddress.token, rehearsal.token(.facilitator))])
    let parts = roles.map { Frame.Link("\(rehearsal.base)/as/\($0.id)/me", $0.title) }
    let frame = site.frame(
      visitor, nil, view, banner: banner, more: Frame.More("Play a part", parts))
    return Answer.html(
      HTMLRenderer(forms: target).render(
        Page(title: "\(rehearsal.plan.scenario.head.title): who comes in", blocks: blocks),
        in: frame), status)
  }

  private func form(
    _ act: Act, _ id: String, _ doc: String, _ words: String,
    _ filled: [(name: String, value: String)] = []
  ) -> Block {
    Block(
      id,
      .form(Block.Form(asking: Nothing.self, act.rawValue, doc: doc, words: words, filled: filled)))
  }
}
