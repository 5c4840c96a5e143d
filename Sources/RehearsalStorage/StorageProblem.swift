import Glibc
import RehearsalFormats

/// Why something could not be kept or read. The text of each is made here and nowhere else.
package enum StorageProblem: Error, Hashable, Sendable {
  /// What was being done, as the verb of "cannot … the file".
  package enum Act: String, Sendable {
    case open, read, write, sync, truncate, lock, list, remove
    case make = "make the folder"
  }

  /// The operating system refused.
  case system(Act, path: String, SystemError)
  /// Somebody else held the log all the while.
  case busy(path: String, milliseconds: Int)
  /// The file became shorter while it was read.
  case shrank(path: String)
  /// Another file stands under the log's name now.
  case replaced(path: String)
  /// The log is damaged; `good` is the last line of the last batch that can be relied on.
  case damaged(LogDamage, good: LogHead?)
  /// A sync failed before, so nothing is known about what the disk holds.
  case poisoned(path: String)
  /// The log is on a disk that other machines share.
  case network(path: String, String)
  /// Nobody can say when the call comes any more: the secret is lost, or is another.
  case secretLost(path: String, String)
  /// The log was opened for reading.
  case readOnly(path: String)
  /// What was to be recorded could not be read back.
  case unfit(n: Int, String)
  /// A name that leaves its folder, or that no folder can hold.
  case badName(String)
  /// A link, a pipe or a device where a file should be.
  case notAFile(path: String)
  /// Something of that name is there already, and nothing is written over.
  case exists(path: String)
  /// Every name that could be tried for a new folder is taken.
  case taken(path: String)
  /// A folder of more files than any scenario has.
  case tooMany(path: String, Int)
  /// The scenario that was kept with a log cannot be read any more, and why.
  case scenarioLost(path: String, String)
  /// An added document is not what it should be.
  case document(DocumentProblem)
  /// A file that somebody sent cannot be taken, or had any more.
  case tray(TrayProblem)
  /// A file of people that cannot be read as one, and why, as a sentence.
  case peopleUnread(path: String, String)
  /// A file of tokens that cannot be read as one, and why, as a sentence.
  case accessUnread(path: String, String)
  /// More tokens than this were given out.
  case tooManySeats(path: String, Int)

  /// What is wrong and what to do, in whole sentences.
  package var words: String {
    switch self {
    case .system(let act, let path, let error):
      "Cannot \(act.rawValue) \(path): \(error.words). \(Self.advice(error.code))"
    case .busy(let path, let milliseconds):
      "Another program has held \(path) for \(milliseconds / 1_000) seconds. Wait until it is "
        + "done, or end it; `fuser \(path)` names it. Nothing was recorded."
    case .shrank(let path):
      "\(path) became shorter while it was read. Find out what changes it, and try again."
    case .replaced(let path):
      "\(path) is another file than the one that was opened. Nothing was recorded: open the "
        + "rehearsal again."
    case .damaged(let damage, let good): Self.words(damage, good)
    case .poisoned(let path):
      "The disk failed to confirm what was written to \(path). Whether the last events are kept "
        + "is unknown: end this program, open the rehearsal again and repeat what is missing."
    case .network(let path, let kind):
      "\(path) is on \(kind), where locks do not hold. Keep rehearsals on a disk of this machine; "
        + "a finished one may be copied there."
    case .secretLost(let path, let words):
      "\(path) \(words). Put back the file that stood in the rehearsal's folder: without it nobody "
        + "knows when the call comes."
    case .readOnly(let path): "\(path) was opened for reading. Open it for writing to record."
    case .unfit(let n, let words):
      "Event \(n) was not recorded, because it could not be read back: \(words)."
    case .badName(let name):
      "\"\(name)\" cannot be the name of a file in this folder. Use a plain relative name."
    case .notAFile(let path): "\(path) is not a plain file. Put a copy of the file there."
    case .exists(let path):
      "\(path) is there already, and nothing was changed. Choose another name."
    case .taken(let path): "\(path) and all like it are taken. Move old rehearsals elsewhere."
    case .tooMany(let path, let most):
      "\(path) holds more than \(most) files. Name the folder of one scenario."
    case .scenarioLost(let path, let words):
      "The scenario kept in \(path) cannot be read, so the log cannot be understood. Put back "
        + "the files that were there.\n\(words)"
    case .document(let problem): problem.words
    case .tray(let problem): problem.words
    case .peopleUnread(let path, let words):
      "Nothing was changed, because \(path) cannot be read: \(words) Correct it, or move it away."
    case .accessUnread(let path, let words):
      "Nobody can be let in, because \(path) cannot be read: \(words) Put back what stood there. "
        + "If that is lost, move it away: then all links and codes are new."
    case .tooManySeats(let path, let most):
      "\(path) holds \(most) tokens, the most there may be. Take back those of seats that nobody "
        + "uses."
    }
  }

  private static func words(_ damage: LogDamage, _ good: LogHead?) -> String {
    if damage.kind == .newer { return "\(damage). Nothing was changed." }
    let rest = good.map { " It can be read up to event \($0.n) (\($0.hash.short))." }
    return "\(damage). Nothing was changed, and nothing more can be recorded here." + (rest ?? "")
  }

  private static func advice(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "Look for a mistake in the path."
    case EACCES, EPERM, EROFS: "See who may use it, or choose another folder."
    case ENOSPC, EDQUOT, EFBIG: "Make room and try again: what did not fit was not recorded."
    case EIO: "The disk may be failing: copy the folder elsewhere before anything else."
    case EMFILE, ENFILE: "Too many files are open: end other programs and try again."
    case EEXIST: "Something of that name is there already."
    case ENOLCK, ENOTSUP: "This disk cannot lock files: keep rehearsals on a local disk."
    default: "Try again, and copy the folder elsewhere if it stays."
    }
  }
}
