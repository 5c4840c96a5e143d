/// What somebody can do about the document list and the lists of data.
extension Documents {
  package static func offers(
    _ state: RehearsalState, _ plan: Plan, for viewer: Viewer
  ) -> [Offer] {
    guard let me = viewer.council(state) else { return [] }
    let offers = DocumentOffers(state, plan, me)
    let documents = state[Documents.self]
    return documents.lines.values.compactMap { offers.approving($0) }
      + offers.sending(documents.lines.values)
      + documents.lines.values.compactMap { offers.adding($0) }
      + documents.lists.values.compactMap { DataListOffers(state, me).offer($0) }
      + offers.thinkingAgain(documents.lines.values)
  }
}

/// What one role can do about documents.
struct DocumentOffers {
  let state: RehearsalState
  let me: ID<Role>
  private let plan: Plan

  init(_ state: RehearsalState, _ plan: Plan, _ me: ID<Role>) {
    self.state = state
    self.plan = plan
    self.me = me
  }

  private func due(_ line: Documents.Line) -> Moment? {
    line.due.map { state.moved($0, since: line.dueSaid) }
  }

  private func urgency(_ line: Documents.Line) -> Offer.Urgency {
    if line.overdue != nil || line.standing == .returned { return .now }
    return line.due == nil ? .later : .soon
  }

  func title(_ line: Documents.Line) -> String { "\(line.id): \(line.title)" }

  /// Its line of the list, which says where it is held and which the council has before the day.
  func item(_ line: Documents.Line) -> DocumentItem? {
    plan[Documents.self].items.first { $0.line.id == line.id }?.line
  }

  /// A document to provide: as a file, as a dummy, or as a place where it is held.
  func adding(_ line: Documents.Line) -> Offer? {
    guard line.owner ?? line.approver == me else { return nil }
    switch line.standing {
    case .notStarted, .inProgress, .returned, .withdrawn: break
    case .ready, .added, .approved, .sent, .notApplicable: return nil
    }
    let about: KeyValuePairs<StaticString, any FieldValue> = ["document": line.id]
    let item = item(line)
    let dummy = Block.Form(UseDummy.self, "Use a dummy", about)
    var forms: [Block.Form]
    if item?.held == nil {
      let file = Block.Form(AddDocument.self, "Add the file", about, takesFile: true)
      forms = [file, dummy, Block.Form(KeepElsewhere.self, "It is held elsewhere", about)]
    } else {
      let held = Block.Form(KeepElsewhere.self, "It can be read there", about, without: ["place"])
      forms = [held, dummy]
    }
    if line.standing != .inProgress {
      forms.append(Block.Form(DraftDocument.self, "Work has begun", about))
    }
    forms.append(Block.Form(RuleOutDocument.self, "Not applicable here", about))
    return Offer(
      "documents.add.\(line.id)", "Add \(title(line))", why: words(line, item), due: due(line),
      since: line.overdue, urgency(line), forms)
  }

  private func words(_ line: Documents.Line, _ item: DocumentItem?) -> String {
    var sentences: [String] = []
    if line.standing == .returned { sentences.append("It was returned: \(line.reason ?? "").") }
    if line.standing == .withdrawn { sentences.append("It was withdrawn: \(line.reason ?? "").") }
    if let place = item?.held {
      sentences.append("No copy may be made. It is held here: \(place).")
    } else if let item {
      sentences.append("Call the file \(item.fileName). Add no real child's data.")
    }
    return sentences.joined(separator: " ")
  }

  /// A version that waits for the viewer's word.
  func approving(_ line: Documents.Line) -> Offer? {
    guard line.approver ?? line.owner == me, line.standing == .added, let newest = line.newest,
      !(newest.by == me && line.approver != nil)
    else { return nil }
    let about: KeyValuePairs<StaticString, any FieldValue> = ["document": line.id]
    var forms = [Block.Form(ReturnDocument.self, "Send it back", about)]
    if !state[Documents.self].isErased(newest.sha256) {
      forms.insert(Block.Form(ApproveDocument.self, "Approve it", about), at: 0)
    }
    let by = newest.by.map { ", added by \(state.names.title($0))" } ?? ""
    return Offer(
      "documents.approve.\(line.id)", "Approve \(title(line))",
      why: "Version \(newest.number): \(newest.name)\(by).", due: due(line), since: newest.added,
      .now, forms)
  }

