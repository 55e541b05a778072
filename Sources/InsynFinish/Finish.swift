import InsynGuard
import InsynPlan
import InsynStore
import InsynValue

/// Released cells → answer: ratios, `mot`, shares, tests of results, order, top, totals.
/// Throws IN08 for unlike units, IN32 for figures beyond exact range, IN53 when a stop is wished.
package func finish(
  _ released: [ReleasedCells], _ plan: Plan, _ store: Store, _ cancellation: Cancellation
) throws(Diagnostics) -> Answer {
  guard case .cube(let cube) = plan.shape else {
    preconditionFailure("listings are finished by their rows")
  }
  do throws(Diagnostic) {
    return try CubeFinisher(plan, cube, store, released, cancellation).run()
  } catch {
    throw Diagnostics(error)
  }
}

/// A row of the answer while it is made.
struct DraftRow {
  var place: CellPlace
  /// For each measure and each column member, the value.
  var values: [[Value]]
  /// The reference beside each value; empty without `mot`.
  var references: [Value]

  /// The published figures behind its values.
  var published: [PublishedCell] {
    var cells: [PublishedCell] = []
    for own in values { for value in own { if let cell = value.published { cells.append(cell) } } }
    return cells
  }

  /// What documents print of its values and references.
  var printed: [Printed] {
    var all: [Printed] = []
    for own in values {
      for value in own { if let printed = value.printed { all.append(printed) } }
    }
    for value in references { if let printed = value.printed { all.append(printed) } }
    return all
  }
}

final class CubeFinisher {
  let plan: Plan
  let cube: Cube
  let store: Store
  let released: [ReleasedCells]
  let cancellation: Cancellation
  let opening: Opening
  let evaluation: Evaluation
  /// The members of the column dimension, in order; one `nil` without it.
  var members: [Code32?] = [nil]
  var notes: [Note] = []
  /// How many known members the first dimension has, before tests and top took any away.
  var memberCount = 0
  /// The measures, by place, of which some row has figures that are not recorded.
  var skipping: Set<Int> = []
  /// Cells of a row of the answer.
  var columnCount = 0
  /// The label of each member that was written, by the place of its dimension.
  var memberLabels: [[Code32: AnswerCell]] = []

  init(
    _ plan: Plan, _ cube: Cube, _ store: Store, _ released: [ReleasedCells],
    _ cancellation: Cancellation
  ) {
    self.plan = plan
    self.cancellation = cancellation
    self.cube = cube
    self.store = store
    self.released = released
    opening = Opening(cube, store, released)
    evaluation = Evaluation(cube, store, released)
    memberLabels = cube.rows.map { _ in [:] }
  }

  var hasColumn: Bool { cube.column != nil }

  func run() throws(Diagnostic) -> Answer {
    let places = placed()
    members = columnMembers()
    memberCount = self.memberCount(places)
    // A draft of a cell takes about as much as two.
    try requireRoom(
      rows: places.count, cells: 3 * (cube.rows.count + cube.measures.count * members.count))
    var rows: [DraftRow] = []
    rows.reserveCapacity(places.count)
    for (done, place) in places.enumerated() {
      try heed(done, of: places.count)
      rows.append(try draft(place))
    }
    try requireReference(rows)
    if cube.measures.contains(where: { $0.reference != nil }) {
      rows.removeAll { hasNothingToCompare($0) }
    }
    try checkUnits(rows)
    rows = try kept(rows)
    rows = try ordered(rows)
    rows = topped(rows)
    skipping = Set(
      cube.measures.indices.filter { index in
        rows.contains { $0.values[index].contains { $0.skipped > 0 } }
      })
    var answer = try table(rows)
    answer.readBack = readBack(answer)
    answer.notes = plan.notes + notes + ownNotes(rows)
    answer.sources = sources(answer)
    answer.display = plan.display
    answer.isSynthetic = cube.legs.contains { store[$0.table].isSynthetic }
    if answer.isSynthetic {
      answer.readBack.append(.synthetic)
      answer.notes.append(.synthetic)
    }
    answer._checkInvariants()
    return answer
  }

  /// Throws IN53 when a stop is wished; looked at now and then.
  func heed(_ done: Int, of all: Int) throws(Diagnostic) {
    if done.isMultiple(of: 1024), cancellation.isWished {
      throw Diagnostic(.stopped(Reached(.rows, done, of: all)))
    }
  }

