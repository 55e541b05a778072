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
  var digits = String(rounded.magnitude)
  while digits.utf8.count <= decimals { digits = "0" + digits }
  let whole = grouped(digits.dropLast(decimals), by: thousands)
  let fraction = decimals == 0 ? "" : comma + digits.suffix(decimals)
  return (rounded < 0 ? "-" : "") + whole + fraction
}

private func grouped(_ digits: Substring, by separator: String) -> String {
  var result = ""
  var left = digits.utf8.count
  for digit in digits {
    result.append(digit)
    left -= 1
    if left > 0, left.isMultiple(of: 3) { result += separator }
  }
  return result
}
