import InsynPlan
import InsynStore
import InsynValue

/// What the workers gathered, made into the groups of every level.
struct Gathered {
  let scan: Scan
  let workers: [Worker]
  /// The rows of each worker's groups.
  private let counts: [[Int64]]

  init(_ scan: Scan, _ workers: [Worker]) {
    self.scan = scan
    self.workers = workers
    counts = workers.map(\.counts.totals)
  }

  func levels() throws(ExecutionError) -> [Level: Groups] {
    var made: [Level: Groups] = [:]
    for level in scan.grouping.distinctLevels { made[level] = try groups(level) }
    var levels: [Level: Groups] = [:]
    for level in Level.all {
      // Where two levels fold the same axes only the grand one has a group without rows.
      levels[level] =
        level == .grand ? try grand(made) : made[scan.grouping.representative(level)]
    }
    return levels
  }

  private func grand(_ made: [Level: Groups]) throws(ExecutionError) -> Groups? {
    let same = made[scan.grouping.representative(.grand)]
    return same?.keys.count == 0 ? try groups(.grand) : same
  }

  private func groups(_ level: Level) throws(ExecutionError) -> Groups {
    let fold = Fold(scan.grouping, level, workers.map(\.ids), counts)
    let rows = fold.merged(counts)
    var columns: [PartialColumn] = []
    try scan.heed()
    for (index, partial) in scan.leg.partials.enumerated() {
      columns.append(try column(index, partial, fold, rows))
    }
    return Groups(keys: fold.keys, columns: columns)
  }

  private func column(
    _ index: Int, _ partial: Partial, _ fold: Fold, _ rows: [Int64]
  ) throws(ExecutionError) -> PartialColumn {
    let kernels = workers.map { $0.kernels[index] }
    switch kernels.first {
    case nil: preconditionFailure("a scan has a worker")
    case .rows:
      return PartialColumn(values: .counts(rows), counted: rows, rows: rows, printing: .count)
    case .tested:
      let counts = fold.merged(
        kernels.compactMap { kernel in if case .tested(let own) = kernel { own.totals } else { nil }
        })
      return PartialColumn(values: .counts(counts), counted: rows, rows: rows, printing: .count)
    case .distinct:
      let all = kernels.compactMap { kernel in
        if case .distinct(let own) = kernel { own } else { nil }
      }
      let counts = Distinct.counts(all, fold, scan.grouping)
      return PartialColumn(values: .counts(counts), counted: rows, rows: rows, printing: .count)
    case .figures(let kernel):
      return PartialColumn(
        values: .counts(kernel.counts(fold)), counted: rows, rows: rows, printing: .count)
    case .sums(let first): return sums(index, first.numbers, fold, rows, partial)
    case .extremes(let first): return extremes(index, first, fold, rows, partial)
    case .medians(let first): return try medians(kernels, first.numbers, fold, rows, partial)
    case .exact(let kernel): return try exact(kernel, partial, fold, rows)
    }
  }

  private func unit(_ partial: Partial) -> Unit {
    partial.packedColumn.map { scan.table[$0].unit } ?? .none
  }

  /// The rows of each group that have a number.
  private func counted(_ partial: Partial, _ fold: Fold, _ rows: [Int64]) -> [Int64] {
    guard let column = partial.packedColumn, let index = scan.gapped.firstIndex(of: column) else {
      return rows
    }
    return fold.merged(workers.map { $0.present[index].totals })
  }

  // MARK: packed numbers

  private func sums(
    _ index: Int, _ numbers: Numbers, _ fold: Fold, _ rows: [Int64], _ partial: Partial
  ) -> PartialColumn {
    let counted = counted(partial, fold, rows)
    let values = Sums.merged(
      workers.compactMap { worker in
        if case .sums(let own) = worker.kernels[index] { own } else { nil }
      }, fold, counted: counted)
    let unit = unit(partial)
    return PartialColumn(
      values: .scaled(values, by: numbers.scale, unit), counted: counted, rows: rows,
      printing: Printing(unit, decimals: numbers.scale))
  }

  private func extremes(
    _ index: Int, _ first: Extremes, _ fold: Fold, _ rows: [Int64], _ partial: Partial
  ) -> PartialColumn {
    var found = [UInt64](repeating: 0, count: fold.count)
    for (worker, groupOf) in zip(workers, fold.groupOf) {
      guard case .extremes(let own) = worker.kernels[index] else { continue }
      let totals = own.totals
      for (group, place) in groupOf.enumerated() where place >= 0 && totals[group] != 0 {
        let (old, new) = (found[Int(place)], totals[group])
        found[Int(place)] = old == 0 ? new : first.wantsLeast ? min(old, new) : max(old, new)
      }
    }
    let numbers = first.numbers
    let unit = unit(partial)
    return PartialColumn(
      values: .scaled(
        found.map { Int128($0) + Int128(numbers.base) - 1 }, by: numbers.scale, unit),
      counted: counted(partial, fold, rows), rows: rows,
      printing: Printing(unit, decimals: numbers.scale))
  }

  private func medians(
    _ kernels: [Kernel], _ numbers: Numbers, _ fold: Fold, _ rows: [Int64], _ partial: Partial
  ) throws(ExecutionError) -> PartialColumn {
    let all = kernels.compactMap { kernel in if case .medians(let own) = kernel { own } else { nil }
    }
    let middles = try Medians.middles(all, fold, scan)
    let unit = unit(partial)
    let base = 2 * (Int128(numbers.base) - 1)
    let values = middles.map { middle -> Exact? in
      if middle.count == 0 { return nil }
      // Twice the median is whole; five times that stands one place further down.
      let twice = Int128(middle.low) + Int128(middle.high) + base
      return unit.value(printed: Exact(scaled: 5 * twice, by: numbers.scale + 1))
    }
    return PartialColumn(
      values: .exact(values), counted: middles.map(\.count), rows: rows,
      printing: Printing(unit, decimals: numbers.scale))
  }

  // MARK: exact numbers

  private func exact(
    _ kernel: ExactValues, _ partial: Partial, _ fold: Fold, _ rows: [Int64]
  ) throws(ExecutionError) -> PartialColumn {
    let reader = RowReader(store: scan.store, table: scan.table)
    let printing = Printing(kernel.unit ?? .none, decimals: reader.decimals(kernel.expression))
    if case .sum = partial {
      let (sums, counted) = try kernel.sums(fold)
      return PartialColumn(values: .exact(sums), counted: counted, rows: rows, printing: printing)
    }
    let (groups, counted) = kernel.folded(fold)
    var values: [Exact?] = []
    for group in groups {
      try scan.heed()
      values.append(try value(group, partial))
    }
    return PartialColumn(values: .exact(values), counted: counted, rows: rows, printing: printing)
  }

  private func value(_ group: [Exact], _ partial: Partial) throws(ExecutionError) -> Exact? {
    switch partial {
    case .least: return group.min()
    case .greatest: return group.max()
    case .median:
      let sorted = group.sorted()
      if sorted.isEmpty { return nil }
      let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
      do {
        return low == high ? low : try (low + high) / Exact(2)
      } catch {
        throw .overflow
      }
    case .rows, .distinct, .sum: preconditionFailure("counts and sums are gathered as such")
    }
  }
}

extension Printing {
  static let count = Printing(.none, decimals: 0)
}
