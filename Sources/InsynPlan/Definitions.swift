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

  /// Takes a definition over published figures by its names and its table alone, unread; false for
  /// any other, which must be read to know what it is.
  fileprivate mutating func takeUnread(_ source: Source) throws(Diagnostic) -> Bool {
    let tokens = try lex(source)
    var names: [String] = []
    var index = 1
    while index + 1 < tokens.count, case .quoted(let name) = tokens[index].kind {
      names.append(name)
      index += 2
    }
    guard index + 1 < tokens.count, case .sign(.equal) = tokens[index - 1].kind,
      case .word(let table) = tokens[index].kind, case .sign(.colon) = tokens[index + 1].kind
    else { return false }
    for case .table(let id) in entries(table) where store[id].published != nil {
      _ = try define(
        names, nil, source, span: source.span, table: id, kind: .measure, isCatalogue: true)
      return true
    }
    return false
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
        return (table, .segment)
      } catch {
        throw Diagnostics(error)
      }
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

/// Reads a `catalogue.iq`: definitions only. Throws the first mistake with its place. Definitions that
/// the tests have bound need not be bound again at every start: theirs are only read.
package func loadDefinitions(
  _ script: Script, into catalogue: inout Catalogue, areTested: Bool
) throws(Diagnostics) {
  for source in script.statements {
    do throws(Diagnostic) {
      if areTested, try catalogue.takeUnread(source) { continue }
    } catch {
      throw Diagnostics(error)
    }
    let reading = parse(source, catalogue.lexicon)
    guard case .definition(let line)? = reading.line else {
      throw Diagnostics(
        reading.diagnostics.isEmpty
          ? [Diagnostic(.unexpected(nil, .definition), source.span)] : reading.diagnostics)
    }
    _ = try catalogue.define(line, source: source, parameters: [:], isCatalogue: true)
  }
}
