import InsynFinish
import InsynValue

/// Comma-separated values (RFC 4180), decimal point, one header line.
struct CSVFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) {
    let columns = exportColumns(answer)
    out.write(columns.map { quoted($0.name) }.joined(separator: ",") + "\n")
    for row in answer.rows.indices {
      out.write(columns.map { field($0.cells[row]) }.joined(separator: ",") + "\n")
    }
  }

  private func field(_ cell: ExportColumn.Cell) -> String {
    switch cell {
    case .text(let text): quoted(neutralised(text))
    case .number(let digits): digits
    case .empty: ""
    }
  }

  /// A text that a spreadsheet would run as a formula is made plain text.
  private func neutralised(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first) else { return text }
    return "'" + text
  }

  private func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false).joined(
      separator: "\"\"")
    return "\"\(doubled)\""
  }
}
