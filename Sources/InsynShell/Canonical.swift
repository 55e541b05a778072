import InsynLanguage
import InsynPlan
import InsynValue

// What only a file has: declared parameters, and the canonical form of its lines.

extension Session {
  /// Takes the value given from outside, else the line's own. Throws IN23 when there is none.
  mutating func declare(_ line: ParameterLine) throws(Diagnostics) -> Reply {
    do throws(Diagnostic) {
      parameters[line.name] = try parameterValue(line, given[line.name], catalogue)
    } catch {
      throw Diagnostics(error)
    }
    return .nothing
  }

  /// IN17: a loose line in a file, with its canonical form.
  mutating func requireCanonical(_ line: Line, _ source: Source) throws(Diagnostics) {
    if case .refine(_, let span) = line { throw Diagnostics(Diagnostic(.refineInFile, span)) }
    if isCanonical(line, source) { return }
    throw Diagnostics(
      Diagnostic(.looseLine, source.span, attempt: try canonical(line, source)))
  }

  /// A statement in canonical form, in the session's language.
  package mutating func canonical(_ line: Line, _ source: Source) throws(Diagnostics) -> String {
    switch line {
    case .query(let query):
      return try bound(query, source)
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
    switch line {
    case .definition, .parameter:
      let text = try canonical(line, source)
      _ = try answer(line, source)
      return text
    case .query:
      let text = try canonical(line, source)
      // A clause alone that follows changes this question, unless the figures refuse it.
      do throws(Diagnostics) { _ = try answer(line, source) } catch { forget() }
      return text
    case .refine:
      // A file holds whole questions: what the clause makes of the one before is written out.
      _ = try answer(line, source)
      return last?.bound.canonical(catalogue, tongue) ?? source.text
    case .explain, .source, .show, .save, .check: return try canonical(line, source)
    }
  }
}
