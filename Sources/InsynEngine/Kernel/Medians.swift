import InsynStore
import InsynValue

/// The raw numbers of each group, kept so that the middle ones can be found: how often each stands, or,
/// where there are too many different ones, each with its group.
final class Medians {
  let numbers: Numbers
  private let bins: Int
  private var histogram: [UInt32] = []
  private var pairs: [(group: UInt32, number: UInt64)] = []
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

  var byteCount: Int { 4 * histogram.count + 4 * MemoryLayout<UInt64>.stride * pairs.count }

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
        if group > 0 { pairs.append((UInt32(group), UInt64(cells[row]))) }
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

  /// The middles of a level's groups, of all workers together.
  static func middles(
    _ all: [Medians], _ fold: Fold, threads: Int
  ) -> [Middle] {
    guard let first = all.first else { return [] }
    if !first.isCounted { return sortedMiddles(all, fold, threads: threads) }
    let bins = first.bins
    var parts = [[(worker: Int, group: Int)]](repeating: [], count: fold.count)
    for (worker, groupOf) in fold.groupOf.enumerated() {
      for (group, place) in groupOf.enumerated() where place >= 0 {
        parts[Int(place)].append((worker, group))
      }
    }
    return inParallel(fold.count, threads: threads) { [parts] place in
      var whole = [UInt64](repeating: 0, count: bins)
      for (worker, group) in parts[place] {
        all[worker].histogram.withUnsafeBufferPointer { own in
          for bin in 0..<bins { whole[bin] &+= UInt64(own[group &* bins &+ bin]) }
        }
      }
      return Middle(whole)
    }
  }

  private static func sortedMiddles(
    _ all: [Medians], _ fold: Fold, threads: Int
  ) -> [Middle] {
    var groups = [[UInt64]](repeating: [], count: fold.count)
    for (one, groupOf) in zip(all, fold.groupOf) {
      for (group, number) in one.pairs { groups[Int(groupOf[Int(group)])].append(number) }
    }
    return inParallel(fold.count, threads: threads) { [groups] place in
      Middle(sorting: groups[place])
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

  fileprivate init(sorting numbers: [UInt64]) {
    count = Int64(numbers.count)
    if numbers.isEmpty { return }
    let sorted = numbers.sorted()
    low = sorted[(sorted.count - 1) / 2]
    high = sorted[sorted.count / 2]
  }
}
