import Foundation
import Testing

@testable import RehearsalStorage

@Suite struct Base64Tests {
  // RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func theVectorsOfTheStandard(_ plain: String, _ text: String) {
    #expect(Base64.text(Array(plain.utf8)) == Array(text.utf8))
    #expect(Base64.bytes(Array(text.utf8)[...]) == Array(plain.utf8))
  }

  @Test func asFoundationDoes() {
    for count in 0...200 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 167 + count) }
      let text = Array(Data(bytes).base64EncodedString().utf8)
      #expect(Base64.text(bytes) == text)
      #expect(Base64.bytes(text[...]) == bytes)
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zh==", "Zm9=", "Zg==Zg==", "Zm8=Zm8=",
    "Zm9v\n", "Zm 9", "Zm-_", " Zm9v", "Zm9vYg=a", "é===",
  ])
  func whatItWouldNotHaveWrittenIsRefused(_ text: String) {
    #expect(Base64.bytes(Array(text.utf8)[...]) == nil)
  }

  /// One value has one text: otherwise bits could be changed that no signature covers.
  @Test func everyTextOfFourThatIsReadIsTheOneThatIsWritten() {
    let letters = Array("ABQgwZaz059+/=".utf8)
    for a in letters {
      for b in letters {
        for c in letters {
          for d in letters {
            guard let bytes = Base64.bytes([a, b, c, d]) else { continue }
            #expect(Base64.text(bytes) == [a, b, c, d])
          }
        }
      }
    }
  }
}
