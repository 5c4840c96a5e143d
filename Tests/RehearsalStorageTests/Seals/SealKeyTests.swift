import Foundation
import Glibc
import Testing

@testable import RehearsalStorage

/// The key and the note of the documentation of golang.org/x/mod/sumdb/note.
enum Neumann {
  static let key = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let signature =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqd"
    + "ngotpRZb6KE6RyyBwJnAM=\n"
  static let enochVerifier =
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
  static let enochSignature =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGw"
    + "nWLox33WWd1RvMc+QQ=\n"
}

/// The problem with a seal that something throws.
func sealProblem(_ body: () throws -> Void) -> SealProblem? {
  do {
    try body()
  } catch {
    return error as? SealProblem
  }
  return nil
}

@Suite struct SealKeyTests {
  @Test func theKeysOfTheGoDocumentation() throws {
    let key = try SealKey(Neumann.key)
    #expect(key.text == Neumann.key)
    #expect(key.verifier.text == Neumann.verifier)
    #expect(key.verifier == (try VerifierKey(Neumann.verifier)))
    #expect(key.verifier.name == "PeterNeumann")
    #expect(key.verifier.id == 0xc74f_20a3)
    #expect(key.verifier.label == "PeterNeumann+c74f20a3")
    #expect(try VerifierKey(Neumann.enochVerifier).id == 0xaf0c_fe78)
  }

  @Test func theVerifierKeyOfTheSpecification() throws {
    let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    #expect(try VerifierKey(text).text == text)
  }

  // As the tests of the Go package do: every part of a key, and every byte one higher.
  @Test func noPartOfAKeyIsAKey() {
    for text in [Neumann.key, Neumann.verifier] {
      let bytes = Array(text.utf8)
      for start in bytes.indices {
        for end in start...bytes.count where (start, end) != (0, bytes.count) {
          // The tail of a private key has the form of a verifier key, and the id of another.
          let part = String(decoding: bytes[start..<end], as: UTF8.self)
          if (try? SealKey(part)) != nil || (try? VerifierKey(part)) != nil {
            Issue.record("\(part) was taken")
          }
        }
      }
    }
  }

