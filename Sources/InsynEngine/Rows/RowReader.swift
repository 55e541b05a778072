import InsynPlan
import InsynStore
import InsynValue

/// A row's test or number that no kernel is made for, taken apart for one row at a time.
struct RowReader {
  let store: Store
  let table: Table

  struct Quantity {
    let value: Exact
    let unit: Unit
  }

  /// Whether a test holds of a row. Throws when a number leaves the exact range.
  func holds(_ test: RowTest, _ row: Int) throws(ExecutionError) -> Bool {
    switch test {
    case .always(let truth): return truth
    case .all(let tests):
      for test in tests where try !holds(test, row) { return false }
      return true
    case .any(let tests):
      for test in tests where try holds(test, row) { return true }
      return false
    case .not(let test): return try !holds(test, row)
    case .codes(let column, let codes): return codes.contains(code(column, row))
    case .printed(let expression, let comparison, let number):
      guard let own = try quantity(expression, row) else { return comparison == .unequal }
      return comparison.holds(own.unit.printed(value: own.value), number)
    case .compare(let left, let comparison, let right):
      guard let a = try quantity(left, row), let b = try quantity(right, row),
        a.unit.isComparable(with: b.unit)
      else { return comparison == .unequal }
      return comparison.holds(a.value, b.value)
    case .isMissing(let expression): return try isMissing(expression, row)
    case .attained(let attainment): return try attained(attainment, row)
    }
  }

  private func code(_ column: ColumnID, _ row: Int) -> Code32 {
    guard case .coded(let codes, _) = table[column].data else {
      preconditionFailure("codes stand in coded columns only")
    }
    return codes[row]
  }

  private func isMissing(_ expression: RowExpr, _ row: Int) throws(ExecutionError) -> Bool {
    if case .column(let column) = expression { return table[column].data.packed[row] == 0 }
    // A division by zero is no number, and yet not missing.
    for column in expression.columns where try quantity(.column(column), row) == nil { return true }
    return false
  }

  /// The outcome against the first target, by the row's own direction; equal is met.
  private func attained(_ attainment: Attainment, _ row: Int) throws(ExecutionError) -> Bool {
    guard let value = table.published?.value, let target = table.columns(.target).first,
      let direction = table.column(.direction),
      let outcome = try quantity(.column(value), row)?.value,
      let goal = try quantity(.column(target), row)?.value,
      let higher = store.isHigherBetter(table, direction, row: row)
    else { return false }
    let isMet = higher ? outcome >= goal : outcome <= goal
    return isMet == (attainment == .met)
  }

  /// The number of a row, nil where it is missing or divides by zero.
  func quantity(_ expression: RowExpr, _ row: Int) throws(ExecutionError) -> Quantity? {
    switch expression {
    case .constant(let value, let unit): return Quantity(value: value, unit: unit)
    case .column(let column):
      guard table[column].isNumeric else { return nil }
      let (figure, printing) = store.figure(table, column, row: row)
      return figure.number.map { Quantity(value: $0, unit: printing.unit) }
    case .negated(let inner):
      return try quantity(inner, row).map { Quantity(value: -$0.value, unit: $0.unit) }
    case .binary(let sign, let left, let right):
      guard let a = try quantity(left, row), let b = try quantity(right, row) else { return nil }
      return try combined(sign, a, b)
    case .change(let reference, let value):
      guard let from = try quantity(.column(reference), row),
        let to = try quantity(.column(value), row)
      else { return nil }
      return try change(from, to)
    }
  }

  private func change(_ from: Quantity, _ to: Quantity) throws(ExecutionError) -> Quantity? {
    do {
      return try ((to.value - from.value) / from.value.magnitude).map {
        Quantity(value: $0, unit: .percent)
      }
    } catch {
      throw .overflow
    }
  }

  private func combined(
    _ sign: Operator, _ left: Quantity, _ right: Quantity
  ) throws(ExecutionError) -> Quantity? {
    do {
      switch sign {
      case .plus: return Quantity(value: try left.value + right.value, unit: left.unit)
      case .minus: return Quantity(value: try left.value - right.value, unit: left.unit)
      case .times:
        let (value, unit) = try Unit.product(left.value, left.unit, right.value, right.unit)
        return Quantity(value: value, unit: unit)
      case .divided:
        let unit: Unit = left.unit.isLike(right.unit) ? .none : left.unit
        return try (left.value / right.value).map { Quantity(value: $0, unit: unit) }
      }
    } catch {
      throw .overflow
    }
  }

  /// How many decimals a number of a row is printed with.
  func decimals(_ expression: RowExpr) -> Int {
    switch expression {
    case .column(let column):
      if case .numbers(let numbers) = table[column].data { numbers.scale } else { 0 }
    case .constant(let value, _): value.terminatingDecimals() ?? 2
    case .negated(let inner): decimals(inner)
    case .binary(.divided, _, _): 2
    case .change: 1
    case .binary(.times, let left, let right): min(decimals(left) + decimals(right), 6)
    case .binary(_, let left, let right): max(decimals(left), decimals(right))
    }
  }
}

extension Store {
  /// Whether more is better by the row's direction; nil where it says nothing.
  func isHigherBetter(_ table: Table, _ direction: ColumnID, row: Int) -> Bool? {
    switch member(table, direction, row: row)?.value {
    case "högre": true
    case "lägre": false
    default: nil
    }
  }
}
