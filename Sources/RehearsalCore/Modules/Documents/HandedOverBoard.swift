/// What has the council handed over? For those who play the inspectorate: what they were sent, and
/// nothing of how it came about.
package struct HandedOverBoard: Board {
  package static let name: StaticString = "handed-over"
  package static let question: StaticString = "What has the council handed over?"

  /// One document, as it was sent last.
  package struct Document: Encodable, Sendable {
    package let document: String
    package let title: String
    package let version: Int
    package let form: DocumentForm
    package let name: String
    package let place: String?
    package let sent: Moment
    package let isLate: Bool
    package let withdrawn: Moment?
    package let reason: String?
    package let isErased: Bool
    /// Whether something was sent for this line before.
    package let isReplacement: Bool
  }

  /// One list of data, as it was sent last.
  package struct List: Encodable, Sendable {
    package let list: String
    package let title: String
    package let rows: Int
    package let sent: Moment
    package let isLate: Bool
    package let isReplacement: Bool
  }

  package let documents: [Document]
  package let lists: [List]

  init(_ state: Documents.State) {
    documents = state.lines.values.compactMap { line in
      guard let last = line.sendings.last else { return nil }
      let sent = last.document
      return Document(
        document: line.id.text, title: sent.title, version: sent.version, form: sent.form,
        name: sent.name, place: sent.place, sent: last.at, isLate: sent.isLate,
        withdrawn: last.withdrawn, reason: last.withdrawn == nil ? nil : line.reason,
        isErased: state.isErased(sent.sha256), isReplacement: line.sendings.count > 1)
    }
    lists = state.lists.values.compactMap { line in
      guard let last = line.sendings.last else { return nil }
      return List(
        list: line.id.text, title: line.title, rows: last.rows, sent: last.at,
        isLate: last.isLate, isReplacement: line.sendings.count > 1)
    }
  }

  package var isEmpty: Bool { documents.isEmpty && lists.isEmpty }

  package var blocks: [Block] {
    var blocks = [Block("handed-over", .heading("\(Self.question)"))]
    if !documents.isEmpty {
      blocks.append(Block("handed-over-documents", .table(documentTable)))
    }
    if !lists.isEmpty { blocks.append(Block("handed-over-lists", .table(listTable))) }
    return blocks
  }

  private var documentTable: Block.Table {
    Block.Table(
      caption: "Documents", columns: ["Reference", "Document", "Version", "Sent", "How it stands"],
      rows: documents.map { line in
        [
          .words(line.document), .words(line.title),
          line.version == 0 ? .none : .number(line.version), .moment(line.sent), line.cell,
        ]
      })
  }

  private var listTable: Block.Table {
    Block.Table(
      caption: "Lists of data", columns: ["List", "Rows", "Sent", "How it stands"],
      rows: lists.map { line in
        let words = line.isReplacement ? "Sent again" : line.isLate ? "Sent late" : "Sent"
        return [
          .words(line.title), .number(line.rows), .moment(line.sent),
          .status(line.isLate ? .late : .done, words),
        ]
      })
  }
}

extension HandedOverBoard.Document {
  fileprivate var cell: Cell {
    if withdrawn != nil {
      return .status(.problem, "Withdrawn" + (reason.map { ": \($0)" } ?? ""))
    }
    if isErased { return .status(.neutral, "Erased") }
    let form =
      switch form {
      case .copy, .ready: ""
      case .dummy: ", a dummy"
      case .held: ", to be read at \(place ?? "its place")"
      }
    let words = isReplacement ? "Replaced what was sent before" : isLate ? "Sent late" : "Sent"
    return .status(isLate ? .late : .done, words + form)
  }
}
