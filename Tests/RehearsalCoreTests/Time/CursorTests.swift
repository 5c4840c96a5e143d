import Testing

@testable import RehearsalCore

@Suite struct CursorTests {
  @Test func digitsReadsExactlyThatMany() {
    let bytes = Array("20191".utf8)
    var cursor = Cursor()
    #expect(cursor.digits(4, bytes.span) == 2019)
    #expect(cursor.index == 4)
    #expect(cursor.digits(2, bytes.span) == nil)
    #expect(cursor.index == 4)
    #expect(cursor.digits(1, bytes.span) == 1)
    #expect(cursor.index == bytes.count)
    #expect(cursor.peek(bytes.span) == nil)
  }

  @Test(arguments: ["", "x", "-1", "+1", " 1", "\u{661}"])
  func digitsRefuses(_ text: String) {
    var cursor = Cursor()
    #expect(cursor.digits(1, Array(text.utf8).span) == nil)
    #expect(cursor.number(upTo: 4, Array(text.utf8).span) == nil)
    #expect(cursor.index == 0)
  }

  @Test func numberTakesTheWholeRunOrNothing() {
    var cursor = Cursor()
    #expect(cursor.number(upTo: 2, Array("123".utf8).span) == nil)
    #expect(cursor.number(upTo: 3, Array("123x".utf8).span) == 123)
    #expect(cursor.index == 3)
  }

  @Test(arguments: [("5", 500_000), ("000001", 1), ("05", 50_000), ("999999", 999_999)])
  func millionthsPadsToSixDigits(_ text: String, _ expected: Int) {
    var cursor = Cursor()
    #expect(cursor.millionths(Array(text.utf8).span) == expected)
  }

  @Test(arguments: ["", "0000001", "1234567", "x", "."])
  func millionthsRefuses(_ text: String) {
    var cursor = Cursor()
    #expect(cursor.millionths(Array(text.utf8).span) == nil)
  }

  @Test(arguments: [("day 2", 3), ("DaY", 3), ("day2", 3), ("days", 0), ("da", 0), ("", 0)])
  func wordIsTheWholeRunOfLettersInEitherCase(_ text: String, _ index: Int) {
    var cursor = Cursor()
    let isTaken = cursor.take(word: "day", Array(text.utf8).span)
    #expect(isTaken == (index > 0))
    #expect(cursor.index == index)
  }

  @Test func lettersAreOnlyASCIILetters() {
    for byte in UInt8.min...UInt8.max {
      let scalar = Character(UnicodeScalar(byte))
      #expect(byte.isLetter == (scalar.isASCII && scalar.isLetter))
      #expect(byte.digitValue == (scalar.isASCII ? scalar.wholeNumberValue : nil))
    }
    #expect(UInt8(ascii: ":").lowercased == UInt8(ascii: ":"))
    #expect(UInt8(ascii: "T").lowercased == 0x74)
  }

  @Test func skipSpacesSaysWhetherThereWereAny() {
    let bytes = Array(" \t x".utf8)
    var cursor = Cursor()
    let first = cursor.skipSpaces(bytes.span)
    let second = cursor.skipSpaces(bytes.span)
    #expect((first, second) == (true, false))
    #expect(cursor.index == 3)
  }
}
