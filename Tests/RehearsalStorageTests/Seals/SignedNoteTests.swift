import Foundation
import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct SignedNoteTests {
  private let peter: VerifierKey
  private let enoch: VerifierKey
  private let text = Neumann.text
  private let signature = Neumann.signature

  init() throws {
    peter = try VerifierKey(Neumann.verifier)
    enoch = try VerifierKey(Neumann.enochVerifier)
  }

  private func note(_ text: String) throws -> SignedNote { try SignedNote(Array(text.utf8)) }

  private func fault(_ text: String) -> SealProblem? { fault(Array(text.utf8)) }

  private func fault(_ bytes: [UInt8]) -> SealProblem? {
    sealProblem { _ = try SignedNote(bytes) }
  }

  @Test func theNoteOfTheGoDocumentation() throws {
    let key = try SealKey(Neumann.key)
    let signed = try SignedNote(Array(text.utf8), signedWith: key)
    #expect(String(decoding: signed.bytes, as: UTF8.self) == "\(text)\n\(signature)")
    #expect(signed.verdict([peter]) == .signed(by: [peter]))
  }

  @Test func theNotesOfTheSpecification() throws {
    let foo = try VerifierKey(
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    let example = try note(
      "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2O"
        + "NncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")
    #expect(example.verdict([foo]) == .signed(by: [foo]))
    // Blank lines in the text: the last one parts it.
    let poem = try note(
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
        + "\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKON"
        + "rMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n")
    #expect(String(decoding: poem.text, as: UTF8.self).hasSuffix("\n\ned è subito sera.\n"))
    #expect(poem.verdict([foo]) == .unknown(["quasimodo.example/salvatore"]))
  }

  @Test func aSecondSignature() throws {
    let both = "\(text)\n\(signature)\(Neumann.enochSignature)"
    let note = try note(both)
    #expect(String(decoding: note.bytes, as: UTF8.self) == both)
    #expect(note.verdict([peter]) == .signed(by: [peter]))
    #expect(note.verdict([enoch]) == .signed(by: [enoch]))
    #expect(note.verdict([enoch, peter]) == .signed(by: [peter, enoch]))
    #expect(note.verdict([]) == .unknown(["PeterNeumann", "EnochRoot"]))
  }

  @Test func aSignatureTwiceIsOne() throws {
    let note = try note("\(text)\n\(signature)\(signature)")
    #expect(note.verdict([peter, peter]) == .signed(by: [peter]))
  }

  /// However good the others are, and wherever it stands.
  @Test func oneWrongSignatureOfAKnownKeySpoilsTheNote() throws {
    let wrong = signature.replacingOccurrences(of: "ZJkuBS", with: "ZJkuBT")
    for signatures in [wrong, wrong + signature, signature + wrong, Neumann.enochSignature + wrong]
    {
      #expect(try note("\(text)\n\(signatures)").verdict([peter, enoch]) == .wrong(peter))
    }
    let enochs = try note("\(text)\n\(Neumann.enochSignature)\(wrong)")
    #expect(enochs.verdict([enoch]) == .signed(by: [enoch]))
  }

  /// Neither a name nor an id is a key.
  @Test func whoHasTheNameAloneIsUnknown() throws {
    let misnamed = signature.replacingOccurrences(of: "PeterNeumann", with: "CarmenSandiego")
    #expect(try note("\(text)\n\(misnamed)").verdict([peter]) == .unknown(["CarmenSandiego"]))
    let otherID = signature.replacingOccurrences(of: "x08g", with: "xxxx")
    #expect(try note("\(text)\n\(otherID)").verdict([peter]) == .unknown(["PeterNeumann"]))
    let namesake = try SealKey(newNamed: "PeterNeumann").verifier
    #expect(try note("\(text)\n\(signature)").verdict([namesake]) == .unknown(["PeterNeumann"]))
  }

  @Test func aHundredSignaturesAndNoMore() throws {
    let hundred = String(repeating: signature, count: 100)
    #expect(try note("\(text)\n\(hundred)").signatures.count == 100)
    #expect(fault("\(text)\n\(hundred)\(signature)") == .note(.many))
  }

  @Test(arguments: [
    ("", SealProblem.NoteFault.blankLine), ("\n", .blankLine), ("a", .blankLine),
    ("a\n", .blankLine), (Neumann.text, .blankLine), ("\n\n", .unsigned), ("a\n\n", .unsigned),
    ("\(Neumann.text)\n", .unsigned), ("a\n\nb", .end), ("a\n\n— a AAAAAAA=", .end),
    ("a\n\nb\n", .line), ("a\n\n—\n", .line), ("a\n\n— \n", .line), ("a\n\n— a\n", .line),
    ("a\n\n— a \n", .line), ("a\n\n— a AAAA\n", .line), ("a\n\n— a AAAAAA==\n", .line),
    ("a\n\n—  AAAAAAA=\n", .line), ("a\n\n— a b AAAAAAA=\n", .line),
    ("a\n\n— a+b AAAAAAA=\n", .line), ("a\n\n— a\u{A0}b AAAAAAA=\n", .line),
    ("a\n\n— a  AAAAAAA=\n", .line), ("a\n\n— a AAAAAAA= \n", .line),
    ("a\n\n— a AAAAAAB=\n", .line), ("a\n\n- a AAAAAAA=\n", .line),
    ("a\n\n-- a AAAAAAA=\n", .line), ("a\n\n— a AAAAAAA=\nb\n", .line),
    ("a\n\n— a AAAAAAA=\n\n", .unsigned), ("a\r\n\r\n— a AAAAAAA=\r\n", .characters),
    ("a\u{1}\n\n— a AAAAAAA=\n", .characters), ("a\n\n— a AAAAAAA=\n\u{0}", .characters),
    ("\ta\n\n— a AAAAAAA=\n", .characters),
  ])
  func whatIsNoNoteSaysWhy(_ text: String, _ expected: SealProblem.NoteFault) {
    #expect(fault(text) == .note(expected))
  }

  @Test func brokenCharactersAreNoNote() {
    let good = Array("\(text)\n\(signature)".utf8)
    #expect(fault([0xFF] + good) == .note(.characters))
    #expect(fault([0xC3] + good) == .note(.characters))
    #expect(fault([0xED, 0xA0, 0x80] + good) == .note(.characters))
    #expect(fault(Array(good.dropLast(2)) + [0xC3, 0x0A]) == .note(.characters))
  }

  // MARK: Checkpoints

  private func checkpoint(_ text: String) -> SealProblem? {
    sealProblem { _ = try Checkpoint(text: Array(text.utf8)) }
  }

  @Test func theCheckpointOfTheSpecification() throws {
    let text = """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      """
    let checkpoint = try Checkpoint(text: Array(text.utf8))
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.text == Array(text.utf8))
  }

  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  @Test(arguments: [
    ("", SealProblem.CheckpointFault.lines), ("a\n", .lines), ("a\n1\n", .lines),
    ("a\n1\n\(root)", .lines), ("\n1\n\(root)\n", .origin), ("a\n\n\(root)\n", .size),
    ("a\n01\n\(root)\n", .size), ("a\n-1\n\(root)\n", .size), ("a\n+1\n\(root)\n", .size),
    ("a\n1 \n\(root)\n", .size), ("a\n1.0\n\(root)\n", .size), ("a\n١\n\(root)\n", .size),
    ("a\n0x1\n\(root)\n", .size), ("a\n9223372036854775808\n\(root)\n", .size),
    ("a\n1\n\n", .root), ("a\n1\nAAAA\n", .root), ("a\n1\n\(root.dropLast())\n", .root),
    ("a\n1\n\(root.dropLast(2))==\n", .root), ("a\n1\n \(root)\n", .root),
    ("a\n1\n\(root)\(root)\n", .root), ("a\n1\n\(root)\nmore\n", .extended),
    ("a\n1\n\(root)\n\n", .extended),
  ])
  func whatIsNoCheckpointSaysWhy(_ text: String, _ expected: SealProblem.CheckpointFault) {
    #expect(checkpoint(text) == .checkpoint(expected))
  }

  @Test func anOriginIsTheBeginningOfAHash() throws {
    let hash = try #require(
      LineHash("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"))
    #expect(Checkpoint.origin(hash) == "rehearse.invalid/0123456789abcdef")
  }
}
