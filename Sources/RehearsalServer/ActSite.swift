import Crypto
import HTTPTypes
import Hummingbird
import RehearsalCore
import RehearsalEngine
import RehearsalFormats
import RehearsalStorage
import RehearsalViews

/// Where the forms of a seat go: each becomes an act, and is answered with the page it came from,
/// or with the form itself, all that was typed still in it and what is wrong beside it.
struct ActSite: Sendable {
  private let rehearsal: ServedRehearsal
  private let site: LiveSite

  init(_ site: LiveSite) {
    self.site = site
    rehearsal = site.rehearsal
  }

  /// A form somebody sent, with what is known of it.
  private struct Sent {
    let form: ReceivedForm
    let visitor: Visitor
    let type: any Command.Type
    let view: Replay.View
    /// The form as the page has it; where it is gone from there, the command's own.
    let shown: Block.Form
    let isDangerous: Bool
    /// The page that it came from.
    let back: String
  }

  /// - Parameter hasBytes: Whether the bytes of the document that is asked for are kept already.
  func act(
    _ form: ReceivedForm, _ visitor: Visitor, hasBytes: Bool = false
  ) async throws -> Response {
    let sent = try read(form, visitor)
    if sent.type == AddDocument.self, !hasBytes {
      return answer(sent, [.init(nil, TrayProblem.noneChosen.words)], .unprocessableContent)
    }
    let command: any Command
    let happened: Moment?
    switch understand(sent) {
    case .failure(let problems): return answer(sent, problems.all, .unprocessableContent)
    case .success(let (understood, moment)): (command, happened) = (understood, moment)
    }
    if form[FormAddress.confirmed] != "yes" {
      if sent.isDangerous { return confirmation(sent) }
      if sent.shown.isPreviewed { return preview(command, sent) }
    }
    let id = id(of: sent)
    let act = LiveRehearsal.Act(
      command, by: visitor.actor, id: id, happened: happened, emptySeat: "web")
    do {
      switch try await rehearsal.perform(act) {
      case .failure(let rejection):
        // Where only one thing was asked, it is what must change.
        let asked = sent.shown.fields.map(\.name)
        return answer(
          sent, [.init(asked.count == 1 ? asked[0] : nil, rejection.words)], .conflict)
      case .success(let events):
        let seat = rehearsal.screens(visitor.viewer).forms.seat
        return Answer.see("\(seat)/\(sent.back)?done=\(events == nil ? "nothing" : id)")
      }
    } catch {
      return answer(sent, [.init(nil, ActSite.words(error))], .serviceUnavailable)
    }
  }

  /// Says of a form that it cannot be done, in words that are known already.
  func refuse(
    _ form: ReceivedForm, _ visitor: Visitor, _ words: [String]
  ) throws -> Response {
    answer(try read(form, visitor), words.map { .init("file", $0) }, .unprocessableContent)
  }

  // MARK: - Understanding it

  private func read(_ form: ReceivedForm, _ visitor: Visitor) throws -> Sent {
    try rehearsal.requireToken(form[FormAddress.token], of: visitor.viewer)
    guard let type = form["command"].flatMap({ rehearsal.modules.command(named: $0) }) else {
      throw VisitProblem(
        .badRequest, "Nobody can do that here. Open the page again and try once more.")
    }
    let view = rehearsal.screens(visitor.viewer).now().view
    let offers = rehearsal.modules.offers(view.state, rehearsal.plan, for: visitor.viewer)
    let name = "\(type.name)"
    let shown = ActSite.form(form[HTMLForm.place] ?? "", named: name, in: offers)
    let page = form[FormAddress.back].flatMap { LivePage($0, rehearsal.modules) } ?? .mine
    return Sent(
      form: form, visitor: visitor, type: type, view: view,
      shown: shown ?? Block.Form(for: type),
      isDangerous: offers.flatMap(\.forms).contains { $0.command == name && $0.isDangerous },
      back: page.path)
  }

