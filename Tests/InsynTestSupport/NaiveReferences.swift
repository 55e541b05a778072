import InsynPlan
import InsynStore
import InsynValue

// What a figure is compared with, and sums over parts.
extension NaiveLookup {
  /// The same figure at another period; where there is none, what the newer row prints as its
  /// previous one.
  func referred(
    _ picked: [Picked], _ reference: ReferencePeriod, _ naming: Naming
  ) throws(ExecutionError) -> [Picked] {
    guard let period else { return [] }
    let same = tellingApart.filter { $0 != period && $0 != table.field(.unit) }
    var referred: [Picked] = []
    for own in picked {
      let row = table.rows[own.row]
      guard let current = row[period].period else { continue }
      let wanted =
        switch reference {
        case .previous: current.previous
        case .yearBefore: current.yearBefore
        case .fixed(let fixed): fixed
        }
      let figure = leg.figures[own.figure]
      let rows = try self.rows(figure, tests: anyPeriod(leg.tests + figure.tests)).filter { other in
        other[period].period == wanted && hasValue(other, own.figure)
          && same.allSatisfy { other[$0] == row[$0] }
      }
      let isJustBefore = wanted == current.previous || wanted == current.yearBefore
      if let found = speaking(rows, own.figure, naming).first {
        var found = found
        found.axes = own.axes
        referred.append(found)
      } else if isJustBefore, printsPrevious(figure) {
        var previous = own
        previous.isPrevious = true
        previous.agreeing = []
        previous.others = []
        referred.append(previous)
      }
    }
    return referred
  }

  /// True for the figure whose previous value stands in the table's own field for it.
  private func printsPrevious(_ figure: FigureSpec) -> Bool {
    table.field(.previous) != nil && figure.value == table.described.published?.value
  }

  /// The tests without what they say of the period.
  private func anyPeriod(_ tests: [RowTest]) -> [RowTest] {
    tests.map { test in
      switch test {
      case .codes(let column, _) where table.name(column) == period: .always(true)
      case .all(let tests): .all(anyPeriod(tests))
      default: test
      }
    }
  }

  /// The parts of the summed dimension added into one for each period and each key of the line's
  /// own axes. Only parts are added: figures that differ in anything else stay apart. Where a part
  /// is printed twice, each document has its own sum, and if need be each unit.
  func added(_ parts: [Picked]) -> [Picked] {
    var sums: [[Picked]] = []
    for group in grouped(parts, by: key) {
      for group in once(group, or: document) { sums += once(group, or: table.field(.unit)) }
    }
    return sums.compactMap { parts in
      let parts = parts.sorted { $0.row < $1.row }
      guard var sum = parts.first else { return nil }
      sum.axes = Array(sum.axes.dropLast())
      sum.summed = parts.map(\.row)
      return sum
    }
  }

  private func grouped(_ parts: [Picked], by key: (Picked) -> String) -> [[Picked]] {
    var groups: [String: [Picked]] = [:]
    for part in parts { groups[key(part), default: []].append(part) }
    return groups.values.sorted { $0[0].row < $1[0].row }
  }

  /// The parts as they are, or divided by a field when one is there twice.
  private func once(_ parts: [Picked], or field: String?) -> [[Picked]] {
    if Set(parts.map(summand)).count == parts.count { return [parts] }
    return grouped(parts) { table.rows[$0.row][field].written ?? "–" }
  }

  /// What parts must share to be added.
  private func key(_ part: Picked) -> String {
    let row = table.rows[part.row]
    var key = part.axes.dropLast().map { "\($0)" }
    for field in tellingApart where !isSummed(field) && field != table.field(.unit) {
      key.append(row[field].written ?? "–")
    }
    let unit = row[table.field(.unit)].written ?? ""
    if case .money? = Unit(word: unit) { key.append("kr") } else { key.append(unit) }
    return key.joined(separator: " · ")
  }

  /// The part that a figure is, in words.
  private func summand(_ part: Picked) -> String {
    tellingApart.filter(isSummed).map { table.rows[part.row][$0].written ?? "–" }
      .joined(separator: " · ")
  }

  /// The summed dimension; a budget line's heading and kind belong to the line.
  private func isSummed(_ field: String) -> Bool {
    guard let summed = leg.summed.map(table.name) else { return false }
    if field == summed { return true }
    return summed == line && ![place, gender, period, table.field(.unit)].contains(field)
  }
}
