import InsynValue

// Rows of the answer: places, values, shares, tests of results, order, top, totals.
extension Finishing {
  func expected() throws -> Expected {
    let members = columnMembers()
    var drafts: [Draft] = []
    for keys in places() { drafts.append(try draft(keys, members)) }
    drafts.removeAll { row in
      !row.references.isEmpty
        && (row.references + row.values.flatMap { $0 }).allSatisfy {
          $0.figure == .missing && $0.isEmpty
        }
    }
    drafts = try drafts.filter { row in try question.results.allSatisfy { try holds($0, row) } }
    drafts = topped(try ordered(drafts))
    let skipping = question.measures.indices.map { index in
      drafts.contains { $0.values[index].contains { $0.skipped > 0 } }
    }
    if question.withTotal, !question.rows.isEmpty { drafts.append(try total(members)) }
    var rows: [[Expected.Cell]] = []
    for row in drafts {
      rows.append(labels(row) + (try figures(row, members, skipping)).map(Expected.Cell.figure))
    }
    if question.share == .column { rows.append(try baseRow(members)) }
    return Expected(rows: rows)
  }

  // MARK: places

  private func groups(_ index: Int, _ depth: Probe.Depth) -> [[String?]: Found.Group] {
    let probe = prepared.probes[index]
    let own = probe.hasColumn ? depth : depth.keepsRows ? Probe.Depth.detail : .whole
    return found[index].groups[own] ?? [:]
  }

  private func places() -> [[String?]] {
    var places: Set<[String?]> = []
    for index in prepared.probes.indices where !prepared.backward.contains(index) {
      for (key, _) in groups(index, .rows) {
        let rows = Array(key.prefix(question.rows.count))
        if !rows.contains("*") { places.insert(rows) }
      }
    }
    return places.sorted { precedes($0, $1) }
  }

  private func columnMembers() -> [String?] {
    guard let column = question.column else { return [nil] }
    var members: Set<String?> = []
    for index in prepared.probes.indices {
      for (key, _) in groups(index, .columns) {
        if let last = key.last, last != "*" { members.insert(last) }
      }
    }
    return members.sorted { order($0, $1, column) < 0 }
  }

  private func precedes(_ left: [String?], _ right: [String?]) -> Bool {
    for (index, split) in question.rows.enumerated() {
      let order = order(left[index], right[index], split)
      if order != 0 { return order < 0 }
    }
    return false
  }

  /// Below 0 where the left key comes first; what is missing comes last.
  private func order(_ left: String?, _ right: String?, _ split: Question.Split) -> Int {
    guard let left else { return right == nil ? 0 : 1 }
    guard let right else { return -1 }
    if left == right { return 0 }
    if let a = Int(left), let b = Int(right) { return a < b ? -1 : 1 }
    // Spans by their last day; of two that end together the shorter one, which begins later.
    guard let a = Finishing.span(left), let b = Finishing.span(right) else { return 0 }
    if a.last != b.last { return a.last < b.last ? -1 : 1 }
    return a.first > b.first ? -1 : 1
  }

  // MARK: rows

  private func draft(_ keys: [String?], _ members: [String?]) throws -> Draft {
    var row = Draft(keys: keys, values: [], references: [])
    for formula in prepared.measures {
      row.values.append(
        try members.map { member in
          try value(formula, keys, hasColumn ? .some(member) : .none, .detail)
        })
    }
    for formula in prepared.references {
      row.references.append(try value(formula, keys, .none, .detail))
    }
    return row
  }

  private func total(_ members: [String?]) throws -> Draft {
    let keys = [String?](repeating: "*", count: question.rows.count)
    var row = Draft(keys: keys, values: [], references: [], isTotal: true)
    for formula in prepared.measures {
      row.values.append(
        try members.map { member in
          try value(
            formula, keys, hasColumn ? .some(member) : .none, hasColumn ? .columns : .whole)
        })
    }
    for formula in prepared.references {
      // There is nothing before the whole.
      var reference = try value(formula, keys, .none, .whole)
      if prepared.looksBack != nil { reference.figure = .notApplicable }
      row.references.append(reference)
    }
    return row
  }

  /// A measure of a row, over all its columns.
  private func whole(_ index: Int, _ row: Draft) throws -> MadeValue {
    try value(prepared.measures[index], row.keys, .none, row.isTotal ? .whole : .rows)
  }

  // MARK: tests, order, top

  private func holds(_ test: ResultCondition, _ row: Draft) throws -> Bool {
    let value = try whole(test.measure, row)
    var holds = test.comparison == .unequal
    if let number = value.figure.number {
      holds = test.comparison.holds(value.unit.printed(value: number), test.limit.exact)
    }
    return holds != test.isNegated
  }

