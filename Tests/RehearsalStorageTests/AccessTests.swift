import Glibc
import RehearsalCore
import Testing

@testable import RehearsalStorage

/// Who is let in: whoever has the token, after a restart as well, and nobody else.
@Suite struct AccessTests {
  private let temporary: TemporaryFolder
  private let folder: LogFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = LogFolder(temporary.path)
  }

  private func text() throws -> String {
    String(decoding: try temporary.read("access.json"), as: UTF8.self)
  }

  private func role(_ name: String, _ seat: String = "p1") throws -> Actor {
    .role(try #require(ID(name)), seat: seat)
  }

  @Test func `a token is whose it was made for, and kept over a restart`() throws {
    let access = try Access.open(folder)
    let (one, other) = (try role("dcs"), try role("head-of-care", "p2"))
    let tokens = [try access.admit(one), try access.admit(other), try access.admit(one)]
    let inspector = Actor.inspector("lead", seat: "p40")
    let lead = try access.admit(inspector)
    for access in [access, try Access.open(folder)] {
      #expect(tokens.map { access.holder(of: $0) } == [one, other, one])
      #expect(access.holder(of: lead) == inspector)
      #expect(access.holder(of: access.facilitator) == .facilitator(seat: ""))
    }
    let again = try Access.open(folder)
    #expect(again.facilitator == access.facilitator)
    #expect(again.joinCode == access.joinCode)
  }

  @Test func `tokens are 128 bits each time others, and those of seats are not kept`() throws {
    let access = try Access.open(folder)
    let tokens = try (0..<50).map { try access.admit(role("r\($0)")) } + [access.facilitator]
    #expect(Set(tokens).count == tokens.count)
    let isHex = tokens.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) }
    #expect(isHex)
    let kept = try text()
    #expect(tokens.dropLast().allSatisfy { !kept.contains($0) })
    #expect(kept.contains(access.facilitator))
  }

  @Test func `what is no token is nobody's`() throws {
    let access = try Access.open(folder)
    let token = try access.admit(role("dcs"))
    let wrong = [
      "", "0", String(token.dropLast()), token + "0", token.uppercased() + "x", " " + token,
      String(repeating: "0", count: 32), access.joinCode,
      String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0"),
      String(repeating: "a", count: 100_000),
    ]
    for text in wrong { #expect(access.holder(of: text) == nil) }
    // The hash that stands in the file opens nothing.
    let hash = try #require(try text().split(separator: "\"").first { $0.utf8.count == 64 })
    #expect(access.holder(of: String(hash)) == nil)
  }

  @Test func `the join code is taken as people type it`() throws {
    let access = try Access.open(folder)
    let code = access.joinCode
    #expect(code.utf8.count == 9)
    #expect(code.split(separator: "-").map(\.utf8.count) == [4, 4])
    let plain = code.filter { $0 != "-" }
    let typed = [
      code, plain, code.lowercased(), " \(plain) ", plain.map { "\($0)" }.joined(separator: " "),
    ]
    for text in typed { #expect(access.isJoinCode(text)) }
    let mistaken = plain.map { $0 == "0" ? "o" : $0 == "1" ? "l" : "\($0)" }.joined()
    #expect(access.isJoinCode(mistaken))
    let last: Character = plain.last == "7" ? "8" : "7"
    for text in ["", "-", String(plain.dropLast()), plain + "7", plain.dropLast() + "\(last)"] {
      #expect(!access.isJoinCode(text))
    }
  }

  @Test func `tokens taken back open nothing, and the others stay`() throws {
    let access = try Access.open(folder)
    let (one, other) = (try role("dcs"), try role("head-of-care"))
    let tokens = [try access.admit(one), try access.admit(other), try access.admit(one)]
    let free = try #require(one.role)
    let before = access.changes
    try access.free(free)
    #expect(access.changes == before + 1, "whoever follows asks again")
    for access in [access, try Access.open(folder)] {
      #expect(tokens.map { access.holder(of: $0) } == [nil, other, nil])
      #expect(access.isFreed(free) && !access.isTaken(free))
    }
    _ = try access.admit(one)
    for access in [access, try Access.open(folder)] { #expect(!access.isFreed(free)) }
  }

  @Test func `a seat has so many tokens, and the oldest goes`() throws {
    let access = try Access.open(folder)
    let (one, other) = (try role("dcs"), try role("head-of-care"))
    let kept = try access.admit(other)
    let tokens = try (0...Access.tokensASeat).map { _ in try access.admit(one) }
    #expect(
      tokens.map { access.holder(of: $0) != nil } == [false] + tokens.dropFirst().map { _ in true })
    #expect(access.holder(of: kept) == other)
  }

  @Test func `two who let people in at once lose nobody`() throws {
    let (left, right) = (try Access.open(folder), try Access.open(folder))
    let first = try left.admit(role("dcs"))
    let second = try right.admit(role("head-of-care"))
    let third = try left.admit(role("clerk"))
    let again = try Access.open(folder)
    #expect([first, second, third].allSatisfy { again.holder(of: $0) != nil })
  }

  @Test func `only the owner may read it, and nothing is left beside it`() throws {
    _ = try Access.open(folder).admit(role("dcs"))
    var status = stat()
    #expect(lstat(folder.access, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(try Directory.names(folder.path) == ["access.json"])
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"format":2}"#,
    #"{"format":1,"facilitator":"12","code":"ABCD-EFGH","seats":[]}"#,
    #"{"format":1,"facilitator":"0123456789abcdef0123456789abcdef","code":"A","seats":[]}"#,
    #"{"format":1,"facilitator":"0123456789abcdef0123456789abcdef","code":"ABCD-EFGH"}"#,
    #"{"format":1,"facilitator":"0123456789abcdef0123456789abcdef","code":"ABCD-EFGH","#
      + #""seats":[1]}"#,
    #"{"format":1,"facilitator":"0123456789abcdef0123456789abcdef","code":"ABCD-EFGH","#
      + #""seats":[{"who":"nobody","token":""}]}"#,
  ])
  func `a file that is none is refused with words, and left as it is`(content: String) throws {
    try temporary.write(Array(content.utf8), to: "access.json")
    do throws(StorageProblem) {
      _ = try Access.open(folder)
      Issue.record("opened")
    } catch {
      guard case .accessUnread(let path, _) = error else { throw error }
      #expect(path == folder.access)
      #expect(error.words.hasSuffix("then all links and codes are new."))
    }
    #expect(try text() == content)
  }

  @Test func `another's file is not written over`() throws {
    let access = try Access.open(folder)
    try temporary.remove("access.json")
    _ = try Access.open(folder)
    let other = try text()
    #expect(throws: StorageProblem.self) { try access.admit(role("dcs")) }
    #expect(try text() == other)
  }

  @Test func `a link where the file should be is refused`() throws {
    #expect(symlink("/etc/hostname", folder.access) == 0)
    #expect(throws: StorageProblem.notAFile(path: folder.access)) { try Access.open(folder) }
  }

  @Test func `texts are compared to their end`() {
    #expect(Access.isEqual([], []))
    #expect(Access.isEqual([1, 2], [1, 2]))
    #expect(!Access.isEqual([1, 2], [1, 3]))
    #expect(!Access.isEqual([1, 2], [1]))
  }
}
