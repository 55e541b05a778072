import InsynStore
import InsynValue

/// What to compute, with every name settled. A record: the language has one order of evaluation.
package struct Plan: Sendable {
  package enum Shape: Sendable {
    case cube(Cube)
    case listing(Listing)
  }
  package var shape: Shape
  /// The table of the first measure.
  package var table: TableID
  package var readBack: [ReadBackPart]
  package var notes: [Note]
  package var display: Display?

  /// Every table that it reads.
  package var tables: Set<TableID> {
    switch shape {
    case .cube(let cube): Set(cube.legs.map(\.table))
    case .listing(let listing): [listing.table]
    }
  }
}

/// A dimension of an answer: a column of a table, whole or cut by the calendar.
package struct Axis: Hashable, Sendable {
  package var column: ColumnID
  package var cut: Cut?
  package var title: Title
  /// The field's name in exports.
  package var name: String

  package init(column: ColumnID, cut: Cut?, title: Title, name: String) {
    self.column = column
    self.cut = cut
    self.title = title
    self.name = name
  }
}

/// A dimension across tables: for each leg the axis it has, by the leg's table.
package struct Dimension: Hashable, Sendable {
  package var title: Title
  package var name: String
  package var cut: Cut?
  package var domain: DomainID
}

/// An answer of cells: measures by rows, and by one column dimension if asked.
package struct Cube: Sendable {
  package var legs: [Leg]
  package var rows: [Dimension]
  package var column: Dimension?
  package var measures: [PlanMeasure]
  package var finish: Finish
}

/// A measure of an answer.
package struct PlanMeasure: Sendable {
  package var title: Title
  /// The name that exports use and that sort and tests can say.
  package var name: String
  package var expression: CellExpr
  /// What it is compared with.
  package var reference: CellExpr?
  /// The direction decides uppfyllt/missat when the reference is a target.
  package var isTarget: Bool
}

/// What is done with the cells after grouping, in the language's one order.
package struct Finish: Sendable {
  package var share: Base?
  package var versus: VersusTitle?
  package var tests: [CellTest]
  package var order: (key: CellKey, descending: Bool)?
  package var top: Top?
  package var withTotal: Bool
  package var fields: [ColumnID]
}

/// A column of the answer that can be sorted and tested by.
package indirect enum CellKey: Sendable, Hashable {
  case label(Int)
  case expression(CellExpr)
  case versus(VersusColumn)
}

/// A figure after grouping; it cannot name a column of a table.
package indirect enum CellExpr: Hashable, Sendable {
  case constant(Exact, Printing)
  /// A partial of an aggregate leg.
  case partial(leg: Int, index: Int, Reading)
  /// A published figure of a lookup leg; `field` is another field of the same row.
  case pick(leg: Int, figure: Int, field: ColumnID?)
  /// The sum of a published figure over the parts of one dimension.
  case pickedSum(leg: Int, figure: Int)
  case negated(CellExpr)
  case binary(Operator, CellExpr, CellExpr)

  /// How a partial is read.
  package enum Reading: Hashable, Sendable {
    case count
    case sum
    case mean
    case median
    case least
    case greatest
    case share
  }
}

/// A test after grouping.
package indirect enum CellTest: Hashable, Sendable {
  case all([CellTest])
  case any([CellTest])
  case not(CellTest)
  case compare(CellKey, Comparison, CellKey)
  /// A bare number compares with the printed number.
  case printed(CellKey, Comparison, Exact)
  case isMissing(CellKey)
  case isHidden(CellKey)
}

/// One scan of one table.
package enum Leg: Sendable {
  case aggregate(AggregateLeg)
  case lookup(LookupLeg)

  package var table: TableID {
    switch self {
    case .aggregate(let leg): leg.table
    case .lookup(let leg): leg.table
    }
  }

  /// One for each row dimension, then one for the column dimension; nil where the table lacks it.
  package var axes: [Axis?] {
    get {
      switch self {
      case .aggregate(let leg): leg.axes
      case .lookup(let leg): leg.axes
      }
    }
    set {
      switch self {
      case .aggregate(var leg):
        leg.axes = newValue
        self = .aggregate(leg)
      case .lookup(var leg):
        leg.axes = newValue
        self = .lookup(leg)
      }
    }
  }
}

/// Rows that pass the tests, grouped by the axes; nil where the table lacks the plan's dimension.
package struct AggregateLeg: Sendable {
  package var table: TableID
  package var tests: [RowTest]
  /// One for each row dimension, then one for the column dimension.
  package var axes: [Axis?]
  package var partials: [Partial]
  /// True when the last axis is the column dimension.
  package var hasColumn: Bool
  /// The key is looked up this far back: last year's row for this year's.
  package var shift: Shift?
}

/// How far back a reference looks.
package enum Shift: Hashable, Sendable {
  case previous
  case year
}

/// What is gathered for each group.
package enum Partial: Hashable, Sendable {
  /// Rows where the test holds, of all rows of the group.
  case rows(where: RowTest?)
  /// Distinct members of a column where the test holds.
  case distinct(ColumnID, where: RowTest?)
  case sum(RowExpr)
  case median(RowExpr)
  case least(RowExpr)
  case greatest(RowExpr)
}

extension Partial {
  /// The test that only this partial's rows must pass.
  package var ownTest: RowTest? {
    switch self {
    case .rows(let test), .distinct(_, let test): test
    case .sum, .median, .least, .greatest: nil
    }
  }
}

