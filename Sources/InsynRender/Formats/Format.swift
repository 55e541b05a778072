import InsynFinish
import InsynValue

/// The forms in which an answer can be written.
package enum Format: String, CaseIterable, Sendable {
  case table
  case plain
  case line
  case csv
  case swedishCSV = "csv-sv"
  case tsv
  case json
  case jsonl
  case markdown
  case svg
  /// Questions run and nothing is written: only errors are heard.
  case none

  /// True where read-back and notes are part of the answer; else they are talk, on standard error.
  package var holdsNotes: Bool {
    switch self {
    case .table, .plain, .line, .markdown: true
    case .csv, .swedishCSV, .tsv, .json, .jsonl, .svg, .none: false
    }
  }

  /// True where a second answer into the same output would break the format.
  package var isSingle: Bool {
    switch self {
    case .csv, .swedishCSV, .tsv, .json, .svg: true
    case .table, .plain, .line, .jsonl, .markdown, .none: false
    }
  }

  /// Formats that are promised and not there yet.
  package static let later = ["html", "px", "json-stat"]
}

/// How an answer is to look.
package struct Looks: Sendable {
  package var tongue: Tongue
  /// Terminal columns; nil where there is no terminal and nothing is cut.
  package var width: Int?
  /// The most rows shown; nil shows all, and all notes.
  package var rowLimit: Int?
  /// The question in canonical Swedish, for exports.
  package var question: String
  /// True at a prompt, where `.allt` shows what was left out.
  package var hasCommands: Bool
  /// Whether it is still wanted; very many rows take a while to write.
  package var cancellation: Cancellation

  package init(
    tongue: Tongue, width: Int?, rowLimit: Int?, question: String, hasCommands: Bool = false,
    cancellation: Cancellation = Cancellation()
  ) {
    self.cancellation = cancellation
    self.tongue = tongue
    self.width = width
    self.rowLimit = rowLimit
    self.question = question
    self.hasCommands = hasCommands
  }

  /// The most notes shown.
  var noteLimit: Int? { rowLimit == nil ? nil : 5 }

  /// Throws when a stop is wished; looked at now and then.
  func heed(_ row: Int) throws(Stopped) {
    if row.isMultiple(of: 1024), cancellation.isWished { throw Stopped() }
  }
}

/// A stop was wished while an answer was written.
struct Stopped: Error {}

/// Writes an answer: the data to `out`, what is only talk to `talk`. False when a stop was wished before
/// all was written.
@discardableResult
package func write(
  _ answer: Answer, _ format: Format, _ looks: Looks, to out: inout some TextOutputStream,
  talk: inout some TextOutputStream
) -> Bool {
  do throws(Stopped) {
    try writeData(answer, format, looks, to: &out)
  } catch {
    return false
  }
  if !format.holdsNotes, format != .none {
    talk.write(readBackLine(answer, looks.tongue) + "\n")
    for note in answer.notes { talk.write("· " + words(note, looks.tongue) + "\n") }
  }
  return true
}

private func writeData(
  _ answer: Answer, _ format: Format, _ looks: Looks, to out: inout some TextOutputStream
) throws(Stopped) {
  switch format {
  case .table: try TableFormat(answer, looks).write(to: &out)
  case .plain: try PlainFormat(answer, looks).write(to: &out)
  case .line: try LineFormat(answer, looks).write(to: &out)
  case .markdown: try MarkdownFormat(answer, looks).write(to: &out)
  case .csv: try SeparatedFormat(answer, .csv, looks).write(to: &out)
  case .swedishCSV: try SeparatedFormat(answer, .swedish, looks).write(to: &out)
  case .tsv: try SeparatedFormat(answer, .tabs, looks).write(to: &out)
  case .json: try JSONFormat(answer, looks).write(to: &out)
  case .jsonl: try JSONFormat(answer, looks).writeLines(to: &out)
  case .svg: SVGFormat(answer, looks).write(to: &out)
  case .none: return
  }
}

/// Why an answer cannot be written in a format; nil where it can. Asked before `write`.
package func refusal(_ answer: Answer, _ format: Format) -> Diagnostic? {
  switch format {
  case .svg: Chart.refusal(answer)
  case .table, .plain, .line, .csv, .swedishCSV, .tsv, .json, .jsonl, .markdown, .none: nil
  }
}

/// The notes below a table; on a terminal the first of them and how many more there are.
func writeNotes(_ answer: Answer, _ looks: Looks, to out: inout some TextOutputStream) {
  let count = answer.notes.count
  // One note more takes no more room than the line that would speak of it.
  let limit = looks.noteLimit.map { count == $0 + 1 ? count : $0 } ?? count
  var texts = answer.notes.prefix(limit).map { words($0, looks.tongue) }
  if limit < count { texts.append(moreNotes(count - limit, looks)) }
  for text in texts {
    for line in wrapped("· " + text, indent: "  ", to: looks.width) { out.write(line + "\n") }
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
    return visible(head)
  }
  return visible("\(head), \(unit.word)")
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
  visible(spoken(cell, column, tongue))
}

private func spoken(_ cell: AnswerCell, _ column: AnswerColumn, _ tongue: Tongue) -> String {
  switch cell {
  case .label(let title): return title[tongue]
  case .unknown: return unknownWords(tongue)
  case .total(let label): return words(label, tongue)
  case .text(let text): return text
  case .attainment(let attainment): return words(attainment, tongue)
  case .missing: return words(Figure.missing, tongue) ?? ""
  case .line(let line): return "\(line)"
  case .absent: return ""
  case .figure(let shown):
    guard let value = shown.figure.number else {
      return shown.word ?? words(shown.figure, tongue) ?? ""
    }
    let withUnit = column.unit == nil || showsInCells(shown.printing.unit)
    let text = number(value, shown.printing, tongue, withUnit: withUnit)
    return shown.hedge.map { "\($0.title[tongue]) \(text)" } ?? text
  }
}
