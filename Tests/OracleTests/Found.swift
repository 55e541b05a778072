import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue

/// What a source made of a question.
enum Result {
  case answer(Answer)
  case error(String)

  /// Everything that a reader is told, so that two sources can be compared.
  var text: String {
    switch self {
    case .answer(let answer): written(answer, "", .sv, .table)
    case .error(let error): error
    }
  }

  /// True for the same figures, labels, looks and notes.
  func isSame(as other: Result) -> Bool {
    switch (self, other) {
    case (.answer(let a), .answer(let b)):
      a.columns == b.columns && a.rows == b.rows && a.notes == b.notes
        && a.readBack == b.readBack
    case (.error(let a), .error(let b)): a == b
    case (.answer, .error), (.error, .answer): false
    }
  }
}

extension Session {
  /// The answer to one line, or all that is wrong with it.
  func result(_ line: String) -> Result {
    var session = self
    guard let source = session.script(line, name: nil).statements.first else {
      return .error("no statement")
    }
    do throws(Diagnostics) {
      guard case .answer(let answer, _) = try session.answer(source) else {
        return .error("no answer")
      }
      return .answer(answer)
    } catch {
      return .error(
        error.all.map { message($0, source: source, tongue: .sv, width: nil) }
          .joined(separator: "\n"))
    }
  }
}

extension Expected {
  /// What an answer says, all looks left out.
  init(_ answer: Answer) {
    rows = answer.rows.map { row in row.cells.map(Expected.cell) }
  }

  private static func cell(_ cell: AnswerCell) -> Cell {
    switch cell {
    case .label(let title): .label(title.sv)
    case .unknown: .label("uppgift saknas")
    case .missing: .label("?")
    case .line(let line): .label("\(line)")
    case .total: .label("Totalt")
    case .text(let text): .label(text)
    case .figure(let shown): .figure(shown.figure)
    case .attainment, .absent: .nothing
    }
  }

  /// The rows, one a line, for a message.
  var text: String {
    rows.map { row in
      row.map { cell in
        switch cell {
        case .label(let text): text
        case .figure(.number(let number)):
          number.isInteger
            ? "\(number.numerator)" : "\(number.numerator)/\(number.denominator)"
        case .figure(let figure): "\(figure)"
        case .nothing: "-"
        }
      }.joined(separator: " | ")
    }.joined(separator: "\n")
  }
}
