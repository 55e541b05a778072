import InsynFinish
import InsynValue

/// One JSON object for the answer, or its rows alone, one a line.
struct JSONFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    let columns = try exportColumns(answer, looks)
    out.write("{\"fråga\":\(string(looks.question)),\n")
    out.write(" \"läsning\":\(string(String(readBackLine(answer, .sv).dropFirst(2)))),\n")
    out.write(" \"källa\":\(list(sources)),\n")
    out.write(" \"anmärkningar\":\(list(answer.notes.map { string(words($0, .sv)) })),\n")
    if answer.isSynthetic { out.write(" \"data\":\"syntetiska övningsdata\",\n") }
    let described = columns.map { column in
      "{\"namn\":\(string(column.name)),\"enhet\":\(column.unit.map { string($0.word) } ?? "null")}"
    }
    out.write(" \"kolumner\":\(list(described)),\n \"rader\":[")
    for row in answer.rows.indices {
      try looks.heed(row)
      out.write((row == 0 ? "\n  " : ",\n  ") + object(columns, row))
    }
    out.write(answer.rows.isEmpty ? "]}\n" : "\n ]}\n")
  }

  func writeLines(to out: inout some TextOutputStream) throws(Stopped) {
    let columns = try exportColumns(answer, looks)
    for row in answer.rows.indices {
      try looks.heed(row)
      out.write(object(columns, row) + "\n")
    }
  }

  private var sources: [String] {
    answer.sources.map { source in
      var parts = ["\"dokument\":\(string(source.document))"]
      if let line = source.line { parts.append("\"rad\":\(line)") }
      return "{\(parts.joined(separator: ","))}"
    }
  }

  private func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

  private func object(_ columns: [ExportColumn], _ row: Int) -> String {
    let members = columns.map { column in "\(string(column.name)):\(value(column.cells[row]))" }
    return "{\(members.joined(separator: ","))}"
  }

  private func value(_ cell: ExportColumn.Cell) -> String {
    switch cell {
    case .text(let text): string(text)
    case .number(let digits): digits
    case .empty: "null"
    }
  }

  private func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isEscaped(scalar) {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Control characters, and the line ends of Unicode, which break a line of some readers.
  private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x2029: true
    default: false
    }
  }
}
