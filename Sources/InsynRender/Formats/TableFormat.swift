import InsynFinish
import InsynValue

/// Columns set for the eye: labels to the left, figures aligned on the decimal sign.
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
    for line in wrapped(readBackLine(answer, looks.tongue), indent: "  ") { out.write(line + "\n") }
    if !answer.rows.isEmpty {
      let columns = setColumns()
      let visible = fitting(columns)
      out.write(line(visible.map { $0.padded($0.head) }) + "\n")
      out.write(line(visible.map { String(repeating: "─", count: $0.width) }) + "\n")
      var beganTotals = false
      for (index, row) in shownRows.enumerated() {
        if row.kind == .total, !beganTotals, index > 0 {
          beganTotals = true
          out.write(line(visible.map { String(repeating: "─", count: $0.width) }) + "\n")
        }
        out.write(line(visible.map { $0.padded($0.cells[index]) }) + "\n")
      }
      if let footer = footer(columns, visible) { out.write(footer + "\n") }
    }
    for note in answer.notes {
      for line in wrapped("· " + words(note, looks.tongue), indent: "  ") { out.write(line + "\n") }
    }
  }

  // MARK: columns

  struct SetColumn {
    /// Its place among all columns of the answer.
    let index: Int
    let head: String
    let cells: [String]
    let width: Int
    let isFigure: Bool
    let weight: Int

    func padded(_ text: String) -> String {
      let padding = String(repeating: " ", count: max(0, width - terminalWidth(text)))
      return isFigure ? padding + text : text + padding
    }
  }

  private func setColumns() -> [SetColumn] {
    let columns = figureColumns()
    let room = (looks.width ?? 100) - columns.reduce(0) { $0 + $1.width + 2 }
    guard let picture = picture(answer, shownRows, width: max(10, min(40, room))) else {
      return columns
    }
    let drawn = SetColumn(
      index: columns.count, head: "", cells: picture, width: picture.map(terminalWidth).max() ?? 0,
      isFigure: false, weight: 7)
    return columns + [drawn]
  }

  private func figureColumns() -> [SetColumn] {
    answer.columns.enumerated().map { index, column in
      let texts = shownRows.map { cellText($0.cells[index], column, looks.tongue) }
      return set(column.kind == .figure ? aligned(texts) : texts, index, column)
    }
  }

  private func set(_ cells: [String], _ index: Int, _ column: AnswerColumn) -> SetColumn {
    let head = headingText(column, looks.tongue)
    let widest = cells.map(terminalWidth).max() ?? 0
    let isConstant = cells.count > 1 && column.kind == .label && Set(cells).count == 1
    return SetColumn(
      index: index, head: head, cells: cells, width: max(widest, terminalWidth(head)),
      isFigure: column.kind == .figure, weight: isConstant ? -1 : column.weight)
  }

  /// Pads behind the decimals and the unit, so that the decimal signs stand under each other.
  private func aligned(_ texts: [String]) -> [String] {
    let tails = texts.map(tail)
    let widest = tails.compactMap { $0.map(terminalWidth) }.max() ?? 0
    return zip(texts, tails).map { text, tail in
      guard let tail else { return text }
      return text + String(repeating: " ", count: widest - terminalWidth(tail))
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

  /// A text in at most `limit` columns, cut at the end.
  private func shortened(_ text: String, to limit: Int) -> String {
    if terminalWidth(text) <= limit { return text }
    var result = ""
    for character in text {
      if terminalWidth(result) + terminalWidth(String(character)) > limit - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// What a terminal has room for: the widest texts are cut first, then the columns that would be
  /// missed least are left out.
  private func fitting(_ columns: [SetColumn]) -> [SetColumn] {
    guard let width = looks.width else { return columns }
    var kept = columns
    func total() -> Int { kept.reduce(-2) { $0 + $1.width + 2 } }
    for limit in [60, 40, 28] where total() > width { kept = kept.map { cut($0, to: limit) } }
    while total() > width, kept.count > 1 {
      guard let least = kept.map(\.weight).min(),
        let index = kept.lastIndex(where: { $0.weight == least })
      else { break }
      kept.remove(at: index)
    }
    // The first text that was cut takes the room that is left.
    let room = width - total()
    if let index = kept.firstIndex(where: { $0.width < columns[$0.index].width }), room > 0 {
      kept[index] = cut(columns[kept[index].index], to: kept[index].width + room)
    }
    return kept
  }

  private func cut(_ column: SetColumn, to limit: Int) -> SetColumn {
    if column.width <= limit || column.isFigure { return column }
    let cells = column.cells.map { shortened($0, to: limit) }
    let widest = cells.map(terminalWidth).max() ?? 0
    return SetColumn(
      index: column.index, head: shortened(column.head, to: limit), cells: cells,
      width: max(widest, min(limit, terminalWidth(column.head))), isFigure: false,
      weight: column.weight)
  }

  private func line(_ cells: [String]) -> String {
    var text = cells.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }

  // MARK: what is not shown

  /// `100 000 rader (40 visas) · 12 kolumner (5 visas; dolda: …) · .allt visar resten`
  private func footer(_ columns: [SetColumn], _ visible: [SetColumn]) -> String? {
    let sv = looks.tongue == .sv
    var parts: [String] = []
    let (all, shown) = (
      answer.rows.count { $0.kind == .part }, shownRows.count { $0.kind == .part }
    )
    if shown < all {
      parts.append(sv ? "\(all) rader (\(shown) visas)" : "\(all) rows (\(shown) shown)")
    }
    if visible.count < columns.count {
      let hidden = columns.enumerated().filter { isHidden($0.offset, columns, visible) }
        .map(\.element.head).joined(separator: ", ")
      parts.append(
        sv
          ? "\(columns.count) kolumner (\(visible.count) visas; dolda: \(hidden))"
          : "\(columns.count) columns (\(visible.count) shown; hidden: \(hidden))")
    }
    if parts.isEmpty { return nil }
    parts.append(sv ? "--format csv ger allt" : "--format csv gives all")
    return wrapped("  " + parts.joined(separator: " · "), indent: "  ").joined(separator: "\n")
  }

  /// True for a column whose cells are not among those that are shown.
  private func isHidden(_ index: Int, _ columns: [SetColumn], _ visible: [SetColumn]) -> Bool {
    !visible.contains { $0.index == columns[index].index }
  }

  /// Lines of at most the terminal's width, broken at blanks.
  private func wrapped(_ text: String, indent: String) -> [String] {
    guard let width = looks.width, terminalWidth(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let candidate = line.isEmpty ? String(word) : line + " " + word
      if terminalWidth(candidate) > width, !line.isEmpty {
        lines.append(line)
        line = indent + word
      } else {
        line = candidate
      }
    }
    lines.append(line)
    return lines
  }
}
