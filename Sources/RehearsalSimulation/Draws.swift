/// What is drawn; each kind of draw has a number of its own, which is part of its key. To change
/// one is to change every playing.
enum Draw {
  /// Whether the holder, or the deputy, of a contact is away on the day of the call.
  static let holderAway: UInt64 = 0
  static let deputyAway: UInt64 = 1
  /// Whether a try at a contact is not answered; `n` is how many there were before.
  static let noAnswer: UInt64 = 2
  /// How long a call lasts; `n` is 1 for the deputy's.
  static let call: UInt64 = 3
  /// The effort of an item or a duty.
  static let item: UInt64 = 4
  /// The effort of everything else.
  static let preparation: UInt64 = 5
  /// How long a review takes, whether it sends back, and how long putting it right takes; `n` is
  /// how often the job had been sent back before.
  static let review: UInt64 = 6
  static let returning: UInt64 = 7
  /// Here the time that it was just sent back counts too.
  static let rework: UInt64 = 8
  /// Days on which somebody is away; `n` counts them.
  static let absence: UInt64 = 9
  /// When the system fails (entity 0), and for how long (entity 1).
  static let outage: UInt64 = 10
  /// When an inspector asks (`n` 0), and whom (`n` 1).
  static let request: UInt64 = 11
}

/// Durations as they are drawn, in minutes, from a number above 0 and below 1.
enum Distribution {
  /// Where a normal distribution has `p` of itself below: Wichura's algorithm AS 241 (PPND16),
  /// good to about 1 in 10^16.
  static func inverseNormal(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * middle.top(r) / middle.bottom(r)
    }
    let r = (-Mathematics.log(q < 0 ? p : 1 - p)).squareRoot()
    let value =
      r <= 5 ? near.top(r - 1.6) / near.bottom(r - 1.6) : far.top(r - 5) / far.bottom(r - 5)
    return q < 0 ? -value : value
  }

  static func lognormal(_ u: Double, median: Double, spread: Double) -> Double {
    median * Mathematics.exp(spread * inverseNormal(u))
  }

  static func exponential(_ u: Double, mean: Double) -> Double {
    -mean * Mathematics.log(1 - u)
  }

  /// The quotient of two polynomials of the seventh degree.
  private struct Quotient {
    typealias Eight = (Double, Double, Double, Double, Double, Double, Double, Double)
    let a: Eight
    let b: Eight

    @inline(__always) func top(_ r: Double) -> Double { Quotient.value(a, r) }
    @inline(__always) func bottom(_ r: Double) -> Double { Quotient.value(b, r) }

    @inline(__always) private static func value(_ c: Eight, _ r: Double) -> Double {
      let high = ((c.7 * r + c.6) * r + c.5) * r + c.4
      return (((high * r + c.3) * r + c.2) * r + c.1) * r + c.0
    }
  }

  private static var middle: Quotient {
    Quotient(
      a: (
        3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
        1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
        3.3430575583588128105e+4, 2.5090809287301226727e+3
      ),
      b: (
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
        5.2264952788528545610e+3
      ))
  }

  private static var near: Quotient {
    Quotient(
      a: (
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4
      ),
      b: (
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
        1.05075007164441684324e-9
      ))
  }

  private static var far: Quotient {
    Quotient(
      a: (
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7
      ),
      b: (
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15
      ))
  }
}

/// A triangular distribution, with what every draw from it needs worked out before.
struct Triangle: BitwiseCopyable {
  let least: Double
  let most: Double
  /// How much of it lies below the likeliest.
  let turn: Double
  let left: Double
  let right: Double

  init(_ least: Double, _ likely: Double, _ most: Double) {
    self.least = least
    self.most = most
    let width = most - least
    turn = width > 0 ? (likely - least) / width : 1
    left = width * (likely - least)
    right = width * (most - likely)
  }

  init(_ estimate: CastModel.Estimate) {
    self.init(estimate.least, estimate.likely, estimate.most)
  }

  @inline(__always) func value(_ u: Double) -> Double {
    // One root and no branch: which side it is cannot be foreseen.
    let root = (u < turn ? u * left : (1 - u) * right).squareRoot()
    return u < turn ? least + root : most - root
  }

  /// How much of it lies below `x`.
  func share(below x: Double) -> Double {
    if x <= least { return 0 }
    if x >= most { return 1 }
    let below = (x - least) * (x - least) / left
    return below <= turn ? below : 1 - (most - x) * (most - x) / right
  }
}

/// Whole microseconds for drawn minutes; what would last longer than a century lasts that.
///
/// A number added to 2^52 is rounded to a whole one, which then stands in the lowest bits: a good
/// deal faster than a conversion that checks its range.
@inline(__always) func microseconds(_ minutes: Double) -> Int64 {
  let rounded = min(minutes, 6e7) * 60_000_000 + 0x1p52
  return Int64(bitPattern: rounded.bitPattern & 0xF_FFFF_FFFF_FFFF)
}
