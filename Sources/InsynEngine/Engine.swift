import CAllocator
import InsynPlan
import InsynStore
import InsynValue

/// Answers legs from the store in memory.
package struct Engine: PartialSource {
  /// How the work is parted; no answer depends on it.
  package struct Settings: Sendable {
    package var threads: Int
    /// Rows that are gone through at a time; fewer than a zone only in tests.
    package var stretch: Int
    /// Bytes that an answer may take; nil for what the machine has left.
    package var memory: Int?

    package init(threads: Int = machineThreads, stretch: Int = Zones.rows, memory: Int? = nil) {
      self.threads = threads
      self.stretch = stretch
      self.memory = memory
    }
  }

  /// Keeps up to 256 MB of freed memory for what comes next, once it is asked for: a question of many
  /// groups would else have the system take back and hand out the same pages each time, a third of its
  /// time.
  static let keepsFreedMemory =
    mallopt(M_TRIM_THRESHOLD, 256 << 20) == 1 && mallopt(M_MMAP_THRESHOLD, 32 << 20) == 1

  let store: Store
  let settings: Settings

  package init(_ store: Store, _ settings: Settings = Settings()) {
    self.store = store
    self.settings = settings
  }

  package func cells(
    for legs: [Leg], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Cells] {
    _ = Engine.keepsFreedMemory
    var scans: [Int: Scan] = [:]
    var cells: [Int: Cells] = [:]
    for (place, leg) in legs.enumerated() {
      switch leg {
      case .aggregate(let leg):
        scans[place] = try Scan(store, leg, settings, of: legs.count, cancellation)
      case .lookup(let leg): cells[place] = .lookup(try Lookup(store, leg, cancellation).run())
      }
    }
    for places in JoinedScans.joined(scans) {
      let joined = places.compactMap { scans[$0] }
      for (place, (scan, workers)) in zip(places, zip(joined, try JoinedScans(joined).run())) {
        cells[place] = .aggregate(try gathered(scan, workers))
      }
    }
    return legs.indices.compactMap { cells[$0] }
  }

  private func gathered(
    _ scan: Scan, _ workers: [Worker]
  ) throws(ExecutionError) -> AggregateCells {
    let (leg, cancellation) = (scan.leg, scan.cancellation)
    let passed = workers.reduce(0) { $0 + $1.passed }
    var cells = AggregateCells(
      levels: try Gathered(scan, workers).levels(),
      funnel: passed == 0
        ? try funnel(of: leg.table, where: leg.tests, cancellation)
        : [
          FunnelStep(step: 0, rows: scan.table.rowCount),
          FunnelStep(step: leg.tests.count, rows: passed),
        ],
      remarks: [], lines: [])
    for (index, column) in scan.watched.enumerated() {
      let missing = workers.reduce(0) { $0 + $1.missing[index] }
      cells.note(missing, without: column, leg)
    }
    if scan.table.citesSources {
      let rows = try counted(leg, cancellation)
      cells.remarks = remarks(scan.table, rows)
      cells.lines = lines(scan.table, rows)
    }
    return cells
  }

  /// How many rows are left after each test.
  package func funnel(
    of id: TableID, where tests: [RowTest], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [FunnelStep] {
    var funnel = [FunnelStep(step: 0, rows: store[id].rowCount)]
    for index in tests.indices {
      let rows = try passing(id, Array(tests[...index]), cancellation)
      funnel.append(FunnelStep(step: index + 1, rows: rows.count))
    }
    return funnel
  }
}

extension AggregateCells {
  /// Tells of the rows without a value in a column that a test looks at.
  fileprivate mutating func note(_ rows: Int, without column: ColumnID, _ leg: AggregateLeg) {
    if RowTest.all(leg.tests).columnsKeptMissing().contains(column) {
      kept.append((column: column, rows: rows))
    }
    let isTested = leg.partials.contains { partial in
      if case .rows(let test?) = partial { test.testedColumns.contains(column) } else { false }
    }
    if isTested { unknown = max(unknown, rows) }
  }
}
