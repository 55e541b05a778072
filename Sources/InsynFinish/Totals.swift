import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

// What `med totalt` adds: recomputed from rows, or the published total with its label.

extension CubeFinisher {
  struct TotalRow {
    let label: TotalLabel
    let row: DraftRow
  }

  func totalRows(_ rows: [DraftRow]) throws(Diagnostic) -> [TotalRow] {
    if cube.rows.isEmpty { return [] }
    guard cube.measures.allSatisfy({ $0.expression.picksOnly }) else {
      return [try recomputed(rows)]
    }
    return try publishedTotals(rows)
  }

  private func recomputed(_ rows: [DraftRow]) throws(Diagnostic) -> TotalRow {
    let blank = CellPlace(
      rows: cube.rows.map { _ in anyCode },
      joined: [Code32](repeating: 0, count: opening.joiningRows.count + 1), column: nil)
    var row = DraftRow(place: blank, values: [], references: [])
    for measure in cube.measures {
      var values: [Value] = []
      for member in members {
        var place = blank
        place.column = member
        values.append(
          try evaluation.value(
            measure.expression, at: place, member == nil ? .grand : .columnTotals))
      }
      row.values.append(values)
      if let reference = measure.reference {
        // The whole has no rows a year before its own: those of its first year are no part of it.
        let value = try evaluation.value(reference, at: blank, .grand)
        row.references.append(looksBack(reference) ? Value(.notApplicable, value.printing) : value)
      }
    }
    let label = TotalLabel.recomputed(count: memberCount, of: cube.rows[0].title)
    return TotalRow(label: label, row: row)
  }

  /// True where each row is compared with an earlier one.
  private func looksBack(_ expression: CellExpr) -> Bool {
    switch expression {
    case .partial(let leg, _, _):
      if case .aggregate(let leg) = cube.legs[leg] { leg.shift != nil } else { false }
    case .negated(let inner): looksBack(inner)
    case .binary(_, let left, let right): looksBack(left) || looksBack(right)
    case .constant, .pick, .pickedSum: false
    }
  }

  /// The figures that stand for the whole, gathered by place: one total for each.
  private func publishedTotals(_ rows: [DraftRow]) throws(Diagnostic) -> [TotalRow] {
    guard case .lookup(let leg)? = cube.legs.first,
      case .lookup(let cells) = released[0].cells
    else { return [] }
    let table = store[leg.table]
    let shownRows = Set(rows.flatMap(\.published).map(\.picked.row))
    let periods = Set(rows.flatMap(\.published).map { code(table, .period, $0.picked.row) })
    var order: [Code32] = []
    var groups: [Code32: [[Picked]]] = [:]
    for picked in cells.totals where !shownRows.contains(picked.row) {
      guard periods.contains(code(table, .period, picked.row)), stands(picked.row, for: rows, table)
      else { continue }
      let place = code(table, .place, picked.row)
      if groups[place] == nil { order.append(place) }
      let index = groups[place, default: []].firstIndex { alike($0[0].row, picked.row, table) }
      if let index {
        groups[place]?[index].append(picked)
      } else {
        groups[place, default: []].append([picked])
      }
    }
    var totals: [TotalRow] = []
    for place in order.sorted() {
      totals += try total(groups[place] ?? [], place, rows, table)
    }
    return totals.isEmpty && rows.count > 1 ? [try unprinted(rows)] : totals
  }

  /// Where no total is printed: the sum of the rows for counts and money, else not applicable.
  private func unprinted(_ rows: [DraftRow]) throws(Diagnostic) -> TotalRow {
    var draft = rows[0]
    for measure in cube.measures.indices {
      for member in members.indices {
        draft.values[measure][member] = plain(try sum(rows.map { $0.values[measure][member] }))
      }
      if !draft.references.isEmpty {
        draft.references[measure] = plain(try sum(rows.map { $0.references[measure] }))
      }
    }
    return TotalRow(label: .recomputed(count: memberCount, of: cube.rows[0].title), row: draft)
  }

  private func code(_ table: Table, _ role: Role, _ row: Int) -> Code32 {
    table.column(role).map { opening.code(table, $0, row) } ?? 0
  }

  /// Two figures of one line of totals, of several measures.
  private func alike(_ left: Int, _ right: Int, _ table: Table) -> Bool {
    left == right || table.lineColumn == nil
  }

  /// A total stands for rows when it is of their place, or its place sums theirs.
  private func stands(_ total: Int, for rows: [DraftRow], _ table: Table) -> Bool {
    let place = code(table, .place, total)
    let parts = table.column(.place).flatMap { store.domain(table.id, $0)?[place]?.parts } ?? []
    return rows.flatMap(\.published).contains { cell in
      let own = code(table, .place, cell.picked.row)
      let isSamePeriod =
        code(table, .period, cell.picked.row) == code(table, .period, total)
      return isSamePeriod && (own == place || parts.contains(own))
    }
  }

