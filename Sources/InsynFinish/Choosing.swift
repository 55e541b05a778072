import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

// Which rows stay, in which order, and how many of them.

extension CubeFinisher {
  /// The rows that pass the tests of results.
  func kept(_ rows: [DraftRow]) throws(Diagnostic) -> [DraftRow] {
    var kept = rows
    if !cube.finish.tests.isEmpty {
      kept = []
      for row in rows where try holds(.all(cube.finish.tests), row) { kept.append(row) }
    }
    if kept.isEmpty || hasNothingToCount {
      notes += withheld.isEmpty ? [.emptied(by: emptiedBy(kept.isEmpty ? rows : []))] : withheld
    }
    notes += plan.timeline(store)
    return kept
  }

  /// True where every count is of no rows at all, so that its 0 says as little as no answer.
  private var hasNothingToCount: Bool {
    released.allSatisfy { cells in
      guard case .aggregate(let cells) = cells.cells else { return false }
      return cells.funnel.last?.rows == 0
    }
  }

  /// The choices made for the line that its figures' rows do not meet.
  private var withheld: [Note] {
    var notes: [Note] = []
    for (leg, cells) in zip(cube.legs, released) {
      guard case .lookup(let cells) = cells.cells, case .lookup(let lookup) = leg else { continue }
      let table = store[lookup.table]
      for withheld in cells.withheld {
        guard let domain = store.domain(table.id, withheld.column),
          let wanted = domain[withheld.wanted]?.title
        else { continue }
        let present = withheld.present.sorted().compactMap { domain[$0]?.title }
        if present.isEmpty { continue }
        notes.append(
          .withheld(field: table[withheld.column].names.title, wanted: wanted, present: present))
      }
    }
    return notes
  }

  private func emptiedBy(_ rows: [DraftRow]) -> Title? {
    let filters = plan.readBack.compactMap { part in
      if case .filter(let title) = part { title } else { nil }
    }
    if !rows.isEmpty { return filters.last }
    for cells in released {
      let funnel: [FunnelStep] =
        switch cells.cells {
        case .aggregate(let cells): cells.funnel
        case .lookup(let cells): cells.funnel
        }
      if let step = funnel.first(where: { $0.rows == 0 }), step.step > 0 {
        return step.step <= filters.count ? filters[step.step - 1] : filters.last
      }
    }
    return nil
  }

  private func holds(_ test: CellTest, _ row: DraftRow) throws(Diagnostic) -> Bool {
    switch test {
    case .all(let tests):
      for test in tests where try !holds(test, row) { return false }
      return true
    case .any(let tests):
      for test in tests where try holds(test, row) { return true }
      return false
    case .not(let test): return try !holds(test, row)
    case .isMissing(let key): return try self.key(key, row).figure == .missing
    case .isHidden(let key): return try self.key(key, row).figure == .hidden
    case .printed(let key, let comparison, let number):
      let value = try self.key(key, row)
      guard let own = value.figure.number else { return comparison == .unequal }
      return comparison.holds(value.printing.unit.printed(value: own), number)
    case .compare(let left, let comparison, let right):
      let (a, b) = (try self.key(left, row), try self.key(right, row))
      guard let x = a.figure.number, let y = b.figure.number,
        a.printing.unit.isLike(b.printing.unit) || b.printing.unit == .none
      else { return comparison == .unequal }
      return comparison.holds(x, y)
    }
  }

  /// The rows in the order that is asked for; a missing figure comes last.
  func ordered(_ rows: [DraftRow]) throws(Diagnostic) -> [DraftRow] {
    var key = cube.finish.order?.key
    var descending = cube.finish.order?.descending ?? false
    if key == nil, let top = cube.finish.top, let first = cube.measures.first {
      key = .expression(first.expression)
      descending = top.largest
    }
    guard let key else { return rows }
    if case .label(let index) = key {
      return rows.enumerated().sorted { left, right in
        let (a, b) = (left.element.place.rows[index], right.element.place.rows[index])
        if a == b { return left.offset < right.offset }
        if a == 0 || b == 0 { return b == 0 }
        return descending ? a > b : a < b
      }.map(\.element)
    }
    var keyed: [(value: Value, row: DraftRow)] = []
    for row in rows { keyed.append((try self.key(key, row), row)) }
    return keyed.enumerated().sorted { left, right in
      let (a, b) = (left.element.value.figure.number, right.element.value.figure.number)
      switch (a, b) {
      case (nil, nil): return left.offset < right.offset
      case (nil, _): return false
      case (_, nil): return true
      case (let a?, let b?):
        if a == b { return left.offset < right.offset }
        return descending ? a > b : a < b
      }
    }.map(\.element.row)
  }

  /// Exactly n rows; a missing figure never counts.
  func topped(_ rows: [DraftRow]) -> [DraftRow] {
    guard let top = cube.finish.top else { return rows }
    guard cube.finish.order == nil else { return Array(rows.prefix(top.count)) }
    let counting = rows.filter { $0.values.first?.contains { $0.figure.number != nil } ?? false }
    return Array(counting.prefix(top.count))
  }
}
