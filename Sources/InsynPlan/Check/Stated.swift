import InsynStore
import InsynValue

/// A figure that a row states: its value, how it is printed and what it may have been rounded from.
struct Stated {
  let row: Int
  let field: Field
  let value: Exact
  let printing: Printing
  let range: PrintedRange
  let hedge: Hedge?
  let place: FindingPlace

  /// True when rounding the other value to this figure's decimals gives this figure.
  func isRounded(from other: Exact) -> Bool {
    let decimals = printing.decimals
    return printing.unit.printed(value: other).rounded(decimals: decimals)
      == printing.unit.printed(value: value).rounded(decimals: decimals)
  }
}

/// Reads the figures that rules speak of.
struct FigureReader {
  let store: Store
  /// Names of figures whose whole numbers are rounded means.
  let rounded: Set<String>

  /// The figure of a cell, nil when it holds no number.
  func stated(_ field: Field, _ row: Int) throws(ArithmeticOverflow) -> Stated? {
    let table = store[field.table]
    let (figure, printing) = store.figure(table, field.column, row: row)
    guard let value = figure.number else { return nil }
    let hedge = store.hedge(table, row: row)
    let isCount = printing.unit.isCounted && printing.decimals == 0 && !isMean(table, row)
    var range = isCount ? PrintedRange(value) : try rangeOf(value, printing, hedge)
    switch hedge {
    case .moreThan, .atLeast: range = PrintedRange(low: range.low, high: nil)
    case .about where isCount: range = try rangeOf(value, printing, hedge)
    case .lessThan, .atMost: range = PrintedRange(low: nil, high: range.high)
    case .about, .preliminary, nil: break
    }
    return Stated(
      row: row, field: field, value: value, printing: printing, range: range, hedge: hedge,
      place: FindingPlace(
        document: table.column(.document).flatMap { store.member(table, $0, row: row)?.value },
        line: table.column(.line).flatMap { store.integer(table, $0, row: row) }))
  }

  private func isMean(_ table: Table, _ row: Int) -> Bool {
    guard let name = table.published?.name, let member = store.member(table, name, row: row) else {
      return false
    }
    return rounded.contains(member.value)
  }

  /// Half a unit of the last printed place; of the last digit that is not 0 for what is *cirka*.
  private func rangeOf(
    _ value: Exact, _ printing: Printing, _ hedge: Hedge?
  ) throws(ArithmeticOverflow) -> PrintedRange {
    var place = -printing.decimals
    if hedge == .about {
      let printed = printing.unit.printed(value: value).magnitude
      while !printed.isZero, isMultiple(printed, ofTenTo: place + 1) { place += 1 }
    }
    let unit = place + printing.unit.exponent
    let half =
      unit > 0 ? Exact(5 * Exact.powerOfTen(unit - 1)) : Exact(scaled: 5, by: 1 - unit)
    return try PrintedRange(value, within: half)
  }

  private func isMultiple(_ value: Exact, ofTenTo place: Int) -> Bool {
    let scale = Exact.powerOfTen(abs(place))
    return place < 0
      ? (value.numerator * scale) % value.denominator == 0
      : value.numerator % (value.denominator * scale) == 0
  }

  /// Of several rows that state one figure: a table's before running text, then the lowest line.
  func first(of rows: [Int], _ field: Field) throws(ArithmeticOverflow) -> Stated? {
    for row in inOrder(rows, field.table) {
      if let stated = try stated(field, row) { return stated }
    }
    return nil
  }

  /// Rows by form, document and line.
  func inOrder(_ rows: [Int], _ table: TableID) -> [Int] {
    let table = store[table]
    func key(_ row: Int) -> (Int, Code32, Int, Int) {
      let form = table.column(.form).flatMap { store.member(table, $0, row: row)?.value }
      let document = table.column(.document).map { code(table, $0, row) } ?? 0
      let line = table.column(.line).flatMap { store.integer(table, $0, row: row) }
      return (form == "tabell" ? 0 : 1, document, line ?? 0, row)
    }
    return rows.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  func code(_ table: Table, _ column: ColumnID, _ row: Int) -> Code32 {
    guard case .coded(let codes, _) = table[column].data else { return 0 }
    return codes[row]
  }

  /// What a figure is: name, field, place, gender and period.
  func about(_ stated: Stated) -> Title {
    let table = store[stated.field.table]
    var parts: [Title] = []
    func add(_ column: ColumnID?) {
      guard let column, let member = store.member(table, column, row: stated.row) else { return }
      parts.append(member.title)
    }
    add(table.published?.name ?? table.lineColumn)
    if stated.field.column != table.published?.value {
      parts.append(table[stated.field.column].names.title)
    }
    for (column, code) in table.published?.fixed ?? []
    where self.code(table, column, stated.row) != code { add(column) }
    add(table.column(.place))
    if let gender = table.column(.gender),
      store.member(table, gender, row: stated.row)?.isTotal == false
    {
      add(gender)
    }
    add(table.column(.period))
    return Title(
      sv: parts.map(\.sv).joined(separator: " · "), en: parts.map(\.en).joined(separator: " · "))
  }
}

extension Unit {
  /// True for what is counted one by one, so that a whole number was not rounded.
  var isCounted: Bool {
    if case .money = self { return false }
    return isAdditive
  }
}
