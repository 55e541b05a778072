import InsynStore

extension Store {
  /// The rows of household months, and of their open copy, in one order of chance.
  func shuffled(seed: UInt64) -> Store {
    var order = Array(0..<UInt32(tables.first { months.contains($0.id) }?.rowCount ?? 0))
    var chance = Chance(state: seed)
    order.shuffle(using: &chance)
    return rearranged { Store.moved($0, order) }
  }

  /// The open copy with the cells of household months in their memory, as it was before it was kept.
  func sharing() -> Store {
    rearranged { $0 }
  }

  private var months: Set<TableID> {
    let names = ["hushållsmånader", "öppna månader"]
    return Set(tables.filter { names.contains($0.name) }.map(\.id))
  }

  /// Household months and their copy with other cells; what both hold is made once.
  private func rearranged(_ change: (Packed) -> Packed) -> Store {
    let months = months
    var made: [String: Packed] = [:]
    let changed = tables.map { table in
      if !months.contains(table.id) { return table }
      let columns = table.columns.map { column in
        var column = column
        let cells = made[column.name] ?? change(column.data.packed)
        made[column.name] = cells
        column.data = column.data.with(cells)
        return column
      }
      return table.with(columns, rowCount: table.rowCount)
    }
    return Store(tables: changed, domains: domains)
  }

  private static func moved(_ cells: Packed, _ order: [UInt32]) -> Packed {
    let largest = cells.zones.zones.map(\.greatest).max() ?? 0
    let writer = PackedWriter(count: cells.count, largest: largest)
    for (row, old) in order.enumerated() { writer.set(row, cells[Int(old)]) }
    return writer.finished()
  }
}

extension ColumnData {
  /// The cells as they are packed.
  var packed: Packed {
    switch self {
    case .coded(let codes, _): codes.packed
    case .numbers(let numbers): numbers.raw
    }
  }

  /// Other cells of the same kind.
  fileprivate func with(_ cells: Packed) -> ColumnData {
    switch self {
    case .coded(_, let domain): .coded(Codes(cells), domain)
    case .numbers(let numbers):
      .numbers(Numbers(raw: cells, base: numbers.base, scale: numbers.scale))
    }
  }
}

/// Numbers of chance, the same after the same first one.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
