import InsynLanguage
import InsynStore
import InsynValue

// Row tests on periods and days: parts of the calendar, and one such field against another.

extension Binder {
  /// `slut > period`, `slut > år`: for every period of the right field, the codes of the left one that pass.
  mutating func betweenPeriods(
    _ column: ColumnID, _ comparison: Comparison, _ right: Right, _ span: Span, _ table: TableID
  ) throws(Diagnostic) -> RowTest? {
    guard case .sum(.name(let name)) = right, store[table][column].isCalendar,
      let (other, cut) = try calendar(name, table),
      let limits = store.domain(table, other), let domain = store.domain(table, column)
    else { return nil }
    if comparison == .contains { throw Diagnostic(.wrongType(text(span), wanted: .text), span) }
    let equal = comparison == .equal || comparison == .unequal
    guard case .coded(let present, _) = store[table][other].data else { return nil }
    let tests = present.occurring.sorted().compactMap { code -> RowTest? in
      guard let period = limits[code]?.period,
        let limit = cut.map({ $0.containing(period) }) ?? period
      else { return nil }
      let held =
        equal
        ? Set(domain.allCodes.filter { domain[$0]?.period?.isWithin(limit) ?? false })
        : codes(comparison, limit, in: domain)
      return .all([.codes(other, [code]), .codes(column, held)])
    }
    return comparison == .unequal ? .not(.any(tests)) : .any(tests)
  }

  /// The calendar field that a name means, with the part of the calendar that it cuts it to.
  private mutating func calendar(
    _ name: Name, _ table: TableID
  ) throws(Diagnostic) -> (column: ColumnID, cut: Cut?)? {
    switch try entry(name, in: table) {
    case .column(_, let column): return store[table][column].isCalendar ? (column, nil) : nil
    case .cut(_, let cut): return store[table].column(.period).map { ($0, cut) }
    case .table, .figure, .definition, .versus, .attainment, .member: return nil
    }
  }

  /// The codes of the periods that lie before or after another.
  func codes(_ comparison: Comparison, _ limit: Period, in domain: Domain) -> Set<Code32> {
    Set(
      domain.allCodes.filter { code in
        guard let period = domain[code]?.period else { return false }
        switch comparison {
        case .less: return period.end < limit.start
        case .lessOrEqual: return period.end <= limit.end
        case .greater: return period.start > limit.end
        case .greaterOrEqual: return period.start >= limit.start
        case .equal, .unequal, .contains: return false
        }
      })
  }

  /// `år = 2016`, `tertial = T1 2017`: the periods that the part of the calendar holds.
  mutating func cutTest(
    _ cut: Cut, _ comparison: Comparison, _ right: Right, _ span: Span, _ table: TableID
  ) throws(Diagnostic) -> RowTest {
    guard let column = store[table].column(.period), let domain = store.domain(table, column) else {
      throw Diagnostic(.wrongType(text(span), wanted: .period), span)
    }
    var wanted: [Period] = []
    switch right {
    case .value(let value): if let period = period(of: try substituted(value)) { wanted = [period] }
    case .list(let values, _):
      for value in values {
        if let period = period(of: try substituted(value)) { wanted.append(period) }
      }
    case .range(let first, let last):
      if let a = period(of: try substituted(first)), let b = period(of: try substituted(last)) {
        wanted = [Period(from: a, through: b)]
      }
    case .sum: break
    }
    guard var limit = wanted.first, comparison != .contains else {
      throw Diagnostic(.wrongType(text(span), wanted: .period), span)
    }
    let isOrdered = comparison != .equal && comparison != .unequal
    if isOrdered, case .to(let other) = move {
      return .codes(column, codes(within: other, table, column))
    }
    wanted = wanted.map { shifted($0, column, table) }
    limit = shifted(limit, column, table)
    let codes = domain.allCodes.filter { code in
      guard let own = domain[code]?.period.flatMap({ cut.containing($0) }) else { return false }
      switch comparison {
      case .equal, .unequal: return wanted.contains { own.isWithin($0) }
      case .less: return own.end < limit.start
      case .lessOrEqual: return own.end <= limit.end
      case .greater: return own.start > limit.end
      default: return own.start >= limit.start
      }
    }
    let test = RowTest.codes(column, Set(codes))
    return comparison == .unequal ? .not(test) : test
  }
}