  /// Everything that may go, as one thing to do.
  func sending(_ lines: [Documents.Line]) -> [Offer] {
    let mine = lines.filter { line in
      guard line.owner ?? line.approver == me else { return false }
      switch line.standing {
      case .ready: return true
      case .approved: return !state[Documents.self].isErased(line.newest?.sha256)
      default: return false
      }
    }
    guard !mine.isEmpty, !state[Timeline.self].milestones.isEmpty else { return [] }
    let all = mine.map(\.id.text).joined(separator: ",")
    let options = mine.map { (value: $0.id as any FieldValue, words: title($0)) }
    let some = Block.Form(
      SendDocuments.self, "Send some of them", choices: [Block.Choices("documents", options)])
    let count = mine.count == 1 ? "1 document" : "\(mine.count) documents"
    return [
      Offer(
        "documents.send", "Send \(count) that may go",
        why: mine.map { title($0) }.joined(separator: "; ") + ".",
        due: mine.compactMap { due($0) }.min(),
        mine.contains { $0.overdue != nil } ? .now : .soon,
        [Block.Form(SendDocuments.self, "Send all of it", ["documents": all])]
          + (mine.count > 1 ? [some] : []))
    ]
  }
}

/// What one role can do about lists of data.
private struct DataListOffers {
  let state: RehearsalState
  let me: ID<Role>

  init(_ state: RehearsalState, _ me: ID<Role>) {
    self.state = state
    self.me = me
  }

  func offer(_ line: Documents.ListLine) -> Offer? {
    let about: KeyValuePairs<StaticString, any FieldValue> = ["list": line.id]
    let checks = line.checker ?? line.owner == me
    switch line.standing {
    case .notRun where line.owner == me, .failed where line.owner == me:
      let words = line.standing == .failed ? "It failed its check: \(line.reason ?? "")." : ""
      return offer(
        line, "run", "Run \(line.title)", words,
        line.standing == .failed ? .now : urgency(line),
        [Block.Form(RunDataList.self, "It has been run", about)])
    case .run where checks && !(line.newest?.by == me && line.checker != nil):
      return offer(
        line, "check", "Check \(line.title)", "It has \(line.newest?.rows ?? 0) rows.", .now,
        [
          Block.Form(VouchForDataList.self, "It is right", about),
          Block.Form(FaultDataList.self, "Something is wrong", about),
        ])
    case .checked where line.owner ?? line.checker == me && isCalled:
      return offer(
        line, "deliver", "Deliver \(line.title)", "It has been run and checked.", urgency(line),
        [Block.Form(DeliverDataList.self, "Deliver it", about)])
    case .checked where checks && !(line.newest?.by == me && line.checker != nil):
      return offer(
        line, "check", "\(line.title) is checked", "It has not gone to inspectors yet.", .later,
        [Block.Form(FaultDataList.self, "Something is wrong", about)])
    case .notRun, .failed, .run, .checked, .sent: return nil
    }
  }

  private func offer(
    _ line: Documents.ListLine, _ act: String, _ title: String, _ why: String,
    _ urgency: Offer.Urgency, _ forms: [Block.Form]
  ) -> Offer {
    Offer(
      "documents.\(act)-list.\(line.id)", title, why: why,
      due: line.due.map { state.moved($0, since: line.dueSaid) }, since: line.overdue, urgency,
      forms)
  }

  private func urgency(_ line: Documents.ListLine) -> Offer.Urgency {
    line.overdue != nil ? .now : line.due == nil ? .later : .soon
  }

  private var isCalled: Bool { !state[Timeline.self].milestones.isEmpty }
}
