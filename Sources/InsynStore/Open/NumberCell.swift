import InsynValue

/// What a cell of a numeric column holds.
enum NumberCell: Hashable {
  /// Digits without their decimal sign, and how many of them are decimals.
  case number(Int64, places: Int, suffix: Range<Int>)
  case missing
  case wrong(Wanted)
}

extension NumberStyle {
  /// Reads a cell: `1 234,50`, `−3`, `0,4 %`, `1 050 st`. The suffix is what stands behind the number, as a
  /// range of the bytes. Numbers have at most 18 digits.
  func read(_ bytes: UnsafeRawBufferPointer) -> NumberCell {
    var reader = NumberReader(bytes: bytes, style: self)
    return reader.read()
  }

  /// What is wanted where a text is no number: the decimal sign is named where it is what is wrong.
  func wanted(_ text: some StringProtocol) -> Wanted {
    let other: UInt8 = decimal == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
    let bytes = Array(text.utf8)
    guard bytes.count(where: { $0 == other }) == 1,
      bytes.allSatisfy({ $0 == other || $0 == 0x2D || (0x30...0x39).contains($0) })
    else { return .number }
    return decimal == UInt8(ascii: ",") ? .commaNumber : .pointNumber
  }
}

/// The length of the blank that begins at a place: a space, a tab, U+00A0, U+2009 or U+202F; 0 for none.
func blankLength(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
  if at >= bytes.count { return 0 }
  switch bytes[at] {
  case 0x20, 0x09: return 1
  case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0xA0 ? 2 : 0
  case 0xE2:
    guard at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return 0 }
    return bytes[at + 2] == 0xAF || bytes[at + 2] == 0x89 ? 3 : 0
  default: return 0
  }
}

private struct NumberReader {
  let bytes: UnsafeRawBufferPointer
  let style: NumberStyle
  var at = 0
  var mantissa: Int64 = 0
  var digits = 0

  private func isDigit(_ place: Int) -> Bool {
    place < bytes.count && (0x30...0x39).contains(bytes[place])
  }

  mutating func read() -> NumberCell {
    skipBlanks()
    if at == bytes.count { return .missing }
    let isNegative = skipSign()
    // A number of more digits is one nevertheless, only too long.
    guard wholePart() else { return .wrong(.number) }
    var places = 0
    if at < bytes.count, bytes[at] == style.decimal {
      at += 1
      let before = digits
      take()
      places = digits - before
    }
    if digits > 18 { return .wrong(.smallerNumber) }
    skipBlanks()
    var end = bytes.count
    while end > at, let blank = blankBefore(end) { end -= blank }
    return .number(isNegative ? -mantissa : mantissa, places: places, suffix: at..<end)
  }

  private func blankBefore(_ end: Int) -> Int? {
    for length in 1...3 where end - length >= at && blankLength(bytes, end - length) == length {
      return length
    }
    return nil
  }

  private mutating func skipBlanks() {
    while true {
      let length = blankLength(bytes, at)
      if length == 0 { return }
      at += length
    }
  }

  /// `-`, `+`, `−` (U+2212), and `–` (U+2013) before a digit.
  private mutating func skipSign() -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "-"):
      at += 1
      return true
    case UInt8(ascii: "+"):
      at += 1
      return false
    case 0xE2 where at + 2 < bytes.count:
      let isMinus = bytes[at + 1] == 0x88 && bytes[at + 2] == 0x92
      let isDash = bytes[at + 1] == 0x80 && bytes[at + 2] == 0x93 && isDigit(at + 3)
      if isMinus || isDash { at += 3 }
      return isMinus || isDash
    default: return false
    }
  }

  private mutating func take() {
    while isDigit(at) {
      digits += 1
      if digits <= 18 { mantissa = mantissa * 10 + Int64(bytes[at] - 0x30) }
      at += 1
    }
  }

  /// Digits, in groups of three behind the first where signs stand between them.
  private mutating func wholePart() -> Bool {
    take()
    if digits == 0 { return false }
    if digits > 3 { return true }
    while true {
      let length = groupLength()
      guard length > 0, isDigit(at + length), isDigit(at + length + 1), isDigit(at + length + 2),
        !isDigit(at + length + 3)
      else { return true }
      at += length
      take()
    }
  }

  private func groupLength() -> Int {
    guard let group = style.group, group != 0x20 else { return blankLength(bytes, at) }
    return at < bytes.count && bytes[at] == group ? 1 : 0
  }
}
