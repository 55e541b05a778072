import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

/// `visa` alone: the tables, one line each.
package func describeTables(_ catalogue: Catalogue) -> Answer {
  var answer = Answer(
    readBack: [.measure(Title(sv: "tabeller", en: "tables"))],
    columns: [
      AnswerColumn(.title(Title(sv: "tabell", en: "table")), name: "tabell", kind: .label),
      AnswerColumn(.content, name: "innehåll", kind: .text),
      AnswerColumn(.title(Title(sv: "rader", en: "rows")), name: "rader", kind: .figure),
    ], rows: [])
  for table in catalogue.store.tables {
    // Data without rules have no findings to show.
    if table.id == catalogue.store.findings, table.rowCount == 0 { continue }
    let count = release(rowCountOf: table.id, catalogue.store).map { count in
      AnswerCell.figure(Shown(.number(Exact(count)), Printing(.none, decimals: 0)))
    }
    answer.rows.append(
      AnswerRow(
        .part, [.label(table.names.title), .label(table.description), count ?? .absent]))
  }
  answer.readBack.append(.rows(answer.rows.count))
  return answer
}

/// `källa`: where the figures of an answer stand.
package func describeSources(_ answer: Answer) -> Answer {
  var result = Answer(
    readBack: [.measure(Title(sv: "källor", en: "sources"))] + answer.readBack,
    columns: [
      AnswerColumn(.document, name: "dokument", kind: .label),
      AnswerColumn(.line, name: "rad", kind: .label),
      AnswerColumn(.title(Title(sv: "figur", en: "figure")), name: "figur", kind: .text),
      AnswerColumn(.remark, name: "anmärkning", kind: .text),
    ], rows: [])
  for source in answer.sources {
    result.rows.append(
      AnswerRow(
        .part,
        [
          .label(Title(source.document)), source.line.map { .line($0) } ?? .absent,
          .text(source.title ?? ""), .text(source.remark ?? ""),
        ]))
  }
  if answer.isSynthetic {
    result.rows.append(
      AnswerRow(
        .part,
        [
          .label(Title(sv: "syntetiska övningsdata", en: "synthetic practice data")), .absent,
          .label(measures(answer)), .text(""),
        ]))
    result.isSynthetic = true
  }
  result.notes = answer.notes
  result.sources = answer.sources
  return result
}

/// What an answer measures, as its question was read.
private func measures(_ answer: Answer) -> Title {
  let titles = answer.readBack.compactMap { part in
    if case .measure(let title) = part { title } else { nil }
  }
  return Title(
    sv: titles.map(\.sv).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", "))
}

/// One step of how a question was computed.
package struct ExplainedStep: Sendable {
  package let step: Title
  package let content: Title
  package let rows: Int?

  package init(_ step: Title, _ content: Title, rows: Int?) {
    self.step = step
    self.content = content
    self.rows = rows
  }
}

/// `förklara`: how a question was read and computed, with the rows left after each step.
package func describeSteps(
  _ steps: [ExplainedStep], notes: [Note], isSynthetic: Bool
) -> Answer {
  var answer = Answer(
    readBack: [.measure(Title(sv: "förklaring", en: "explanation"))],
    columns: [
      AnswerColumn(.step, name: "steg", kind: .label),
      AnswerColumn(.content, name: "innehåll", kind: .text),
      AnswerColumn(.rowsLeft, name: "rader", kind: .figure),
    ], rows: [])
  for step in steps {
    let rows = step.rows.map { rows in
      AnswerCell.figure(Shown(.number(Exact(rows)), Printing(.none, decimals: 0)))
    }
    answer.rows.append(
      AnswerRow(.part, [.label(step.step), .label(step.content), rows ?? .absent]))
  }
  answer.notes = notes
  if isSynthetic {
    answer.isSynthetic = true
    answer.readBack.append(.synthetic)
  }
  return answer
}

/// The rows that were left after each test of each leg.
package func funnelSteps(
  _ funnels: [[FunnelStep]], _ plan: Plan, _ store: Store
) -> [ExplainedStep] {
  let filters = plan.readBack.compactMap { part in
    if case .filter(let title) = part { title } else { nil }
  }
  guard case .cube(let cube) = plan.shape else { return [] }
  return zip(cube.legs, funnels).flatMap { leg, funnel in
    funnelSteps(funnel, filters, store[leg.table].names.title)
  }
}

/// The same for a listing, or one leg.
package func funnelSteps(
  _ funnel: [FunnelStep], _ filters: [Title], _ table: Title
) -> [ExplainedStep] {
  funnel.map { step in
    if step.step == 0 {
      return ExplainedStep(Title(sv: "tabell", en: "table"), table, rows: step.rows)
    }
    let own = Title(sv: "måttets eget filter", en: "the measure's own filter")
    let title = step.step <= filters.count ? filters[step.step - 1] : own
    return ExplainedStep(Title(sv: "filter", en: "filter"), title, rows: step.rows)
  }
}
