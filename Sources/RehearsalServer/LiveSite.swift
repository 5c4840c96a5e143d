import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// The pages of one live rehearsal, each for whoever has a right to it.
struct LiveSite: Sendable {
  let rehearsal: ServedRehearsal
  private let assets: Frame.Assets

  init(_ rehearsal: ServedRehearsal) {
    self.rehearsal = rehearsal
    assets = SharedFiles.assets
  }

  func add(to router: RouterGroup<Visit>) {
    router.get("as/:who") { request, context in
      let visitor = try visitor(request, context)
      return Answer.see("\(rehearsal.base)/as/\(visitor.actor.who)/me")
    }
    router.get("as/:who/:page") { request, context in
      try show(request, context)
    }
    router.get("as/:who/:page/stream") { request, context in
      let visitor = try visitor(request, context)
      let page = try page(context)
      return try LiveStream(rehearsal).follow(page, visitor.viewer, request, context) {
        (try? self.visitor(request, context)) != nil
      }
    }
    router.get("room") { request, context in
      try requireGuest(request)
      return Answer.html(room())
    }
    router.get("room/stream") { request, context in
      try requireGuest(request)
      return try LiveStream(rehearsal).follow(.room, .room, request, context) {
        rehearsal.isGuest(request)
      }
    }
  }

  func visitor(_ request: Request, _ context: Visit) throws -> Visitor {
    try Visitor.find(context.parameters.get("who") ?? "", request, in: rehearsal)
  }

  private func page(_ context: Visit) throws -> LivePage {
    guard let page = LivePage(context.parameters.get("page") ?? "", rehearsal.modules) else {
      throw HTTPError(.notFound)
    }
    return page
  }

  /// The wall screen is for everybody who came in, and for nobody else.
  private func requireGuest(_ request: Request) throws {
    guard rehearsal.isGuest(request) else { throw VisitProblem.unknownSeat }
  }

  // MARK: - Pages

  private func show(_ request: Request, _ context: Visit) throws -> Response {
    let visitor = try visitor(request, context)
    let page = try page(context)
    let query = request.uri.queryParameters
    let screens = rehearsal.screens(visitor.viewer)
    let (view, position, replay) = screens.now()
    let number = query["page"].flatMap { Int($0) }.map { min(max(1, $0), 1_000_000) } ?? 1
    let isLate = query["earlier"] == "yes"
    // As a form sends it: the words of an address have a plus between them.
    let asked = PostedForm.values(request.uri.query ?? "") ?? []
    let find = asked.first { $0.name == "find" }.map { String($0.value.prefix(100)) } ?? ""
    var shown = page.page(view, replay, number: number)
    let isHeld = visitor.viewer == .facilitator ? rehearsal.live.isHeld : nil
    if visitor.viewer == .facilitator { shown = warned(shown) }
    if !find.isEmpty { shown = shown.finding(find) }
    let target = screens.forms.target(
      page.path, turn: view.acts, late: isLate ? Sentence.late : nil)
    // What somebody searched for, or types in late, is not taken from under their hands.
    let isLive = !isLate && find.isEmpty && number == 1
    let frame = frame(
      visitor, page, view,
      stream: isLive
        ? .init(
          "\(screens.forms.seat)/\(page.path)/stream", position: position, isHeld: isHeld) : nil,
      banner: query["done"].flatMap { done(String($0), view) },
      more: page.more(view, screens.forms, number: number), search: page == .mine ? nil : find)
    return Answer.html(HTMLRenderer(forms: target).render(shown, in: frame))
  }

  /// With what a facilitator must know first of all.
  private func warned(_ page: Page) -> Page {
    var warnings: [Block] = []
    if rehearsal.live.isHeld {
      let words =
        "The clock ran on while nobody was here, and is held. Nothing is recorded until you say "
        + "what becomes of that time: press \"Keys and clock\" at the foot of this page."
      warnings.append(Block("held", .notice(words)))
    }
    if let problem = rehearsal.live.problem {
      let words = "The last thing could not be recorded. \(ActSite.words(problem))"
      warnings.append(Block("not-recorded", .notice(words)))
    }
    if let behind = rehearsal.live.clockBehind {
      let words =
        "The clock of this machine was put back by \(behind.toTheMinute.words). Until it has "
        + "caught up, the exercise's clock stands still."
      warnings.append(Block("clock-behind", .notice(words)))
    }
    return Page(title: page.title, blocks: warnings + page.blocks)
  }

