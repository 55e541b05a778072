import InsynPlan
import InsynStore
import InsynValue

/// Answers legs row by row, as simply as the language is written: the oracle that executors are
/// tested against.
package struct NaiveSource: PartialSource {
  private let tables: [NaiveTable]

  /// Turns every table of a store into an array of rows.
  package init(_ store: Store) {
    tables = store.tables.map { NaiveTable($0, store) }
  }

  package func cells(
    for legs: [Leg], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Cells] {
    var cells: [Cells] = []
    for leg in legs { cells.append(try self.cells(for: leg, cancellation)) }
    return cells
  }

  private func cells(for leg: Leg, _: Cancellation) throws(ExecutionError) -> Cells {
    switch leg {
    case .aggregate(let leg): .aggregate(try NaiveGroups(tables[leg.table.index], leg).cells())
    case .lookup(let leg): .lookup(try NaiveLookup(tables[leg.table.index], leg).cells())
    }
  }

  package func rows(
    of table: TableID, where tests: [RowTest], best: BestRows?, _: Cancellation
  ) throws(ExecutionError) -> [Int] {
    try tables[table.index].filtered(tests).0.map(\.index)
  }

  package func funnel(
    of table: TableID, where tests: [RowTest], _: Cancellation
  ) throws(ExecutionError) -> [FunnelStep] {
    try tables[table.index].filtered(tests).1
  }
}
