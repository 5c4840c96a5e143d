import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct LogHeadTests {
  private static let hex = String(repeating: "0a", count: 32)

  @Test func textGoesThereAndBack() throws {
    let head = LogHead(size: 1_234, n: 0, hash: try #require(LineHash(Self.hex)))
    let text = String(decoding: head.bytes, as: UTF8.self)
    #expect(text == "1234 0 \(Self.hex) 99b9e8f6cbb9c1eb\n")
    #expect(LogHead(head.bytes) == head)
  }

  /// It is written in place, so half of it may be new and half of it old.
  @Test func oneThatIsTornIsNone() throws {
    let hash = try #require(LineHash(Self.hex))
    let old = LogHead(size: 2_933, n: 8, hash: hash).bytes
    let new = LogHead(size: 3_141, n: 9, hash: .zero).bytes
    for cut in 1..<min(old.count, new.count) {
      let torn = Array(new[..<cut] + old[cut...])
      // Where the two end alike, what is written so far is the new one already.
      if torn != new { #expect(LogHead(torn) == nil, "\(cut)") }
    }
  }

  @Test(arguments: [
    "", "\n", "1234 0 \(hex)\n", "1234 0 \(hex) 99b9e8f6cbb9c1ec\n", "1234 0 \(hex)",
    "1234 0 \(hex)\n\n", "1234 0 \(hex)\n ", " 1234 0 \(hex)\n",
    "1234  0 \(hex)\n", "1234 0 \(hex) 1\n", "01234 0 \(hex)\n", "+1234 0 \(hex)\n",
    "-1 0 \(hex)\n", "0 0 \(hex)\n", "1234 -1 \(hex)\n", "1234 0x0 \(hex)\n",
    "1234 0 \(hex)0\n", "1234 0 \(hex.dropLast())\n", "1234 0 \(hex.uppercased())\n",
    "99999999999999999999 0 \(hex)\n", "1234\t0 \(hex)\n", "1234 0\n",
  ])
  func refuses(_ text: String) {
    #expect(LogHead(Array(text.utf8)) == nil)
  }
}
