/// The values that a printed figure may have been rounded from; an open end is unknown.
package struct PrintedRange: Hashable, Sendable {
  package let low: Exact?
  package let high: Exact?

  package init(low: Exact?, high: Exact?) {
    self.low = low
    self.high = high
  }

  /// A value that was not rounded.
  package init(_ value: Exact) {
    self.init(low: value, high: value)
  }

  /// A value with half a unit of its last place to each side. Throws when it does not fit.
  package init(_ value: Exact, within half: Exact) throws(ArithmeticOverflow) {
    self.init(low: try value - half, high: try value + half)
  }

  package var isExact: Bool { low != nil && low == high }

  /// True when one value may be both. Rounding half away from zero leaves one end of each open, so
  /// that two rounded figures which only touch cannot be the same.
  package func meets(_ other: PrintedRange) -> Bool {
    let mayTouch = isExact || other.isExact
    func isBelow(_ low: Exact?, _ high: Exact?) -> Bool {
      guard let low, let high else { return true }
      return mayTouch ? low <= high : low < high
    }
    return isBelow(low, other.high) && isBelow(other.low, high)
  }
}

extension PrintedRange {
  package static prefix func - (range: PrintedRange) -> PrintedRange {
    PrintedRange(low: range.high.map { -$0 }, high: range.low.map { -$0 })
  }

  package static func + (
    left: PrintedRange, right: PrintedRange
  ) throws(ArithmeticOverflow) -> PrintedRange {
    var (low, high): (Exact?, Exact?) = (nil, nil)
    if let a = left.low, let b = right.low { low = try a + b }
    if let a = left.high, let b = right.high { high = try a + b }
    return PrintedRange(low: low, high: high)
  }

  /// The product of two ranges above zero; unknown where an end is.
  package static func * (
    left: PrintedRange, right: PrintedRange
  ) throws(ArithmeticOverflow) -> PrintedRange {
    var (low, high): (Exact?, Exact?) = (nil, nil)
    if let a = left.low, let b = right.low { low = try a * b }
    if let a = left.high, let b = right.high { high = try a * b }
    return PrintedRange(low: low, high: high)
  }

  /// The quotient of two ranges above zero; unknown where the divisor may be zero.
  package static func / (
    left: PrintedRange, right: PrintedRange
  ) throws(ArithmeticOverflow) -> PrintedRange {
    var (low, high): (Exact?, Exact?) = (nil, nil)
    if let a = left.low, let b = right.high { low = try a / b }
    if let a = left.high, let b = right.low, b > .zero { high = try a / b }
    return PrintedRange(low: low, high: high)
  }
}
