import InsynPlan
import InsynStore
import InsynValue

/// Counts and computes: filter the rows, put them in groups, go through each group.
struct NaiveGroups {
  let table: NaiveTable
  let leg: AggregateLeg
  private let rows: [NaiveRow]
  private let funnel: [FunnelStep]
  /// The code of each of the rows on each axis.
  private let codes: [[Code32]]

  init(_ table: NaiveTable, _ leg: AggregateLeg) throws(ExecutionError) {
    self.table = table
    self.leg = leg
    (rows, funnel) = try table.filtered(leg.tests)
    codes = rows.map { row in leg.axes.map { $0.map { table.code(row, $0) } ?? anyCode } }
  }

  func cells() throws(ExecutionError) -> AggregateCells {
    var levels: [Level: Groups] = [:]
    for keepsRows in [true, false] {
      for keepsColumn in [true, false] {
        let level = Level(keepsRows: keepsRows, keepsColumn: keepsColumn)
        levels[level] = try groups(level)
      }
    }
    var cells = AggregateCells(
      levels: levels, funnel: funnel, remarks: remarks(try counted()),
      lines: lines(try counted()), kept: kept())
    cells.unknown = unknown()
    return cells
  }

  private func groups(_ level: Level) throws(ExecutionError) -> Groups {
    let isKept = leg.axes.indices.map { index in
      leg.hasColumn && index == leg.axes.count - 1 ? level.keepsColumn : level.keepsRows
    }
    var members: [[Code32]: [NaiveRow]] = [:]
    for (row, codes) in zip(rows, codes) {
      let key = zip(codes, isKept).map { $1 ? $0 : anyCode }
      members[key, default: []].append(row)
    }
    // Nothing is still a count of nothing, where no axis asks for rows.
    let isWhole = leg.axes.isEmpty || (!level.keepsRows && !level.keepsColumn)
    if rows.isEmpty && isWhole { members[leg.axes.map { _ in anyCode }] = [] }
    let order = members.keys.sorted { $0.lexicographicallyPrecedes($1) }
    var columns: [PartialColumn] = []
    for partial in leg.partials {
      columns.append(try column(partial, order.map { members[$0] ?? [] }))
    }
    var keys = GroupKeys(axes: leg.axes.count)
    for key in order { keys.append(key) }
    return Groups(keys: keys, columns: columns)
  }

  // MARK: one value for each group

  private func column(
    _ partial: Partial, _ groups: [[NaiveRow]]
  ) throws(ExecutionError) -> PartialColumn {
    let sizes = groups.map { Int64($0.count) }
    switch partial {
    case .rows(let test):
      var counts: [Int64] = []
      for group in groups { counts.append(Int64(try passing(test, group).count)) }
      return PartialColumn(
        values: .counts(counts), counted: sizes, rows: sizes,
        printing: Printing(.none, decimals: 0))
    case .distinct(let column, let test):
      var counts: [Int64] = []
      for group in groups {
        counts.append(distinct(table.name(column), try passing(test, group)))
      }
      return PartialColumn(
        values: .counts(counts), counted: sizes, rows: sizes,
        printing: Printing(.none, decimals: 0))
    case .sum(let expression): return try computed(expression, groups, sum)
    case .median(let expression): return try computed(expression, groups, median)
    case .least(let expression):
      return try computed(expression, groups) { values throws(ExecutionError) in values.min() }
    case .greatest(let expression):
      return try computed(expression, groups) { values throws(ExecutionError) in values.max() }
    }
  }

  private func passing(
    _ test: RowTest?, _ group: [NaiveRow]
  ) throws(ExecutionError) -> [NaiveRow] {
    guard let test else { return group }
    var passing: [NaiveRow] = []
    for row in group where try table.holds(test, row) { passing.append(row) }
    return passing
  }

  /// Different values, missing skipped; a number is a value together with its unit.
  private func distinct(_ field: String, _ group: [NaiveRow]) -> Int64 {
    var seen: Set<String> = []
    for row in group {
      switch row[field] {
      case .missing: continue
      case .text(let text), .period(let text, _): seen.insert(text)
      case .number(let printed, _, let unit):
        let base = unit.value(printed: printed)
        let kind = if case .money = unit { "kr" } else { unit.word }
        seen.insert("\(base.numerator)/\(base.denominator) \(kind)")
      }
    }
    return Int64(seen.count)
  }

