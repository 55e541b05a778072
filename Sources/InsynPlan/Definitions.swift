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
    guard let (names, table) = head(of: source) else { return false }
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

/// The names and the table of `låt "A" | "B" = TABLE: …`, found byte by byte; nil for any other form.
private func head(of source: Source) -> (names: [String], table: String)? {
  let bytes = Array(source.text.utf8)
  var at = bytes.firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
  var names: [String] = []
  func skipBlanks() { while at < bytes.count, bytes[at] == 0x20 { at += 1 } }
  while at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
    guard let end = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    names.append(String(decoding: bytes[at + 1..<end], as: UTF8.self))
    at = end + 1
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "|") else { break }
    at += 1
    skipBlanks()
  }
  guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
  at += 1
  skipBlanks()
  guard let colon = bytes[at...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let table = fold(String(decoding: bytes[at..<colon], as: UTF8.self))
  return table.contains(" ") ? nil : (names, table)
}