  private func ordered(_ rows: [Draft]) throws -> [Draft] {
    var descending = question.order?.descending ?? false
    let keys: [Figure]
    switch question.order?.key {
    case nil:
      guard let top = question.top else { return rows }
      descending = top.largest
      keys = try rows.map { try whole(0, $0).figure }
    case .split(let index):
      let split = question.rows[index]
      return rows.enumerated().sorted { left, right in
        let (a, b) = (left.element.keys[index], right.element.keys[index])
        let order = order(a, b, split)
        if order == 0 { return left.offset < right.offset }
        return a != nil && b != nil && descending ? order > 0 : order < 0
      }.map(\.element)
    case .measure(let index): keys = try rows.map { try whole(index, $0).figure }
    case .versus(let name):
      keys = try rows.map { row in
        if name == "jämförelse" { return row.references[0].figure }
        let (difference, change) = try compared(row.values[0][0], row.references[0])
        return name == "skillnad" ? difference.figure : change.figure
      }
    case .field: return rows
    }
    return rows.indices.sorted { left, right in
      switch (keys[left].number, keys[right].number) {
      case (let a?, let b?) where a != b: descending ? a > b : a < b
      case (_?, nil): true
      case (nil, _?): false
      default: left < right
      }
    }.map { rows[$0] }
  }

  private func topped(_ rows: [Draft]) -> [Draft] {
    guard let top = question.top else { return rows }
    let counting =
      question.order == nil
      ? rows.filter { $0.values[0].contains { $0.figure.number != nil } } : rows
    return Array(counting.prefix(top.count))
  }

  // MARK: cells

  private func labels(_ row: Draft) -> [Expected.Cell] {
    if row.isTotal { return totalLabels }
    return question.rows.indices.map { .label(label(row.keys[$0], question.rows[$0])) }
  }

  private var totalLabels: [Expected.Cell] {
    question.rows.indices.map { $0 == 0 ? .label("Totalt") : .nothing }
  }

  func label(_ key: String?, _ split: Question.Split) -> String {
    guard let key else { return "uppgift saknas" }
    switch split {
    case .cut(let cut):
      let month = Int(key) ?? 0
      return Span.months(month / 12, month % 12 + 1, cut.months).text
    case .field(let field):
      if let rank = Int(key) {
        return prepared.package.tables[question.table].fields[field].label(rank)
      }
      return Finishing.span(key)?.text ?? key
    }
  }

  private var hasRoom: Bool {
    question.share == nil && !hasColumn && question.versus == nil
  }

  private var isSingle: Bool { question.measures.count == 1 }

  private func figures(
    _ row: Draft, _ members: [String?], _ skipping: [Bool]
  ) throws -> [Figure] {
    var figures: [Figure] = []
    for index in question.measures.indices {
      figures += try own(index, row, members, skipping[index])
    }
    if hasRoom, isSingle, question.measures[0].isShare {
      figures.append(.number(Exact(row.values[0][0].base)))
    } else if question.share == .row || question.share == .total && !hasColumn {
      figures.append(try base(0, row, nil).figure)
    }
    return figures
  }

  private func own(
    _ index: Int, _ row: Draft, _ members: [String?], _ isSkipping: Bool
  ) throws -> [Figure] {
    let values = row.values[index]
    if hasColumn {
      var figures: [Figure] = []
      for (value, member) in zip(values, members) {
        figures.append(try shown(value, index, row, .some(member)))
      }
      if question.withTotal, question.share != .row {
        figures.append(try shown(try whole(index, row), index, row, .none))
      }
      return figures
    }
    var figures: [Figure] = [values[0].figure]
    let measure = question.measures[index]
    if hasRoom, measure.isMean || (!isSingle && measure.isShare) {
      figures.append(.number(Exact(values[0].base)))
      if isSkipping { figures.append(.number(Exact(values[0].skipped))) }
    }
    if question.share != nil { figures.append(try share(values[0], index, row, .none)) }
    if question.versus != nil {
      let (difference, change) = try compared(values[0], row.references[index])
      figures += [row.references[index].figure, difference.figure, change.figure]
    }
    return figures
  }

  private func shown(
    _ value: MadeValue, _ index: Int, _ row: Draft, _ member: String??
  ) throws -> Figure {
    question.share == nil ? value.figure : try share(value, index, row, member)
  }

  private func share(
    _ value: MadeValue, _ index: Int, _ row: Draft, _ member: String??
  ) throws -> Figure {
    try combined(.divided, value, try base(index, row, member)).figure
  }

  private func base(_ index: Int, _ row: Draft, _ member: String??) throws -> MadeValue {
    switch question.share {
    case .row: return try whole(index, row)
    case .column:
      let depth: Probe.Depth = member == nil ? .whole : .columns
      return try value(prepared.measures[index], row.keys, member, depth)
    case .total, nil: return try value(prepared.measures[index], row.keys, .none, .whole)
    }
  }

  /// Under a share of the column, what the shares are of.
  private func baseRow(_ members: [String?]) throws -> [Expected.Cell] {
    let row = Draft(
      keys: [String?](repeating: "*", count: question.rows.count), values: [], references: [])
    var cells = totalLabels
    for index in question.measures.indices {
      if hasColumn {
        for member in members {
          cells.append(.figure(try base(index, row, .some(member)).figure))
        }
        if question.withTotal { cells.append(.figure(try base(index, row, .none).figure)) }
      } else {
        cells += [.figure(try base(index, row, .none).figure), .nothing]
      }
    }
    // What stands beside shares, a reference, has no base of its own.
    let width = question.versus == nil ? 0 : 3 * question.measures.count
    return cells + [Expected.Cell](repeating: .nothing, count: width)
  }
}

extension Measure {
  var isShare: Bool { if case .shareWhere = self { true } else { false } }

  var isMean: Bool {
    switch self {
    case .aggregate(.mean, _), .aggregate(.median, _): true
    default: false
    }
  }
}
