import RehearsalCore

/// Why a file that somebody sent is not taken, or cannot be had any more. The words of each are for
/// whoever sent it: they name the file, and nothing of this machine.
package enum TrayProblem: Error, Hashable, Sendable {
  /// A form for files came without one.
  case noneChosen
  /// It has no bytes.
  case empty(String)
  /// It has as many bytes as this, or more.
  case tooLarge(String, limit: Int)
  /// So many files wait already.
  case tooMany(String, limit: Int)
  /// With it, all files together would have more bytes than this.
  case full(String, limit: Int)
  /// Its sender stopped before its end.
  case cutOff(String)
  /// It could not be kept; what the disk said is for whoever runs this.
  indirect case failed(String, StorageProblem)
  /// It was filed or removed before, or never there, or is somebody else's.
  case missing
  /// What was kept of it is no longer what was sent.
  case altered(String)
  /// Something in the tray that cannot be read as a file of it, and why, as a sentence.
  case unread(path: String, String)

  /// What is wrong and what to do, in whole sentences.
  package var words: String {
    switch self {
    case .noneChosen: "Select a file."
    case .empty(let name):
      "\"\(name)\": The selected file is empty. Select one that has something in it, or make a "
        + "dummy file."
    case .tooLarge(let name, let limit):
      "\"\(name)\": The selected file must be smaller than \(FileSize.words(limit)). Leave out "
        + "what is not needed, or send it in parts."
    case .tooMany(let name, let limit):
      "\"\(name)\": You can only have up to \(limit) files waiting to be placed. File or remove "
        + "some, and send it again."
    case .full(let name, let limit):
      "\"\(name)\": The files waiting to be placed must be smaller than \(FileSize.words(limit)) "
        + "in all. File or remove some, and send it again."
    case .cutOff(let name):
      "\"\(name)\": The selected file could not be uploaded, because it broke off before its end. "
        + "Send it again."
    case .failed(let name, let problem):
      "\"\(name)\": The selected file could not be uploaded\(Self.because(problem)). Nothing of it "
        + "was kept: tell the facilitator, and send it again."
    case .missing:
      "The file is not waiting to be placed any more: it was filed or removed. Look for it in the "
        + "document list, or send it again."
    case .altered(let name):
      "\"\(name)\": What was kept of the file is not what was sent. Remove it, and send it again."
    case .unread(let path, let words):
      "\(path) is left as it is, and nobody is shown it: \(words) Move it away, and let whoever "
        + "sent it send it again."
    }
  }

  private static func because(_ problem: StorageProblem) -> String {
    guard case .system(_, _, let error) = problem else { return "" }
    return ": \(error.words)"
  }
}
