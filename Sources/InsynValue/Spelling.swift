/// A figure as a person reads it: `1 234,5`, `5,2 %` in Swedish, `1,234.5`, `5.2%` in English.
package func number(
  _ value: Exact, _ printing: Printing, _ tongue: Tongue, withUnit: Bool
) -> String {
  let written = decimal(
    printing.unit.printed(value: value), decimals: printing.decimals,
    comma: Title(sv: ",", en: ".")[tongue], thousands: Title(sv: "\u{A0}", en: ",")[tongue])
  return withUnit ? written + sign(of: printing.unit, tongue) : written
}

/// A figure as data carry it: the printed number with a decimal point, no thousands separator, and
/// as many decimals as it has, or six when they do not end.
package func dataNumber(_ value: Exact, _ printing: Printing) -> String {
  let printed = printing.unit.printed(value: value)
  return decimal(
    printed, decimals: printed.terminatingDecimals() ?? 6, comma: ".", thousands: "")
}

/// What stands behind a number for its unit, the blank before it included.
private func sign(of unit: Unit, _ tongue: Tongue) -> String {
  switch unit {
  case .none, .named(""): ""
  case .percent: Title(sv: "\u{A0}%", en: "%")[tongue]
  case .points: "\u{A0}pp"
  case .money, .named: "\u{A0}" + unit.word
  }
}

/// Rounded half away from zero; a number that rounds to zero has no sign.
private func decimal(
  _ value: Exact, decimals: Int, comma: String, thousands: String
) -> String {
  let rounded = value.rounded(decimals: decimals)
  // From the last digit to the first, and turned round at the end.
  var bytes: [UInt8] = []
  bytes.reserveCapacity(32)
  var rest = rounded.magnitude
  var place = 0
  while rest > 0 || place <= decimals {
    if place == decimals, place > 0 {
      bytes += comma.utf8.reversed()
    } else if place > decimals, (place - decimals).isMultiple(of: 3) {
      bytes += thousands.utf8.reversed()
    }
    bytes.append(UInt8(ascii: "0") + takeDigit(&rest))
    place += 1
  }
  if rounded < 0 { bytes.append(UInt8(ascii: "-")) }
  bytes.reverse()
  return String(decoding: bytes, as: UTF8.self)
}

/// Takes the last digit from a number.
private func takeDigit(_ rest: inout UInt128) -> UInt8 {
  if let small = UInt64(exactly: rest) {
    rest = UInt128(small / 10)
    return UInt8(small % 10)
  }
  let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
  rest = quotient
  return UInt8(digit)
}
