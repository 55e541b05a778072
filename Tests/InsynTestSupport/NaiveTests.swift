import InsynPlan
import InsynStore
import InsynValue

/// A number of a row, in the base of its unit.
enum NaiveNumber {
  case number(Exact, Unit)
  case missing
  /// A division by zero.
  case notApplicable
}

// Tests are true or false. A comparison with missing is false, except `!=`; `inte` is the complement.
extension NaiveTable {
  func holds(_ test: RowTest, _ row: NaiveRow) throws(ExecutionError) -> Bool {
    switch test {
    case .always(let truth): return truth
    case .all(let tests):
      for test in tests where try !holds(test, row) { return false }
      return true
    case .any(let tests):
      for test in tests where try holds(test, row) { return true }
      return false
    case .not(let test): return try !holds(test, row)
    case .codes(let column, let codes):
      let field = name(column)
      guard let written = row[field].written else { return codes.contains(0) }
      for code in codes where text(code, field) == written { return true }
      return false
    case .printed(let expression, let comparison, let wanted):
      guard case .number(let value, let unit) = try number(expression, row) else {
        return comparison == .unequal
      }
      return compare(unit.printed(value: value), comparison, wanted)
    case .compare(let left, let comparison, let right):
      guard case .number(let a, let unit) = try number(left, row),
        case .number(let b, let other) = try number(right, row), isComparable(unit, other)
      else { return comparison == .unequal }
      return compare(a, comparison, b)
    case .isMissing(let expression): return try isMissing(expression, row)
    case .attained(let attainment): return attainment == self.attainment(row)
    }
  }

  /// True when a row passes all tests.
  func passes(_ tests: [RowTest], _ row: NaiveRow) throws(ExecutionError) -> Bool {
    try holds(.all(tests), row)
  }

  /// The columns of which a test lets missing pass because of a `!=` or an `inte`.
  func columnsTrueForMissing(_ test: RowTest, negated: Bool) -> Set<ColumnID> {
    switch test {
    case .always, .isMissing, .attained: []
    case .all(let tests), .any(let tests):
      tests.reduce(into: []) { $0.formUnion(columnsTrueForMissing($1, negated: negated)) }
    case .not(let test): columnsTrueForMissing(test, negated: !negated)
    case .codes(let column, let codes): negated && !codes.contains(0) ? [column] : []
    case .printed(let expression, let comparison, _):
      negated == (comparison != .unequal) ? columns(expression) : []
    case .compare(let left, let comparison, let right):
      negated == (comparison != .unequal) ? columns(left).union(columns(right)) : []
    }
  }

  private func columns(_ expression: RowExpr) -> Set<ColumnID> {
    switch expression {
    case .column(let column): [column]
    case .constant: []
    case .negated(let inner): columns(inner)
    case .binary(_, let left, let right): columns(left).union(columns(right))
    case .change(let reference, let value): [reference, value]
    }
  }

  private func compare(_ left: Exact, _ comparison: Comparison, _ right: Exact) -> Bool {
    switch comparison {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .contains: false
    }
  }

  private func isComparable(_ left: Unit, _ right: Unit) -> Bool {
    left.isLike(right) || left == .none || right == .none
  }

  private func isMissing(
    _ expression: RowExpr, _ row: NaiveRow
  ) throws(ExecutionError) -> Bool {
    if case .column(let column) = expression { return row[name(column)] == .missing }
    if case .missing = try number(expression, row) { return true }
    return false
  }

  /// Equal is met; without outcome, target or direction neither.
  private func attainment(_ row: NaiveRow) -> Attainment? {
    guard let value = described.published?.value.map(name), let target = field(.target),
      let direction = field(.direction), let outcome = base(row[value]),
      let goal = base(row[target])
    else { return nil }
    switch row[direction] {
    case .text("högre"): return outcome >= goal ? .met : .missed
    case .text("lägre"): return outcome <= goal ? .met : .missed
    default: return nil
    }
  }

  /// A number in the base of its unit: 5,2 % is 52/1000, 3 tkr is 3000.
  func base(_ value: NaiveValue) -> Exact? {
    guard case .number(let printed, _, let unit) = value else { return nil }
    return unit.value(printed: printed)
  }

  func number(_ expression: RowExpr, _ row: NaiveRow) throws(ExecutionError) -> NaiveNumber {
    switch expression {
    case .constant(let value, let unit): return .number(value, unit)
    case .column(let column):
      guard case .number(let printed, _, let unit) = row[name(column)] else { return .missing }
      return .number(unit.value(printed: printed), unit)
    case .negated(let inner):
      let number = try number(inner, row)
      guard case .number(let value, let unit) = number else { return number }
      return .number(-value, unit)
    case .binary(let sign, let left, let right):
      switch (try number(left, row), try number(right, row)) {
      case (.missing, _), (_, .missing): return .missing
      case (.notApplicable, _), (_, .notApplicable): return .notApplicable
      case (.number(let a, let unit), .number(let b, let other)):
        do {
          return try combined(sign, a, unit, b, other)
        } catch {
          throw .overflow
        }
      }
    case .change(let reference, let value):
      guard let before = base(row[name(reference)]), let now = base(row[name(value)]) else {
        return .missing
      }
      do {
        let distance = before < .zero ? -before : before
        guard let share = try (now - before) / distance else { return .notApplicable }
        return .number(share, .percent)
      } catch {
        throw .overflow
      }
    }
  }

  private func combined(
    _ sign: Operator, _ a: Exact, _ unit: Unit, _ b: Exact, _ other: Unit
  ) throws(ArithmeticOverflow) -> NaiveNumber {
    switch sign {
    case .plus: return .number(try a + b, unit)
    case .minus: return .number(try a - b, unit)
    case .times:
      let (product, common) = try Unit.product(a, unit, b, other)
      return .number(product, common)
    case .divided:
      guard let quotient = try a / b else { return .notApplicable }
      return .number(quotient, unit.isLike(other) ? .none : unit)
    }
  }
}
