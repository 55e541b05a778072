import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

/// Released rows → an answer that lists them. Throws IN08 when unlike units are sorted, IN53 when a
/// stop is wished.
package func finish(
  _ released: ReleasedRows, _ plan: Plan, _ store: Store, _ cancellation: Cancellation
) throws(Diagnostics) -> Answer {
  guard case .listing(let listing) = plan.shape else {
    preconditionFailure("cubes are finished by their cells")
  }
  do throws(Diagnostic) {
    return try ListingFinisher(plan, listing, store, released, cancellation).run()
  } catch {
    throw Diagnostics(error)
  }
}

private struct ListingFinisher {
  let plan: Plan
  let listing: Listing
  let store: Store
  let table: Table
  let released: ReleasedRows
  let cancellation: Cancellation

  init(
    _ plan: Plan, _ listing: Listing, _ store: Store, _ released: ReleasedRows,
    _ cancellation: Cancellation
  ) {
    self.cancellation = cancellation
    self.plan = plan
    self.listing = listing
    self.store = store
    table = store[listing.table]
    self.released = released
  }

  func run() throws(Diagnostic) -> Answer {
    let rows = topped(try ordered(released.rows))
    try requireRoom(rows: rows.count, cells: listing.columns.count)
    var answer = Answer(readBack: [], columns: columns(), rows: [])
    for (done, row) in rows.enumerated() {
      if done.isMultiple(of: 1024), cancellation.isWished {
        throw Diagnostic(.stopped(Reached(.rows, done, of: rows.count)))
      }
      answer.rows.append(AnswerRow(.part, try cells(row)))
    }
    answer.setUnits()
    answer.readBack = plan.readBack + [.rows(rows.count)]
    answer.notes = plan.notes
    if rows.isEmpty { answer.notes.append(.emptied(by: lastFilter)) }
    answer.notes += plan.timeline(store)
    for column in RowTest.all(listing.tests).columnsKeptMissing().sorted() {
      let count = store.missing(column, of: table.id, in: rows)
      if count > 0 {
        answer.notes.append(.keptMissing(field: table[column].names.title, count: count))
      }
    }
    answer.notes += partRemarks(rows)
    if rows.count <= 20 { answer.notes += remarks(rows) }
    answer.sources = sources(rows)
    answer.isSynthetic = table.isSynthetic
    if table.isSynthetic { answer.readBack.append(.synthetic) }
    answer._checkInvariants()
    return answer
  }

  private var lastFilter: Title? {
    plan.readBack.last { if case .filter = $0 { true } else { false } }.flatMap { part in
      if case .filter(let title) = part { title } else { nil }
    }
  }

  // MARK: columns and cells

  private var hasTarget: Bool {
    listing.versus.map { table[$0.reference].role == .target } ?? false
  }

  private func columns() -> [AnswerColumn] {
    var columns = listing.columns.map { id in
      let column = table[id]
      let kind: AnswerColumn.Kind =
        column.isNumeric && column.role != .line
        ? .figure : column.isNumeric || column.kind == .dimension ? .label : .text
      return AnswerColumn(
        .title(column.names.title), name: column.name, kind: kind, weight: weight(column))
    }
    if listing.versus != nil {
      for column in [VersusColumn.difference, .change] {
        columns.append(
          AnswerColumn(
            .versus(column, measure: nil), name: column.names.sv[0], kind: .figure,
            weight: column == .change ? 1 : 2))
      }
      if hasTarget {
        columns.append(AnswerColumn(.attainment, name: "uppfyllelse", kind: .text, weight: 4))
      }
    }
    return columns
  }

