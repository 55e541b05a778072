import InsynPlan
import InsynStore
import InsynValue

/// Two expressions over the numbers of a row, compared in whole numbers of 64 bits: each is a fraction of
/// sums and products, and a/b < c/d is a·d < c·b where b·d is above zero.
struct RowComparison: Sendable {
  private let left: WholeNumber
  private let right: WholeNumber
  /// Its sign says which way round they are compared; where it is 0 a row divides by zero.
  private let divisor: WholeNumber
  private let comparison: Comparison

  /// Nil for what does not fit, or where the rows say their units themselves.
  init?(_ left: RowExpr, _ comparison: Comparison, _ right: RowExpr, _ table: Table) {
    guard comparison != .contains, let a = table.unit(of: left), let b = table.unit(of: right),
      a.isComparable(with: b), let one = Fraction(left, table), let other = Fraction(right, table)
    else { return nil }
    // Both in the smaller power of ten.
    let least = min(one.exponent, other.exponent)
    guard let first = one.top.times(other.bottom)?.shifted(by: one.exponent - least),
      let second = other.top.times(one.bottom)?.shifted(by: other.exponent - least),
      let divisor = one.bottom.times(other.bottom)
    else { return nil }
    (self.left, self.right, self.divisor, self.comparison) = (first, second, divisor, comparison)
  }

  /// Keeps the rows of a stretch that pass: what is 0 stays 0.
  func narrow(_ mask: Mask, _ rows: Range<Int>) {
    let count = rows.count
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 3 * count) { numbers in
      guard let a = numbers.baseAddress else { return }
      let (b, sign) = (a + count, a + 2 * count)
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { present in
        guard let present = present.baseAddress else { return }
        present.initialize(repeating: 1, count: count)
        left.evaluate(rows, into: a, present)
        right.evaluate(rows, into: b, present)
        divisor.evaluate(rows, into: sign, present)
        for row in 0..<count where sign[row] < 0 { swap(&a[row], &b[row]) }
        for row in 0..<count { present[row] &= sign[row] == 0 ? 0 : 1 }
        switch comparison {
        case .equal: keep(mask, present, count) { a[$0] == b[$0] }
        // What is not known is unequal to anything.
        case .unequal: keep(mask, nil, count) { a[$0] != b[$0] || present[$0] == 0 }
        case .less: keep(mask, present, count) { a[$0] < b[$0] }
        case .lessOrEqual: keep(mask, present, count) { a[$0] <= b[$0] }
        case .greater: keep(mask, present, count) { a[$0] > b[$0] }
        case .greaterOrEqual: keep(mask, present, count) { a[$0] >= b[$0] }
        case .contains: preconditionFailure("numbers contain no text")
        }
      }
    }
  }
}

@inline(__always)
private func keep(_ mask: Mask, _ present: Mask?, _ count: Int, _ holds: (_ row: Int) -> Bool) {
  if let present {
    for row in 0..<count { mask[row] &= present[row] & (holds(row) ? 1 : 0) }
  } else {
    for row in 0..<count { mask[row] &= holds(row) ? 1 : 0 }
  }
}

