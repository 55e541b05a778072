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
    let head: String
    let cells: [String]
    let width: Int
    let isFigure: Bool

    func padded(_ text: String) -> String {
      let padding = String(repeating: " ", count: max(0, width - terminalWidth(text)))
      return isFigure ? padding + text : text + padding
    }
  }

  private func setColumns() -> [SetColumn] {
    answer.columns.enumerated().map { index, column in
      let texts = shownRows.map { cellText($0.cells[index], column, looks.tongue) }
      let cells = column.kind == .figure ? aligned(texts) : texts.map(shortened)
      let head = headingText(column, looks.tongue)
      let widest = cells.map(terminalWidth).max() ?? 0
      return SetColumn(
        head: head, cells: cells, width: max(widest, terminalWidth(head)),
        isFigure: column.kind == .figure)
    }
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

  /// Labels beyond what a screen bears are cut at the end, on a terminal only.
  private func shortened(_ text: String) -> String {
    guard let width = looks.width else { return text }
    let limit = max(12, min(60, width / 2))
    if terminalWidth(text) <= limit { return text }
    var result = ""
    for character in text {
      if terminalWidth(result) + terminalWidth(String(character)) > limit - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The columns that a terminal has room for, from the left.
  private func fitting(_ columns: [SetColumn]) -> [SetColumn] {
    guard let width = looks.width else { return columns }
    var (used, kept): (Int, [SetColumn]) = (0, [])
    for column in columns {
      let more = column.width + (kept.isEmpty ? 0 : 2)
      if used + more > width, kept.count > 0 { break }
      used += more
      kept.append(column)
    }
    return kept
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
      let hidden = columns[visible.count...].map(\.head).joined(separator: ", ")
      parts.append(
        sv
          ? "\(columns.count) kolumner (\(visible.count) visas; dolda: \(hidden))"
          : "\(columns.count) columns (\(visible.count) shown; hidden: \(hidden))")
    }
    if parts.isEmpty { return nil }
    parts.append(sv ? "--format csv ger allt" : "--format csv gives all")
    return wrapped("  " + parts.joined(separator: " · "), indent: "  ").joined(separator: "\n")
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