/// Published figures of one table, looked up and never computed.
package struct LookupLeg: Sendable {
  package var table: TableID
  package var tests: [RowTest]
  package var figures: [FigureSpec]
  /// One for each row dimension, then one for the column dimension.
  package var axes: [Axis?]
  /// True when the last axis is the column dimension.
  package var hasColumn: Bool
  /// Columns that a filter fixes: the user's choice overrides the rules.
  package var fixed: Set<ColumnID>
  /// Prefer the period for which every figure has a value.
  package var together: Bool
  /// The period that a reference asks for instead of the row's own.
  package var period: ReferencePeriod?
  /// A dimension over whose parts the figures are summed.
  package var summed: ColumnID?
}

package enum ReferencePeriod: Hashable, Sendable {
  case previous
  case yearBefore
  case fixed(Period)
}

extension LookupLeg {
  /// True for the summed dimension; a budget line's heading and kind go with the line.
  package func sums(_ column: Column, of table: Table) -> Bool {
    guard let summed else { return false }
    return column.id == summed
      || summed == table.lineColumn && (column.role == nil || column.isPartMark)
  }
}

extension Column {
  fileprivate var isPartMark: Bool {
    if case .part = role { true } else { false }
  }
}

/// A published figure: which rows bear its name and which field is its value.
package struct FigureSpec: Hashable, Sendable {
  package var name: Code32?
  package var value: ColumnID
  /// The filters of the phrase itself.
  package var tests: [RowTest]
  package var title: Title
}

/// An answer that lists rows.
package struct Listing: Sendable {
  package var table: TableID
  package var tests: [RowTest]
  package var columns: [ColumnID]
  /// value against reference, a field of the same row
  package var versus: (value: ColumnID, reference: ColumnID)?
  package var order: (key: ListingKey, descending: Bool)?
  package var top: Top?
}

package enum ListingKey: Hashable, Sendable {
  case column(ColumnID)
  case versus(VersusColumn)
}

/// A test on a row, true or false; missing is false except for `!=` and the complement of a test.
package indirect enum RowTest: Hashable, Sendable {
  case always(Bool)
  case all([RowTest])
  case any([RowTest])
  case not(RowTest)
  /// The cell's code is one of these; 0 is missing.
  case codes(ColumnID, Set<Code32>)
  /// The printed number, in the row's own unit, compares with a bare number.
  case printed(RowExpr, Comparison, Exact)
  case compare(RowExpr, Comparison, RowExpr)
  case isMissing(RowExpr)
  case attained(Attainment)
}

extension RowTest {
  /// The columns of which `!=` or `inte` keeps the missing rows.
  package func columnsKeptMissing(negated: Bool = false) -> Set<ColumnID> {
    switch self {
    case .codes(let column, let codes): negated && !codes.contains(0) ? [column] : []
    case .printed(let expression, let comparison, _):
      (comparison == .unequal) != negated ? expression.columns : []
    case .compare(let left, let comparison, let right):
      (comparison == .unequal) != negated ? left.columns.union(right.columns) : []
    case .not(let test): test.columnsKeptMissing(negated: !negated)
    case .all(let tests), .any(let tests):
      tests.reduce(into: []) { $0.formUnion($1.columnsKeptMissing(negated: negated)) }
    case .always, .isMissing, .attained: []
    }
  }
}

extension RowTest {
  /// The columns whose values the test looks at.
  package var testedColumns: Set<ColumnID> {
    switch self {
    case .codes(let column, let codes): codes == [0] ? [] : [column]
    case .printed(let expression, _, _): expression.columns
    case .compare(let left, _, let right): left.columns.union(right.columns)
    case .not(let test): test.testedColumns
    case .all(let tests), .any(let tests):
      tests.reduce(into: []) { $0.formUnion($1.testedColumns) }
    case .always, .isMissing, .attained: []
    }
  }
}

extension AggregateLeg {
  /// The most rows in which a field that a count's or share's own test looks at is missing.
  package func untestable(_ rows: [Int], _ store: Store) -> Int {
    var most = 0
    for case .rows(let test?) in partials {
      for column in test.testedColumns {
        most = max(most, store.missing(column, of: table, in: rows))
      }
    }
    return most
  }
}

extension RowExpr {
  /// The columns that the number is made of.
  package var columns: Set<ColumnID> {
    switch self {
    case .column(let column): [column]
    case .constant: []
    case .negated(let inner): inner.columns
    case .binary(_, let left, let right): left.columns.union(right.columns)
    case .change(let reference, let value): [reference, value]
    }
  }
}

extension Leg {
  /// What every row must pass.
  package var tests: [RowTest] {
    switch self {
    case .aggregate(let leg): leg.tests
    case .lookup(let leg): leg.tests
    }
  }
}

extension Store {
  /// How many of the rows have no value in a column.
  package func missing(_ column: ColumnID, of table: TableID, in rows: [Int]) -> Int {
    switch self[table][column].data {
    case .coded(let codes, _): rows.count { codes[$0] == 0 }
    case .numbers(let numbers): rows.count { !numbers.isPresent($0) }
    }
  }
}

/// A number of a row.
package indirect enum RowExpr: Hashable, Sendable {
  case column(ColumnID)
  case constant(Exact, Unit)
  case negated(RowExpr)
  case binary(Operator, RowExpr, RowExpr)
  /// `ändring` of a listing: the change from a field to another of the same row, in percent.
  case change(from: ColumnID, to: ColumnID)
}
