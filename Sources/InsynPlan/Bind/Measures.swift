import InsynLanguage
import InsynStore
import InsynValue

// Measures: what stands after grouping.

/// Where a measure is bound: its table and the tests that belong to it alone.
struct Scope {
  var table: TableID
  var tests: [RowTest] = []
  /// True inside `( … )` of another table, where the filters of the line that it lacks do not bind.
  var isAside = false
}

extension Binder {
  /// True when a name stands for something that is computed for a group.
  func isMeasure(_ name: Name) -> Bool {
    if labels[name.phrase] != nil { return true }
    let entries = candidates(name)
    if entries.contains(where: { if case .column = $0 { true } else { false } }) { return false }
    return entries.contains { entry in
      switch entry {
      case .figure, .versus: true
      case .definition(let id): catalogue[id].kind.contains(.measure)
      case .table, .column, .cut, .attainment, .member: false
      }
    }
  }

  /// An expression over the cells of a group.
  mutating func cell(_ sum: Sum, _ scope: Scope) throws(Diagnostic) -> CellExpr {
    switch sum {
    case .number(let literal):
      let unit = literal.unit ?? .none
      return .constant(
        unit.value(printed: literal.number), Printing(unit, decimals: literal.decimals))
    case .parameter(let name, let span):
      guard let literal = number(of: try substituted(.parameter(name, span))) else {
        throw Diagnostic(.wrongType(name, wanted: .number), span)
      }
      return try cell(.number(literal), scope)
    case .text(let text, let span):
      throw Diagnostic(.unknown(word: text, .measure), span)
    case .name(let name): return try measure(name, scope)
    case .negated(let inner, _): return .negated(try cell(inner, scope))
    case .binary(let sign, let left, let right):
      let (dividend, divisor) = (try cell(left, scope), try cell(right, scope))
      return .binary(sign, dividend, sign == .divided ? inPeriods(divisor) : divisor)
    case .aggregate(let aggregate, let operand, let span):
      return try aggregated(aggregate, operand, span, scope)
    case .group(let table, let inner, let filter, _):
      return try group(table, inner, filter, scope)
    }
  }

  /// What is divided by a number of months is a mean of a month and no share: the divisor has their unit.
  private func inPeriods(_ divisor: CellExpr) -> CellExpr {
    guard case .partial(let leg, let index, .count) = divisor,
      case .aggregate(let aggregate) = legs[leg],
      case .distinct(let column, _) = aggregate.partials[index],
      store[aggregate.table][column].isCalendar
    else { return divisor }
    let unit = Unit.named(store[aggregate.table][column].names.title.sv)
    return .binary(.times, divisor, .constant(Exact(1), Printing(unit, decimals: 0)))
  }

  private mutating func group(
    _ prefix: Name?, _ inner: Sum, _ filter: Pred?, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    let names = inner.names + (filter?.names ?? [])
    let fits = prefix == nil && names.allSatisfy { tables($0)?.contains(scope.table) ?? true }
    let table = fits ? scope.table : try self.table(names, [], prefix: prefix)
    if let prefix { symbols.entries[prefix.span] = .table(table) }
    var own = Scope(
      table: table, tests: fits ? scope.tests : [], isAside: scope.isAside || table != scope.table)
    if let filter { own.tests.append(try rowTest(filter, table)) }
    return try cell(inner, own)
  }

  /// A name as a measure: a published figure, a definition, or a field of published figures.
  private mutating func measure(_ name: Name, _ scope: Scope) throws(Diagnostic) -> CellExpr {
    if let labelled = labels[name.phrase] { return labelled }
    let table = scope.table
    switch try entry(name, in: table) {
    case .figure(_, let code):
      guard let published = store[table].published, let value = published.value else {
        throw Diagnostic(.wrongType(text(name.span), wanted: .number), name.span)
      }
      let title = catalogue.title(.figure(table, code))
      return try pick(
        FigureSpec(name: code, value: value, tests: scope.tests, title: title), scope)
    case .definition(let id): return try defined(catalogue[id], name, scope)
    case .column(_, let column): return try field(column, name, scope)
    case .table: return try counted(table, scope)
    case .cut, .versus, .attainment, .member:
      throw Diagnostic(.wrongType(text(name.span), wanted: .number), name.span)
    }
  }

