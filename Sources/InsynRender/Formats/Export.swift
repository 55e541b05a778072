import InsynFinish
import InsynValue

/// A column as data: its canonical name and, for each row, text or number with its state and unit.
struct ExportColumn {
  enum Cell {
    case text(String)
    case number(String)
    case empty
  }
  let name: String
  let unit: Unit?
  var cells: [Cell]
}

/// The columns of an answer as data: beside a column with any non-number its status, beside one of
/// several units its unit, beside one with reservations those, and last the source of each row.
/// Throws when a stop is wished.
func exportColumns(_ answer: Answer, _ looks: Looks) throws(Stopped) -> [ExportColumn] {
  var result: [ExportColumn] = []
  for (index, column) in answer.columns.enumerated() {
    let cells = answer.rows.map { $0.cells[index] }
    var exported: [ExportColumn.Cell] = []
    for (row, cell) in cells.enumerated() {
      try looks.heed(row)
      exported.append(exportCell(cell))
    }
    result.append(ExportColumn(name: column.name, unit: column.unit, cells: exported))
    let states = cells.map(status)
    if states.contains(where: { $0 != nil }) {
      result.append(side(column.name + "_status", states))
    }
    guard column.kind == .figure else { continue }
    let figures = cells.compactMap { if case .figure(let shown) = $0 { shown } else { nil } }
    if column.unit == nil, figures.contains(where: { $0.figure.number != nil }) {
      result.append(side(column.name + "_enhet", cells.map(unitWord)))
    }
    if figures.contains(where: { $0.hedge != nil }) {
      result.append(side(column.name + "_förbehåll", cells.map(hedge)))
    }
  }
  return named(result) + sourceColumn(answer)
}

private func side(_ name: String, _ texts: [String?]) -> ExportColumn {
  ExportColumn(name: name, unit: nil, cells: texts.map { $0.map(ExportColumn.Cell.text) ?? .empty })
}

/// Two columns of one name are told apart by a number.
private func named(_ columns: [ExportColumn]) -> [ExportColumn] {
  var seen: [String: Int] = [:]
  return columns.map { column in
    seen[column.name, default: 0] += 1
    let count = seen[column.name] ?? 1
    if count == 1 { return column }
    return ExportColumn(name: "\(column.name) \(count)", unit: column.unit, cells: column.cells)
  }
}

private func sourceColumn(_ answer: Answer) -> [ExportColumn] {
  if answer.columns.contains(where: { $0.name == "dokument" }) || documentNames(answer).isEmpty {
    return synthetic(answer)
  }
  let all = documentNames(answer).joined(separator: "; ")
  let cells = answer.rows.map { row -> ExportColumn.Cell in
    if row.sources.isEmpty { return .text(all) }
    return .text(
      row.sources.map { source in
        source.line.map { "\(source.document):\($0)" } ?? source.document
      }.joined(separator: "; "))
  }
  return [ExportColumn(name: "källa", unit: nil, cells: cells)] + synthetic(answer)
}

private func synthetic(_ answer: Answer) -> [ExportColumn] {
  if !answer.isSynthetic { return [] }
  let cells = answer.rows.map { _ in ExportColumn.Cell.text("syntetiska övningsdata") }
  return [ExportColumn(name: "data", unit: nil, cells: cells)]
}

private func exportCell(_ cell: AnswerCell) -> ExportColumn.Cell {
  switch cell {
  case .label(let title): return .text(title.sv)
  case .unknown: return .text(unknownWords(.sv))
  case .total(let label): return .text(words(label, .sv))
  case .text(let text): return .text(text)
  case .attainment(let attainment): return .text(words(attainment, .sv))
  case .line(let line): return .number("\(line)")
  case .missing, .absent: return .empty
  case .figure(let shown):
    return shown.figure.number.map { .number(dataNumber($0, shown.printing)) } ?? .empty
  }
}

private func status(_ cell: AnswerCell) -> String? {
  if case .missing = cell { return words(Figure.missing, .sv) }
  guard case .figure(let shown) = cell, shown.figure.number == nil else { return nil }
  return shown.word ?? words(shown.figure, .sv)
}

private func unitWord(_ cell: AnswerCell) -> String? {
  guard case .figure(let shown) = cell, shown.figure.number != nil else { return nil }
  return shown.printing.unit.word
}

private func hedge(_ cell: AnswerCell) -> String? {
  if case .figure(let shown) = cell { shown.hedge?.rawValue } else { nil }
}
