import InsynPlan
import InsynStore
import InsynValue

/// Which dimensions of a lookup the line names, and which a filter fixes.
struct Naming {
  let axes: [Axis?]
  let leg: LookupLeg
  let table: Table

  /// Named in `per` or `x`, whole or cut.
  func isNamed(_ column: ColumnID) -> Bool { axes.contains { $0?.column == column } }

  /// Named without a cut: every member stands by itself.
  func isWhollyNamed(_ column: ColumnID) -> Bool {
    axes.contains { $0?.column == column && $0?.cut == nil }
  }

  /// The parts of the calendar by which a column is named.
  func cuts(of column: ColumnID) -> [Cut] {
    axes.compactMap { $0?.column == column ? $0?.cut : nil }
  }

  /// Fixed by a filter of the line.
  func isFixed(_ column: ColumnID) -> Bool { leg.fixed.contains(column) }

  /// Fixed by a filter of the line, or of the figure's own phrase.
  func isFixed(_ column: ColumnID, _ figure: FigureSpec) -> Bool {
    (leg.tests + figure.tests).contains { $0.fixes(column) }
  }

  /// False for columns that only describe a figure: unit aside, these never tell two figures apart.
  func tellsApart(_ column: Column) -> Bool { isNamed(column.id) || tellsApartUnnamed(column) }

  /// The same of a column whatever the line names.
  func tellsApartUnnamed(_ column: Column) -> Bool {
    switch column.role {
    case .place, .gender, .period, .unit, .part: return true
    case nil: return table.published?.name == nil || isStructural(column.id)
    default: return false
    }
  }

  private func isStructural(_ column: ColumnID) -> Bool {
    column == table.published?.name
      || table.published?.fixed.contains { $0.column == column } ?? false
  }

  /// The codes of a row on the axes.
  func key(_ row: Int, _ lookup: Lookup) -> [Code32] {
    axes.map { axis in
      guard let axis else { return anyCode }
      let code = lookup.code(axis.column, row)
      guard let cut = axis.cut, let domain = lookup.store.domain(table.id, axis.column) else {
        return code
      }
      return cut.code(domain[code]?.period)
    }
  }
}

extension RowTest {
  /// True when the test lets only some members of a column pass.
  func fixes(_ column: ColumnID) -> Bool {
    switch self {
    case .codes(let own, _): own == column
    case .all(let tests), .any(let tests): tests.contains { $0.fixes(column) }
    case .not(let test): test.fixes(column)
    case .always, .printed, .compare, .isMissing, .attained: false
    }
  }
}