  private func room() -> String {
    let (view, position, replay) = rehearsal.screens(.room).now()
    let frame = Frame(
      name: "Wall screen", clock: rehearsal.clock(view),
      stream: .init("\(rehearsal.base)/room/stream", position: position),
      foot: foot(nil), assets: assets, isWall: true)
    return HTMLRenderer().render(LivePage.room.page(view, replay), in: frame)
  }

  /// What stands around every page of a seat.
  func frame(
    _ visitor: Visitor, _ page: LivePage?, _ view: Replay.View, stream: Frame.Stream? = nil,
    banner: Frame.Banner? = nil, more: Frame.More? = nil,
    search: String? = nil
  ) -> Frame {
    let seat = rehearsal.screens(visitor.viewer).forms.seat
    let pages =
      [("me", "My page")] + rehearsal.modules.all.map { ("\($0.name)", "\($0.title)") }
      + [("log", "Log")]
    let links = pages.map { path, words in
      Frame.Link("\(seat)/\(path)", words, isCurrent: page?.path == path)
    }
    let name = view.names.title(visitor.actor)
    return Frame(
      name: visitor.isPlayed ? "\(name), played by a facilitator" : name, links: links,
      clock: rehearsal.clock(view), banner: banner, stream: stream, more: more, search: search,
      foot: foot(visitor), assets: assets)
  }

  /// The same links in the same order on every page.
  func foot(_ visitor: Visitor?) -> [Frame.Link] {
    var links: [Frame.Link] = []
    if let visitor {
      let seat = rehearsal.screens(visitor.viewer).forms.seat
      links.append(Frame.Link("\(seat)/me?earlier=yes", "Type what happened earlier"))
      links += shortcuts(visitor.viewer, seat)
    }
    links.append(Frame.Link("\(rehearsal.base)/room", "Wall screen"))
    links.append(Frame.Link("\(rehearsal.base)/join", "Join in another role"))
    return links + SharedPages.foot
  }

  /// The forms that one key leads to, each on the page of its concern.
  private func shortcuts(_ viewer: Viewer, _ seat: String) -> [Frame.Link] {
    let view = rehearsal.screens(viewer).current.view
    let offers = Notes.offers(view.state, rehearsal.plan, for: viewer)
    return offers.flatMap { offer in
      offer.forms.enumerated().compactMap { index, form in
        form.shortcut.map { shortcut in
          let field = "\(Page.place(of: offer)).\(index + 1).\(shortcut.field)"
          return Frame.Link(
            "\(seat)/\(Notes.name)#\(field)", shortcut.words.capitalisedFirst,
            shortcut: shortcut)
        }
      }
    }
  }

  /// What came of the act with that id, as its author may know it.
  private func done(_ id: String, _ view: Replay.View) -> Frame.Banner? {
    if id == "nothing" { return .done("That is so already. Nothing more was recorded.") }
    let events = view.shown.reversed().prefix(500).filter { $0.id == id }.reversed()
    guard !events.isEmpty else { return nil }
    let told = events.compactMap { $0.told(view.names)?.words }
    return .done(told.isEmpty ? "Recorded." : "Recorded: \(told.joined(separator: "; ")).")
  }
}

extension ServedRehearsal {
  /// How the clocks stand, as far as a viewer knows.
  func clock(_ view: Replay.View) -> Clock {
    let timeline = view.state[Timeline.self]
    let wall = settings.wall()
    let last = view.shown.last?.at ?? Moment(plan.dayOne, .midnight)
    // Held, the story stands at the last thing that happened, whatever the clock of the room says.
    let running = live.isHeld ? nil : timeline.now(at: wall, view.state.calendar)
    let story = running ?? (live.isHeld ? last : timeline.anchor?.story) ?? last
    let status: Cell =
      switch timeline.status {
      case .notStarted: .status(.neutral, "Not started")
      case .running: .status(.underWay, live.isHeld ? "Held" : "Running")
      case .paused: .status(.atRisk, "Paused")
      case .stopped: .status(.problem, "Stopped: real incident")
      case .ended: .status(.done, "Ended")
      }
    return Clock(
      status: status, story: max(story, last).toTheMinute, room: settings.roomTime(),
      pace: timeline.status == .notStarted ? "" : timeline.pace.words)
  }
}

extension String {
  /// For the beginning of a line.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
