package import RehearsalCore
package import RehearsalFormats

/// The documents that a log's events refer to, gathered while its lines go by. Only events that say
/// something of documents are read; the others need not be understood.
package struct ReferencedDocuments {
  package private(set) var all: [LineHash: DocumentReference] = [:]
  /// What each was called when it was added, in that order.
  package private(set) var names: [DocumentManifest.Entry] = []
  /// Few enough that going through them takes less than a look into a dictionary.
  private let types: [(name: StaticString, type: any Event.Type)]

  package init(_ modules: Modules) {
    let marking = modules.all.flatMap { $0.events }.filter { $0.marksDocuments }
    types = marking.map { ($0.name, $0) }
  }

  /// Takes note of what a line says of documents.
  mutating func note(_ line: LogLine, _ bytes: [UInt8]) {
    guard let (_, type) = types.first(where: { line.has(type: $0.name, bytes) }),
      line.version <= type.version
    else { return }
    let payload = PayloadCodec.read(type, version: line.version, bytes, line.data)
    if case .success(.event(let event)) = payload { note(event) }
  }

  package mutating func note(_ event: any Event) {
    for mark in event.marks {
      switch mark {
      case .added(let hash, let name):
        guard let hash = LineHash(hash.text), all[hash] == nil else { continue }
        all[hash] = .kept
        names.append((hash, name))
      case .erased(let hash):
        guard let hash = LineHash(hash.text) else { continue }
        all[hash] = .erased
        names.removeAll { $0.hash == hash }
      }
    }
  }
}
