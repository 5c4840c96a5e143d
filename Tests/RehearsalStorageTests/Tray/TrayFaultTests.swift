import Glibc
import RehearsalCore
import RehearsalFormats
import Testing

@testable import RehearsalStorage

/// Each call that the tray makes fails in turn: a file that was said to be there is there, one that
/// was refused is not, and doing it again succeeds.
@Suite("A tray on a failing disk") struct TrayFaultTests {
  private let bytes = SampleStore.bytes(2_500)

  private func made(
    _ prepare: (SampleTray) throws -> Void, _ act: (SampleTray, FileTray) throws -> Void
  ) throws -> [FailingCalls.Call] {
    let sample = try SampleTray()
    try prepare(sample)
    let calls = FailingCalls()
    try act(sample, try sample.open(TrayLimits(), calls))
    return calls.made
  }

  /// Lets each call fail in turn, once or with all after it, opens the tray again on a disk where
  /// nothing fails, and looks at it.
  private func eachFault(
    _ prepare: (SampleTray) throws -> Void, _ act: (SampleTray, FileTray) throws -> Void,
    _ look: (SampleTray, FileTray, _ didFail: Bool, _ isDead: Bool, String) throws -> Void
  ) throws {
    let made = try made(prepare, act)
    #expect(made.count > 5)
    for (number, call) in made.enumerated() {
      for isDead in [false, true] {
        let code = [EIO, ENOSPC, EACCES][number % 3]
        let sample = try SampleTray()
        try prepare(sample)
        let name = "\(call.rawValue) \(number) code \(code) \(isDead ? "and all after" : "")"
        var didFail = true
        do {
          let calls = FailingCalls(failing: number, onwards: isDead, code)
          try act(sample, try sample.open(TrayLimits(), calls))
          didFail = false
        } catch let problem as StorageProblem {
          #expect(problem.words.contains("Cannot"), "\(name)")
        } catch let problem as TrayProblem {
          #expect(problem.words.contains("\"a.pdf\": The selected file could not"), "\(name)")
          #expect(!problem.words.contains(sample.folder.path), "\(name)")
        }
        let again = try sample.open()
        #expect(again.problems == [], "\(name)")
        try look(sample, again, didFail, isDead, name)
      }
    }
  }

  @Test("a file that comes is there whole, or not at all") func sending() throws {
    try eachFault({ _ in }) { sample, tray in
      try sample.send("a.pdf", bytes, to: tray)
    } _: { sample, tray, didFail, isDead, name in
      #expect(didFail, "\(name)")
      // Where not even removing is possible any more, one that was refused may be there, whole.
      #expect(tray.files.count <= (isDead ? 1 : 0), "\(name)")
      #expect(try sample.disorder(tray.files) == nil, "\(name)")
      try sample.send("a.pdf", bytes, to: tray)
      #expect(try sample.disorder(tray.files) == nil, "\(name)")
    }
  }

  @Test("a failure leaves the files before it, and room for those after it") func others() throws {
    let count = try made({ _ in }) { sample, tray in
      try sample.send("a.pdf", bytes, to: tray)
    }.count
    for number in 0..<count * 2 {
      let sample = try SampleTray()
      do { try sample.send("before.pdf", bytes, to: try sample.open()) }
      guard
        let tray = try? sample.open(TrayLimits(), FailingCalls(failing: number, ENOSPC))
      else { continue }
      let first = tray.files
      let refused = refusal { try sample.send("a.pdf", bytes, to: tray) }
      let after = try? sample.send("after.pdf", bytes, to: tray)
      #expect(first.map(\.name) == ["before.pdf"])
      #expect(refused == nil || after != nil, "call \(number)")
      #expect(try sample.disorder(tray.files) == nil, "call \(number)")
    }
  }

  @Test("a file that is filed is in the store whole, or not at all, and still waits")
  func filing() throws {
    try eachFault({ sample in
      try sample.send("a.pdf", bytes, to: try sample.open())
    }) { _, tray in
      let file = try #require(tray.files.first)
      _ = try tray.file(file.id, of: file.owner)
    } _: { sample, tray, didFail, isDead, name in
      #expect(didFail, "\(name)")
      let file = try #require(tray.files.first)
      #expect(try sample.disorder([file]) == nil, "\(name)")
      let kept = try sample.sample.bytes(.of(bytes))
      #expect(kept == nil || kept == bytes, "\(name)")
      let left = try sample.sample.leftovers()
      #expect(isDead ? left.count < 2 : left.isEmpty, "\(name)")
      let filed = try tray.file(file.id, of: file.owner)
      #expect(try sample.sample.read(filed.document.hash) == bytes, "\(name)")
    }
  }

  @Test("a file that is removed is gone, or is still there, and then can be removed")
  func removing() throws {
    try eachFault({ sample in
      try sample.send("a.pdf", bytes, to: try sample.open())
    }) { _, tray in
      let file = try #require(tray.files.first)
      do throws(StorageProblem) {
        try tray.remove(file.id, of: file.owner)
        #expect(tray.files == [])
      } catch {
        // What could not be removed is shown until it is.
        #expect(tray.files == [file])
        throw error
      }
    } _: { sample, tray, didFail, _, name in
      #expect(didFail, "\(name)")
      #expect(try sample.disorder(tray.files) == nil, "\(name)")
      for file in tray.files { try tray.remove(file.id, of: file.owner) }
      #expect(try sample.names() == [], "\(name)")
    }
  }

  @Test("interruptions are nothing") func interruptions() throws {
    let count = try made({ _ in }) { sample, tray in
      let file = try sample.send("a.pdf", bytes, to: tray)
      _ = try tray.file(file.id, of: file.owner)
      try tray.remove(file.id, of: file.owner)
    }.count
    for number in 0..<count {
      let sample = try SampleTray()
      let tray = try sample.open(TrayLimits(), FailingCalls(failing: number, EINTR))
      let file = try sample.send("a.pdf", bytes, to: tray)
      #expect(try tray.file(file.id, of: file.owner).document.isNew)
      #expect(try tray.remove(file.id, of: file.owner))
      #expect(try sample.names() == [])
    }
  }

  @Test("the bytes are on the disk before the slip, and the folder after both") func order() throws
  {
    let made = try made({ _ in }) { sample, tray in try sample.send("a.pdf", bytes, to: tray) }
    let order = made.drop { $0 != .open }.drop { $0 != .write }
      .filter { [.sync, .rename, .syncFolder, .open].contains($0) }
    #expect(order == [.sync, .open, .sync, .rename, .syncFolder])
  }

  @Test("a full disk is said in words, and every file after it has its own") func full() throws {
    let sample = try SampleTray()
    let calls = FailingCalls()
    let tray = try sample.open(TrayLimits(), calls)
    try sample.send("before.pdf", bytes, to: tray)
    calls.refuse(.write, ENOSPC)
    for name in ["a.pdf", "b.pdf"] {
      let problem = refusal { try sample.send(name, bytes, to: tray) }
      #expect(
        problem?.words
          == "\"\(name)\": The selected file could not be uploaded: No space left on device. "
          + "Nothing of it was kept: tell the facilitator, and send it again.")
    }
    #expect(tray.files.map(\.name) == ["before.pdf"])
    #expect(try sample.disorder(tray.files) == nil)
  }
}
