/// What a stretch of a column holds, known without looking at its rows.
package struct Zone: Hashable, Sendable {
  /// The least and the greatest number that is not 0; both 0 where all are.
  package var least: UInt64
  package var greatest: UInt64
  /// How many are 0: missing.
  package var missing: UInt32
  /// The sum of all, nothing lost: below 2^64 times the rows.
  package var sum: UInt128

  package init(least: UInt64, greatest: UInt64, missing: UInt32, sum: UInt128) {
    (self.least, self.greatest, self.missing, self.sum) = (least, greatest, missing, sum)
  }

  /// True where every row holds the same number.
  package var isConstant: Bool {
    least == greatest && (missing == 0 || greatest == 0)
  }

  /// The smallest number that may be met, 0 for missing among them.
  package var lowest: UInt64 { missing == 0 ? least : 0 }
}

/// The zones of a column, in the order of its rows.
package struct Zones: Sendable {
  /// Rows of a zone: few enough to skip much, so many that skipping costs nothing, and a run of
  /// four-byte numbers of one zone fits the cache nearest to the processor's core twice over.
  package static let rows = 1 << 14

  package let zones: [Zone]
  /// True when no number is less than the one before it.
  package let isAscending: Bool

  package init(zones: [Zone], isAscending: Bool) {
    self.zones = zones
    self.isAscending = isAscending
  }

  init(_ cells: Packed.Typed, count: Int, threads: Int) {
    switch cells {
    case .one(let cells): self.init(reading: cells, count: count, threads: threads)
    case .two(let cells): self.init(reading: cells, count: count, threads: threads)
    case .four(let cells): self.init(reading: cells, count: count, threads: threads)
    case .eight(let cells): self.init(reading: cells, count: count, threads: threads)
    }
  }

  private init<Cell: PackedCell>(
    reading cells: UnsafePointer<Cell>, count: Int, threads: Int
  ) {
    let rows = Zones.rows
    nonisolated(unsafe) let cells = cells
    let read = inParallel((count + rows - 1) / rows, threads: threads) { zone in
      let range = zone * rows..<min((zone + 1) * rows, count)
      return (zone: Zone(cells, range), isAscending: Zones.isAscending(cells, range))
    }
    zones = read.map(\.zone)
    isAscending = read.allSatisfy(\.isAscending)
  }

  /// True when no number of a range is less than the one before it, which may stand before the range.
  private static func isAscending<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ rows: Range<Int>
  ) -> Bool {
    var descents: Cell = 0
    for row in max(rows.lowerBound, 1)..<max(rows.upperBound, 1) {
      descents |= cells[row] < cells[row - 1] ? 1 : 0
    }
    return descents == 0
  }
}

extension Zone {
  fileprivate init<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ rows: Range<Int>
  ) {
    var (least, greatest, missing): (Cell, Cell, UInt32) = (.max, 0, 0)
    var (low, high): (UInt64, UInt64) = (0, 0)
    for row in rows {
      let cell = cells[row]
      missing &+= cell == 0 ? 1 : 0
      // 0 wraps to the largest, so that it is never the least.
      least = min(least, cell &- 1)
      greatest = max(greatest, cell)
      // Halves of 32 bits cannot overflow within a zone.
      low &+= UInt64(truncatingIfNeeded: cell) & 0xFFFF_FFFF
      high &+= UInt64(truncatingIfNeeded: cell) >> 32
    }
    self.init(
      least: greatest == 0 ? 0 : UInt64(least) &+ 1, greatest: UInt64(greatest), missing: missing,
      sum: UInt128(high) << 32 + UInt128(low))
  }
}
