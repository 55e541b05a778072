import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// The tests of random questions. Values are taken from random rows, so that filters leave some.
extension QuestionMaker {
  mutating func filters(_ table: Table) -> [String] {
    var parts: [String] = []
    if once(in: 4), let period = period(table) { parts.append(period) }
    for _ in 0..<2 where once(in: 2) { parts.append("där " + test(table, depth: 2)) }
    return parts
  }

  /// A test of a row, at most so deep in `och` and `eller`.
  mutating func test(_ table: Table, depth: Int) -> String {
    if depth > 0 && once(in: 3) {
      let word = once(in: 2) ? " och " : " eller "
      let tests = [test(table, depth: depth - 1), test(table, depth: depth - 1)]
      return "(" + tests.joined(separator: word) + ")"
    }
    if once(in: 6) { return "inte (\(test(table, depth: 0)))" }
    if once(in: 12), let segment = segment(table) { return segment }
    if once(in: 12), let cut = cutTest(table) { return cut }
    guard let column = pick(table.columns) else { return "" }
    if once(in: 8) { return "\(name(column)) saknas" }
    if column.isNumeric { return numeric(table, column) }
    return coded(table, column) ?? "\(name(column)) saknas"
  }

  private mutating func segment(_ table: Table) -> String? {
    var names: [String] = []
    for definition in catalogue.definitions
    where definition.table == table.id && definition.kind.contains(.segment) {
      names.append(quoted(definition.title.sv))
    }
    if table.column(.target) != nil, table.column(.direction) != nil {
      names += Attainment.allCases.map { quoted($0.names.sv[0]) }
    }
    return pick(names)
  }

  private mutating func cutTest(_ table: Table) -> String? {
    let own = Set(table.columns.flatMap(\.names.all).map(fold))
    guard let cut = pick(Cut.allCases.filter { !own.contains(fold($0.names.sv[0])) }),
      let text = period(table), let period = Period(text: text),
      let part = cut.containing(period), let sign = pick(["=", "!=", "<", "<=", ">", ">="])
    else { return nil }
    return "\(quoted(cut.names.sv[0])) \(sign) \(part)"
  }

  // MARK: coded fields

  private mutating func coded(_ table: Table, _ column: Column) -> String? {
    guard let value = value(table, column) else { return nil }
    let isPeriod = column.type == .period || column.type == .date
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return "\(name(column)) != \(value)"
    case 2:
      guard let other = self.value(table, column) else { return nil }
      return "\(name(column)) \(once(in: 3) ? "!=" : "=") (\(value), \(other))"
    case 3:
      guard let other = self.value(table, column) else { return nil }
      return "\(name(column)) \(once(in: 3) ? "!=" : "=") \(value)..\(other)"
    case 4:
      guard let sign = pick(["<", "<=", ">", ">="]) else { return nil }
      return "\(name(column)) \(sign) \(value)"
    case 5 where !isPeriod: return part(table, column).map { "\(name(column)) innehåller \($0)" }
    default: return "\(name(column)) = \(value)"
    }
  }

  /// A value of a field as a line says it, from a random row; now and then any of its members.
  mutating func value(_ table: Table, _ column: Column) -> String? {
    guard let domain = store.domain(table.id, column.id) else { return nil }
    let row = Int.random(in: 0..<table.rowCount, using: &random)
    var member = store.member(table, column.id, row: row)
    if member == nil || once(in: 6) { member = pick(Array(domain.members)) }
    guard let member, !member.value.contains("'") || !member.value.contains("\"") else {
      return nil
    }
    return member.period.map { "\($0)" } ?? quoted(member.value)
  }

  private mutating func part(_ table: Table, _ column: Column) -> String? {
    let row = Int.random(in: 0..<table.rowCount, using: &random)
    let text = store.member(table, column.id, row: row)?.value ?? ""
    let words = text.split(separator: " ").filter { !$0.contains("\"") }
    return pick(words).map { "\"\($0)\"" }
  }

  /// A period of the table, or one that holds it.
  mutating func period(_ table: Table) -> String? {
    guard let column = table.column(.period) else { return nil }
    let row = Int.random(in: 0..<table.rowCount, using: &random)
    guard let period = store.member(table, column, row: row)?.period else { return nil }
    if once(in: 4), let year = period.year { return "\(Period(year: year))" }
    if once(in: 8), let year = period.year { return "\(year - 1)..\(year)" }
    return "\(period)"
  }

  // MARK: numeric fields

  private mutating func numeric(_ table: Table, _ column: Column) -> String {
    let sign = pick(["=", "!=", "<", "<=", ">", ">="]) ?? "="
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "\(name(column)) \(once(in: 3) ? "!=" : "=") \(range(table, column))"
    case 1:
      let numbers = [number(table, column), number(table, column)].joined(separator: ", ")
      return "\(name(column)) \(once(in: 3) ? "!=" : "=") (\(numbers))"
    case 2:
      let other = pick(table.columns.filter(\.isNumeric)) ?? column
      return "\(name(column)) \(sign) \(name(other))"
    case 3:
      let other = pick(table.columns.filter(\.isNumeric)) ?? column
      let operation = pick(["+", "-", "*", "/"]) ?? "-"
      let sum = "\(name(column)) \(operation) \(name(other))"
      return once(in: 4) ? "\(sum) saknas" : "\(sum) \(sign) \(number(table, column))"
    case 4:
      let unit = pick([" %", " kr", " tkr", " mnkr"]) ?? ""
      return "\(name(column)) \(sign) \(number(table, column))\(unit)"
    default: return "\(name(column)) \(sign) \(number(table, column))"
    }
  }

  private mutating func range(_ table: Table, _ column: Column) -> String {
    "\(number(table, column))..\(number(table, column))"
  }

  /// A number that a random row prints, or a small one.
  private mutating func number(_ table: Table, _ column: Column) -> String {
    guard case .numbers(let numbers) = column.data else { return "0" }
    let row = Int.random(in: 0..<table.rowCount, using: &random)
    guard let number = numbers[row], !once(in: 4) else {
      return "\(Int.random(in: 0..<20, using: &random))"
    }
    let decimals = numbers.decimals(row)
    let printed = Exact(scaled: Int128(number), by: numbers.scale)
    let digits = "\(printed.rounded(decimals: decimals).magnitude)"
    if decimals == 0 { return digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(padded.dropLast(decimals)),\(padded.suffix(decimals))"
  }
}
