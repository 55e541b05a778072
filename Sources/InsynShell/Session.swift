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
  /// The practice data whose rows are made when they are first asked for; nil where there are none.
  let practice: Practice?
  /// Looked at by whatever takes long.
  let cancellation: Cancellation
  /// Hears how far what takes long has come.
  package var told: @Sendable (Reached) -> Void = { _ in }
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
    practice: Practice? = nil, cancellation: Cancellation = Cancellation(),
    source: @escaping @Sendable (Store) -> any PartialSource = { Engine($0) }
  ) {
    self.catalogue = catalogue
    self.tongue = tongue
    self.rules = rules
    self.practice = practice
    self.cancellation = cancellation
    self.source = source(catalogue.store)
    self.catalogue.tongue = tongue
    makeSource = source
    nextBase = base
  }

  /// There is no question that a clause alone could change.
  mutating func forget() { last = nil }

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
      let reply = try answer(line, source)
      // Nothing is answered from a snapshot that has been found not to be as it was written.
      if catalogue.store.isDamaged { throw Diagnostics(Diagnostic(.badSnapshot(.altered))) }
      return reply
    } catch {
      if catalogue.store.isDamaged { throw Diagnostics(Diagnostic(.badSnapshot(.altered))) }
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
        let code = catalogue.members(of: domain)?.code(of: fold(unit.word)),
        let member = catalogue.store[domain][code]
      {
        value = member.title[tongue]
        break
      }
    }
    return " \(Keyword.filter.word(tongue)) \(field) = \(value)"
  }

  mutating func answer(_ line: Line, _ source: Source) throws(Diagnostics) -> Reply {
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
    let bound = try bound(query, source)
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
      return try finish(released, plan, store, cancellation)
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
      return try finish(released, plan, store, cancellation)
    }
  }

  /// A computed count beside which the reports print a figure of a near name: that figure, in a note.
  private func twin(of bound: Bound) -> Note? {
    guard !isTrial, case .cube(let cube) = bound.plan.shape, cube.measures.count == 1,
      case .partial(_, _, .count) = cube.measures[0].expression, cube.column == nil,
      catalogue.store[bound.plan.table].published == nil,
      let name = catalogue.publishedTwin(of: cube.measures[0].title.sv),
      cube.finish.versus.map({ !$0.isNamed(name) }) ?? true,
      let periods = periods(of: bound)
    else { return nil }
    let dimensions = cube.rows.map { "\"\($0.title.sv)\"" }.joined(separator: ", ")
    var trial = self
    trial.isTrial = true
    let line = "\"\(name)\"" + (dimensions.isEmpty ? "" : " per \(dimensions)") + periods
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

  /// ` 2016`: the periods that a question names; nil for one with another filter, beside which a figure
  /// of everybody says nothing.
  private func periods(of bound: Bound) -> String? {
    var periods = ""
    for filter in bound.query.clauses.filters {
      guard case .bare(let values) = filter.content else { return nil }
      for value in values {
        guard case .period(let period, _) = value else { return nil }
        periods += (periods.isEmpty ? " " : ", ") + "\(period)"
      }
    }
    return periods
  }

  func rows(of listing: Listing) throws(ExecutionError) -> [Int] {
    try source.rows(
      of: listing.table, where: listing.tests, best: listing.best(in: catalogue.store),
      cancellation)
  }

  func cells(_ cube: Cube) throws(ExecutionError) -> [Cells] {
    try source.cells(for: cube.legs, cancellation)
  }

  func executed<Result>(
    _ work: () throws(ExecutionError) -> Result
  ) throws(Diagnostics) -> Result {
    do throws(ExecutionError) {
      return try work()
    } catch {
      switch error {
      case .overflow: throw Diagnostics(Diagnostic(.overflow))
      case .noRoom(let needed, let free):
        throw Diagnostics(Diagnostic(.tooLarge(needed: needed >> 20, free: free >> 20)))
      case .cancelled(let reached): throw Diagnostics(Diagnostic(.stopped(reached)))
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

  /// Only lines that really run are offered: an example that does not bind is left out.
  private func checked(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if isTrial { return diagnostics }
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if let attempt = diagnostic.attempt, !runs(attempt) { diagnostic.attempt = nil }
      return diagnostic
    }
  }

  /// True for a line that is answered without a mistake.
  func runs(_ line: String) -> Bool {
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

extension VersusTitle {
  /// True for the figure of a folded name.
  fileprivate func isNamed(_ name: String) -> Bool {
    if case .named(let title) = self { fold(title.sv) == name } else { false }
  }
}
