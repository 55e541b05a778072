import InsynValue

/// Gathers the cells of a package's tables; the dictionaries are ordered when all are there.
struct StoreBuilder {
  /// How messages name the package's description.
  private let package: String
  private let pace: ReadingPace
  private let effort: Effort
  private var tables: [Pending] = []
  private var dictionaries: [GatheredValues] = []
  private var dictionaryIndex: [String: Int] = [:]

  /// A table whose codes still are those of the threads that read it.
  private struct Pending {
    var description: TableDescription
    let reader: TableReader
    let rowCount: Int
    let lines: RowLines
    var columns: [PendingColumn]
  }

  init(package: String, pace: ReadingPace, effort: Effort) {
    (self.package, self.pace, self.effort) = (package, pace, effort)
  }

  /// Adds a table. Throws IN40, IN41, IN44, IN53 and IN70 with file, line, letter and field.
  mutating func add(
    _ description: TableDescription, _ file: DataFile, name: String
  ) throws(Diagnostic) {
    let opener = Opener(file: file, name: name, described: description.dialect)
    do throws(Diagnostic) {
      try add(description, file, name: name, opener.opening())
    } catch {
      guard case .notText = error.fault, description.dialect.encoding == nil,
        opener.isWindows()
      else { throw error }
      // The first byte above ASCII shows what the beginning did not.
      try add(description, file, name: name, opener.opening(.windows1252))
    }
  }

  private mutating func add(
    _ description: TableDescription, _ file: DataFile, name: String, _ opening: Opening
  ) throws(Diagnostic) {
    let wanted = description.fields.map(\.name)
    guard opening.header == wanted.map(\.precomposed) else {
      throw Diagnostic(
        .badCell(found: opening.header.joined(separator: ","), wanted: .columns(wanted)),
        place: FilePlace(file: name, line: 1))
    }
    try add(description, file, name: name, opening, description.fields)
  }

  /// Adds a table whose fields are known and stand in the order of the heading.
  private mutating func add(
    _ description: TableDescription, _ file: DataFile, name: String, _ opening: Opening,
    _ fields: [FieldDescription]
  ) throws(Diagnostic) {
    let formats = fields.map { field in
      ColumnFormat(
        field,
        NumberStyle(
          decimal: field.decimal ?? opening.dialect.numbers.decimal,
          group: field.group ?? opening.dialect.numbers.group),
        description.missing
          ?? (field.type == .text ? MissingWords.ofTexts : MissingWords.ofOthers))
    }
    let reader = TableReader(
      file: file, name: name, dialect: opening.dialect, formats: formats, start: opening.start,
      firstLine: opening.firstLine, pace: pace, effort: effort)
    let read = try reader.rows()
    var columns: [PendingColumn] = []
    for (index, field) in fields.enumerated() {
      let slot = formats[index].isNumeric ? nil : dictionary(for: field)
      columns.append(
        PendingColumn(
          pieces: read.chunks.map { ($0.columns[index], $0.rows, $0.reader) }, slot: slot,
          codes: try slot.map { slot throws(Diagnostic) in
            try dictionaries[slot].take(read, column: index, effort)
          } ?? []))
    }
    tables.append(
      Pending(
        description: description, reader: reader, rowCount: read.rowCount, lines: read.lines,
        columns: columns))
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
}

// MARK: bare files

extension StoreBuilder {
  /// Adds the table of a file that nobody has described: what its fields are is told from its cells.
  mutating func addBare(
    _ file: DataFile, name: String, table: String, isTaken: @escaping @Sendable (String) -> Bool
  ) throws(Diagnostic) -> TableReading {
    let opener = Opener(file: file, name: name, described: DialectDescription())
    var opening = try opener.opening()
    var inference = Inference(style: opening.dialect.numbers, table: table, isTaken: isTaken)
    var fields = inference.fields(opening)
    while true {
      let description = TableDescription(bare: inference.tableNames, name: table, fields)
      do throws(Diagnostic) {
        try add(description, file, name: name, opening, fields)
        return settleBare(name, opening)
      } catch {
        if case .notText = error.fault, opening.dialect.encoding == .utf8, opener.isWindows() {
          opening = try opener.opening(.windows1252)
          inference = Inference(style: opening.dialect.numbers, table: table, isTaken: isTaken)
          fields = inference.fields(opening)
          continue
        }
        // A later cell may not be what the first ones were.
        guard case .badCell(let cell, let wanted) = error.fault, wanted.isOfType,
          let index = fields.firstIndex(where: { $0.name == error.place?.field }),
          fields[index].type != .text
        else { throw error }
        fields[index] = inference.widened(fields[index], by: cell)
      }
    }
  }

