import HTTPTypes
import Hummingbird
import NIOCore
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// Files: sent into the tray, placed as documents, opened by whoever may.
struct TraySite: Sendable {
  private let rehearsal: ServedRehearsal
  private let site: LiveSite
  private let acts: ActSite

  init(_ site: LiveSite) {
    self.site = site
    rehearsal = site.rehearsal
    acts = ActSite(site)
  }

  func add(to router: RouterGroup<Visit>) {
    router.get("as/:who/tray") { request, context in
      let visitor = try site.visitor(request, context)
      let view = rehearsal.screens(visitor.viewer).now().view
      let query = request.uri.queryParameters
      return page(visitor, view, query["done"].flatMap { done($0) }, .ok)
    }
    router.post("as/:who/act") { request, context in
      let visitor = try site.visitor(request, context)
      let type = request.headers[.contentType]?.lowercased() ?? ""
      guard type.hasPrefix("multipart/form-data") else {
        let form = try await ReceivedForm.read(
          request, context, seconds: rehearsal.settings.bodyTime)
        return try await act(form, visitor)
      }
      return try await receive(request, context, visitor)
    }
    router.put("as/:who/tray/:name") { request, context in
      try await put(request, context)
    }
    router.get("as/:who/files/:hash") { request, context in
      try await open(request, context)
    }
  }

  // MARK: - Sending

  private var seconds: Int { rehearsal.settings.patience }

  /// A form with files: those it brings, and what it asks for.
  private func receive(
    _ request: Request, _ context: Visit, _ visitor: Visitor
  ) async throws -> Response {
    let taken = try await Upload.form(
      request, context, rehearsal.tray, by: visitor.actor, seconds: seconds)
    let isOurs = rehearsal.isToken(taken.form[FormAddress.token], of: visitor.viewer)
    let isSending = taken.form["command"] == "\(TrayAct.send)"
    guard isOurs else {
      try await remove(taken.files, visitor)
      throw VisitProblem.staleForm
    }
    if isSending {
      guard taken.problems.isEmpty else {
        let view = rehearsal.screens(visitor.viewer).now().view
        return page(
          visitor, view, .problems(taken.problems.map { .init(nil, $0) }), .unprocessableContent)
      }
      return Answer.see(
        "\(rehearsal.screens(visitor.viewer).forms.seat)/tray?done=sent-\(taken.files.count)")
    }
    // One form, one document: it is filed at once.
    guard let file = taken.files.first, taken.files.count == 1, taken.problems.isEmpty else {
      try await remove(taken.files, visitor)
      let words = taken.problems.isEmpty ? [TrayProblem.noneChosen.words] : taken.problems
      return try acts.refuse(taken.form, visitor, words)
    }
    let response = try await place(file, taken.form.asked, taken.form, visitor)
    if response.status != .seeOther { try await remove([file], visitor) }
    return response
  }

  private func remove(_ files: [TrayFile], _ visitor: Visitor) async throws {
    let (tray, owner) = (rehearsal.tray, visitor.actor)
    try await Disk.work { for file in files { try tray.remove(file.id, of: owner) } }
  }

  /// One file from the script, answered in words for its line on the page.
  private func put(_ request: Request, _ context: Visit) async throws -> Response {
    let visitor = try site.visitor(request, context)
    guard
      Visitor.bearer(request) != nil
        || rehearsal.isToken(request.headers[TraySite.token], of: visitor.viewer)
    else { throw VisitProblem.staleForm }
    let sent = context.parameters.get("name") ?? ""
    let taken = try await Upload.file(
      sent.removingPercents ?? sent, request, context, rehearsal.tray, by: visitor.actor,
      seconds: seconds)
    if let problem = taken.problems.first {
      return Answer.words(problem, .unprocessableContent)
    }
    guard let file = taken.files.first else { throw HTTPError(.badRequest) }
    return Answer.words("\(file.name) is in the tray. SHA-256 \(file.sha256.text)", .created)
  }

  private static let token = HTTPField.Name.known("X-Rehearse")

  // MARK: - Placing

  /// A form without files: what the tray page asks, or any other act.
  private func act(_ form: ReceivedForm, _ visitor: Visitor) async throws -> Response {
    let field = "\(TrayPage.fileField)"
    switch form["command"] {
    case "\(TrayAct.remove)":
      try requireOurs(form, visitor)
      guard let file = form[field].flatMap({ rehearsal.tray.find($0, of: visitor.actor) }) else {
        return gone(visitor)
      }
      try await remove([file], visitor)
      return see(visitor, "removed-1")
    case "\(TrayAct.fileCertain)":
      try requireOurs(form, visitor)
      return try await placeCertain(form, visitor)
    case "\(AddDocument.name)":
      try requireOurs(form, visitor)
      guard let file = form[field].flatMap({ rehearsal.tray.find($0, of: visitor.actor) }) else {
        return gone(visitor)
      }
      let asked = form.asked.filter { $0.name == "document" }
      return try await place(file, asked, form, visitor)
    default: return try await acts.act(form, visitor)
    }
  }

  private func requireOurs(_ form: ReceivedForm, _ visitor: Visitor) throws {
    try rehearsal.requireToken(form[FormAddress.token], of: visitor.viewer)
  }

  private func gone(_ visitor: Visitor) -> Response {
    let view = rehearsal.screens(visitor.viewer).now().view
    return page(
      visitor, view, .problems([.init(nil, TrayProblem.missing.words)]), .unprocessableContent)
  }

