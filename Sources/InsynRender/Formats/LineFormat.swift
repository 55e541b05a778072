import InsynFinish
import InsynValue

/// One field a line, heads aligned to the right, a blank line between rows: for rows too wide for a
/// table. On a terminal long texts go on below themselves; nothing is cut.
struct LineFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    for line in wrapped(readBackLine(answer, looks.tongue), indent: "  ", to: looks.width) {
      out.write(line + "\n")
    }
    let heads = answer.columns.map { headingText($0, looks.tongue) }
    let width = heads.map(terminalWidth).max() ?? 0
    for (index, row) in answer.rows.enumerated() {
      try looks.heed(index)
      if index > 0 { out.write("\n") }
      for (head, (column, cell)) in zip(heads, zip(answer.columns, row.cells)) {
        let text = cellText(cell, column, looks.tongue)
        for line in lines(head, text, width) { out.write(line + "\n") }
      }
    }
    writeNotes(answer, looks, to: &out)
  }

  /// `   head: text`, on a narrow terminal the head on a line of its own.
  private func lines(_ head: String, _ text: String, _ width: Int) -> [String] {
    if text.isEmpty { return [blanks(width - terminalWidth(head)) + head + ":"] }
    guard let room = looks.width else {
      return [blanks(width - terminalWidth(head)) + head + ": " + text]
    }
    if width * 2 > room {
      return wrapped(head + ":", indent: "", to: room)
        + wrapped("  " + text, indent: "  ", to: room)
    }
    return wrapped(text, indent: "", to: room - width - 2).enumerated().map { index, line in
      let front = index == 0 ? blanks(width - terminalWidth(head)) + head + ": " : blanks(width + 2)
      return front + line
    }
  }
}
