/// True when a text holds six or eight digits, a mark and four digits, as a personnummer or a
/// samordningsnummer is written, or ten digits on end.
package func looksLikePersonnummer(_ text: String) -> Bool {
  var digits = 0
  var beforeMark = 0
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      digits += 1
      if digits == 4, beforeMark == 6 || beforeMark == 8 { return true }
      if digits == 10 { return true }
    } else {
      beforeMark = scalar == "-" || scalar == "+" ? digits : 0
      digits = 0
    }
  }
  return false
}
