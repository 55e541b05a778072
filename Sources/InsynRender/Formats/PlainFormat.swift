import InsynFinish
import InsynValue

/// A sentence for each row, for a screen reader: what the row is about, then each figure behind its
/// name. `Kungsholmen: bidragshushåll 153; i fjol 166; ändring minus 7,8 %.`
struct PlainFormat {
  let answer: Answer
  let looks: Looks

  init(_ answer: Answer, _ looks: Looks) {
    self.answer = answer
    self.looks = looks
  }

  func write(to out: inout some TextOutputStream) throws(Stopped) {
    out.write(sentence(String(readBackLine(answer, looks.tongue).dropFirst(2))) + "\n")
    for (index, row) in answer.rows.enumerated() {
      try looks.heed(index)
      out.write(sentence(row) + "\n")
    }
    for note in answer.notes { out.write(sentence(words(note, looks.tongue)) + "\n") }
  }

  private func sentence(_ row: AnswerRow) -> String {
    let labels = answer.columns.prefix { $0.kind == .label }.count
    let cells = Array(zip(answer.columns, row.cells))
    let subject = cells.prefix(labels).map { cellText($1, $0, looks.tongue) }
      .filter { !$0.isEmpty }.joined(separator: ", ")
    var parts = cells.dropFirst(labels).compactMap(part)
    if parts.isEmpty, labels < cells.count {
      parts = [Title(sv: "ingen rad", en: "no row")[looks.tongue]]
    }
    let said = parts.joined(separator: "; ")
    return sentence(subject.isEmpty || said.isEmpty ? subject + said : "\(subject): \(said)")
  }

  /// A field behind its name; nil where there is none.
  private func part(_ column: AnswerColumn, _ cell: AnswerCell) -> String? {
    let name = visible(words(column.heading, looks.tongue))
    guard case .figure(let shown) = cell else {
      let text = cellText(cell, column, looks.tongue)
      return text.isEmpty ? nil : "\(name): \(text)"
    }
    var own = column
    if shown.printing.unit != .named("st") { own.unit = nil }
    var text = cellText(cell, own, looks.tongue)
    // A hyphen is passed over when it is read aloud.
    if shown.figure.number?.isNegative ?? false, let sign = text.firstIndex(of: "-") {
      text.replaceSubrange(sign...sign, with: "minus ")
    }
    return "\(name) \(text)"
  }

  private func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}
