import InsynStore

/// Sums of numbers below 2^32, group by group. Where groups are few, their rows are counted in the same
/// step: rows in the upper 16 bits and the sum in the lower 48, both added before either could be full.
final class Tally {
  private let isSmall: Bool
  /// Told the rows, where this is what counts them.
  private let counts: Counts?
  private var pairs: [UInt64] = []
  private var room = Tally.rows
  private var sums: [UInt64] = []

  private static let rows = 1 << 16 - 1
  /// Numbers below this, as many as can be counted, sum up within 48 bits.
  static let limit: UInt64 = 1 << 32

  init(_ grouping: Grouping, _ counts: Counts?) {
    isSmall = grouping.isSmall
    self.counts = counts
    precondition(counts == nil || isSmall, "rows are counted aside only where groups are few")
  }

  func reserve(_ groups: Int) {
    if sums.count >= groups { return }
    if isSmall { pairs += [UInt64](repeating: 0, count: 4 * groups - pairs.count) }
    sums += [UInt64](repeating: 0, count: groups - sums.count)
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
        for row in 0..<count { sums[Int(groups[row])] &+= UInt64(truncatingIfNeeded: cells[row]) }
      }
      return
    }
    var start = 0
    while start < count {
      if room == 0 { flush() }
      let part = min(count - start, room)
      room -= part
      addPairs(cells + start, groups + start, part)
      start += part
    }
  }

  /// Four pairs a group, taken in turn, so that a row need not wait for the one before it.
  private func addPairs<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    let one: UInt64 = 1 << 48
    pairs.withUnsafeMutableBufferPointer { pairs in
      guard let pairs = pairs.baseAddress else { return }
      for row in 0..<count {
        let pair = Int(groups[row]) &* 4 &+ row & 3
        pairs[pair] &+= one | UInt64(truncatingIfNeeded: cells[row])
      }
    }
  }

  /// Adds what the pairs hold to the sums and the counts.
  func flush() {
    if !isSmall { return }
    var rows = [Int64](repeating: 0, count: sums.count)
    pairs.withUnsafeMutableBufferPointer { pairs in
      sums.withUnsafeMutableBufferPointer { sums in
        for group in sums.indices {
          for place in 4 &* group..<4 &* group &+ 4 {
            rows[group] &+= Int64(pairs[place] >> 48)
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
