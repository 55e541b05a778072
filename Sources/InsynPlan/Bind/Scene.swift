import InsynLanguage
import InsynStore
import InsynValue

/// Which tables a half-typed line can be about, so that only names that fit are offered.
package struct Scene: Sendable {
  /// The tables that each measure may be of; one set for a line without a measure yet.
  package let tables: [Set<TableID>]

  /// True when the entry means something for the line: in one of the tables, or in every table.
  package func fits(_ entry: Entry, _ catalogue: Catalogue) -> Bool {
    switch entry {
    case .member(let domain, _):
      return tables[0].contains { catalogue.column($0, of: domain) != nil }
    case .versus: return true
    case .table, .column, .cut, .figure, .definition, .attainment:
      return catalogue.table(of: entry).map { tables[0].contains($0) } ?? true
    }
  }

  /// True when one of the entries of a dimension's name is in a table of each measure.
  package func isShared(_ entries: [Entry], _ catalogue: Catalogue) -> Bool {
    tables.allSatisfy { own in
      entries.contains { entry in catalogue.table(of: entry).map(own.contains) ?? false }
    }
  }
}

extension Catalogue {
  /// The tables that a line can be about, by what is read of it; `last` is the table of the question
  /// that clauses alone would change.
  package func scene(_ begun: Begun, last: TableID?) -> Scene {
    let all = Set(store.tables.filter { !$0.isDetail }.map(\.id))
    if let prefix = begun.table {
      for case .table(let table) in entries(prefix.phrase) { return Scene(tables: [[table]]) }
    }
    if begun.verb == .check { return Scene(tables: [[store.findings]]) }
    if begun.isRefining, let last { return Scene(tables: [[last]]) }
    let binder = Binder(self, source: Source(""), parameters: [:])
    let shared = begun.split + begun.fields + begun.others
    let found = begun.measures.filter { !$0.isEmpty }.map { names in
      binder.narrowed(all, names, shared)
    }
    return Scene(tables: found.isEmpty ? [binder.narrowed(all, [], shared)] : found)
  }
}

extension Binder {
  /// The tables that have all the names, as far as any has; of several the published one speaks.
  fileprivate func narrowed(
    _ all: Set<TableID>, _ own: [Name], _ shared: [Name]
  ) -> Set<TableID> {
    var left = all
    for name in own {
      guard let holders = tables(name) else { continue }
      for case .table(let table) in candidates(name) { left = [table] }
      let narrowed = left.intersection(holders)
      if !narrowed.isEmpty { left = narrowed }
    }
    for name in shared {
      guard let holders = tables(name) else { continue }
      let narrowed = left.intersection(holders)
      if !narrowed.isEmpty { left = narrowed }
    }
    if left.count < 2 { return left }
    let published = left.filter { table in
      own.contains { name in candidates(name).contains { speaks($0, table) } }
    }
    return published.count == 1 ? published : left
  }

  /// True for a figure of a table, or a name over its figures.
  private func speaks(_ entry: Entry, _ table: TableID) -> Bool {
    switch entry {
    case .figure(table, _): true
    case .definition(let id): catalogue[id].table == table && store[table].published != nil
    case .table, .column, .cut, .figure, .versus, .attainment, .member: false
    }
  }
}

extension Catalogue {
  /// The unit that a measure's name is in, nil when nobody has said so in one word.
  package func unit(of entry: Entry) -> Unit? {
    switch entry {
    case .figure(let table, let code): unit(of: code, in: store[table])
    case .column(let table, let column):
      store[table][column].unitColumn == nil && store[table][column].unit != .none
        ? store[table][column].unit : nil
    case .definition(let id): unit(of: self[id])
    case .table, .cut, .versus, .attainment, .member: nil
    }
  }

  private func unit(of code: Code32, in table: Table) -> Unit? {
    guard let published = table.published, let name = published.name, let value = published.value,
      case .coded(let codes, _) = table[name].data, let row = codes.firstIndex(of: code)
    else { return nil }
    return store.unit(table, value, row: row)
  }

  /// The unit of the one figure that a definition is another name of.
  private func unit(of definition: Definition) -> Unit? {
    let table = store[definition.table]
    guard definition.isMeasure, let name = table.published?.name,
      let domain = table[name].domain, case .query(let query) = body(definition)
    else { return nil }
    for filter in query.clauses.filters {
      guard case .test(.compare(_, .equal, .value(let value), _)) = filter.content else { continue }
      let phrase: String? =
        switch value {
        case .text(let text, _): fold(text)
        case .name(let name): name.phrase
        case .number, .period, .document, .parameter: nil
        }
      if let phrase, let code = members(of: domain)?.code(of: phrase) {
        return unit(of: code, in: table)
      }
    }
    return nil
  }

  /// The periods of which a table has rows, newest first.
  package func periods(of table: TableID) -> [Period] {
    guard let column = store[table].column(.period) else { return [] }
    if store[table].rowCount == 0, let domain = store.domain(table, column) {
      // Rows that are still to come have the periods that are described.
      return domain.members.compactMap(\.period).sorted(by: >)
    }
    return Binder(self, source: Source(""), parameters: [:]).presentPeriods(table, column)
  }
}
