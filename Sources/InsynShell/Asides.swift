import InsynFinish
import InsynGuard
import InsynLanguage
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

// The words that ask about a question: förklara, källa, visa, spara.

extension Session {
  mutating func explain(_ subject: Subject, _ source: Source) throws(Diagnostics) -> Reply {
    switch subject {
    case .name(let name, _):
      if let code = Code(text: name) {
        if explanation(code, tongue) != nil { return .explained(code) }
        throw Diagnostics(
          Diagnostic(
            .unknown(word: name, .start), source.span,
            example: Keyword.explain.word(tongue) + " IN01"))
      }
      return try show(name, source.span)
    case .lastAnswer:
      guard let last else { throw Diagnostics(Diagnostic(.nothingAnswered, source.span)) }
      return try steps(last.bound)
    case .query(let query):
      let bound = try bound(query, source)
      return try steps(bound)
    }
  }

  private func steps(_ bound: Bound) throws(Diagnostics) -> Reply {
    let answer = try computed(bound)
    let canonical = Title(
      sv: bound.canonical(catalogue, .sv), en: bound.canonical(catalogue, .en))
    var steps = [ExplainedStep(Title(sv: "läst som", en: "read as"), canonical, rows: nil)]
    let found = try executed { () throws(ExecutionError) -> [ExplainedStep] in
      switch bound.plan.shape {
      case .cube(let cube):
        var funnels: [[FunnelStep]] = []
        for leg in cube.legs {
          let funnel = try source.funnel(of: leg.table, where: leg.tests, cancellation)
          funnels.append(release(funnel: funnel, of: leg.table, catalogue.store))
        }
        return funnelSteps(funnels, bound.plan, catalogue.store)
      case .listing(let listing):
        let funnel = release(
          funnel: try source.funnel(of: listing.table, where: listing.tests, cancellation),
          of: listing.table, catalogue.store)
        let filters = bound.plan.readBack.compactMap { part in
          if case .filter(let title) = part { title } else { nil }
        }
        return funnelSteps(funnel, filters, catalogue.store[listing.table].names.title)
      }
    }
    steps += found
    steps += planLines(bound, catalogue).map { ExplainedStep($0.step, $0.content, rows: nil) }
    steps.append(
      ExplainedStep(
        Title(sv: "svar", en: "answer"), Title(sv: "rader", en: "rows"),
        rows: answer.rows.count { $0.kind == .part }))
    return .answer(
      describeSteps(steps, notes: answer.notes, isSynthetic: answer.isSynthetic),
      question: "förklara \(canonical.sv)")
  }

  mutating func showSource(
    _ subject: Subject, _ source: Source
  ) throws(Diagnostics) -> Reply {
    switch subject {
    case .lastAnswer:
      guard let last else { throw Diagnostics(Diagnostic(.nothingAnswered, source.span)) }
      let question = "källa " + last.bound.canonical(catalogue, .sv)
      return .answer(describeSources(last.answer), question: question)
    case .query(let query):
      let bound = try bound(query, source)
      return .answer(
        describeSources(try computed(bound)), question: "källa " + bound.canonical(catalogue, .sv))
    case .name(let name, let span): return try show(name, span)
    }
  }

  mutating func show(_ name: String?, _ span: Span) throws(Diagnostics) -> Reply {
    try fillPractice()
    guard let name else { return .answer(describeTables(catalogue), question: "visa") }
    guard let card = describe(name, catalogue) else {
      throw Diagnostics(
        Diagnostic(.unknown(word: name, .start), span, example: Keyword.show.word(tongue)))
    }
    return .answer(card, question: "visa \(name)")
  }

  mutating func save(_ name: String, _ span: Span) throws(Diagnostics) -> Reply {
    guard let last else { throw Diagnostics(Diagnostic(.nothingAnswered, span)) }
    let line = "låt \"\(name)\" = \(last.bound.canonical(catalogue, .sv))"
    var trial = self
    let source = trial.script(line, name: nil).statements[0]
    _ = try trial.answer(source)
    self = trial
    return .save(name: name, line: line)
  }
}
