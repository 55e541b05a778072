import InsynValue

// What benchmarks ask of practice data beside the tables of the program.

extension Filling {
  /// Gives household months the fields year and gender, described as those of households are.
  mutating func widenMonths() {
    let months = tables[index("hushållsmånader")]
    let households = tables[index("hushåll")]
    var columns = months.columns
    for name in ["år", "kön"] {
      guard let column = households.column(named: name).map({ households[$0] }) else { continue }
      // The period of a row stays its month.
      let role = column.role == .period ? nil : column.role
      columns.append(
        Column(
          id: ColumnID(columns.count), name: name, names: column.names, type: column.type,
          kind: column.kind, role: role, unit: column.unit, unitColumn: nil, isBare: column.isBare,
          data: column.data))
    }
    replace(months.with(columns, rowCount: months.rowCount))
  }

  /// Adds `öppna månader`: the same cells, without protection, and with the household as a dimension.
  mutating func openMonths(households: Int) {
    let months = tables[index("hushållsmånader")]
    let ids = add(
      Domain(
        name: "hushållsid", members: .integers(first: 1, count: households), isOrdinal: true))
    let columns = months.columns.map { column in
      guard column.role == .identity, case .numbers(let numbers) = column.data else {
        return column
      }
      // Raw numbers count from 1, as codes do.
      return Column(
        id: column.id, name: column.name, names: column.names, type: .integer, kind: .dimension,
        role: nil, unit: .none, unitColumn: nil, isBare: false,
        data: .coded(Codes(numbers.raw), ids))
    }
    add(
      Table(
        id: TableID(tables.count), name: "öppna månader",
        names: Names(sv: ["öppna månader"], en: ["open months"]),
        description: months.description, thing: months.thing, counts: nil, published: nil,
        listing: columns.map(\.id), isDetail: true, isProtected: false, isSynthetic: true,
        rowCount: months.rowCount, columns: columns))
  }
}
