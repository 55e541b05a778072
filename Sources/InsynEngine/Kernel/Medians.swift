import InsynPlan
import InsynStore
import InsynValue

/// The raw numbers of each group, kept so that the middle ones can be found: how often each stands, or,
/// where there are too many different ones, each with its group.
final class Medians {
  let numbers: Numbers
  private let bins: Int
  private var histogram: [UInt32] = []
  private var groups: [UInt32] = []
  private var cells: [UInt64] = []
  private let isCounted: Bool

  /// Counters that one worker may take.
  private static let mostCounters = 1 << 24

  init(_ numbers: Numbers, _ grouping: Grouping) {
    self.numbers = numbers
    let greatest = numbers.raw.zones.zones.map(\.greatest).max() ?? 0
    let counters = (grouping.product + 1).multipliedReportingOverflow(by: greatest &+ 1)
    isCounted =
      grouping.isFlat && greatest < .max && !counters.overflow
      && counters.partialValue <= Medians.mostCounters
    bins = isCounted ? Int(greatest) + 1 : 0
    if isCounted {
      histogram = [UInt32](repeating: 0, count: (Int(grouping.product) + 1) * bins)
    }
  }

  var byteCount: Int { 4 * histogram.count + 24 * cells.count }

  func take(_ stretch: Stretch) {
    let first = stretch.rows.lowerBound
    switch numbers.raw.typed {
    case .one(let cells): take(cells + first, stretch)
    case .two(let cells): take(cells + first, stretch)
    case .four(let cells): take(cells + first, stretch)
    case .eight(let cells): take(cells + first, stretch)
    }
  }

  private func take<Cell: PackedCell>(_ cells: UnsafePointer<Cell>, _ stretch: Stretch) {
    guard isCounted else {
      for row in 0..<stretch.count where cells[row] != 0 {
        let group = stretch[row]
        if group == 0 { continue }
        groups.append(UInt32(group))
        self.cells.append(UInt64(cells[row]))
      }
      return
    }
    histogram.withUnsafeMutableBufferPointer { histogram in
      guard let counters = histogram.baseAddress else { return }
      switch stretch.groups {
      case .one(let group):
        let own = counters + group * bins
        for row in 0..<stretch.count {
          // A row that does not pass is as one without a number.
          let cell = stretch.mask.map { cells[row] & (0 &- Cell($0[row])) } ?? cells[row]
          own[Int(truncatingIfNeeded: cell)] &+= 1
        }
      case .each(let groups):
        for row in 0..<stretch.count {
          counters[Int(groups[row]) &* bins &+ Int(truncatingIfNeeded: cells[row])] &+= 1
        }
      }
    }
  }

  /// The two raw numbers in the middle of each group, the same one twice where their count is odd, and
  /// how many there are.
  struct Middle {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count: Int64 = 0
  }

  /// The middles of a level's groups, of all workers together. Throws when a stop is wished.
  static func middles(
    _ all: [Medians], _ fold: Fold, _ scan: Scan
  ) throws(ExecutionError) -> [Middle] {
    guard let first = all.first else { return [] }
    if !first.isCounted { return try selectedMiddles(all, fold, scan) }
    let bins = first.bins
    var parts = [[(worker: Int, group: Int)]](repeating: [], count: fold.count)
    for (worker, groupOf) in fold.groupOf.enumerated() {
      for (group, place) in groupOf.enumerated() where place >= 0 {
        parts[Int(place)].append((worker, group))
      }
    }
    return try scan.inParallel(fold.count) { [parts] place in
      var whole = [UInt64](repeating: 0, count: bins)
      for (worker, group) in parts[place] {
        all[worker].histogram.withUnsafeBufferPointer { own in
          for bin in 0..<bins { whole[bin] &+= UInt64(own[group &* bins &+ bin]) }
        }
      }
      return Middle(whole)
    }
  }

  /// The numbers are put together group by group, and the middle ones selected there.
  private static func selectedMiddles(
    _ all: [Medians], _ fold: Fold, _ scan: Scan
  ) throws(ExecutionError) -> [Middle] {
    var ends = [Int](repeating: 0, count: fold.count + 1)
    for (one, groupOf) in zip(all, fold.groupOf) {
      for group in one.groups { ends[Int(groupOf[Int(group)]) + 1] += 1 }
    }
    for place in 1..<ends.count { ends[place] += ends[place - 1] }
    nonisolated(unsafe) let numbers = UnsafeMutablePointer<UInt64>.allocate(
      capacity: ends[fold.count])
    defer { numbers.deallocate() }
    var next = ends
    for (one, groupOf) in zip(all, fold.groupOf) {
      for start in stride(from: 0, to: one.groups.count, by: Zones.rows) {
        try scan.heed()
        for index in start..<min(start + Zones.rows, one.groups.count) {
          let place = Int(groupOf[Int(one.groups[index])])
          numbers[next[place]] = one.cells[index]
          next[place] += 1
        }
      }
    }
    return try scan.inParallel(fold.count) { [ends] place in
      Middle(
        selecting: UnsafeMutableBufferPointer(
          start: numbers + ends[place], count: ends[place + 1] - ends[place]))
    }
  }
}

// Read by several threads only when all rows are taken.
extension Medians: @unchecked Sendable {}

extension Medians.Middle {
  /// From how often each number stands; number 0, missing, is left out.
  fileprivate init(_ counts: [UInt64]) {
    let all = counts.dropFirst().reduce(0, &+)
    count = Int64(all)
    if all == 0 { return }
    var before: UInt64 = 0
    for (number, own) in counts.enumerated().dropFirst() where own > 0 {
      if before <= (all - 1) / 2, before + own > (all - 1) / 2 { low = UInt64(number) }
      if before <= all / 2, before + own > all / 2 {
        high = UInt64(number)
        return
      }
      before += own
    }
  }

  /// From the numbers themselves, which come into another order.
  fileprivate init(selecting numbers: UnsafeMutableBufferPointer<UInt64>) {
    count = Int64(numbers.count)
    if numbers.isEmpty { return }
    let middle = numbers.count / 2
    high = numbers.select(middle)
    // What stands before the selected one is no greater than it.
    low = numbers.count.isMultiple(of: 2) ? numbers[..<middle].max() ?? high : high
  }
}

extension UnsafeMutableBufferPointer<UInt64> {
  /// The number that would stand at a place if all were in order; then none before the place is greater and
  /// none behind it less. Hoare's selection, on the middle of three.
  fileprivate func select(_ place: Int) -> UInt64 {
    var (first, last) = (0, count - 1)
    while first < last {
      let (a, b, c) = (self[first], self[(first + last) / 2], self[last])
      let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
      var (low, high) = (first, last)
      while low <= high {
        while self[low] < pivot { low += 1 }
        while self[high] > pivot { high -= 1 }
        if low <= high {
          swapAt(low, high)
          low += 1
          high -= 1
        }
      }
      if place <= high { last = high } else if place >= low { first = low } else { break }
    }
    return self[place]
  }
}
