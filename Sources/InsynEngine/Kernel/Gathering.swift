import InsynPlan
import InsynStore
import InsynValue

/// The kernels: each gathers one partial over the rows of a leg, group by group.
struct Gathering {
  let store: Store
  let table: Table
  /// The rows that passed, and the group of each.
  let rows: [Int]
  let groupOf: [Int]
  let groupCount: Int
  let cancellation: Cancellation

  /// One partial for all groups; the only place that dispatches on its kind.
  func gather(_ partial: Partial) throws(ExecutionError) -> PartialColumn {
    switch partial {
    case .rows(let test): try countRows(test)
    case .distinct(let column, let test): try countDistinct(column, test)
    case .sum(let expression): try sum(expression)
    case .median(let expression): try median(expression)
    case .least(let expression): try extreme(expression) { $0 < $1 }
    case .greatest(let expression): try extreme(expression) { $0 > $1 }
    }
  }

  private var rowCounts: [Int64] {
    var counts = [Int64](repeating: 0, count: groupCount)
    for group in groupOf { counts[group] += 1 }
    return counts
  }

  private func passing(_ test: RowTest?) throws(ExecutionError) -> [Bool]? {
    guard let test else { return nil }
    return try Selector(store: store, table: table, cancellation: cancellation).select(test)
  }

  private func countRows(_ test: RowTest?) throws(ExecutionError) -> PartialColumn {
    let all = rowCounts
    guard let passing = try passing(test) else {
      return PartialColumn(values: .counts(all), counted: all, rows: all, printing: .count)
    }
    var counts = [Int64](repeating: 0, count: groupCount)
    try cancellation.eachStretch(of: rows.count) { stretch in
      for index in stretch where passing[rows[index]] { counts[groupOf[index]] += 1 }
    }
    return PartialColumn(values: .counts(counts), counted: all, rows: all, printing: .count)
  }

  private func countDistinct(
    _ column: ColumnID, _ test: RowTest?
  ) throws(ExecutionError) -> PartialColumn {
    let passing = try passing(test)
    var seen = [Set<DistinctValue>](repeating: [], count: groupCount)
    try cancellation.eachStretch(of: rows.count) { stretch in
      switch table[column].data {
      case .coded(let codes, _):
        for index in stretch where codes[rows[index]] != 0 && passing?[rows[index]] ?? true {
          seen[groupOf[index]].insert(.code(codes[rows[index]]))
        }
      case .numbers(let numbers):
        for index in stretch where passing?[rows[index]] ?? true {
          guard numbers.isPresent(rows[index]) else { continue }
          let (figure, printing) = store.figure(table, column, row: rows[index])
          let isMoney = if case .money = printing.unit { true } else { false }
          seen[groupOf[index]].insert(
            .figure(figure, isMoney ? .money(exponent: 0) : printing.unit))
        }
      }
    }
    let all = rowCounts
    return PartialColumn(
      values: .counts(seen.map { Int64($0.count) }), counted: all, rows: all, printing: .count)
  }

  /// Scaled columns are summed in Int128, which rows below 2^64 cannot overflow.
  private func sum(_ expression: RowExpr) throws(ExecutionError) -> PartialColumn {
    if case .column(let column) = expression, case .numbers(let numbers) = table[column].data,
      table[column].unitColumn == nil
    {
      return try sum(numbers, table[column].unit)
    }
    let (values, printing) = try evaluated(expression)
    var sums = [Exact](repeating: .zero, count: groupCount)
    var counted = [Int64](repeating: 0, count: groupCount)
    try cancellation.eachStretch(of: rows.count) { stretch throws(ExecutionError) in
      for index in stretch {
        guard let value = values[rows[index]] else { continue }
        do {
          sums[groupOf[index]] = try sums[groupOf[index]] + value.value
        } catch {
          throw .overflow
        }
        counted[groupOf[index]] += 1
      }
    }
    return PartialColumn(
      values: .exact(zip(sums, counted).map { $1 == 0 ? nil : $0 }), counted: counted,
      rows: rowCounts, printing: printing)
  }

  private func sum(_ numbers: Numbers, _ unit: Unit) throws(ExecutionError) -> PartialColumn {
    var sums = [Int128](repeating: 0, count: groupCount)
    var counted = [Int64](repeating: 0, count: groupCount)
    try cancellation.eachStretch(of: rows.count) { stretch in
      for index in stretch {
        guard let number = numbers[rows[index]] else { continue }
        sums[groupOf[index]] &+= Int128(number)
        counted[groupOf[index]] += 1
      }
    }
    let exact = zip(sums, counted).map { sum, count in
      count == 0 ? nil : unit.value(printed: Exact(scaled: sum, by: numbers.scale))
    }
    return PartialColumn(
      values: .exact(exact), counted: counted, rows: rowCounts,
      printing: Printing(unit, decimals: numbers.scale))
  }

  private func evaluated(
    _ expression: RowExpr
  ) throws(ExecutionError) -> ([Selector.Quantity?], Printing) {
    let values = try Selector(store: store, table: table, cancellation: cancellation).evaluate(
      expression)
    if case .column(let column) = expression, table[column].unitColumn == nil {
      return (values, Printing(table[column].unit, decimals: decimals(expression)))
    }
    let unit = rows.lazy.compactMap { values[$0]?.unit }.first ?? .none
    return (values, Printing(unit, decimals: decimals(expression)))
  }

  private func decimals(_ expression: RowExpr) -> Int {
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

  private func grouped(
    _ expression: RowExpr
  ) throws(ExecutionError) -> (groups: [[Exact]], printing: Printing) {
    let (values, printing) = try evaluated(expression)
    var groups = [[Exact]](repeating: [], count: groupCount)
    try cancellation.eachStretch(of: rows.count) { stretch in
      for index in stretch {
        if let value = values[rows[index]] { groups[groupOf[index]].append(value.value) }
      }
    }
    return (groups, printing)
  }

  /// The middle value, or the mean of the two in the middle.
  private func median(_ expression: RowExpr) throws(ExecutionError) -> PartialColumn {
    let (groups, printing) = try grouped(expression)
    var medians: [Exact?] = []
    for var values in groups {
      if cancellation.isWished { throw .cancelled(Reached(.rows, 0, of: rows.count)) }
      values.sort()
      let middle = values.count / 2
      if values.isEmpty {
        medians.append(nil)
      } else if values.count % 2 == 1 {
        medians.append(values[middle])
      } else {
        do {
          medians.append(try (values[middle - 1] + values[middle]) / Exact(2))
        } catch {
          throw .overflow
        }
      }
    }
    return PartialColumn(
      values: .exact(medians), counted: groups.map { Int64($0.count) }, rows: rowCounts,
      printing: printing)
  }

  private func extreme(
    _ expression: RowExpr, _ precedes: (Exact, Exact) -> Bool
  ) throws(ExecutionError) -> PartialColumn {
    let (groups, printing) = try grouped(expression)
    return PartialColumn(
      values: .exact(groups.map { $0.min(by: precedes) }), counted: groups.map { Int64($0.count) },
      rows: rowCounts, printing: printing)
  }
}

/// A value of which there is one: a member, or a number with its unit.
private enum DistinctValue: Hashable {
  case code(Code32)
  case figure(Figure, Unit)
}

extension Printing {
  static let count = Printing(.none, decimals: 0)
}
