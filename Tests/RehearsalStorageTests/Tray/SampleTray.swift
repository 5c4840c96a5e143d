import Glibc
import RehearsalCore
import RehearsalFormats

@testable import RehearsalStorage

/// A tray in a folder of its own, and what tests look at behind its back.
struct SampleTray {
  static let anna = Actor.role(.known("hos"), seat: "p2")
  static let ben = Actor.role(.known("dcs"), seat: "p1")

  let sample: SampleStore
  var folder: LogFolder { sample.folder }

  init() throws { sample = try SampleStore() }

  func open(
    _ limits: TrayLimits = TrayLimits(), _ calls: FailingCalls? = nil
  ) throws -> FileTray {
    guard let calls else { return try FileTray.open(folder, limits, patience: 0) }
    return try FileTray.open(folder, limits, patience: 0, calls: calls, names: calls)
  }

  /// Sends a file in pieces of one size.
  @discardableResult
  func send(
    _ name: String, _ bytes: [UInt8], by owner: Actor = anna, to tray: FileTray,
    piece: Int = 1_000
  ) throws -> TrayFile {
    var writer = try tray.begin(name, by: owner)
    var rest = bytes[...]
    while !rest.isEmpty {
      try writer.append(Array(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    return try writer.finish()
  }

  /// What stands in the tray's folder.
  func names() throws -> [String] { try Directory.names(folder.tray) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try sample.temporary.write(bytes, to: "log/tray/\(name)")
  }

  func read(_ name: String) throws -> [UInt8] {
    try sample.temporary.read("log/tray/\(name)")
  }

  func remove(_ name: String) throws { try sample.temporary.remove("log/tray/\(name)") }

  /// What is wrong with what stands there, as a check of the whole would say it: `nil` where each
  /// file has its slip and its own bytes, and nothing else is there.
  func disorder(_ files: [TrayFile]) throws -> String? {
    let expected = files.flatMap { [$0.id, "\($0.id).json"] }.sorted()
    let found = try names()
    if found != expected { return "\(found) in place of \(expected)" }
    for file in files {
      let bytes = try read(file.id)
      guard bytes.count == file.bytes, LineHash.of(bytes).description == file.sha256.text else {
        return "\(file.name) has other bytes"
      }
    }
    return nil
  }
}

/// The reason why a file was not taken.
func refusal(_ body: () throws -> Void) -> TrayProblem? {
  do {
    try body()
    return nil
  } catch StorageProblem.tray(let problem) {
    return problem
  } catch {
    return error as? TrayProblem
  }
}
