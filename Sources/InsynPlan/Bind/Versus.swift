import InsynLanguage
import InsynStore
import InsynValue

// What `mot` compares with: a target, another measure, or the same measure at another period.

extension Binder {
  mutating func bindVersus(
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
  mutating func bindVersus(
    _ sum: Sum, _ measure: inout PlanMeasure, _ span: Span, _ table: TableID
  ) throws(Diagnostic) {
    if case .name(let name) = sum, case .pick(let leg, let figure, nil) = measure.expression,
      candidates(name).contains(where: { isField($0, of: legs[leg].table) }),
      case .column(let table, let column) = try entry(name, in: legs[leg].table)
    {
      // Beside a figure with a name, its other fields are those of the same row.
      let role = store[table][column].role
      let isSameRow = store[table].published?.name != nil && store[table][column].isNumeric
      if isSameRow || role == .target || role == .previous {
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
    var own = table
    if let published = publishedTable(sum, beside: table) {
      own = published
    } else {
      own = try self.table(sum, dimensionNames(), nil, near: table)
    }
    measure.reference = try cell(sum, Scope(table: own, isAside: own != table))
  }

  /// Beside what is computed, a name that is published too means the published figure.
  private func publishedTable(_ sum: Sum, beside table: TableID) -> TableID? {
    guard case .name(let name) = sum, store[table].published == nil else { return nil }
    return candidates(name).compactMap { entry -> TableID? in
      switch entry {
      case .figure(let other, _): other
      case .definition(let id):
        store[catalogue[id].table].published.map { _ in catalogue[id].table }
      default: nil
      }
    }.first
  }

  private func isField(_ entry: Entry, of table: TableID) -> Bool {
    if case .column(table, _) = entry { true } else { false }
  }

  private func dimensionNames() -> [Name] { [] }

  func table(
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
      example: other.flatMap { table in
        table.column(.target).map { target in
          [
            table.names.title[tongue], Keyword.versus.word(tongue),
            table[target].names.title[tongue],
          ]
          .joined(separator: " ")
        }
      })
  }

  /// The same measure at another period.
  private mutating func moved(
    _ sum: Sum, _ expression: CellExpr, _ versus: Placed<Versus>, _ scope: Scope
  ) throws(Diagnostic) -> CellExpr {
    if expression.picksOnly { return movedPicks(expression, versus.content) }
    if case .period(let period) = versus.content { warn(of: period) }
    if hasPeriodFilter(scope.table) {
      switch versus.content {
      case .previous: reference = .previous
      case .lastYear: reference = .yearBefore
      case .period(let period): reference = .to(period)
      case .sum: break
      }
      defer { reference = nil }
      return try cell(sum, scope)
    }
    guard case .period(let period) = versus.content else {
      return try shifted(sum, versus, scope)
    }
    filters.append(.bare([.period(period, versus.span)]))
    defer { filters.removeLast() }
    return try cell(sum, scope)
  }

  /// Counts of part of a year beside those of a whole one are told; published figures tell of their own rows.
  private mutating func warn(of reference: Period) {
    for case .bare(let values) in filters {
      for case .period(let own, _) in values where own.isUneven(reference) {
        let (part, whole) = own.length < reference.length ? (own, reference) : (reference, own)
        let note = Note.partAgainstWhole("\(part)", "\(whole)")
        if !notes.contains(note) { notes.append(note) }
      }
    }
  }

  private func hasPeriodFilter(_ table: TableID) -> Bool {
    filters.contains { filter in
      switch filter {
      case .bare(let values):
        values.contains { if case .period = $0 { true } else { false } }
      case .test(let pred): comparesPeriods(pred, table)
      }
    }
  }

  /// True for a test of the table's own period, whole or cut; another day of a row is no period of it.
  private func comparesPeriods(_ pred: Pred, _ table: TableID) -> Bool {
    switch pred {
    case .or(let tests), .and(let tests): tests.contains { comparesPeriods($0, table) }
    case .not(let test, _): comparesPeriods(test, table)
    case .compare(.name(let name), _, let right, _):
      if case .sum = right {
        false
      } else {
        candidates(name).contains { entry in
          switch entry {
          case .column(table, let column): store[table][column].role == .period
          case .cut(table, _): true
          default: false
          }
        }
      }
    case .compare, .name, .missing, .suppressed: false
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
}

extension Binder {
  /// The first name of a test that stands for a column which `mot` adds.
  func versusName(_ pred: Pred) -> Name? {
    pred.names.first { name in
      candidates(name).contains { if case .versus = $0 { true } else { false } }
    }
  }

  /// IN51: a column that `mot` adds, in a question without it; with its target a list has one.
  func versusLacking(_ name: Name, _ table: TableID, after listed: Span?) -> Diagnostic {
    let target = store[table].column(.target).map { store[table][$0].names.title[tongue] }
    let reference = target ?? Keyword.lastYear.word(tongue)
    let versus = "\(Keyword.versus.word(tongue)) \(reference)"
    let attempt: String? =
      if let listed {
        target.flatMap { _ in edited(listed, "\(text(listed)) \(versus)") }
      } else {
        "\(source.text) \(versus)"
      }
    return Diagnostic(.versusLacking(text(name.span)), name.span, attempt: attempt)
  }
}
