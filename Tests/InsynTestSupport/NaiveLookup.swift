import InsynPlan
import InsynStore
import InsynValue

/// Looks published figures up by the rules of the language, one after the other: role, line,
/// gender, place, period, and last one number of several.
struct NaiveLookup {
  let table: NaiveTable
  let leg: LookupLeg

  init(_ table: NaiveTable, _ leg: LookupLeg) {
    self.table = table
    self.leg = leg
  }

  var name: String? { table.described.published?.name.map(table.name) }
  var line: String? { table.described.lineColumn.map(table.name) }
  var place: String? { table.field(.place) }
  var gender: String? { table.field(.gender) }
  var period: String? { table.field(.period) }
  var document: String? { table.field(.document) }
  /// The field that says what kind of line a row is, and the kind that is a part.
  private var mark: (field: String, part: String)? {
    table.described.partMark.map { (table.name($0.column), $0.value) }
  }
  /// The members that hold unless the line says otherwise: roll = utfall.
  var roles: [(field: String, member: String?)] {
    (table.described.published?.fixed ?? []).map { column, code in
      (table.name(column), table.text(code, table.name(column)))
    }
  }

  func cells() throws(ExecutionError) -> LookupCells {
    let funnel = try table.filtered(leg.tests).1
    if let summed = leg.summed {
      let axis = Axis(column: summed, cut: nil, title: Title(""), name: "")
      let parts = try figures(Naming(table, leg.axes + [axis]))
      return LookupCells(detail: added(parts), totals: [], funnel: funnel)
    }
    var wholeAxes: [Axis?] = leg.axes.map { _ in nil }
    if leg.hasColumn { wholeAxes[wholeAxes.count - 1] = leg.axes[leg.axes.count - 1] }
    let naming = Naming(table, leg.axes)
    let detail = try figures(naming)
    return LookupCells(
      detail: detail, totals: try figures(Naming(table, wholeAxes)), funnel: funnel,
      withheld: detail.isEmpty ? try withheld(naming) : [])
  }

  /// Why nothing is shown: every row has another member of a field than the one that is taken.
  private func withheld(_ naming: Naming) throws(ExecutionError) -> [Withheld] {
    var found: [Withheld] = []
    for figure in leg.figures {
      let rows = try rows(figure, tests: leg.tests + figure.tests)
      for (field, member) in roles + (mark.map { [($0.field, $0.part)] } ?? []) {
        if rows.isEmpty || naming.named.contains(field) || isFixed(field, figure) { continue }
        if rows.contains(where: { $0[field].written == member }) { continue }
        guard let column = table.described.column(named: field), let member else { continue }
        let withheld = Withheld(
          column: column, wanted: table.code(.text(member), field),
          present: Set(rows.map { table.code($0[field], field) }))
        if !found.contains(withheld) { found.append(withheld) }
      }
    }
    return found
  }

  /// Which fields the line names in `per` or `x`.
  struct Naming {
    let axes: [Axis?]
    /// Fields named whole, so that every member stands by itself.
    let whole: Set<String>
    /// Fields named whole or by a part of the calendar.
    let named: Set<String>

    init(_ table: NaiveTable, _ axes: [Axis?]) {
      self.axes = axes
      var (whole, named): (Set<String>, Set<String>) = ([], [])
      for case let axis? in axes {
        named.insert(table.name(axis.column))
        if axis.cut == nil { whole.insert(table.name(axis.column)) }
      }
      (self.whole, self.named) = (whole, named)
    }
  }

  private func figures(_ naming: Naming) throws(ExecutionError) -> [Picked] {
    var (all, chosen): ([[NaiveRow]], [[NaiveRow]]) = ([], [])
    for (index, figure) in leg.figures.enumerated() {
      var rows = try rows(figure, tests: leg.tests + figure.tests)
      rows = try inRole(rows, figure, naming)
      rows = onLines(rows, figure, naming)
      rows = saying(rows, index, naming)
      all.append(rows)
      rows = ofGenders(rows, figure, naming)
      rows = inPlaces(rows, figure, naming)
      chosen.append(rows)
    }
    var picked: [Picked] = []
    for (figure, rows) in latest(sideBySide(chosen, of: all), naming).enumerated() {
      picked += numbers(rows, figure, naming)
    }
    if let reference = leg.period { picked = try referred(picked, reference, naming) }
    return picked
  }

  // MARK: rule 1, name and role

  /// The rows that bear a figure's name and pass the tests.
  func rows(_ figure: FigureSpec, tests: [RowTest]) throws(ExecutionError) -> [NaiveRow] {
    var rows: [NaiveRow] = []
    for row in table.rows where try table.passes(tests, row) {
      if let code = figure.name, let name, row[name].written != table.text(code, name) { continue }
      rows.append(row)
    }
    return rows
  }

  /// A field is fixed when a filter of the line or of the phrase lets only some of its members
  /// pass.
  func isFixed(_ field: String, _ figure: FigureSpec) -> Bool {
    fields(fixedBy: .all(leg.tests + figure.tests)).contains(field)
  }

