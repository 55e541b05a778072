import InsynLanguage
import InsynStore
import InsynValue

// The whole question: shape, clauses, finish.

extension Binder {
  /// The plan of a question whose phrases are set out.
  mutating func plan(_ query: Query) throws(Diagnostic) -> Plan {
    try prepareLabels(query)
    if case .listing(let name)? = query.measures.first?.body { return try listing(query, name) }
    if let other = query.measures.first(where: {
      if case .listing = $0.body { true } else { false }
    }) {
      throw Diagnostic(.unexpected(text(other.span), .measure), other.span)
    }
    return try cube(query)
  }

  private mutating func prepareLabels(_ query: Query) throws(Diagnostic) {
    for measure in query.measures {
      if let label = measure.label {
        labels[fold(label.text)] = .constant(.zero, Printing(.none, decimals: 0))
      }
    }
  }

  /// The names of the clauses that every measure's table must have.
  private func shared(_ clauses: Clauses) -> [Name] {
    var names = clauses.rows?.content ?? []
    if let column = clauses.column { names.append(column.content) }
    for filter in clauses.filters {
      if case .test(let pred) = filter.content, pred.stage({ isMeasure($0) }).results { continue }
      names += filter.content.names
    }
    names += clauses.fields?.content ?? []
    return names
  }

  // MARK: cubes

  private mutating func cube(_ query: Query) throws(Diagnostic) -> Plan {
    let clauses = query.clauses
    if let versus = clauses.versus, clauses.column != nil {
      throw Diagnostic(
        .versusWithColumns, versus.span, attempt: clauses.column.flatMap { edited($0.span, "") })
    }
    versusSpan = clauses.versus?.span
    let names = shared(clauses)
    // A label is a name for what comes after it; in its own expression the word means what it did.
    let prepared = labels
    labels = [:]
    var tables: [TableID] = []
    for measure in query.measures {
      guard case .sum(let sum) = measure.body else { continue }
      tables.append(try table(sum, names, query.table))
      if let label = measure.label { labels[fold(label.text)] = prepared[fold(label.text)] }
    }
    guard let table = tables.first else { preconditionFailure("a question has a measure") }
    symbols.table = table
    if let prefix = query.table { symbols.entries[prefix.span] = .table(table) }
    try bindDimensions(clauses, table)
    let tests = try splitFilters(clauses)
    try checkFields(clauses, query, table)
    together = clauses.versus.map { if case .sum = $0.content { true } else { false } } ?? false
    var measures: [PlanMeasure] = []
    labels = [:]
    for (measure, table) in zip(query.measures, tables) {
      let bound = try self.measure(measure, table)
      if let label = measure.label { labels[fold(label.text)] = bound.expression }
      measures.append(bound)
    }
    try bindVersus(clauses, &measures, query, table)
    let fields = try bindFields(clauses, table)
    let finish = try finish(clauses, tests, measures, table, fields)
    let cube = Cube(
      legs: legs, rows: Array(dimensions.prefix(rowCount)),
      column: dimensions.count > rowCount ? dimensions[rowCount] : nil, measures: measures,
      finish: finish)
    return Plan(
      shape: .cube(cube), table: table, readBack: readBack(query, measures.map(\.title)),
      notes: notes, display: clauses.display?.content)
  }

  func table(
    _ sum: Sum, _ names: [Name], _ prefix: Name?
  ) throws(Diagnostic) -> TableID {
    let own = sum.names.filter { labels[$0.phrase] == nil }
    if own.isEmpty, prefix == nil, case .group(let table, let inner, let filter, _) = sum.firstGroup
    {
      return try self.table(inner.names + (filter?.names ?? []), names, prefix: table)
    }
    return try self.table(own, names, prefix: prefix)
  }

  private mutating func bindDimensions(_ clauses: Clauses, _ table: TableID) throws(Diagnostic) {
    for name in clauses.rows?.content ?? [] {
      dimensions.append(try dimension(name, table))
    }
    rowCount = dimensions.count
    if let column = clauses.column { dimensions.append(try dimension(column.content, table)) }
  }

  private mutating func dimension(_ name: Name, _ table: TableID) throws(Diagnostic) -> Dimension {
    switch try entry(name, in: table) {
    case .column(_, let column):
      let described = store[table][column]
      guard let domain = described.domain else { throw lacking(name, [table]) }
      return Dimension(title: described.names.title, name: described.name, cut: nil, domain: domain)
    case .cut(_, let cut):
      guard let period = store[table].column(.period), let domain = store[table][period].domain
      else {
        throw lacking(name, [table])
      }
      return Dimension(title: cut.names.title, name: cut.names.sv[0], cut: cut, domain: domain)
    default: throw lacking(name, [table])
    }
  }

