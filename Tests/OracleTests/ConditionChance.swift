import InsynValue

// Random conditions. Values are those of random rows, so that some rows pass.
extension QuestionChance {
  mutating func addFilters(_ question: inout Question) {
    let table = self.table(question.table)
    if once(in: 4), let field = table.period, let span = span(question.table, field) {
      question.period = once(in: 3) ? span : .year(Span.parts(span.first).year)
    }
    for _ in 0..<pick([0, 0, 1, 1, 2]) {
      question.filters.append(condition(question.table, depth: 2))
    }
  }

  /// A condition, at most so deep in `och` and `eller`.
  mutating func condition(_ table: Int, depth: Int) -> RowCondition {
    if depth > 0, once(in: 3) {
      let tests = (0..<pick([2, 2, 3])).map { _ in condition(table, depth: depth - 1) }
      return once(in: 2) ? .all(tests) : .any(tests)
    }
    if once(in: 6) { return .not(condition(table, depth: 0)) }
    if table == 0, once(in: 12) { return once(in: 2) ? .manyChildren : .indebted }
    if once(in: 10), let cut = cut(table) { return cut }
    let field = below(self.table(table).fields.count)
    if once(in: 8) { return .missing(field) }
    switch self.table(table).fields[field].kind {
    case .text, .truth: return member(table, field) ?? .missing(field)
    case .span: return spans(table, field) ?? .missing(field)
    case .number(_, _, let small):
      return small ? number(table, field) : large(table, field)
    }
  }

  // MARK: members

  /// The member of a random row.
  private mutating func rank(_ table: Int, _ field: Int) -> Int? {
    let cells = self.table(table).cells[field]
    for _ in 0..<4 where !cells.isEmpty {
      if case .member(let rank) = pick(cells) { return rank }
    }
    return nil
  }

  private mutating func member(_ table: Int, _ field: Int) -> RowCondition? {
    guard let rank = rank(table, field), let other = self.rank(table, field) else { return nil }
    let made = self.table(table).fields[field]
    switch below(7) {
    case 0: return .members(field, isEqual: false, [rank])
    case 1:
      return .members(
        field, isEqual: !once(in: 3), [rank, other, self.rank(table, field) ?? rank])
    case 2: return .memberRange(field, isEqual: !once(in: 3), rank, other)
    case 3:
      return .memberOrder(field, pick([.less, .lessOrEqual, .greater, .greaterOrEqual]), rank)
    case 4 where made.kind != .truth:
      let word = made.members[rank - 1].split(separator: " ").first.map(String.init) ?? ""
      return .contains(field, once(in: 2) ? word : String(word.dropFirst().prefix(3)))
    default: return .members(field, isEqual: true, [rank])
    }
  }

  // MARK: spans

  /// The span of a random row.
  mutating func span(_ table: Int, _ field: Int) -> Span? {
    let cells = self.table(table).cells[field]
    for _ in 0..<4 where !cells.isEmpty {
      if case .span(let span) = pick(cells) { return span }
    }
    return nil
  }

  private mutating func spans(_ table: Int, _ field: Int) -> RowCondition? {
    guard var span = span(table, field), var other = self.span(table, field) else { return nil }
    if once(in: 2) { span = .year(Span.parts(span.first).year) }
    if once(in: 3) { other = .year(Span.parts(other.first).year) }
    let others = fields(table) { $0.isSpan }.filter { $0 != field }
    switch below(8) {
    case 0: return .spans(field, isEqual: false, [span])
    case 1: return .spans(field, isEqual: !once(in: 3), [span, other])
    case 2 where !span.text.contains("..") && !other.text.contains(".."):
      return .spanRange(field, isEqual: !once(in: 3), span, other)
    case 3, 4:
      return .spanOrder(field, pick([.less, .lessOrEqual, .greater, .greaterOrEqual]), span)
    case 5 where !others.isEmpty:
      return .spanFields(
        field, pick([.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual]),
        pick(others))
    default: return .spans(field, isEqual: true, [span])
    }
  }

  private mutating func cut(_ table: Int) -> RowCondition? {
    let made = self.table(table)
    guard let period = made.period, let span = span(table, period), let months = span.months
    else { return nil }
    let cuts = MadeCut.allCases.filter { cut in !made.fields.contains { $0.name == cut.rawValue } }
    let cut = pick(cuts)
    let first = (months.month - 1) / cut.months * cut.months + 1
    return .cut(
      cut, pick([.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual]),
      .months(months.year, first, cut.months))
  }