  /// Gathers the numbers of each group, missing skipped, and makes one of them.
  private func computed(
    _ expression: RowExpr, _ groups: [[NaiveRow]],
    _ combine: ([Exact]) throws(ExecutionError) -> Exact?
  ) throws(ExecutionError) -> PartialColumn {
    var values: [Exact?] = []
    var counted: [Int64] = []
    for group in groups {
      var numbers: [Exact] = []
      for row in group {
        if case .number(let value, _) = try table.number(expression, row) { numbers.append(value) }
      }
      counted.append(Int64(numbers.count))
      values.append(numbers.isEmpty ? nil : try combine(numbers))
    }
    return PartialColumn(
      values: .exact(values), counted: counted, rows: groups.map { Int64($0.count) },
      printing: Printing(try unit(expression), decimals: decimals(expression)))
  }

  private func sum(_ values: [Exact]) throws(ExecutionError) -> Exact? {
    var sum = Exact.zero
    for value in values {
      do {
        sum = try sum + value
      } catch {
        throw .overflow
      }
    }
    return sum
  }

  /// The middle one, or the mean of the two in the middle.
  private func median(_ values: [Exact]) throws(ExecutionError) -> Exact? {
    let sorted = values.sorted()
    if sorted.count % 2 == 1 { return sorted[sorted.count / 2] }
    let (low, high) = (sorted[sorted.count / 2 - 1], sorted[sorted.count / 2])
    do {
      return try (low + high) / Exact(2)
    } catch {
      throw .overflow
    }
  }

  // MARK: printing

  /// The field's own unit, or that of the first row that has a number.
  private func unit(_ expression: RowExpr) throws(ExecutionError) -> Unit {
    if case .column(let column) = expression, table.described[column].unitColumn == nil {
      return table.described[column].unit
    }
    for row in rows {
      if case .number(_, let unit) = try table.number(expression, row) { return unit }
    }
    return .none
  }

  private func decimals(_ expression: RowExpr) -> Int {
    switch expression {
    case .column(let column): table.decimals(table.name(column))
    case .constant(let value, _): value.terminatingDecimals() ?? 2
    case .negated(let inner): decimals(inner)
    case .binary(.divided, _, _): 2
    case .change: 1
    case .binary(.times, let left, let right): min(decimals(left) + decimals(right), 6)
    case .binary(_, let left, let right): max(decimals(left), decimals(right))
    }
  }

  // MARK: what stands beside the figures

  private func remarks(_ rows: [NaiveRow]) -> [(text: String, rows: Int)] {
    guard let note = table.field(.note) else { return [] }
    var counts: [String: Int] = [:]
    for row in rows {
      if let text = row[note].written { counts[text, default: 0] += 1 }
    }
    let texts = counts.keys.sorted {
      table.code(.text($0), note) < table.code(.text($1), note)
    }
    return texts.map { ($0, counts[$0] ?? 0) }
  }

  /// The rows that one partial or another counts.
  private func counted() throws(ExecutionError) -> [NaiveRow] {
    var counted: Set<Int> = []
    for partial in leg.partials {
      guard let test = partial.ownTest else { return rows }
      counted.formUnion(try passing(test, rows).map(\.index))
    }
    return rows.filter { counted.contains($0.index) }
  }

  /// The most rows that lack a field which the test of a count or a share looks at.
  private func unknown() -> Int {
    var most = 0
    for case .rows(let test?) in leg.partials {
      for column in test.testedColumns {
        most = max(most, rows.count { $0[table.name(column)] == .missing })
      }
    }
    return most
  }

  /// Rows without a value that `!=` or `inte` let pass, by column; no column without such rows.
  private func kept() -> [(column: ColumnID, rows: Int)] {
    let columns = table.columnsTrueForMissing(.all(leg.tests), negated: false)
    return columns.sorted().compactMap { column in
      let missing = rows.count { $0[table.name(column)] == .missing }
      return missing == 0 ? nil : (column, missing)
    }
  }

  private func lines(_ rows: [NaiveRow]) -> [(document: Code32, line: Int)] {
    guard let document = table.field(.document), let line = table.field(.line) else { return [] }
    var seen: Set<String> = []
    var lines: [(document: Code32, line: Int)] = []
    for row in rows {
      guard case .number(let number, _, _) = row[line] else { continue }
      if seen.insert("\(row[document].written ?? "") \(number.numerator)").inserted {
        lines.append((table.code(row[document], document), Int(number.numerator)))
      }
    }
    return lines
  }
}

extension NaiveTable {
  /// The rows that pass all tests, and how many passed the first one, the first two …
  func filtered(_ tests: [RowTest]) throws(ExecutionError) -> ([NaiveRow], [FunnelStep]) {
    var left = rows
    var funnel = [FunnelStep(step: 0, rows: left.count)]
    for (index, test) in tests.enumerated() {
      var passed: [NaiveRow] = []
      for row in left where try holds(test, row) { passed.append(row) }
      left = passed
      funnel.append(FunnelStep(step: index + 1, rows: left.count))
    }
    return (left, funnel)
  }
}
