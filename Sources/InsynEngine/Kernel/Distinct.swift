import InsynPlan
import InsynStore

/// How many different numbers each group has, missing aside.
final class Distinct {
  let cells: Packed
  /// The rows' own test.
  let test: Predicate?
  private var seen: Seen

  /// What has been seen, in the least room that will do.
  private enum Seen {
    /// The numbers ascend and the workers' rows part where they change: what differs from a group's last
    /// one is new. For each level that folds other axes, its groups' last numbers.
    case last([LastSeen])
    /// A bit for each group and number.
    case bits(Bits)
    case pairs(Set<Pair>)
  }

  struct Pair: Hashable {
    let group: UInt32
    let number: UInt64
  }

  /// Bits that one worker may take.
  private static let mostBits = 1 << 29

  /// `isParted` says that the workers' rows part where these numbers change.
  init(_ cells: Packed, _ test: Predicate?, _ grouping: Grouping, isParted: Bool) {
    self.cells = cells
    self.test = test
    let greatest = cells.zones.zones.map(\.greatest).max() ?? 0
    let bits = (grouping.product + 1).multipliedReportingOverflow(by: greatest + 1)
    if isParted {
      seen = .last(grouping.distinctLevels.map { LastSeen(grouping, $0) })
    } else if grouping.isFlat, !bits.overflow, bits.partialValue <= Distinct.mostBits {
      seen = .bits(Bits(groups: Int(grouping.product) + 1, numbers: Int(greatest) + 1))
    } else {
      seen = .pairs([])
    }
  }

  /// True where it pays to count rows by what they differ in from the ones before: the numbers ascend,
  /// and are so many that bits for all would not stay in the cache.
  static func gainsByParting(_ cells: Packed, _ grouping: Grouping) -> Bool {
    let greatest = cells.zones.zones.map(\.greatest).max() ?? 0
    return cells.zones.isAscending && grouping.isFlat && greatest > 1 << 16
  }

  var byteCount: Int {
    switch seen {
    case .last(let levels): levels.reduce(0) { $0 + 20 * $1.counts.count }
    case .bits(let bits): bits.byteCount
    case .pairs(let pairs): 4 * MemoryLayout<Pair>.stride * pairs.count
    }
  }

  func take(_ stretch: Stretch, _ room: WorkRoom) throws(ExecutionError) {
    guard let test else { return take(stretch, mask: stretch.mask) }
    try room.passing(test, stretch.rows) { mask in
      if let own = stretch.mask { mask.keep(own, stretch.count) }
      take(stretch, mask: mask)
    }
  }

  private func take(_ stretch: Stretch, mask: Mask?) {
    let first = stretch.rows.lowerBound
    switch cells.typed {
    case .one(let cells): take(cells + first, stretch, mask)
    case .two(let cells): take(cells + first, stretch, mask)
    case .four(let cells): take(cells + first, stretch, mask)
    case .eight(let cells): take(cells + first, stretch, mask)
    }
  }

  private func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ stretch: Stretch, _ mask: Mask?
  ) {
    switch seen {
    case .last(let levels): for level in levels { level.take(cells, stretch, mask) }
    case .bits(let bits): bits.take(cells, stretch, mask)
    case .pairs(var pairs):
      seen = .pairs([])
      for row in 0..<stretch.count where cells[row] != 0 && mask?[row] ?? 1 == 1 {
        let group = stretch[row]
        if group > 0 { pairs.insert(Pair(group: UInt32(group), number: UInt64(cells[row]))) }
      }
      seen = .pairs(pairs)
    }
  }

  /// The counts of a level's groups, of all workers together.
  static func counts(_ all: [Distinct], _ fold: Fold, _ grouping: Grouping) -> [Int64] {
    guard let first = all.first else { return [] }
    switch first.seen {
    case .last:
      let level = grouping.representative(fold.level)
      let parts = all.compactMap { one -> [Int64]? in
        guard case .last(let levels) = one.seen else { return nil }
        return levels.first { $0.level == level }?.counts
      }
      return LastSeen.counts(parts, fold, grouping)
    case .bits:
      let bits = all.map { one in
        guard case .bits(let bits) = one.seen else { preconditionFailure("workers count alike") }
        return bits
      }
      return Bits.counts(bits, fold)
    case .pairs:
      var whole: Set<Pair> = []
      for (one, groupOf) in zip(all, fold.groupOf) {
        guard case .pairs(let pairs) = one.seen else { continue }
        for pair in pairs {
          whole.insert(Pair(group: UInt32(groupOf[Int(pair.group)]), number: pair.number))
        }
      }
      var counts = [Int64](repeating: 0, count: fold.count)
      for pair in whole { counts[Int(pair.group)] += 1 }
      return counts
    }
  }
}

