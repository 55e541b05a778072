import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

// The read-back, the notes and the sources of an answer.

extension CubeFinisher {
  /// How the question was read, with what only the figures could tell.
  func readBack(_ answer: Answer) -> [ReadBackPart] {
    var parts = plan.readBack
    let agreed = agreedTitle()
    if let agreed {
      parts.removeAll { part in
        if case .filter(let title) = part { Period(text: title.sv) != nil } else { false }
      }
      let at = parts.lastIndex { part in
        switch part {
        case .measure, .per, .cross, .filter: true
        default: false
        }
      }
      let said = parts.compactMap { if case .filter(let title) = $0 { title.sv } else { nil } }
      let unsaid = agreed.filter { title in !said.contains { $0.hasSuffix(title.sv) } }
      parts.insert(contentsOf: unsaid.map(ReadBackPart.agreed), at: (at ?? -1) + 1)
    }
    if !opening.shown.isEmpty { parts.append(.alsoSplit(opening.shown.map(\.title))) }
    parts.append(.rows(answer.rows.count { $0.kind == .part }))
    return parts
  }

  /// Place, then period with its document: `KNÖ`, `2016 (VB 2016)`.
  private func agreedTitle() -> [Title]? {
    guard cube.legs.contains(where: { if case .lookup = $0 { true } else { false } }) else {
      return nil
    }
    var titles: [Title] = []
    func member(_ role: Role) -> Member? {
      opening.agreed.first { $0.column.role == role }?.member
    }
    if let place = member(.place) { titles.append(place.title) }
    if let gender = member(.gender), !gender.isTotal { titles.append(gender.title) }
    switch (member(.period), member(.document)) {
    case (let period?, let document?):
      titles.append(Title("\(period.title.sv) (\(document.title.sv))"))
    case (let period?, nil): titles.append(period.title)
    case (nil, let document?): titles.append(document.title)
    case (nil, nil): break
    }
    return titles
  }

  func ownNotes(_ rows: [DraftRow]) -> [Note] {
    var notes: [Note] = []
    for (index, measure) in cube.measures.enumerated() {
      var skipped: Int64 = 0
      for row in rows { for value in row.values[index] { skipped += value.skipped } }
      if skipped > 0 { notes.append(.skippedMissing(measure: measure.title, count: Int(skipped))) }
    }
    notes += aggregateRemarks()
    notes += cube.legs.compactMap(countedEach)
    notes += shareRemarks(rows)
    var seen: Set<Int> = []
    for row in rows {
      for cell in row.published where seen.insert(cell.picked.row).inserted {
        notes += remarks(cell, rows.count)
      }
    }
    notes += previousRemarks(rows)
    notes += partRemarks(rows)
    notes += targetRemarks(rows)
    var unique: [Note] = []
    for note in notes where !unique.contains(note) { unique.append(note) }
    return unique
  }

  /// Where a row is a household's year, a count over several years has a household several times.
  private func countedEach(_ leg: Leg) -> Note? {
    let table = store[leg.table]
    guard case .aggregate(let leg) = leg, table.column(.identity) != nil, !table.isDetail,
      let period = table.column(.period),
      case .coded(let codes, _) = table[period].data,
      leg.partials.contains(where: { if case .rows = $0 { true } else { false } }),
      !leg.axes.contains(where: { $0?.column == period })
    else { return nil }
    var present = codes.occurring.filter { $0 != 0 }
    for wanted in leg.tests.compactMap({ wanted($0, period) }) { present.formIntersection(wanted) }
    if present.count < 2 { return nil }
    return .countedEach(things: table.thing, period: table[period].names.title)
  }

  /// The codes of a column that a test leaves, nil where it leaves all.
  private func wanted(_ test: RowTest, _ column: ColumnID) -> Set<Code32>? {
    switch test {
    case .codes(column, let codes): codes
    case .all(let tests):
      tests.compactMap { wanted($0, column) }.reduce(nil) { $0?.intersection($1) ?? $1 }
    default: nil
    }
  }

