import InsynFinish
import InsynValue

/// Columns set for the eye: labels to the left, figures aligned on the decimal sign. With `som staplar`
/// or `som linje` the picture stands below, or alone where it shows all that the table would.
struct TableFormat {
  private let answer: Answer
  private let looks: Looks
  private let shownRows: [AnswerRow]

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
    let parts = answer.rows.filter { $0.kind == .part }
    let limit = looks.rowLimit ?? parts.count
    shownRows = Array(parts.prefix(limit)) + answer.rows.filter { $0.kind == .total }
  }

  func write(to out: inout some TextOutputStream) {
    for line in wrapped(readBackLine(answer, looks.tongue), indent: "  ", to: looks.width) {
      out.write(line + "\n")
    }
    let picture = picture()
    if !answer.rows.isEmpty, !(picture?.isWhole ?? false) {
      writeTable(to: &out)
      if picture != nil { out.write("\n") }
    }
    for line in picture?.lines ?? [] { out.write(line + "\n") }
    writeNotes(answer, looks, to: &out)
  }

  private func picture() -> (lines: [String], isWhole: Bool)? {
    guard answer.display != nil, let chart = Chart(answer, looks.tongue, limit: looks.rowLimit)
    else { return nil }
    return (TextChart(chart, width: looks.width ?? 80).lines, chart.isWhole)
  }

  private func writeTable(to out: inout some TextOutputStream) {
    let columns = setColumns()
    let visible = fitting(columns)
    let rule = line(visible.map { String(repeating: "─", count: $0.width) })
    let height = visible.map(\.head.count).max() ?? 1
    for place in 0..<height {
      let heads = visible.map { column in
        let own = place - (height - column.head.count)
        return column.padded(own < 0 ? "" : column.head[own])
      }
      out.write(line(heads) + "\n")
    }
    out.write(rule + "\n")
    for (index, row) in shownRows.enumerated() {
      if row.kind == .total, index > 0, shownRows[index - 1].kind == .part {
        out.write(rule + "\n")
      }
      for place in 0..<(visible.map { $0.cells[index].count }.max() ?? 1) {
        let cells = visible.map { column in
          let cell = column.cells[index]
          return column.padded(place < cell.count ? cell[place] : "")
        }
        out.write(line(cells) + "\n")
      }
    }
    if let footer = footer(columns, visible) { out.write(footer + "\n") }
  }

  // MARK: columns

  private func setColumns() -> [SetColumn] {
    answer.columns.enumerated().map { index, column in
      let cells = shownRows.map { $0.cells[index] }
      let texts = cells.map { cellText($0, column, looks.tongue) }
      let isFigure = column.kind == .figure
      let isConstant = cells.count > 1 && column.kind == .label && Set(texts).count == 1
      return SetColumn(
        index: index, title: headingText(column, looks.tongue),
        texts: isFigure ? aligned(texts) : texts, wholes: cells.map(isWhole), isFigure: isFigure,
        weight: isConstant ? -1 : column.weight)
    }
  }

  /// True for a number or its state, which are never cut; what a source says instead may be long.
  private func isWhole(_ cell: AnswerCell) -> Bool {
    if case .figure(let shown) = cell { shown.word == nil } else { false }
  }

  /// Pads behind the decimals and the unit, so that the decimal signs stand under each other.
  private func aligned(_ texts: [String]) -> [String] {
    let tails = texts.map(tail)
    let widest = tails.compactMap { $0.map(terminalWidth) }.max() ?? 0
    return zip(texts, tails).map { text, tail in
      guard let tail else { return text }
      return text + blanks(widest - terminalWidth(tail))
    }
  }

  /// What stands behind the whole number: decimals and unit; nil for words.
  private func tail(_ text: String) -> String? {
    guard let last = text.lastIndex(where: { $0.isNumber }) else { return nil }
    let sign: Character = looks.tongue == .sv ? "," : "."
    let number = text[...last]
    if let point = number.lastIndex(of: sign), number[point...].dropFirst().allSatisfy(\.isNumber) {
      return String(text[point...])
    }
    return String(text[text.index(after: last)...])
  }

  /// Words may take several lines where the rows are few enough to be read one by one.
  private func fitting(_ columns: [SetColumn]) -> [SetColumn] {
    guard let width = looks.width else { return columns }
    return TableLayout(width: width, lines: shownRows.count <= 20 ? 4 : 1).fitting(columns)
  }

  private func line(_ cells: [String]) -> String {
    var text = cells.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }

  // MARK: what is not shown

  /// `100 000 rader (40 visas) · 12 kolumner (5 visas; dolda: …) · .allt visar resten`
  private func footer(_ columns: [SetColumn], _ visible: [SetColumn]) -> String? {
    var parts: [String] = []
    let (all, shown) = (
      answer.rows.count { $0.kind == .part }, shownRows.count { $0.kind == .part }
    )
    if shown < all { parts.append(someRows(shown, of: all, looks.tongue)) }
    let hidden = columns.filter { column in !visible.contains { $0.index == column.index } }
    if !hidden.isEmpty {
      parts.append(someColumns(visible.count, hidden: hidden.map(\.title), looks.tongue))
    }
    if parts.isEmpty { return nil }
    parts.append(allShown(looks))
    return wrapped("  " + parts.joined(separator: " · "), indent: "  ", to: looks.width)
      .joined(separator: "\n")
  }
}
