import Crypto
import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// Coming in: by the facilitator's link, or by the code and a role.
struct JoinSite: Sendable {
  private let rehearsal: ServedRehearsal
  private let site: LiveSite

  init(_ site: LiveSite) {
    self.site = site
    rehearsal = site.rehearsal
  }

  func add(to router: RouterGroup<Visit>) {
    router.get("enter") { request, context in try enter(request, context) }
    router.get("/") { request, _ in Answer.see(home(request)) }
    router.get("join") { request, context in try welcome(request, context) }
    router.post("join") { request, context in
      let form = try await ReceivedForm.read(
        request, context, seconds: rehearsal.settings.bodyTime)
      return form["code"] == nil
        ? try await sit(form, request)
        : try tryCode(form["code"] ?? "", form, rehearsal.address(request, context))
    }
  }

  // MARK: - The facilitator's link

  /// Nobody guesses such a token, so whoever has it is let in whatever others tried.
  private func enter(_ request: Request, _ context: Visit) throws -> Response {
    guard let token = request.uri.queryParameters["token"].map({ String($0) }),
      let actor = rehearsal.access.holder(of: token)
    else {
      throw VisitProblem(
        .forbidden, "This link is not one of this rehearsal. Copy it whole, or ask for a new one.")
    }
    return Answer.see(
      "\(rehearsal.base)/as/\(actor.who)/me", cookie: rehearsal.cookie(actor.who, token))
  }

  /// Where somebody belongs who only knows the rehearsal's address.
  private func home(_ request: Request) -> String {
    let seats = rehearsal.seats(request)
    return seats.count == 1
      ? "\(rehearsal.base)/as/\(seats[0])/me" : "\(rehearsal.base)/join"
  }

  // MARK: - The code

