import InsynLanguage
import InsynStore
import InsynValue

// Row tests and row numbers: what stands before grouping.

extension Binder {
  /// A filter as a test on the rows of a table.
  mutating func rowTest(_ filter: Filter, _ table: TableID) throws(Diagnostic) -> RowTest {
    switch filter {
    case .test(let pred): return try rowTest(pred, table)
    case .bare(let values): return try bare(values, table)
    }
  }

  /// Bare values of one dimension are any of; of different dimensions, both.
  private mutating func bare(_ values: [Value], _ table: TableID) throws(Diagnostic) -> RowTest {
    var codes: [(column: ColumnID, codes: Set<Code32>)] = []
    for value in values {
      let (column, found) = try bare(try substituted(value), table)
      if let index = codes.firstIndex(where: { $0.column == column }) {
        codes[index].codes.formUnion(found)
      } else {
        codes.append((column, found))
      }
    }
    return .all(codes.map { .codes($0.column, $0.codes) })
  }

  private mutating func bare(
    _ value: Value, _ table: TableID
  ) throws(Diagnostic) -> (ColumnID, Set<Code32>) {
    switch value {
    case .period(let period, let span):
      guard let column = store[table].column(.period) else {
        throw Diagnostic(
          .dimensionLacking(
            "\(period)", table: store[table].names.title,
            has: store[table].columns.filter { $0.kind == .dimension }.map(\.names.title)), span)
      }
      let codes = codes(within: move?(period) ?? period, table, column)
      if codes.isEmpty { throw withoutData(period, table, column, span) }
      return (column, codes)
    case .document(let name, let span):
      guard let column = store[table].column(.document) else {
        throw Diagnostic(.unknownValue(name, of: Title(sv: "dokument", en: "document")), span)
      }
      return (column, [try code(fold(name), shown: name, table, column, span)])
    case .name(let name):
      guard case .member(let domain, let code) = try entry(name, in: table),
        let column = catalogue.column(table, of: domain)
      else { throw lacking(name, [table]) }
      return (column, rowsOf(code, column, table))
    case .number(let literal):
      throw Diagnostic(.unexpected(text(literal.span), .clause), literal.span)
    case .text(let text, let span):
      // The value of a parameter: a member of a dimension that may stand bare.
      for column in store[table].columns where column.isBare {
        if let id = column.domain, let code = catalogue.members(of: id)?.code(of: fold(text)) {
          return (column.id, rowsOf(code, column.id, table))
        }
      }
      throw Diagnostic(.unexpected(text, .clause), span)
    case .parameter(let text, let span): throw Diagnostic(.unexpected(text, .clause), span)
    }
  }

  /// IN11: a period of which the table has no figures.
  private func withoutData(
    _ period: Period, _ table: TableID, _ column: ColumnID, _ span: Span
  ) -> Diagnostic {
    let present = presentPeriods(table, column)
    let fault = Fault.periodWithoutData(
      "\(move?(period) ?? period)", present: present.map(\.description))
    if move == nil {
      // The period nearest in time; another period is another question, so it is an example only.
      let near = present.min { period.distance(to: $0) < period.distance(to: $1) }
      return Diagnostic(fault, span, example: near.flatMap { edited(span, "\($0)") })
    }
    // The period is the one that `mot` leads to.
    let other = present.first { $0 != period }
    return Diagnostic(
      fault, versusSpan,
      attempt: versusSpan.flatMap { span in
        other.flatMap { edited(span, "\(Keyword.versus.word(tongue)) \($0)") }
      })
  }

  /// The periods of which a table has rows, newest first.
  func presentPeriods(_ table: TableID, _ column: ColumnID) -> [Period] {
    guard case .coded(let codes, let domainID) = store[table][column].data else { return [] }
    let domain = store[domainID]
    return codes.occurring.compactMap { domain[$0]?.period }.sorted(by: >)
  }