  /// A definition as a measure: its filters bind to it alone.
  private mutating func defined(
    _ definition: Definition, _ name: Name, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    guard case .query(let query) = catalogue.body(definition),
      case .sum(let sum)? = query.measures.first?.body
    else { throw Diagnostic(.wrongType(text(name.span), wanted: .number), name.span) }
    var own = Scope(table: definition.table, tests: scope.tests, isAside: scope.isAside)
    for filter in query.clauses.filters {
      own.tests.append(try rowTest(filter.content, definition.table))
    }
    if case .name(let field) = sum, store[definition.table].published != nil,
      case .column(_, let column) = try entry(field, in: definition.table),
      store[definition.table][column].isNumeric
    {
      return try pick(
        FigureSpec(name: nil, value: column, tests: own.tests, title: definition.title), own)
    }
    return try cell(sum, own)
  }

  /// A field: a figure of its own where figures are published, else many values.
  private mutating func field(
    _ column: ColumnID, _ name: Name, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    let described = store[scope.table][column]
    guard store[scope.table].published != nil, described.isNumeric, described.role != .line else {
      let word = described.isNumeric ? Keyword.average.word(tongue) : Keyword.distinct.word(tongue)
      throw Diagnostic(
        .manyValues(field: text(name.span)), name.span,
        attempt: edited(name.span, "\(word) \(text(name.span))"))
    }
    return try pick(
      FigureSpec(name: nil, value: column, tests: scope.tests, title: described.names.title), scope)
  }

  // MARK: aggregates

  private mutating func aggregated(
    _ aggregate: Aggregate, _ operand: Operand, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    switch operand {
    case .pred(let pred):
      return try share(aggregate, of: try rowTest(pred, scope.table), span, scope)
    case .name(let name):
      let entry = try entry(name, in: scope.table, tableFirst: true)
      switch entry {
      case .table:
        guard aggregate == .count else {
          throw Diagnostic(
            .wrongType(text(name.span), wanted: .number), name.span,
            attempt: edited(span, "\(Keyword.count.word(tongue)) \(text(name.span))"))
        }
        return try counted(scope.table, scope)
      case .attainment, .member:
        return try share(aggregate, of: try rowTest(.name(name), scope.table), span, scope)
      case .definition(let id) where catalogue[id].kind.contains(.segment):
        return try share(aggregate, of: try rowTest(.name(name), scope.table), span, scope)
      case .figure: return try published(aggregate, name, span, scope)
      case .definition:
        if isPublished(name, scope) { return try published(aggregate, name, span, scope) }
        return try numeric(aggregate, try rowExpr(.name(name), scope.table), name, span, scope)
      case .column(_, let column): return try columnAggregate(aggregate, column, name, span, scope)
      case .cut, .versus:
        throw Diagnostic(.wrongType(text(name.span), wanted: .number), name.span)
      }
    }
  }

  private func isPublished(_ name: Name, _ scope: Scope) -> Bool {
    store[scope.table].published != nil
  }

  /// What `antal TABLE` counts: the table's thing.
  private mutating func counted(_ table: TableID, _ scope: Scope) throws(Diagnostic) -> CellExpr {
    let partial: Partial =
      store[table].counts.map { .distinct($0, where: nil) } ?? .rows(where: nil)
    return try self.partial(partial, .count, scope)
  }

  private mutating func share(
    _ aggregate: Aggregate, of test: RowTest, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    switch aggregate {
    case .count: return try partial(.rows(where: test), .count, scope)
    case .share: return try partial(.rows(where: test), .share, scope)
    default:
      throw Diagnostic(.wrongType(text(span), wanted: .number), span)
    }
  }

