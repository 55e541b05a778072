import InsynPlan
import InsynStore
import InsynValue

/// A cell as a reader of the table sees it.
enum NaiveValue: Hashable, Sendable {
  case text(String)
  /// The number as printed, its decimals and the unit of its row.
  case number(printed: Exact, decimals: Int, Unit)
  /// What is written, and the days that it means.
  case period(String, Period)
  case missing

  /// The words of a cell, nil for a number and where nothing stands.
  var written: String? {
    switch self {
    case .text(let text), .period(let text, _): text
    case .number, .missing: nil
    }
  }

  var period: Period? {
    if case .period(_, let period) = self { period } else { nil }
  }
}

/// A row: its place in the table and its cells by the names of the fields.
struct NaiveRow {
  let index: Int
  let cells: [String: NaiveValue]

  subscript(field: String) -> NaiveValue { cells[field] ?? .missing }

  /// The cell of a field that the table may lack.
  subscript(field: String?) -> NaiveValue { field.map { self[$0] } ?? .missing }
}

/// A table as an array of rows.
struct NaiveTable {
  let described: Table
  let rows: [NaiveRow]
  private let domains: [String: Domain]

  init(_ table: Table, _ store: Store) {
    described = table
    var domains: [String: Domain] = [:]
    for column in table.columns { domains[column.name] = store.domain(table.id, column.id) }
    self.domains = domains
    var rows: [NaiveRow] = []
    for index in 0..<table.rowCount {
      var cells: [String: NaiveValue] = [:]
      for column in table.columns {
        cells[column.name] = NaiveTable.cell(table, column, index, domains)
      }
      rows.append(NaiveRow(index: index, cells: cells))
    }
    self.rows = rows
  }

  private static func cell(
    _ table: Table, _ column: Column, _ row: Int, _ domains: [String: Domain]
  ) -> NaiveValue {
    switch column.data {
    case .coded(let codes, _):
      guard let member = domains[column.name]?[codes[row]] else { return .missing }
      return member.period.map { .period(member.value, $0) } ?? .text(member.value)
    case .numbers(let numbers):
      guard let number = numbers[row] else { return .missing }
      var unit = column.unit
      if let other = column.unitColumn.map({ table[$0] }), case .coded(let codes, _) = other.data,
        let word = domains[other.name]?[codes[row]]?.value
      {
        unit = Unit(word: word) ?? unit
      }
      return .number(
        printed: Exact(scaled: Int128(number), by: numbers.scale),
        decimals: numbers.decimals(row), unit)
    }
  }

  func name(_ column: ColumnID) -> String { described[column].name }

  /// The field that carries a role.
  func field(_ role: Role) -> String? { described.column(role).map(name) }

  /// The code of a cell of a field, 0 where nothing stands.
  func code(_ value: NaiveValue, _ field: String) -> Code32 {
    value.written.flatMap { domains[field]?.code($0) } ?? 0
  }

  /// The text of a code of a field, nil for missing.
  func text(_ code: Code32, _ field: String) -> String? { domains[field]?[code]?.value }

  /// What the package says of a member of a field.
  func member(_ value: NaiveValue, _ field: String) -> Member? {
    guard let domain = domains[field] else { return nil }
    return value.written.flatMap { domain.code($0) }.flatMap { domain[$0] }
  }

  /// The members that a total sums; empty for anything else.
  func parts(_ value: NaiveValue, _ field: String) -> [String] {
    (member(value, field)?.parts ?? []).compactMap { text($0, field) }
  }

  /// The most decimals that any row prints in a field.
  func decimals(_ field: String) -> Int {
    var most = 0
    for row in rows {
      if case .number(_, let decimals, _) = row[field] { most = max(most, decimals) }
    }
    return most
  }

  /// The code of a row on an axis; parts of the calendar are counted year × 100 + part.
  func code(_ row: NaiveRow, _ axis: Axis) -> Code32 {
    let field = name(axis.column)
    guard let cut = axis.cut else { return code(row[field], field) }
    guard let period = row[field].period else { return 0 }
    let (first, last) = (period.start.civil, period.end.civil)
    let months =
      switch cut {
      case .year: 12
      case .tertial: 4
      case .quarter: 3
      case .month: 1
      }
    let (part, lastPart) = ((first.month - 1) / months, (last.month - 1) / months)
    guard first.year == last.year, part == lastPart else { return 0 }
    return Code32(first.year * 100 + (cut == .year ? 0 : part + 1))
  }
}
