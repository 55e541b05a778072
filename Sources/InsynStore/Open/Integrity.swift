import InsynValue

/// Checks what one cell alone cannot show: keys that tell rows apart, values that another table must
/// have, lines within their documents. Throws IN43 or IN44 with file, line and field.
struct Integrity {
  let store: Store
  let tables: [(description: TableDescription, file: String, lines: RowLines)]
  let package: String

  func check() throws(Diagnostic) {
    for index in tables.indices {
      try checkPrimaryKey(index)
      for key in tables[index].description.keys.foreign {
        try checkForeignKey(index, key.fields, key.table, key.reference)
      }
      try checkLines(index)
      try checkHedges(index)
    }
  }

  /// The text of a cell, nil when it is missing.
  private func text(_ table: Table, _ column: ColumnID, _ row: Int) -> String? {
    store.member(table, column, row: row)?.value
      ?? store.integer(table, column, row: row).map { "\($0)" }
  }

  private func wrong(
    _ index: Int, _ row: Int, _ found: String, _ wanted: Wanted, _ field: String
  ) -> Diagnostic {
    let table = tables[index]
    return Diagnostic(
      .badCell(found: found, wanted: wanted),
      place: FilePlace(file: table.file, line: table.lines[row], field: field))
  }

  private func checkPrimaryKey(_ index: Int) throws(Diagnostic) {
    let names = tables[index].description.keys.primary
    if names.isEmpty { return }
    let table = store.tables[index]
    let columns = names.compactMap { table.column(named: $0) }
    var first: [[String?]: Int] = [:]
    for row in 0..<table.rowCount {
      let key = columns.map { text(table, $0, row) }
      if let known = first[key] {
        throw wrong(
          index, row, key.map { $0 ?? "" }.joined(separator: ", "),
          .uniqueKey(line: tables[index].lines[known]), names.joined(separator: ", "))
      }
      first[key] = row
    }
  }

  private func checkForeignKey(
    _ index: Int, _ fields: [String], _ name: String, _ reference: [String]
  ) throws(Diagnostic) {
    guard let other = store.tables.first(where: { $0.name == name }),
      reference.allSatisfy({ other.column(named: $0) != nil }), reference.count == fields.count
    else {
      throw Diagnostic(
        .badPackage(wanted: .oneOf(store.tables.map(\.name))),
        place: FilePlace(
          file: package, line: tables[index].description.line, field: "foreignKeys"))
    }
    let columns = reference.compactMap { other.column(named: $0) }
    let known = Set((0..<other.rowCount).map { row in columns.map { text(other, $0, row) } })
    let table = store.tables[index]
    let own = fields.compactMap { table.column(named: $0) }
    for row in 0..<table.rowCount {
      let key = own.map { text(table, $0, row) }
      if key.contains(nil) || known.contains(key) { continue }
      throw wrong(
        index, row, key.map { $0 ?? "" }.joined(separator: ", "), .valueOf(table: name),
        fields.joined(separator: ", "))
    }
  }

  /// A cited line must be one of its document, where the package says how many there are.
  private func checkLines(_ index: Int) throws(Diagnostic) {
    let table = store.tables[index]
    guard let document = table.column(.document), let line = table.column(.line) else { return }
    let counts = lineCounts()
    for row in 0..<table.rowCount {
      guard let number = store.integer(table, line, row: row) else { continue }
      let last = text(table, document, row).flatMap { counts[$0] }
      if number < 1 || number > last ?? .max {
        throw wrong(index, row, "\(number)", .lineWithin(last), table[line].name)
      }
    }
  }

  /// A hedge must be one of the closed list, for arithmetic goes by it.
  private func checkHedges(_ index: Int) throws(Diagnostic) {
    let table = store.tables[index]
    guard let column = table.column(.hedge) else { return }
    for row in 0..<table.rowCount {
      guard let word = text(table, column, row), Hedge(rawValue: word) == nil else { continue }
      throw wrong(
        index, row, word, .oneOf(Hedge.allCases.map(\.rawValue)), table[column].name)
    }
  }

  private func lineCounts() -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in store.tables {
      guard let document = table.column(.document), let lines = table.column(.lineCount) else {
        continue
      }
      for row in 0..<table.rowCount {
        guard let name = text(table, document, row) else { continue }
        counts[name] = store.integer(table, lines, row: row)
      }
    }
    return counts
  }
}
