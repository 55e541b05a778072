import InsynStore

/// Sums of raw numbers, group by group.
final class Sums {
  let numbers: Numbers
  private var sums: [UInt64] = []
  /// What does not fit the sums any more.
  private var carried: [UInt128] = []
  /// Rows that may still be added before a sum could leave 64 bits.
  private var room: Int
  private let roomAtMost: Int

  init(_ numbers: Numbers) {
    self.numbers = numbers
    let zones = numbers.raw.zones.zones
    let greatest = zones.map(\.greatest).max() ?? 0
    roomAtMost = greatest == 0 ? .max : Int(clamping: UInt64.max / greatest)
    room = roomAtMost
  }

  func reserve(_ groups: Int) {
    if carried.count < groups {
      carried += [UInt128](repeating: 0, count: groups - carried.count)
      sums += [UInt64](repeating: 0, count: 2 * groups - sums.count)
    }
  }

  func take(_ stretch: Stretch) {
    if let index = stretch.zone, case .one(let group) = stretch.groups {
      let zone = numbers.raw.zones.zones[index]
      carried[group] += zone.sum
      return
    }
    let first = stretch.rows.lowerBound
    switch numbers.raw.typed {
    case .one(let cells): take(cells + first, stretch)
    case .two(let cells): take(cells + first, stretch)
    case .four(let cells): take(cells + first, stretch)
    case .eight(let cells): takeWide(cells + first, stretch)
    }
  }

  private func take<Cell: PackedCell>(_ cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    let count = stretch.count
    switch stretch.groups {
    case .one(let group):
      var sum: UInt64 = 0
      for row in 0..<count { sum &+= UInt64(truncatingIfNeeded: cells[row]) }
      carried[group] += UInt128(sum)
    case .each(let groups):
      if count > room { flush() }
      room -= count
      // Two sums a group, taken in turn, so that a row need not wait for the one before it.
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for row in 0..<count {
          sums[Int(groups[row]) &* 2 &+ row & 1] &+= UInt64(truncatingIfNeeded: cells[row])
        }
      }
    }
  }

  /// Numbers so large that a stretch of them may leave 64 bits.
  private func takeWide(_ cells: UnsafePointer<UInt64>, _ stretch: Stretch) {
    if stretch.count <= roomAtMost { return take(cells, stretch) }
    for row in 0..<stretch.count {
      let group =
        switch stretch.groups {
        case .one(let group): group
        case .each(let groups): Int(groups[row])
        }
      carried[group] += UInt128(cells[row])
    }
  }

  private func flush() {
    for index in sums.indices where sums[index] != 0 {
      carried[index / 2] += UInt128(sums[index])
      sums[index] = 0
    }
    room = roomAtMost
  }

  /// The sum of a group's raw numbers.
  subscript(group: Int) -> UInt128 {
    if group >= carried.count { return 0 }
    return carried[group] + UInt128(sums[2 * group]) + UInt128(sums[2 * group + 1])
  }
}
