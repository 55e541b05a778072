import InsynPlan
import InsynStore
import InsynValue
import Synchronization

/// One leg's way through the rows of its table: which rows pass, which group each is of, what is gathered.
struct Scan: Sendable {
  let store: Store
  let table: Table
  let leg: AggregateLeg
  let predicate: Predicate
  let grouping: Grouping
  let cancellation: Cancellation
  let threads: Int
  let stretches: Stretches
  /// The bytes that each worker may take.
  let allowance: Allowance
  /// The ascending column whose equal numbers stay within one stretch.
  let parting: ColumnID?
  /// The partial whose kernel counts the rows too, so that it need not be done apart.
  let counting: Int?
  /// Columns whose rows with a number are counted group by group, since some have none.
  let gapped: [ColumnID]
  /// Columns of which the rows without a value are counted, among those that pass.
  let watched: [ColumnID]
  /// False where rows must come one after the other, in their order.
  let isParallel: Bool

  init(
    _ store: Store, _ leg: AggregateLeg, _ settings: Engine.Settings, of legs: Int,
    _ cancellation: Cancellation
  ) throws(ExecutionError) {
    self.store = store
    self.leg = leg
    self.cancellation = cancellation
    let table = store[leg.table]
    let grouping = try Grouping(leg, table, store)
    self.table = table
    self.grouping = grouping
    let predicate = Predicate(leg.tests, table, store)
    self.predicate = predicate
    isParallel = predicate.isFast && leg.partials.allSatisfy { $0.isParallel(table, store) }
    watched = leg.watchedColumns
    gapped = leg.gappedColumns(table)
    counting = grouping.isSmall ? leg.partials.firstIndex { $0.countsRows(table) } : nil
    parting =
      leg.partials.lazy.compactMap { partial -> ColumnID? in
        guard case .distinct(let column, _) = partial, !table.hasOwnUnits(column),
          Distinct.gainsByParting(table[column].data.packed, grouping)
        else { return nil }
        return column
      }.first
    stretches = Stretches(
      rowCount: table.rowCount, length: settings.stretch,
      parted: parting.map { table[$0].data.packed })
    threads = Scan.gainsByThreads(table.rowCount, grouping, settings) ? settings.threads : 1
    var allowance = Allowance(settings, sharers: threads * legs)
    try allowance.require(Scan.least(grouping, leg))
    self.allowance = allowance
  }

  /// False where there are few rows, or so many groups that putting together what two have counted takes
  /// longer than counting: measured, from some thirty rows a group on it does not.
  private static func gainsByThreads(
    _ rows: Int, _ grouping: Grouping, _ settings: Engine.Settings
  ) -> Bool {
    // How many of the keys that are looked up occur is not known before.
    let isDense = grouping.isFlat && !grouping.isSmall && grouping.product > UInt64(rows / 32)
    return rows >= 4 * settings.stretch && !isDense
  }

  /// The bytes that a worker takes before it has seen a row.
  private static func least(_ grouping: Grouping, _ leg: AggregateLeg) -> Int {
    grouping.isFlat ? (Int(grouping.product) + 1) * (100 + 24 * leg.partials.count) : 0
  }

  /// Throws when a stop is wished after all rows were gone through.
  func heed() throws(ExecutionError) {
    if cancellation.isWished {
      throw .cancelled(Reached(.rows, table.rowCount, of: table.rowCount))
    }
  }

  /// Does the parts of some work after the rows. Throws when a stop is wished.
  func inParallel<Result: Sendable>(
    _ parts: Int, _ work: @escaping @Sendable (Int) -> Result
  ) throws(ExecutionError) -> [Result] {
    do throws(Diagnostic) {
      return try Effort(cancellation).inParallel(parts, threads: threads, work)
    } catch {
      throw .cancelled(Reached(.rows, table.rowCount, of: table.rowCount))
    }
  }
}

