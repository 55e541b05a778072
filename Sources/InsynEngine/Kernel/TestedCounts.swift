import InsynPlan
import InsynStore

/// Counts of the rows for which a test of their own holds: sums of truths.
final class TestedCounts {
  let test: Predicate
  private let tally: Tally

  init(_ test: Predicate, _ grouping: Grouping, _ counts: Counts?) {
    self.test = test
    tally = Tally(grouping, counts)
  }

  func reserve(_ groups: Int) { tally.reserve(groups) }

  func take(_ stretch: Stretch, _ room: WorkRoom) throws(ExecutionError) {
    switch (stretch.groups, stretch.zone.map(test.verdict) ?? .some) {
    case (.one(let group), .none): tally.add(group, rows: stretch.passing, sum: 0)
    case (.one(let group), .all):
      tally.add(group, rows: stretch.passing, sum: UInt64(stretch.passing))
    default:
      try room.passing(test, stretch.rows) { mask in
        switch stretch.groups {
        case .one(let group):
          if let own = stretch.mask { mask.keep(own, stretch.count) }
          tally.add(group, rows: stretch.passing, sum: UInt64(mask.sum(stretch.count)))
        case .each(let groups): tally.take(UnsafePointer(mask), groups, stretch.count)
        }
      }
    }
  }

  var byteCount: Int { tally.byteCount }

  func flush() { tally.flush() }

  var totals: [Int64] { tally.totals.map(Int64.init) }
}

extension Mask {
  /// Keeps the rows that another mask lets pass too.
  func keep(_ other: Mask, _ count: Int) {
    for row in 0..<count { self[row] &= other[row] }
  }

  /// How many rows are let pass.
  func sum(_ count: Int) -> Int {
    let bytes = UnsafeRawPointer(self)
    var sum = 0
    var row = 0
    while count - row >= 8 {
      // Eight truths at a time; after 255 of these a byte could be full.
      let end = min(count & ~7, row + 255 * 8)
      var truths: UInt64 = 0
      while row < end {
        truths &+= bytes.loadUnaligned(fromByteOffset: row, as: UInt64.self)
        row += 8
      }
      let pairs = truths & 0x00FF_00FF_00FF_00FF &+ (truths >> 8) & 0x00FF_00FF_00FF_00FF
      sum &+= Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while row < count {
      sum &+= Int(self[row])
      row += 1
    }
    return sum
  }
}
