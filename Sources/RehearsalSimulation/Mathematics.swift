import Glibc

/// The functions that the standard library does not have. They are the only ones here whose last
/// bit may differ from one C library to the next: what they give is rounded to microseconds before
/// anything is decided by it.
enum Mathematics {
  @inline(__always) static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  @inline(__always) static func log(_ x: Double) -> Double { Glibc.log(x) }
}
