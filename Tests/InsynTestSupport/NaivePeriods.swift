import InsynPlan
import InsynStore
import InsynValue

// The rest of rule 2 and rule 3: the latest period, and one number for each figure.
extension NaiveLookup {
  func hasValue(_ row: NaiveRow, _ figure: Int) -> Bool {
    row[table.name(leg.figures[figure].value)] != .missing
  }

  /// A place and gender that one figure of the line shows is shown for the others too; so is a
  /// total that stands in a column. Figures that have other names or lines have nothing to do with
  /// it.
  func sideBySide(_ chosen: [[NaiveRow]], of all: [[NaiveRow]]) -> [[NaiveRow]] {
    let shown = Array(chosen.joined())
    return all.indices.map { figure in
      let own = Set(chosen[figure].map(\.index))
      var others: [NaiveRow] = []
      for other in chosen.indices where other != figure { others += chosen[other] }
      return all[figure].filter { row in
        own.contains(row.index)
          || others.contains { isBeside(row, $0, [place, gender]) } || isColumnTotal(row, shown)
      }
    }
  }

  private func isBeside(_ row: NaiveRow, _ other: NaiveRow, _ fields: [String?]) -> Bool {
    let telling = fields + (areNamed ? [line] : [line, name])
    return telling.allSatisfy { row[$0] == other[$0] }
  }

  /// True when the row is of a total that stands in a column, and of a place (or gender) that is
  /// shown.
  private func isColumnTotal(_ row: NaiveRow, _ shown: [NaiveRow]) -> Bool {
    guard leg.hasColumn, let axis = leg.axes.last ?? nil else { return false }
    let column = table.name(axis.column)
    guard column == place || column == gender, table.member(row[column], column)?.isTotal ?? false
    else { return false }
    return shown.contains { $0[column] == row[column] }
      && shown.contains { isBeside(row, $0, [column == place ? gender : place]) }
  }

  /// True when every figure of the line has a name of its own.
  private var areNamed: Bool { leg.figures.allSatisfy { $0.name != nil || fixesName($0) } }

  /// For each figure × place × gender the latest period that has a value. The figures of one line
  /// share it: any of them will do, but where they are compared a period that has all is preferred.
  func latest(_ candidates: [[NaiveRow]], _ naming: Naming) -> [[NaiveRow]] {
    guard let period, !naming.whole.contains(period) else { return candidates }
    var figuresOf: [String: [Period?: Set<Int>]] = [:]
    for (figure, rows) in candidates.enumerated() {
      for row in rows {
        let key = sharing(row, naming)
        figuresOf[key, default: [:]][row[period].period, default: []].formUnion(
          hasValue(row, figure) ? [figure] : [])
      }
    }
    let all = leg.figures.count
    let chosen = figuresOf.mapValues { figures in
      let periods = figures.keys.sorted { precedes($0, $1) }
      let whole = leg.together ? periods.last { figures[$0]?.count == all } : nil
      return whole ?? periods.last { figures[$0]?.isEmpty == false } ?? periods.last ?? nil
    }
    return candidates.map { rows in
      rows.filter { chosen[sharing($0, naming)] == $0[period].period }
    }
  }

  private func precedes(_ left: Period?, _ right: Period?) -> Bool {
    guard let right else { return false }
    return left.map { $0 < right } ?? true
  }

  /// What shares its period: a place, a gender; a document, a role and a part of the calendar where
  /// the line names them; and the name, unless every figure of the line has a name of its own and
  /// they stand side by side.
  private func sharing(_ row: NaiveRow, _ naming: Naming) -> String {
    var key = [row[place], row[gender], areNamed ? .missing : row[name]].map { $0.written ?? "–" }
    for field in [document] + roles.map(\.field) {
      if let field, naming.named.contains(field) { key.append(row[field].written ?? "–") }
    }
    for case let axis? in naming.axes where axis.cut != nil {
      key.append("\(table.code(row, axis))")
    }
    return key.joined(separator: " · ")
  }

