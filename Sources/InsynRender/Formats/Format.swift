import InsynFinish
import InsynValue

/// The forms in which an answer can be written.
package enum Format: String, CaseIterable, Sendable {
  case table
  case plain
  case csv
  case json
  case jsonl
  case markdown

  /// True where read-back and notes are part of the answer; else they are talk, on standard error.
  package var holdsNotes: Bool {
    switch self {
    case .table, .plain, .markdown: true
    case .csv, .json, .jsonl: false
    }
  }

  /// True where a second answer into the same output would break the format.
  package var isSingle: Bool { self == .csv || self == .json }
}

/// How an answer is to look.
package struct Looks: Sendable {
  package var tongue: Tongue
  /// Terminal columns; nil where there is no terminal and nothing is cut.
  package var width: Int?
  /// The most rows shown; nil shows all.
  package var rowLimit: Int?
  /// The question in canonical Swedish, for exports.
  package var question: String

  package init(tongue: Tongue, width: Int?, rowLimit: Int?, question: String) {
    self.tongue = tongue
    self.width = width
    self.rowLimit = rowLimit
    self.question = question
  }
}

/// Writes an answer: the data to `out`, what is only talk to `talk`.
package func write(
  _ answer: Answer, _ format: Format, _ looks: Looks, to out: inout some TextOutputStream,
  talk: inout some TextOutputStream
) {
  switch format {
  case .table: TableFormat(answer, looks).write(to: &out)
  case .plain: PlainFormat(answer, looks).write(to: &out)
  case .markdown: MarkdownFormat(answer, looks).write(to: &out)
  case .csv: CSVFormat(answer, looks).write(to: &out)
  case .json: JSONFormat(answer, looks).write(to: &out)
  case .jsonl: JSONFormat(answer, looks).writeLines(to: &out)
  }
  if !format.holdsNotes {
    talk.write(readBackLine(answer, looks.tongue) + "\n")
    for note in answer.notes { talk.write("· " + words(note, looks.tongue) + "\n") }
  }
}

/// `= andel barn i bidragsfamiljer · per stadsdel · 2016 (VB 2016) · 3 rader`
func readBackLine(_ answer: Answer, _ tongue: Tongue) -> String {
  "= " + answer.readBack.map { words($0, tongue) }.joined(separator: " · ")
}

/// A head, with the unit where the whole column has one that its cells do not show.
func headingText(_ column: AnswerColumn, _ tongue: Tongue) -> String {
  let head = words(column.heading, tongue)
  guard let unit = column.unit, !showsInCells(unit), !unit.word.isEmpty, unit != .named("st") else {
    return head
  }
  return "\(head), \(unit.word)"
}

/// Percent stands at every figure; other units of a whole column stand at its head.
func showsInCells(_ unit: Unit) -> Bool {
  switch unit {
  case .percent, .points: true
  case .none, .money, .named: false
  }
}

/// A cell as a reader sees it.
func cellText(_ cell: AnswerCell, _ column: AnswerColumn, _ tongue: Tongue) -> String {
  switch cell {
  case .label(let title): return visible(title[tongue])
  case .unknown: return unknownWords(tongue)
  case .total(let label): return words(label, tongue)
  case .text(let text): return visible(text)
  case .attainment(let attainment):
    return words(attainment, tongue)
  case .absent: return ""
  case .figure(let shown):
    guard let value = shown.figure.number else {
      return shown.word.map(visible) ?? words(shown.figure, tongue) ?? ""
    }
    let withUnit = column.unit == nil || showsInCells(shown.printing.unit)
    let text = number(value, shown.printing, tongue, withUnit: withUnit)
    return shown.hedge.map { "\($0.title[tongue]) \(text)" } ?? text
  }
}
