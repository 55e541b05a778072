import InsynStore

/// Sums of numbers below 2^32, group by group. Where groups are few, their rows are counted in the same
/// step, in several pairs a group: rows in the upper 16 bits of a pair and the sum in the lower 48, added up
/// before either could be full.
final class Tally {
  private let isSmall: Bool
  /// Told the rows, where this is what counts them.
  private let counts: Counts?
  private var pairs: [UInt64] = []
  /// How many rows every pair can still take.
  private var room = Tally.rows
  private var sums: [UInt64] = []

  /// The pairs of a group, taken in turn, so that a row need not wait for the one before it; a power of
  /// two.
  private static let lanes = 8
  private static let rows = 1 << 16 - 1
  /// Numbers below this, as many as can be counted, sum up within 48 bits.
  static let limit: UInt64 = 1 << 32

  init(_ grouping: Grouping, _ counts: Counts?) {
    isSmall = grouping.isSmall
    self.counts = counts
    precondition(counts == nil || isSmall, "rows are counted aside only where groups are few")
  }

  func reserve(_ groups: Int) {
    if isSmall { pairs.grow(to: Tally.lanes * groups, with: 0) }
    sums.grow(to: groups, with: 0)
  }

  /// Adds rows of one group that were summed elsewhere.
  func add(_ group: Int, rows: Int, sum: UInt64) {
    counts?.add(group, rows)
    sums[group] &+= sum
  }

  func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    if !isSmall {
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        inQuarters(count) { sums[Int(groups[$0])] &+= UInt64(truncatingIfNeeded: cells[$0]) }
      }
      return
    }
    var start = 0
    while start < count {
      if room == 0 { flush() }
      let part = min(count - start, room * Tally.lanes)
      room -= (part + Tally.lanes - 1) / Tally.lanes
      addPairs(cells + start, groups + start, part)
      start += part
    }
  }

  private func addPairs<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    let one: UInt64 = 1 << 48
    pairs.withUnsafeMutableBufferPointer { pairs in
      guard let pairs = pairs.baseAddress else { return }
      for row in 0..<count {
        let pair = Int(groups[row]) &* Tally.lanes &+ row & (Tally.lanes &- 1)
        pairs[pair] &+= one | UInt64(truncatingIfNeeded: cells[row])
      }
    }
  }

  /// Adds what the pairs hold to the sums and the counts.
  func flush() {
    if !isSmall { return }
    var rows = [UInt32](repeating: 0, count: sums.count)
    pairs.withUnsafeMutableBufferPointer { pairs in
      sums.withUnsafeMutableBufferPointer { sums in
        for group in sums.indices {
          for place in Tally.lanes &* group..<Tally.lanes &* (group &+ 1) {
            rows[group] &+= UInt32(pairs[place] >> 48)
            sums[group] &+= pairs[place] & (1 << 48 - 1)
            pairs[place] = 0
          }
        }
      }
    }
    counts?.add(rows)
    room = Tally.rows
  }

  var byteCount: Int { 8 * (pairs.count + 3 * sums.count) }

  /// The sums of every group, when all is flushed.
  var totals: [UInt64] { sums }
}