  /// One total for a place; several printed ones are added, and their sum says so.
  private func total(
    _ lines: [[Picked]], _ place: Code32, _ rows: [DraftRow], _ table: Table
  ) throws(Diagnostic) -> [TotalRow] {
    var drafts: [DraftRow] = []
    for line in lines { drafts.append(try draft(of: line, table)) }
    guard var draft = drafts.first else { return [] }
    let title =
      table.column(.place).flatMap { store.domain(table.id, $0)?[place]?.title } ?? Title("")
    if drafts.count > 1 {
      for measure in cube.measures.indices {
        for member in members.indices {
          draft.values[measure][member] = try sum(drafts.map { $0.values[measure][member] })
        }
        if !draft.references.isEmpty {
          draft.references[measure] = try sum(drafts.map { $0.references[measure] })
        }
      }
      return [TotalRow(label: .sumOfTotals(title, count: drafts.count), row: draft)]
    }
    var totals = [TotalRow(label: .published(title), row: draft)]
    if let added = try added(rows, to: draft, place, title, table) { totals.append(added) }
    return totals
  }

  private func draft(of line: [Picked], _ table: Table) throws(Diagnostic) -> DraftRow {
    guard let first = line.first else { preconditionFailure("a total has a figure") }
    let place = CellPlace(
      rows: cube.rows.map { _ in anyCode }, joined: opening.joined(table, first.row) + [0],
      column: nil)
    var index: [Evaluation.PickKey: Picked] = [:]
    for picked in line {
      var cell = place
      cell.column = hasColumn ? picked.axes.last : nil
      index[Evaluation.PickKey(figure: picked.figure, place: cell)] = picked
    }
    var picks = [0: index]
    for leg in cube.legs.indices.dropFirst() {
      picks[leg] = alikeTotals(leg, first.row, table, place)
    }
    let own = evaluation.with(picks)
    var draft = DraftRow(place: place, values: [], references: [])
    for measure in cube.measures {
      var values: [Value] = []
      for member in members {
        var cell = place
        cell.column = member
        values.append(try own.value(measure.expression, at: cell, .detail))
      }
      draft.values.append(values)
      if let reference = measure.reference {
        draft.references.append(try own.value(reference, at: place, .detail))
      }
    }
    return draft
  }

  /// The totals of another leg that are of the same place and line.
  private func alikeTotals(
    _ leg: Int, _ row: Int, _ table: Table, _ place: CellPlace
  ) -> [Evaluation.PickKey: Picked] {
    guard case .lookup(let cells) = released[leg].cells, cube.legs[leg].table == table.id else {
      return [:]
    }
    var index: [Evaluation.PickKey: Picked] = [:]
    for picked in cells.totals {
      let isSameLine =
        table.lineColumn.map {
          opening.code(table, $0, picked.row) == opening.code(table, $0, row)
        } ?? true
      if isSameLine, code(table, .place, picked.row) == code(table, .place, row) {
        index[Evaluation.PickKey(figure: picked.figure, place: place)] = picked
      }
    }
    return index
  }

  /// For counts and money, the sum of the shown rows where it differs from the printed total.
  private func added(
    _ rows: [DraftRow], to total: DraftRow, _ place: Code32, _ title: Title, _ table: Table
  ) throws(Diagnostic) -> TotalRow? {
    guard !hasColumn, let printed = total.values.first?.first, printed.printing.unit.isAdditive
    else { return nil }
    let own = rows.filter { row in
      row.published.contains { cell in
        let code = code(table, .place, cell.picked.row)
        let parts = table.column(.place).flatMap { store.domain(table.id, $0)?[place]?.parts } ?? []
        return code == place || parts.contains(code)
      }
    }
    if own.count < 2 { return nil }
    var draft = total
    for index in cube.measures.indices {
      draft.values[index] = [plain(try sum(own.map { $0.values[index][0] }))]
      if !draft.references.isEmpty {
        draft.references[index] = plain(try sum(own.map { $0.references[index] }))
      }
    }
    let differs =
      zip(draft.values, total.values).contains { $0[0].figure != $1[0].figure }
      || zip(draft.references, total.references).contains {
        $1.figure.number != nil && $0.figure != $1.figure
      }
    return differs ? TotalRow(label: .sumOfRows(title, count: own.count), row: draft) : nil
  }

  /// A computed figure has no published one behind it.
  private func plain(_ value: Value) -> Value {
    var value = value
    if let row = value.published?.picked.row { value.printed?.published?.picked.summed = [row] }
    return value
  }

  /// What a share of published figures is a share of: all their parts.
  var bases: [Value] {
    cube.measures.indices.map { index in
      do throws(Diagnostic) {
        return try sum(allValues(index))
      } catch {
        return Value(.notApplicable, Printing(.none, decimals: 0))
      }
    }
  }

  private func allValues(_ index: Int) throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    for key in evaluation.picks[0]?.keys.map(\.place) ?? [] {
      values.append(try evaluation.value(cube.measures[index].expression, at: key, .detail))
    }
    return values
  }
}
