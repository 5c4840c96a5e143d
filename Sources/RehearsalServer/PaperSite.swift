import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalFormats
import RehearsalViews

/// What leaves the screen: the paper pack, and a calendar that a telephone asks for by itself.
struct PaperSite: Sendable {
  private let rehearsal: ServedRehearsal
  private let site: LiveSite

  init(_ site: LiveSite) {
    self.site = site
    rehearsal = site.rehearsal
  }

  func add(to router: RouterGroup<Visit>) {
    router.get("as/:who/paper") { request, context in
      let visitor = try site.visitor(request, context)
      let (view, _, replay) = rehearsal.screens(visitor.viewer).now()
      let page = Page.paperPack(replay, for: visitor.viewer)
      return Answer.html(
        HTMLRenderer().render(page, in: site.frame(visitor, nil, view)))
    }
    // A calendar program has no cookie: the address itself says who asks, and lets them do nothing.
    router.get("calendar/:who/:key") { _, context in
      let who = context.parameters.get("who") ?? ""
      guard let viewer = rehearsal.viewer(who),
        context.parameters.get("key") == rehearsal.calendarKey(viewer)
      else { throw HTTPError(.notFound) }
      let (view, _, replay) = rehearsal.screens(viewer).now()
      return Answer.text(
        RoleCalendar.text(view, replay), "text/calendar; charset=utf-8", .ok)
    }
  }
}

extension ServedRehearsal {
  func viewer(_ who: String) -> Viewer? {
    who == Viewer.facilitator.who ? .facilitator : role(who).map { .role($0.id) }
  }
}
