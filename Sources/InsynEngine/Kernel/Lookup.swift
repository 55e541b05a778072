import InsynPlan
import InsynStore
import InsynValue

/// Looks published figures up: chooses the rows that speak, and never computes.
struct Lookup {
  let store: Store
  let leg: LookupLeg
  let table: Table
  let cancellation: Cancellation

  init(_ store: Store, _ leg: LookupLeg, _ cancellation: Cancellation) {
    self.store = store
    self.leg = leg
    self.cancellation = cancellation
    table = store[leg.table]
  }

  /// The columns whose members tell one figure from another.
  private var place: ColumnID? { table.column(.place) }
  private var gender: ColumnID? { table.column(.gender) }
  private var period: ColumnID? { table.column(.period) }
  private var document: ColumnID? { table.column(.document) }
  private var line: ColumnID? { table.lineColumn }

  func run() throws(ExecutionError) -> LookupCells {
    var axes = leg.axes
    if let summed = leg.summed {
      axes.append(Axis(column: summed, cut: nil, title: Title(""), name: ""))
    }
    let detail = try picks(axes)
    let funnel = try Engine(store).funnel(of: leg.table, where: leg.tests, cancellation)
    if leg.summed != nil {
      let naming = Naming(axes: axes, leg: leg, table: table)
      return LookupCells(detail: added(detail, naming), totals: [], funnel: funnel)
    }
    let totals = try picks(
      leg.axes.indices.map { index in
        index == leg.axes.count - 1 && leg.hasColumn ? leg.axes[index] : nil
      })
    return LookupCells(
      detail: detail, totals: totals, funnel: funnel,
      withheld: detail.isEmpty ? try withheld() : [])
  }

  /// The figures with these axes named.
  private func picks(_ axes: [Axis?]) throws(ExecutionError) -> [Picked] {
    let naming = Naming(axes: axes, leg: leg, table: table)
    var all: [[Int]] = []
    for (index, figure) in leg.figures.enumerated() {
      var rows = try rows(figure, ignoringPeriod: false)
      rows = try chosenRole(rows, figure, naming)
      rows = chosenLines(rows, figure, naming)
      all.append(valued(rows, index, naming))
    }
    let chosen = zip(all, leg.figures).map { rows, figure in
      chosenPlaces(chosenGenders(rows, figure, naming), figure, naming)
    }
    let candidates = chosenPeriods(sharing(chosen, of: all, naming), naming)
    var picked: [Picked] = []
    for (index, rows) in candidates.enumerated() {
      if cancellation.isWished { throw .cancelled(Reached(.rows, 0, of: table.rowCount)) }
      picked += oneNumber(rows, index, naming)
    }
    if let reference = leg.period { picked = try referred(picked, reference, naming) }
    return picked
  }

  // MARK: candidates

  func rows(_ figure: FigureSpec, ignoringPeriod: Bool) throws(ExecutionError) -> [Int] {
    try rows(
      figure,
      where: (leg.tests + figure.tests).map { ignoringPeriod ? withoutPeriod($0) : $0 })
  }

  private func rows(_ figure: FigureSpec, where tests: [RowTest]) throws(ExecutionError) -> [Int] {
    let passing = try Engine(store).passing(leg.table, tests, cancellation)
    guard let code = figure.name, let name = table.published?.name,
      case .coded(let codes, _) = table[name].data
    else { return passing }
    return passing.filter { codes[$0] == code }
  }

  private func withoutPeriod(_ test: RowTest) -> RowTest {
    switch test {
    case .codes(let column, _) where column == period: .always(true)
    case .all(let tests): .all(tests.map(withoutPeriod))
    default: test
    }
  }

  func code(_ column: ColumnID?, _ row: Int) -> Code32 {
    guard let column, case .coded(let codes, _) = table[column].data else { return 0 }
    return codes[row]
  }

  private func member(_ column: ColumnID, _ row: Int) -> Member? {
    store.member(table, column, row: row)
  }

  func hasValue(_ row: Int, _ figure: Int) -> Bool {
    store.figure(table, leg.figures[figure].value, row: row).0.number != nil
  }

  /// Where a place has rows with a value, those without one have nothing to say, unless the line
  /// names the periods.
  private func valued(_ rows: [Int], _ figure: Int, _ naming: Naming) -> [Int] {
    if let period, naming.isNamed(period) { return rows }
    return preferring(rows, by: [place, name, line], { hasValue($0, figure) }, { _ in true })
  }

