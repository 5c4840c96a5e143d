import Glibc
package import RehearsalCore
import RehearsalFormats
import Synchronization

/// Files that people sent and that nobody has filed yet, in `tray/` beside the log. Nothing hashes
/// them, no event says anything of them, and they are not handed on with the rehearsal.
///
/// Each is written as it comes in and is there once it is safely on the disk, with a slip that says
/// whose it is; of one that does not come to its end nothing is left. Everything here waits for the
/// disk, and may be asked from any number of threads at once. One process at a time has a tray.
package final class FileTray: Sendable {
  package let limits: TrayLimits
  /// What stood there when it was opened and is no file of the tray, though it looks like one. It
  /// is left as it is.
  package let problems: [StorageProblem]

  let store: DocumentStore
  private let folder: LogFolder
  /// Held for as long as this is used: whoever opens a tray removes what others left behind.
  private let lock: FolderLock
  private let state: Mutex<State>

  private struct State {
    /// In the order of their numbers.
    var slips: [TraySlip] = []
    var next = 0
    /// How many files are on their way, and how many bytes of them are there.
    var coming = 0
    var comingBytes = 0

    var bytes: Int { slips.reduce(comingBytes) { $0 + $1.file.bytes } }
  }

  /// A file that went into the library's store, for the command that refers to it.
  package struct Filed: Sendable {
    package let file: TrayFile
    package let document: StoredDocument
  }

  private init(
    _ folder: LogFolder, _ store: DocumentStore, _ limits: TrayLimits, _ lock: FolderLock,
    _ state: State, _ problems: [StorageProblem]
  ) {
    self.folder = folder
    self.store = store
    self.limits = limits
    self.lock = lock
    self.state = Mutex(state)
    self.problems = problems
  }

  deinit { lock.end() }

  /// Opens the tray of a rehearsal, or makes it, and removes what was left of files that never came
  /// to their end.
  package static func open(
    _ folder: LogFolder, _ limits: TrayLimits = TrayLimits(),
    patience milliseconds: Int = 10_000, calls: any FileCalls = SystemCalls(),
    names: any DocumentCalls = SystemCalls()
  ) throws(StorageProblem) -> FileTray {
    let store = DocumentStore(folder, calls: calls, names: names)
    try store.make(folder.tray)
    try store.sync(folder.path)
    let lock = try FolderLock(LogFolder(folder.tray), patience: milliseconds)
    do throws(StorageProblem) {
      let (state, problems) = try read(folder.tray, store)
      return FileTray(folder, store, limits, lock, state, problems)
    } catch {
      lock.end()
      throw error
    }
  }

  private static func read(
    _ tray: String, _ store: DocumentStore
  ) throws(StorageProblem) -> (State, [StorageProblem]) {
    let names = try Directory.names(tray)
    var problems: [StorageProblem] = []
    var slips: [TraySlip] = []
    for name in names {
      let (id, ending) = (String(name.prefix(32)), name.dropFirst(32))
      guard isID(id) else { continue }
      if ending == TraySlip.ending {
        do throws(StorageProblem) {
          let slip = try TraySlip.read(id, in: tray, store)
          guard let status = try store.status("\(tray)/\(id)"), status.isFile,
            status.facts.size == slip.file.bytes
          else {
            let words = "The file that it belongs to is not there, or not the one that was sent."
            throw .tray(.unread(path: "\(tray)/\(name)", words))
          }
          slips.append(slip)
        } catch {
          // What could not be read is not known to be no slip.
          if case .system = error { throw error }
          problems.append(error)
        }
      } else if ending.hasPrefix(partEnding)
        || ending.isEmpty && !names.contains(id + TraySlip.ending)
      {
        try store.remove("\(tray)/\(name)")
      }
    }
    slips.sort { ($0.number, $0.file.id) < ($1.number, $1.file.id) }
    var state = State()
    state.slips = slips
    state.next = (slips.last?.number ?? -1) + 1
    return (state, problems)
  }

  private static let partEnding = "\(TraySlip.ending).part"

  private static func isID(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }

  func path(_ id: String) -> String { "\(folder.tray)/\(id)" }

  // MARK: - What is there

  /// Every file, in the order in which they came.
  package var files: [TrayFile] { state.withLock { $0.slips.map(\.file) } }

  /// Those of one person, in the order in which they came.
  package func files(of owner: Actor) -> [TrayFile] { files.filter { $0.owner == owner } }

  /// One file of one person; `nil` where it is not there, or somebody else's.
  package func find(_ id: String, of owner: Actor) -> TrayFile? {
    files.first { $0.id == id && $0.owner == owner }
  }

  // MARK: - Coming

  /// Begins a file whose bytes come in pieces. It is not there before its `finish()` returns.
  ///
  /// - Parameter name: as it was sent; see ``SentName`` for what becomes of it
  package func begin(_ name: String, by owner: Actor) throws(TrayProblem) -> TrayWriter {
    try TrayWriter(self, SentName(name), owner)
  }

  func reserveFile(_ name: String) throws(TrayProblem) {
    let hasRoom = state.withLock { state in
      guard state.slips.count + state.coming < limits.files else { return false }
      state.coming += 1
      return true
    }
    if !hasRoom { throw .tooMany(name, limit: limits.files) }
  }

  /// Makes room for more of a file that has `size` bytes already. Of two limits that it would pass,
  /// the one that it comes to first is said, however it is cut into pieces.
  func reserve(_ bytes: Int, after size: Int, of name: String) throws(TrayProblem) {
    let room = limits.file - 1 - size
    let roomInAll = state.withLock { state in
      let roomInAll = limits.total - state.bytes
      if bytes <= min(room, roomInAll) { state.comingBytes += bytes }
      return roomInAll
    }
    if bytes <= min(room, roomInAll) { return }
    if room <= roomInAll { throw .tooLarge(name, limit: limits.file) }
    throw .full(name, limit: limits.total)
  }

  /// Gives back what a file had reserved that does not come.
  func release(bytes: Int) {
    state.withLock { state in
      state.coming -= 1
      state.comingBytes -= bytes
    }
  }

  /// Removes what there is of a file that does not come to its end. What cannot be removed now is
  /// removed when the tray is opened again.
  func giveUp(_ id: String, bytes: Int) {
    try? store.remove(path(id))
    release(bytes: bytes)
  }

  /// Lists a file whose bytes are on the disk, once its slip is as well.
  func add(_ file: TrayFile) throws(StorageProblem) {
    let number = state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
    let slip = TraySlip(number: number, file: file)
    let place = "\(path(file.id))\(TraySlip.ending)"
    let part = path(file.id) + FileTray.partEnding
    do throws(StorageProblem) {
      let written = try OpenFile(
        part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, mode: 0o600, store.calls)
      try written.append(slip.bytes)
      try written.sync()
      try StorageProblem.retrying(.write, place) { () throws(SystemError) in
        try store.names.rename(part, to: place)
      }
      try store.sync(folder.tray)
    } catch {
      try? store.remove(part)
      try? store.remove(place)
      throw error
    }
    state.withLock { state in
      state.coming -= 1
      state.comingBytes -= file.bytes
      // Another with a later number may have been quicker.
      let later = state.slips.firstIndex { $0.number > number }
      state.slips.insert(slip, at: later ?? state.slips.endIndex)
    }
  }

  // MARK: - Going

  /// Puts a file into the library's store, for the command that refers to it: bytes before the
  /// event, never the other way round. The file stays in the tray until ``remove(_:of:)``, which is
  /// for when the event is recorded; where it is refused, ``takeBack(_:unless:)`` is.
  ///
  /// Hold the ``FolderLock`` of the rehearsal from here until the event is recorded, so that nobody
  /// erases the document in between.
  package func file(_ id: String, of owner: Actor) throws(StorageProblem) -> Filed {
    guard let file = find(id, of: owner) else { throw .tray(.missing) }
    do throws(StorageProblem) {
      return Filed(file: file, document: try store.add(linking: path(id), with: file.sha256))
    } catch {
      switch error {
      // Another request may have removed it since it was found.
      case .document(.missing): throw .tray(.missing)
      case .document(.altered(path(id))): throw .tray(.altered(file.name))
      default: throw error
      }
    }
  }

  /// After a refusal, removes bytes from the library's store that came for it alone: they may be
  /// some that were erased. Not after a failure of which nobody knows whether the event was
  /// recorded: bytes too many are found by a check, and bytes too few are lost.
  ///
  /// - Parameter isReferenced: whether an event of the log refers to the same bytes
  package func takeBack(
    _ filed: Filed, unless isReferenced: Bool
  ) throws(StorageProblem) {
    if filed.document.isNew, !isReferenced { try store.erase(filed.document.hash) }
  }

  /// Removes a file for good. `false` where it is not there, or somebody else's.
  @discardableResult
  package func remove(_ id: String, of owner: Actor) throws(StorageProblem) -> Bool {
    guard let file = find(id, of: owner) else { return false }
    try remove(file)
    return true
  }

  /// Removes every file with these bytes, whoever sent it: for when they are erased from the
  /// library. Returns how many there were.
  @discardableResult
  package func erase(_ hash: ContentHash) throws(StorageProblem) -> Int {
    let same = files.filter { $0.sha256 == hash }
    for file in same { try remove(file) }
    return same.count
  }

  /// The slip first: without it there is no file, only what the next opening removes.
  private func remove(_ file: TrayFile) throws(StorageProblem) {
    try store.remove("\(path(file.id))\(TraySlip.ending)")
    try store.sync(folder.tray)
    try store.remove(path(file.id))
    try store.sync(folder.tray)
    state.withLock { state in state.slips.removeAll { $0.file.id == file.id } }
  }
}