  /// A text with a value of its own in most rows is no dimension.
  private mutating func settleBare(_ name: String, _ opening: Opening) -> TableReading {
    let last = tables.count - 1
    for (index, column) in tables[last].columns.enumerated() {
      guard let slot = column.slot else { continue }
      let count = dictionaries[slot].count
      if count == 0 || count > 1000 && count * 2 > tables[last].rowCount {
        tables[last].description.fields[index].kind = .attribute
      }
    }
    return TableReading(
      file: name, encoding: opening.dialect.encoding.name,
      delimiter: Character(Unicode.Scalar(opening.dialect.delimiter)),
      decimal: Character(Unicode.Scalar(opening.dialect.numbers.decimal)),
      fields: tables[last].description.fields.map { field in
        FieldReading(
          name: field.names.title, kind: field.type.reading, unit: field.unit,
          isDimension: field.kind == .dimension)
      })
  }
}

extension Wanted {
  /// True for what a cell of another type would be.
  fileprivate var isOfType: Bool {
    switch self {
    case .number, .integer, .commaNumber, .pointNumber, .smallerNumber, .date, .period, .truth: true
    default: false
    }
  }
}

extension ColumnType {
  fileprivate var reading: FieldReading.Kind {
    switch self {
    case .text: .text
    case .number: .number
    case .integer: .integer
    case .period: .period
    case .date: .date
    case .truth: .truth
    }
  }
}

extension TableDescription {
  /// A table of which nothing more is known than its fields.
  fileprivate init(bare names: Names, name: String, _ fields: [FieldDescription]) {
    self.init(
      name: name, path: "", line: 1, names: names, description: names.title, thing: names.title,
      counts: nil, published: nil, listing: [], isDetail: false, isProtected: false,
      isSynthetic: false, fields: fields, missing: nil, dialect: DialectDescription(),
      keys: KeyDescription(primary: [], foreign: []))
  }
}

// MARK: ordering the dictionaries

extension StoreBuilder {
  /// The finished store.
  mutating func store() throws(Diagnostic) -> Store {
    var domains: [Domain] = []
    var orders: [[Code32]] = []
    for slot in dictionaries.indices {
      let (domain, order) = try dictionaries[slot].ordered(effort)
      domains.append(domain)
      orders.append(order)
    }
    var finished: [Table] = []
    let keys = tables.map { (description: $0.description, file: $0.reader.name, lines: $0.lines) }
    for index in tables.indices {
      finished.append(try table(index, TableID(index), domains, orders))
    }
    let store = Store(tables: finished, domains: domains)
    try Integrity(store: store, tables: keys, package: package, effort: effort).check()
    return store
  }

  private mutating func table(
    _ index: Int, _ id: TableID, _ domains: [Domain], _ orders: [[Code32]]
  ) throws(Diagnostic) -> Table {
    let description = tables[index].description
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
    for (place, field) in description.fields.enumerated() {
      try effort.reach(.fields, place, of: description.fields.count)
      columns.append(
        Column(
          id: ColumnID(place), name: field.name, names: field.names,
          type: field.type, kind: field.kind, role: field.role, unit: field.unit,
          unitColumn: try find(field.unitField), isBare: field.isBare,
          data: try data(index, place, orders)))
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
      isSynthetic: description.isSynthetic, rowCount: tables[index].rowCount, columns: columns)
  }

  /// The cells of a column in the order of display, whose pieces are let go.
  private mutating func data(
    _ table: Int, _ column: Int, _ orders: [[Code32]]
  ) throws(Diagnostic) -> ColumnData {
    let pending = tables[table].columns[column]
    tables[table].columns[column].pieces = []
    let count = tables[table].rowCount
    if let slot = pending.slot {
      let order = orders[slot]
      let codes = pending.codes.map { $0.map { order[Int($0)] } }
      return .coded(pending.assembled(codes, count, pace.threads), DomainID(slot))
    }
    if let numbers = pending.numbers(count, pace.threads) { return .numbers(numbers) }
    throw try tables[table].reader.tooLarge(pending, column, tables[table].lines)
  }
}
