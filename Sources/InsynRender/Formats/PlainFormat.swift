import InsynFinish
import InsynValue

/// A sentence for each row, for a screen reader.
struct PlainFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) {
    out.write(readBackLine(answer, looks.tongue).dropFirst(2) + ".\n")
    for row in answer.rows {
      let parts = zip(answer.columns, row.cells).compactMap { column, cell -> String? in
        let text = cellText(cell, column, looks.tongue)
        if text.isEmpty { return nil }
        return "\(headingText(column, looks.tongue)): \(text)"
      }
      out.write(parts.joined(separator: "; ") + ".\n")
    }
    for note in answer.notes { out.write(words(note, looks.tongue) + "\n") }
  }
}
