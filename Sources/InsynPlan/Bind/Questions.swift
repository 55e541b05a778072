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
    let names = shared(clauses)
    var tables: [TableID] = []
    for measure in query.measures {
      guard case .sum(let sum) = measure.body else { continue }
      tables.append(try table(sum, names, query.table))
    }
    guard let table = tables.first else { preconditionFailure("a question has a measure") }
    symbols.table = table
    if let prefix = query.table { symbols.entries[prefix.span] = .table(table) }
    try bindDimensions(clauses, table)
    let tests = try splitFilters(clauses)
    try checkFields(clauses, query, table)
    together = clauses.versus.map { if case .sum = $0.content { true } else { false } } ?? false
    var measures: [PlanMeasure] = []
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

  private func table(
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
  private func written(_ sum: Sum) -> Title {
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

  // MARK: mot

  private mutating func bindVersus(
    _ clauses: Clauses, _ measures: inout [PlanMeasure], _ query: Query, _ table: TableID
  ) throws(Diagnostic) {
    guard let versus = clauses.versus else { return }
    if case .sum(let sum) = versus.content {
      guard measures.count == 1 else {
        throw Diagnostic(
          .clausesAmongOthers(text(versus.span)), versus.span, attempt: edited(versus.span, ""))
      }
      return try bindVersus(sum, &measures[0], versus.span, table)
    }
    for index in measures.indices {
      guard case .sum(let sum) = query.measures[index].body else { continue }
      measures[index].reference = try moved(
        sum, measures[index].expression, versus, Scope(table: table))
    }
  }

  /// `mot årsmål`, `mot föregående`, `mot utfall`, `mot "andel barn …"`, `mot ( hushåll: … )`.
  private mutating func bindVersus(
    _ sum: Sum, _ measure: inout PlanMeasure, _ span: Span, _ table: TableID
  ) throws(Diagnostic) {
    if case .name(let name) = sum, case .pick(let leg, let figure, nil) = measure.expression,
      candidates(name).contains(where: { isField($0, of: legs[leg].table) }),
      case .column(let table, let column) = try entry(name, in: legs[leg].table)
    {
      let role = store[table][column].role
      if role == .target || role == .previous {
        measure.reference = .pick(leg: leg, figure: figure, field: column)
        measure.isTarget = role == .target
        return
      }
    }
    if case .name(let name) = sum, !(tables(name)?.contains(table) ?? true),
      case .noTarget = lacking(name, [table]).fault
    {
      throw targetless(table, name.span, span)
    }
    let own = try self.table(sum, dimensionNames(), nil, near: table)
    measure.reference = try cell(sum, Scope(table: own))
  }

  private func isField(_ entry: Entry, of table: TableID) -> Bool {
    if case .column(table, _) = entry { true } else { false }
  }

  private func dimensionNames() -> [Name] { [] }

  private func table(
    _ sum: Sum, _ names: [Name], _ prefix: Name?, near table: TableID
  ) throws(Diagnostic) -> TableID {
    let own = sum.names
    if own.allSatisfy({ tables($0)?.contains(table) ?? true }), !own.isEmpty { return table }
    return try self.table(sum, names, prefix)
  }

  private func targetless(_ table: TableID, _ name: Span, _ clause: Span) -> Diagnostic {
    let other = store.tables.first { $0.column(.target) != nil && $0.column(.direction) != nil }
    return Diagnostic(
      .noTarget(table: store[table].names.title), name,
      attempt: other.map { "\($0.names.title.sv) mot årsmål" })
  }

  /// The same measure at another period.
  private mutating func moved(
    _ sum: Sum, _ expression: CellExpr, _ versus: Placed<Versus>, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    if expression.picksOnly { return movedPicks(expression, versus.content) }
    if hasPeriodFilter {
      let before = legs.count
      switch versus.content {
      case .previous: moved = { $0.previous }
      case .lastYear: moved = { $0.yearBefore }
      case .period(let period): moved = { _ in period }
      case .sum: break
      }
      defer { moved = nil }
      let reference = try cell(sum, scope)
      _ = before
      return reference
    }
    guard case .period(let period) = versus.content else {
      return try shifted(sum, versus, scope)
    }
    filters.append(.bare([.period(period, versus.span)]))
    defer { filters.removeLast() }
    return try cell(sum, scope)
  }

  private var hasPeriodFilter: Bool {
    filters.contains { filter in
      switch filter {
      case .bare(let values):
        values.contains { if case .period = $0 { true } else { false } }
      case .test(let pred): pred.comparesPeriods
      }
    }
  }

  /// Without a period: each row against the row of a year, or a period, before.
  private mutating func shifted(
    _ sum: Sum, _ versus: Placed<Versus>, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    let hasPeriodAxis = dimensions.contains { dimension in
      store.tables.contains { table in
        table.column(.period).map { table[$0].domain == dimension.domain } ?? false
      }
    }
    guard hasPeriodAxis else {
      let column = store[scope.table].column(.period)
      let present = column.map { presentPeriods(scope.table, $0) } ?? []
      throw Diagnostic(
        .periodWithoutData(text(versus.span), present: present.map(\.description)), versus.span,
        attempt: present.first.flatMap { edited(versus.span, "\($0) \(text(versus.span))") })
    }
    let first = legs.count
    let known = legs
    legs = known.map { leg in
      // A leg that is already there must not be found again: the reference needs legs of its own.
      if case .aggregate(var leg) = leg {
        leg.shift = leg.shift ?? .year
        return .aggregate(leg)
      }
      return leg
    }
    let reference = try cell(sum, scope)
    for index in first..<legs.count {
      if case .aggregate(var leg) = legs[index] {
        leg.shift = versus.content == .previous ? .previous : .year
        legs[index] = .aggregate(leg)
      }
    }
    for index in 0..<first { legs[index] = known[index] }
    return reference
  }

  /// The figures of an expression at another period; the engine falls back on the printed previous one.
  private mutating func movedPicks(_ expression: CellExpr, _ versus: Versus) -> CellExpr {
    switch expression {
    case .pick(let leg, let figure, nil):
      guard case .lookup(var lookup) = legs[leg] else { return expression }
      if versus == .previous, let previous = store[lookup.table].column(.previous),
        lookup.figures[figure].value == store[lookup.table].published?.value
      {
        return .pick(leg: leg, figure: figure, field: previous)
      }
      switch versus {
      case .previous: lookup.period = .previous
      case .lastYear: lookup.period = .yearBefore
      case .period(let period): lookup.period = .fixed(period)
      case .sum: break
      }
      lookup.figures = [lookup.figures[figure]]
      legs.append(.lookup(lookup))
      return .pick(leg: legs.count - 1, figure: 0, field: nil)
    case .binary(let sign, let left, let right):
      let a = movedPicks(left, versus)
      return .binary(sign, a, movedPicks(right, versus))
    case .negated(let inner): return .negated(movedPicks(inner, versus))
    case .constant, .partial, .pick, .pickedSum: return expression
    }
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
      attempt: edited(fields.span, isNumeric ? "där \(text(name.span)) > 0" : ""))
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
      share: clauses.share?.content, versus: try versusTitle(clauses), tests: bound, order: order,
      top: clauses.top?.content, withTotal: clauses.total != nil, fields: fields)
  }

  private func versusTitle(_ clauses: Clauses) throws(Diagnostic) -> VersusTitle? {
    switch clauses.versus?.content {
    case nil: nil
    case .previous: .previous
    case .lastYear: .lastYear
    case .period(let period): .named(Title("\(period)"))
    case .sum(let sum): .named(written(sum))
    }
  }

  private func check(_ share: Placed<Base>, _ clauses: Clauses) throws(Diagnostic) {
    let lacksRows = share.content == .column && clauses.rows == nil
    let lacksColumns = share.content == .row && clauses.column == nil
    if lacksRows || lacksColumns {
      throw Diagnostic(
        .shareWithout(rows: lacksRows), share.span,
        attempt: edited(share.span, "som andel av totalen"))
    }
  }

  /// Something that the answer can be sorted and tested by.
  private mutating func key(_ sum: Sum, _ scope: Scope) throws(Diagnostic) -> CellKey {
    if case .name(let name) = sum {
      let entries = candidates(name)
      for case .versus(let column) in entries {
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
        dimension.cut == nil && store[table][column].domain == dimension.domain
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
    case .sum(let sum): return .compare(left, comparison, try key(sum, scope))
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

extension Sum {
  /// The first group in it, where a ratio of groups finds its main table.
  var firstGroup: Sum {
    switch self {
    case .binary(_, let left, _): left.firstGroup
    case .negated(let inner, _): inner.firstGroup
    default: self
    }
  }
}

extension CellExpr {
  /// True when it is made of published figures and constants alone.
  package var picksOnly: Bool {
    switch self {
    case .constant, .pick, .pickedSum: true
    case .partial: false
    case .negated(let inner): inner.picksOnly
    case .binary(_, let left, let right): left.picksOnly && right.picksOnly
    }
  }
}

extension Pred {
  /// True when a period stands right of one of its comparisons.
  fileprivate var comparesPeriods: Bool {
    switch self {
    case .or(let tests), .and(let tests): tests.contains(where: \.comparesPeriods)
    case .not(let test, _): test.comparesPeriods
    case .compare(_, _, .value(.period), _), .compare(_, _, .range(.period, _), _): true
    case .compare(_, _, .list(let values, _), _):
      values.contains { if case .period = $0 { true } else { false } }
    case .compare, .name, .missing, .suppressed: false
    }
  }
}