  /// True for a phrase that says `där indikator = "…"`.
  private func fixesName(_ spec: FigureSpec) -> Bool {
    spec.tests.contains(where: fixesName)
  }

  private func fixesName(_ test: RowTest) -> Bool {
    switch test {
    case .codes(let column, let codes): table.name(column) == name && codes.count == 1
    case .all(let tests): tests.contains(where: fixesName)
    default: false
    }
  }

  // MARK: one number

  /// The rows of a figure, identity by identity, in the order of the table.
  func numbers(_ rows: [NaiveRow], _ figure: Int, _ naming: Naming) -> [Picked] {
    var groups: [String: [NaiveRow]] = [:]
    for row in rows { groups[identity(row, naming), default: []].append(row) }
    return groups.values.sorted { $0[0].index < $1[0].index }.flatMap {
      speaking($0, figure, naming)
    }
  }

  private func key(_ row: NaiveRow, _ naming: Naming) -> [Code32] {
    naming.axes.map { axis in axis.map { table.code(row, $0) } ?? anyCode }
  }

  private func identity(_ row: NaiveRow, _ naming: Naming) -> String {
    (key(row, naming).map { "\($0)" } + tellingApart.map { row[$0].written ?? "–" })
      .joined(separator: " · ")
  }

  /// The fields in which two figures differ; the others only describe a figure, or say where it
  /// stands.
  var tellingApart: [String] {
    var fields: [String] = []
    for column in table.described.columns where column.kind == .dimension {
      switch column.role {
      case .place, .gender, .period, .unit, .part: fields.append(column.name)
      case nil:
        let isRole = roles.contains { $0.field == column.name }
        if name == nil || column.name == name || isRole { fields.append(column.name) }
      default: continue
      }
    }
    return fields
  }

  /// The same number on several lines is one. Of different numbers in one document a table's row
  /// comes before running text, then the lowest line; documents with different numbers stay apart.
  func speaking(_ rows: [NaiveRow], _ figure: Int, _ naming: Naming) -> [Picked] {
    let field = table.name(leg.figures[figure].value)
    let withValue = rows.filter { hasValue($0, figure) }
    let speakers = (withValue.isEmpty ? rows : withValue).sorted { comesFirst($0, $1) }
    var documents: [String: [NaiveRow]] = [:]
    for row in speakers { documents[row[document].written ?? "", default: []].append(row) }
    var saying: [(number: Exact?, rows: [NaiveRow])] = []
    for rows in documents.values.sorted(by: { isEarlier($0[0], $1[0]) }) {
      let number = table.base(rows[0][field])
      if let index = saying.firstIndex(where: { $0.number == number }) {
        saying[index].rows += rows
      } else {
        saying.append((number, rows))
      }
    }
    return saying.map { number, rows in
      let rows = rows.sorted { comesFirst($0, $1) }
      let same = rows.filter { table.base($0[field]) == number }
      let others = rows.filter { table.base($0[field]) != number }
      return Picked(
        figure: figure, axes: key(same[0], naming), row: same[0].index,
        agreeing: same.dropFirst().map(\.index), others: others.map(\.index))
    }
  }

  /// A table's row before running text, then the lowest line, of two documents the first.
  private func comesFirst(_ left: NaiveRow, _ right: NaiveRow) -> Bool {
    func rank(_ row: NaiveRow) -> (Int, Int, Code32, Int) {
      var line = row.index
      if case .number(let number, _, _) = row[table.field(.line)] { line = Int(number.numerator) }
      let from = document.map { table.code(row[$0], $0) } ?? 0
      return (row[table.field(.form)] == .text("text") ? 1 : 0, line, from, row.index)
    }
    return rank(left) < rank(right)
  }

  /// Documents in the catalogue's order.
  private func isEarlier(_ left: NaiveRow, _ right: NaiveRow) -> Bool {
    guard let document else { return false }
    return table.code(left[document], document) < table.code(right[document], document)
  }
}
