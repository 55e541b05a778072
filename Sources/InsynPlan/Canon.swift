import InsynLanguage
import InsynStore
import InsynValue

/// True when a line of a file is canonical: the table named, values only right of a comparison,
/// names of several words quoted, keywords of one language.
package func isCanonical(_ line: Line, _ source: Source) -> Bool {
  switch line {
  case .query(let query), .explain(.query(let query)), .source(.query(let query)):
    isCanonical(query) && keepsOneLanguage(source)
  case .definition(let definition):
    switch definition.body {
    case .query(let query): isCanonical(query) && keepsOneLanguage(source)
    case .test(let table, let pred): table != nil && isCanonical(pred) && keepsOneLanguage(source)
    }
  case .check(let clauses, _): isCanonical(clauses) && keepsOneLanguage(source)
  case .parameter, .refine, .explain, .source, .show, .save: true
  }
}

private func isCanonical(_ query: Query) -> Bool {
  query.table != nil && isCanonical(query.clauses)
    && query.measures.allSatisfy { measure in
      switch measure.body {
      case .listing(let name): isCanonical(name)
      case .sum(let sum): isCanonical(sum)
      }
    }
}

private func isCanonical(_ name: Name) -> Bool { name.quoted || !name.phrase.contains(" ") }

private func isCanonical(_ clauses: Clauses) -> Bool {
  let names =
    (clauses.rows?.content ?? []) + (clauses.column.map { [$0.content] } ?? [])
    + (clauses.fields?.content ?? [])
  let sums = [clauses.order?.content.key, versusSum(clauses)].compactMap { $0 }
  return names.allSatisfy(isCanonical) && sums.allSatisfy(isCanonical)
    && clauses.filters.allSatisfy { filter in
      switch filter.content {
      case .test(let pred): isCanonical(pred)
      case .bare(let values):
        values.allSatisfy { value in
          switch value {
          case .period, .parameter: true
          case .document, .name, .number, .text: false
          }
        }
      }
    }
}

private func versusSum(_ clauses: Clauses) -> Sum? {
  if case .sum(let sum) = clauses.versus?.content { sum } else { nil }
}

private func isCanonical(_ sum: Sum) -> Bool {
  switch sum {
  case .number, .text, .parameter: true
  case .name(let name): isCanonical(name)
  case .aggregate(_, .name(let name), _): isCanonical(name) && name.kinds != .value
  case .aggregate(_, .pred(let pred), _): isCanonical(pred)
  case .negated(let inner, _): isCanonical(inner)
  case .binary(_, let left, let right): isCanonical(left) && isCanonical(right)
  case .group(let table, let inner, let filter, _):
    (table.map(isCanonical) ?? true) && isCanonical(inner) && (filter.map(isCanonical) ?? true)
  }
}

private func isCanonical(_ pred: Pred) -> Bool {
  switch pred {
  case .or(let tests), .and(let tests): tests.allSatisfy(isCanonical)
  case .not(let test, _): isCanonical(test)
  case .name(let name): isCanonical(name) && name.kinds.contains(.segment)
  case .missing(let sum, _), .suppressed(let sum, _): isCanonical(sum)
  case .compare(let left, _, let right, _): isCanonical(left) && isCanonical(right)
  }
}

private func isCanonical(_ right: Right) -> Bool {
  switch right {
  case .list(let values, _): values.allSatisfy(isCanonical)
  case .value(let value): isCanonical(value)
  case .range(let first, let last): isCanonical(first) && isCanonical(last)
  case .sum(let sum): isCanonical(sum)
  }
}

private func isCanonical(_ value: Value) -> Bool {
  switch value {
  case .name(let name): isCanonical(name)
  case .document: false
  case .number, .text, .period, .parameter: true
  }
}

/// True when the keywords of a line are all Swedish or all English; `x`, `median` and `param` are both.
private func keepsOneLanguage(_ source: Source) -> Bool {
  let tokens: [Token]
  do throws(Diagnostic) {
    tokens = try lex(source)
  } catch {
    return true
  }
  var (usesSwedish, usesEnglish) = (false, false)
  for token in tokens {
    guard case .word(let word) = token.kind, let keywords = Keyword.bySpelling[word] else {
      continue
    }
    let isSwedish = keywords.contains { $0.spellings.sv.contains(word) }
    let isEnglish = keywords.contains { $0.spellings.en.contains(word) }
    if isSwedish && !isEnglish { usesSwedish = true }
    if isEnglish && !isSwedish { usesEnglish = true }
  }
  return !(usesSwedish && usesEnglish)
}

extension Bound {
  /// The question in canonical form.
  package func canonical(_ catalogue: Catalogue, _ tongue: Tongue) -> String {
    CanonicalWriter(Speller(catalogue, symbols), tongue).write(query)
  }

  /// The question as it was typed, its phrases not set out, in canonical form.
  package func canonical(
    _ catalogue: Catalogue, _ tongue: Tongue, unexpanded: Query
  ) -> String {
    CanonicalWriter(Speller(catalogue, symbols), tongue).write(unexpanded)
  }
}

extension Bound {
  /// `granska` with its clauses, as they were typed, in canonical form.
  package func canonicalCheck(
    _ catalogue: Catalogue, _ tongue: Tongue, _ clauses: Clauses
  ) -> String {
    let clauses = CanonicalWriter(Speller(catalogue, symbols), tongue).write(clauses)
    return Keyword.check.word(tongue) + (clauses.isEmpty ? "" : " " + clauses)
  }
}

/// A definition in canonical form.
package func canonical(
  _ line: DefinitionLine, _ text: String, _ tongue: Tongue
) -> String {
  let names = line.names.map { "\"\($0)\"" }.joined(separator: " | ")
  return "\(Keyword.define.word(tongue)) \(names) = \(text)"
}
