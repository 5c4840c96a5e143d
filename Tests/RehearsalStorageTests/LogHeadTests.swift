import RehearsalFormats
import Testing

@testable import RehearsalStorage

@Suite struct LogHeadTests {
  private static let hex = String(repeating: "0a", count: 32)

  @Test func textGoesThereAndBack() throws {
    let head = LogHead(size: 1_234, n: 0, hash: try #require(LineHash(Self.hex)))
    #expect(String(decoding: head.bytes, as: UTF8.self) == "1234 0 \(Self.hex)\n")
    #expect(LogHead(head.bytes) == head)
  }

  @Test(arguments: [
    "", "\n", "1234 0 \(hex)", "1234 0 \(hex)\n\n", "1234 0 \(hex)\n ", " 1234 0 \(hex)\n",
    "1234  0 \(hex)\n", "1234 0 \(hex) 1\n", "01234 0 \(hex)\n", "+1234 0 \(hex)\n",
    "-1 0 \(hex)\n", "0 0 \(hex)\n", "1234 -1 \(hex)\n", "1234 0x0 \(hex)\n",
    "1234 0 \(hex)0\n", "1234 0 \(hex.dropLast())\n", "1234 0 \(hex.uppercased())\n",
    "99999999999999999999 0 \(hex)\n", "1234\t0 \(hex)\n", "1234 0\n",
  ])
  func refuses(_ text: String) {
    #expect(LogHead(Array(text.utf8)) == nil)
  }
}
