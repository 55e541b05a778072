import InsynValue

@testable import InsynFinish
@testable import InsynRender

/// Cells for answers made by hand.
func figure(
  _ value: Exact, _ unit: Unit = .none, decimals: Int = 0, hedge: Hedge? = nil
) -> AnswerCell {
  var shown = Shown(.number(value), Printing(unit, decimals: decimals))
  shown.hedge = hedge
  return .figure(shown)
}

func figure(_ value: Int, _ unit: Unit = .none) -> AnswerCell { figure(Exact(value), unit) }

func state(_ figure: Figure, word: String? = nil) -> AnswerCell {
  var shown = Shown(figure, Printing(.none, decimals: 0))
  shown.word = word
  return .figure(shown)
}

func place(_ name: String) -> AnswerCell { .label(Title(name)) }

/// An answer of one label column and columns of figures.
func answer(
  _ label: String, _ figures: [String], _ rows: [[AnswerCell]], display: Display? = nil,
  document: String? = "VB 2016"
) -> Answer {
  let columns =
    [AnswerColumn(.title(Title(label)), name: label, kind: .label, weight: 9)]
    + figures.map { AnswerColumn(.title(Title($0)), name: $0, kind: .figure, weight: 8) }
  var answer = Answer(
    readBack: [.measure(Title(figures.joined(separator: ", "))), .per([Title(label)])],
    columns: columns, rows: rows.map { AnswerRow(.part, $0) })
  answer.readBack.append(.rows(rows.count))
  answer.display = display
  if let document {
    answer.sources = [SourceLine(document: document, line: 12, title: nil, remark: nil)]
  }
  answer.setUnits()
  return answer
}

/// The five states of a cell: a number, zero among them, missing, suppressed, n.a. and no row.
let fiveStates = answer(
  "ort", ["bidrag"],
  [
    [place("Visby"), figure(Exact(scaled: 12345, by: 1), decimals: 1)],
    [place("Umeå"), figure(.zero, decimals: 1)],
    [place("Kiruna"), state(.missing)],
    [place("Borås"), state(.hidden)],
    [place("Växjö"), state(.notApplicable)],
    [place("Ystad"), .absent],
  ])

/// What a format makes of an answer, on standard output.
func text(
  _ answer: Answer, _ format: Format, _ tongue: Tongue = .sv, width: Int? = nil,
  rowLimit: Int? = nil, hasCommands: Bool = false
) -> String {
  streams(answer, format, tongue, width: width, rowLimit: rowLimit, hasCommands: hasCommands).out
}

/// The same with what is said beside it.
func streams(
  _ answer: Answer, _ format: Format, _ tongue: Tongue = .sv, width: Int? = nil,
  rowLimit: Int? = nil, hasCommands: Bool = false
) -> (out: String, talk: String) {
  var (out, talk) = ("", "")
  let looks = Looks(
    tongue: tongue, width: width, rowLimit: rowLimit, question: "orter: bidrag per ort",
    hasCommands: hasCommands)
  write(answer, format, looks, to: &out, talk: &talk)
  return (out, talk)
}
