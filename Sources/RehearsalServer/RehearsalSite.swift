import HTTPTypes
package import Hummingbird
import RehearsalCore
package import RehearsalStorage
import RehearsalViews

/// A recorded rehearsal as pages, read from its log at each request, so that a log somebody else
/// still writes shows as it stands. It changes nothing, and asks nobody who they are: serve it to
/// this machine alone.
package struct RehearsalSite: Sendable {
  private let folder: LogFolder
  private let tool: String

  package init(_ folder: LogFolder, tool: String) {
    self.folder = folder
    self.tool = tool
  }

  /// `/` as a facilitator sees it, `/?as=ROLE` as a role knew it, `&event=N` as it stood then.
  package func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/") { request, _ in respond(request) }
    return router
  }

  private func respond(_ request: Request) -> Response {
    do throws(StorageProblem) {
      let recorded = try RecordedRehearsal.open(folder, .rehearsal)
      let replay = recorded.replay
      guard let viewer = viewer(request, replay.plan), let point = point(request, replay) else {
        return page(
          Page(
            title: "Not found",
            blocks: [Block("missing", .text("There is no such role or event in this rehearsal."))]),
          [], .notFound)
      }
      let view = replay.view(viewer, at: point)
      return page(
        Page.rehearsal(view, replay, warning: recorded.warning),
        [Block.Fact("Head of the log", .words(recorded.shortHead))], .ok)
    } catch {
      return page(
        Page(title: "There is a problem", blocks: [Block("problem", .notice(error.words))]),
        [], .internalServerError)
    }
  }

  private func viewer(_ request: Request, _ plan: Plan) -> Viewer? {
    guard let name = request.uri.queryParameters["as"] else { return .facilitator }
    return plan.scenario.head.roles.first { $0.id.text == name }.map { .role($0.id) }
  }

  private func point(_ request: Request, _ replay: Replay) -> Replay.Point? {
    guard let text = request.uri.queryParameters["event"] else { return .end }
    guard let n = Int(text: String(text)), replay.events.indices.contains(n) else { return nil }
    return .event(n)
  }

  private func page(
    _ page: Page, _ footer: [Block.Fact], _ status: HTTPResponse.Status
  ) -> Response {
    let html = HTMLRenderer().render(
      page, footer: footer + [Block.Fact("Written by", .words(tool))])
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8",
        .cacheControl: "no-store",
        .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy:
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
          + "base-uri 'none'; form-action 'none'",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }
}
