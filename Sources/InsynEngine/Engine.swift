import InsynPlan
import InsynStore
import InsynValue

/// Answers legs from the store in memory.
package struct Engine: PartialSource {
  let store: Store

  package init(_ store: Store) {
    self.store = store
  }

  package func cells(
    for leg: Leg, _ cancellation: Cancellation
  ) throws(ExecutionError) -> Cells {
    switch leg {
    case .aggregate(let leg): .aggregate(try aggregate(leg, cancellation))
    case .lookup(let leg): .lookup(try Lookup(store, leg, cancellation).run())
    }
  }

  /// The rows of a listing, in the order of the table.
  package func rows(
    of table: TableID, where tests: [RowTest], _ cancellation: Cancellation
  ) throws(ExecutionError) -> (rows: [Int], funnel: [FunnelStep]) {
    let (selected, funnel) = try filter(table, tests, cancellation)
    return (selected.indices.filter { selected[$0] }, funnel)
  }

  /// The rows that pass all tests, and how many were left after each.
  func filter(
    _ id: TableID, _ tests: [RowTest], _ cancellation: Cancellation
  ) throws(ExecutionError) -> ([Bool], [FunnelStep]) {
    let selector = Selector(store: store, table: store[id], cancellation: cancellation)
    var selected = [Bool](repeating: true, count: store[id].rowCount)
    var funnel = [FunnelStep(step: 0, rows: selected.count)]
    for (index, test) in tests.enumerated() {
      let passed = try selector.select(test)
      try cancellation.eachStretch(of: selected.count) { rows in
        for row in rows { selected[row] = selected[row] && passed[row] }
      }
      funnel.append(FunnelStep(step: index + 1, rows: selected.count { $0 }))
    }
    return (selected, funnel)
  }

  private func aggregate(
    _ leg: AggregateLeg, _ cancellation: Cancellation
  ) throws(ExecutionError) -> AggregateCells {
    let table = store[leg.table]
    let (selected, funnel) = try filter(leg.table, leg.tests, cancellation)
    let rows = selected.indices.filter { selected[$0] }
    let axes = leg.axes.map { axis in axis.map { axisCodes($0, table) } }
    var levels: [Level: Groups] = [:]
    for level in Level.all {
      levels[level] = try groups(leg, table, rows, axes, level, cancellation)
    }
    let kept = RowTest.all(leg.tests).columnsKeptMissing().sorted().map { column in
      (column: column, rows: store.missing(column, of: leg.table, in: rows))
    }
    let counted = try counted(leg, rows, cancellation)
    var cells = AggregateCells(
      levels: levels, funnel: funnel, remarks: remarks(table, counted),
      lines: lines(table, counted), kept: kept)
    cells.unknown = leg.untestable(rows, store)
    return cells
  }

  /// The rows that some partial counts: all of them, unless every partial has a test of its own.
  private func counted(
    _ leg: AggregateLeg, _ rows: [Int], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int] {
    let selector = Selector(store: store, table: store[leg.table], cancellation: cancellation)
    var isCounted = [Bool](repeating: false, count: store[leg.table].rowCount)
    for partial in leg.partials {
      guard let test = partial.ownTest else { return rows }
      let passing = try selector.select(test)
      for row in rows where passing[row] { isCounted[row] = true }
    }
    return rows.filter { isCounted[$0] }
  }

  /// The code of an axis for each row.
  private func axisCodes(_ axis: Axis, _ table: Table) -> [Code32] {
    guard case .coded(let codes, let id) = table[axis.column].data else {
      preconditionFailure("only coded columns are axes")
    }
    guard let cut = axis.cut else { return Array(codes) }
    let domain = store[id]
    let cuts = [0] + domain.members.map { cut.code($0.period) }
    return codes.map { cuts[Int($0)] }
  }

  private func groups(
    _ leg: AggregateLeg, _ table: Table, _ rows: [Int], _ axes: [[Code32]?], _ level: Level,
    _ cancellation: Cancellation
  ) throws(ExecutionError) -> Groups {
    let kept = axes.indices.map { index in
      let isColumn = index == axes.count - 1 && leg.hasColumn
      return isColumn ? level.keepsColumn : level.keepsRows
    }
    var index: [[Code32]: Int] = [:]
    var keys: [[Code32]] = []
    var groupOf: [Int] = []
    groupOf.reserveCapacity(rows.count)
    var key = [Code32](repeating: anyCode, count: axes.count)
    try cancellation.eachStretch(of: rows.count) { stretch in
      for row in rows[stretch] {
        for axis in axes.indices where kept[axis] {
          if let codes = axes[axis] { key[axis] = codes[row] }
        }
        if let known = index[key] {
          groupOf.append(known)
        } else {
          index[key] = keys.count
          groupOf.append(keys.count)
          keys.append(key)
        }
      }
    }
    if keys.isEmpty, level == .grand || axes.isEmpty {
      keys = [[Code32](repeating: anyCode, count: axes.count)]
    }
    let gathering = Gathering(
      store: store, table: table, rows: rows, groupOf: groupOf, groupCount: keys.count,
      cancellation: cancellation)
    var columns: [PartialColumn] = []
    for partial in leg.partials { columns.append(try gathering.gather(partial)) }
    return Groups(keys: keys, columns: columns)
  }

  private func remarks(_ table: Table, _ rows: [Int]) -> [(text: String, rows: Int)] {
    guard let note = table.column(.note), case .coded(let codes, let id) = table[note].data else {
      return []
    }
    var counts: [Code32: Int] = [:]
    for row in rows where codes[row] != 0 { counts[codes[row], default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.compactMap { code, count in
      store[id][code].map { ($0.value, count) }
    }
  }

  private func lines(_ table: Table, _ rows: [Int]) -> [(document: Code32, line: Int)] {
    guard let document = table.column(.document), let line = table.column(.line),
      case .coded(let codes, _) = table[document].data
    else { return [] }
    var seen: Set<[Int]> = []
    var lines: [(document: Code32, line: Int)] = []
    for row in rows {
      guard let number = store.integer(table, line, row: row) else { continue }
      if seen.insert([Int(codes[row]), number]).inserted { lines.append((codes[row], number)) }
    }
    return lines
  }
}
