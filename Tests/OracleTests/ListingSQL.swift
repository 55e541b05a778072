import InsynValue

/// A listing as one statement that gives the places of its rows.
struct ListingSQL {
  let question: Question
  let package: MadePackage

  init(_ question: Question, _ package: MadePackage) {
    self.question = question
    self.package = package
  }

  private var table: MadeTable { package.tables[question.table] }

  func select(tag: String) -> String {
    let sql = RowSQL(package: package, table: question.table)
    var tests = question.filters.map(sql.condition)
    if let period = question.period {
      tests.append(sql.condition(.spans(table.period ?? 0, isEqual: true, [period])))
    }
    let filter = tests.isEmpty ? "" : " WHERE " + tests.joined(separator: " AND ")
    let limit = question.top.map { " LIMIT \($0.count)" } ?? ""
    return "SELECT '\(tag)', rowid FROM t\(question.table)\(filter) ORDER BY \(order)\(limit);"
  }

  /// What is missing comes last in both directions; ties keep the order of the table.
  private var order: String {
    var (field, descending): (Int?, Bool) = (nil, question.order?.descending ?? false)
    if case .field(let wanted)? = question.order?.key { field = wanted }
    if field == nil, let top = question.top {
      field = table.fields.firstIndex(where: \.isNumeric)
      descending = top.largest
    }
    guard let field else { return "rowid" }
    let (word, opposite) = descending ? ("DESC", "ASC") : ("ASC", "DESC")
    if table.fields[field].isSpan {
      // Of two that end together the shorter one comes first, which begins later.
      return "c\(field)s IS NULL, c\(field)e \(word), c\(field)s \(opposite), rowid"
    }
    return "c\(field) IS NULL, c\(field) \(word), rowid"
  }

  func expected(_ rows: [Int]) -> Expected {
    let fields = question.listed.flatMap { $0.isEmpty ? nil : $0 } ?? Array(table.fields.indices)
    return Expected(rows: rows.map { row in fields.map { cell($0, row) } })
  }

  private func cell(_ field: Int, _ row: Int) -> Expected.Cell {
    switch (table.cells[field][row], table.fields[field].kind) {
    case (.missing, .number): return .figure(.missing)
    case (.missing, _): return .label("?")
    case (.member(let rank), _): return .label(table.fields[field].label(rank))
    case (.span(let span), _): return .label(span.text)
    case (.number(let number, _), .number(let scale, let unit, _)):
      let printed = Exact(scaled: Int128(number), by: scale)
      return .figure(.number(unit.value(printed: printed)))
    case (.number, _): preconditionFailure("numbers stand in numeric fields")
    }
  }
}
