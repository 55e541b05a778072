import InsynValue

/// Gathers the cells of a package's tables; the dictionaries are ordered when all are there.
struct StoreBuilder {
  private let package: String
  private var tables: [Pending] = []
  private var dictionaries: [GatheredValues] = []
  private var dictionaryIndex: [String: Int] = [:]

  /// A table whose codes still follow the order in which its values came.
  private struct Pending {
    let description: TableDescription
    let file: String
    let rowCount: Int
    var cells: [Cells]
    /// The line of the file on which each row begins, the heading first.
    let lines: [Int]
  }

  private enum Cells {
    case coded([Code32], dictionary: Int)
    case numbers(Numbers)
  }

  init(package: String) {
    self.package = package
  }

  /// Adds a table. Throws IN44 for a cell of a wrong type, with file, line and field.
  mutating func add(
    _ description: TableDescription, _ csv: CSV, file: String, _ effort: Effort
  ) throws(Diagnostic) {
    let wanted = description.fields.map(\.name)
    guard csv.header == wanted else {
      throw Diagnostic(
        .badCell(found: csv.header.joined(separator: ","), wanted: .columns(wanted)),
        place: FilePlace(file: file, line: 1))
    }
    var cells: [Cells] = []
    for (index, field) in description.fields.enumerated() {
      try effort.reach(.fields, index, of: description.fields.count)
      let isNumeric = field.type == .number || field.type == .integer
      cells.append(
        isNumeric
          ? .numbers(try numbers(field, index, csv, description.missing, file))
          : try coded(field, index, csv, description.missing, file))
    }
    tables.append(
      Pending(
        description: description, file: file, rowCount: csv.rowCount, cells: cells,
        lines: csv.lines))
  }

  private func wrong(
    _ csv: CSV, _ row: Int, _ text: String, _ wanted: Wanted, _ field: String, _ file: String
  ) -> Diagnostic {
    Diagnostic(
      .badCell(found: text, wanted: wanted),
      place: FilePlace(file: file, line: csv.lines[row + 1], field: field))
  }

  private mutating func coded(
    _ field: FieldDescription, _ column: Int, _ csv: CSV, _ missing: Set<String>, _ file: String
  ) throws(Diagnostic) -> Cells {
    let slot = dictionary(for: field)
    var codes = [Code32](repeating: 0, count: csv.rowCount)
    var last: (cell: CSV.Cell, code: Code32)?
    for row in 0..<csv.rowCount {
      let cell = csv[row: row, column]
      if cell.range.isEmpty { continue }
      if let last, csv.isSame(cell, last.cell) {
        codes[row] = last.code
        continue
      }
      let text = csv.text(cell).precomposed
      // An empty cell is missing in any case; most packages have no other word for it.
      if missing.count > 1, missing.contains(text) { continue }
      let before = dictionaries[slot].values.count
      codes[row] = dictionaries[slot].code(text)
      if dictionaries[slot].values.count > before {
        try check(text, field, csv, row, file, slot)
      }
      last = (cell, codes[row])
    }
    return .coded(codes, dictionary: slot)
  }

  /// A new value of a dictionary must be of its type.
  private mutating func check(
    _ text: String, _ field: FieldDescription, _ csv: CSV, _ row: Int, _ file: String, _ slot: Int
  ) throws(Diagnostic) {
    switch dictionaries[slot].type {
    case .period, .date:
      let isDate = dictionaries[slot].type == .date
      guard let period = Period(text: text), !isDate || period.kind == .day else {
        throw wrong(csv, row, text, isDate ? .date : .period, field.name, file)
      }
      dictionaries[slot].periods.append(period)
    case .truth:
      if !["true", "false", "TRUE", "FALSE", "True", "False", "1", "0"].contains(text) {
        throw wrong(csv, row, text, .truth, field.name, file)
      }
    case .text, .number, .integer: return
    }
  }

  private mutating func dictionary(for field: FieldDescription) -> Int {
    let scope = field.isShared ? "" : "\(tables.count)"
    let key = "\(scope)\u{1F}\(field.name)\u{1F}\(field.type.rawValue)"
    let slot: Int
    if let known = dictionaryIndex[key] {
      slot = known
    } else {
      slot = dictionaries.count
      dictionaryIndex[key] = slot
      dictionaries.append(GatheredValues(name: field.name, type: field.type))
    }
    if dictionaries[slot].codes.isEmpty {
      dictionaries[slot].codes = field.codes
      dictionaries[slot].isOrdinal = field.isOrdinal
    }
    return slot
  }

