import Crypto
import HTTPTypes
package import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews
import Synchronization

/// Everything that one server answers: the rehearsals that are open, and for whoever runs it, a
/// page on which to open more.
package final class House: HTTPResponder {
  package typealias Context = Visit

  /// What the page offers, and how something of it is opened.
  package struct Shelf: Sendable {
    /// Something that can be opened: its folder, and what people call it.
    package struct Item: Hashable, Sendable {
      package let path: String
      package let title: String

      package init(path: String, title: String) {
        self.path = path
        self.title = title
      }
    }

    package let scenarios: @Sendable () -> [Item]
    package let rehearsals: @Sendable () -> [Item]
    /// Opens a scenario anew, or a rehearsal where it stands. What it throws has words for people.
    package let open: @Sendable (Item) async throws -> ServedRehearsal
    /// What is said of an error that `open` throws.
    package let words: @Sendable (any Error) -> String

    package init(
      scenarios: @escaping @Sendable () -> [Item], rehearsals: @escaping @Sendable () -> [Item],
      open: @escaping @Sendable (Item) async throws -> ServedRehearsal,
      words: @escaping @Sendable (any Error) -> String
    ) {
      self.scenarios = scenarios
      self.rehearsals = rehearsals
      self.open = open
      self.words = words
    }
  }

  private struct Open: Sendable {
    let rehearsal: ServedRehearsal
    let responder: any HTTPResponder<Visit>
  }

  private let settings: ServerSettings
  private let shelf: Shelf?
  private let open = Mutex<[Open]>([])
  /// Held while something is opened, so that two who ask at once do not open it twice.
  private let opening = Turns()
  private let front: any HTTPResponder<Visit>
  private let key: String

  /// - Parameter shelf: `nil` where only what is added by the program is served
  package init(_ settings: ServerSettings, shelf: Shelf? = nil) {
    self.settings = settings
    self.shelf = shelf
    key = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let router = Router(context: Visit.self)
    SharedPages.add(to: router)
    SharedFiles.add(to: router)
    front = router.buildResponder()
  }

  /// What the link for whoever runs it ends with.
  package var link: String { "/?key=\(key)" }

  package func add(_ rehearsal: ServedRehearsal) {
    let open = Open(
      rehearsal: rehearsal, responder: RehearsalServer.router(rehearsal).buildResponder())
    self.open.withLock { $0.append(open) }
  }

  /// Ends everything, and returns once no log is in use any more.
  package func close() async {
    for open in open.withLock({ $0 }) { await open.rehearsal.close() }
  }

  package func respond(to request: Request, context: Visit) async throws -> Response {
    try await FrontDoor(settings).handle(request, context: context) { request, context in
      try await self.answer(request, context)
    }
  }

  private func answer(_ request: Request, _ context: Visit) async throws -> Response {
    let parts = request.uri.path.split(separator: "/")
    if parts.count >= 2, parts[0] == "r" {
      let found = open.withLock { all in all.first { $0.rehearsal.name == parts[1] } }
      guard let found else { throw HTTPError(.notFound) }
      return try await found.responder.respond(to: request, context: context)
    }
    guard parts.isEmpty || parts == ["open"] else {
      return try await front.respond(to: request, context: context)
    }
    let all = open.withLock { $0 }
    guard let shelf else {
      guard parts.isEmpty, let only = all.first else { throw HTTPError(.notFound) }
      return Answer.see("\(only.rehearsal.base)/")
    }
    return try await home(request, context, shelf)
  }

  // MARK: - For whoever runs it

  private static let cookie = "rehearse-house"

  private func home(
    _ request: Request, _ context: Visit, _ shelf: Shelf
  ) async throws -> Response {
    if Access.isSame(request.uri.queryParameters["key"], key) {
      return Answer.see(
        "/", cookie: Cookies.make(House.cookie, key, path: "/", isEncrypted: settings.isEncrypted))
    }
    guard Access.isSame(Cookies(request)[House.cookie], key) else {
      throw VisitProblem(
        .forbidden,
        "This page is for whoever runs the server. Open the link that the tool printed. If you "
          + "were given an address with a rehearsal in it, use that.")
    }
    guard request.method == .post else { return page(shelf, nil, .ok) }
    let form = try await ReceivedForm.read(request, context, seconds: settings.bodyTime)
    guard Access.isSame(form[FormAddress.token], key) else { throw VisitProblem.staleForm }
    let items = shelf.scenarios() + shelf.rehearsals()
    guard let item = items.first(where: { $0.path == form["path"] }) else {
      throw HTTPError(.notFound)
    }
    do {
      let rehearsal = try await opening.take { try await self.rehearsal(item, shelf) }
      return Answer.see("\(rehearsal.base)/enter?token=\(rehearsal.access.facilitator)")
    } catch {
      return page(shelf, .problems([.init(nil, shelf.words(error))]), .unprocessableContent)
    }
  }

  private func rehearsal(_ item: Shelf.Item, _ shelf: Shelf) async throws -> ServedRehearsal {
    let known = open.withLock { all in
      all.first { $0.rehearsal.live.folder.path == item.path }?.rehearsal
    }
    if let known { return known }
    let new = try await shelf.open(item)
    add(new)
    return new
  }

  private func page(
    _ shelf: Shelf, _ banner: Frame.Banner?, _ status: HTTPResponse.Status
  ) -> Response {
    func forms(_ items: [Shelf.Item], _ kind: String, _ words: String) -> [Block] {
      items.enumerated().map { index, item in
        Block(
          "\(kind)-\(index)",
          .form(
            Block.Form(
              asking: Nothing.self, "open", doc: item.title, words: words,
              filled: [("path", item.path)])))
      }
    }
    let scenarios = shelf.scenarios()
    let rehearsals = shelf.rehearsals()
    let none = [Block("none", .text("There is none here yet."))]
    let page = Page(
      title: "Rehearsals",
      blocks: [Block("scenarios", .heading("Begin a rehearsal of a scenario"))]
        + (scenarios.isEmpty ? none : forms(scenarios, "scenario", "Begin a rehearsal"))
        + [Block("rehearsals", .heading("Go on with a rehearsal"))]
        + (rehearsals.isEmpty
          ? [Block("no-rehearsals", .text("There is none here yet."))]
          : forms(rehearsals, "rehearsal", "Go on")))
    let target = FormTarget(address: "/open", hidden: [.init(FormAddress.token, key)])
    let frame = Frame(
      name: Exercise.product, banner: banner, foot: SharedPages.foot, assets: SharedFiles.assets)
    return Answer.html(HTMLRenderer(forms: target).render(page, in: frame), status)
  }
}

/// A form that asks nothing.
struct Nothing: Record {
  init(_ f: inout some FieldVisitor, _ old: Self?) {}
}