  /// Name and value first, then place and period; how a figure is described goes before what it says.
  private func weight(_ column: Column) -> Int {
    // Findings are told in the order of what matters: the arithmetic, of what, how grave, where.
    if table.id == store.findings, let place = table.listing.firstIndex(of: column.id) {
      return table.listing.count - place
    }
    let isNamed = column.id == table.published?.name || column.id == table.lineColumn
    if isNamed || column.id == listing.columns.first { return 9 }
    if column.id == listing.versus?.reference || column.id == table.published?.value { return 8 }
    switch column.role {
    case .place, .period: return 5
    case .document: return 3
    case .gender: return 2
    case .line, .direction, .form, .note, .section: return 0
    default: return column.isNumeric ? 4 : 3
    }
  }

  private func cells(_ row: Int) throws(Diagnostic) -> [AnswerCell] {
    var cells = listing.columns.map { cell(table[$0], row) }
    guard let versus = listing.versus else { return cells }
    cells.append(.figure(try difference(row, versus)))
    cells.append(.figure(try change(row, versus)))
    if hasTarget { cells.append(.attainment(attainment(row, versus))) }
    return cells
  }

  private func cell(_ column: Column, _ row: Int) -> AnswerCell {
    if column.role == .line {
      return store.integer(table, column.id, row: row).map { .line($0) } ?? .absent
    }
    guard column.isNumeric else {
      guard let member = store.member(table, column.id, row: row) else {
        // What rows are split by is missed where it is not recorded; a remark is not.
        return column.kind == .dimension ? .missing : .absent
      }
      return column.kind == .dimension || member.period != nil
        || member.title.sv != member.title.en
        ? .label(member.title) : .text(member.value)
    }
    let (figure, printing) = store.figure(table, column.id, row: row)
    var shown = Shown(figure, printing)
    if figure == .missing, let word = table.wordColumn(of: column.id) {
      shown.word = store.member(table, word, row: row)?.value
    }
    if column.id == table.published?.value { shown.hedge = store.hedge(table, row: row) }
    return .figure(shown)
  }

  private func pair(
    _ row: Int, _ versus: (value: ColumnID, reference: ColumnID)
  ) -> (value: Exact, reference: Exact, printing: Printing)? {
    let (a, own) = store.figure(table, versus.value, row: row)
    let (b, other) = store.figure(table, versus.reference, row: row)
    guard let value = a.number, let reference = b.number else { return nil }
    return (
      value, reference, Printing(own.unit, decimals: max(own.decimals, other.decimals))
    )
  }

  private func difference(
    _ row: Int, _ versus: (value: ColumnID, reference: ColumnID)
  ) throws(Diagnostic) -> Shown {
    guard let (value, reference, printing) = pair(row, versus) else {
      return Shown(.missing, Printing(.none, decimals: 0))
    }
    let unit: Unit = printing.unit == .percent ? .points : printing.unit
    do {
      return Shown(
        .number(try value - reference), Printing(unit, decimals: printing.decimals))
    } catch {
      throw Diagnostic(.overflow)
    }
  }

  private func change(
    _ row: Int, _ versus: (value: ColumnID, reference: ColumnID)
  ) throws(Diagnostic) -> Shown {
    let printing = Printing(.percent, decimals: 1)
    guard let (value, reference, _) = pair(row, versus) else { return Shown(.missing, printing) }
    do {
      let ratio = try (value - reference) / reference.magnitude
      return Shown(ratio.map(Figure.number) ?? .notApplicable, printing)
    } catch {
      throw Diagnostic(.overflow)
    }
  }

  private func attainment(
    _ row: Int, _ versus: (value: ColumnID, reference: ColumnID)
  ) -> Attainment? {
    guard let (value, reference, _) = pair(row, versus), let direction = table.column(.direction),
      let member = store.member(table, direction, row: row)
    else { return nil }
    return Attainment(value, reference, direction: member.value)
  }

  // MARK: order

