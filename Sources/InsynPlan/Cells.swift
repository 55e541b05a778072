import InsynStore
import InsynValue

/// An executor could not give an answer.
package enum ExecutionError: Error, Hashable {
  case overflow
  /// Memory would not be enough: the bytes needed, and those that are free.
  case noRoom(needed: Int, free: Int)
  /// A stop was wished, so far on the way.
  case cancelled(Reached)
}

/// Gives the exact partials of legs and nothing else: no division, rounding or sorting. Looks at the
/// wish to stop often enough that nobody waits for it.
package protocol PartialSource: Sendable {
  /// The cells of each leg, in the order of the legs; all at once, since several may be of one table.
  func cells(for legs: [Leg], _ cancellation: Cancellation) throws(ExecutionError) -> [Cells]

  /// The rows that pass all tests, in the order of the table. With `best` no more than those that may
  /// be among the best.
  func rows(
    of table: TableID, where tests: [RowTest], best: BestRows?, _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int]

  /// How many rows are left after each test.
  func funnel(
    of table: TableID, where tests: [RowTest], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [FunnelStep]
}

/// So many rows with the greatest or the least numbers of a column; of equal ones the first in the table.
package struct BestRows: Hashable, Sendable {
  package let column: ColumnID
  package let greatest: Bool
  package let count: Int

  package init(column: ColumnID, greatest: Bool, count: Int) {
    self.column = column
    self.greatest = greatest
    self.count = count
  }
}

/// Which axes of a leg a set of groups keeps.
package struct Level: Hashable, Sendable {
  package let keepsRows: Bool
  package let keepsColumn: Bool

  package init(keepsRows: Bool, keepsColumn: Bool) {
    self.keepsRows = keepsRows
    self.keepsColumn = keepsColumn
  }

  package static let detail = Level(keepsRows: true, keepsColumn: true)
  package static let rowTotals = Level(keepsRows: true, keepsColumn: false)
  package static let columnTotals = Level(keepsRows: false, keepsColumn: true)
  package static let grand = Level(keepsRows: false, keepsColumn: false)
  package static let all: [Level] = [.detail, .rowTotals, .columnTotals, .grand]

  /// Its place among all.
  package var index: Int { (keepsRows ? 0 : 2) + (keepsColumn ? 0 : 1) }
}

/// The code that stands for "any" in a key: an axis that the level folds or the table lacks.
package let anyCode: Code32 = .max

/// What a leg gave.
package enum Cells: Sendable {
  case aggregate(AggregateCells)
  case lookup(LookupCells)
}

/// Groups of one leg at every level.
package struct AggregateCells: Sendable {
  package var levels: [Level: Groups]
  /// How many rows were left after each test; where some were left at the end, the first and the last
  /// number are enough.
  package var funnel: [FunnelStep]
  /// Our remarks on the rows that passed, each with how many rows bear it.
  package var remarks: [(text: String, rows: Int)]
  /// The rows that passed, for their sources.
  package var lines: [(document: Code32, line: Int)]
  /// Rows of which a share's test knows nothing, because the tested field is missing.
  package var unknown: Int = 0
  /// Rows without a value that `!=` or `inte` let pass, by column.
  package var kept: [(column: ColumnID, rows: Int)]

  package init(
    levels: [Level: Groups], funnel: [FunnelStep], remarks: [(text: String, rows: Int)],
    lines: [(document: Code32, line: Int)], kept: [(column: ColumnID, rows: Int)] = []
  ) {
    self.kept = kept
    self.levels = levels
    self.funnel = funnel
    self.remarks = remarks
    self.lines = lines
  }
}

/// How many rows were left after a step.
package struct FunnelStep: Hashable, Sendable {
  package let step: Int
  package let rows: Int

  package init(step: Int, rows: Int) {
    self.step = step
    self.rows = rows
  }
}

/// The published figures of one leg, with the rows' own dimensions named and without.
package struct LookupCells: Sendable {
  package var detail: [Picked]
  /// The figures that stand for the whole: the line's rows not named.
  package var totals: [Picked]
  package var funnel: [FunnelStep]
  /// Why a figure that has rows shows none of them.
  package var withheld: [Withheld]

  package init(
    detail: [Picked], totals: [Picked], funnel: [FunnelStep], withheld: [Withheld] = []
  ) {
    self.detail = detail
    self.totals = totals
    self.funnel = funnel
    self.withheld = withheld
  }
}

/// Rows that pass the line's filters and yet do not speak, because a figure is taken as one member of
/// a field, `roll = utfall`, where the line says nothing else.
package struct Withheld: Hashable, Sendable {
  package let column: ColumnID
  package let wanted: Code32
  /// The members that the rows have instead.
  package let present: Set<Code32>

  package init(column: ColumnID, wanted: Code32, present: Set<Code32>) {
    self.column = column
    self.wanted = wanted
    self.present = present
  }
}

/// One published figure: the row that speaks, those that agree and those that say another number.
package struct Picked: Hashable, Sendable {
  package var figure: Int
  /// A code for each axis; `anyCode` where it is folded.
  package var axes: [Code32]
  package var row: Int
  package var agreeing: [Int]
  package var others: [Int]
  /// True when the number is the newer row's printed previous one.
  package var isPrevious: Bool
  /// The rows that a sum over parts added; empty for a plain figure.
  package var summed: [Int]

  package init(figure: Int, axes: [Code32], row: Int, agreeing: [Int], others: [Int]) {
    self.figure = figure
    self.axes = axes
    self.row = row
    self.agreeing = agreeing
    self.others = others
    isPrevious = false
    summed = []
  }
}

extension Cut {
  /// A code for a part of the calendar, in calendar order; 0 for a period that none holds.
  package func code(_ period: Period?) -> Code32 {
    guard let period, let part = containing(period), let year = part.year else { return 0 }
    let first = part.start.civil.month
    let index =
      switch self {
      case .year: 0
      case .tertial: (first + 3) / 4
      case .quarter: (first + 2) / 3
      case .month: first
      }
    return Code32(year * 100 + index)
  }

  /// The part of the calendar of a code, nil for 0.
  package func period(_ code: Code32) -> Period? {
    if code == 0 { return nil }
    let (year, index) = (Int(code) / 100, Int(code) % 100)
    switch self {
    case .year: return Period(year: year)
    case .tertial: return Period(tertial: index, year: year)
    case .quarter: return Period(quarter: index, year: year)
    case .month: return Period(year: year, month: index, count: 1)
    }
  }
}