  @Test func everyOtherByteInAKeyIsFound() {
    for text in [Neumann.key, Neumann.verifier] {
      for place in text.utf8.indices {
        for other in UInt8.min...127 {
          var bytes = Array(text.utf8)
          let offset = text.utf8.distance(from: text.utf8.startIndex, to: place)
          guard bytes[offset] != other else { continue }
          bytes[offset] = other
          let changed = String(decoding: bytes, as: UTF8.self)
          if (try? SealKey(changed)) != nil || (try? VerifierKey(changed)) != nil {
            Issue.record("byte \(offset) may be \(other)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("", SealProblem.KeyFault.form), ("a", .form), ("a+b", .form), ("+00000000+AQ==", .name),
    ("a b+00000000+AQ==", .name), ("a\u{A0}b+00000000+AQ==", .name), ("a+0000000+AQ==", .id),
    ("a+000000000+AQ==", .id), ("a+0000000G+AQ==", .id), ("a+C74F20A3+AQ==", .id),
    ("a++0000000+AQ==", .id), ("a+00000000+", .length), ("a+00000000+AQ", .base64),
    ("a+00000000+AR==", .base64), ("a+00000000+AQ==", .length), ("a+00000000+Ag==", .algorithm),
    ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .mismatch),
    ("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .mismatch),
    ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .algorithm),
    ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .base64),
    (Neumann.verifier + "\n\n", .base64), (Neumann.verifier + "\r\n", .base64),
    (Neumann.verifier + " ", .base64), (Neumann.key, .isPrivate),
  ])
  func aBadVerifierKeySaysWhy(_ text: String, _ fault: SealProblem.KeyFault) {
    #expect(sealProblem { _ = try VerifierKey(text) } == .verifierKey(fault))
  }

  @Test(arguments: [
    ("", SealProblem.KeyFault.form), (Neumann.verifier, .isVerifier), ("PRIVATE+KEY+", .form),
    ("PRIVATE+KEY+a+b", .form), ("private+key+a+00000000+AQ==", .form),
    ("PRIVATE+KEY+ +00000000+AQ==", .name), ("PRIVATE+KEY+a+0+AQ==", .id),
    ("PRIVATE+KEY+a+00000000+AQ==", .length), ("PRIVATE+KEY+a+00000000+!", .base64),
    ("PRIVATE+KEY+a+00000000+Ag==", .algorithm), (" " + Neumann.key, .form),
    (
      "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
      .mismatch
    ),
  ])
  func aBadPrivateKeySaysWhy(_ text: String, _ fault: SealProblem.KeyFault) {
    let problem = sealProblem { _ = try SealKey(text) }
    #expect(problem == .privateKey(fault))
    #expect(problem?.words.contains("AYEKFALV") == false)
  }

  @Test(arguments: [
    "", " ", "a b", "a+b", "a\tb", "a\nb", "a\u{2003}b", "a\u{85}", "\u{0}", "a\u{7F}", "\u{9B}1m",
    "a\u{202E}b", "a+\u{301}b", String(repeating: "n", count: 201),
  ])
  func aNameThatNoKeyMayHave(_ name: String) {
    guard case .keyName? = sealProblem({ _ = try SealKey(newNamed: name) }) else {
      Issue.record("\(name.debugDescription) was taken")
      return
    }
  }

  @Test(arguments: ["a", "facilitator.example", "example.org/büro", "Ω", "—"])
  func aNewKeyIsReadBack(_ name: String) throws {
    let key = try SealKey(newNamed: name)
    #expect(try SealKey(key.text).text == key.text)
    #expect(try SealKey("\(key.text)\n").text == key.text)
    #expect(try VerifierKey(key.verifier.text) == key.verifier)
    #expect(try SealKey(newNamed: name).text != key.text)
  }

  /// Two spellings of one letter are two names.
  @Test func namesAreBytes() throws {
    let key = try SealKey(newNamed: "b\u{FC}ro")
    let text = key.verifier.text.replacingOccurrences(of: "\u{FC}", with: "u\u{308}")
    #expect(sealProblem { _ = try VerifierKey(text) } == .verifierKey(.mismatch))
  }

  // MARK: Files

  private func path(_ folder: TemporaryFolder) -> String { "\(folder.path)/a.key" }

  @Test func aKeyFileIsItsOwners() throws {
    let folder = try TemporaryFolder()
    let key = try SealKey(newNamed: "a")
    try key.write(to: path(folder))
    let facts = try FileManager.default.attributesOfItem(atPath: path(folder))
    #expect(facts[.posixPermissions] as? Int == 0o600)
    #expect(try folder.read("a.key") == Array("\(key.text)\n".utf8))
    #expect(try SealKey.read(path(folder)).text == key.text)
  }

  @Test func aKeyIsNeverWrittenOverAnything() throws {
    let folder = try TemporaryFolder()
    let key = try SealKey(newNamed: "a")
    try key.write(to: path(folder))
    let before = try folder.read("a.key")
    let other = try SealKey(newNamed: "b")
    #expect(problem { try other.write(to: path(folder)) } == .exists(path: path(folder)))
    #expect(try folder.read("a.key") == before)
    // A link that leads nowhere would be followed to a place nobody meant.
    let link = "\(folder.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(problem { try other.write(to: link) } == .exists(path: link))
  }

  @Test func aKeyThatCouldNotBeWrittenLeavesNothing() throws {
    for call in [FaultyCalls.Call.write, .sync] {
      let folder = try TemporaryFolder()
      let calls = FaultyCalls()
      calls.next(call, .error(ENOSPC))
      let key = try SealKey(newNamed: "a")
      #expect(problem { try key.write(to: path(folder), calls: calls) } != nil)
      try key.write(to: path(folder), calls: calls)
    }
  }

  @Test func aFileThatIsNoKey() throws {
    let folder = try TemporaryFolder()
    let bads: [[UInt8]] = [
      [], [0xFF, 0xFE], Array("hello\n".utf8), Array("\(Neumann.verifier)\n".utf8),
      Array("\(Neumann.key)\n\n".utf8), Array("\n\(Neumann.key)\n".utf8),
      [UInt8](repeating: 0, count: 4096), [UInt8](repeating: 65, count: 5000),
    ]
    for bytes in bads {
      try folder.write(bytes, to: "a.key")
      #expect(sealProblem { _ = try SealKey.read(path(folder)) } != nil)
    }
    #expect(problem { _ = try SealKey.read(folder.path) } == .notAFile(path: folder.path))
    #expect(problem { _ = try SealKey.read("/dev/zero") } == .notAFile(path: "/dev/zero"))
    #expect(problem { _ = try SealKey.read("\(folder.path)/none") } != nil)
  }
}