  private func aggregateRemarks() -> [Note] {
    var notes: [Note] = []
    for (index, leg) in cube.legs.enumerated() {
      if case .aggregate(let cells) = released[index].cells {
        if cells.unknown > 0, cube.measures.contains(where: { $0.expression.isShare }),
          let all = cells.levels[.grand]?.columns.first?.rows.first
        {
          notes.append(.shareMissing(count: cells.unknown, of: Int(all)))
        }
        for (column, rows) in cells.kept where rows > 0 {
          notes.append(.keptMissing(field: store[leg.table][column].names.title, count: rows))
        }
      }
      guard case .aggregate(let cells) = released[index].cells, cells.remarks.count <= 6,
        store[leg.table].published == nil
      else { continue }
      notes += cells.remarks.map { Note.remark(Title($0.text), label: "\($0.rows)") }
    }
    return notes
  }

  /// More than a tenth of the rows without the dimension: the share cannot be compared.
  private func shareRemarks(_ rows: [DraftRow]) -> [Note] {
    guard cube.finish.share != nil, let measure = cube.measures.first,
      !measure.expression.picksOnly
    else { return [] }
    let blank = CellPlace(
      rows: cube.rows.map { _ in anyCode },
      joined: [Code32](repeating: 0, count: opening.joiningRows.count + 1), column: nil)
    var unknown = blank
    unknown.rows = unknown.rows.map { _ in 0 }
    unknown.column = hasColumn ? 0 : nil
    do throws(Diagnostic) {
      let all = try evaluation.value(measure.expression, at: blank, .grand)
      let level: Level = hasColumn ? .columnTotals : .rowTotals
      let missing = try evaluation.value(measure.expression, at: unknown, level)
      guard let a = all.figure.number, let m = missing.figure.number, m.isInteger, a.isInteger,
        let count = Int(exactly: m.numerator), let whole = Int(exactly: a.numerator),
        m.numerator * 10 > a.numerator
      else { return [] }
      return [.shareMissing(count: count, of: whole)]
    } catch {
      return []
    }
  }

  private func remarks(_ cell: PublishedCell, _ rows: Int) -> [Note] {
    let table = store[cell.table]
    var notes: [Note] = []
    let label = self.label(cell)
    if rows <= 20, let note = table.column(.note),
      let text = store.member(table, note, row: cell.picked.row)?.value
    {
      notes.append(.remark(Title(text), label: label))
    }
    guard case .lookup(let leg)? = cube.legs.first(where: { $0.table == cell.table }) else {
      return notes
    }
    for other in cell.picked.others {
      let (figure, printing) = store.figure(
        table, leg.figures[min(cell.picked.figure, leg.figures.count - 1)].value, row: other)
      guard let number = figure.number else { continue }
      let source = source(table, other)
      notes.append(
        .otherNumber(
          figure: label, number: number, printing, document: source.document,
          line: source.line ?? 0))
    }
    return notes
  }

  private func label(_ cell: PublishedCell) -> String {
    let table = store[cell.table]
    let period = table.column(.period)
    let tellsPeriod = period.map { id in
      opening.shown.contains { $0.name == table[id].name }
        || cube.rows.contains { $0.domain == table[id].domain }
    }
    let roles: [ColumnID?] = [
      table.lineColumn, table.column(.place), tellsPeriod ?? false ? period : nil,
    ]
    return roles.compactMap { $0 }.compactMap {
      store.member(table, $0, row: cell.picked.row)?.value
    }
    .joined(separator: ", ")
  }

  /// The figure of last year was taken from the newer report's column for it.
  private func previousRemarks(_ rows: [DraftRow]) -> [Note] {
    var notes: [Note] = []
    for row in rows {
      for reference in row.references {
        guard let cell = reference.published, cell.picked.isPrevious, reference.figure.number != nil
        else { continue }
        notes.append(
          .previousFromNewer(document: source(store[cell.table], cell.picked.row).document))
      }
    }
    return notes
  }

