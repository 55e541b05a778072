import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

// Draft rows → columns and rows of the answer, totals among them.

extension CubeFinisher {
  func table(_ rows: [DraftRow]) throws(Diagnostic) -> Answer {
    var answer = Answer(readBack: [], columns: columns(), rows: [])
    columnCount = answer.columns.count
    let totals = cube.finish.withTotal ? try totalRows(rows) : []
    answer.rows.reserveCapacity(rows.count + totals.count)
    for (done, row) in rows.enumerated() {
      try heed(done, of: rows.count)
      answer.rows.append(AnswerRow(.part, try cells(row), sources: rowSources(row)))
    }
    for total in totals {
      answer.rows.append(AnswerRow(.total, try cells(total.row, label: total.label)))
    }
    if cube.finish.share == .column {
      answer.rows.append(AnswerRow(.total, try baseRow()))
    }
    answer.setUnits()
    alignDecimals(&answer)
    return answer
  }

  // MARK: cells

  private func cells(
    _ row: DraftRow, label: TotalLabel? = nil
  ) throws(Diagnostic) -> [AnswerCell] {
    var cells: [AnswerCell] = []
    cells.reserveCapacity(columnCount)
    addLabels(row, label, to: &cells)
    for (index, measure) in cube.measures.enumerated() {
      try addFigures(row, index, measure, isTotal: label != nil, to: &cells)
    }
    if showsBase { cells.append(.figure(shown(try shownBase(row)))) }
    if cube.measures.contains(where: \.isTarget) { cells.append(.attainment(attainment(row))) }
    for dimension in opening.beside { cells.append(besideCell(dimension, row)) }
    if fieldColumns.isEmpty { return cells }
    for index in cube.measures.indices {
      cells += fieldColumns.map { fieldCell($0, row, index) }
    }
    return cells
  }

  private func addLabels(_ row: DraftRow, _ label: TotalLabel?, to cells: inout [AnswerCell]) {
    if let label {
      for place in 0..<cube.rows.count + opening.joiningRows.count {
        cells.append(place == 0 ? .total(label) : .absent)
      }
      return
    }
    for (index, code) in row.place.rows.enumerated() { cells.append(memberLabel(code, index)) }
    for (code, dimension) in zip(row.place.joined, opening.joiningRows) {
      cells.append(joinedLabel(code, dimension, row))
    }
  }

  /// The label of a member of a row's dimension; many rows have the same.
  private func memberLabel(_ code: Code32, _ index: Int) -> AnswerCell {
    if let known = memberLabels[index][code] { return known }
    let label = memberTitle(code, cube.rows[index]).map(AnswerCell.label) ?? .unknown
    memberLabels[index][code] = label
    return label
  }

  private func joinedLabel(
    _ code: Code32, _ dimension: OpenDimension, _ row: DraftRow
  ) -> AnswerCell {
    guard let cell = row.published.first, code != 0,
      let column = store[cell.table].column(named: dimension.name),
      let member = store.domain(cell.table, column)?[code]
    else { return .absent }
    return .label(member.title)
  }

  private func addFigures(
    _ row: DraftRow, _ index: Int, _ measure: PlanMeasure, isTotal: Bool,
    to cells: inout [AnswerCell]
  ) throws(Diagnostic) {
    let values = row.values[index]
    if hasColumn {
      for (value, member) in zip(values, members) {
        let own = try cube.finish.share == nil ? value : share(value, row, index, member)
        cells.append(.figure(shown(own)))
      }
      if cube.finish.withTotal, cube.finish.share != .row {
        let total = try rowTotal(row, measure, isTotal: isTotal)
        cells.append(
          .figure(shown(try cube.finish.share == nil ? total : share(total, row, index, nil))))
      }
      return
    }
    cells.append(.figure(shown(values[0])))
    if tellsRows(measure) {
      cells.append(count(values[0].base ?? 0))
      if skipping.contains(index) { cells.append(count(values[0].skipped)) }
    }
    if cube.finish.share != nil {
      cells.append(.figure(shown(try share(values[0], row, index, nil))))
    }
    if measure.reference != nil {
      let reference = row.references[index]
      cells.append(.figure(shown(reference)))
      cells.append(.figure(shown(try versus(.difference, values[0], reference))))
      cells.append(.figure(shown(try versus(.change, values[0], reference))))
    }
  }

