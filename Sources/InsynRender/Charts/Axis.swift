import InsynValue

/// The range of a chart's figures, with round numbers along it. Places on paper are no figures: they
/// may be floating.
struct Axis {
  /// The numbers that are marked, rising; the first and the last are the ends.
  let ticks: [Exact]
  let texts: [String]

  /// An axis over these values, with about so many steps. Bars stand on zero; a line does so unless
  /// that would press it flat.
  init(_ values: [Exact], _ unit: Unit, _ tongue: Tongue, steps: Int, fromZero: Bool) {
    var low = values.min().map(Axis.double) ?? 0
    var high = values.max().map(Axis.double) ?? 0
    let scale = Axis.power(unit.exponent)
    (low, high) = (low / scale, high / scale)
    if fromZero || low < high * 2 / 3 || high <= 0 { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { high = low + 1 }
    var (mantissa, exponent) = Axis.round((high - low) / Double(steps))
    // Counts have no parts.
    if exponent < 0, values.allSatisfy({ unit.printed(value: $0).isInteger }) {
      (mantissa, exponent) = (1, 0)
    }
    let step = Double(mantissa) * Axis.power(exponent)
    let first = Int128((low / step + 1e-9).rounded(.down))
    let last = Int128((high / step - 1e-9).rounded(.up))
    ticks = (first...max(last, first + 1)).map { count in
      let whole = count * Int128(mantissa)
      let printed =
        exponent < 0
        ? Exact(scaled: whole, by: -exponent) : Exact(whole * Exact.powerOfTen(exponent))
      return unit.value(printed: printed)
    }
    texts = ticks.map { tick in
      number(
        tick, Printing(unit, decimals: max(0, -exponent)), tongue, withUnit: showsInCells(unit))
    }
  }

  /// How far along the axis a value stands, 0…1.
  func position(_ value: Exact) -> Double {
    let low = Axis.double(ticks[0])
    return (Axis.double(value) - low) / (Axis.double(ticks[ticks.count - 1]) - low)
  }

  /// 1, 2 or 5 times a power of ten, not below a number.
  private static func round(_ number: Double) -> (mantissa: Int, exponent: Int) {
    var exponent = -12
    while exponent < 24, power(exponent + 1) <= number { exponent += 1 }
    for mantissa in [1, 2, 5] where Double(mantissa) * power(exponent) >= number {
      return (mantissa, exponent)
    }
    return (1, exponent + 1)
  }

  private static func power(_ exponent: Int) -> Double {
    let size = (0..<exponent.magnitude).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / size : size
  }

  static func double(_ value: Exact) -> Double {
    Double(value.numerator) / Double(value.denominator)
  }
}
