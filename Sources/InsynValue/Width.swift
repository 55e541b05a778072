// How much room text takes on a terminal, and what may be sent to one.

/// The terminal columns of a text: combining marks take none, wide and emoji characters two, and
/// what is joined to an emoji (a skin colour, a further person) nothing more.
package func terminalWidth(_ text: String) -> Int {
  // Below U+0300, where a leading byte is below 0xCC, each scalar takes one column.
  let plain = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
    var scalars = 0
    for byte in bytes {
      if byte >= 0xCC { return nil }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    return scalars
  }
  if let plain = plain.flatMap(\.self) { return plain }
  var ruler = Ruler()
  return text.unicodeScalars.reduce(0) { $0 + ruler.columns(adding: $1) }
}

/// Measures a text scalar by scalar, since some take room only by what stands before them.
package struct Ruler {
  private var last: Unicode.Scalar?
  private var lastColumns = 0
  private var joins = false

  package init() {}

  /// The columns by which the text grows with one more scalar.
  package mutating func columns(adding scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300, scalar.value != 0xAD {
      (last, lastColumns, joins) = (scalar, 1, false)
      return 1
    }
    switch scalar.value {
    case 0x200D:
      joins = last?.properties.isEmoji ?? false
      return 0
    case 0xFE0F:
      // The picture of a sign that is also a letter is as wide as other pictures.
      guard let last, lastColumns == 1, last.properties.isEmoji else { return 0 }
      lastColumns = 2
      return 1
    case 0x1F3FB...0x1F3FF where last?.properties.isEmojiModifierBase ?? false:
      let grown = lastColumns == 1 ? 1 : 0
      lastColumns += grown
      return grown
    default: break
    }
    let own = InsynValue.columns(of: scalar)
    if own == 0 { return 0 }
    let isJoined = joins && scalar.properties.isEmoji
    (last, lastColumns, joins) = (scalar, isJoined ? lastColumns : own, false)
    return isJoined ? 0 : own
  }
}

/// The terminal columns of one scalar alone, as wcwidth counts them; a control character is its sign.
package func columns(of scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) {
    return 0
  }
  return isWide(scalar) ? 2 : 1
}

/// The text as it may be shown: a tab as a space, control characters as their signs (`␛`), marks
/// that turn the direction of writing or take no room as `�`. Each scalar is replaced by one.
package func visible(_ text: String) -> String {
  let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
  if isPlain ?? false { return text }
  if text.unicodeScalars.allSatisfy({ shown($0) == $0 }) { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(shown(scalar)) }
  return String(result)
}

/// The one scalar that stands for a scalar on a terminal. The joiners U+200C and U+200D stay: scripts
/// and emoji need them.
package func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x09: return " "
  case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  case 0x20..<0x7F: return scalar
  case 0x7F: return "\u{2421}"
  case 0xAD: return "-"
  case 0x80..<0xA0, 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
    0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
    return "\u{FFFD}"
  default: return scalar
  }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x1100 { return false }
  if wideRanges.contains(where: { $0.contains(scalar.value) }) { return true }
  let isHalfOfFlag = (0x1F1E6...0x1F1FF).contains(scalar.value)
  return scalar.properties.isEmojiPresentation && !isHalfOfFlag
}

/// East Asian Width W and F, but for the emoji.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
  0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
  0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
  0x1F200...0x1F265, 0x20000...0x3FFFD,
]