  /// What is asked of somebody who comes.
  private struct Code: Record {
    let code: String

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      code = f.one(
        "code", old?.code, "Eight letters and numbers. Capitals and spaces do not matter")
    }
  }

  private func requirePatience(_ address: String) throws {
    guard rehearsal.tries.mayTry(address) else {
      throw VisitProblem(
        .tooManyRequests, "That was wrong too often. Wait a minute, then try again.")
    }
  }

  private func welcome(_ request: Request, _ context: Visit) throws -> Response {
    let query = request.uri.queryParameters
    if let code = query["code"].map({ String($0) }) {
      // A page of another site may send somebody here again and again with a wrong code; that must
      // not keep out those who share their address.
      let isForeign = request.headers[FrontDoor.fetchSite] == "cross-site"
      guard !isForeign || rehearsal.access.isJoinCode(code) else {
        return codePage([], FormAnswer(), .ok)
      }
      return try tryCode(
        code, ReceivedForm(values: [("code", code)]), rehearsal.address(request, context))
    }
    guard rehearsal.isGuest(request) else { return codePage([], FormAnswer(), .ok) }
    if let name = query["role"].map({ String($0) }) {
      guard let role = rehearsal.role(name) else { throw HTTPError(.notFound) }
      return seatPage(role, [], FormAnswer(), .ok)
    }
    return rolesPage(request)
  }

  private func tryCode(
    _ code: String, _ form: ReceivedForm, _ address: String
  ) throws -> Response {
    try requirePatience(address)
    guard rehearsal.access.isJoinCode(code) else {
      rehearsal.tries.noteWrong(address)
      let words =
        "That is not the code of this rehearsal. Look at it again, or ask the facilitator."
      return codePage(
        [.init("join.code", words)],
        FormAnswer(typed: [.init("code", code)], problems: [.init("code", words)]),
        .unprocessableContent)
    }
    let cookie = Cookies.make(
      Cookies.guest, rehearsal.guestKey, path: "\(rehearsal.base)/",
      isEncrypted: rehearsal.settings.isEncrypted)
    return Answer.see("\(rehearsal.base)/join", cookie: cookie)
  }

  private func codePage(
    _ problems: [Frame.Banner.Problem], _ answer: FormAnswer, _ status: HTTPResponse.Status
  ) -> Response {
    let form = Block.Form(
      asking: Code.self, "join", doc: "Type the code that you were given", words: "Go on")
    return page(
      "Join \(rehearsal.plan.scenario.head.title)", [Block("join", .form(form))], problems, answer,
      status)
  }

  // MARK: - The role

  private func rolesPage(_ request: Request) -> Response {
    let view = rehearsal.screens(.room).now().view
    let own = rehearsal.seats(request)
    let roles = rehearsal.plan.scenario.head.roles
    var links = own.map { who in
      Frame.Link(
        "\(rehearsal.base)/as/\(who)/me",
        "Go back to \(rehearsal.role(who)?.title ?? "the facilitator's page")")
    }
    links += roles.filter { !rehearsal.access.isTaken($0.id) && !own.contains($0.id.text) }.map {
      Frame.Link("\(rehearsal.base)/join?role=\($0.id)", "Join as \($0.title)")
    }
    let words =
      "Choose the role that you play. One that somebody has joined already is not among them: "
      + "where that was you on another device, ask the facilitator to free the seat."
    return page(
      "Choose your role",
      [Block("choose", .text(words))] + Cover.boards(view.state).flatMap(\.blocks),
      [], FormAnswer(), .ok, links: links)
  }

  /// What is asked of somebody who sits down.
  private struct Seat: Record {
    let role: String
    let who: String
    let name: String?

    init(_ f: inout some FieldVisitor, _ old: Self?) {
      role = f.one("role", old?.role, "The role")
      who = f.one("who", old?.who, "Whether the role is yours, or you stand in")
      name = f.maybe(
        "name", old?.name,
        "What you are called. It is kept beside the log, never in it, and can be taken out again")
    }
  }

  private static let (holder, deputy, other) = ("holder", "deputy", "other")

  private func seatForm(_ role: Role) -> Block.Form {
    var options: [Block.Option] = []
    if let holder = role.holder {
      options.append(
        Block.Option(value: JoinSite.holder, words: "It is my role (\(called(holder)))"))
    }
    if let deputy = role.deputy {
      options.append(
        Block.Option(value: JoinSite.deputy, words: "I am the deputy (\(called(deputy)))"))
    }
    options.append(Block.Option(value: JoinSite.other, words: "I stand in for somebody else"))
    return Block.Form(
      asking: Seat.self, "join", doc: "Join as \(role.title)", words: "Join as \(role.title)",
      filled: [("role", role.id.text)], choices: [("who", options)])
  }

  private func called(_ person: ID<Person>) -> String {
    (try? People.read(rehearsal.live.folder))?[person]?.name ?? person.text
  }

  private func seatPage(
    _ role: Role, _ problems: [Frame.Banner.Problem], _ answer: FormAnswer,
    _ status: HTTPResponse.Status
  ) -> Response {
    page(
      "Join as \(role.title)", [Block("join", .form(seatForm(role)))], problems, answer, status)
  }

  private func sit(
    _ form: ReceivedForm, _ request: Request
  ) async throws -> Response {
    guard rehearsal.isGuest(request) else { throw VisitProblem.unknownSeat }
    try rehearsal.requireToken(form[FormAddress.token], of: .room)
    guard let role = form["role"].flatMap({ rehearsal.role($0) }) else {
      throw HTTPError(.notFound)
    }
    func refuse(_ field: String?, _ words: String) -> Response {
      let typed = form.values.map { FormAnswer.Typed($0.name, $0.value) }
      return seatPage(
        role, [.init(field.map { "join.\($0)" }, words)],
        FormAnswer(typed: typed, problems: [.init(field, words)]), .unprocessableContent)
    }
    let person: ID<Person>?
    switch form["who"] {
    case JoinSite.holder: person = role.holder
    case JoinSite.deputy: person = role.deputy
    case JoinSite.other: person = ID<Person>("guest-\(ServedRehearsal.number())")
    default: person = nil
    }
    guard let person else {
      return refuse("who", "Say whether the role is yours, or you stand in.")
    }
    let name = form["name"].map { JoinSite.clean($0) } ?? ""
    let isOwn = form["who"] == JoinSite.holder
    do {
      let reason = isOwn ? nil : "stands in"
      switch try await rehearsal.sit(person, in: role, because: reason) {
      case .failure(let refusal): return refuse(nil, refusal.words)
      case .success(let token):
        if !name.isEmpty { try People.call(person, name, in: rehearsal.live.folder) }
        return Answer.see(
          "\(rehearsal.base)/as/\(role.id)/me", cookie: rehearsal.cookie(role.id.text, token))
      }
    } catch {
      return refuse(nil, ActSite.words(error))
    }
  }

  private static func clean(_ name: String) -> String {
    let words = name.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return String(words.prefix(80))
  }

  // MARK: - Pages

  private func page(
    _ title: String, _ blocks: [Block], _ problems: [Frame.Banner.Problem], _ answer: FormAnswer,
    _ status: HTTPResponse.Status, links: [Frame.Link] = []
  ) -> Response {
    let target = FormTarget(
      address: "\(rehearsal.base)/join",
      hidden: [.init(FormAddress.token, rehearsal.token(.room))])
    let frame = Frame(
      name: rehearsal.plan.scenario.head.title, links: links,
      banner: problems.isEmpty ? nil : .problems(problems), foot: site.foot(nil),
      assets: SharedFiles.assets)
    return Answer.html(
      HTMLRenderer(forms: target, answer: answer)
        .render(Page(title: title, blocks: blocks), in: frame), status)
  }
}

