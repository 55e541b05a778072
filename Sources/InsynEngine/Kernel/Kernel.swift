import InsynPlan
import InsynStore
import InsynValue

/// What gathers one partial over the rows of a scan; one worker's own.
enum Kernel {
  /// All rows of the group, which every scan counts.
  case rows
  case tested(TestedCounts)
  case distinct(Distinct)
  case figures(DistinctFigures)
  case sums(Sums)
  case extremes(Extremes)
  case medians(Medians)
  /// The sum, the middle, the least or the greatest of exact numbers.
  case exact(ExactValues)

  /// `counts` is told the rows, where this is the kernel that counts them.
  init(_ partial: Partial, _ scan: Scan, _ counts: Counts? = nil) {
    let (table, store) = (scan.table, scan.store)
    func test(_ test: RowTest) -> Predicate { Predicate([test], table, store) }
    switch partial {
    case .rows(nil): self = .rows
    case .rows(let own?): self = .tested(TestedCounts(test(own), scan.grouping, counts))
    case .distinct(let column, let own):
      self =
        table.hasOwnUnits(column)
        ? .figures(DistinctFigures(column, own))
        : .distinct(
          Distinct(
            table[column].data.packed, own.map(test), scan.grouping,
            isParted: column == scan.parting))
    case .sum(let expression):
      self =
        table.packed(expression).map { .sums(Sums($0, scan.grouping, counts)) }
        ?? .exact(ExactValues(expression, keepsAll: false))
    case .least(let expression):
      self =
        table.packed(expression).map { .extremes(Extremes($0, wantsLeast: true)) }
        ?? .exact(ExactValues(expression, keepsAll: true))
    case .greatest(let expression):
      self =
        table.packed(expression).map { .extremes(Extremes($0, wantsLeast: false)) }
        ?? .exact(ExactValues(expression, keepsAll: true))
    case .median(let expression):
      self =
        table.packed(expression).map { .medians(Medians($0, scan.grouping)) }
        ?? .exact(ExactValues(expression, keepsAll: true))
    }
  }

  func reserve(_ groups: Int) {
    switch self {
    case .rows, .distinct, .medians: return
    case .tested(let kernel): kernel.reserve(groups)
    case .sums(let kernel): kernel.reserve(groups)
    case .extremes(let kernel): kernel.reserve(groups)
    case .figures(let kernel): kernel.reserve(groups)
    case .exact(let kernel): kernel.reserve(groups)
    }
  }

  func take(_ stretch: Stretch, _ room: WorkRoom) throws(ExecutionError) {
    switch self {
    case .rows: return
    case .tested(let kernel): try kernel.take(stretch, room)
    case .distinct(let kernel): try kernel.take(stretch, room)
    case .figures(let kernel): try kernel.take(stretch, room.reader)
    case .sums(let kernel): kernel.take(stretch)
    case .extremes(let kernel): kernel.take(stretch)
    case .medians(let kernel): kernel.take(stretch)
    case .exact(let kernel): try kernel.take(stretch, room.reader)
    }
  }

  /// The bytes that it takes, or will once its rows are put together.
  var byteCount: Int {
    switch self {
    case .rows: 0
    case .tested(let kernel): kernel.byteCount
    case .distinct(let kernel): kernel.byteCount
    case .figures(let kernel): kernel.byteCount
    case .sums(let kernel): kernel.byteCount
    case .extremes(let kernel): kernel.byteCount
    case .medians(let kernel): kernel.byteCount
    case .exact(let kernel): kernel.byteCount
    }
  }

  /// Ends the taking of rows.
  func flush() {
    switch self {
    case .rows, .distinct, .figures, .extremes, .medians, .exact: return
    case .tested(let kernel): kernel.flush()
    case .sums(let kernel): kernel.flush()
    }
  }
}

extension Partial {
  /// The one column that a sum or an extreme is of.
  var packedColumn: ColumnID? {
    switch self {
    case .sum(.column(let column)), .median(.column(let column)), .least(.column(let column)),
      .greatest(.column(let column)):
      column
    case .rows, .distinct, .sum, .median, .least, .greatest: nil
    }
  }
}

extension Table {
  /// True for figures each of which says its own unit.
  func hasOwnUnits(_ column: ColumnID) -> Bool { self[column].unitColumn != nil }

  /// The numbers of an expression that is one column, all in one unit.
  func packed(_ expression: RowExpr) -> Numbers? {
    guard case .column(let column) = expression, !hasOwnUnits(column),
      case .numbers(let numbers) = self[column].data
    else { return nil }
    return numbers
  }
}
