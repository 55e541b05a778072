import InsynPlan
import InsynStore

/// How many rows each group has, or how many of them a mask lets pass.
final class Counts {
  // Four counters a group, taken in turn, so that a row need not wait for the one before it.
  private var counters: [UInt32] = []
  /// What was counted group by group, stretch by stretch.
  private var sums: [Int64] = []

  func reserve(_ groups: Int) {
    if sums.count >= groups { return }
    sums += [Int64](repeating: 0, count: groups - sums.count)
    counters += [UInt32](repeating: 0, count: 4 * groups - counters.count)
  }

  func add(_ group: Int, _ count: Int) { sums[group] += Int64(count) }

  /// Counts the rows of a stretch; of each group those that a mask lets pass.
  func take(_ groups: UnsafePointer<UInt32>, _ count: Int, _ mask: UnsafePointer<UInt8>? = nil) {
    counters.withUnsafeMutableBufferPointer { counters in
      guard let counters = counters.baseAddress else { return }
      if let mask {
        for row in 0..<count {
          counters[Int(groups[row]) &* 4 &+ row & 3] &+= UInt32(mask[row])
        }
        return
      }
      for row in 0..<count { counters[Int(groups[row]) &* 4 &+ row & 3] &+= 1 }
    }
  }

  private func take<Cell: PackedCell>(present cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    let count = stretch.count
    guard case .each(let groups) = stretch.groups else {
      var present = 0
      for row in 0..<count { present &+= cells[row] == 0 ? 0 : 1 }
      return add(stretch.groups[0], present)
    }
    counters.withUnsafeMutableBufferPointer { counters in
      guard let counters = counters.baseAddress else { return }
      for row in 0..<count {
        counters[Int(groups[row]) &* 4 &+ row & 3] &+= cells[row] == 0 ? 0 : 1
      }
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

  subscript(group: Int) -> Int64 {
    if group >= sums.count { return 0 }
    let first = 4 * group
    return sums[group] + Int64(counters[first]) + Int64(counters[first + 1])
      + Int64(counters[first + 2]) + Int64(counters[first + 3])
  }

  func isEmpty(_ group: Int) -> Bool { self[group] == 0 }
}

/// Counts of the rows for which a test of their own holds.
final class TestedCounts {
  let counts = Counts()
  let test: Predicate

  init(_ test: Predicate) {
    self.test = test
  }

  func take(_ stretch: Stretch, _ worker: WorkRoom) throws(ExecutionError) {
    switch stretch.zone.map(test.verdict) ?? .some {
    case .none: return
    case .all: counts.take(all: stretch)
    case .some:
      try worker.passing(test, stretch.rows) { mask in
        switch stretch.groups {
        case .one(let group): counts.add(group, mask.sum(stretch.count))
        case .each(let groups): counts.take(groups, stretch.count, mask)
        }
      }
    }
  }
}

extension Counts {
  /// Counts every row of a stretch.
  func take(all stretch: Stretch) {
    switch stretch.groups {
    case .one(let group): add(group, stretch.count)
    case .each(let groups): take(groups, stretch.count)
    }
  }
}

extension Mask {
  /// How many rows are let pass.
  func sum(_ count: Int) -> Int {
    var sum = 0
    for row in 0..<count { sum &+= Int(self[row]) }
    return sum
  }
}
