import InsynPlan
import InsynStore
import InsynValue

/// Which rows of a table pass a test, column by column.
struct Selector {
  let store: Store
  let table: Table
  let cancellation: Cancellation

  /// One truth for each row.
  func select(_ test: RowTest) throws(ExecutionError) -> [Bool] {
    switch test {
    case .always(let truth): return [Bool](repeating: truth, count: table.rowCount)
    case .all(let tests):
      var result = [Bool](repeating: true, count: table.rowCount)
      for test in tests { combine(&result, try select(test)) { $0 && $1 } }
      return result
    case .any(let tests):
      var result = [Bool](repeating: false, count: table.rowCount)
      for test in tests { combine(&result, try select(test)) { $0 || $1 } }
      return result
    case .not(let test): return try select(test).map { !$0 }
    case .codes(let column, let codes): return members(column, codes)
    case .printed(.column(let column), let comparison, let number):
      return printed(column, comparison, number)
    case .printed(let expression, let comparison, let number):
      return try evaluate(expression).map { quantity in
        guard let quantity else { return comparison == .unequal }
        return comparison.holds(quantity.unit.printed(value: quantity.value), number)
      }
    case .compare(let left, let comparison, let right):
      return try compare(left, comparison, right)
    case .isMissing(let expression): return try isMissing(expression)
    case .attained(let attainment): return try attained(attainment)
    }
  }

  private func combine(_ left: inout [Bool], _ right: [Bool], _ join: (Bool, Bool) -> Bool) {
    for row in left.indices { left[row] = join(left[row], right[row]) }
  }

  private func members(_ column: ColumnID, _ codes: Set<Code32>) -> [Bool] {
    guard case .coded(let cells, let domain) = table[column].data else {
      preconditionFailure("codes stand in coded columns only")
    }
    var wanted = [Bool](repeating: false, count: store[domain].members.count + 1)
    for code in codes { wanted[Int(code)] = true }
    return cells.map { wanted[Int($0)] }
  }

  /// The printed number against a bare number, in whole scaled integers.
  private func printed(_ column: ColumnID, _ comparison: Comparison, _ number: Exact) -> [Bool] {
    guard case .numbers(let numbers) = table[column].data else {
      return [Bool](repeating: comparison == .unequal, count: table.rowCount)
    }
    let limit = number.numerator * Exact.powerOfTen(numbers.scale)
    return (0..<table.rowCount).map { row in
      guard let own = numbers[row] else { return comparison == .unequal }
      return comparison.holds(Int128(own) * number.denominator, limit)
    }
  }

  private func compare(
    _ left: RowExpr, _ comparison: Comparison, _ right: RowExpr
  ) throws(ExecutionError) -> [Bool] {
    let (a, b) = (try evaluate(left), try evaluate(right))
    return a.indices.map { row in
      guard let x = a[row], let y = b[row],
        x.unit.isLike(y.unit) || y.unit == .none || x.unit == .none
      else { return comparison == .unequal }
      return comparison.holds(x.value, y.value)
    }
  }

  private func isMissing(_ expression: RowExpr) throws(ExecutionError) -> [Bool] {
    if case .column(let column) = expression, case .coded(let codes, _) = table[column].data {
      return codes.map { $0 == 0 }
    }
    // A division by zero is no number, and yet not missing.
    var missing = [Bool](repeating: false, count: table.rowCount)
    for column in expression.columns {
      for (row, value) in try evaluate(.column(column)).enumerated() where value == nil {
        missing[row] = true
      }
    }
    return missing
  }

  /// The outcome against the first target, by the row's own direction; equal is met.
  private func attained(_ attainment: Attainment) throws(ExecutionError) -> [Bool] {
    guard let value = table.published?.value, let target = table.columns(.target).first,
      let direction = table.column(.direction)
    else { return [Bool](repeating: false, count: table.rowCount) }
    let (outcomes, targets) = (try evaluate(.column(value)), try evaluate(.column(target)))
    return outcomes.indices.map { row in
      guard let outcome = outcomes[row]?.value, let goal = targets[row]?.value,
        let higher = store.isHigherBetter(table, direction, row: row)
      else { return false }
      let isMet = higher ? outcome >= goal : outcome <= goal
      return isMet == (attainment == .met)
    }
  }

  struct Quantity {
    let value: Exact
    let unit: Unit
  }

  /// A number for each row, nil where it is missing or divides by zero.
  func evaluate(_ expression: RowExpr) throws(ExecutionError) -> [Quantity?] {
    switch expression {
    case .constant(let value, let unit):
      return [Quantity?](repeating: Quantity(value: value, unit: unit), count: table.rowCount)
    case .column(let column):
      guard table[column].isNumeric else {
        return [Quantity?](repeating: nil, count: table.rowCount)
      }
      var values: [Quantity?] = []
      values.reserveCapacity(table.rowCount)
      try cancellation.eachStretch(of: table.rowCount) { rows in
        for row in rows {
          let (figure, printing) = store.figure(table, column, row: row)
          values.append(figure.number.map { Quantity(value: $0, unit: printing.unit) })
        }
      }
      return values
    case .negated(let inner):
      return try evaluate(inner).map { $0.map { Quantity(value: -$0.value, unit: $0.unit) } }
    case .binary(let sign, let left, let right):
      let (a, b) = (try evaluate(left), try evaluate(right))
      var result: [Quantity?] = []
      result.reserveCapacity(a.count)
      try cancellation.eachStretch(of: a.count) { rows throws(ExecutionError) in
        for row in rows { result.append(try combine(sign, a[row], b[row])) }
      }
      return result
    case .change(let reference, let value):
      let (a, b) = (try evaluate(.column(reference)), try evaluate(.column(value)))
      var result: [Quantity?] = []
      try cancellation.eachStretch(of: a.count) { rows throws(ExecutionError) in
        for row in rows { result.append(try change(a[row], b[row])) }
      }
      return result
    }
  }

  private func change(_ from: Quantity?, _ to: Quantity?) throws(ExecutionError) -> Quantity? {
    guard let from, let to else { return nil }
    do {
      return try ((to.value - from.value) / from.value.magnitude).map {
        Quantity(value: $0, unit: .percent)
      }
    } catch {
      throw .overflow
    }
  }

  private func combine(
    _ sign: Operator, _ left: Quantity?, _ right: Quantity?
  ) throws(ExecutionError) -> Quantity? {
    guard let left, let right else { return nil }
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