  /// The form that stands at a place of the page, such as `todo.timeline.control.2`.
  private static func form(_ place: String, named name: String, in offers: [Offer]) -> Block.Form? {
    for offer in offers where place.hasPrefix("todo.\(offer.id).") {
      guard let number = Int(place.dropFirst("todo.\(offer.id).".count)),
        offer.forms.indices.contains(number - 1), offer.forms[number - 1].command == name
      else { continue }
      return offer.forms[number - 1]
    }
    return nil
  }

  private struct Wrong: Error {
    let all: [FormAnswer.Problem]
  }

  private func understand(_ sent: Sent) -> Result<(any Command, Moment?), Wrong> {
    let late = "\(Sentence.happenedKey)"
    let values = sent.form.asked.filter { $0.name != late }
    var problems: [FormAnswer.Problem] = []
    var happened: Moment?
    if let text = sent.form[late], !text.allSatisfy(\.isWhitespace) {
      happened = rehearsal.moment(text, sent.view)
      if happened == nil {
        problems.append(
          .init(
            late, "\"\(text.prefix(40))\" is not an exercise time. Write 9:40am, or day 1 09:40."))
      }
    }
    let reading = Reading(context: rehearsal.plan.days)
    let node = PostedForm.node(values, Describer.describe(sent.type))
    func open<C: Command>(_ type: C.Type) -> any Command { reading.read(C.self, from: node) }
    let command = open(sent.type)
    let names = sent.shown.fields.map(\.name)
    problems += reading.diagnostics.filter { $0.severity == .error }.map { diagnostic in
      let field =
        names.first { $0 == diagnostic.place.file }
        ?? names.first { diagnostic.message.contains("\"\($0)\"") }
      let fix = diagnostic.fix.map { " \(ActSite.sentence($0))" } ?? ""
      return .init(field, ActSite.sentence(diagnostic.message) + fix)
    }
    return problems.isEmpty ? .success((command, happened)) : .failure(Wrong(all: problems))
  }

