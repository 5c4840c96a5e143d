import HTTPTypes
import Hummingbird
import NIOCore
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews
import ServiceLifecycle

/// What the pages do, for programs: JSON, a token a role, events as they come, acts with an id.
struct ProgramSite: Sendable {
  private let rehearsal: ServedRehearsal

  init(_ rehearsal: ServedRehearsal) { self.rehearsal = rehearsal }

  func add(to router: RouterGroup<Visit>) {
    router.get("api/openapi.json") { _, _ in
      Answer.json(OpenAPI.document(rehearsal.modules, base: rehearsal.base).pretty)
    }
    router.post("api/seats") { request, context in try await sit(request, context) }
    router.get("api/as/:who/boards") { request, context in
      let visitor = try visitor(request, context)
      let (view, _, replay) = rehearsal.screens(visitor.viewer).now()
      return Answer.json(
        try BoardsJSON.text(view, replay, isNumbered: visitor.viewer == .facilitator))
    }
    router.get("api/as/:who/offers") { request, context in
      let visitor = try visitor(request, context)
      let view = rehearsal.screens(visitor.viewer).now().view
      let offers = rehearsal.modules.offers(view.state, rehearsal.plan, for: visitor.viewer)
      return Answer.json(OffersJSON.value(offers).pretty)
    }
    router.get("api/as/:who/events") { request, context in
      let visitor = try visitor(request, context)
      let (view, _, _) = rehearsal.screens(visitor.viewer).now()
      let after = try position(request) ?? 0
      let events = view.shown.enumerated().dropFirst(after).map { index, event in
        EventsJSON.value(event, position: index + 1, view)
      }
      return Answer.json(JSONValue.list(Array(events)).pretty)
    }
    router.get("api/as/:who/events/stream") { request, context in
      let visitor = try visitor(request, context)
      return try follow(visitor, request, context)
    }
    router.get("api/as/:who/tray") { request, context in
      let visitor = try visitor(request, context)
      let files = rehearsal.tray.files(of: visitor.actor).map { ProgramSite.value($0) }
      return Answer.json(JSONValue.list(files).pretty)
    }
    router.put("api/as/:who/tray/:name") { request, context in
      try await put(request, context, try visitor(request, context))
    }
    router.post("api/as/:who/acts") { request, context in
      let visitor = try visitor(request, context)
      return try await act(request, context, visitor)
    }
  }

  private func visitor(_ request: Request, _ context: Visit) throws -> Visitor {
    try Visitor.find(context.parameters.get("who") ?? "", request, in: rehearsal)
  }

  private func position(_ request: Request) throws -> Int? {
    let said =
      request.headers[LiveStream.lastEventID]
      ?? request.uri.queryParameters["after"].map { String($0) }
    guard let said else { return nil }
    guard let position = Int(said), position >= 0 else {
      throw VisitProblem(.badRequest, "\"after\" is the number of the last event that you have.")
    }
    return position
  }

  // MARK: - A token of one's own

