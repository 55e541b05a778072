import InsynLanguage
import InsynStore
import InsynValue

/// How a plan computes, step by step, in the language's one order of evaluation.
package func planLines(_ bound: Bound, _ catalogue: Catalogue) -> [(step: Title, content: Title)] {
  var lines: [(step: Title, content: Title)] = []
  func add(_ sv: String, _ en: String, _ content: Title) {
    lines.append((Title(sv: sv, en: en), content))
  }
  guard case .cube(let cube) = bound.plan.shape else { return [] }
  if !cube.rows.isEmpty { add("grupp", "group", joined(cube.rows.map(\.title))) }
  if let column = cube.column { add("kolumner", "columns", column.title) }
  for measure in cube.measures {
    add("mått", "measure", described(measure, cube, catalogue))
  }
  let speller = Speller(catalogue, bound.symbols)
  for (sv, en, clauses) in bound.query.clauses.afterGrouping {
    add(
      sv, en,
      Title(
        sv: CanonicalWriter(speller, .sv).write(clauses),
        en: CanonicalWriter(speller, .en).write(clauses)))
  }
  return lines
}

extension Clauses {
  /// The clauses that are computed from the groups, each by itself, in the order of evaluation.
  fileprivate var afterGrouping: [(sv: String, en: String, clauses: Clauses)] {
    var found: [(sv: String, en: String, clauses: Clauses)] = []
    func add(_ sv: String, _ en: String, _ change: (inout Clauses) -> Void) {
      var one = Clauses()
      change(&one)
      if one != Clauses() { found.append((sv, en, one)) }
    }
    add("andel", "share") { $0.share = share }
    add("jämförelse", "comparison") { $0.versus = versus }
    add("ordning", "order") { $0.order = order }
    add("urval", "selection") { $0.top = top }
    add("totalt", "total") { $0.total = total }
    return found
  }
}

private func joined(_ titles: [Title]) -> Title {
  Title(sv: titles.map(\.sv).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", "))
}

private func described(_ measure: PlanMeasure, _ cube: Cube, _ catalogue: Catalogue) -> Title {
  let definitions = catalogue.entries(fold(measure.title.sv)).compactMap { entry in
    if case .definition(let id) = entry { catalogue[id] } else { nil }
  }
  // A name may be defined once for each table.
  let own = definitions.first { $0.table == cube.legs.first?.table } ?? definitions.first
  if let own { return Title(own.text) }
  if measure.expression.picksOnly {
    return Title(
      sv: "\(measure.title.sv): publicerad figur, slås upp",
      en: "\(measure.title.en): published figure, looked up")
  }
  return measure.title
}
