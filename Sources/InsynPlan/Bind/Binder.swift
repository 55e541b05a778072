import InsynLanguage
import InsynStore
import InsynValue

/// A question with every name settled: what to compute, and what each name of the line stands for.
package struct Bound: Sendable {
  package var plan: Plan
  /// The question with the clauses of its phrases set out.
  package let query: Query
  package let symbols: Symbols
}

/// What each name of a line stands for, by its place.
package struct Symbols: Sendable {
  package var table: TableID?
  package var entries: [Span: Entry] = [:]
  /// Where the name of the listed table stands.
  var tableSpan: Span?

  package init() {}
}

/// Query × catalogue → plan. Throws every mistake of names, types and units.
package func bind(
  _ query: Query, _ catalogue: Catalogue, source: Source, parameters: [String: Value]
) throws(Diagnostics) -> Bound {
  var binder = Binder(catalogue, source: source, parameters: parameters)
  do throws(Diagnostic) {
    let expanded = try binder.expand(query.substituting(parameters))
    let plan = try binder.plan(expanded)
    if binder.unknown.isEmpty {
      return Bound(plan: plan, query: expanded, symbols: binder.symbols)
    }
  } catch {
    // What else is wrong may only follow from an unknown value.
    if binder.unknown.isEmpty { throw Diagnostics(error) }
  }
  throw binder.allUnknown
}

/// From a period to the one that it is compared with.
enum Move {
  case previous
  case yearBefore
  case to(Period)

  func callAsFunction(_ period: Period) -> Period {
    switch self {
    case .previous: period.previous
    case .yearBefore: period.yearBefore
    case .to(let other): other
    }
  }
}

struct Binder {
  let catalogue: Catalogue
  let source: Source
  let parameters: [String: Value]
  var symbols = Symbols()
  var notes: [Note] = []
  /// Values that no dimension has: all of a statement are told at once.
  private(set) var unknown: [Diagnostic] = []
  var legs: [Leg] = []
  /// The plan's dimensions: the rows, then the column.
  var dimensions: [Dimension] = []
  var rowCount = 0
  /// The user's row filters, as predicates, to be bound in the table of each measure.
  var filters: [Filter] = []
  /// From the line's period to that of the reference which is being bound.
  var reference: Move?
  /// The same while a filter of the line is bound: what a measure tests by itself stays.
  var move: Move?
  var labels: [String: CellExpr] = [:]
  /// Where `mot` stands, which adds columns to test and to sort by.
  var versusSpan: Span?
  /// What the rows of a listing are set against, which its filters may test.
  var listedVersus: (value: ColumnID, reference: ColumnID)?
  /// Figures of the line's lookups must share their period.
  var together = false
  var title: Title?

  var store: Store { catalogue.store }

  /// The language of the line as it is typed, in which its examples are.
  var tongue: Tongue { catalogue.lexicon.tongue(of: source.text) }

  init(_ catalogue: Catalogue, source: Source, parameters: [String: Value]) {
    self.catalogue = catalogue
    self.source = source
    self.parameters = parameters
  }

  /// The line with one stretch replaced, for an example that runs.
  func edited(_ span: Span, _ text: String) -> String? {
    guard source.holds(span) else { return nil }
    var bytes = Array(source.text.utf8)
    bytes.replaceSubrange(
      Int(span.start - source.base)..<Int(span.end - source.base), with: Array(text.utf8))
    let edited = String(decoding: bytes, as: UTF8.self)
    return edited.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Notes a value that its dimension does not have; the rest of the line is still read.
  mutating func note(unknown diagnostic: Diagnostic) {
    if !unknown.contains(where: { $0.span == diagnostic.span }) { unknown.append(diagnostic) }
  }

  /// Every unknown value, with one line in which all of them are mended.
  var allUnknown: Diagnostics {
    var all = unknown.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    if all.count == 1 { return Diagnostics(all) }
    var text: String? = source.text
    for one in all.reversed() {
      guard let span = one.span, let nearest = one.nearest, let whole = text, source.holds(span)
      else {
        text = nil
        break
      }
      var bytes = Array(whole.utf8)
      bytes.replaceSubrange(
        Int(span.start - source.base)..<Int(span.end - source.base),
        with: Array(CanonicalWriter<Speller>.quoted(nearest).utf8))
      text = String(decoding: bytes, as: UTF8.self)
    }
    for index in all.indices { all[index].attempt = text }
    return Diagnostics(all)
  }

  /// The text of a span of the line, or of a definition's.
  func text(_ span: Span) -> String { source[span] }
}

// MARK: expanding phrases

extension Binder {
  /// Sets out a phrase that carries clauses: its filters stay, the user's other clauses replace its own.
  /// Throws IN18 when it stands beside other measures.
  mutating func expand(_ query: Query) throws(Diagnostic) -> Query {
    for (index, measure) in query.measures.enumerated() {
      guard case .sum(let sum) = measure.body else { continue }
      guard case .name(let name) = sum else {
        if let name = savedInside(sum, query.table) {
          throw Diagnostic(
            .clausesAmongOthers(text(name.span)), name.span, attempt: text(name.span))
        }
        continue
      }
      guard let definition = saved(name, query.table) else { continue }
      guard query.measures.count == 1 else {
        throw Diagnostic(
          .clausesAmongOthers(text(measure.span)), measure.span,
          attempt: text(query.measures[index].span))
      }
      return merged(query, definition.query, definition.definition)
    }
    return query
  }

