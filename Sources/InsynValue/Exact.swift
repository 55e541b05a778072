/// A figure left the range of exact arithmetic: numerator or denominator above 127 bits.
package struct ArithmeticOverflow: Error, Hashable {
  package init() {}
}

/// An exact rational number of two Int128, always reduced, the denominator above zero.
package struct Exact: Hashable, Sendable {
  package let numerator: Int128
  package let denominator: Int128

  package static let zero = Exact(0)
  package static let one = Exact(1)

  package init(_ value: some BinaryInteger) {
    self.init(whole: Int128(value))
  }

  /// The same for what rows are counted in, which must be quick.
  package init(_ value: Int64) {
    self.init(whole: Int128(value))
  }

  private init(whole: Int128) {
    numerator = whole
    denominator = 1
  }

  /// `mantissa` × 10⁻ˢᶜᵃˡᵉ, as a column of scaled integers stores it.
  package init(scaled mantissa: Int128, by scale: Int) {
    self.init(unreduced: mantissa, Exact.powerOfTen(scale))
  }

  private init(unreduced top: Int128, _ bottom: Int128) {
    precondition(bottom != 0, "a rational number needs a denominator other than zero")
    let divisor = Exact.greatestCommonDivisor(top.magnitude, bottom.magnitude)
    let sign: Int128 = bottom < 0 ? -1 : 1
    numerator = sign * (top / Int128(divisor))
    denominator = sign * (bottom / Int128(divisor))
  }

  /// 10 to the power of `exponent`, 0…38.
  package static func powerOfTen(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    if b == 1 || a == 1 { return 1 }
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x == 0 ? 1 : x
  }

  package var isZero: Bool { numerator == 0 }
  package var isNegative: Bool { numerator < 0 }
  package var isInteger: Bool { denominator == 1 }
  package var magnitude: Exact { isNegative ? -self : self }
}

extension Exact: Comparable {
  /// Compared by cross products in 256 bits, so that no pair of figures is out of reach.
  package static func < (left: Exact, right: Exact) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    return a.high == b.high ? a.low < b.low : a.high < b.high
  }
}

extension Exact {
  package static prefix func - (value: Exact) -> Exact {
    Exact(unreduced: 0 - value.numerator, value.denominator)
  }

  /// left + right. Throws when the exact result does not fit.
  package static func + (left: Exact, right: Exact) throws(ArithmeticOverflow) -> Exact {
    if left.denominator == right.denominator {
      return Exact(
        unreduced: try checked(left.numerator.addingReportingOverflow(right.numerator)),
        left.denominator)
    }
    let a = try checked(left.numerator.multipliedReportingOverflow(by: right.denominator))
    let b = try checked(right.numerator.multipliedReportingOverflow(by: left.denominator))
    let bottom = try checked(left.denominator.multipliedReportingOverflow(by: right.denominator))
    return Exact(unreduced: try checked(a.addingReportingOverflow(b)), bottom)
  }

  /// left − right. Throws when the exact result does not fit.
  package static func - (left: Exact, right: Exact) throws(ArithmeticOverflow) -> Exact {
    try left + -right
  }

  /// left × right. Throws when the exact result does not fit.
  package static func * (left: Exact, right: Exact) throws(ArithmeticOverflow) -> Exact {
    let a = Exact(unreduced: left.numerator, right.denominator)
    let b = Exact(unreduced: right.numerator, left.denominator)
    return Exact(
      unreduced: try checked(a.numerator.multipliedReportingOverflow(by: b.numerator)),
      try checked(a.denominator.multipliedReportingOverflow(by: b.denominator)))
  }

  /// left ÷ right, nil when right is zero. Throws when the exact result does not fit.
  package static func / (left: Exact, right: Exact) throws(ArithmeticOverflow) -> Exact? {
    if right.isZero { return nil }
    return try left * Exact(unreduced: right.denominator, right.numerator)
  }

  private static func checked(
    _ result: (partialValue: Int128, overflow: Bool)
  ) throws(ArithmeticOverflow) -> Int128 {
    if result.overflow { throw ArithmeticOverflow() }
    return result.partialValue
  }
}

extension Exact {
  /// The number times 10^`decimals`, rounded half away from zero; the one place that rounds.
  package func rounded(decimals: Int) -> Int128 {
    let scale = Exact.powerOfTen(decimals)
    let (whole, rest) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator.magnitude)
    var digits = Int128(whole) * scale
    var remainder = rest
    var place = scale
    while place > 1 {
      place /= 10
      let (next, overflow) = remainder.multipliedReportingOverflow(by: 10)
      precondition(!overflow, "a denominator above 10^37 cannot be printed in decimals")
      digits += Int128(next / denominator.magnitude) * place
      remainder = next % denominator.magnitude
    }
    if remainder >= denominator.magnitude - remainder { digits += 1 }
    return isNegative ? -digits : digits
  }

  /// The fewest decimals that print the number whole, nil when it does not terminate within `limit`.
  package func terminatingDecimals(limit: Int = 12) -> Int? {
    var rest = denominator
    var decimals = 0
    while rest % 10 == 0 {
      rest /= 10
      decimals += 1
    }
    var (twos, fives) = (0, 0)
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    decimals += max(twos, fives)
    return rest == 1 && decimals <= limit ? decimals : nil
  }
}