  // MARK: numbers

  private mutating func comparison() -> Comparison {
    pick([.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual])
  }

  /// The number of a random row, or a small one; never below zero unless it may be.
  private mutating func literal(_ table: Int, _ field: Int, negative: Bool) -> Literal {
    let cells = self.table(table).cells[field]
    if !cells.isEmpty, !once(in: 4), case .number(let number, let decimals) = pick(cells),
      case .number(let scale, _, _) = self.table(table).fields[field].kind
    {
      var power: Int64 = 1
      for _ in decimals..<scale { power *= 10 }
      let mantissa = number / power
      return Literal(mantissa: negative ? mantissa : abs(mantissa), decimals: decimals)
    }
    return Literal(mantissa: Int64(below(40)), decimals: once(in: 4) ? 1 : 0)
  }

  private mutating func number(_ table: Int, _ field: Int) -> RowCondition {
    let small = fields(table) {
      if case .number(_, _, true) = $0.kind { true } else { false }
    }
    switch below(9) {
    case 0:
      return .numberRange(
        field, isEqual: !once(in: 3), literal(table, field, negative: false),
        literal(table, field, negative: false))
    case 1:
      return .numbers(
        field, isEqual: !once(in: 3),
        (0..<3).map { _ in literal(table, field, negative: false) })
    case 2: return .compare(field, comparison(), .field(pick(small)))
    case 3:
      let unit: Unit = pick([.percent, .money(exponent: 0), .money(exponent: 3)])
      return .inUnit(field, comparison(), literal(table, field, negative: false), unit)
    case 4: return arithmetic(table, field, pick(small))
    case 5 where table == 0:
      return .number(.amountPerMonth, comparison(), literal(0, 6, negative: true))
    default:
      return .number(.field(field), comparison(), literal(table, field, negative: true))
    }
  }

  /// `belopp - lån > 5`; quotients only by what is small, so that products fit 64 bits.
  private mutating func arithmetic(_ table: Int, _ field: Int, _ other: Int) -> RowCondition {
    let sign: Operator = pick([.plus, .minus, .times])
    var number = RowNumber.binary(sign, .field(field), .field(other))
    if table == 0, once(in: 3) {
      let by = self.table(0).field(once(in: 2) ? "månader" : "barn")
      number = .binary(.divided, .field(field), .field(by))
    }
    if once(in: 4) { return .missingNumber(number) }
    return .number(number, comparison(), literal(table, field, negative: true))
  }

  private mutating func large(_ table: Int, _ field: Int) -> RowCondition {
    if once(in: 5) {
      return .numbers(
        field, isEqual: !once(in: 3), [literalWhole(table, field), literalWhole(table, field)])
    }
    var literal = literalWhole(table, field)
    if once(in: 3) { literal.mantissa = -literal.mantissa }
    return .number(.field(field), comparison(), literal)
  }

  private mutating func literalWhole(_ table: Int, _ field: Int) -> Literal {
    var literal = literal(table, field, negative: false)
    literal.decimals = 0
    return literal
  }
}

extension RowCondition {
  /// True when days other than those of the given field are compared.
  func comparesDays(besides period: Int?) -> Bool {
    switch self {
    case .all(let tests), .any(let tests): tests.contains { $0.comparesDays(besides: period) }
    case .not(let test): test.comparesDays(besides: period)
    case .spans(let field, _, _), .spanRange(let field, _, _, _), .spanOrder(let field, _, _):
      field != period
    case .spanFields: true
    default: false
    }
  }
}

extension Measure {
  /// True when it counts rows by days other than those of the given field.
  func comparesDays(besides period: Int?) -> Bool {
    switch self {
    case .countWhere(let test), .shareWhere(let test): test.comparesDays(besides: period)
    case .binary(_, let left, let right):
      left.comparesDays(besides: period) || right.comparesDays(besides: period)
    case .aside(_, let inner, let test):
      inner.comparesDays(besides: period) || test?.comparesDays(besides: nil) ?? false
    case .count, .aggregate, .distinct, .number: false
    }
  }
}
