/// True when a text holds six or eight digits, a mark and four digits, as a personnummer is written.
package func looksLikePersonnummer(_ text: String) -> Bool {
  var digits = 0
  var afterMark: Int?
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      digits += 1
      if let before = afterMark, digits == 4, before == 6 || before == 8 { return true }
      if afterMark == nil, digits == 10 || digits == 12 { return true }
    } else if scalar == "-" || scalar == "+" {
      afterMark = digits
      digits = 0
    } else {
      digits = 0
      afterMark = nil
    }
  }
  return false
}
