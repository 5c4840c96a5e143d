/// The digits of dates and times, written straight into a byte buffer.
///
/// `String(describing:)` would allocate once a number, and a log line holds a dozen of them.
enum Digits {
  /// Appends `value`, at least zero, with leading zeros up to `width`.
  static func append(_ value: Int, width: Int, to out: inout [UInt8]) {
    guard value >= 10 || width > 1 else { return out.append(digit(value)) }
    let start = out.count
    var rest = value
    while rest > 0 || out.count < start + width {
      out.append(digit(rest % 10))
      rest /= 10
    }
    // The last digit is known first: dividing by anything but a fixed ten takes far longer.
    out[start...].reverse()
  }

  /// Adds two digits of a value below 100 to the two zeros that stand at `index`.
  static func put(_ value: Int, at index: Int, of bytes: UnsafeMutableBufferPointer<UInt8>) {
    bytes[index] &+= UInt8(truncatingIfNeeded: value / 10)
    bytes[index + 1] &+= UInt8(truncatingIfNeeded: value % 10)
  }

  /// Puts two digits of a value below 100 at `place`.
  @inline(__always)
  static func put(_ value: Int, at place: UnsafeMutablePointer<UInt8>) {
    place[0] = digit(value / 10)
    place[1] = digit(value % 10)
  }

  /// Appends two digits of a value below 100, without a loop.
  static func appendTwo(_ value: Int, to out: inout [UInt8]) {
    out.append(digit(value / 10))
    out.append(digit(value % 10))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
  }

  /// Appends a point and up to six digits without trailing zeros, or nothing for zero.
  ///
  /// - Parameter millionths: A fraction of a second in microseconds, 0 to 999,999.
  static func appendFraction(_ millionths: Int, to out: inout [UInt8]) {
    guard millionths > 0 else { return }
    var value = millionths
    var width = 6
    while value % 10 == 0 {
      value /= 10
      width -= 1
    }
    out.append(UInt8(ascii: "."))
    append(value, width: width, to: &out)
  }
}

extension String {
  /// Text made by a function that writes bytes, for the words people read.
  init(writing write: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    write(&bytes)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