  /// What a program sends to sit down in a role.
  private struct Seat: Record {
    let code: String
    let role: String
    let person: ID<Person>?

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      code = f.one("code", old?.code, "The join code")
      role = f.one("role", old?.role, "The role's id")
      person = f.maybe("person", old?.person, "Who sits there; left out, the role's holder")
    }
  }

  private func sit(_ request: Request, _ context: Visit) async throws -> Response {
    let address = rehearsal.address(request, context)
    guard rehearsal.tries.mayTry(address) else { throw HTTPError(.tooManyRequests) }
    let bytes = Array(
      try await ReceivedForm.text(
        request, context, limit: 4_096, seconds: rehearsal.settings.bodyTime
      ).utf8)
    let reading = Reading()
    guard let root = JSONNode.parse(bytes, bytes.indices) else {
      return problem(.badRequest, [("", "The body is not a JSON object.")])
    }
    let seat = reading.read(Seat.self, from: root)
    guard let seat = reading.sound(seat) else {
      return problem(.unprocessableContent, reading.diagnostics.map { ("", $0.words) })
    }
    guard rehearsal.access.isJoinCode(seat.code) else {
      rehearsal.tries.noteWrong(address)
      return problem(.forbidden, [("code", "That is not the code of this rehearsal.")])
    }
    guard let role = rehearsal.role(seat.role) else {
      return problem(.unprocessableContent, [("role", "No role is called \"\(seat.role)\".")])
    }
    guard let person = seat.person ?? role.holder else {
      return problem(.unprocessableContent, [("person", "\(role.title) has no holder: say who.")])
    }
    do {
      switch try await rehearsal.sit(person, in: role, because: nil) {
      case .failure(let refusal): return problem(.conflict, [("", refusal.words)])
      case .success(let token):
        return Answer.json(
          JSONValue.object([("role", .text("\(role.id)")), ("token", .text(token))]).pretty)
      }
    } catch {
      return problem(.serviceUnavailable, [("", ActSite.words(error))])
    }
  }

  // MARK: - Events as they come

  /// Each event that the role may see, once and in order. Whoever is too slow is cut, and goes on
  /// behind the last one it has.
  private func follow(
    _ visitor: Visitor, _ request: Request, _ context: Visit
  ) throws -> Response {
    let after = try position(request) ?? 0
    let (rehearsal, channel) = (rehearsal, context.channel)
    let (viewer, who) = (visitor.viewer, context.parameters.get("who") ?? "")
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", LiveStream.buffering: "no"],
      body: ResponseBody { writer in
        let signals = rehearsal.streams.signals()
        let watchdog = Watchdog(channel, seconds: rehearsal.settings.patience)
        defer { watchdog.end() }
        try await withGracefulShutdownHandler {
          var (position, quiet, changes) = (after, 0, -1)
          for await _ in signals {
            if rehearsal.access.changes != changes {
              changes = rehearsal.access.changes
              guard (try? Visitor.find(who, request, in: rehearsal)) != nil else { break }
            }
            let view = rehearsal.screens(viewer).now().view
            for index in min(position, view.shown.count)..<view.shown.count {
              let data = EventsJSON.value(view.shown[index], position: index + 1, view)
              let message = ServerSentEvent.make("event", data, id: index + 1)
              try await watchdog.during { try await writer.write(message) }
              quiet = 0
            }
            position = max(position, view.shown.count)
            quiet += 1
            // Who has gone is noticed by writing to them.
            guard quiet > LiveStream.quiet else { continue }
            quiet = 0
            try await watchdog.during { try await writer.write(ServerSentEvent.nothing) }
          }
        } onGracefulShutdown: {
          rehearsal.streams.end()
        }
        try await writer.finish(nil)
      })
  }

  // MARK: - Acts

  /// What a program sends: which act, under which id, and what it says.
  private struct Sent: Record {
    let id: String
    let command: String
    let happened: String?
    let tray: String?

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      id = f.one("id", old?.id, "The act's own id: sent again, it is not done again")
      command = f.one("command", old?.command, "Its name, such as communication.tell")
      happened = f.maybe("happened", old?.happened, "When it happened, if earlier")
      tray = f.maybe("tray", old?.tray, "A file of the tray, for documents.add")
    }
  }

  /// A file of the tray.
  private static func value(_ file: TrayFile) -> JSONValue {
    .object([
      ("tray", .text(file.id)), ("file", .text(file.name)), ("bytes", .integer(file.bytes)),
      ("sha256", .text(file.sha256.text)),
    ])
  }

  /// Takes a file into the tray, from which an act makes a document of it.
  private func put(
    _ request: Request, _ context: Visit, _ visitor: Visitor
  ) async throws -> Response {
    guard Visitor.bearer(request) != nil else { throw VisitProblem.unknownSeat }
    let sent = context.parameters.get("name") ?? ""
    let taken = try await Upload.file(
      sent.removingPercents ?? sent, request, context, rehearsal.tray, by: visitor.actor,
      seconds: rehearsal.settings.patience)
    guard taken.problems.isEmpty, let file = taken.files.first else {
      return problem(.unprocessableContent, taken.problems.map { ("", $0) })
    }
    return Answer.json(ProgramSite.value(file).pretty, .created)
  }

  private func act(
    _ request: Request, _ context: Visit, _ visitor: Visitor
  ) async throws -> Response {
    let bytes = Array(
      try await ReceivedForm.text(
        request, context, limit: 256 * 1024, seconds: rehearsal.settings.bodyTime
      ).utf8)
    guard let root = JSONNode.parse(bytes, bytes.indices), case .map(let entries, _) = root else {
      return problem(.badRequest, [("", "The body is not a JSON object.")])
    }
    let reading = Reading(context: rehearsal.plan.days)
    let head = reading.read(
      Sent.self, from: .map(entries.filter { $0.key.text != "fields" }, .nowhere))
    guard reading.diagnostics.isEmpty else {
      return problem(.unprocessableContent, reading.diagnostics.map { ("", $0.words) })
    }
    // Whose act it is, in few signs: two roles whose names begin alike must not share ids.
    let id = "api/\(rehearsal.key("api \(visitor.actor)").prefix(16))/\(head.id)"
    guard !head.id.isEmpty, head.id.utf8.count <= 36, LogLine.isID(id) else {
      return problem(
        .unprocessableContent,
        [("id", "An id has 1 to 36 plain characters, no quotes or backslashes.")])
    }
    guard let type = rehearsal.modules.command(named: head.command) else {
      return problem(.unprocessableContent, [("command", "Nobody can do \"\(head.command)\".")])
    }
    let file = head.tray.flatMap { rehearsal.tray.find($0, of: visitor.actor) }
    guard (type == AddDocument.self) == (file != nil) else {
      let words =
        type == AddDocument.self
        ? "Send the file with PUT …/tray/NAME, and say here what \"tray\" it was given."
        : "Only documents.add has a \"tray\"."
      return problem(.unprocessableContent, [("tray", words)])
    }
    var happened: Moment?
    if let text = head.happened {
      happened = rehearsal.moment(text, rehearsal.screens(visitor.viewer).now().view)
      if happened == nil {
        return problem(.unprocessableContent, [("happened", "\"\(text)\" is no exercise time.")])
      }
    }
    let fields = ProgramSite.fields(root["fields"] ?? .map([], .nowhere), file)
    func open<C: Command>(_ type: C.Type) -> any Command { reading.read(C.self, from: fields) }
    let command = open(type)
    guard reading.sound(command) != nil else {
      return problem(.unprocessableContent, reading.diagnostics.map { ($0.place.file, $0.words) })
    }
    let act = LiveRehearsal.Act(
      command, by: visitor.actor, id: id, happened: happened, emptySeat: "api")
    do {
      switch try await perform(act, file) {
      case .failure(let rejection):
        return Answer.json(
          JSONValue.object([
            ("code", .text(rejection.code)), ("reason", .text(rejection.reason)),
            ("fix", .text(rejection.fix)),
          ]).pretty, .conflict)
      case .success(let events):
        if let first = events?.lowerBound, !isRecorded(command, at: first) {
          return problem(
            .conflict, [("id", "This id stands for another act already. Give each its own.")])
        }
        return Answer.json(
          JSONValue.object([("id", .text(id)), ("recorded", .yesOrNo(events != nil))]).pretty)
      }
    } catch {
      return problem(.serviceUnavailable, [("", ActSite.words(error))])
    }
  }

  private func perform(
    _ act: LiveRehearsal.Act, _ file: TrayFile?
  ) async throws -> LiveRehearsal.Outcome {
    guard let file else { return try await rehearsal.perform(act) }
    let rehearsal = rehearsal
    return try await rehearsal.filing(file, of: act.actor) {
      let outcome = try await rehearsal.perform(act)
      if case .failure = outcome { return (outcome, .refused) }
      return (outcome, .done)
    }
  }

  /// What an act says, with what the tray knows of its file.
  private static func fields(_ fields: Node, _ file: TrayFile?) -> Node {
    guard let file, case .map(let entries, let place) = fields else { return fields }
    let known: [(name: String, value: String)] = [
      ("sha256", file.sha256.text), ("bytes", "\(file.bytes)"), ("file", file.name),
    ]
    let said = entries.filter { entry in !known.contains { $0.name == entry.key.text } }
    return .map(
      said
        + known.map { name, value in
          Node.Entry(Node.Scalar(name, place), .scalar(Node.Scalar(value, place)))
        }, place)
  }

  /// Whether the act that an event came from was of this kind. An event that says nothing of its
  /// act is taken at its word.
  private func isRecorded(_ command: any Command, at n: Int) -> Bool {
    let events = rehearsal.live.replay().events
    guard events.indices.contains(n), let act = events[n].event?.act(events[n].stamp) else {
      return true
    }
    return type(of: act) == type(of: command)
  }

  private func problem(
    _ status: HTTPResponse.Status, _ problems: [(field: String, words: String)]
  ) -> Response {
    let all = problems.map { problem in
      JSONValue.object([("field", .text(problem.field)), ("words", .text(problem.words))])
    }
    return Answer.json(JSONValue.object([("problems", .list(all))]).pretty, status)
  }
}

extension Diagnostic {
  /// What is wrong and what to do, in sentences.
  var words: String { message + (fix.map { "; \($0)" } ?? "") }
}