  /// Makes a document of a file.
  private func place(
    _ file: TrayFile, _ asked: [ReceivedForm.Value], _ form: ReceivedForm, _ visitor: Visitor
  ) async throws -> Response {
    let said: [ReceivedForm.Value] = [
      ("command", "\(AddDocument.name)"), ("sha256", file.sha256.text),
      ("bytes", "\(file.bytes)"), ("file", file.name),
    ]
    let others = form.values.filter { $0.name.hasPrefix("x-") }
    let whole = ReceivedForm(
      values: asked.filter { value in !said.contains { $0.name == value.name } } + said + others)
    let acts = acts
    return try await rehearsal.filing(file, of: visitor.actor) {
      let response = try await acts.act(whole, visitor, hasBytes: true)
      switch response.status {
      case .seeOther: return (response, .done)
      case .conflict, .unprocessableContent: return (response, .refused)
      default: return (response, .unknown)
      }
    }
  }

  private func placeCertain(_ form: ReceivedForm, _ visitor: Visitor) async throws -> Response {
    guard let placings = form["\(TrayPage.certainField)"].flatMap({ TrayPage.placings($0) }) else {
      return gone(visitor)
    }
    var problems: [Frame.Banner.Problem] = []
    var count = 0
    for (id, document) in placings {
      guard let file = rehearsal.tray.find(id, of: visitor.actor) else {
        problems.append(.init(nil, TrayProblem.missing.words))
        continue
      }
      let response = try await place(file, [("document", "\(document)")], form, visitor)
      if response.status == .seeOther {
        count += 1
      } else {
        problems.append(
          .init(nil, "\(file.name) was not filed as \(document). Place it by itself."))
      }
    }
    guard problems.isEmpty else {
      let view = rehearsal.screens(visitor.viewer).now().view
      return page(visitor, view, .problems(problems), .conflict)
    }
    return see(visitor, "filed-\(count)")
  }

  // MARK: - Pages

  private func see(_ visitor: Visitor, _ done: String) -> Response {
    Answer.see("\(rehearsal.screens(visitor.viewer).forms.seat)/tray?done=\(done)")
  }

  /// What came of the last press. An address says which of a few things, and never its words: it
  /// may have been made by anybody.
  private func done(_ said: Substring) -> Frame.Banner? {
    let parts = said.split(separator: "-")
    guard parts.count == 2, let count = Int(parts[1]), (0...1_000).contains(count) else {
      return nil
    }
    let files = count == 1 ? "1 file" : "\(count) files"
    switch parts[0] {
    case "sent": return .done("\(files) in the tray, to be placed.")
    case "removed": return .done("\(files) removed.")
    case "filed": return .done("\(files) filed.")
    default: return nil
    }
  }

  private func page(
    _ visitor: Visitor, _ view: Replay.View, _ banner: Frame.Banner?,
    _ status: HTTPResponse.Status
  ) -> Response {
    let tray = TrayPage(
      rehearsal.tray.files(of: visitor.actor), rehearsal.tray.limits, view.state, rehearsal.plan,
      for: visitor.viewer)
    let target = rehearsal.screens(visitor.viewer).forms.target("documents", turn: view.acts)
    let frame = site.frame(visitor, .module("\(Documents.name)"), view, banner: banner)
    return Answer.html(
      HTMLRenderer(forms: target).render(
        Page(title: "\(rehearsal.plan.scenario.head.title): files to place", blocks: tray.blocks),
        in: frame), status)
  }

  // MARK: - Opening

  /// The bytes of a document, for whoever knows of it. A browser saves it and runs nothing of it.
  private func open(_ request: Request, _ context: Visit) async throws -> Response {
    let visitor = try site.visitor(request, context)
    let view = rehearsal.screens(visitor.viewer).now().view
    let text = context.parameters.get("hash") ?? ""
    guard let file = view.state[Documents.self].openable.first(where: { $0.sha256.text == text }),
      let hash = LineHash(text)
    else { throw HTTPError(.notFound) }
    let store = DocumentStore(rehearsal.live.folder)
    let reading = try await Disk.work { Reading(try store.reader(of: hash)) }
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/octet-stream", .contentLength: "\(reading.size)",
        .contentDisposition: "attachment; filename*=UTF-8''\(file.name.addingPercents)",
      ],
      body: ResponseBody { writer in
        while let piece = try await Disk.work({ try reading.next() }) {
          try await writer.write(ByteBuffer(bytes: piece))
        }
        try await writer.finish(nil)
      })
  }

  /// One reader, asked by one request at a time.
  private final class Reading: @unchecked Sendable {
    private let reader: DocumentReader
    let size: Int

    init(_ reader: DocumentReader) {
      self.reader = reader
      size = reader.size
    }

    func next() throws -> [UInt8]? { try reader.next() }
  }
}

extension String {
  /// As a part of an address.
  var addingPercents: String {
    var out = ""
    for byte in utf8 {
      let isPlain =
        byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      out +=
        isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return out
  }

  /// `nil` where it is no text, or ends in the middle of a sign.
  var removingPercents: String? {
    PostedForm.values(
      "name=" + map { $0 == "+" ? "%2B" : $0 == "&" ? "%26" : String($0) }.joined())?
      .first?.value
  }
}