  /// Row tests go to the legs, tests of results to the finish. Throws IN10 for one test of both.
  private mutating func splitFilters(_ clauses: Clauses) throws(Diagnostic) -> [Pred] {
    var results: [Pred] = []
    for filter in clauses.filters {
      guard case .test(let pred) = filter.content else {
        filters.append(filter.content)
        continue
      }
      let parts: [Pred] = if case .and(let tests) = pred { tests } else { [pred] }
      var rows: [Pred] = []
      for part in parts {
        let stage = part.stage { isMeasure($0) }
        if stage.rows && stage.results {
          throw Diagnostic(.mixedTests, part.span)
        }
        if stage.results { results.append(part) } else { rows.append(part) }
      }
      if !rows.isEmpty { filters.append(.test(rows.count == 1 ? rows[0] : .and(rows))) }
    }
    return results
  }

  private mutating func measure(
    _ measure: Measure, _ table: TableID
  ) throws(Diagnostic) -> PlanMeasure {
    guard case .sum(let sum) = measure.body else {
      preconditionFailure("listings are bound by themselves")
    }
    let expression = try cell(sum, Scope(table: table))
    let title = measure.label.map { Title($0.text) } ?? self.title ?? written(sum)
    return PlanMeasure(
      title: title, name: title.sv, expression: expression, reference: nil, isTarget: false)
  }

  /// A measure as a reader sees it.
  func written(_ sum: Sum) -> Title {
    let speller = Speller(catalogue, symbols)
    if case .name(let name) = sum {
      return Title(sv: speller.name(name, .sv), en: speller.name(name, .en))
    }
    if case .aggregate(let aggregate, .name(let name), _) = sum {
      return Title(
        sv: aggregate.keyword.word(.sv) + " " + speller.name(name, .sv),
        en: aggregate.keyword.word(.en) + " " + speller.name(name, .en))
    }
    return Title(
      sv: CanonicalWriter(speller, .sv).write(sum), en: CanonicalWriter(speller, .en).write(sum))
  }

  // MARK: med, sort, top, share

  /// `med` adds fields to published figures; on a count it is IN19.
  private func checkFields(
    _ clauses: Clauses, _ query: Query, _ table: TableID
  ) throws(Diagnostic) {
    guard let fields = clauses.fields else { return }
    if store[table].published != nil { return }
    let name = fields.content[0]
    let isNumeric = candidates(name).contains { entry in
      if case .column(table, let column) = entry { store[table][column].isNumeric } else { false }
    }
    throw Diagnostic(
      .fieldsOnCount, fields.span,
      attempt: edited(
        fields.span, isNumeric ? "\(Keyword.filter.word(tongue)) \(text(name.span)) > 0" : ""))
  }

  private mutating func bindFields(
    _ clauses: Clauses, _ table: TableID
  ) throws(Diagnostic) -> [ColumnID] {
    var columns: [ColumnID] = []
    for name in clauses.fields?.content ?? [] {
      if case .column(_, let column) = try entry(name, in: table) { columns.append(column) }
    }
    return columns
  }

  private mutating func finish(
    _ clauses: Clauses, _ tests: [Pred], _ measures: [PlanMeasure], _ table: TableID,
    _ fields: [ColumnID]
  ) throws(Diagnostic) -> Finish {
    if let share = clauses.share { try check(share, clauses) }
    var bound: [CellTest] = []
    for test in tests { bound.append(try cellTest(test, Scope(table: table))) }
    var order: (key: CellKey, descending: Bool)?
    if let clause = clauses.order?.content {
      order = (try key(clause.key, Scope(table: table)), clause.descending)
    }
    return Finish(
      share: clauses.share?.content, versus: versusTitle(clauses, measures, table), tests: bound,
      order: order,
      top: clauses.top?.content, withTotal: clauses.total != nil, fields: fields)
  }

  private func versusTitle(
    _ clauses: Clauses, _ measures: [PlanMeasure], _ table: TableID
  ) -> VersusTitle? {
    switch clauses.versus?.content {
    case nil: nil
    case .previous: .previous
    case .lastYear: .lastYear
    case .period(let period): .named(Title("\(period)"))
    case .sum(let sum): .named(titled(sum, beside: measures, table))
    }
  }