  private mutating func merged(_ query: Query, _ saved: Query, _ definition: Definition) -> Query {
    title = definition.title
    let own = query.clauses
    var clauses = saved.clauses.replaced(by: own)
    clauses.filters += own.filters
    if own.versus != nil, own.column == nil { clauses.column = nil }
    var table = saved.table
    if table == nil {
      let phrase = fold(store[definition.table].names.title.sv)
      table = Name(phrase: phrase, span: saved.span, quoted: false, kinds: .table)
    }
    return Query(table: table, measures: saved.measures, clauses: clauses, span: query.span)
  }

  private func saved(
    _ name: Name, _ table: Name?
  ) -> (query: Query, definition: Definition)? {
    for case .definition(let id) in catalogue.entries(name.phrase) {
      let definition = catalogue[id]
      if let table, !isNamed(table, definition.table) { continue }
      guard name.kinds.contains(.measure),
        case .query(let query) = catalogue.body(definition)
      else { continue }
      let isListing =
        if case .listing? = query.measures.first?.body { true } else { false }
      if !query.clauses.areFiltersOnly || query.measures.count > 1 || isListing {
        return (query, definition)
      }
    }
    return nil
  }

  private func savedInside(_ sum: Sum, _ table: Name?) -> Name? {
    switch sum {
    case .name(let name): saved(name, table) == nil ? nil : name
    case .negated(let inner, _), .group(_, let inner, _, _): savedInside(inner, table)
    case .binary(_, let left, let right): savedInside(left, table) ?? savedInside(right, table)
    case .number, .text, .parameter, .aggregate: nil
    }
  }

  func isNamed(_ name: Name, _ table: TableID) -> Bool {
    catalogue.entries(name.phrase).contains(.table(table))
  }
}

// MARK: which table

extension Binder {
  /// What a name may stand for, of the kinds that its place allows.
  func candidates(_ name: Name) -> [Entry] {
    catalogue.entries(name.phrase).filter { !kinds($0).isDisjoint(with: name.kinds) }
  }

  private func kinds(_ entry: Entry) -> NameKinds {
    switch entry {
    case .table: .table
    case .column(let table, let column):
      store[table][column].kind == .dimension ? [.field, .dimension] : .field
    case .cut: [.dimension, .field]
    case .figure, .versus: .measure
    case .definition(let id): catalogue[id].kind
    case .attainment: .segment
    case .member: .value
    }
  }

  /// The tables in which a name means something; nil for names of no table.
  func tables(_ name: Name) -> Set<TableID>? {
    var found: Set<TableID> = []
    for entry in candidates(name) {
      if case .versus = entry { return nil }
      if let table = catalogue.table(of: entry) { found.insert(table) }
      if case .member(let domain, _) = entry {
        for table in store.tables
        where table.columns.contains(where: { $0.domain == domain && $0.isBare }) {
          found.insert(table.id)
        }
      }
    }
    if labels[name.phrase] != nil { return nil }
    return found
  }

  /// The one table that has all the names. Throws IN03 for several, IN04 when a name is lacking.
  func table(_ own: [Name], _ shared: [Name], prefix: Name?) throws(Diagnostic) -> TableID {
    if let prefix {
      guard case .table(let table)? = candidates(prefix).first else {
        throw Diagnostic(.unknown(word: text(prefix.span), .start), prefix.span)
      }
      try check(own + shared, in: table)
      return table
    }
    var left = Set(store.tables.filter { !$0.isDetail }.map(\.id))
    for name in own {
      guard let holders = tables(name) else { continue }
      // Where a table may stand, as after an aggregate, its name wins over a field's.
      for case .table(let table) in candidates(name) { left = [table] }
      // A definition of a table that is chosen by name alone is such a name.
      if left.isDisjoint(with: holders), let only = holders.first, holders.count == 1,
        store[only].isDetail, candidates(name).contains(where: isDefinition)
      {
        left = holders
      }
      let narrowed = left.intersection(holders)
      if narrowed.isEmpty { throw elsewhere(name, left, holders) }
      left = narrowed
    }
    for name in shared {
      guard let holders = tables(name) else { continue }
      let narrowed = left.intersection(holders)
      if narrowed.isEmpty { throw lacking(name, left) }
      left = narrowed
    }
    return try decide(left, own)
  }