  private static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
      + ("?.!".contains(words.last ?? ".") ? "" : ".")
  }

  /// The same form sent twice, by a double press or by going back, is one act: its id says who
  /// sent what after how many acts of theirs.
  private func id(of sent: Sent) -> String {
    var hash = SHA256()
    for text in ["\(sent.visitor.actor)", sent.form[FormAddress.turn] ?? ""] {
      hash.update(data: Array("\(text.utf8.count) \(text)".utf8))
    }
    for (name, value) in sent.form.values where name != FormAddress.confirmed {
      hash.update(data: Array("\(name.utf8.count) \(name)\(value.utf8.count) \(value)".utf8))
    }
    return "web/"
      + hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: - Answering it

  private static let place = "answer"

  private func answer(
    _ sent: Sent, _ problems: [FormAnswer.Problem], _ status: HTTPResponse.Status
  ) -> Response {
    let asked = Set(sent.shown.fields.map(\.name) + ["\(Sentence.happenedKey)"])
    let banner = problems.map { problem in
      Frame.Banner.Problem(
        problem.field.flatMap { asked.contains($0) ? "\(ActSite.place).\($0)" : nil }, problem.words
      )
    }
    let typed = sent.form.values.map { FormAnswer.Typed($0.name, $0.value) }
    return page(
      sent, title: "\(sent.shown.doc)", [], sent.shown,
      FormAnswer(typed: typed, problems: problems), .problems(banner), status)
  }

  /// Asks once more, in words, before what cannot be taken back.
  private func confirmation(_ sent: Sent) -> Response {
    let typed = sent.form.values.map { FormAnswer.Typed($0.name, $0.value) }
    return page(
      sent, title: "Are you sure?",
      [Block("sure", .text("\(sent.shown.doc). This cannot be taken back."))], sent.shown,
      FormAnswer(typed: typed), nil, .ok, isConfirmed: true)
  }

  /// Shows what everybody would see who is told, before it is sent.
  private func preview(_ command: any Command, _ sent: Sent) -> Response {
    let replay = rehearsal.screens(sent.visitor.viewer).now().replay
    let previews: [Preview]
    do throws(Rejection) {
      previews = try replay.preview(
        command, by: sent.visitor.actor, wall: rehearsal.settings.wall())
    } catch {
      return answer(sent, [.init(nil, error.words)], .conflict)
    }
    var blocks = [
      Block("preview", .text("Nothing is sent yet. This is what they will see, and no one else."))
    ]
    for preview in previews {
      blocks.append(
        Block("preview-\(preview.role)", .heading(sent.view.names.title(preview.role))))
      for (index, offer) in preview.offers.enumerated() {
        blocks.append(
          Block(
            "preview-\(preview.role)-\(index)", .facts([Block.Fact(offer.title, .words(offer.why))])
          ))
      }
    }
    let typed = sent.form.values.map { FormAnswer.Typed($0.name, $0.value) }
    return page(
      sent, title: "Before you send it", blocks, sent.shown.worded("Send it"),
      FormAnswer(typed: typed), nil, .ok,
      isConfirmed: true)
  }

  private func page(
    _ sent: Sent, title: String, _ blocks: [Block], _ form: Block.Form, _ answer: FormAnswer,
    _ banner: Frame.Banner?, _ status: HTTPResponse.Status, isConfirmed: Bool = false
  ) -> Response {
    let forms = rehearsal.screens(sent.visitor.viewer).forms
    let late = sent.form["\(Sentence.happenedKey)"] == nil ? nil : Sentence.late
    // What is asked once more must not go along unseen as well.
    let kept = sent.form.asked.filter { $0.name != "\(Sentence.happenedKey)" }
    let target = forms.target(
      sent.back, turn: sent.view.acts, late: late, isConfirmed: isConfirmed)
    let page = Page(
      title: title, blocks: blocks + [Block(ActSite.place, .form(form.keeping(kept)))])
    let frame = site.frame(
      sent.visitor, LivePage(sent.back, rehearsal.modules), sent.view, banner: banner)
    return Answer.html(
      HTMLRenderer(forms: target, answer: answer).render(page, in: frame), status)
  }

  /// What went wrong beyond the act itself.
  static func words(_ error: any Error) -> String {
    switch error {
    case let problem as LiveRehearsal.Problem: problem.words
    // After a disk has failed, nobody knows.
    case let problem as StorageProblem:
      "\(problem.words) Look at the log, to see whether it was recorded."
    case let problem as WriterProblem: problem.words
    default: "Something failed. Look at the log, to see whether it was recorded."
    }
  }
}

extension ServedRehearsal {
  /// A moment as people type it in a form: `9:40am` of the day that it is, or `day 1 09:40`.
  func moment(_ text: String, _ view: Replay.View) -> Moment? {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let moment = Moment(text: text, plan.days) { return moment }
    guard let time = TimeOfDay(text: text, plan.days) else { return nil }
    let now = clock(view).story
    return Moment(now.date, time)
  }

  /// Carries out an act, and what it does beside the log.
  func perform(_ act: LiveRehearsal.Act) async throws -> LiveRehearsal.Outcome {
    guard let erase = act.command as? EraseDocument, let hash = LineHash(erase.sha256.text) else {
      return try await record(act)
    }
    // Nobody makes a document of the same bytes between the event and their going.
    let (folder, tray) = (live.folder, tray)
    return try await filing.take {
      let lock = try await Disk.work { try FolderLock(folder) }
      defer { lock.end() }
      let outcome = try await self.record(act)
      guard case .success = outcome else { return outcome }
      try await Disk.work {
        try DocumentStore(folder).erase(hash)
        // They may wait in somebody's tray as well.
        try tray.erase(erase.sha256)
      }
      return outcome
    }
  }

  /// A real incident stops the exercise whatever else stands still.
  private func record(_ act: LiveRehearsal.Act) async throws -> LiveRehearsal.Outcome {
    act.command is StopForRealIncident && live.isHeld
      ? try await live.goOn(after: [act])[0] : try await live.perform([act])[0]
  }
}