  /// A measure of another table that is called like the one beside it bears that table's name.
  private func titled(_ sum: Sum, beside measures: [PlanMeasure], _ table: TableID) -> Title {
    let title = written(sum)
    guard case .name(let name) = sum, let entry = symbols.entries[name.span],
      let own = catalogue.table(of: entry), own != table,
      measures.contains(where: { $0.title.sv == title.sv })
    else { return title }
    let prefix = store[own].names.title
    return Title(sv: "\(prefix.sv): \(title.sv)", en: "\(prefix.en): \(title.en)")
  }

  private func check(_ share: Placed<Base>, _ clauses: Clauses) throws(Diagnostic) {
    let lacksRows = share.content == .column && clauses.rows == nil
    let lacksColumns = share.content == .row && clauses.column == nil
    if lacksRows || lacksColumns {
      throw Diagnostic(
        .shareWithout(rows: lacksRows), share.span,
        attempt: edited(
          share.span, "\(Keyword.shareOf.word(tongue)) \(Keyword.ofTotal.word(tongue))"))
    }
  }

  /// Something that the answer can be sorted and tested by.
  private mutating func key(_ sum: Sum, _ scope: Scope) throws(Diagnostic) -> CellKey {
    if case .name(let name) = sum {
      let entries = candidates(name)
      for case .versus(let column) in entries where labels[name.phrase] == nil {
        if versusSpan == nil { throw versusLacking(name, scope.table, after: nil) }
        symbols.entries[name.span] = .versus(column)
        return .versus(column)
      }
      if labels[name.phrase] == nil,
        let index = dimensions.prefix(rowCount).firstIndex(where: { dimension in
          dimensionNamed(dimension, name, entries)
        })
      {
        _ = try entry(name, in: scope.table)
        return .label(index)
      }
    }
    if case .text(let text, let span) = sum {
      throw Diagnostic(.unknown(word: text, .operand), span)
    }
    return .expression(try cell(sum, scope))
  }

  private func dimensionNamed(_ dimension: Dimension, _ name: Name, _ entries: [Entry]) -> Bool {
    entries.contains { entry in
      switch entry {
      case .column(let table, let column):
        dimension.name == store[table][column].name
          && store[table][column].domain == dimension.domain
      case .cut(_, let cut): dimension.cut == cut
      default: false
      }
    }
  }

  private mutating func cellTest(_ pred: Pred, _ scope: Scope) throws(Diagnostic) -> CellTest {
    switch pred {
    case .and(let tests): return .all(try cellTests(tests, scope))
    case .or(let tests): return .any(try cellTests(tests, scope))
    case .not(let test, _): return .not(try cellTest(test, scope))
    case .missing(let sum, _): return .isMissing(try key(sum, scope))
    case .suppressed(let sum, _): return .isHidden(try key(sum, scope))
    case .name(let name): throw Diagnostic(.mixedTests, name.span)
    case .compare(let left, let comparison, let right, let span):
      return try compared(try key(left, scope), comparison, right, span, scope)
    }
  }

  private mutating func cellTests(
    _ tests: [Pred], _ scope: Scope
  ) throws(Diagnostic) -> [CellTest] {
    var bound: [CellTest] = []
    for test in tests { bound.append(try cellTest(test, scope)) }
    return bound
  }

  private mutating func compared(
    _ left: CellKey, _ comparison: Comparison, _ right: Right, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellTest {
    switch right {
    case .sum(let sum):
      if let literal = negative(sum) { return try compared(left, comparison, .number(literal)) }
      return .compare(left, comparison, try key(sum, scope))
    case .value(let value): return try compared(left, comparison, value)
    case .list(let values, _):
      var tests: [CellTest] = []
      for value in values { tests.append(try compared(left, .equal, value)) }
      return comparison == .unequal ? .not(.any(tests)) : .any(tests)
    case .range(let first, let last):
      let test = CellTest.all([
        try compared(left, .greaterOrEqual, first), try compared(left, .lessOrEqual, last),
      ])
      return comparison == .unequal ? .not(test) : test
    }
  }

  private func compared(
    _ left: CellKey, _ comparison: Comparison, _ value: Value
  ) throws(Diagnostic) -> CellTest {
    let value = try substituted(value)
    guard let literal = number(of: value), comparison != .contains else {
      throw Diagnostic(.wrongType(text(value.span), wanted: .number), value.span)
    }
    guard let unit = literal.unit else { return .printed(left, comparison, literal.number) }
    let constant = CellExpr.constant(
      unit.value(printed: literal.number), Printing(unit, decimals: literal.decimals))
    return .compare(left, comparison, .expression(constant))
  }
}
