import InsynLanguage
import InsynStore
import InsynValue

// How `låt` becomes a name: its table, its kind and its text.

extension Catalogue {
  /// Binds a definition once, to settle its table and kind, and adds it. Returns true when it
  /// replaced one of the session's own. Throws what binding throws, IN31 and IN45.
  package mutating func define(
    _ line: DefinitionLine, source: Source, parameters: [String: Value], isCatalogue: Bool
  ) throws(Diagnostics) -> Bool {
    let (table, kind) = try settle(line, source, parameters)
    do throws(Diagnostic) {
      return try define(
        line.names, line.body, source, span: line.nameSpan, table: table, kind: kind,
        isCatalogue: isCatalogue)
    } catch {
      throw Diagnostics(error)
    }
  }

  private func settle(
    _ line: DefinitionLine, _ source: Source, _ parameters: [String: Value]
  ) throws(Diagnostics) -> (TableID, NameKinds) {
    switch line.body {
    case .test(let prefix, let pred):
      var binder = Binder(self, source: source, parameters: parameters)
      do throws(Diagnostic) {
        let table = try binder.table(pred.names, [], prefix: prefix)
        _ = try binder.rowTest(pred, table)
        if binder.unknown.isEmpty { return (table, .segment) }
      } catch {
        if binder.unknown.isEmpty { throw Diagnostics(error) }
      }
      throw binder.allUnknown
    case .query(let query):
      if let table = rowField(query, source, parameters) { return (table, .field) }
      return (try bind(query, self, source: source, parameters: parameters).plan.table, .measure)
    }
  }

  /// The table of a definition that is a number of each row; nil when it is a measure.
  private func rowField(
    _ query: Query, _ source: Source, _ parameters: [String: Value]
  ) -> TableID? {
    guard query.clauses == Clauses(), query.measures.count == 1,
      case .sum(let sum) = query.measures[0].body
    else { return nil }
    var binder = Binder(self, source: source, parameters: parameters)
    do throws(Diagnostic) {
      let table = try binder.table(sum.names, [], prefix: query.table)
      if store[table].published != nil || sum.isMeasure({ binder.isMeasure($0) }) { return nil }
      let expression = try binder.rowExpr(sum, table)
      try binder.checkNumeric(expression, table, sum.span)
      return table
    } catch {
      return nil
    }
  }
}

/// Reads a `catalogue.iq`: definitions only. Throws the first mistake with its place.
package func loadDefinitions(
  _ script: Script, into catalogue: inout Catalogue
) throws(Diagnostics) {
  for source in script.statements {
    let reading = parse(source, catalogue.lexicon)
    guard case .definition(let line)? = reading.line else {
      throw Diagnostics(
        reading.diagnostics.isEmpty
          ? [Diagnostic(.unexpected(nil, .definition), source.span)] : reading.diagnostics)
    }
    _ = try catalogue.define(line, source: source, parameters: [:], isCatalogue: true)
  }
}
