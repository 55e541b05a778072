import InsynPlan
import InsynStore
import InsynValue

/// Makes random questions over a catalogue, in canonical Swedish with every name quoted. All can be
/// read; most can be bound. The same seed makes the same questions.
package struct QuestionMaker {
  let catalogue: Catalogue
  var random: SeededRandom

  package init(_ catalogue: Catalogue, seed: UInt64) {
    self.catalogue = catalogue
    random = SeededRandom(seed: seed)
  }

  var store: Store { catalogue.store }

  /// The next question.
  package mutating func next() -> String {
    guard let table = pick(store.tables.filter { $0.rowCount > 0 }) else { return "" }
    let roll = Int.random(in: 0..<10, using: &random)
    if roll < 2 && !table.isProtected { return listing(table) }
    if roll < 7 && table.published != nil { return published(table) }
    return counted(table)
  }

  // MARK: choosing

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &random)
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }

  /// A few different elements in random order.
  mutating func some<Element>(_ elements: [Element], atMost count: Int) -> [Element] {
    if elements.isEmpty { return [] }
    let wanted = Int.random(in: 1...count, using: &random)
    return Array(elements.shuffled(using: &random).prefix(wanted))
  }

  func quoted(_ text: String) -> String { text.contains("\"") ? "'\(text)'" : "\"\(text)\"" }

  func name(_ column: Column) -> String { quoted(column.names.title.sv) }

  func name(_ table: Table) -> String { quoted(table.names.title.sv) }

  // MARK: counts and aggregates

  private mutating func counted(_ table: Table) -> String {
    var measures: [String] = []
    for _ in 0..<(once(in: 4) ? 2 : 1) { measures.append(measure(table)) }
    var parts = ["\(name(table)): \(measures.joined(separator: ", "))"]
    let rows = once(in: 4) ? [] : some(dimensions(table), atMost: 2)
    if !rows.isEmpty { parts.append("per " + rows.joined(separator: ", ")) }
    let columns = dimensions(table).filter { !rows.contains($0) }
    let hasColumn = once(in: 4) && !columns.isEmpty
    if hasColumn, let column = pick(columns) { parts.append("x " + column) }
    parts += filters(table)
    if once(in: 8) && !hasColumn,
      let reference = pick([period(table) ?? "i fjol", "i fjol", "föregående"])
    {
      parts.append("mot " + reference)
    }
    if once(in: 5) { parts.append(share(rows: !rows.isEmpty, column: hasColumn)) }
    if once(in: 4) { parts.append("med totalt") }
    if once(in: 8) {
      parts.append("där \(measures[0]) > \(Int.random(in: 0..<20, using: &random))")
    }
    parts += ending(keys: rows + measures)
    return parts.joined(separator: " ")
  }

  private mutating func measure(_ table: Table) -> String {
    let fields = table.columns.filter { $0.isNumeric }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return "antal " + name(table)
    case 2: return "antal (\(test(table, depth: 2)))"
    case 3: return "andel (\(test(table, depth: 2)))"
    case 4: return pick(table.columns).map { "unika " + name($0) } ?? "antal " + name(table)
    case 5: return "antal (\(test(table, depth: 1))) / antal \(name(table))"
    default:
      guard let field = pick(fields),
        let word = pick(["summa", "snitt", "median", "minst", "störst"])
      else { return "antal " + name(table) }
      return "\(word) \(name(field))"
    }
  }

  private mutating func share(rows: Bool, column: Bool) -> String {
    var bases = ["totalen"]
    if column { bases.append("raden") }
    if rows { bases.append("kolumnen") }
    return "som andel av " + (pick(bases) ?? "totalen")
  }

  private mutating func ending(keys: [String]) -> [String] {
    var parts: [String] = []
    if once(in: 4), let key = pick(keys) {
      parts.append("sortera \(key)" + (pick(["", " stigande", " fallande"]) ?? ""))
    }
    if once(in: 5), let word = pick(["topp", "botten"]) {
      parts.append("\(word) \(Int.random(in: 1...6, using: &random))")
    }
    return parts
  }

  /// What rows and columns can be: dimensions, and parts of the calendar.
  private func dimensions(_ table: Table) -> [String] {
    var names = table.columns.filter { $0.kind == .dimension && $0.domain != nil }.map(name)
    if table.column(.period) != nil {
      let fields = Set(table.columns.flatMap(\.names.all).map(fold))
      names += Cut.allCases.map { $0.names.sv[0] }.filter { !fields.contains(fold($0)) }.map(quoted)
    }
    return names
  }

  // MARK: listings

  private mutating func listing(_ table: Table) -> String {
    var parts = ["\(name(table)): \(name(table))"]
    parts += filters(table)
    if once(in: 3) {
      let fields = some(table.columns, atMost: 4).map(name)
      parts.append("med " + fields.joined(separator: ", "))
    }
    if once(in: 6), let target = pick(table.columns(.target)) {
      parts.append("mot " + name(table[target]))
    }
    parts += ending(keys: table.columns.map(name))
    return parts.joined(separator: " ")
  }

  // MARK: published figures

  private mutating func published(_ table: Table) -> String {
    var figures = some(figureNames(table), atMost: once(in: 3) ? 3 : 1)
    if once(in: 10) { figures = figures.prefix(1).map { "summa " + $0 } }
    var parts = ["\(name(table)): \(figures.joined(separator: ", "))"]
    let own = figureDimensions(table)
    let rows = once(in: 4) ? [] : some(own, atMost: 2)
    if !rows.isEmpty { parts.append("per " + rows.joined(separator: ", ")) }
    let hasColumn = once(in: 4)
    if hasColumn, let column = pick(own.filter { !rows.contains($0) }) {
      parts.append("x " + column)
    }
    parts += figureFilters(table)
    if once(in: 3) && !hasColumn { parts.append("mot " + reference(table)) }
    if once(in: 6) {
      let fields = some(table.columns, atMost: 2).map(name)
      parts.append("med " + fields.joined(separator: ", "))
    }
    if once(in: 5) { parts.append("med totalt") }
    parts += ending(keys: rows + figures)
    return parts.joined(separator: " ")
  }

  /// Names of figures: members of the name column, definitions, or numeric fields.
  private func figureNames(_ table: Table) -> [String] {
    var names: [String] = []
    for definition in catalogue.definitions
    where definition.table == table.id && definition.isMeasure {
      names.append(quoted(definition.title.sv))
    }
    if let column = table.published?.name {
      var seen: Set<String> = []
      for row in 0..<table.rowCount {
        guard let member = store.member(table, column, row: row) else { continue }
        if seen.insert(member.value).inserted { names.append(quoted(member.title.sv)) }
      }
    }
    let fields = table.columns.filter { $0.isNumeric && $0.role != .line }.map(name)
    let times = table.published?.name == nil ? 1 : max(1, names.count / 10)
    for _ in 0..<times { names += fields }
    return names
  }

  /// The dimensions of figures, the usual ones more often.
  private mutating func figureDimensions(_ table: Table) -> [String] {
    if once(in: 4) { return dimensions(table) }
    let usual = [
      table.column(.place), table.column(.gender), table.column(.period), table.lineColumn,
      table.published?.fixed.first?.column,
    ]
    let names = usual.compactMap { $0 }.map { name(table[$0]) }
    return names + [quoted("år")]
  }

  private mutating func figureFilters(_ table: Table) -> [String] {
    if once(in: 2) { return [] }
    if once(in: 3) { return filters(table) }
    var parts: [String] = []
    if once(in: 2), let period = period(table) { parts.append(period) }
    let usual = [
      table.column(.place), table.column(.gender), table.column(.document), table.lineColumn,
      table.published?.fixed.first?.column,
    ]
    if let column = pick(usual.compactMap { $0 }), let value = value(table, table[column]) {
      parts.append("där \(name(table[column])) = \(value)")
    }
    return parts
  }

  private mutating func reference(_ table: Table) -> String {
    let fields = table.columns(.target) + table.columns(.previous)
    let choice = Int.random(in: 0..<8, using: &random)
    if choice < 3, let field = pick(fields) { return name(table[field]) }
    if choice == 3 { return "föregående" }
    if choice == 4 { return "i fjol" }
    if choice == 5, let figure = pick(figureNames(table)) { return figure }
    return period(table) ?? "i fjol"
  }
}
