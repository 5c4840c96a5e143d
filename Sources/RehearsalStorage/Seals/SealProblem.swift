import RehearsalFormats

/// Why a key, a seal or a proof is not what it should be. The text of each is made here and nowhere
/// else, and none of them repeats a private key.
package enum SealProblem: Error, Hashable, Sendable {
  /// The text of a private key, or of the one that checks its signatures.
  case privateKey(KeyFault)
  case verifierKey(KeyFault)
  /// A name that no key can have.
  case keyName(String)
  /// Text that is no signed note.
  case note(NoteFault)
  /// A signed note that is no checkpoint of a log.
  case checkpoint(CheckpointFault)
  /// Text that is no proof.
  case proof(ProofFault)
  /// A proof that can be read and proves nothing.
  case refused(Refusal)
  /// The key would not sign. Never seen, and not to be taken for a seal.
  case unsigned
  /// A file of seals or proofs that is longer than any can be.
  case tooLong(path: String)
  /// What stands in `events.seal` contradicts the log, so no more is signed for it.
  case contradicted(path: String, String)
  /// There is no seal, or none of this number.
  case noSeal(path: String)
  case noSuchSeal(Int, of: Int)
  /// No seal covers the event.
  case notCovered(event: Int, size: Int)
  /// The seal is one of another log, or of another state of this one.
  case foreign(path: String, String)

  /// What is wrong with the text of a key.
  package enum KeyFault: String, Hashable, Sendable {
    case form = "it does not have the form of one"
    case isPrivate = "it is a private key, which nobody else may see"
    case isVerifier = "it is a verifier key, which cannot sign"
    case name = "its name is empty, or has a space, a plus or a control character in it"
    case id = "its id is not eight hex digits in small letters"
    case base64 = "its last part is not base 64"
    case algorithm = "it is not of the kind Ed25519"
    case length = "it is too short or too long"
    case mismatch = "its id does not fit its name and key: some of it was changed"
  }

  /// What is wrong with a signed note.
  package enum NoteFault: String, Hashable, Sendable {
    case characters = "it is not plain UTF-8 text"
    case blankLine = "no blank line parts text and signatures"
    case unsigned = "it has no signature"
    case end = "its last line has no end"
    case line = "a signature line is not `— name base64`"
    case many = "it has more than 100 signatures"
  }

  /// What is wrong with the text of a checkpoint.
  package enum CheckpointFault: String, Hashable, Sendable {
    case lines = "its text does not have three lines"
    case extended = "its text has lines behind the root, which no seal of a rehearsal has"
    case origin = "its first line, the origin, is empty"
    case size = "its second line is not a number of lines"
    case root = "its third line is not the base 64 of a hash"
  }

  /// What is wrong with the text of a proof.
  package enum ProofFault: String, Hashable, Sendable {
    case header = "its first line is none that a proof begins with"
    case extra = "the line of the event is not base 64"
    case index = "the number of the event cannot be read"
    case old = "the number of lines of the older seal cannot be read"
    case path = "a line of its path is not the base 64 of a hash"
    case long = "its path is longer than that of any log"
    case blankLine = "no blank line parts the path and the seal"
    case seals = "two seals should follow the path, each parted by a blank line"
  }

  /// Why a proof that can be read proves nothing.
  package enum Refusal: Hashable, Sendable {
    case signature(String)
    case unknownKey([String])
    case noLine
    case outside(event: Int, size: Int)
    case path
    case otherNumber(event: Int, says: Int)
    case origins(String, String)
    case sizes(old: Int, seal: Int)
  }
}

extension SealProblem {
  /// What is wrong and what to do, in whole sentences.
  package var words: String {
    switch self {
    case .privateKey(let fault):
      "This is no private key to seal with: \(fault.rawValue). Use a file that "
        + "`rehearse keygen` wrote."
    case .verifierKey(let fault):
      "This is no verifier key: \(fault.rawValue). Use the line that `rehearse keygen` printed."
    case .keyName(let name):
      "\"\(name)\" cannot be the name of a key. Use 1 to 200 characters without spaces or plus, "
        + "such as facilitator.example."
    case .note(let fault):
      "This is no signed note: \(fault.rawValue). Get a fresh copy of the file."
    case .checkpoint(let fault):
      "This is no seal: \(fault.rawValue). Get a fresh copy of the file."
    case .proof(let fault): "This is no proof: \(fault.rawValue). Get a fresh copy of the file."
    case .refused(let refusal): "This proves nothing: \(refusal.words)"
    case .unsigned: "The key would not sign. Make another one with `rehearse keygen`."
    case .tooLong(let path):
      "\(path) is longer than any file of its kind. Look whether it is the right one."
    case .contradicted(let path, let words):
      "\(path) does not fit the log: \(words). Nothing was signed: find out which of the two "
        + "was changed, and move the file elsewhere before the log is sealed anew."
    case .noSeal(let path): "There is no seal in \(path). Make one with `rehearse seal`."
    case .noSuchSeal(let number, let count):
      "There is no seal \(number). Use a number from 1 to \(count)."
    case .notCovered(let event, let size):
      "Event \(event) is not covered: the newest seal covers \(size) lines, events 0 to "
        + "\(size - 1). Seal the log again with `rehearse seal`."
    case .foreign(let path, let words):
      "The seal does not fit \(path): \(words). See what `rehearse verify` says of the log."
    }
  }

  /// Names out of a file that nobody has vouched for, without what a screen would obey.
  static func visible(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars.prefix(200) {
      let kind = scalar.properties.generalCategory
      out.append(kind == .control || kind == .format ? "\u{FFFD}" : scalar)
    }
    return String(out)
  }

  static func visible(_ names: [String]) -> String {
    names.prefix(5).map { visible($0) }.joined(separator: ", ")
  }

  /// The reason alone, for a sentence about a seal.
  var reason: String {
    switch self {
    case .privateKey(let fault), .verifierKey(let fault): fault.rawValue
    case .note(let fault): fault.rawValue
    case .checkpoint(let fault): fault.rawValue
    case .proof(let fault): fault.rawValue
    default: words
    }
  }
}

extension SealProblem.Refusal {
  fileprivate var words: String {
    switch self {
    case .signature(let key):
      "the signature by \(key) is wrong, so the seal was altered or never made with that key."
    case .unknownKey(let names):
      "no key that was given has signed it; it names \(SealProblem.visible(names)). Ask whoever "
        + "sealed the log for their verifier key, not whoever brought the proof."
    case .noLine: "it does not carry the line of the event."
    case .outside(let event, let size):
      "it is about event \(event), and the seal covers \(size) lines."
    case .path: "its path does not lead to the root that was sealed, so something was altered."
    case .otherNumber(let event, let says):
      "it is about event \(event), and the line calls itself event \(says)."
    case .origins(let one, let other):
      "its seals are of two logs, \(SealProblem.visible([one, other]))."
    case .sizes(let old, let seal):
      "it begins at \(old) lines, and the older seal covers \(seal)."
    }
  }
}