  /// The codes of the periods that lie within one.
  func codes(within period: Period, _ table: TableID, _ column: ColumnID) -> Set<Code32> {
    guard let domain = store.domain(table, column) else { return [] }
    let held = Set(domain.allCodes.filter { domain[$0]?.period?.isWithin(period) ?? false })
    guard case .coded(let codes, _) = store[table][column].data else { return [] }
    return held.intersection(codes.occurring)
  }

  /// A parameter's value in the place of its name. Throws IN23 when nobody gave it.
  func substituted(_ value: Value) throws(Diagnostic) -> Value {
    guard case .parameter(let name, let span) = value else { return value }
    guard let given = parameters[name] else {
      throw Diagnostic(.parameterWithoutValue(name), span)
    }
    return given
  }

  mutating func rowTest(_ pred: Pred, _ table: TableID) throws(Diagnostic) -> RowTest {
    switch pred {
    case .or(let tests): return .any(try rowTests(tests, table))
    case .and(let tests): return .all(try rowTests(tests, table))
    case .not(let test, _): return .not(try rowTest(test, table))
    case .name(let name): return try named(name, table)
    case .missing(let sum, _): return .isMissing(try rowExpr(sum, table))
    case .suppressed(let sum, _):
      _ = try rowExpr(sum, table)
      return .always(false)
    case .compare(let left, let comparison, let right, let span):
      return try comparing(left, comparison, right, span, table)
    }
  }

  private mutating func rowTests(_ tests: [Pred], _ table: TableID) throws(Diagnostic) -> [RowTest]
  {
    var bound: [RowTest] = []
    for test in tests { bound.append(try rowTest(test, table)) }
    return bound
  }

  /// A segment, or a bare value that means `dim = value`.
  private mutating func named(_ name: Name, _ table: TableID) throws(Diagnostic) -> RowTest {
    switch try entry(name, in: table) {
    case .attainment(_, let attainment): return .attained(attainment)
    case .member(let domain, let code):
      guard let column = catalogue.column(table, of: domain) else { throw lacking(name, [table]) }
      return .codes(column, rowsOf(code, column, table))
    case .definition(let id):
      guard case .test(_, let pred) = catalogue.body(catalogue[id]) else {
        throw Diagnostic(.wrongType(text(name.span), wanted: .truth), name.span)
      }
      return try rowTest(pred, table)
    case .table, .column, .cut, .figure, .versus:
      throw Diagnostic(.wrongType(text(name.span), wanted: .truth), name.span)
    }
  }

  private mutating func comparing(
    _ left: Sum, _ comparison: Comparison, _ right: Right, _ span: Span, _ table: TableID
  ) throws(Diagnostic) -> RowTest {
    if case .name(let name) = left {
      switch try entry(name, in: table) {
      case .column(_, let column) where store[table][column].domain != nil:
        return try coded(column, comparison, right, span, table)
      case .cut(_, let cut): return try cutTest(cut, comparison, right, span, table)
      case .column(_, let column):
        try refuseIdentity(column, name, table)
        return try numeric(.column(column), comparison, right, table, span)
      default: break
      }
    }
    return try numeric(try rowExpr(left, table), comparison, right, table, span)
  }

  // MARK: coded columns

  private mutating func coded(
    _ column: ColumnID, _ comparison: Comparison, _ right: Right, _ span: Span, _ table: TableID
  ) throws(Diagnostic) -> RowTest {
    if let test = try betweenPeriods(column, comparison, right, span, table) { return test }
    switch comparison {
    case .equal: return .codes(column, try codes(right, column, table))
    case .unequal: return .not(.codes(column, try codes(right, column, table)))
    case .contains:
      guard case .value(let value) = right else {
        throw Diagnostic(.wrongType(text(span), wanted: .text), span)
      }
      return .codes(column, containing(plainText(try substituted(value)), column, table))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .codes(column, try ordered(comparison, right, column, table))
    }
  }

