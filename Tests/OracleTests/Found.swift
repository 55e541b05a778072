import InsynFinish
import InsynGuard
import InsynLanguage
import InsynPlan
import InsynRender
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

extension Catalogue {
  /// The plan of one line, or all that is wrong with it.
  func plan(_ line: String) -> (plan: Plan?, error: String) {
    let source = Source(line, name: nil)
    let reading = parse(source, lexicon)
    do throws(Diagnostics) {
      guard case .query(let query)? = reading.line else { throw Diagnostics(reading.diagnostics) }
      return (try bind(query, self, source: source, parameters: [:]).plan, "")
    } catch {
      return (nil, error.text(source))
    }
  }

  /// What a source answers to a plan.
  func result(
    _ plan: Plan, _ source: some PartialSource, _ cancellation: Cancellation = Cancellation()
  ) -> Result {
    do throws(Diagnostics) {
      return .answer(try answer(plan, source, cancellation))
    } catch {
      return .error(error.text(Source("", name: nil)))
    }
  }

  private func answer(
    _ plan: Plan, _ source: some PartialSource, _ cancellation: Cancellation
  ) throws(Diagnostics) -> Answer {
    do {
      switch plan.shape {
      case .cube(let cube):
        let cells = try source.cells(for: cube.legs, cancellation)
        return try finish(release(cells, of: plan, store), plan, store, cancellation)
      case .listing(let listing):
        let rows = try source.rows(
          of: listing.table, where: listing.tests, best: listing.best(in: store), cancellation)
        return try finished(rows, plan, cancellation)
      }
    } catch let error as Diagnostics {
      throw error
    } catch let error as Diagnostic {
      throw Diagnostics(error)
    } catch {
      throw Diagnostics(Diagnostic(.overflow))
    }
  }
}

extension Catalogue {
  /// The answer that lists some rows.
  func finished(_ rows: [Int], _ plan: Plan, _ cancellation: Cancellation) throws -> Answer {
    try finish(release(rows: rows, of: plan.table, store), plan, store, cancellation)
  }
}

extension Diagnostics {
  fileprivate func text(_ source: Source) -> String {
    all.map { message($0, source: source, tongue: .sv, width: nil) }.joined(separator: "\n")
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
