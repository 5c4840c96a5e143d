import Testing

@testable import RehearsalFormats

@Suite struct LineHashTests {
  private let text = "8bf0e6b2a1a633dbfe1a882b0123fe4e59b2c6e0dbbcc8064a154ca6a0277871"

  @Test func textAndBytesAreOneValue() throws {
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { index in
      UInt8(text.dropFirst(index).prefix(2), radix: 16)
    }
    let hash = try #require(LineHash(text))
    #expect(LineHash(bytes: bytes.span) == hash)
    #expect(hash.description == text)
    #expect(hash.short == "8bf0e6b2a1a633db")
    #expect(LineHash.zero.description == String(repeating: "0", count: 64))
    #expect(LineHash.zero != hash)
  }

  @Test(arguments: [
    "", "8bf0", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
    String(repeating: "A", count: 64), String(repeating: "g", count: 64),
    String(repeating: "0", count: 63) + " ", String(repeating: "0", count: 62) + "é",
  ])
  func refuses(_ text: String) {
    #expect(LineHash(text) == nil)
  }

  /// Every byte at every place: only the sixteen digits are taken, and each for what it is.
  @Test func takesHexDigitsAndNothingElse() throws {
    let digits = Array("0123456789abcdef".utf8)
    var wrong: [String] = []
    for place in 0..<64 {
      for byte in UInt8.min...UInt8.max {
        var hex = Array(text.utf8)
        hex[place] = byte
        let expected = digits.contains(byte) ? String(decoding: hex, as: UTF8.self) : nil
        if LineHash(hex: hex.span)?.description != expected { wrong.append("\(byte) at \(place)") }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [0, 31, 33, 64]) func refusesAnotherNumberOfBytes(_ count: Int) {
    let bytes = [UInt8](repeating: 1, count: count)
    #expect(LineHash(bytes: bytes.span) == nil)
  }
}