  private mutating func codes(
    _ right: Right, _ column: ColumnID, _ table: TableID
  ) throws(Diagnostic) -> Set<Code32> {
    switch right {
    case .value(let value): return try codes(value, column, table)
    case .list(let values, _):
      var all: Set<Code32> = []
      for value in values { all.formUnion(try codes(value, column, table)) }
      return all
    case .range(let first, let last):
      if store[table][column].isCalendar {
        let range = Period(from: try period(first), through: try period(last))
        return codes(within: shifted(range, column, table), table, column)
      }
      let low = try codes(first, column, table).min() ?? 0
      let high = try codes(last, column, table).max() ?? 0
      return low <= high ? Set(low...high) : []
    case .sum(let sum): throw Diagnostic(.wrongType(text(sum.span), wanted: .text), sum.span)
    }
  }

  /// The codes that equal a value: its member, or for a period every period within it.
  private mutating func codes(
    _ value: Value, _ column: ColumnID, _ table: TableID
  ) throws(Diagnostic) -> Set<Code32> {
    let value = try substituted(value)
    if store[table][column].isCalendar {
      return codes(within: shifted(try period(value), column, table), table, column)
    }
    return rowsOf(try code(of: value, column, table), column, table)
  }

  /// The code of the one member that a value names.
  private mutating func code(
    of value: Value, _ column: ColumnID, _ table: TableID
  ) throws(Diagnostic) -> Code32 {
    let value = try substituted(value)
    guard case .name(let name) = value else {
      let shown = plainText(value)
      return try code(fold(shown), shown: shown, table, column, value.span)
    }
    let found = try code(name.phrase, shown: text(name.span), table, column, name.span)
    if let domain = store[table][column].domain {
      symbols.entries[name.span] = .member(domain, found)
    }
    return found
  }

  /// The codes of the rows that a member means: its own; where the table is no published one and no row
  /// has it, those of the parts that it sums.
  private func rowsOf(_ code: Code32, _ column: ColumnID, _ table: TableID) -> Set<Code32> {
    guard store[table].published == nil,
      case .coded(let codes, let domain) = store[table][column].data,
      let parts = store[domain][code]?.parts, !parts.isEmpty, !codes.occurring.contains(code)
    else { return [code] }
    return Set(parts.flatMap { rowsOf($0, column, table) })
  }

  /// The period that a value stands for. Throws IN33 for what is none.
  private func period(_ value: Value) throws(Diagnostic) -> Period {
    let value = try substituted(value)
    guard let period = period(of: value) else {
      throw Diagnostic(.wrongType(text(value.span), wanted: .period), value.span)
    }
    return period
  }

  /// A period of a filter, moved while a reference is bound where it is of the table's own period.
  func shifted(_ period: Period, _ column: ColumnID, _ table: TableID) -> Period {
    store[table][column].role == .period ? move?(period) ?? period : period
  }

  func period(of value: Value) -> Period? {
    switch value {
    case .period(let period, _): period
    case .text(let text, _): Period(text: text)
    case .number(let literal): Period(text: "\(literal.number.numerator)")
    case .name(let name): Period(text: catalogue.lexicon.written(name.phrase))
    case .document, .parameter: nil
    }
  }

  /// A value as the text that the data would hold.
  private func plainText(_ value: Value) -> String {
    switch value {
    case .text(let text, _), .document(let text, _): text
    case .name(let name): catalogue.lexicon.written(name.phrase)
    case .period(let period, _): "\(period)"
    case .number(let literal):
      text(literal.span).isEmpty ? "\(literal.number.numerator)" : text(literal.span)
    case .parameter(let name, _): name
    }
  }