  /// Part of a year against a whole one, or against the target of its year.
  private func partRemarks(_ rows: [DraftRow]) -> [Note] {
    var notes: [Note] = []
    for row in rows {
      for (index, (values, reference)) in zip(row.values, row.references).enumerated() {
        guard let value = values.first, let own = period(value) else { continue }
        let target = cube.measures[index].isTarget ? own.year.map(Period.init(year:)) : nil
        guard let other = target ?? period(reference), own.isUneven(other),
          reference.figure.number != nil
        else { continue }
        let (part, whole) = own.length < other.length ? (own, other) : (other, own)
        notes.append(.partAgainstWhole("\(part)", "\(whole)"))
      }
    }
    return notes
  }

  private func period(_ value: Value) -> Period? {
    guard let cell = value.published, !cell.picked.isPrevious, value.figure.number != nil,
      let column = store[cell.table].column(.period)
    else { return nil }
    return store.member(store[cell.table], column, row: cell.picked.row)?.period
  }

  /// A target is not inherited: where only the total has one, a note names it.
  private func targetRemarks(_ rows: [DraftRow]) -> [Note] {
    guard let measure = cube.measures.first, measure.isTarget,
      case .pick(let leg, _, let field?) = measure.reference,
      case .lookup(let cells) = released[leg].cells
    else { return [] }
    let lacking = zip(rows, rows.map { $0.references.first?.figure }).contains { $1 == .missing }
    guard lacking else { return [] }
    let table = store[cube.legs[leg].table]
    var notes: [Note] = []
    for total in cells.totals {
      let (figure, printing) = store.figure(table, field, row: total.row)
      guard let number = figure.number, let place = table.column(.place),
        let member = store.member(table, place, row: total.row), member.isTotal
      else { continue }
      notes.append(.targetOnlyOnTotal(member.title, number: number, printing))
    }
    return notes
  }

  // MARK: sources

  func source(_ table: Table, _ row: Int) -> SourceLine {
    let document = table.column(.document).flatMap { store.member(table, $0, row: row)?.value }
    let line = table.column(.line).flatMap { store.integer(table, $0, row: row) }
    let note = table.column(.note).flatMap { store.member(table, $0, row: row)?.value }
    let name = table.published?.name.flatMap { store.member(table, $0, row: row)?.title.sv }
    let part = table.lineColumn.flatMap { store.member(table, $0, row: row)?.title.sv }
    return SourceLine(document: document ?? "", line: line, title: name ?? part, remark: note)
  }

  /// The lines on which the published figures of a row stand.
  func rowSources(_ row: DraftRow) -> [SourceLine] {
    var lines: [SourceLine] = []
    for printed in row.printed {
      for cell in [printed.published].compactMap({ $0 }) + printed.beside {
        let rows = cell.picked.summed.isEmpty ? [cell.picked.row] : cell.picked.summed
        for source in rows + cell.picked.agreeing + cell.picked.others {
          let line = self.source(store[cell.table], source)
          if !lines.contains(line) { lines.append(line) }
        }
      }
    }
    return lines
  }

  /// The lines on which the figures of an answer stand.
  func sources(_ answer: Answer) -> [SourceLine] {
    var lines = answer.rows.flatMap { $0.kind == .part ? $0.sources : [] }
    for (index, leg) in cube.legs.enumerated() {
      guard case .aggregate(let cells) = released[index].cells else { continue }
      let table = store[leg.table]
      let domain = table.column(.document).flatMap { store.domain(leg.table, $0) }
      for (code, line) in cells.lines {
        lines.append(
          SourceLine(
            document: domain?[code]?.value ?? "", line: line, title: table.names.title.sv,
            remark: nil))
      }
    }
    var unique: [SourceLine] = []
    var seen: Set<SourceLine> = []
    for line in lines where seen.insert(line).inserted { unique.append(line) }
    return unique
  }
}
