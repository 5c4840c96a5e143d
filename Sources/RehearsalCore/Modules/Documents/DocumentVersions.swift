/// What became of each version of one document, oldest first.
///
/// The council sees it all: whoever has a line of the list to bring on must know which file it was
/// that came back, and which one inspectors have.
package struct DocumentVersions {
  /// One version, in words that do not change: scripts read them.
  package struct Version: Encodable, Sendable {
    package let version: Int
    package let form: DocumentForm
    package let file: String
    package let place: String?
    package let edition: String?
    package let bytes: Int?
    package let sha256: String?
    package let added: Moment
    /// `nil` where a facilitator added it.
    package let by: String?
    /// What became of it, in order: each `approved`, `returned`, `sent`, `sent-late`, `withdrawn`,
    /// `replaced` or `erased`; empty while it waits.
    package let became: [String]
    /// Why it was returned, each time.
    package let reasons: [String]
    /// The first version of the same document with the same bytes, where that is an earlier one.
    package let sameVersion: Int?
    /// Other lines of the list that had the same bytes when it was added.
    package let sameContent: [String]
    fileprivate let end: (status: Status, words: String)

    private enum CodingKeys: CodingKey {
      case version, form, file, place, edition, bytes, sha256, added, by, became, reasons
      case sameVersion, sameContent
    }
  }

  let versions: [Version]

  init(_ line: Documents.Line, _ own: Documents.State, _ names: Names) {
    versions = line.versions.map { version in
      let fates = line.fates(of: version, isErased: own.isErased(version.sha256))
      let first = line.versions.first { $0.sha256 == version.sha256 && $0.sha256 != nil }
      let same = first.flatMap { $0.number < version.number ? $0.number : nil }
      let others = same.map { ["version \($0)"] } ?? []
      let alike = (others + version.same.map(\.text)).joined(separator: ", ")
      let words = fates.enumerated().map { $0 == 0 ? $1.words : $1.words.uncapitalised }
      let became = words.isEmpty ? "Waits for approval" : words.joined(separator: ", then ")
      return Version(
        version: version.number, form: version.form, file: version.name, place: version.place,
        edition: version.edition, bytes: version.bytes, sha256: version.sha256?.text,
        added: version.added, by: version.by.map { names.title($0) },
        became: fates.map(\.name), reasons: version.verdicts.compactMap(\.because),
        sameVersion: same, sameContent: version.same.map(\.text),
        end: (
          fates.last?.status ?? .underWay,
          became + (alike.isEmpty ? "" : "; same content as \(alike)")
        ))
    }
  }

  /// The versions as a table; `nil` where there are no two.
  func table(of document: String, _ title: String) -> Block.Table? {
    guard versions.count > 1 else { return nil }
    return Block.Table(
      caption: "Versions of \(document), \(title)",
      columns: ["Version", "File", "Size", "Added", "By", "SHA-256", "What became of it"],
      rows: versions.map { version in
        [
          .number(version.version), .words(version.name),
          version.bytes.map { .words(FileSize.words($0)) } ?? .none, .moment(version.added),
          .words(version.by ?? "Facilitator"),
          version.sha256.map { .words(String($0.prefix(8))) } ?? .none,
          .status(version.end.status, version.end.words),
        ]
      })
  }
}

extension DocumentVersions.Version {
  /// What it is called, and what it is where it is no file.
  fileprivate var name: String {
    let form =
      switch form {
      case .copy, .ready: ""
      case .dummy: ", a dummy"
      case .held: ", held elsewhere" + (place.map { ": \($0)" } ?? "")
      }
    return file + form + (edition.map { ", \($0)" } ?? "")
  }
}

/// One thing that became of a version.
private struct Fate {
  let at: Moment
  let name: String
  let status: Status
  let words: String
}

extension Documents.Line {
  /// In the order in which it came about.
  fileprivate func fates(of version: Documents.Version, isErased: Bool) -> [Fate] {
    var fates = version.verdicts.map { verdict in
      if let because = verdict.because {
        Fate(at: verdict.at, name: "returned", status: .atRisk, words: "Returned: \(because)")
      } else {
        Fate(
          at: verdict.at, name: "approved", status: .underWay,
          words: verdict.isOwn ? "Approved by whoever added it" : "Approved")
      }
    }
    for sending in sendings where sending.document.version == version.number {
      let isLate = sending.document.isLate
      fates.append(
        Fate(
          at: sending.at, name: isLate ? "sent-late" : "sent", status: isLate ? .late : .done,
          words: isLate ? "Sent late" : "Sent"))
      if let at = sending.withdrawn {
        fates.append(Fate(at: at, name: "withdrawn", status: .problem, words: "Withdrawn"))
      }
    }
    if let next = versions.first(where: { $0.number > version.number }) {
      fates.append(
        Fate(
          at: next.added, name: "replaced", status: .neutral,
          words: "Replaced by version \(next.number)"))
    }
    fates = fates.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    if isErased, let last = fates.last?.at ?? versions.last?.added {
      fates.append(Fate(at: last, name: "erased", status: .neutral, words: "Erased"))
    }
    return fates
  }
}
