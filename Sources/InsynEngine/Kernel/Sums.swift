import InsynStore

/// Sums of raw numbers, group by group.
final class Sums {
  let numbers: Numbers
  /// Nil where the numbers are too large for it.
  private let tally: Tally?
  private var wide: [UInt128] = []

  /// `counts` is told the rows, where that is wished.
  init(_ numbers: Numbers, _ grouping: Grouping, _ counts: Counts?) {
    self.numbers = numbers
    tally = numbers.isNarrow ? Tally(grouping, counts) : nil
  }

  func reserve(_ groups: Int) {
    tally?.reserve(groups)
    if tally == nil { wide.grow(to: groups, with: 0) }
  }

  func take(_ stretch: Stretch) {
    if let index = stretch.zone, case .one(let group) = stretch.groups {
      let sum = numbers.raw.zones.zones[index].sum
      return tally?.add(group, rows: stretch.passing, sum: UInt64(sum)) ?? (wide[group] += sum)
    }
    let first = stretch.rows.lowerBound
    switch numbers.raw.typed {
    case .one(let cells): take(cells + first, stretch)
    case .two(let cells): take(cells + first, stretch)
    case .four(let cells): take(cells + first, stretch)
    case .eight(let cells): take(cells + first, stretch)
    }
  }

  private func take<Cell: PackedCell>(_ cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    guard let tally else {
      for row in 0..<stretch.count { wide[stretch[row]] += UInt128(cells[row]) }
      return
    }
    switch stretch.groups {
    case .one(let group):
      var sum: UInt64 = 0
      if let mask = stretch.mask {
        for row in 0..<stretch.count {
          sum &+= UInt64(truncatingIfNeeded: cells[row] & (0 &- Cell(mask[row])))
        }
      } else {
        for row in 0..<stretch.count { sum &+= UInt64(truncatingIfNeeded: cells[row]) }
      }
      tally.add(group, rows: stretch.passing, sum: sum)
    case .each(let groups): tally.take(cells, groups, stretch.count)
    }
  }

  var byteCount: Int { 32 * wide.count + (tally?.byteCount ?? 0) }

  func flush() { tally?.flush() }

  /// The sums of every group of a level, all workers together, scaled; `counted` are the rows that each is
  /// of.
  static func merged(_ all: [Sums], _ fold: Fold, counted: [Int64]) -> [Int128] {
    guard let numbers = all.first?.numbers else { return [] }
    let base = Int128(numbers.base) - 1
    var sums = counted.map { Int128($0) * base }
    let narrow = all.compactMap { $0.tally?.totals }
    if narrow.count == all.count {
      fold.add(narrow, to: &sums)
    } else {
      fold.add(all.map(\.wide), to: &sums)
    }
    return sums
  }
}

extension Numbers {
  /// True where sums of raw numbers are well within 64 bits.
  var isNarrow: Bool { raw.zones.zones.allSatisfy { $0.greatest < Tally.limit } }
}