/// Why somebody does not get a seat, in words.
struct SeatRefusal: Error {
  let words: String
}

extension ServedRehearsal {
  /// Lets somebody sit down in a role, which the log says, and gives them a token for it. One
  /// after another: of two who ask at once for the same role, the second finds it taken.
  func sit(
    _ person: ID<Person>, in role: Role, because reason: String?
  ) async throws -> Result<String, SeatRefusal> {
    try await filing.take { try await self.seat(person, in: role, because: reason) }
  }

  private func seat(
    _ person: ID<Person>, in role: Role, because reason: String?
  ) async throws -> Result<String, SeatRefusal> {
    guard !access.isTaken(role.id) else {
      return .failure(
        SeatRefusal(
          words: "Somebody has joined as \(role.title) already. Choose another role, or ask the "
            + "facilitator to free the seat."))
    }
    let actor = Actor.role(role.id, seat: person.text)
    let id = "join/\(role.id.text.prefix(24))/\(ServedRehearsal.number())"
    // Where the facilitator freed the seat, whoever sat there before is asked no more.
    let act =
      access.isFreed(role.id)
      ? LiveRehearsal.Act(
        SeatPerson(person: person, role: role.id, because: reason ?? "the seat was freed"),
        by: .facilitator(seat: ""), id: id)
      : LiveRehearsal.Act(JoinRole(person: person, because: reason), by: actor, id: id)
    // After the end nobody sits down any more; whoever comes looks at what was.
    if !isOver, case .failure(let rejection) = try await live.perform([act])[0] {
      return .failure(SeatRefusal(words: rejection.words))
    }
    let access = access
    return .success(try await Disk.work { try access.admit(actor) })
  }

  /// Some signs that nobody else was given.
  static func number() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      bytes.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  var isOver: Bool { screens(.room).now().view.state[Timeline.self].status == .ended }

  func cookie(_ who: String, _ token: String) -> String {
    Cookies.make(
      Cookies.seat + who, token, path: "\(base)/", isEncrypted: settings.isEncrypted)
  }

  /// The seats that a browser has, by what addresses call them.
  func seats(_ request: Request) -> [String] {
    Cookies(request).all(Cookies.seat).filter { access.holder(of: $0.value)?.who == $0.name }
      .map(\.name)
  }
}
