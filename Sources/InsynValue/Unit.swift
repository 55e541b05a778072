/// The unit of a figure. A figure's value is held in the base of its unit: kronor, the plain ratio, pieces.
package enum Unit: Hashable, Sendable {
  /// A bare number: an index, a count without a word.
  case none
  /// A ratio printed in percent: 5,2 % is 52/1000.
  case percent
  /// The difference of two percents, printed in percentage points.
  case points
  /// Swedish kronor printed in kr, tkr or mnkr; the exponent is 0, 3 or 6.
  case money(exponent: Int)
  /// A count of something, by the word that the source prints: st, hushåll, timmar.
  case named(String)

  /// The unit that a source's word means; nil for an empty word.
  package init?(word: String) {
    switch fold(word) {
    case "" where word != "%": return nil
    case "procent", "percent": self = .percent
    case "procentenheter", "procentenhet", "pp": self = .points
    case "kr", "kronor": self = .money(exponent: 0)
    case "tkr": self = .money(exponent: 3)
    case "mnkr", "mkr": self = .money(exponent: 6)
    default: self = word == "%" ? .percent : .named(word)
    }
  }

  /// The power of ten between the printed number and the value: −2 for percent, 3 for tkr.
  package var exponent: Int {
    switch self {
    case .none, .named: 0
    case .percent, .points: -2
    case .money(let exponent): exponent
    }
  }

  /// The word that exports and the column `enhet` carry.
  package var word: String {
    switch self {
    case .none: ""
    case .percent: "procent"
    case .points: "procentenheter"
    case .money(0): "kr"
    case .money(3): "tkr"
    case .money: "mnkr"
    case .named(let word): word
    }
  }

  /// True when figures in the two units may be added and compared: one dimension, whatever the scale.
  package func isLike(_ other: Unit) -> Bool {
    switch (self, other) {
    case (.money, .money), (.percent, .points), (.points, .percent): true
    case (.none, .named), (.named, .none): true
    default: self == other
    }
  }

  /// True when figures in the two units may be compared; a bare number may with any.
  package func isComparable(with other: Unit) -> Bool {
    isLike(other) || self == .none || other == .none
  }

  /// True for counts and money, whose parts may be summed and shared out.
  package var isAdditive: Bool {
    switch self {
    case .money: true
    // A rate (kr/mån) and a grade are means of their kind.
    case .named(let word):
      !word.utf8.contains(UInt8(ascii: "/")) && !["index", "år", "poäng", "betyg"].contains(word)
    case .none, .percent, .points: false
    }
  }

  /// The unit of a product: a share of something is that thing, a rate over months times months is
  /// what it is a rate of, so many pieces at a price are money; two things else have no common unit.
  package func times(_ other: Unit) -> Unit {
    switch (self, other) {
    case (.none, let unit), (.percent, let unit), (let unit, .none), (let unit, .percent): unit
    case (.named(let rate), .named(let span)):
      Unit.counted(rate, over: span) ?? Unit.counted(span, over: rate) ?? .none
    case (.money, .named), (.points, .named): self
    case (.named, .money), (.named, .points): other
    case (.money, _), (.points, _): .none
    }
  }

  /// The product of two figures, each in the base of its unit. Rates and counts are held as printed,
  /// so `tkr/mån` over months is brought to kronor here.
  package static func product(
    _ left: Exact, _ unit: Unit, _ right: Exact, _ other: Unit
  ) throws(ArithmeticOverflow) -> (value: Exact, unit: Unit) {
    let product = try left * right
    let common = unit.times(other)
    guard case .named = unit, case .named = other else { return (product, common) }
    return (common.value(printed: product), common)
  }

  /// `kr` for `kr/mån` over `månader`, nil when the second is not what the first is a rate over.
  private static func counted(_ rate: String, over span: String) -> Unit? {
    let parts = rate.split(separator: "/")
    guard parts.count == 2, span.hasPrefix(parts[1].prefix(3)) else { return nil }
    return Unit(word: String(parts[0]))
  }

  /// The value of a printed number: 0,6 in percent is 6/1000.
  package func value(printed number: Exact) -> Exact {
    Unit.shift(number, by: exponent)
  }

  /// The number that is printed for a value: 6/1000 in percent is 0,6.
  package func printed(value: Exact) -> Exact {
    Unit.shift(value, by: -exponent)
  }

  private static func shift(_ number: Exact, by exponent: Int) -> Exact {
    if exponent == 0 { return number }
    let factor = Exact.powerOfTen(exponent.magnitude.asInt)
    let shift = exponent > 0 ? Exact(factor) : Exact(scaled: 1, by: exponent.magnitude.asInt)
    do {
      return try number * shift
    } catch {
      preconditionFailure("a figure of a source is far below the range where a unit overflows")
    }
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(self) }
}