  /// The code of a member by its folded name; notes IN02 with the closest member where there is none.
  private mutating func code(
    _ phrase: String, shown: String, _ table: TableID, _ column: ColumnID, _ span: Span
  ) throws(Diagnostic) -> Code32 {
    guard let id = store[table][column].domain else {
      preconditionFailure("only coded columns have members")
    }
    let domain = store[id]
    // As it is written it is found without going through them all.
    if !domain.members.areListed, let code = domain.code(shown) { return code }
    if let code = catalogue.members(of: id)?.code(of: phrase) { return code }
    if catalogue.members(of: id) == nil,
      let code = domain.allCodes.first(where: { fold(domain[$0]?.value ?? "") == phrase })
    {
      return code
    }
    let near = nearest(phrase, among: catalogue.shownMembers(id))
    note(
      unknown: Diagnostic(
        .unknownValue(shown, of: store[table][column].names.title), span, nearest: near,
        attempt: near.flatMap { edited(span, CanonicalWriter<Speller>.quoted($0)) }))
    return 0
  }

  private func nearest(_ phrase: String, among members: [Member]) -> String? {
    var best: (distance: Int, value: String)?
    for value in members.flatMap({ [$0.value, $0.title.sv, $0.title.en] }) {
      let folded = fold(value)
      let limit = folded.contains(" ") ? folded.count / 5 : max(1, min(folded.count / 3, 3))
      guard let distance = editDistance(phrase, folded, limit: limit) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, value) }
    }
    return best?.value
  }

  private func containing(_ part: String, _ column: ColumnID, _ table: TableID) -> Set<Code32> {
    guard let domain = store.domain(table, column) else { return [] }
    let wanted = part.precomposed.lowercased()
    return Set(domain.allCodes.filter { domain[$0]?.value.lowercased().contains(wanted) ?? false })
  }

  private mutating func ordered(
    _ comparison: Comparison, _ right: Right, _ column: ColumnID, _ table: TableID
  ) throws(Diagnostic) -> Set<Code32> {
    guard case .value(let value) = right, let domain = store.domain(table, column) else {
      throw Diagnostic(.unexpected(nil, .value))
    }
    if store[table][column].isCalendar {
      let limit = try period(value)
      if store[table][column].role == .period, case .to(let other) = move {
        return codes(within: other, table, column)
      }
      return codes(comparison, shifted(limit, column, table), in: domain)
    }
    let code = try code(of: value, column, table)
    return Set(
      domain.allCodes.filter { other in
        switch comparison {
        case .less: other < code
        case .lessOrEqual: other <= code
        case .greater: other > code
        default: other >= code
        }
      })
  }

  /// IN60: what tells persons or households apart is counted and nothing else.
  func refuseIdentity(_ column: ColumnID, _ name: Name, _ table: TableID) throws(Diagnostic) {
    guard store[table][column].role == .identity else { return }
    throw Diagnostic(
      .onlyCounted(text(name.span)), name.span,
      attempt: Keyword.distinct.word(tongue) + " " + store[table][column].names.title[tongue])
  }

  // MARK: numbers

  private mutating func numeric(
    _ left: RowExpr, _ comparison: Comparison, _ right: Right, _ table: TableID, _ span: Span
  ) throws(Diagnostic) -> RowTest {
    switch right {
    case .value(let value): return try numeric(left, comparison, value, table, span)
    case .list(let values, _):
      var tests: [RowTest] = []
      for value in values { tests.append(try numeric(left, .equal, value, table, span)) }
      return comparison == .unequal ? .not(.any(tests)) : .any(tests)
    case .range(let first, let last):
      let test = RowTest.all([
        try numeric(left, .greaterOrEqual, first, table, span),
        try numeric(left, .lessOrEqual, last, table, span),
      ])
      return comparison == .unequal ? .not(test) : test
    case .sum(let sum):
      if let literal = negative(sum) {
        return try numeric(left, comparison, .number(literal), table, span)
      }
      return try compare(left, comparison, try rowExpr(sum, table), table, span)
    }
  }

  /// Throws IN08 where the units are known and never alike.
  private func compare(
    _ left: RowExpr, _ comparison: Comparison, _ right: RowExpr, _ table: TableID, _ span: Span
  ) throws(Diagnostic) -> RowTest {
    if let own = store[table].unit(of: left), let other = store[table].unit(of: right),
      !own.isComparable(with: other)
    {
      throw Diagnostic(.unlikeUnits(own, other), span)
    }
    return .compare(left, comparison, right)
  }

  /// A number below zero, as it is typed.
  func negative(_ sum: Sum) -> Literal? {
    guard case .negated(.number(let literal), let span) = sum else { return nil }
    return Literal(
      number: -literal.number, decimals: literal.decimals, unit: literal.unit, span: span)
  }

  private mutating func numeric(
    _ left: RowExpr, _ comparison: Comparison, _ value: Value, _ table: TableID, _ span: Span
  ) throws(Diagnostic) -> RowTest {
    let value = try substituted(value)
    guard let literal = number(of: value), comparison != .contains else {
      throw Diagnostic(.wrongType(text(value.span), wanted: .number), value.span)
    }
    if let unit = literal.unit {
      let constant = RowExpr.constant(unit.value(printed: literal.number), unit)
      return try compare(left, comparison, constant, table, span)
    }
    return .printed(left, comparison, literal.number)
  }

  /// A number, also one that was read as a year.
  func number(of value: Value) -> Literal? {
    switch value {
    case .number(let literal): literal
    case .period(let period, let span) where period.kind == .year:
      Literal(number: Exact(period.year ?? 0), decimals: 0, unit: nil, span: span)
    default: nil
    }
  }

  /// A number of a row. Throws IN33 for what is none.
  mutating func rowExpr(_ sum: Sum, _ table: TableID) throws(Diagnostic) -> RowExpr {
    switch sum {
    case .number(let literal):
      let unit = literal.unit ?? .none
      return .constant(unit.value(printed: literal.number), unit)
    case .parameter(let name, let span):
      guard let literal = number(of: try substituted(.parameter(name, span))) else {
        throw Diagnostic(.wrongType(name, wanted: .number), span)
      }
      return .constant(literal.number, literal.unit ?? .none)
    case .name(let name):
      switch try entry(name, in: table) {
      case .column(_, let column):
        try refuseIdentity(column, name, table)
        return .column(column)
      case .definition(let id):
        guard case .query(let query) = catalogue.body(catalogue[id]),
          case .sum(let inner)? = query.measures.first?.body
        else { throw Diagnostic(.wrongType(text(name.span), wanted: .number), name.span) }
        return try rowExpr(inner, table)
      case .versus(let column):
        guard let versus = listedVersus else {
          throw Diagnostic(.wrongType(text(name.span), wanted: .field), name.span)
        }
        return compared(versus, column)
      default: throw Diagnostic(.wrongType(text(name.span), wanted: .field), name.span)
      }
    case .negated(let inner, _): return .negated(try rowExpr(inner, table))
    case .binary(let sign, let left, let right):
      return .binary(sign, try rowExpr(left, table), try rowExpr(right, table))
    case .group(nil, let inner, nil, _): return try rowExpr(inner, table)
    case .text, .aggregate, .group:
      throw Diagnostic(.wrongType(text(sum.span), wanted: .number), sum.span)
    }
  }

  /// A column that `mot` adds to a listing, from the fields of its row.
  private func compared(
    _ versus: (value: ColumnID, reference: ColumnID), _ column: VersusColumn
  ) -> RowExpr {
    switch column {
    case .reference: .column(versus.reference)
    case .difference: .binary(.minus, .column(versus.value), .column(versus.reference))
    case .change: .change(from: versus.reference, to: versus.value)
    }
  }

  /// Throws IN33 unless every column of the expression is numeric.
  func checkNumeric(_ expression: RowExpr, _ table: TableID, _ span: Span) throws(Diagnostic) {
    switch expression {
    case .column(let column):
      if !store[table][column].isNumeric {
        throw Diagnostic(.wrongType(store[table][column].names.title.sv, wanted: .number), span)
      }
    case .constant: return
    case .negated(let inner): try checkNumeric(inner, table, span)
    case .binary(_, let left, let right):
      try checkNumeric(left, table, span)
      try checkNumeric(right, table, span)
    case .change: return
    }
  }
}