  // MARK: placing

  /// Every place that any leg has, in the order of the members; missing last.
  private func placed() -> [CellPlace] {
    var places: [CellPlace] = []
    for (index, cells) in released.enumerated() {
      switch cells.cells {
      case .aggregate(let cells):
        guard isPrimary(leg: index), let groups = cells.levels[hasColumn ? .rowTotals : .detail]
        else { continue }
        places += self.places(groups, leg: index)
      case .lookup(let cells): places += place(cells.detail, leg: index)
      }
    }
    // The keys of one leg ascend: only what is missing, or what another leg adds, needs sorting.
    let isInOrder = zip(places, places.dropFirst()).allSatisfy { $0.precedes($1) }
    return isInOrder ? places : Set(places).sorted { $0.precedes($1) }
  }

  /// The places of a leg's groups, those without rows of their own left out.
  private func places(_ groups: Groups, leg: Int) -> [CellPlace] {
    let joined = [Code32](repeating: 0, count: opening.joiningRows.count + 1)
    let chosen = topGroups(leg: leg, groups)
    var places: [CellPlace] = []
    let count = chosen?.count ?? groups.keys.count
    places.reserveCapacity(count)
    for index in 0..<count {
      let group = chosen?[index] ?? index
      let rows = cube.rows.indices.map { groups.keys.code(group, $0) }
      if !rows.contains(anyCode) {
        places.append(CellPlace(rows: rows, joined: joined, column: nil))
      }
    }
    return places
  }

  /// How many known members the first dimension has among all groups and figures.
  private func memberCount(_ places: [CellPlace]) -> Int {
    if case .aggregate(let cells)? = released.first?.cells, cube.legs.count == 1,
      let keys = cells.levels[hasColumn ? .rowTotals : .detail]?.keys
    {
      // The keys ascend, so that equal first codes stand together.
      return keys.axes == 0
        ? 0
        : (0..<keys.count).count { group in
          let code = keys.code(group, 0)
          return code != 0 && code != anyCode && (group == 0 || keys.code(group - 1, 0) != code)
        }
    }
    return Set(places.compactMap { $0.rows.first }.filter { $0 != 0 }).count
  }

  /// References look up their rows; only they that stand on both sides make rows of their own.
  private func isPrimary(leg: Int) -> Bool {
    if case .aggregate(let described) = cube.legs[leg] { described.shift == nil } else { true }
  }

  /// Gives every figure its place; a second figure at a taken place gets a row of its own.
  private func place(_ picked: [Picked], leg: Int) -> Set<CellPlace> {
    guard case .lookup(let described) = cube.legs[leg] else { return [] }
    let table = store[described.table]
    var index: [Evaluation.PickKey: Picked] = [:]
    var places: Set<CellPlace> = []
    for one in picked.sorted(by: { ($0.figure, $0.row) < ($1.figure, $1.row) }) {
      let rows = Array(one.axes.prefix(cube.rows.count))
      let column = described.hasColumn ? one.axes.last : nil
      let codes = opening.joined(table, one.row)
      var ordinal: Code32 = 0
      while true {
        let place = CellPlace(rows: rows, joined: codes + [ordinal], column: column)
        let key = Evaluation.PickKey(figure: one.figure, place: place)
        if index[key] == nil {
          index[key] = one
          places.insert(CellPlace(rows: rows, joined: codes + [ordinal], column: nil))
          break
        }
        ordinal += 1
      }
    }
    evaluation.picks[leg] = index
    return described.period == nil ? places : []
  }

  private func columnMembers() -> [Code32?] {
    guard hasColumn else { return [nil] }
    var codes: Set<Code32> = []
    for (index, cells) in released.enumerated() {
      switch cells.cells {
      case .aggregate(let cells):
        guard let keys = cells.levels[.columnTotals]?.keys, keys.axes > 0 else { continue }
        for group in 0..<keys.count {
          let code = keys.code(group, keys.axes - 1)
          if code != anyCode { codes.insert(code) }
        }
      case .lookup(let cells):
        if case .lookup(let leg) = cube.legs[index], leg.hasColumn {
          for picked in cells.detail { if let code = picked.axes.last { codes.insert(code) } }
        }
      }
    }
    return codes.sorted { $0 == 0 ? false : $1 == 0 ? true : $0 < $1 }
  }

