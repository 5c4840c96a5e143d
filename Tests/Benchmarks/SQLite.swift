import Glibc

/// The few calls of the system's SQLite that a peer needs, found while running: no package and no
/// headers, and where it is missing the comparison is not run.
struct SQLite {
  private typealias Open =
    @convention(c) (UnsafePointer<CChar>?, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
  private typealias OfConnection = @convention(c) (OpaquePointer?) -> Int32
  private typealias Prepare =
    @convention(c) (
      OpaquePointer?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<OpaquePointer?>?,
      UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Int32
  private typealias BindNumber = @convention(c) (OpaquePointer?, Int32, Int64) -> Int32
  private typealias BindBytes =
    @convention(c) (
      OpaquePointer?, Int32, UnsafeRawPointer?, Int32, UnsafeRawPointer?
    ) -> Int32
  private typealias ColumnText =
    @convention(c) (OpaquePointer?, Int32) -> UnsafePointer<CChar>?
  private typealias Version = @convention(c) () -> UnsafePointer<CChar>?

  static let library = "libsqlite3.so.0"
  private static let row: Int32 = 100
  private static let done: Int32 = 101

  private let open: Open
  private let closeConnection: OfConnection
  private let prepare: Prepare
  private let step: OfConnection
  private let reset: OfConnection
  private let finalize: OfConnection
  private let bindNumber: BindNumber
  private let bindBytes: BindBytes
  private let columnText: ColumnText
  /// Such as `3.40.1`.
  let version: String

  /// `nil` where the system has no such library.
  init?() {
    guard let library = dlopen(SQLite.library, RTLD_NOW) else { return nil }
    func call<Call>(_ name: String, _ type: Call.Type) -> Call? {
      dlsym(library, "sqlite3_\(name)").map { unsafeBitCast($0, to: type) }
    }
    guard let open = call("open", Open.self), let close = call("close", OfConnection.self),
      let prepare = call("prepare_v2", Prepare.self), let step = call("step", OfConnection.self),
      let reset = call("reset", OfConnection.self),
      let finalize = call("finalize", OfConnection.self),
      let bindNumber = call("bind_int64", BindNumber.self),
      let bindBytes = call("bind_text", BindBytes.self),
      let columnText = call("column_text", ColumnText.self),
      let version = call("libversion", Version.self)?()
    else { return nil }
    self.open = open
    closeConnection = close
    self.prepare = prepare
    self.step = step
    self.reset = reset
    self.finalize = finalize
    self.bindNumber = bindNumber
    self.bindBytes = bindBytes
    self.columnText = columnText
    self.version = String(cString: version)
  }

  /// A database that holds the lines of a log, as safe as a log is: one INSERT an event, one
  /// transaction a batch, each on the disk before the next begins.
  final class Log {
    private let calls: SQLite
    private var connection: OpaquePointer?
    private var insert: OpaquePointer?
    private var begin: OpaquePointer?
    private var commit: OpaquePointer?
    private var n: Int64 = 0

    init(_ calls: SQLite, at path: String) throws {
      self.calls = calls
      guard calls.open(path, &connection) == 0 else { throw problem("open \(path)") }
      guard try answer("PRAGMA journal_mode=WAL") == "wal" else { throw problem("have a WAL") }
      _ = try answer("PRAGMA synchronous=FULL")
      guard try answer("PRAGMA synchronous") == "2" else { throw problem("be synchronous") }
      _ = try answer("CREATE TABLE events (n INTEGER PRIMARY KEY, line TEXT NOT NULL)")
      insert = try prepared("INSERT INTO events (n, line) VALUES (?, ?)")
      begin = try prepared("BEGIN IMMEDIATE")
      commit = try prepared("COMMIT")
    }

    deinit {
      for statement in [insert, begin, commit] { _ = calls.finalize(statement) }
      _ = calls.closeConnection(connection)
    }

    /// Returns once all of them are on the disk.
    func append(_ lines: ArraySlice<[UInt8]>) throws {
      try run(begin)
      for line in lines {
        try line.withUnsafeBytes { bytes in
          guard calls.bindNumber(insert, 1, n) == 0,
            calls.bindBytes(insert, 2, bytes.baseAddress, Int32(bytes.count), nil) == 0
          else { throw problem("bind") }
          try run(insert)
        }
        n += 1
      }
      try run(commit)
    }

    private func run(_ statement: OpaquePointer?) throws {
      guard calls.step(statement) == SQLite.done, calls.reset(statement) == 0 else {
        throw problem("write")
      }
    }

    private func prepared(_ text: String) throws -> OpaquePointer? {
      var statement: OpaquePointer?
      guard calls.prepare(connection, text, -1, &statement, nil) == 0 else {
        throw problem("prepare \(text)")
      }
      return statement
    }

    /// The first word that a statement answers, if it answers anything.
    private func answer(_ text: String) throws -> String? {
      let statement = try prepared(text)
      defer { _ = calls.finalize(statement) }
      switch calls.step(statement) {
      case SQLite.row: return calls.columnText(statement, 0).map { String(cString: $0) }
      case SQLite.done: return nil
      default: throw problem("do \(text)")
      }
    }

    private func problem(_ act: String) -> Unmeasurable {
      Unmeasurable(description: "SQLite \(calls.version) could not \(act)")
    }
  }
}