  private mutating func columnAggregate(
    _ aggregate: Aggregate, _ column: ColumnID, _ name: Name, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    let described = store[scope.table][column]
    if aggregate == .distinct {
      return try partial(.distinct(column, where: nil), .count, scope)
    }
    try refuseIdentity(column, name, scope.table)
    guard described.isNumeric else {
      throw Diagnostic(
        .wrongType(text(name.span), wanted: .number), name.span,
        attempt: edited(span, "\(Keyword.distinct.word(tongue)) \(text(name.span))"))
    }
    if store[scope.table].published != nil { return try published(aggregate, name, span, scope) }
    return try numeric(aggregate, .column(column), name, span, scope)
  }

  private mutating func numeric(
    _ aggregate: Aggregate, _ expression: RowExpr, _ name: Name, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    try checkNumeric(expression, scope.table, name.span)
    switch aggregate {
    case .sum: return try partial(.sum(expression), .sum, scope)
    case .average: return try partial(.sum(expression), .mean, scope)
    case .median: return try partial(.median(expression), .median, scope)
    case .least: return try partial(.least(expression), .least, scope)
    case .greatest: return try partial(.greatest(expression), .greatest, scope)
    case .count, .share, .distinct:
      throw Diagnostic(
        .manyValues(field: text(name.span)), name.span,
        attempt: edited(
          span, "\(text(span).split(separator: " ").first ?? "antal") (\(text(name.span)) > 0)"))
    }
  }

  /// An aggregate before a published figure is an error, except a sum over the parts of a dimension.
  private mutating func published(
    _ aggregate: Aggregate, _ name: Name, _ span: Span, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    guard aggregate == .sum else {
      throw Diagnostic(
        .publishedAggregate(text(name.span)), span, attempt: edited(span, text(name.span)))
    }
    let known = legs
    guard case .pick(let leg, let figure, _) = try measure(name, scope),
      case .lookup(var lookup) = legs[leg]
    else { throw Diagnostic(.publishedAggregate(text(name.span)), span) }
    legs = known
    let spec = lookup.figures[figure]
    lookup.figures = [spec]
    lookup.summed = summedDimension(lookup)
    legs.append(.lookup(lookup))
    return .pickedSum(leg: legs.count - 1, figure: 0)
  }

  /// The dimension whose parts are summed: stadsdel, then the lines, then gender.
  private func summedDimension(_ leg: LookupLeg) -> ColumnID? {
    let table = store[leg.table]
    let named = Set(leg.axes.compactMap { $0?.column })
    return [table.column(.place), table.lineColumn, table.column(.gender)].compactMap { $0 }
      .first { !named.contains($0) }
  }

  // MARK: legs

  /// A partial of the leg with this table and these filters.
  private mutating func partial(
    _ partial: Partial, _ reading: CellExpr.Reading, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    let tests = try userTests(scope) + scope.tests
    let axes = try self.axes(scope)
    for (index, leg) in legs.enumerated() {
      guard case .aggregate(var known) = leg, known.table == scope.table, known.tests == tests,
        known.shift == nil
      else { continue }
      let at = known.partials.firstIndex(of: partial) ?? known.partials.count
      if at == known.partials.count { known.partials.append(partial) }
      legs[index] = .aggregate(known)
      return .partial(leg: index, index: at, reading)
    }
    legs.append(
      .aggregate(
        AggregateLeg(
          table: scope.table, tests: tests, axes: axes, partials: [partial],
          hasColumn: dimensions.count > rowCount, shift: nil)))
    return .partial(leg: legs.count - 1, index: 0, reading)
  }

