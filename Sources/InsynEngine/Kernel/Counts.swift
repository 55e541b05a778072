import InsynPlan
import InsynStore

/// How many rows each group has.
final class Counts {
  /// Counters of a group, taken in turn where groups are few, so that a row need not wait for the one
  /// before it; a power of two.
  private let lanes: Int
  private var counters: [UInt32] = []
  /// What was counted many rows at a time.
  private var sums: [Int64] = []

  init(_ grouping: Grouping) {
    lanes = grouping.isSmall ? 8 : 1
  }

  func reserve(_ groups: Int) {
    if sums.count >= groups { return }
    sums += [Int64](repeating: 0, count: groups - sums.count)
    counters += [UInt32](repeating: 0, count: lanes * groups - counters.count)
  }

  func add(_ group: Int, _ count: Int) { sums[group] += Int64(count) }

  /// Adds what was counted elsewhere, group by group.
  func add(_ counts: [Int64]) {
    sums.withUnsafeMutableBufferPointer { sums in
      for group in counts.indices { sums[group] &+= counts[group] }
    }
  }

  /// Counts every row of a stretch.
  func take(all stretch: Stretch) {
    switch stretch.groups {
    case .one(let group): add(group, stretch.passing)
    case .each(let groups): take(groups, stretch.count)
    }
  }

  private func take(_ groups: UnsafePointer<UInt32>, _ count: Int) {
    let lanes = lanes
    counters.withUnsafeMutableBufferPointer { counters in
      guard let counters = counters.baseAddress else { return }
      if lanes == 1 {
        for row in 0..<count { counters[Int(groups[row])] &+= 1 }
        return
      }
      for row in 0..<count { counters[Int(groups[row]) &* 8 &+ row & 7] &+= 1 }
    }
  }

  /// Counts the rows of a stretch that have a number.
  func take(present cells: Packed, _ stretch: Stretch) {
    let first = stretch.rows.lowerBound
    switch cells.typed {
    case .one(let cells): take(present: cells + first, stretch)
    case .two(let cells): take(present: cells + first, stretch)
    case .four(let cells): take(present: cells + first, stretch)
    case .eight(let cells): take(present: cells + first, stretch)
    }
  }

  private func take<Cell: PackedCell>(present cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    let (count, lanes) = (stretch.count, lanes)
    let groups: UnsafePointer<UInt32>
    switch stretch.groups {
    case .each(let each): groups = each
    case .one(let group):
      var present = 0
      if let mask = stretch.mask {
        for row in 0..<count { present &+= cells[row] == 0 ? 0 : Int(mask[row]) }
      } else {
        for row in 0..<count { present &+= cells[row] == 0 ? 0 : 1 }
      }
      return add(group, present)
    }
    counters.withUnsafeMutableBufferPointer { counters in
      guard let counters = counters.baseAddress else { return }
      for row in 0..<count {
        let counter = Int(groups[row]) &* lanes &+ row & (lanes &- 1)
        counters[counter] &+= cells[row] == 0 ? 0 : 1
      }
    }
  }

  /// The rows of every group.
  var totals: [Int64] {
    let lanes = lanes
    var totals = sums
    counters.withUnsafeBufferPointer { counters in
      totals.withUnsafeMutableBufferPointer { totals in
        for group in totals.indices {
          for lane in 0..<lanes { totals[group] += Int64(counters[group &* lanes &+ lane]) }
        }
      }
    }
    return totals
  }
}