  /// A place and gender that one figure of the line shows is shown for the others too; so is a
  /// total that stands in a column. Figures of other names and lines have nothing to do with it.
  private func sharing(_ chosen: [[Int]], of all: [[Int]], _ naming: Naming) -> [[Int]] {
    let areNamed = areNamed
    func own(_ row: Int) -> [Code32] { [code(line, row), areNamed ? 0 : code(name, row)] }
    func pair(_ row: Int) -> [Code32] { own(row) + [code(place, row), code(gender, row)] }
    func beside(_ row: Int) -> [Code32] {
      own(row) + [isColumn(gender) ? code(place, row) : code(gender, row)]
    }
    let columnTotals = Set(chosen.joined().compactMap { columnTotal($0) })
    let shown = Set(chosen.joined().map(beside))
    return all.indices.map { figure in
      let mine = Set(chosen[figure])
      let others = Set(chosen.indices.filter { $0 != figure }.flatMap { chosen[$0].map(pair) })
      return all[figure].filter { row in
        if mine.contains(row) || others.contains(pair(row)) { return true }
        guard let total = columnTotal(row), columnTotals.contains(total) else { return false }
        return shown.contains(beside(row))
      }
    }
  }

  /// True when every figure of the line has a name of its own.
  private var areNamed: Bool {
    leg.figures.allSatisfy { figure in
      figure.name != nil
        || name.map { column in figure.tests.contains { $0.fixes(column) } } ?? false
    }
  }

  private func isColumn(_ column: ColumnID?) -> Bool {
    leg.hasColumn && column != nil && leg.axes.last??.column == column
  }

  /// The total of the column dimension that a row is for; nil for its parts.
  private func columnTotal(_ row: Int) -> Code32? {
    for column in [gender, place] where isColumn(column) {
      if let column, member(column, row)?.isTotal ?? false { return code(column, row) }
    }
    return nil
  }

  /// roll = utfall and the like, unless the line says otherwise or the figure has no such row.
  private func chosenRole(
    _ rows: [Int], _ figure: FigureSpec, _ naming: Naming
  ) throws(ExecutionError) -> [Int] {
    var kept = rows
    for (column, wanted) in table.published?.fixed ?? [] {
      if naming.isNamed(column) || naming.isFixed(column, figure) { continue }
      let own = try self.rows(figure, where: figure.tests)
      if own.contains(where: { code(column, $0) == wanted }) {
        kept = kept.filter { code(column, $0) == wanted }
      }
    }
    return kept
  }

  /// Named lines are the parts; not named, the line that sums a document; each in its document.
  private func chosenLines(_ rows: [Int], _ figure: FigureSpec, _ naming: Naming) -> [Int] {
    guard let line, let mark = table.partMark else { return rows }
    let isFixed = naming.isFixed(line, figure) || naming.isFixed(mark.column, figure)
    if isFixed || naming.isNamed(mark.column) { return rows }
    let isPart = { (row: Int) in member(mark.column, row)?.value == mark.value }
    let isTotal = { (row: Int) in member(line, row)?.isTotal ?? false }
    let wanted: (Int) -> Bool = naming.isNamed(line) ? isPart : isTotal
    let otherwise: (Int) -> Bool = naming.isNamed(line) ? isTotal : isPart
    return preferring(rows, by: [place, document, period], wanted, otherwise)
  }

  /// Not named: both genders, or the genders where only they are printed; named: the genders.
  private func chosenGenders(_ rows: [Int], _ figure: FigureSpec, _ naming: Naming) -> [Int] {
    guard let gender, !naming.isFixed(gender, figure) else { return rows }
    let isTotal = { (row: Int) in member(gender, row)?.isTotal ?? true }
    let isPart = { (row: Int) in !isTotal(row) }
    if naming.isNamed(gender) {
      let around = place.map { naming.isNamed($0) || naming.isFixed($0, figure) } ?? false
      let scope = around ? [place, period, name, line] : [period, name, line]
      let ofPeriod = withoutTotals(rows, of: gender, by: scope)
      // Where the line names no period, the genders of any period stand for their place's total.
      if period.map(naming.isNamed) ?? true { return ofPeriod }
      return withoutTotals(ofPeriod, of: gender, by: [place, name, line])
    }
    return preferring(rows, by: [place, period, name, line, document], isTotal, isPart)
  }

  private var name: ColumnID? { table.published?.name }

  /// In each group of rows those that are wanted, and the others only where there are none.
  private func preferring(
    _ rows: [Int], by columns: [ColumnID?], _ wanted: (Int) -> Bool, _ otherwise: (Int) -> Bool
  ) -> [Int] {
    var having: Set<[Code32]> = []
    for row in rows where wanted(row) { having.insert(columns.map { code($0, row) }) }
    return rows.filter { row in
      wanted(row) || otherwise(row) && !having.contains(columns.map { code($0, row) })
    }
  }

