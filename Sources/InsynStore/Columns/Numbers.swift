import InsynValue

/// Scaled whole numbers, one per row: raw 0 is missing, else the printed number is
/// (base + raw − 1) ÷ 10^scale.
package struct Numbers: Sendable {
  package let raw: Packed
  /// The scaled number of raw 1.
  package let base: Int64
  package let scale: Int
  /// How many decimals each cell is printed with; nil where all have `scale`.
  package let decimals: Packed?

  package init(raw: Packed, base: Int64, scale: Int, decimals: Packed? = nil) {
    self.raw = raw
    self.base = base
    self.scale = scale
    self.decimals = decimals
  }

  /// Packs scaled numbers. They may not span the whole of 64 bits.
  package init(values: [Int64], isPresent: [Bool], decimals: [UInt8], scale: Int) {
    var (least, greatest) = (Int64.max, Int64.min)
    for (value, isPresent) in zip(values, isPresent) where isPresent {
      (least, greatest) = (min(least, value), max(greatest, value))
    }
    let base = least > greatest ? 0 : least
    let span = least > greatest ? 0 : Int128(greatest) - Int128(least) + 1
    precondition(span <= Int128(UInt64.max), "numbers of a column lie within 64 bits of each other")
    let writer = PackedWriter(count: values.count, largest: UInt64(span))
    for row in values.indices where isPresent[row] {
      writer.set(row, UInt64(Int128(values[row]) - Int128(base) + 1))
    }
    let isUniform = zip(decimals, isPresent).allSatisfy { !$1 || Int($0) == scale }
    self.init(
      raw: writer.finished(), base: base, scale: scale,
      decimals: isUniform ? nil : Packed(decimals.map(UInt64.init)))
  }

  /// The scaled number of a row, nil where it is missing.
  package subscript(row: Int) -> Int64? {
    let raw = raw[row]
    return raw == 0 ? nil : base &+ Int64(bitPattern: raw &- 1)
  }

  package func isPresent(_ row: Int) -> Bool { raw[row] != 0 }

  /// How many decimals a cell is printed with; 0 where it is missing.
  package func decimals(_ row: Int) -> Int {
    isPresent(row) ? decimals.map { Int($0[row]) } ?? scale : 0
  }
}
