import InsynValue

/// A key by which labels sort as in a Swedish register: letters whatever their case, å ä ö after z.
package func collationKey(_ label: String) -> [UInt16] {
  var key: [UInt16] = []
  key.reserveCapacity(label.utf8.count)
  for scalar in label.precomposed.unicodeScalars {
    switch scalar.value {
    case 0x41...0x5A: key.append(UInt16(scalar.value) + 0x20)
    case 0x61...0x7A: key.append(UInt16(scalar.value))
    case 0xE5, 0xC5: key.append(0x7B)
    case 0xE4, 0xC4, 0xE6, 0xC6: key.append(0x7C)
    case 0xF6, 0xD6, 0xF8, 0xD8: key.append(0x7D)
    case 0xE9, 0xC9, 0xE8, 0xC8: key.append(0x65)
    case 0xFC, 0xDC: key.append(0x79)
    case 0x20, 0x2D, 0x2013, 0x2F: key.append(0x20)
    default:
      key.append(
        UInt16(truncatingIfNeeded: max(scalar.value, 0x21)) | (scalar.value > 0x7A ? 0x80 : 0))
    }
  }
  return key
}

/// Swedish order of two labels.
package func collates(_ left: String, before right: String) -> Bool {
  let (a, b) = (collationKey(left), collationKey(right))
  if a == b { return left < right }
  return a.lexicographicallyPrecedes(b)
}
