import InsynPlan
import InsynStore
import InsynValue

/// Goes through stretches of rows and gathers; one thread's own until all are done.
final class Worker: @unchecked Sendable {
  private let scan: Scan
  private let room: WorkRoom
  private var allowance: Allowance
  let ids: GroupIDs
  let counts: Counts
  let kernels: [Kernel]
  /// For each column with gaps, the rows that have a number.
  let present: [Counts]
  /// Rows that passed.
  private(set) var passed = 0
  /// For each watched column, the rows without a value that passed.
  private(set) var missing: [Int]

  /// Rows that are gone through at once: what is made of so few stays in the cache nearest to the core.
  private static let block = 4096

  init(_ scan: Scan) {
    self.scan = scan
    allowance = scan.allowance
    room = WorkRoom(RowReader(store: scan.store, table: scan.table), capacity: Zones.rows)
    ids = GroupIDs(scan.grouping, capacity: Worker.block)
    let counts = Counts(scan.grouping)
    self.counts = counts
    kernels = scan.leg.partials.enumerated().map { index, partial in
      Kernel(partial, scan, index == scan.counting ? counts : nil)
    }
    present = scan.gapped.map { _ in Counts(scan.grouping) }
    missing = scan.watched.map { _ in 0 }
    reserve()
  }

  private func reserve() {
    counts.reserve(ids.count)
    for counts in present { counts.reserve(ids.count) }
    for kernel in kernels { kernel.reserve(ids.count) }
  }

  /// Ends the taking of rows.
  func flush() {
    for kernel in kernels { kernel.flush() }
  }

  /// The bytes that are taken, and that the groups of every level will take.
  private var byteCount: Int {
    100 * ids.count + kernels.reduce(0) { $0 + $1.byteCount }
  }

  func take(_ rows: Range<Int>) throws(ExecutionError) {
    if rows.isEmpty { return }
    if scan.cancellation.isWished {
      throw .cancelled(Reached(.rows, rows.lowerBound, of: scan.table.rowCount))
    }
    try allowance.require(byteCount)
    switch verdict(rows) {
    case .none: return
    case .all:
      if let zone = scan.stretches.wholeZone(rows), ids.isOneGroup(zone) {
        return try gather(rows, nil, passing: rows.count)
      }
      try inBlocks(rows) { block throws(ExecutionError) in
        try gather(block, nil, passing: block.count)
      }
    case .some:
      try inBlocks(rows) { block throws(ExecutionError) in
        try room.passing(scan.predicate, block) { mask throws(ExecutionError) in
          let passing = mask.sum(block.count)
          if passing == 0 { return }
          try gather(block, passing == block.count ? nil : mask, passing: passing)
        }
      }
    }
  }

  /// Block by block, as long as no stop is wished.
  private func inBlocks(
    _ rows: Range<Int>, _ work: (Range<Int>) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Worker.block) {
      if scan.cancellation.isWished {
        throw .cancelled(Reached(.rows, start, of: scan.table.rowCount))
      }
      try work(start..<min(start + Worker.block, rows.upperBound))
    }
  }

  /// What the zones say of rows that may lie in several.
  private func verdict(_ rows: Range<Int>) -> Predicate.Verdict {
    let zones = scan.stretches.zones(rows)
    let first = scan.predicate.verdict(zones.lowerBound)
    for zone in zones.dropFirst() {
      switch (first, scan.predicate.verdict(zone)) {
      case (.none, .none), (.all, .all): continue
      default: return .some
      }
    }
    return first
  }

  private func gather(_ rows: Range<Int>, _ mask: Mask?, passing: Int) throws(ExecutionError) {
    let zones = scan.stretches.zones(rows)
    let groups = ids.groups(rows, zone: zones.count == 1 ? zones.lowerBound : nil, mask)
    reserve()
    let stretch = Stretch(
      rows: rows, zone: mask == nil ? scan.stretches.wholeZone(rows) : nil, groups: groups,
      mask: mask, passing: passing)
    passed += passing
    if scan.counting == nil { counts.take(all: stretch) }
    for (column, counts) in zip(scan.gapped, present) {
      counts.take(present: scan.table[column].data.packed, stretch)
    }
    for kernel in kernels { try kernel.take(stretch, room) }
    for (index, column) in scan.watched.enumerated() {
      missing[index] += try self.missing(column, stretch, mask)
    }
  }

  private func missing(
    _ column: ColumnID, _ stretch: Stretch, _ mask: Mask?
  ) throws(ExecutionError) -> Int {
    let cells = scan.table[column].data.packed
    if let zone = stretch.zone { return Int(cells.zones.zones[zone].missing) }
    var count = 0
    try room.passing(.range(cells, 0...0), stretch.rows) { own in
      if let mask { for row in 0..<stretch.count { own[row] &= mask[row] } }
      count = own.sum(stretch.count)
    }
    return count
  }
}