  private func fields(fixedBy test: RowTest) -> Set<String> {
    switch test {
    case .codes(let column, _): [table.name(column)]
    case .all(let tests), .any(let tests):
      tests.reduce(into: []) { $0.formUnion(fields(fixedBy: $1)) }
    case .not(let test): fields(fixedBy: test)
    case .always, .printed, .compare, .isMissing, .attained: []
    }
  }

  /// roll = utfall, unless the line says another role or the figure has no such row.
  private func inRole(
    _ rows: [NaiveRow], _ figure: FigureSpec, _ naming: Naming
  ) throws(ExecutionError) -> [NaiveRow] {
    var kept = rows
    for (field, wanted) in roles {
      if naming.named.contains(field) || isFixed(field, figure) { continue }
      let ofFigure = try self.rows(figure, tests: figure.tests)
      if !ofFigure.contains(where: { $0[field].written == wanted }) { continue }
      kept = kept.filter { $0[field].written == wanted }
    }
    return kept
  }

  // MARK: rule 2, lines, genders and places

  /// Named lines are the parts; not named, the total line; the other kind where there is none,
  /// each in its place, document and period.
  private func onLines(
    _ rows: [NaiveRow], _ figure: FigureSpec, _ naming: Naming
  ) -> [NaiveRow] {
    guard let line, let mark else { return rows }
    if isFixed(line, figure) || isFixed(mark.field, figure) || naming.named.contains(mark.field) {
      return rows
    }
    let parts = rows.filter { $0[mark.field].written == mark.part }
    let totals = rows.filter { table.member($0[line], line)?.isTotal ?? false }
    let around = [place, document, period]
    return naming.named.contains(line)
      ? prefer(parts, to: totals, around) : prefer(totals, to: parts, around)
  }

  /// Where a place has rows with a value, those without say nothing, unless the line names periods.
  private func saying(_ rows: [NaiveRow], _ figure: Int, _ naming: Naming) -> [NaiveRow] {
    if let period, naming.named.contains(period) { return rows }
    let valued = rows.filter { hasValue($0, figure) }
    return prefer(valued, to: rows.filter { !hasValue($0, figure) }, [place, name, line])
  }

  /// Named genders are the parts; not named, both. Whether the genders are printed is asked of the
  /// place when the line names or fixes places, else of all places.
  private func ofGenders(
    _ rows: [NaiveRow], _ figure: FigureSpec, _ naming: Naming
  ) -> [NaiveRow] {
    guard let gender, !isFixed(gender, figure) else { return rows }
    func isBoth(_ row: NaiveRow) -> Bool {
      row[gender] == .missing || (table.member(row[gender], gender)?.isTotal ?? false)
    }
    let both = rows.filter(isBoth)
    let parts = rows.filter { !isBoth($0) }
    if !naming.named.contains(gender) {
      return prefer(both, to: parts, [place, period, name, line, document])
    }
    let placed = place.map { naming.named.contains($0) || isFixed($0, figure) } ?? false
    let whole = ["kvinnor", "män"]
    func isReplaced(_ row: NaiveRow, _ fields: [String?]) -> Bool {
      let around = parts.filter { other in fields.allSatisfy { other[$0] == row[$0] } }
      return whole.allSatisfy { one in around.contains { $0[gender].written == one } }
    }
    return rows.filter { row in
      if !isBoth(row) { return true }
      if isReplaced(row, placed ? [place, period, name, line] : [period, name, line]) {
        return false
      }
      if period.map({ naming.named.contains($0) }) ?? true { return true }
      return !isReplaced(row, [place, name, line])
    }
  }

  /// The first rows, and of the others those around which there is none of the first.
  private func prefer(
    _ first: [NaiveRow], to others: [NaiveRow], _ fields: [String?]
  ) -> [NaiveRow] {
    let lonely = others.filter { other in
      !first.contains { row in fields.allSatisfy { row[$0] == other[$0] } }
    }
    return (first + lonely).sorted { $0.index < $1.index }
  }

  /// Named places are the parts, a total only where not all of its parts are printed; not named, a
  /// total before its parts. References stand only where a filter names them.
  private func inPlaces(
    _ rows: [NaiveRow], _ figure: FigureSpec, _ naming: Naming
  ) -> [NaiveRow] {
    guard let place, !isFixed(place, figure) else { return rows }
    let own = rows.filter { !(table.member($0[place], place)?.isReference ?? false) }
    let isNamed = naming.named.contains(place)
    let periodCounts = !isNamed || period.map { naming.named.contains($0) } ?? false
    let fields = [name, line] + (periodCounts ? [period] : [])
    return own.filter { row in
      let around = own.filter { other in fields.allSatisfy { other[$0] == row[$0] } }
      if isNamed {
        let parts = table.parts(row[place], place)
        return parts.isEmpty
          || !parts.allSatisfy { part in around.contains { $0[place].written == part } }
      }
      let here = row[place].written ?? ""
      return !around.contains { table.parts($0[place], place).contains(here) }
    }
  }
}
