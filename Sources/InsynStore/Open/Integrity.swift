import InsynValue

/// Checks what one cell alone cannot show: keys that tell rows apart, values that another table must
/// have, lines within their documents. Throws IN43 or IN44 with file, line and field.
struct Integrity {
  let store: Store
  let tables: [(description: TableDescription, file: String, lines: RowLines)]
  let package: String
  let effort: Effort

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
    let keys = RowKeys(columns.map { table[$0].data.packed })
    guard let (row, known) = try keys.firstRepeated(table.rowCount, effort) else { return }
    throw wrong(
      index, row, columns.map { text(table, $0, row) ?? "" }.joined(separator: ", "),
      .uniqueKey(line: tables[index].lines[known]), names.joined(separator: ", "))
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
    if fields.count == 1, let own = store.tables[index].column(named: fields[0]),
      case .coded(let codes, let domain) = store.tables[index][own].data,
      case .coded(let others, let otherDomain) = other[columns[0]].data
    {
      let isKnown = isKnown(domain, in: others, otherDomain)
      guard let row = codes.firstIndex(where: { !isKnown[Int($0)] }) else { return }
      throw wrong(
        index, row, text(store.tables[index], own, row) ?? "", .valueOf(table: name), fields[0])
    }
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

  /// Which codes of a dictionary have their value in a column of another table; missing counts as one.
  private func isKnown(_ domain: DomainID, in codes: Codes, _ other: DomainID) -> [Bool] {
    let occurring = codes.occurring
    var isKnown = [true] + [Bool](repeating: false, count: store[domain].count)
    for code in store[domain].allCodes {
      let twin =
        domain == other ? code : store[domain][code].flatMap { store[other].code($0.value) }
      isKnown[Int(code)] = twin.map(occurring.contains) ?? false
    }
    return isKnown
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

/// The keys of rows, as the packed numbers of their columns.
private struct RowKeys {
  let columns: [Packed]

  init(_ columns: [Packed]) {
    self.columns = columns
  }

  private func hash(_ row: Int) -> Int {
    var hash: UInt64 = 0
    for column in columns {
      hash = (hash ^ column[row]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash)
  }

  private func isSame(_ row: Int, _ other: Int) -> Bool {
    columns.allSatisfy { $0[row] == $0[other] }
  }

  /// The first row whose key an earlier one has, and that one. Throws IN53 when a stop is wished.
  func firstRepeated(_ count: Int, _ effort: Effort) throws(Diagnostic) -> (Int, Int)? {
    var size = 64
    while size < count * 2 { size *= 2 }
    // A row + 1, 0 is free.
    var slots = [UInt32](repeating: 0, count: size)
    for row in 0..<count {
      if row.isMultiple(of: 1 << 16) { try effort.reach(.rows, row, of: count) }
      var slot = hash(row) & (size - 1)
      while slots[slot] != 0 {
        if isSame(Int(slots[slot]) - 1, row) { return (row, Int(slots[slot]) - 1) }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = UInt32(row + 1)
    }
    return nil
  }
}
