import InsynFinish
import InsynValue

/// A table of GitHub-flavoured Markdown with its read-back above and its notes below.
struct MarkdownFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    out.write("*\(escaped(String(readBackLine(answer, looks.tongue).dropFirst(2))))*\n\n")
    if !answer.rows.isEmpty {
      out.write(line(answer.columns.map { escaped(headingText($0, looks.tongue)) }))
      out.write(line(answer.columns.map { $0.kind == .figure ? "---:" : "---" }))
      for (index, row) in answer.rows.enumerated() {
        try looks.heed(index)
        let texts = zip(answer.columns, row.cells).map { escaped(cellText($1, $0, looks.tongue)) }
        out.write(line(texts.map { row.kind == .total && !$0.isEmpty ? "**\($0)**" : $0 }))
      }
      out.write("\n")
    }
    for note in answer.notes { out.write("- \(escaped(words(note, looks.tongue)))\n") }
    if !answer.notes.isEmpty { out.write("\n") }
    let documents = documentNames(answer)
    if !documents.isEmpty {
      let head = looks.tongue == .sv ? "Källa" : "Source"
      out.write("\(head): \(escaped(visible(documents.joined(separator: ", "))))\n\n")
    }
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  /// Text in which nothing is markup: neither a cell's end nor a tag, a link, a stress.
  private func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: "\\|<[]*`".utf8.contains) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if "\\|<[]*`".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}

/// The documents that an answer stands on, in the order in which they first speak.
func documentNames(_ answer: Answer) -> [String] {
  var names: [String] = []
  for source in answer.sources where !source.document.isEmpty && !names.contains(source.document) {
    names.append(source.document)
  }
  return names
}
