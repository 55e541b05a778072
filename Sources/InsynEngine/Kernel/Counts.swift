import InsynPlan
import InsynStore

/// How many rows each group has.
final class Counts {
  /// Counters of a group, taken in turn where groups are few, so that a row need not wait for the one
  /// before it; a power of two.
  private let lanes: Int
  /// A table has fewer rows than 2^32.
  private var counters: [UInt32] = []

  init(_ grouping: Grouping) {
    lanes = grouping.isSmall ? 8 : 1
  }

  func reserve(_ groups: Int) { counters.grow(to: lanes * groups, with: 0) }

  func add(_ group: Int, _ count: Int) { counters[lanes * group] += UInt32(count) }

  /// Adds what was counted elsewhere, group by group.
  func add(_ counts: [UInt32]) {
    for group in counts.indices { counters[lanes * group] += counts[group] }
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
      if lanes == 1 { return inQuarters(count) { counters[Int(groups[$0])] &+= 1 } }
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
    return counters.withUnsafeBufferPointer { counters in
      if lanes == 1 { return counters.map(Int64.init) }
      return (0..<counters.count / lanes).map { group in
        var total: Int64 = 0
        for lane in 0..<lanes { total &+= Int64(counters[group &* lanes &+ lane]) }
        return total
      }
    }
  }
}

/// Takes each row, the quarters in turn: the rows of a group often stand together, and none should have to
/// wait until the row before it is in memory.
@inline(__always)
func inQuarters(_ count: Int, _ take: (_ row: Int) -> Void) {
  let quarter = count / 4
  for row in 0..<quarter {
    take(row)
    take(row &+ quarter)
    take(row &+ 2 &* quarter)
    take(row &+ 3 &* quarter)
  }
  for row in 4 * quarter..<count { take(row) }
}

extension Array {
  /// Makes it as long as that, if it is shorter.
  mutating func grow(to count: Int, with element: Element) {
    if isEmpty {
      self = Array(repeating: element, count: count)
    } else if self.count < count {
      // Twice as long at least, since there are more to come.
      reserveCapacity(capacity < count ? Swift.max(count, 2 * capacity) : capacity)
      append(contentsOf: repeatElement(element, count: count - self.count))
    }
  }
}
