/// What is asked for on the page of the tray and done beside the log. They stand in the field
/// `command` of a posted form, where a command's name would.
package enum TrayAct {
  /// Files are sent, in parts called `file`.
  package static let send: StaticString = "tray.send"
  /// One file is given up.
  package static let remove: StaticString = "tray.remove"
  /// Every file whose document is certain is filed.
  package static let fileCertain: StaticString = "tray.file-certain"
}

/// The files that one person sent and has still to place, with what each may be for. Nothing is
/// filed before somebody says so.
///
/// A form that files one is the form of ``AddDocument``: `sha256`, `bytes` and `file` go along
/// unseen, `document` is chosen, and ``fileField`` says which file it is.
package struct TrayPage: Sendable {
  /// Names a file of the tray in a posted form.
  package static let fileField: StaticString = "tray-file"
  /// Names files and documents that go together, as ``placings(_:)`` reads them.
  package static let certainField: StaticString = "tray-certain"

  /// One file with what it may be for.
  package struct Placing: Sendable, Hashable {
    package let file: TrayFile
    package let proposal: DocumentProposal
    /// The documents it may be added to, the proposed ones first.
    package let choices: [DocumentItem]
  }

  /// In the order in which they were sent.
  package let placings: [Placing]
  private let limits: TrayLimits
  private let viewer: Viewer
  /// Whether acts are taken now. Files may be sent and removed at any time.
  private let isRunning: Bool
  /// What the viewer may add to, in the order of the list.
  private let items: [DocumentItem]
  /// What still has to be provided.
  private let missing: [DocumentItem]

  /// - Parameters:
  ///   - files: those of one person, in the order in which they were sent
  ///   - state: what the viewer knows, and not the whole, unless the facilitator asks
  package init(
    _ files: [TrayFile], _ limits: TrayLimits, _ state: RehearsalState, _ plan: Plan,
    for viewer: Viewer
  ) {
    let matcher = DocumentMatcher(state, plan, for: viewer)
    placings = files.map { file in
      let proposal = matcher.proposal(file: file.name, sha256: file.sha256)
      let isErased = state[Documents.self].isErased(file.sha256)
      let all = isErased ? [] : matcher.items(for: file.name)
      let proposed = proposal.matches.compactMap { match in all.first { $0.id == match.document } }
      return Placing(
        file: file, proposal: proposal,
        choices: proposed + all.filter { item in !proposed.contains { $0.id == item.id } })
    }
    self.limits = limits
    self.viewer = viewer
    isRunning = state[Timeline.self].status == .running
    items = matcher.items
    let lines = state[Documents.self].lines
    missing = DocumentMatcher.items(state, plan, for: viewer).filter { item in
      switch lines[item.id]?.standing ?? .notStarted {
      case .notStarted, .inProgress, .returned, .withdrawn: true
      case .ready, .added, .approved, .sent, .notApplicable: false
      }
    }
  }

  /// Those that are filed together: each certain, and the only one for its document.
  package var certain: [Placing] {
    let sure = placings.filter { $0.proposal.certain != nil }
    return sure.filter { one in
      sure.count { $0.proposal.certain?.document == one.proposal.certain?.document } == 1
    }
  }

  package var blocks: [Block] {
    var blocks = [
      Block("tray", .heading("Files to place")),
      Block("tray-warning", .notice(Documents.uploadWarning)),
      Block("tray-send", .offer(sending)),
    ]
    if !isRunning { blocks.append(Block("tray-halted", .text(TrayPage.halted))) }
    if isRunning, certain.count > 1 { blocks.append(Block("tray-certain", .offer(filingCertain))) }
    if placings.isEmpty {
      blocks.append(Block("tray-empty", .text("No file is waiting to be placed.")))
    } else {
      blocks.append(Block("tray-files", .table(table)))
    }
    blocks += placings.map { Block("tray-\($0.file.id)", .offer(offer($0))) }
    if isRunning, !missing.isEmpty { blocks.append(Block("tray-dummy", .offer(dummy))) }
    if !items.isEmpty { blocks.append(Block("tray-names", .table(names))) }
    return blocks
  }

  private static let halted =
    "The rehearsal is not running, so nothing can be filed now. Files can be sent, and wait here."

  /// Reads what ``certainField`` carries: which file goes to which document. `nil` where it was
  /// not written here.
  package static func placings(
    _ text: String
  ) -> [(file: String, document: ID<DocumentItem>)]? {
    var placings: [(file: String, document: ID<DocumentItem>)] = []
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let document = ID<DocumentItem>(String(parts[1])),
        !placings.contains(where: { $0.file == parts[0] || $0.document == document })
      else { return nil }
      placings.append((String(parts[0]), document))
    }
    return placings
  }

  // MARK: - What can be done

  private var sending: Offer {
    Offer(
      "tray.send", "Send files", why: limits.words, .soon,
      [
        Block.Form(
          beside: TrayAct.send, "Send", doc: "Sends files to be placed", takesFiles: true)
      ])
  }

  private var filingCertain: Offer {
    let pairs = certain.compactMap { placing in
      placing.proposal.certain.map { (placing.file, $0) }
    }
    let words = pairs.map { "\($0.name) as \($1.document): \($1.title)" }
    let value = pairs.map { "\($0.id)=\($1.document)" }.joined(separator: ",")
    return Offer(
      "tray.certain", "File the \(pairs.count) certain ones",
      why: words.joined(separator: "; ") + ".", .soon,
      [
        Block.Form(
          beside: TrayAct.fileCertain, "File the \(pairs.count) certain ones",
          doc: "Files every file whose document is certain"
        ).carrying(TrayPage.certainField, value)
      ])
  }

  private func offer(_ placing: Placing) -> Offer {
    let file = placing.file
    var forms: [Block.Form] = []
    if isRunning, !placing.choices.isEmpty {
      let options = placing.choices.map { item in
        (value: item.id as any FieldValue, words: words(item, placing.proposal))
      }
      let filing = Block.Form(
        AddDocument.self, "File it",
        ["sha256": file.sha256, "bytes": file.bytes, "file": file.name],
        choices: [
          Block.Choices("document", options, chosen: placing.proposal.certain?.document)
        ])
      forms.append(filing.said(by: viewer).carrying(TrayPage.fileField, file.id))
    }
    forms.append(
      Block.Form(beside: TrayAct.remove, "Remove it", doc: "Removes a file that is not filed")
        .carrying(TrayPage.fileField, file.id))
    return Offer("tray.\(file.id)", file.name, why: why(placing), .soon, forms)
  }

  private func words(_ item: DocumentItem, _ proposal: DocumentProposal) -> String {
    let found = proposal.matches.first { $0.document == item.id }?.confidence
    return "\(item.id): \(item.title)" + (found.map { " (\($0.rawValue))" } ?? "")
  }

  private func why(_ placing: Placing) -> String {
    let file = placing.file
    var sentences = ["It has \(FileSize.words(file.bytes)), SHA-256 \(file.sha256.short)."]
    sentences.append(SentName.words(file.changes))
    if let best = placing.proposal.matches.first {
      sentences.append("\(best.confidence.words): \(best.document). \(best.why)")
    } else if placing.choices.isEmpty {
      sentences.append("You have no document that it can be added to.")
    } else {
      sentences.append("Nothing tells what it is for: choose a document.")
    }
    sentences += placing.proposal.notes
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A step that needs no file: it has a name, and nothing in it.
  private var dummy: Offer {
    let options = missing.map { item in
      (value: item.id as any FieldValue, words: "\(item.id): \(item.title)")
    }
    let form = Block.Form(
      UseDummy.self, "Make a dummy file", choices: [Block.Choices("document", options)])
    return Offer(
      "tray.dummy", "Make a dummy file",
      why: "It stands for a document that you do not want to send, and is called as its file "
        + "should be.", .later, [form.said(by: viewer)])
  }

  // MARK: - What there is

  private var table: Block.Table {
    Block.Table(
      caption: "Files that are not filed yet",
      columns: ["File", "Size", "SHA-256", "Proposed", "How sure"],
      rows: placings.map { placing in
        let best = placing.proposal.matches.first
        return [
          .words(placing.file.name), .words(FileSize.words(placing.file.bytes)),
          .words(placing.file.sha256.text), best.map { .words($0.document.text) } ?? .none,
          best.map { .words($0.confidence.words) } ?? .none,
        ]
      })
  }

  private var names: Block.Table {
    Block.Table(
      caption: "What to call files, so that they find their document",
      columns: ["Reference", "Document", "Name of the file"],
      rows: items.map { [.words($0.id.text), .words($0.title), .words($0.fileName)] })
  }
}

extension DocumentMatch.Confidence {
  fileprivate var words: String {
    switch self {
    case .certain: "Certain"
    case .likely: "Likely"
    case .possible: "Possible"
    }
  }
}