/// Scans that go through the rows of a table together, so that each row is fetched from memory once.
struct JoinedScans: Sendable {
  private let scans: [Scan]
  private let isParallel: Bool

  /// Parts scans into those that can go together, each named by its place.
  static func joined(_ scans: [Int: Scan]) -> [[Int]] {
    var joined: [[Int]] = []
    for place in scans.keys.sorted() {
      guard let scan = scans[place] else { continue }
      let index = joined.firstIndex { others in
        scans[others[0]].map { $0.goes(with: scan) } ?? false
      }
      if let index { joined[index].append(place) } else { joined.append([place]) }
    }
    return joined
  }

  /// At least one scan, and only such as go together.
  init(_ scans: [Scan]) {
    self.scans = scans
    isParallel = scans.allSatisfy(\.isParallel)
  }

  /// The stretches, taken one by one by whichever thread is free.
  private final class Queue: Sendable {
    private let next = Atomic(0)
    private let failed = Atomic(false)
    let count: Int

    init(_ count: Int) {
      self.count = count
    }

    func take() -> Int? {
      if failed.load(ordering: .relaxed) { return nil }
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }

    /// No thread need go on.
    func stop() { failed.store(true, ordering: .relaxed) }
  }

  /// What the workers of each scan gathered, the rows parted among them.
  func run() throws(ExecutionError) -> [[Worker]] {
    let stretches = scans[0].stretches
    let queue = Queue(stretches.count)
    let threads = isParallel ? min(scans[0].threads, max(stretches.count, 1)) : 1
    let results = inParallel(threads, threads: threads) { _ -> Result<[Worker], ExecutionError> in
      let workers = scans.map(Worker.init)
      do throws(ExecutionError) {
        while let index = queue.take() {
          for worker in workers { try worker.take(stretches[index]) }
        }
        for worker in workers { worker.flush() }
        return .success(workers)
      } catch {
        queue.stop()
        return .failure(error)
      }
    }
    var done: [[Worker]] = scans.map { _ in [] }
    for result in results {
      for (place, worker) in try result.get().enumerated() { done[place].append(worker) }
    }
    return done
  }
}

extension Scan {
  /// True where both take the same stretches of the same rows.
  fileprivate func goes(with other: Scan) -> Bool {
    leg.table == other.leg.table && parting == other.parting && isParallel == other.isParallel
  }
}

extension Partial {
  /// False for one that must see the rows in their order.
  fileprivate func isParallel(_ table: Table, _ store: Store) -> Bool {
    switch self {
    case .rows(let test): test.map { Predicate([$0], table, store).isFast } ?? true
    case .distinct(let column, let test):
      !table.hasOwnUnits(column) && test.map { Predicate([$0], table, store).isFast } ?? true
    case .sum(let expression), .median(let expression), .least(let expression),
      .greatest(let expression):
      table.packed(expression) != nil
    }
  }

  /// True for one whose kernel can count the rows in the same step.
  fileprivate func countsRows(_ table: Table) -> Bool {
    switch self {
    case .rows(let test): test != nil
    case .sum(let expression): table.packed(expression)?.isNarrow ?? false
    case .distinct, .median, .least, .greatest: false
    }
  }
}

extension AggregateLeg {
  /// The columns of sums and extremes in which numbers are missing.
  fileprivate func gappedColumns(_ table: Table) -> [ColumnID] {
    var columns: Set<ColumnID> = []
    for partial in partials {
      if let column = partial.packedColumn,
        table[column].data.packed.zones.zones.contains(where: { $0.missing > 0 })
      {
        columns.insert(column)
      }
    }
    return columns.sorted()
  }

  /// Columns of which answers say how many rows had no value.
  fileprivate var watchedColumns: [ColumnID] {
    var columns = RowTest.all(tests).columnsKeptMissing()
    for case .rows(let test?) in partials { columns.formUnion(test.testedColumns) }
    return columns.sorted()
  }
}