  private func numbers(
    _ field: FieldDescription, _ column: Int, _ csv: CSV, _ missing: Set<String>, _ file: String
  ) throws(Diagnostic) -> Numbers {
    var mantissas = [Int64](repeating: 0, count: csv.rowCount)
    var present = [Bool](repeating: false, count: csv.rowCount)
    var decimals = [UInt8](repeating: 0, count: csv.rowCount)
    var scale = 0
    for row in 0..<csv.rowCount {
      let cell = csv[row: row, column]
      if cell.range.isEmpty { continue }
      guard let (mantissa, places) = decimal(csv.bytes[cell.range]) else {
        let text = csv.text(cell)
        if missing.contains(text) { continue }
        throw wrong(csv, row, text, field.type == .integer ? .integer : .number, field.name, file)
      }
      if field.type == .integer, places > 0 {
        throw wrong(csv, row, csv.text(cell), .integer, field.name, file)
      }
      (mantissas[row], present[row], decimals[row]) = (mantissa, true, UInt8(places))
      scale = max(scale, places)
    }
    for row in 0..<csv.rowCount where present[row] {
      let factor = Int64(Exact.powerOfTen(scale - Int(decimals[row])))
      let (scaled, overflow) = mantissas[row].multipliedReportingOverflow(by: factor)
      if overflow {
        let text = csv.text(csv[row: row, column])
        throw wrong(csv, row, text, .smallerNumber, field.name, file)
      }
      mantissas[row] = scaled
    }
    return Numbers(values: mantissas, isPresent: present, decimals: decimals, scale: scale)
  }
}

/// A decimal number of at most 18 digits with a point: its digits and how many stand after the point.
private func decimal(_ bytes: ArraySlice<UInt8>) -> (mantissa: Int64, decimals: Int)? {
  var (mantissa, digits, decimals): (Int64, Int, Int) = (0, 0, 0)
  var (isNegative, afterPoint) = (false, false)
  for (offset, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      mantissa = mantissa * 10 + Int64(byte - 0x30)
      digits += 1
      decimals += afterPoint ? 1 : 0
      if digits > 18 { return nil }
    case UInt8(ascii: "-") where offset == 0: isNegative = true
    case UInt8(ascii: "+") where offset == 0: continue
    case UInt8(ascii: ".") where !afterPoint && digits > 0: afterPoint = true
    default: return nil
    }
  }
  return digits == 0 ? nil : (isNegative ? -mantissa : mantissa, decimals)
}

// MARK: ordering the dictionaries

extension StoreBuilder {
  /// The finished store.
  mutating func store() throws(Diagnostic) -> Store {
    var domains: [Domain] = []
    var orders: [[Code32]] = []
    for slot in dictionaries.indices {
      let (domain, order) = dictionaries[slot].ordered()
      domains.append(domain)
      orders.append(order)
    }
    var finished: [Table] = []
    for pending in tables {
      finished.append(try table(pending, TableID(finished.count), domains, orders))
    }
    let store = Store(tables: finished, domains: domains)
    let keys = tables.map { (description: $0.description, file: $0.file, lines: $0.lines) }
    try Integrity(store: store, tables: keys, package: package).check()
    return store
  }

  private func table(
    _ pending: Pending, _ id: TableID, _ domains: [Domain], _ orders: [[Code32]]
  ) throws(Diagnostic) -> Table {
    let description = pending.description
    func find(_ name: String?) throws(Diagnostic) -> ColumnID? {
      guard let name else { return nil }
      guard let index = description.fields.firstIndex(where: { $0.name == name }) else {
        throw Diagnostic(
          .badPackage(wanted: .field(name)),
          place: FilePlace(file: package, line: description.line, field: description.name))
      }
      return ColumnID(index)
    }
    var columns: [Column] = []
    for (field, cells) in zip(description.fields, pending.cells) {
      columns.append(
        Column(
          id: ColumnID(columns.count), name: field.name, names: field.names, type: field.type,
          kind: field.kind, role: field.role, unit: field.unit,
          unitColumn: try find(field.unitField),
          isBare: field.isBare, data: data(cells, orders)))
    }
    var published: Published?
    if let described = description.published {
      var fixed: [(column: ColumnID, code: Code32)] = []
      for (field, value) in described.fixed {
        guard let column = try find(field), let domain = columns[column.index].domain,
          let code = domains[domain.index].code(value)
        else { continue }
        fixed.append((column, code))
      }
      published = Published(
        name: try find(described.name), value: try find(described.value), fixed: fixed)
    }
    var listing: [ColumnID] = []
    for name in description.listing { if let id = try find(name) { listing.append(id) } }
    return Table(
      id: id, name: description.name, names: description.names,
      description: description.description, thing: description.thing,
      counts: try find(description.counts),
      published: published, listing: listing.isEmpty ? columns.map(\.id) : listing,
      isDetail: description.isDetail, isProtected: description.isProtected,
      isSynthetic: description.isSynthetic, rowCount: pending.rowCount, columns: columns)
  }

  private func data(_ cells: Cells, _ orders: [[Code32]]) -> ColumnData {
    switch cells {
    case .numbers(let numbers): return .numbers(numbers)
    case .coded(let codes, let dictionary):
      let order = orders[dictionary]
      return .coded(Codes(codes.map { order[Int($0)] }), DomainID(dictionary))
    }
  }
}
