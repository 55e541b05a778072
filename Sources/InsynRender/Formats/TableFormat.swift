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

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    for line in wrapped(readBackLine(answer, looks.tongue), indent: "  ", to: looks.width) {
      out.write(line + "\n")
    }
    let picture = picture()
    if !answer.rows.isEmpty, !(picture?.isWhole ?? false) {
      try writeTable(to: &out)
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

  private func writeTable(to out: inout some TextOutputStream) throws(Stopped) {
    let columns = try setColumns()
    let visible = fitting(columns)
    let rule =
      visible.map { String(repeating: "─", count: $0.width) }.joined(separator: "  ") + "\n"
    var line = TableLine()
    /// Sets the columns side by side.
    func write(_ set: (SetColumn, inout TableLine) -> Void) {
      for (place, column) in visible.enumerated() {
        if place > 0 { line.addBlanks(2) }
        set(column, &line)
      }
      out.write(line.take())
    }
    let height = visible.map(\.head.count).max() ?? 1
    for place in 0..<height { write { $0.setHead(line: place, of: height, in: &$1) } }
    out.write(rule)
    for (index, row) in shownRows.enumerated() {
      try looks.heed(index)
      if row.kind == .total, index > 0, shownRows[index - 1].kind == .part { out.write(rule) }
      let height = visible.reduce(1) { max($0, $1.height(index)) }
      for place in 0..<height { write { $0.set(index, line: place, in: &$1) } }
    }
    if let footer = footer(columns, visible) { out.write(footer + "\n") }
  }

  // MARK: columns

  private func setColumns() throws(Stopped) -> [SetColumn] {
    var columns: [SetColumn] = []
    for (index, column) in answer.columns.enumerated() {
      let texts = try self.texts(index, column)
      let isFigure = column.kind == .figure
      let isConstant =
        column.kind == .label && texts.count > 1 && texts.allSatisfy { $0 == texts[0] }
      columns.append(
        SetColumn(
          index: index, title: headingText(column, looks.tongue),
          texts: isFigure ? aligned(texts) : texts,
          wholes: shownRows.map { isWhole($0.cells[index]) }, isFigure: isFigure,
          weight: isConstant ? -1 : column.weight))
    }
    return columns
  }

  private func texts(_ index: Int, _ column: AnswerColumn) throws(Stopped) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(shownRows.count)
    for (place, row) in shownRows.enumerated() {
      try looks.heed(place)
      texts.append(cellText(row.cells[index], column, looks.tongue))
    }
    return texts
  }

  /// True for a number or its state, which are never cut; what a source says instead may be long.
  private func isWhole(_ cell: AnswerCell) -> Bool {
    if case .figure(let shown) = cell { shown.word == nil } else { false }
  }

  /// Pads behind the decimals and the unit, so that the decimal signs stand under each other.
  private func aligned(_ texts: [String]) -> [String] {
    let tails = texts.map(tailWidth)
    let widest = tails.max() ?? -1
    if tails.allSatisfy({ $0 == widest || $0 < 0 }) { return texts }
    return zip(texts, tails).map { text, tail in tail < 0 ? text : text + blanks(widest - tail) }
  }

  /// The room of what stands behind the whole number, decimals and unit; below zero for words.
  private func tailWidth(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    guard let last = bytes.lastIndex(where: isDigit) else { return -1 }
    let sign = UInt8(ascii: looks.tongue == .sv ? "," : ".")
    let fraction = bytes[...last].lastIndex { !isDigit($0) }
    let start = fraction.flatMap { bytes[$0] == sign ? $0 : nil } ?? last + 1
    return start == bytes.count
      ? 0 : terminalWidth(String(decoding: bytes[start...], as: UTF8.self))
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Words may take several lines where the rows are few enough to be read one by one.
  private func fitting(_ columns: [SetColumn]) -> [SetColumn] {
    guard let width = looks.width else { return columns }
    return TableLayout(width: width, lines: shownRows.count <= 20 ? 4 : 1).fitting(columns)
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