  private func isDefinition(_ entry: Entry) -> Bool {
    if case .definition = entry { true } else { false }
  }

  /// A measure of another table than those before it in a sum.
  private func elsewhere(
    _ name: Name, _ left: Set<TableID>, _ holders: Set<TableID>
  ) -> Diagnostic {
    guard name.kinds.contains(.measure), let own = left.sorted().first,
      let other = holders.sorted().first
    else { return lacking(name, left) }
    return Diagnostic(
      .otherTable(
        catalogue.lexicon.written(name.phrase), own: store[own].names.title,
        other: store[other].names.title), name.span,
      attempt: edited(name.span, "( \(text(name.span)) )"))
  }

  private func check(_ names: [Name], in table: TableID) throws(Diagnostic) {
    for name in names {
      if let holders = tables(name), !holders.contains(table) { throw lacking(name, [table]) }
    }
  }

  /// Several tables left: the published one speaks, else the name is ambiguous.
  private func decide(_ left: Set<TableID>, _ own: [Name]) throws(Diagnostic) -> TableID {
    if left.count == 1, let only = left.first { return only }
    let published = left.filter { table in
      own.contains { name in
        candidates(name).contains { entry in
          if case .figure(table, _) = entry { return true }
          if case .definition(let id) = entry {
            return catalogue[id].table == table && store[table].published != nil
          }
          return false
        }
      }
    }
    if published.count == 1, let only = published.first { return only }
    let tables = left.sorted().map { store[$0].names.title }
    guard let name = own.first(where: { (self.tables($0) ?? []).count > 1 }) ?? own.first else {
      preconditionFailure("a measure names something")
    }
    throw Diagnostic(
      .severalTables(text(name.span), tables), name.span,
      attempt: tables.first.map { "\($0[tongue]): \(source.text)" })
  }

  /// A name that none of the tables has.
  func lacking(_ name: Name, _ tables: Set<TableID>) -> Diagnostic {
    let table = tables.sorted().first ?? TableID(0)
    let dimensions = store[table].columns.filter { $0.kind == .dimension }.map(\.names.title)
    let isTarget = candidates(name).contains { entry in
      if case .column(let other, let column) = entry {
        store[other][column].role == .target
      } else {
        false
      }
    }
    if isTarget { return Diagnostic(.noTarget(table: store[table].names.title), name.span) }
    return Diagnostic(
      .dimensionLacking(text(name.span), table: store[table].names.title, has: dimensions),
      name.span, attempt: dimensions.first.flatMap { edited(name.span, $0[tongue]) })
  }

  /// What a name stands for in a table. Throws IN04 when it means nothing there.
  mutating func entry(_ name: Name, in table: TableID, tableFirst: Bool = false) throws(Diagnostic)
    -> Entry
  {
    let found = candidates(name).filter { entry in
      if case .member(let domain, _) = entry { return catalogue.column(table, of: domain) != nil }
      return catalogue.table(of: entry).map { $0 == table } ?? true
    }
    guard let best = found.min(by: { rank($0, tableFirst) < rank($1, tableFirst) }) else {
      throw lacking(name, [table])
    }
    let members = found.filter { if case .member = $0 { true } else { false } }
    if case .member = best, members.count > 1 {
      throw Diagnostic(
        .ambiguousValue(text(name.span), members.map { dimensionTitle($0, table) }), name.span,
        attempt: edited(
          name.span,
          "\(Keyword.filter.word(tongue)) \(dimensionTitle(best, table)[tongue]) = "
            + text(name.span)))
    }
    symbols.entries[name.span] = best
    remark(name)
    return best
  }

  /// A name typed without åäö is told once.
  private mutating func remark(_ name: Name) {
    let typed = fold(text(name.span))
    guard !typed.isEmpty, !name.quoted, typed != name.phrase, typed == bare(name.phrase) else {
      return
    }
    let note = Note.readAs(catalogue.lexicon.written(name.phrase), typed: text(name.span))
    if !notes.contains(note) { notes.append(note) }
  }

  private func dimensionTitle(_ entry: Entry, _ table: TableID) -> Title {
    guard case .member(let domain, _) = entry, let column = catalogue.column(table, of: domain)
    else {
      return catalogue.title(entry)
    }
    return store[table][column].names.title
  }

  private func rank(_ entry: Entry, _ tableFirst: Bool) -> Int {
    switch entry {
    case .table: tableFirst ? 0 : 9
    case .definition: 1
    case .figure: 2
    case .attainment: 3
    case .column: 4
    case .cut: 5
    case .member: 6
    case .versus: 7
    }
  }
}
