import Glibc
import RehearsalCore
import Testing

@testable import RehearsalStorage

@Suite("Why a file is not taken") struct TrayProblemTests {
  private let all: [TrayProblem] = [
    .noneChosen, .empty("a.pdf"), .tooLarge("a.pdf", limit: 200 << 20),
    .tooMany("a.pdf", limit: 500), .full("a.pdf", limit: 2 << 30), .cutOff("a.pdf"),
    .failed("a.pdf", .system(.write, path: "/srv/log/tray/x", SystemError(ENOSPC))),
    .failed("a.pdf", .shrank(path: "/srv/log/tray/x")), .missing, .altered("a.pdf"),
    .unread(path: "log/tray/x.json", "It is not JSON."),
  ]

  @Test("is said as people know it from GOV.UK, and names the file") func words() {
    #expect(
      all.map(\.words) == [
        "Select a file.",
        "\"a.pdf\": The selected file is empty. Select one that has something in it, or make a "
          + "dummy file.",
        "\"a.pdf\": The selected file must be smaller than 200MB. Leave out what is not needed, or "
          + "send it in parts.",
        "\"a.pdf\": You can only have up to 500 files waiting to be placed. File or remove some, "
          + "and send it again.",
        "\"a.pdf\": The files waiting to be placed must be smaller than 2GB in all. File or remove "
          + "some, and send it again.",
        "\"a.pdf\": The selected file could not be uploaded, because it broke off before its end. "
          + "Send it again.",
        "\"a.pdf\": The selected file could not be uploaded: No space left on device. Nothing of "
          + "it was kept: tell the facilitator, and send it again.",
        "\"a.pdf\": The selected file could not be uploaded. Nothing of it was kept: tell the "
          + "facilitator, and send it again.",
        "The file is not waiting to be placed any more: it was filed or removed. Look for it in "
          + "the document list, or send it again.",
        "\"a.pdf\": What was kept of the file is not what was sent. Remove it, and send it again.",
        "log/tray/x.json is left as it is, and nobody is shown it: It is not JSON. Move it away, "
          + "and let whoever sent it send it again.",
      ])
  }

  @Test("gives nothing of this machine away to who sent it") func paths() {
    for problem in all {
      if case .unread = problem { continue }
      #expect(!problem.words.contains("/"))
    }
  }

  @Test("is a problem of storage with the same words") func storage() {
    for problem in all { #expect(StorageProblem.tray(problem).words == problem.words) }
  }
}
