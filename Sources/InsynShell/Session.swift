import InsynEngine
import InsynFinish
import InsynGuard
import InsynLanguage
import InsynPlan
import InsynRender
import InsynStore
import InsynValue

/// What a line was answered with.
package enum Reply: Sendable {
  /// An answer, with its question in canonical Swedish.
  case answer(Answer, question: String)
  /// Findings, and how many of those shown are contradictions.
  case checked(Answer, question: String, contradictions: Int)
  /// Something done, told in notes.
  case told([Note])
  case explained(Code)
  /// A definition to be written to the user's own file, with what to tell.
  case save(name: String, line: String)
  case nothing
}

/// A conversation: the names, the parameters and the last answer. Pure: a line in, a reply out.
package struct Session: Sendable {
  package internal(set) var catalogue: Catalogue
  package var tongue: Tongue { didSet { catalogue.tongue = tongue } }
  package var parameters: [String: Value] = [:]
  /// Values given from outside for the parameters that a script declares.
  package var given: [String: String] = [:]
  /// Everything read so far has its own stretch of positions; the next begins here.
  package private(set) var nextBase: UInt32 = 0
  var last: Answered?
  var source: any PartialSource
  let makeSource: @Sendable (Store) -> any PartialSource
  /// The rules that `granska` tries, read when they are first asked for.
  let rules: RuleSource
  var isAudited = false
  /// True while an example is tried, whose own examples nobody asks for.
  private var isTrial = false

  struct Answered {
    let query: Query
    let bound: Bound
    let answer: Answer
    /// True for what `granska` lists.
    var isCheck = false
  }

  /// The plan of the last answered question.
  package var plan: Plan? { last?.bound.plan }

  /// How strictly a line is read.
  package enum Reading: Sendable {
    /// Typed or piped: bare values, unquoted names, mixed languages.
    case loose
    /// A file: canonical lines only.
    case canonical
  }

  /// A session over a catalogue whose own definitions end before `base`; legs are answered by what
  /// `source` makes of a store, and `granska` tries the rules that `rules` reads.
  package init(
    _ catalogue: Catalogue, tongue: Tongue, base: UInt32, rules: @escaping RuleSource,
    source: @escaping @Sendable (Store) -> any PartialSource = { Engine($0) }
  ) {
    self.catalogue = catalogue
    self.tongue = tongue
    self.rules = rules
    self.source = source(catalogue.store)
    self.catalogue.tongue = tongue
    makeSource = source
    nextBase = base
  }

  /// Splits a text into statements at the session's next positions.
  package mutating func script(_ text: String, name: String?) -> Script {
    defer { nextBase += UInt32(text.utf8.count) + 1 }
    return Script(text, name: name, base: nextBase)
  }

  /// Answers one statement. Throws everything that is wrong with it; the session is then as before.
  package mutating func answer(
    _ source: Source, _ mode: Reading = .loose
  ) throws(Diagnostics) -> Reply {
    if !isAudited, asksForFindings(source.text) { try fillFindings() }
    let reading = parse(source, catalogue.lexicon)
    guard let line = reading.line else {
      if reading.diagnostics.isEmpty { return .nothing }
      throw Diagnostics(checked(reading.diagnostics))
    }
    if mode == .canonical { try requireCanonical(line, source) }
    do throws(Diagnostics) {
      return try answer(line, source)
    } catch {
      throw Diagnostics(checked(error.all.map { placed($0, source) }))
    }
  }

  /// A mistake that only the figures showed is the whole line's; unlike units ask for one of them.
  private func placed(_ diagnostic: Diagnostic, _ source: Source) -> Diagnostic {
    var placed = diagnostic
    if placed.span == nil, placed.place == nil { placed.span = source.span }
    if case .unlikeUnits(let unit, _) = placed.fault, placed.attempt == nil, !unit.word.isEmpty {
      placed.attempt = source.text + inOneUnit(unit, catalogue.lexicon.tongue(of: source.text))
    }
    return placed
  }

  /// ` där enhet = procent`: the filter that leaves figures of one unit.
  private func inOneUnit(_ unit: Unit, _ tongue: Tongue) -> String {
    var (field, value) = ("enhet", unit.word)
    for case .column(let table, let column) in catalogue.entries("enhet") {
      field = catalogue.store[table][column].names.title[tongue]
      if let domain = catalogue.store[table][column].domain,
        let code = catalogue.codes(of: domain)?[fold(unit.word)],
        let member = catalogue.store[domain][code]
      {
        value = member.title[tongue]
        break
      }
    }
    return " \(Keyword.filter.word(tongue)) \(field) = \(value)"
  }

  private mutating func answer(_ line: Line, _ source: Source) throws(Diagnostics) -> Reply {
    switch line {
    case .parameter(let parameter): return try declare(parameter)
    case .definition(let definition):
      let replaced = try catalogue.define(
        definition, source: source, parameters: parameters, isCatalogue: false)
      return .told([
        replaced ? .replacedDefinition(definition.names[0]) : .defined(definition.names)
      ])
    case .query(let query): return try ask(query, source)
    case .refine(let clauses, let span): return try refine(clauses, span, source)
    case .explain(let subject): return try explain(subject, source)
    case .source(let subject): return try showSource(subject, source)
    case .show(let name, let span): return try show(name, span)
    case .save(let name, let span): return try save(name, span)
    case .check(let clauses, let span): return try check(clauses, span, source)
    }
  }

  // MARK: questions

  /// bind, cells, release, finish: a question from names to an answer.
  private mutating func ask(_ query: Query, _ source: Source) throws(Diagnostics) -> Reply {
    let bound = try bind(query, catalogue, source: source, parameters: parameters)
    var answer = try computed(bound)
    if let twin = twin(of: bound) { answer.append(twin) }
    last = Answered(query: query, bound: bound, answer: answer)
    return .answer(answer, question: bound.canonical(catalogue, .sv))
  }

  func computed(_ bound: Bound) throws(Diagnostics) -> Answer {
    let (plan, store) = (bound.plan, catalogue.store)
    switch plan.shape {
    case .cube(let cube):
      let cells = try executed { () throws(ExecutionError) -> [Cells] in try self.cells(cube) }
      let released = release(cells, of: plan, store)
      return try finish(released, plan, store)
    case .listing(let listing):
      let rows = try executed { () throws(ExecutionError) -> [Int] in
        try self.rows(of: listing)
      }
      let released: ReleasedRows
      do throws(Diagnostic) {
        released = try release(rows: rows, of: listing.table, store)
      } catch {
        throw Diagnostics(error)
      }
      return try finish(released, plan, store)
    }
  }

  /// A computed count beside which the reports print a figure of a near name: that figure, in a note.
  private func twin(of bound: Bound) -> Note? {
    guard !isTrial, case .cube(let cube) = bound.plan.shape, cube.measures.count == 1,
      case .partial(_, _, .count) = cube.measures[0].expression, cube.column == nil,
      catalogue.store[bound.plan.table].published == nil,
      let name = catalogue.publishedTwin(of: cube.measures[0].title.sv)
    else { return nil }
    let dimensions = cube.rows.map { "\"\($0.title.sv)\"" }.joined(separator: ", ")
    var trial = self
    trial.isTrial = true
    let line = "\"\(name)\"" + (dimensions.isEmpty ? "" : " per \(dimensions)")
    guard let source = trial.script(line, name: nil).statements.first else { return nil }
    do throws(Diagnostics) {
      guard case .answer(let answer, _) = try trial.answer(source) else { return nil }
      let figures = publishedNumbers(answer, tongue)
      return figures.isEmpty
        ? nil : .nearTwin(name: Title(catalogue.lexicon.written(name)), figures: figures)
    } catch {
      return nil
    }
  }

  func rows(of listing: Listing) throws(ExecutionError) -> [Int] {
    try source.rows(of: listing.table, where: listing.tests).rows
  }

  private func cells(_ cube: Cube) throws(ExecutionError) -> [Cells] {
    var cells: [Cells] = []
    for leg in cube.legs { cells.append(try source.cells(for: leg)) }
    return cells
  }

  func executed<Result>(
    _ work: () throws(ExecutionError) -> Result
  ) throws(Diagnostics) -> Result {
    do throws(ExecutionError) {
      return try work()
    } catch {
      switch error {
      case .overflow: throw Diagnostics(Diagnostic(.overflow))
      }
    }
  }

  /// A clause alone edits the last answered question.
  private mutating func refine(
    _ clauses: Clauses, _ span: Span, _ source: Source
  ) throws(Diagnostics) -> Reply {
    guard let last else {
      // A value alone, `feriejobb`, can at least be counted.
      let count = Keyword.count.word(catalogue.lexicon.tongue(of: source.text))
      throw Diagnostics(
        Diagnostic(.nothingAnswered, span, attempt: "\(count) \(source.text)"))
    }
    var query = last.query
    query.clauses = refined(last.query.clauses, clauses, last.bound)
    return last.isCheck
      ? try check(query.clauses, query.span, source) : try ask(query, source)
  }

  /// The same clause is replaced, a filter on the same dimension is replaced, any other is added.
  private func refined(_ old: Clauses, _ new: Clauses, _ bound: Bound) -> Clauses {
    var merged = old.replaced(by: new)
    let replaced = Set(new.filters.flatMap { dimensions($0.content, bound) })
    merged.filters = old.filters.filter { filter in
      replaced.isDisjoint(with: dimensions(filter.content, bound))
    }
    merged.filters += new.filters
    return merged
  }

  /// The names of the dimensions that a filter fixes.
  private func dimensions(_ filter: Filter, _ bound: Bound) -> Set<String> {
    switch filter {
    case .bare(let values):
      return Set(
        values.compactMap { value in
          switch value {
          case .period: return "period"
          case .document: return "dokument"
          case .name(let name):
            for case .member(let domain, _) in catalogue.entries(name.phrase) {
              return catalogue.store[domain].name
            }
            return nil
          case .number, .text, .parameter: return nil
          }
        })
    case .test(.compare(.name(let name), .equal, _, _)):
      for case .column(let table, let column) in catalogue.entries(name.phrase) {
        return [catalogue.store[table][column].name]
      }
      return []
    case .test: return []
    }
  }

  // MARK: the words that ask about a question

  private mutating func explain(_ subject: Subject, _ source: Source) throws(Diagnostics) -> Reply {
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
      return try steps(bind(query, catalogue, source: source, parameters: parameters))
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
        return funnelSteps(try self.cells(cube), bound.plan, catalogue.store)
      case .listing(let listing):
        let funnel = try source.rows(of: listing.table, where: listing.tests).funnel
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
    return .answer(describeSteps(steps, notes: answer.notes), question: "förklara \(canonical.sv)")
  }

  private mutating func showSource(
    _ subject: Subject, _ source: Source
  ) throws(Diagnostics) -> Reply {
    switch subject {
    case .lastAnswer:
      guard let last else { throw Diagnostics(Diagnostic(.nothingAnswered, source.span)) }
      let question = "källa " + last.bound.canonical(catalogue, .sv)
      return .answer(describeSources(last.answer), question: question)
    case .query(let query):
      let bound = try bind(query, catalogue, source: source, parameters: parameters)
      return .answer(
        describeSources(try computed(bound)), question: "källa " + bound.canonical(catalogue, .sv))
    case .name(let name, let span): return try show(name, span)
    }
  }

  private func show(_ name: String?, _ span: Span) throws(Diagnostics) -> Reply {
    guard let name else { return .answer(describeTables(catalogue), question: "visa") }
    guard let card = describe(name, catalogue) else {
      throw Diagnostics(
        Diagnostic(.unknown(word: name, .start), span, example: Keyword.show.word(tongue)))
    }
    return .answer(card, question: "visa \(name)")
  }

  private mutating func save(_ name: String, _ span: Span) throws(Diagnostics) -> Reply {
    guard let last else { throw Diagnostics(Diagnostic(.nothingAnswered, span)) }
    let line = "låt \"\(name)\" = \(last.bound.canonical(catalogue, .sv))"
    var trial = self
    let source = trial.script(line, name: nil).statements[0]
    _ = try trial.answer(source)
    self = trial
    return .save(name: name, line: line)
  }

  // MARK: parameters and files

  /// Takes the value given from outside, else the line's own. Throws IN23 when there is none.
  private mutating func declare(_ line: ParameterLine) throws(Diagnostics) -> Reply {
    do throws(Diagnostic) {
      parameters[line.name] = try parameterValue(line, given[line.name], catalogue)
    } catch {
      throw Diagnostics(error)
    }
    return .nothing
  }

  /// IN17: a loose line in a file, with its canonical form.
  private func requireCanonical(_ line: Line, _ source: Source) throws(Diagnostics) {
    if case .refine(_, let span) = line { throw Diagnostics(Diagnostic(.refineInFile, span)) }
    if isCanonical(line, source) { return }
    throw Diagnostics(
      Diagnostic(.looseLine, source.span, attempt: try canonical(line, source)))
  }

  /// A statement in canonical form, in the session's language.
  package func canonical(_ line: Line, _ source: Source) throws(Diagnostics) -> String {
    switch line {
    case .query(let query):
      return try bind(query, catalogue, source: source, parameters: parameters)
        .canonical(catalogue, tongue, unexpanded: query)
    case .explain(.query(let query)):
      return Keyword.explain.word(tongue) + " " + (try canonical(.query(query), source))
    case .source(.query(let query)):
      return Keyword.source.word(tongue) + " " + (try canonical(.query(query), source))
    case .definition(let definition):
      guard case .query(let query) = definition.body else { return source.text }
      let text = try canonical(.query(query), source)
      return InsynPlan.canonical(definition, text, tongue)
    case .check(let clauses, let span):
      let query = findingsQuery(clauses, span, source)
      return try bind(query, catalogue, source: source, parameters: parameters)
        .canonicalCheck(catalogue, tongue, clauses)
    case .parameter, .refine, .explain, .source, .show, .save: return source.text
    }
  }

  /// A statement of a file in canonical form.
  package mutating func canonical(_ source: Source) throws(Diagnostics) -> String {
    let reading = parse(source, catalogue.lexicon)
    guard let line = reading.line else { throw Diagnostics(reading.diagnostics) }
    let text = try canonical(line, source)
    switch line {
    case .definition, .parameter: _ = try answer(line, source)
    default: break
    }
    return text
  }

  /// Only lines that really run are offered: an example that does not bind is left out.
  private func checked(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if isTrial { return diagnostics }
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if let attempt = diagnostic.attempt, !runs(attempt) { diagnostic.attempt = nil }
      return diagnostic
    }
  }

  private func runs(_ line: String) -> Bool {
    var trial = self
    trial.isTrial = true
    guard let source = trial.script(line, name: nil).statements.first else { return false }
    do throws(Diagnostics) {
      _ = try trial.answer(source)
      return true
    } catch {
      return false
    }
  }
}
