import InsynValue

/// Conditions and numbers of a row as SQL over integers. Every condition is 0 or 1: a comparison with
/// nothing is 0, except `!=`.
struct RowSQL {
  let package: MadePackage
  let table: Int

  private var fields: [MadeField] { package.tables[table].fields }

  private var period: Int {
    guard let period = package.tables[table].period else {
      preconditionFailure("a table that is cut by the calendar has periods")
    }
    return period
  }

  /// `number` ÷ `by` × 10^`exponent` in the base of its unit; NULL where it is none.
  struct Fraction {
    var number: String
    var by: String?
    var exponent: Int
    var unit: Unit
  }

  // MARK: conditions

  func condition(_ test: RowCondition) -> String {
    switch test {
    case .all(let tests): "(" + tests.map(condition).joined(separator: " AND ") + ")"
    case .any(let tests): "(" + tests.map(condition).joined(separator: " OR ") + ")"
    case .not(let test): "(NOT \(condition(test)))"
    case .members(let field, let isEqual, let ranks):
      sure("c\(field) IN (\(ranks.map(String.init).joined(separator: ",")))", isEqual)
    case .memberRange(let field, let isEqual, let low, let high):
      sure("c\(field) BETWEEN \(low) AND \(high)", isEqual)
    case .memberOrder(let field, let comparison, let rank):
      sure("c\(field) \(comparison.rawValue) \(rank)")
    case .contains(let field, let part):
      sure("c\(field) IN (\(ranks(field, containing: part)))")
    case .missing(let field): "(\(first(field)) IS NULL)"
    case .spans(let field, let isEqual, let spans):
      sure(spans.map { within(field, $0) }.joined(separator: " OR "), isEqual)
    case .spanRange(let field, let isEqual, let first, let last):
      sure(within(field, first.through(last)), isEqual)
    case .spanOrder(let field, let comparison, let span):
      sure(ordered(field, comparison, "'\(span.first)'", "'\(span.last)'"))
    case .spanFields(let field, let comparison, let other):
      sure(
        ordered(field, comparison, "c\(other)s", "c\(other)e"), comparison != .unequal)
    case .cut(let cut, let comparison, let span): self.cut(cut, comparison, span)
    case .number, .numbers, .numberRange, .inUnit, .compare, .missingNumber, .manyChildren,
      .indebted:
      numeric(test)
    }
  }

  /// What is not known is false; the complement of what is not known is true.
  private func sure(_ test: String, _ isEqual: Bool = true) -> String {
    isEqual ? "ifnull((\(test)),0)" : "(NOT ifnull((\(test)),0))"
  }

  private func first(_ field: Int) -> String { fields[field].isSpan ? "c\(field)s" : "c\(field)" }

  private func ranks(_ field: Int, containing part: String) -> String {
    let members = fields[field].members
    return members.indices.filter { members[$0].lowercased().contains(part.lowercased()) }
      .map { "\($0 + 1)" }.joined(separator: ",")
  }

  private func within(_ field: Int, _ span: Span) -> String {
    "c\(field)s >= '\(span.first)' AND c\(field)e <= '\(span.last)'"
  }

  /// Before is before the first day, after is after the last; equal is within.
  private func ordered(
    _ field: Int, _ comparison: Comparison, _ first: String, _ last: String
  ) -> String {
    switch comparison {
    case .less: "c\(field)e < \(first)"
    case .lessOrEqual: "c\(field)e <= \(last)"
    case .greater: "c\(field)s > \(last)"
    case .greaterOrEqual: "c\(field)s >= \(first)"
    case .equal, .unequal, .contains: "c\(field)s >= \(first) AND c\(field)e <= \(last)"
    }
  }

  private func cut(_ cut: MadeCut, _ comparison: Comparison, _ span: Span) -> String {
    guard let (year, month, count) = span.months else {
      preconditionFailure("parts of the calendar are compared with months")
    }
    let (low, high) = (year * 12 + month - 1, year * 12 + month + count - 2)
    let first = "(\(CutSQL(cut, period).month))"
    let last = "(\(first) + \(cut.months - 1))"
    switch comparison {
    case .less: return sure("\(last) < \(low)")
    case .lessOrEqual: return sure("\(last) <= \(high)")
    case .greater: return sure("\(first) > \(high)")
    case .greaterOrEqual: return sure("\(first) >= \(low)")
    case .equal, .unequal, .contains:
      return sure("\(first) >= \(low) AND \(last) <= \(high)", comparison != .unequal)
    }
  }

  // MARK: numbers