  /// Rows without the totals all of whose parts stand around them.
  private func withoutTotals(
    _ rows: [Int], of dimension: ColumnID, by columns: [ColumnID?]
  ) -> [Int] {
    guard let domain = store.domain(table.id, dimension) else { return rows }
    var present: [[Code32]: Set<Code32>] = [:]
    for row in rows {
      present[columns.map { code($0, row) }, default: []].insert(code(dimension, row))
    }
    let all = domain.members.compactMap(\.parts).max { $0.count < $1.count } ?? []
    return rows.filter { row in
      let here = code(dimension, row)
      // A row that says nothing of its gender is for both.
      guard let parts = here == 0 ? all : domain[here]?.parts, !parts.isEmpty else { return true }
      let around = present[columns.map { code($0, row) }] ?? []
      return !parts.allSatisfy(around.contains)
    }
  }

  /// Not named: the place that is reported on, a total before its parts; named: the parts, and a total
  /// where not all of its parts are printed.
  private func chosenPlaces(_ rows: [Int], _ figure: FigureSpec, _ naming: Naming) -> [Int] {
    guard let place, !naming.isFixed(place, figure), let domain = store.domain(table.id, place)
    else {
      return rows
    }
    let own = rows.filter { !(domain[code(place, $0)]?.isReference ?? false) }
    let periodIsNamed = period.map(naming.isNamed) ?? false
    let isNamed = naming.isNamed(place)
    let scope = isNamed && !periodIsNamed ? [name, line] : [name, line, period]
    if isNamed { return withoutTotals(own, of: place, by: scope) }
    var present: [[Code32]: Set<Code32>] = [:]
    for row in own { present[scope.map { code($0, row) }, default: []].insert(code(place, row)) }
    return own.filter { row in
      let around = present[scope.map { code($0, row) }] ?? []
      let here = code(place, row)
      return !around.contains { total in domain[total]?.parts?.contains(here) ?? false }
    }
  }

  // MARK: periods

  /// For each figure × place × gender the latest period that has a value; figures of one line share it.
  private func chosenPeriods(_ candidates: [[Int]], _ naming: Naming) -> [[Int]] {
    guard let period, let domain = store.domain(table.id, period) else { return candidates }
    if naming.isWhollyNamed(period) { return candidates }
    let cuts = naming.cuts(of: period)
    // A document or a role that the line names has figures of its own; a budget's lines share theirs.
    let telling = [document].compactMap { $0 } + (table.published?.fixed.map(\.column) ?? [])
    var ranks: [[Code32]: [Code32: Int]] = [:]
    func key(_ row: Int) -> [Code32] {
      var key = [code(place, row), code(gender, row), areNamed ? 0 : code(name, row)]
      for column in telling where naming.isNamed(column) { key.append(code(column, row)) }
      return key + cuts.map { $0.code(domain[code(period, row)]?.period) }
    }
    for (figure, rows) in candidates.enumerated() {
      var seen: Set<[Code32]> = []
      for candidate in rows {
        let (own, when) = (key(candidate), code(period, candidate))
        let counts = hasValue(candidate, figure) && seen.insert(own + [when]).inserted
        ranks[own, default: [:]][when, default: 0] += counts ? 1 : 0
      }
    }
    let chosen = ranks.mapValues { periods in
      periods.max { left, right in
        let (a, b) = (weight(left.value), weight(right.value))
        return a == b ? left.key < right.key : a < b
      }?.key ?? 0
    }
    return candidates.map { rows in rows.filter { chosen[key($0)] == code(period, $0) } }
  }

  /// Any value counts; where figures are compared, a period that has them all counts most.
  private func weight(_ figures: Int) -> Int { leg.together ? figures : min(figures, 1) }

  // MARK: one number

