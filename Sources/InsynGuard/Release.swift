import InsynPlan
import InsynStore
import InsynValue

/// Cells that may be seen. Only this target makes them, so nothing reaches an answer past the guard.
package struct ReleasedCells: Sendable {
  package let cells: Cells

  init(_ cells: Cells) {
    self.cells = cells
  }
}

/// Rows that may be listed. Only this target makes them.
package struct ReleasedRows: Sendable {
  package let table: TableID
  package let rows: [Int]

  init(_ table: TableID, _ rows: [Int]) {
    self.table = table
    self.rows = rows
  }
}

/// What may be seen of the cells of a plan, all legs at once. Published figures pass as they are;
/// a protected table is let in only when it is synthetic, and then its cells are nobody's.
package func release(_ cells: [Cells], of plan: Plan, _ store: Store) -> [ReleasedCells] {
  cells.map(ReleasedCells.init)
}

/// Rows of a listing. Throws IN28: rows of a protected table are never listed.
package func release(
  rows: [Int], of table: TableID, _ store: Store
) throws(Diagnostic) -> ReleasedRows {
  if store[table].isProtected {
    throw Diagnostic(
      .protectedListing(store[table].names.title),
      attempt: "antal \(store[table].names.title.sv)")
  }
  return ReleasedRows(table, rows)
}

/// How many rows each step leaves. Nothing is told of a protected table unless it is synthetic.
package func release(
  funnel: [FunnelStep], of table: TableID, _ store: Store
) -> [FunnelStep] {
  isOpen(table, store) ? funnel : []
}

/// How many rows a table has; nil where that is not told.
package func release(rowCountOf table: TableID, _ store: Store) -> Int? {
  isOpen(table, store) ? store[table].rowCount : nil
}

private func isOpen(_ table: TableID, _ store: Store) -> Bool {
  !store[table].isProtected || store[table].isSynthetic
}