  private func numeric(_ test: RowCondition) -> String {
    switch test {
    case .number(let number, let comparison, let literal):
      let left = fraction(number)
      return printed(left, comparison, literal)
    case .numbers(let field, let isEqual, let literals):
      let tests = literals.map { printed(fraction(.field(field)), .equal, $0) }
      return sure(tests.joined(separator: " OR "), isEqual)
    case .numberRange(let field, let isEqual, let low, let high):
      let number = fraction(.field(field))
      return sure(
        printed(number, .greaterOrEqual, low) + " AND " + printed(number, .lessOrEqual, high),
        isEqual)
    case .inUnit(let field, let comparison, let literal, let unit):
      let right = Fraction(
        number: "\(literal.mantissa)", by: nil, exponent: unit.exponent - literal.decimals,
        unit: unit)
      return compared(fraction(.field(field)), comparison, right)
    case .compare(let field, let comparison, let number):
      return compared(fraction(.field(field)), comparison, fraction(number))
    case .missingNumber(let number):
      return "(" + columns(number).map { "c\($0) IS NULL" }.joined(separator: " OR ") + ")"
    case .manyChildren:
      let children = package.tables[table].field("barn")
      return condition(
        .number(.field(children), .greaterOrEqual, Literal(mantissa: 4, decimals: 0)))
    case .indebted:
      let made = package.tables[table]
      return condition(
        .any([
          .number(.field(made.field("belopp")), .less, Literal(mantissa: 0, decimals: 0)),
          .number(.field(made.field("lån")), .greater, Literal(mantissa: 400, decimals: 0)),
        ]))
    default: preconditionFailure("members and spans are translated by themselves")
    }
  }

  private func columns(_ number: RowNumber) -> [Int] {
    switch number {
    case .field(let field): [field]
    case .amountPerMonth:
      [package.tables[table].field("belopp"), package.tables[table].field("månader")]
    case .binary(_, let left, let right): columns(left) + columns(right)
    }
  }

  func fraction(_ number: RowNumber) -> Fraction {
    switch number {
    case .field(let field):
      guard case .number(let scale, let unit, _) = fields[field].kind else {
        preconditionFailure("\(fields[field].name) holds numbers")
      }
      return Fraction(number: "c\(field)", by: nil, exponent: unit.exponent - scale, unit: unit)
    case .amountPerMonth:
      let made = package.tables[table]
      return fraction(
        .binary(.divided, .field(made.field("belopp")), .field(made.field("månader"))))
    case .binary(let sign, let left, let right):
      return combined(sign, fraction(left), fraction(right))
    }
  }

  private func combined(_ sign: Operator, _ left: Fraction, _ right: Fraction) -> Fraction {
    switch sign {
    case .plus, .minus:
      let exponent = min(left.exponent, right.exponent)
      let a = "\(left.number) * \(power(left.exponent - exponent))"
      let b = "\(right.number) * \(power(right.exponent - exponent))"
      return Fraction(
        number: "(\(a) \(sign.rawValue) \(b))", by: nil, exponent: exponent, unit: left.unit)
    case .times:
      return Fraction(
        number: "(\(left.number) * \(right.number))", by: nil,
        exponent: left.exponent + right.exponent, unit: left.unit.times(right.unit))
    case .divided:
      return Fraction(
        number: left.number, by: "nullif(\(right.number),0)",
        exponent: left.exponent - right.exponent,
        unit: left.unit.isLike(right.unit) ? .none : left.unit)
    }
  }

  private func power(_ exponent: Int) -> String { "\(Exact.powerOfTen(exponent))" }

  /// The printed number against a bare one.
  private func printed(
    _ left: Fraction, _ comparison: Comparison, _ literal: Literal
  ) -> String {
    let right = Fraction(
      number: "\(literal.mantissa)", by: nil, exponent: left.unit.exponent - literal.decimals,
      unit: .none)
    return compared(left, comparison, right)
  }

  private func compared(
    _ left: Fraction, _ comparison: Comparison, _ right: Fraction
  ) -> String {
    let otherwise = comparison == .unequal ? 1 : 0
    guard left.unit.isLike(right.unit) || left.unit == .none || right.unit == .none else {
      return "\(otherwise)"
    }
    let exponent = min(left.exponent, right.exponent)
    // a/b < c is a·b < c·b², whatever the sign of b.
    var a = "\(left.number) * \(power(left.exponent - exponent))"
    var b = "\(right.number) * \(power(right.exponent - exponent))"
    for by in [left.by, right.by].compactMap({ $0 }) {
      let isLeft = by == left.by
      a += isLeft ? " * \(by)" : " * \(by) * \(by)"
      b += isLeft ? " * \(by) * \(by)" : " * \(by)"
    }
    return "ifnull((\(a) \(comparison.rawValue) \(b)),\(otherwise))"
  }

  // MARK: splits

  /// What rows are split by; NULL where it is not recorded.
  func key(_ split: Question.Split) -> String {
    switch split {
    case .field(let field):
      fields[field].isSpan ? "(c\(field)e || ' ' || c\(field)s)" : "c\(field)"
    case .cut(let cut): CutSQL(cut, period).month
    }
  }
}

/// The part of the calendar that holds a row's period, as the count of its first month.
struct CutSQL {
  let month: String

  init(_ cut: MadeCut, _ period: Int) {
    func count(_ column: String) -> String {
      "(substr(\(column),1,4) * 12 + substr(\(column),6,2) - 1)"
    }
    let (a, b) = (count("c\(period)s"), count("c\(period)e"))
    // A year's months are a multiple of every part's.
    month =
      "CASE WHEN \(a) / \(cut.months) = \(b) / \(cut.months)"
      + " THEN \(a) / \(cut.months) * \(cut.months) END"
  }
}