/// The last number seen of each of a level's groups, where numbers ascend.
private final class LastSeen {
  let level: Level
  /// The level's group of each group; nil where they are the same.
  private let groupOf: [UInt32]?
  private var last: [UInt64]
  private(set) var counts: [Int64]

  init(_ grouping: Grouping, _ level: Level) {
    self.level = level
    let groups = Int(grouping.product) + 1
    groupOf =
      grouping.representative(level) == .detail
      ? nil : [0] + (0..<grouping.product).map { UInt32(grouping.folded($0, level) + 1) }
    last = [UInt64](repeating: 0, count: groups)
    counts = [Int64](repeating: 0, count: groups)
  }

  func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ stretch: Stretch, _ mask: Mask?
  ) {
    switch (stretch.groups, groupOf) {
    case (.one(let group), let groupOf):
      take(cells, stretch.count, own: groupOf.map { Int($0[group]) } ?? group, mask)
    case (.each(let groups), nil): take(cells, stretch.count, mask) { Int(groups[$0]) }
    case (.each(let groups), let groupOf?):
      groupOf.withUnsafeBufferPointer { own in
        take(cells, stretch.count, mask) { Int(own[Int(groups[$0])]) }
      }
    }
  }

  /// Rows of one group of the level.
  private func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ count: Int, own: Int, _ mask: Mask?
  ) {
    var (before, new) = (last[own], Int64(0))
    for row in 0..<count where mask?[row] ?? 1 == 1 {
      let number = UInt64(truncatingIfNeeded: cells[row])
      new &+= before == number ? 0 : 1
      before = number
    }
    last[own] = before
    counts[own] += new
  }

  /// Rows of several groups, those that do not pass of group 0, which nobody asks for.
  @inline(__always)
  private func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ count: Int, _ mask: Mask?, _ group: (Int) -> Int
  ) {
    last.withUnsafeMutableBufferPointer { last in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in 0..<count {
          let own = mask.map { group(row) &* Int($0[row]) } ?? group(row)
          let number = UInt64(truncatingIfNeeded: cells[row])
          counts[own] &+= last[own] == number ? 0 : 1
          last[own] = number
        }
      }
    }
  }

  /// Every group of the level counted at its own first key.
  static func counts(_ parts: [[Int64]], _ fold: Fold, _ grouping: Grouping) -> [Int64] {
    var counts = [Int64](repeating: 0, count: fold.count)
    var isDone = [Bool](repeating: false, count: fold.count)
    for groupOf in fold.groupOf {
      for (group, place) in groupOf.enumerated() where place >= 0 && !isDone[Int(place)] {
        isDone[Int(place)] = true
        let key = grouping.folded(UInt64(group - 1), fold.level)
        for part in parts { counts[Int(place)] += part[Int(key) + 1] }
      }
    }
    return counts
  }
}

/// A bit for each group and number.
private final class Bits {
  private let words: Int
  private var bits: [UInt64]

  init(groups: Int, numbers: Int) {
    words = (numbers + 63) / 64
    bits = [UInt64](repeating: 0, count: groups * words)
  }

  var byteCount: Int { 16 * bits.count }

  func take<Cell: PackedCell>(
    _ cells: UnsafePointer<Cell>, _ stretch: Stretch, _ mask: Mask?
  ) {
    let words = words
    bits.withUnsafeMutableBufferPointer { bits in
      switch stretch.groups {
      case .one(let group):
        for row in 0..<stretch.count where mask?[row] ?? 1 == 1 {
          bits[group &* words &+ Int(cells[row] >> 6)] |= 1 << UInt64(cells[row] & 63)
        }
      case .each(let groups):
        for row in 0..<stretch.count {
          let group = Int(groups[row]) &* Int(mask?[row] ?? 1)
          bits[group &* words &+ Int(cells[row] >> 6)] |= 1 << UInt64(cells[row] & 63)
        }
      }
    }
  }

  static func counts(_ all: [Bits], _ fold: Fold) -> [Int64] {
    let words = all.first?.words ?? 0
    var whole = [UInt64](repeating: 0, count: fold.count * words)
    for (own, groupOf) in zip(all, fold.groupOf) {
      for (group, place) in groupOf.enumerated() where place >= 0 {
        for word in 0..<words {
          whole[Int(place) &* words &+ word] |= own.bits[group &* words &+ word]
        }
      }
    }
    return (0..<fold.count).map { place in
      var count = 0
      for word in place * words..<(place + 1) * words { count += whole[word].nonzeroBitCount }
      // Missing is no number.
      return Int64(count) - (words > 0 ? Int64(whole[place * words] & 1) : 0)
    }
  }
}