  // MARK: values

  private func draft(_ place: CellPlace) throws(Diagnostic) -> DraftRow {
    var row = DraftRow(place: place, values: [], references: [])
    row.values.reserveCapacity(cube.measures.count)
    var cell = place
    for measure in cube.measures {
      var own: [Value] = []
      own.reserveCapacity(members.count)
      for member in members {
        cell.column = member
        own.append(try evaluation.value(measure.expression, at: cell, .detail))
      }
      row.values.append(own)
      if let reference = measure.reference {
        row.references.append(try evaluation.value(reference, at: place, .detail))
      }
    }
    return row
  }

  /// IN11: `mot` a period of which no figure is printed.
  private func requireReference(_ rows: [DraftRow]) throws(Diagnostic) {
    guard case .named(let title) = cube.finish.versus, let asked = Period(text: title.sv),
      !rows.isEmpty, rows.allSatisfy({ $0.references.allSatisfy { $0.figure == .missing } }),
      let column = store[plan.table].column(.period),
      case .coded(let codes, let id) = store[plan.table][column].data
    else { return }
    let present = codes.occurring.compactMap { store[id][$0]?.period }.filter { $0 != asked }
      .sorted(by: >)
    throw Diagnostic(.periodWithoutData(title.sv, present: present.map(\.description)))
  }

  /// With `mot`, rows on either side stay; a row without a figure on both has nothing to say.
  private func hasNothingToCompare(_ row: DraftRow) -> Bool {
    (row.references + row.values.flatMap { $0 }).allSatisfy {
      $0.figure == .missing && ($0.published != nil || $0.isEmpty)
    }
  }

  /// Sorting, topping or drawing unlike units is IN08.
  private func checkUnits(_ rows: [DraftRow]) throws(Diagnostic) {
    let sortsFigures =
      switch cube.finish.order?.key {
      case .expression: true
      case .label, .versus, nil: false
      }
    guard sortsFigures || cube.finish.top != nil || plan.display != nil || cube.finish.share != nil
    else { return }
    let sharesPicks =
      cube.finish.share != nil && cube.measures.allSatisfy { $0.expression.picksOnly }
    var first: Unit?
    for row in rows {
      for value in row.values.first ?? [] where value.figure.number != nil {
        let unit = value.printing.unit
        if sharesPicks, !unit.isAdditive { throw Diagnostic(.unlikeUnits(unit, unit)) }
        if let known = first, !known.isLike(unit) { throw Diagnostic(.unlikeUnits(known, unit)) }
        first = first ?? unit
      }
    }
  }

  /// The value of a key for a row; nil for labels.
  func key(_ key: CellKey, _ row: DraftRow) throws(Diagnostic) -> Value {
    switch key {
    case .label: return Value(.missing, Printing(.none, decimals: 0))
    case .expression(let expression):
      var place = row.place
      place.column = nil
      return try evaluation.value(expression, at: place, hasColumn ? .rowTotals : .detail)
    case .versus(let column):
      guard let reference = row.references.first, let value = row.values.first?.first else {
        return Value(.missing, Printing(.none, decimals: 0))
      }
      return try versus(column, value, reference)
    }
  }

  func versus(
    _ column: VersusColumn, _ value: Value, _ reference: Value
  ) throws(Diagnostic) -> Value {
    switch column {
    case .reference: return reference
    case .difference: return try difference(value, reference)
    case .change:
      let difference = try difference(value, reference)
      var change = try evaluation.combined(.divided, difference, absolute(reference))
      change.printing = Printing(.percent, decimals: 1)
      return change
    }
  }

  /// Only figures of one kind can be subtracted; where one is missing its unit does not matter.
  private func difference(_ value: Value, _ reference: Value) throws(Diagnostic) -> Value {
    guard value.figure.number != nil, reference.figure.number != nil else {
      let cannotBe = value.figure == .notApplicable || reference.figure == .notApplicable
      return Value(cannotBe ? .notApplicable : .missing, value.printing)
    }
    return try evaluation.combined(.minus, value, reference)
  }

  private func absolute(_ value: Value) -> Value {
    var value = value
    if let number = value.figure.number { value.figure = .number(number.magnitude) }
    value.isEmpty = false
    return value
  }
}
