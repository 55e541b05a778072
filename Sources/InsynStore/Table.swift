import InsynValue

/// A table of the store, by its place in it.
package struct TableID: Hashable, Sendable, Comparable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }

  package static func < (left: TableID, right: TableID) -> Bool { left.index < right.index }
}

/// A column of one table, by its place in it.
package struct ColumnID: Hashable, Sendable, Comparable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }

  package static func < (left: ColumnID, right: ColumnID) -> Bool { left.index < right.index }
}

/// A dictionary of the store; columns of the same field name share one, so that codes can be compared across tables.
package struct DomainID: Hashable, Sendable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }
}

/// A code of a domain; 0 is missing.
package typealias Code32 = UInt32

/// The names of a thing in both languages, the title first in each.
package struct Names: Hashable, Sendable {
  package var sv: [String]
  package var en: [String]

  package init(sv: [String], en: [String]) {
    self.sv = sv
    self.en = en
  }

  package var title: Title { Title(sv: sv.first ?? "", en: en.first ?? sv.first ?? "") }
  package var all: [String] { sv + en }
}

/// The declared type of a column.
package enum ColumnType: String, Sendable {
  case text
  case number
  case integer
  case period
  case date
  case truth
}

/// What a column may be used for.
package enum ColumnKind: String, Sendable {
  case dimension
  case measure
  case attribute
}

/// The cells of a column.
package enum ColumnData: Sendable {
  /// One code per row; text, periods, dates and truth values, and whole numbers that are a dimension.
  case coded(Codes, DomainID)
  /// One scaled number per row as printed, with its decimals and whether there is one.
  case numbers(Numbers)

  /// The numbers as they are packed: codes, or raw numbers; 0 is missing in both.
  package var packed: Packed {
    switch self {
    case .coded(let codes, _): codes.packed
    case .numbers(let numbers): numbers.raw
    }
  }
}

/// A column with its description.
package struct Column: Sendable {
  package let id: ColumnID
  /// The field's name in the package, which exports use.
  package let name: String
  package let names: Names
  package let type: ColumnType
  package let kind: ColumnKind
  package let role: Role?
  /// The fixed unit of a numeric field; `unitColumn` has precedence.
  package let unit: Unit
  package let unitColumn: ColumnID?
  /// True when its members may stand bare in a line.
  package let isBare: Bool
  package var data: ColumnData

  /// The dictionary of a coded column.
  package var domain: DomainID? {
    if case .coded(_, let domain) = data { domain } else { nil }
  }

  package var isNumeric: Bool {
    if case .numbers = data { true } else { false }
  }

  /// True when its members are periods or days.
  package var isCalendar: Bool { type == .period || type == .date }
}

/// How the figures of a table of published figures are named and read.
package struct Published: Sendable {
  /// The column that names the figure; nil where each field is a figure of its own.
  package let name: ColumnID?
  /// The field that is the figure's value when only its name is given.
  package let value: ColumnID?
  /// Members that hold unless the line says otherwise: roll = utfall.
  package let fixed: [(column: ColumnID, code: Code32)]
}

/// A table with its description; every column has `rowCount` cells.
package struct Table: Sendable {
  package let id: TableID
  package let name: String
  package let names: Names
  package let description: Title
  /// What a row, or the counted field, is in a sentence: indikatorer, participations.
  package let thing: Title
  /// The field whose distinct values `antal TABLE` counts; nil counts rows.
  package let counts: ColumnID?
  package let published: Published?
  package let listing: [ColumnID]
  package let isDetail: Bool
  package let isProtected: Bool
  package let isSynthetic: Bool
  package let rowCount: Int
  package let columns: [Column]

  package subscript(id: ColumnID) -> Column { columns[id.index] }

  /// The columns that carry a role, in order.
  package func columns(_ role: Role) -> [ColumnID] {
    columns.filter { $0.role == role }.map(\.id)
  }

  package func column(_ role: Role) -> ColumnID? { columns.first { $0.role == role }?.id }

  package func column(named name: String) -> ColumnID? { columns.first { $0.name == name }?.id }

  /// The column whose words stand in the empty cells of a numeric field.
  package func wordColumn(of field: ColumnID) -> ColumnID? {
    column(.word(of: columns[field.index].name))
  }

  /// In a table whose fields are the figures, the dimension of its lines: the first one declared.
  package var lineColumn: ColumnID? {
    guard let published, published.name == nil else { return nil }
    return columns.first { $0.kind == .dimension }?.id
  }

  /// The column and the value that mark the rows that are parts.
  package var partMark: (column: ColumnID, value: String)? {
    for column in columns {
      if case .part(let value) = column.role { return (column.id, value) }
    }
    return nil
  }
}

/// Everything that is loaded. Never changed in place: loading more makes another store.
package struct Store: Sendable {
  package let tables: [Table]
  package let domains: [Domain]

  package init(tables: [Table], domains: [Domain]) {
    self.tables = tables
    self.domains = domains
    _checkInvariants()
  }

  package subscript(id: TableID) -> Table { tables[id.index] }
  package subscript(id: DomainID) -> Domain { domains[id.index] }

  /// The dictionary of a coded column.
  package func domain(_ table: TableID, _ column: ColumnID) -> Domain? {
    guard case .coded(_, let id) = tables[table.index].columns[column.index].data else {
      return nil
    }
    return domains[id.index]
  }

  /// The unit of a numeric cell: its row's own, else the field's.
  package func unit(_ table: Table, _ column: ColumnID, row: Int) -> Unit {
    guard let unitColumn = table[column].unitColumn,
      case .coded(let codes, let domain) = table[unitColumn].data,
      let member = self[domain][codes[row]]
    else { return table[column].unit }
    return Unit(word: member.value) ?? table[column].unit
  }

  /// The figure of a numeric cell in the base of its unit, and how it is printed.
  package func figure(_ table: Table, _ column: ColumnID, row: Int) -> (Figure, Printing) {
    guard case .numbers(let numbers) = table[column].data else {
      preconditionFailure("only numeric columns hold figures")
    }
    let unit = unit(table, column, row: row)
    let printing = Printing(unit, decimals: numbers.decimals(row))
    guard let number = numbers[row] else { return (.missing, printing) }
    let printed = Exact(scaled: Int128(number), by: numbers.scale)
    return (.number(unit.value(printed: printed)), printing)
  }

  /// The member of a coded cell, nil when it is missing.
  package func member(_ table: Table, _ column: ColumnID, row: Int) -> Member? {
    guard case .coded(let codes, let domain) = table[column].data else { return nil }
    return self[domain][codes[row]]
  }

  /// How a row's source hedges its figure.
  package func hedge(_ table: Table, row: Int) -> Hedge? {
    table.column(.hedge).flatMap { member(table, $0, row: row) }
      .flatMap { Hedge(rawValue: $0.value) }
  }

  /// The whole number of an integer cell.
  package func integer(_ table: Table, _ column: ColumnID, row: Int) -> Int? {
    guard case .numbers(let numbers) = table[column].data else { return nil }
    return numbers[row].map(Int.init)
  }

  package func _checkInvariants() {
    #if DEBUG
      for column in tables.lazy.flatMap(\.columns) {
        guard case .coded(let codes, let domain) = column.data else { continue }
        let last = codes.packed.zones.zones.map(\.greatest).max() ?? 0
        precondition(last <= UInt64(self[domain].count), "every code has its member")
      }
      for table in tables {
        for column in table.columns {
          precondition(
            column.data.packed.count == table.rowCount, "a column has a cell for every row")
        }
      }
    #endif
  }
}
