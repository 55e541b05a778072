import InsynFinish
import InsynValue

/// Rows of values with a sign between them and one header line.
struct SeparatedFormat {
  /// What tells the kinds of such files apart.
  enum Dialect {
    /// RFC 4180: commas, decimal point.
    case csv
    /// What a Swedish Excel opens right: semicolons, decimal comma, a byte order mark, CRLF.
    case swedish
    /// Tabs; what would break a row is escaped (`\t`, `\n`, `\r`, `\\`), nothing is quoted.
    case tabs
  }

  let answer: Answer
  let dialect: Dialect
  let looks: Looks
  /// True where it is looked at and not read by a program: no control character reaches a screen.
  let isOnScreen: Bool

  init(_ answer: Answer, _ dialect: Dialect, _ looks: Looks) {
    self.answer = answer
    self.dialect = dialect
    self.looks = looks
    isOnScreen = looks.width != nil
  }

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    let columns = try exportColumns(answer, looks)
    if dialect == .swedish { out.write("\u{FEFF}") }
    out.write(
      line(columns.map { text(neutralised(isOnScreen ? visible($0.name) : $0.name)) }))
    for row in answer.rows.indices {
      try looks.heed(row)
      out.write(line(columns.map { field($0.cells[row]) }))
    }
  }

  private func line(_ fields: [String]) -> String {
    switch dialect {
    case .csv: fields.joined(separator: ",") + "\n"
    case .swedish: fields.joined(separator: ";") + "\r\n"
    case .tabs: fields.joined(separator: "\t") + "\n"
    }
  }

  private func field(_ cell: ExportColumn.Cell) -> String {
    switch cell {
    case .text(let text): self.text(neutralised(isOnScreen ? visible(text) : text))
    case .number(let digits): number(digits)
    case .empty: ""
    }
  }

  private func number(_ digits: String) -> String {
    switch dialect {
    case .csv, .tabs: digits
    case .swedish: String(digits.map { $0 == "." ? "," : $0 })
    }
  }

  /// A text that a spreadsheet would run as a formula is made plain text.
  private func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  private func text(_ text: String) -> String {
    switch dialect {
    case .csv: quoted(text, around: ",\"\n\r".utf8)
    case .swedish: quoted(text, around: ";\"\n\r\t".utf8)
    case .tabs: escaped(text)
    }
  }

  // Bytes and scalars, not characters: a combining mark behind a sign does not take its power away.

  private func quoted(_ text: String, around signs: String.UTF8View) -> String {
    guard text.utf8.contains(where: signs.contains) else { return text }
    var result = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    return String(result) + "\""
  }

  private func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: "\t\n\r\\".utf8.contains) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