  /// The total column: recomputed from rows, or for published figures the printed whole.
  private func rowTotal(
    _ row: DraftRow, _ measure: PlanMeasure, isTotal: Bool
  ) throws(Diagnostic) -> Value {
    if measure.expression.picksOnly {
      let values = row.values.first ?? []
      return try sum(values)
    }
    var place = row.place
    place.column = nil
    return try evaluation.value(measure.expression, at: place, isTotal ? .grand : .rowTotals)
  }

  /// A sum of cells of one kind, missing where there are none or where they cannot be added.
  func sum(_ values: [Value]) throws(Diagnostic) -> Value {
    let numbers = values.filter { $0.figure.number != nil }
    guard var total = numbers.first else { return Value(.missing, Printing(.none, decimals: 0)) }
    if !numbers.allSatisfy({
      $0.printing.unit.isAdditive && $0.printing.unit.isLike(total.printing.unit)
    }) {
      return Value(.notApplicable, total.printing)
    }
    for number in numbers.dropFirst() { total = try evaluation.combined(.plus, total, number) }
    return total
  }

  private func besideCell(_ dimension: OpenDimension, _ row: DraftRow) -> AnswerCell {
    var titles: [Title] = []
    let own = row.published
    // What is computed has no period or document of its own: the figure beside it tells its own.
    for cell in own.isEmpty ? row.references.compactMap(\.published) : own {
      let table = store[cell.table]
      guard let column = table.column(named: dimension.name),
        let member = store.member(table, column, row: cell.picked.row)
      else { continue }
      if !titles.contains(member.title) { titles.append(member.title) }
    }
    if titles.isEmpty { return .absent }
    return .label(
      Title(
        sv: titles.map(\.sv).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", ")))
  }

  /// A further field of the row that a measure's figure stands in.
  private func fieldCell(_ column: Column, _ row: DraftRow, _ index: Int) -> AnswerCell {
    let own = row.values[index].compactMap(\.published)
    guard let cell = own.first(where: { $0.table == plan.table }) else { return .absent }
    return self.cell(column, row: cell.picked.row, store[plan.table])
  }

  // MARK: shares

  /// The base of a share is always shown: of the row, of the whole, or of a share of rows.
  var showsBase: Bool {
    cube.finish.share == .row || (cube.finish.share == .total && !hasColumn) || sharesRows
  }

  private var sharesRows: Bool {
    isSingle && cube.measures[0].expression.isShare && hasRoomForRows(cube.measures[0])
  }

  /// Beside a mean stand the rows that it is of; beside a share of rows too, where there are several.
  func tellsRows(_ measure: PlanMeasure) -> Bool {
    hasRoomForRows(measure)
      && (measure.expression.isMean || (!isSingle && measure.expression.isShare))
  }

  private func hasRoomForRows(_ measure: PlanMeasure) -> Bool {
    cube.finish.share == nil && !hasColumn && measure.reference == nil
  }

  private func count(_ rows: Int64) -> AnswerCell {
    .figure(Shown(.number(Exact(rows)), Printing(.none, decimals: 0)))
  }

  private func shownBase(_ row: DraftRow) throws(Diagnostic) -> Value {
    guard sharesRows else { return try base(row, 0, nil) }
    return Value(.number(Exact(row.values[0][0].base ?? 0)), Printing(.none, decimals: 0))
  }

  private func base(
    _ row: DraftRow, _ index: Int, _ member: Code32?
  ) throws(Diagnostic) -> Value {
    let measure = cube.measures[index]
    if measure.expression.picksOnly { return try pickedBase(row, index, member) }
    var place = row.place
    switch cube.finish.share {
    case .row:
      place.column = nil
      let isTotal = row.place.rows.allSatisfy { $0 == anyCode } && !row.place.rows.isEmpty
      return try evaluation.value(measure.expression, at: place, isTotal ? .grand : .rowTotals)
    case .column:
      place.column = member
      return try evaluation.value(
        measure.expression, at: place, member == nil ? .grand : .columnTotals)
    case .total, nil:
      place.column = nil
      return try evaluation.value(measure.expression, at: place, .grand)
    }
  }

  private func pickedBase(
    _ row: DraftRow, _ index: Int, _ member: Code32?
  ) throws(Diagnostic) -> Value {
    if cube.finish.share == .row { return try sum(row.values[index]) }
    return bases[index]
  }

  private func share(
    _ value: Value, _ row: DraftRow, _ index: Int, _ member: Code32?
  ) throws(Diagnostic) -> Value {
    let base = try base(row, index, member)
    var share = try evaluation.combined(.divided, value, base)
    share.printing = Printing(.percent, decimals: 1)
    share.base = base.figure.number.flatMap { $0.isInteger ? Int64(exactly: $0.numerator) : nil }
    return share
  }

  /// Under a share of the column, the bases stand in a row of their own.
  private func baseRow() throws(Diagnostic) -> [AnswerCell] {
    let blank = CellPlace(
      rows: cube.rows.map { _ in anyCode },
      joined: opening.joiningRows.map { _ in 0 } + [0], column: nil)
    let row = DraftRow(place: blank, values: [], references: [])
    var cells: [AnswerCell] = []
    addLabels(row, .base, to: &cells)
    for index in cube.measures.indices {
      if hasColumn {
        for member in members { cells.append(.figure(shown(try base(row, index, member)))) }
        if cube.finish.withTotal { cells.append(.figure(shown(try base(row, index, nil)))) }
      } else {
        cells.append(.figure(shown(try base(row, index, nil))))
        cells.append(.absent)
      }
    }
    while cells.count < columnCount { cells.append(.absent) }
    return cells
  }

  // MARK: looks

  func shown(_ value: Value) -> Shown {
    var shown = Shown(value.figure, value.printing)
    shown.count = value.base.map { Int($0) }
    shown.word = value.word
    shown.hedge = value.hedge
    return shown
  }

  /// A cell of a row as it stands in its table.
  func cell(_ column: Column, row: Int, _ table: Table) -> AnswerCell {
    guard column.isNumeric else {
      guard let member = store.member(table, column.id, row: row) else {
        return .figure(Shown(.missing, Printing(.none, decimals: 0)))
      }
      return column.kind == .dimension || member.period != nil
        ? .label(member.title) : .text(member.value)
    }
    let (figure, printing) = store.figure(table, column.id, row: row)
    var shown = Shown(figure, printing)
    if figure == .missing, let word = table.wordColumn(of: column.id) {
      shown.word = store.member(table, word, row: row)?.value
    }
    return .figure(shown)
  }

  private func attainment(_ row: DraftRow) -> Attainment? {
    guard let value = row.values.first?.first, let outcome = value.figure.number,
      let goal = row.references.first?.figure.number, let cell = value.published,
      let direction = store[cell.table].column(.direction),
      let member = store.member(store[cell.table], direction, row: cell.picked.row)
    else { return nil }
    return Attainment(outcome, goal, direction: member.value)
  }

  /// Computed columns share one number of decimals; published figures keep theirs.
  private func alignDecimals(_ answer: inout Answer) {
    for index in answer.columns.indices where answer.columns[index].kind == .figure {
      let isPublished: Bool
      switch answer.columns[index].heading {
      case .title, .reference, .member, .unknown, .total:
        isPublished = cube.measures.allSatisfy { $0.expression.isPick }
      default: isPublished = false
      }
      if !isPublished { answer.alignDecimals(column: index) }
    }
  }
}

extension CellExpr {
  /// True for a share of rows.
  var isShare: Bool {
    if case .partial(_, _, .share) = self { true } else { false }
  }

  /// True for what the middle of several rows is.
  var isMean: Bool {
    switch self {
    case .partial(_, _, .mean), .partial(_, _, .median): true
    case .partial, .constant, .pick, .pickedSum, .negated, .binary: false
    }
  }

  /// True for a published figure as it is printed.
  var isPick: Bool {
    switch self {
    case .pick, .pickedSum: true
    case .constant, .partial, .negated, .binary: false
    }
  }
}