  /// The rows of one figure become one: the same number once, another number beside it.
  private func oneNumber(_ rows: [Int], _ figure: Int, _ naming: Naming) -> [Picked] {
    var order: [[Code32]] = []
    var groups: [[Code32]: [Int]] = [:]
    for row in rows {
      let key = identity(row, naming)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    return order.flatMap { key in speaking(groups[key] ?? [], figure, naming) }
  }

  private func identity(_ row: Int, _ naming: Naming) -> [Code32] {
    var key = naming.key(row, self)
    for column in table.columns where column.kind == .dimension && column.domain != nil {
      let isDetail =
        column.id == document || column.role == .form || column.role == .direction
        || column.role == .attainment || column.role == .section || !naming.tellsApart(column)
      if !isDetail { key.append(code(column.id, row)) }
    }
    return key
  }

  private func speaking(_ rows: [Int], _ figure: Int, _ naming: Naming) -> [Picked] {
    let column = leg.figures[figure].value
    let withValue = rows.filter { hasValue($0, figure) }
    let speakers = withValue.isEmpty ? rows : withValue
    var saying: [(number: Figure, rows: [Int])] = []
    for wanted in Set(speakers.map { code(document, $0) }).sorted() {
      let own = speakers.filter { code(document, $0) == wanted }.sorted { precedes($0, $1) }
      let number = store.figure(table, column, row: own[0]).0
      if let index = saying.firstIndex(where: { $0.number == number }) {
        saying[index].rows += own
      } else {
        saying.append((number, own))
      }
    }
    return saying.map { number, rows in
      let ordered = rows.sorted { precedes($0, $1) }
      let same = ordered.filter { store.figure(table, column, row: $0).0 == number }
      let others = ordered.filter { store.figure(table, column, row: $0).0 != number }
      return Picked(
        figure: figure, axes: naming.key(same[0], self), row: same[0],
        agreeing: Array(same.dropFirst()), others: others)
    }
  }

  /// A table's row before running text, then the lowest line.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let form = table.column(.form)
    func rank(_ row: Int) -> (Int, Int) {
      let isText = form.flatMap { member($0, row)?.value } == "text"
      let line = table.column(.line).flatMap { store.integer(table, $0, row: row) }
      return (isText ? 1 : 0, line ?? row)
    }
    return rank(left) < rank(right)
  }

  // MARK: references and sums

  /// The same figures at another period; the newer row's printed previous figure where there is none.
  private func referred(
    _ picked: [Picked], _ reference: ReferencePeriod, _ naming: Naming
  ) throws(ExecutionError) -> [Picked] {
    guard let period, let domain = store.domain(table.id, period) else { return [] }
    let same = telling(naming)
    var result: [Picked] = []
    for own in picked {
      guard let current = domain[code(period, own.row)]?.period else { continue }
      let wanted =
        switch reference {
        case .previous: current.previous
        case .yearBefore: current.yearBefore
        case .fixed(let fixed): fixed
        }
      let alike = try rows(leg.figures[own.figure], ignoringPeriod: true).filter { row in
        domain[code(period, row)]?.period == wanted
          && same.allSatisfy { code($0, row) == code($0, own.row) }
      }
      if var found = speaking(alike.filter { hasValue($0, own.figure) }, own.figure, naming).first {
        found.axes = own.axes
        result.append(found)
      } else if table.column(.previous) != nil,
        leg.figures[own.figure].value == table.published?.value,
        wanted == current.yearBefore || wanted == current.previous
      {
        var previous = own
        previous.isPrevious = true
        previous.agreeing = []
        previous.others = []
        result.append(previous)
      }
    }
    return result
  }

  /// The columns in which one figure differs from another, but for its period and unit.
  private func telling(_ naming: Naming) -> [ColumnID] {
    table.columns.filter { column in
      column.kind == .dimension && column.domain != nil && column.role != .period
        && column.role != .unit && naming.tellsApartUnnamed(column)
    }.map(\.id)
  }

  /// The parts of the summed dimension, added into one for each key of the line's own axes. Where two
  /// documents print the same part, each has a sum of its own.
  private func added(_ picked: [Picked], _ naming: Naming) -> [Picked] {
    let columns = telling(naming).filter { !leg.sums(table[$0], of: table) }
    func key(_ one: Picked) -> [Code32] {
      Array(one.axes.dropLast()) + columns.map { code($0, one.row) }
        + [code(period, one.row), unitKind(one)]
    }
    let groups = grouped(picked, by: key).flatMap { parts -> [[Picked]] in
      let summed = telling(naming).filter { leg.sums(table[$0], of: table) }
      let summands = Set(parts.map { part in summed.map { code($0, part.row) } })
      return summands.count == parts.count
        ? [parts] : grouped(parts) { key($0) + [code(document, $0.row)] }
    }
    return groups.compactMap { parts in
      let ordered = parts.sorted { $0.row < $1.row }
      guard var sum = ordered.first else { return nil }
      sum.axes = Array(sum.axes.dropLast())
      sum.summed = ordered.map(\.row)
      return sum
    }
  }

  /// Money in kr, tkr and mnkr is of one kind; any other unit is of its own.
  private func unitKind(_ one: Picked) -> Code32 {
    let unit = store.unit(table, leg.figures[one.figure].value, row: one.row)
    if case .money = unit { return anyCode }
    return code(table.column(.unit), one.row)
  }

  private func grouped(_ picked: [Picked], by key: (Picked) -> [Code32]) -> [[Picked]] {
    var order: [[Code32]] = []
    var groups: [[Code32]: [Picked]] = [:]
    for one in picked {
      let key = key(one)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(one)
    }
    return order.compactMap { groups[$0] }
  }
}