  /// A figure of the lookup leg with this table.
  mutating func pick(_ spec: FigureSpec, _ scope: Scope) throws(Diagnostic) -> CellExpr {
    let tests = try userTests(scope)
    for (index, leg) in legs.enumerated() {
      guard case .lookup(var known) = leg, known.table == scope.table, known.tests == tests,
        known.period == nil, known.summed == nil
      else { continue }
      let at = known.figures.firstIndex(of: spec) ?? known.figures.count
      if at == known.figures.count { known.figures.append(spec) }
      legs[index] = .lookup(known)
      return .pick(leg: index, figure: at, field: nil)
    }
    let fixed = fixedColumns(tests + spec.tests)
    legs.append(
      .lookup(
        LookupLeg(
          table: scope.table, tests: tests, figures: [spec], axes: try axes(scope),
          hasColumn: dimensions.count > rowCount, fixed: fixed,
          together: together, period: nil, summed: nil)))
    return .pick(leg: legs.count - 1, figure: 0, field: nil)
  }

  private func fixedColumns(_ tests: [RowTest]) -> Set<ColumnID> {
    var fixed: Set<ColumnID> = []
    for test in tests {
      switch test {
      case .codes(let column, _): fixed.insert(column)
      case .all(let tests), .any(let tests): fixed.formUnion(fixedColumns(tests))
      case .not(let test): fixed.formUnion(fixedColumns([test]))
      case .always, .printed, .compare, .isMissing, .attained: continue
      }
    }
    return fixed
  }

  /// The filters of the line in a measure's table; aside, those of them that it can be asked of.
  private mutating func userTests(_ scope: Scope) throws(Diagnostic) -> [RowTest] {
    move = reference
    defer { move = nil }
    var tests: [RowTest] = []
    for filter in filters {
      guard scope.isAside else {
        tests.append(try rowTest(filter, scope.table))
        continue
      }
      for part in filter.parts(where: { tables($0)?.contains(scope.table) ?? true }) {
        tests.append(try rowTest(part, scope.table))
      }
    }
    return tests
  }

  /// The plan's dimensions as axes of a measure's table; nil where it has none of the kind.
  private mutating func axes(_ scope: Scope) throws(Diagnostic) -> [Axis?] {
    cutCalendar(for: scope.table)
    let axes = dimensions.map { axis($0, scope.table) }
    if !scope.isAside || !axes.contains(nil) { return axes }
    let title = store[scope.table].names.title
    if axes.allSatisfy({ $0 == nil }) {
      throw Diagnostic(
        .noSharedDimension(symbols.table.map { store[$0].names.title } ?? Title(""), title))
    }
    let lacking = zip(dimensions, axes).compactMap { $1 == nil ? $0.title : nil }
    let note = Note.notSplit(table: title, by: lacking)
    if !notes.contains(note) { notes.append(note) }
    return axes
  }

  private func axis(_ dimension: Dimension, _ table: TableID) -> Axis? {
    let column = store[table].columns.first { column in
      column.kind == .dimension && column.domain != nil
        && (column.domain == dimension.domain || column.name == dimension.name)
    }
    if let column, column.domain == dimension.domain || dimension.cut == nil {
      return Axis(
        column: column.id, cut: column.domain == dimension.domain ? dimension.cut : nil,
        title: dimension.title, name: dimension.name)
    }
    guard let cut = dimension.cut, let period = store[table].column(.period) else { return nil }
    return Axis(column: period, cut: cut, title: dimension.title, name: dimension.name)
  }

  /// `år` is a field of one table, and in another the calendar cuts its months by it: where both are
  /// asked for, the calendar cuts both.
  private mutating func cutCalendar(for table: TableID) {
    guard store[table].column(.period) != nil else { return }
    for (index, dimension) in dimensions.enumerated() where axis(dimension, table) == nil {
      guard let cut = Cut.allCases.first(where: { $0.names.sv.contains(dimension.name) }),
        store[dimension.domain].isCut(by: cut)
      else { continue }
      dimensions[index].cut = cut
      for leg in legs.indices { legs[leg].axes[index]?.cut = cut }
    }
  }
}

extension Domain {
  /// True where every member is such a part of the calendar.
  fileprivate func isCut(by cut: Cut) -> Bool {
    allCodes.allSatisfy { code in self[code]?.period.map { cut.containing($0) == $0 } ?? false }
  }
}