  private func ordered(_ rows: [Int]) throws(Diagnostic) -> [Int] {
    guard let (key, descending) = listing.order(in: store) else { return rows }
    if case .column(let column) = key, case .coded(let codes, _) = table[column].data {
      return rows.sorted { left, right in
        let (a, b) = (codes[left], codes[right])
        if a == b { return left < right }
        if a == 0 || b == 0 { return b == 0 }
        return descending ? a > b : a < b
      }
    }
    var keyed: [(key: Exact?, row: Int)] = []
    var unit: Unit?
    for row in rows {
      let (figure, printing) = try sortKey(key, row)
      if figure.number != nil {
        if let known = unit, !known.isLike(printing.unit) {
          throw Diagnostic(.unlikeUnits(known, printing.unit))
        }
        unit = unit ?? printing.unit
      }
      keyed.append((figure.number, row))
    }
    return keyed.sorted { left, right in
      switch (left.key, right.key) {
      case (nil, nil): return left.row < right.row
      case (nil, _): return false
      case (_, nil): return true
      case (let a?, let b?):
        if a == b { return left.row < right.row }
        return descending ? a > b : a < b
      }
    }.map(\.row)
  }

  private func sortKey(_ key: ListingKey, _ row: Int) throws(Diagnostic) -> (Figure, Printing) {
    switch key {
    case .column(let column): return store.figure(table, column, row: row)
    case .versus(let column):
      guard let versus = listing.versus else { return (.missing, Printing(.none, decimals: 0)) }
      switch column {
      case .reference: return store.figure(table, versus.reference, row: row)
      case .difference:
        let shown = try difference(row, versus)
        return (shown.figure, shown.printing)
      case .change:
        let shown = try change(row, versus)
        return (shown.figure, shown.printing)
      }
    }
  }

  private func topped(_ rows: [Int]) -> [Int] {
    listing.top.map { Array(rows.prefix($0.count)) } ?? rows
  }

  // MARK: notes and sources

  /// Part of a year against the target of its year.
  private func partRemarks(_ rows: [Int]) -> [Note] {
    guard hasTarget, let versus = listing.versus, let column = table.column(.period) else {
      return []
    }
    var notes: [Note] = []
    for row in rows where pair(row, versus) != nil {
      guard let own = store.member(table, column, row: row)?.period,
        let year = own.year.map(Period.init(year:)), own.isUneven(year)
      else { continue }
      let note = Note.partAgainstWhole("\(own)", "\(year)")
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  private func remarks(_ rows: [Int]) -> [Note] {
    guard let note = table.column(.note) else { return [] }
    var notes: [Note] = []
    for row in rows {
      guard let text = store.member(table, note, row: row)?.title else { continue }
      let label = (table.published?.name ?? table.lineColumn).flatMap {
        store.member(table, $0, row: row)?.value
      }
      let remark = Note.remark(text, label: label ?? "")
      if !notes.contains(remark) { notes.append(remark) }
    }
    return notes
  }

  private func sources(_ rows: [Int]) -> [SourceLine] {
    guard let document = table.column(.document) else { return [] }
    if table.id == store.findings { return rows.flatMap(places) }
    return rows.map { row in
      SourceLine(
        document: store.member(table, document, row: row)?.value ?? "",
        line: table.column(.line).flatMap { store.integer(table, $0, row: row) },
        title: (table.published?.name ?? table.lineColumn).flatMap {
          store.member(table, $0, row: row)?.title.sv
        },
        remark: table.column(.note).flatMap { store.member(table, $0, row: row)?.value })
    }
  }

  /// Both places of a finding, each with the figure that it is about.
  private func places(_ row: Int) -> [SourceLine] {
    let figure = table.column(named: "avser").flatMap {
      store.member(table, $0, row: row)?.title.sv
    }
    let lines = table.columns(.line)
    return zip(["dokument", "dokument 2"], lines).compactMap { name, line in
      guard let column = table.column(named: name),
        let document = store.member(table, column, row: row)?.value
      else { return nil }
      return SourceLine(
        document: document, line: store.integer(table, line, row: row), title: figure,
        remark: table.column(.note).flatMap { store.member(table, $0, row: row)?.value })
    }
  }
}