/// A whole number of each row, below 2^62 in any.
private indirect enum WholeNumber: Sendable {
  /// The numbers of a column, with the greatest that one of them can be, whatever its sign.
  case column(Numbers, bound: Int128)
  case constant(Int64)
  case binary(Operator, WholeNumber, WholeNumber)

  private static let limit: Int128 = 1 << 62

  init?(_ numbers: Numbers) {
    let (base, zones) = (Int128(numbers.base), numbers.raw.zones.zones)
    let greatest = base + Int128(zones.map(\.greatest).max() ?? 0)
    self = .column(numbers, bound: max(abs(base), abs(greatest)) + 1)
    if bound >= WholeNumber.limit { return nil }
  }

  private var bound: Int128 {
    switch self {
    case .constant(let number): Int128(number.magnitude)
    case .column(_, let bound): bound
    case .binary(.times, let left, let right): left.bound * right.bound
    case .binary(_, let left, let right): left.bound + right.bound
    }
  }

  private var checked: WholeNumber? { bound < WholeNumber.limit ? self : nil }

  func times(_ other: WholeNumber) -> WholeNumber? {
    switch (self, other) {
    case (.constant(1), _): other
    case (_, .constant(1)): self
    default: WholeNumber.binary(.times, self, other).checked
    }
  }

  func plus(_ other: WholeNumber) -> WholeNumber? {
    WholeNumber.binary(.plus, self, other).checked
  }

  func minus(_ other: WholeNumber) -> WholeNumber? {
    WholeNumber.binary(.minus, self, other).checked
  }

  /// Times a power of ten.
  func shifted(by exponent: Int) -> WholeNumber? {
    exponent > 18 ? nil : times(.constant(Int64(Exact.powerOfTen(exponent))))
  }

  /// Sets the numbers of a stretch of rows, and `present` to 0 where one of them is missing.
  func evaluate(_ rows: Range<Int>, into result: UnsafeMutablePointer<Int64>, _ present: Mask) {
    switch self {
    case .constant(let number): result.initialize(repeating: number, count: rows.count)
    case .column(let numbers, _):
      switch numbers.raw.typed {
      case .one(let cells): read(cells + rows.lowerBound, numbers.base, rows.count, result, present)
      case .two(let cells): read(cells + rows.lowerBound, numbers.base, rows.count, result, present)
      case .four(let cells):
        read(cells + rows.lowerBound, numbers.base, rows.count, result, present)
      case .eight(let cells):
        read(cells + rows.lowerBound, numbers.base, rows.count, result, present)
      }
    case .binary(let sign, let left, let right):
      left.evaluate(rows, into: result, present)
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { other in
        guard let other = other.baseAddress else { return }
        right.evaluate(rows, into: other, present)
        switch sign {
        case .plus: for row in 0..<rows.count { result[row] &+= other[row] }
        case .minus: for row in 0..<rows.count { result[row] &-= other[row] }
        case .times, .divided: for row in 0..<rows.count { result[row] &*= other[row] }
        }
      }
    }
  }

  private func read<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ base: Int64, _ count: Int,
    _ result: UnsafeMutablePointer<Int64>, _ present: Mask
  ) {
    for row in 0..<count {
      result[row] = base &+ Int64(truncatingIfNeeded: cells[row]) &- 1
      present[row] &= cells[row] == 0 ? 0 : 1
    }
  }
}

/// An expression as top ÷ bottom × 10^exponent.
private struct Fraction {
  var top: WholeNumber
  var bottom = WholeNumber.constant(1)
  var exponent = 0

  init(_ top: WholeNumber, _ bottom: WholeNumber, _ exponent: Int) {
    (self.top, self.bottom, self.exponent) = (top, bottom, exponent)
  }

  /// Nil for what is no fraction of whole numbers that fit.
  init?(_ expression: RowExpr, _ table: Table) {
    switch expression {
    case .column(let column):
      guard let numbers = table.packed(expression), let whole = WholeNumber(numbers) else {
        return nil
      }
      self.init(whole, .constant(1), table[column].unit.exponent - numbers.scale)
    case .constant(let value, _):
      guard let decimals = value.terminatingDecimals(limit: 9),
        let number = Int64(exactly: value.rounded(decimals: decimals)), abs(number) < 1 << 40
      else { return nil }
      self.init(.constant(number), .constant(1), -decimals)
    case .negated(let inner):
      guard let inner = Fraction(inner, table), let top = WholeNumber.constant(0).minus(inner.top)
      else { return nil }
      self.init(top, inner.bottom, inner.exponent)
    case .binary(let sign, let left, let right):
      guard let a = Fraction(left, table), let b = Fraction(right, table),
        let unit = table.unit(of: left), let other = table.unit(of: right)
      else { return nil }
      self.init(sign, a, unit, b, other)
    case .change: return nil
    }
  }

  private init?(_ sign: Operator, _ a: Fraction, _ unit: Unit, _ b: Fraction, _ other: Unit) {
    switch sign {
    case .plus, .minus:
      let least = min(a.exponent, b.exponent)
      guard let bottom = a.bottom.times(b.bottom),
        let first = a.top.times(b.bottom)?.shifted(by: a.exponent - least),
        let second = b.top.times(a.bottom)?.shifted(by: b.exponent - least),
        let top = sign == .plus ? first.plus(second) : first.minus(second)
      else { return nil }
      self.init(top, bottom, least)
    case .times:
      guard let top = a.top.times(b.top), let bottom = a.bottom.times(b.bottom) else { return nil }
      let isRate =
        if case (.named, .named) = (unit, other) { true } else { false }
      let shift = isRate ? unit.times(other).exponent : 0
      self.init(top, bottom, a.exponent + b.exponent + shift)
    case .divided:
      // A divisor's own divisor would come to the top, and nobody would see that it is 0.
      guard case .constant(1) = b.bottom, let bottom = a.bottom.times(b.top) else { return nil }
      self.init(a.top, bottom, a.exponent - b.exponent)
    }
  }
}
