import InsynStore
import InsynValue

/// Tries every rule on the data: what holds and what does not, the graver first, then by document and line.
/// Throws when a result leaves exact arithmetic or a stop is wished.
package func audit(
  _ store: Store, _ rules: Rules, _ effort: Effort = Effort()
) throws(ExecutionError) -> [Finding] {
  let auditor = Auditor(reader: FigureReader(store: store, rounded: rules.rounded))
  var findings: [Finding] = []
  for (done, rule) in rules.all.enumerated() {
    let reached = Reached(.rules, done, of: rules.all.count)
    if effort.cancellation.isWished { throw .cancelled(reached) }
    effort.told(reached)
    do throws(ArithmeticOverflow) {
      findings += try auditor.findings(rule)
    } catch {
      throw .overflow
    }
  }
  let grades = Grade.allCases
  let documents = store.documents
  func key(_ finding: Finding, _ offset: Int) -> (Int, Code32, Int, Int, Int) {
    let (first, second) = finding.places
    return (
      grades.firstIndex(of: finding.grade) ?? 0,
      first.document.flatMap { documents?.code($0) } ?? 0, first.line ?? 0, second.line ?? 0,
      offset
    )
  }
  return findings.enumerated().map { (key($0.element, $0.offset), $0.element) }
    .sorted { $0.0 < $1.0 }.map(\.1)
}

struct Auditor {
  let reader: FigureReader

  var store: Store { reader.store }

  func findings(_ rule: Rule) throws(ArithmeticOverflow) -> [Finding] {
    switch rule.condition {
    case .restated(let field): try restated(rule, field)
    case .parts(let field, let over): try parts(rule, field, over)
    case .between(let field, let over): try between(rule, field, over)
    case .equation(let equation): try self.equation(rule, equation)
    case .claim(let claim): try self.claim(rule, claim)
    case .status(let status): try self.status(rule, status)
    }
  }

  /// A finding; a grade that somebody has given by hand goes before that of the arithmetic.
  func finding(
    _ rule: Rule, _ grade: Grade, _ first: FindingPlace, _ second: FindingPlace,
    about: Stated, _ workings: Title
  ) -> Finding {
    var grade = grade
    var reason: Title?
    if grade != .holds {
      let exception = rule.exceptions.first {
        $0.document == first.document && $0.line == first.line
      }
      if let verdict = exception?.verdict ?? rule.verdict {
        (grade, reason) = (verdict.grade, verdict.reason)
      }
    }
    return Finding(
      rule: rule, grade: grade, places: (first, second), about: reader.about(about),
      workings: workings, reason: reason)
  }

  /// What the arithmetic alone says of a computed value and a stated figure.
  func grade(_ computed: Exact, _ range: PrintedRange, _ stated: Stated, hedged: Bool) -> Grade {
    // What is counted was not rounded, so that a near sum of other things is not the same.
    let isRounded = stated.isRounded(from: computed)
    if stated.range.isExact ? computed == stated.value : isRounded { return .holds }
    if isRounded || range.meets(stated.range) { return .rounding }
    return hedged || stated.hedge != nil ? .unclear : .contradiction
  }

  // MARK: groups of rows

  /// The columns that tell one figure from another, but for `without`.
  private func identity(_ table: Table, without: ColumnID? = nil) -> [ColumnID] {
    let named: [ColumnID?] = [
      table.published?.name, table.column(.place), table.column(.gender), table.column(.period),
    ]
    let fixed = (table.published?.fixed ?? []).map(\.column)
    return (named.compactMap(\.self) + fixed).filter { $0 != without }
  }

  /// Rows that agree in the columns, each group in the order of its first row.
  private func groups(_ table: Table, by columns: [ColumnID]) -> [[Int]] {
    var groups: [[Int]] = []
    var index: [[Code32]: Int] = [:]
    for row in 0..<table.rowCount {
      let key = columns.map { reader.code(table, $0, row) }
      if let known = index[key] {
        groups[known].append(row)
      } else {
        index[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  // MARK: rules that apply wherever they can

  /// Every further statement of a figure against the one that speaks.
  private func restated(_ rule: Rule, _ field: Field) throws(ArithmeticOverflow) -> [Finding] {
    let table = store[field.table]
    var findings: [Finding] = []
    for group in groups(table, by: identity(table)) where group.count > 1 {
      var speaking: [Stated] = []
      for row in reader.inOrder(group, table.id) {
        guard let stated = try reader.stated(field, row) else { continue }
        guard
          let first = speaking.first(where: { $0.printing.unit.isLike(stated.printing.unit) })
        else {
          speaking.append(stated)
          continue
        }
        findings.append(twice(rule, first, stated))
      }
    }
    return findings
  }

  private func twice(_ rule: Rule, _ first: Stated, _ other: Stated) -> Finding {
    let isHedged = first.hedge != nil || other.hedge != nil
    var grade: Grade = .contradiction
    if first.isRounded(from: other.value) || other.isRounded(from: first.value) {
      grade = .holds
    } else if first.range.meets(other.range) {
      grade = .rounding
    } else if isHedged {
      grade = .unclear
    }
    let unit = first.printing.unit
    let workings = Workings.compared(
      Workings.written(other, besides: unit), Workings.written(first, besides: nil), grade)
    return finding(rule, grade, first.place, other.place, about: first, workings)
  }

  /// Calls for every total of a document all of whose parts are stated there too.
  private func eachTotal(
    _ field: Field, _ over: ColumnID,
    _ body: (_ total: Stated, _ parts: [Stated]) throws(ArithmeticOverflow) -> Finding?
  ) throws(ArithmeticOverflow) -> [Finding] {
    let table = store[field.table]
    guard let domain = store.domain(table.id, over) else { return [] }
    let totals = domain.allCodes.filter { domain[$0]?.parts?.isEmpty == false }
    let document = table.column(.document).map { [$0] } ?? []
    var findings: [Finding] = []
    for group in groups(table, by: identity(table, without: over) + document) {
      for code in totals {
        func figure(_ code: Code32) throws(ArithmeticOverflow) -> Stated? {
          try reader.first(of: group.filter { reader.code(table, over, $0) == code }, field)
        }
        guard let total = try figure(code) else { continue }
        var parts: [Stated] = []
        for part in domain[code]?.parts ?? [] {
          guard let stated = try figure(part), stated.printing.unit.isLike(total.printing.unit)
          else { break }
          parts.append(stated)
        }
        guard parts.count == domain[code]?.parts?.count else { continue }
        if let finding = try body(total, parts) { findings.append(finding) }
      }
    }
    return findings
  }

  private func parts(
    _ rule: Rule, _ field: Field, _ over: ColumnID
  ) throws(ArithmeticOverflow) -> [Finding] {
    try eachTotal(field, over) { total, parts throws(ArithmeticOverflow) in
      guard total.printing.unit.isAdditive else { return nil }
      return try compute(rule, .sum, parts.map { Term($0) }, [], total)
    }
  }

  private func between(
    _ rule: Rule, _ field: Field, _ over: ColumnID
  ) throws(ArithmeticOverflow) -> [Finding] {
    try eachTotal(field, over) { total, parts throws(ArithmeticOverflow) in
      guard !total.printing.unit.isAdditive, let low = parts.min(by: { $0.value < $1.value }),
        let high = parts.max(by: { $0.value < $1.value })
      else { return nil }
      var grade: Grade = .holds
      if total.value < low.value || total.value > high.value {
        let all = PrintedRange(low: low.range.low, high: high.range.high)
        grade = all.meets(total.range) ? .rounding : .contradiction
        if grade == .contradiction, ([total] + parts).contains(where: { $0.hedge != nil }) {
          grade = .unclear
        }
      }
      let nearest = total.value > high.value ? high : low
      return finding(
        rule, grade, total.place, nearest.place, about: total,
        Workings.between(total, low, high, grade))
    }
  }

  // MARK: rules declared by hand

  private func claim(_ rule: Rule, _ claim: Claim) throws(ArithmeticOverflow) -> [Finding] {
    guard let from = try figure(claim.from), let to = try figure(claim.to) else { return [] }
    let direction: Claim.Direction =
      to.value == from.value ? .unchanged : to.value > from.value ? .rises : .falls
    let said: Claim.Direction = claim.direction == .larger ? .rises : claim.direction
    var grade: Grade = .holds
    if direction != said {
      grade = from.range.meets(to.range) ? .rounding : .contradiction
    }
    return [
      finding(
        rule, grade,
        FindingPlace(document: claim.document, line: claim.line), to.place, about: to,
        Workings.claim(claim.direction, from, to))
    ]
  }

  private func figure(_ selector: Selector) throws(ArithmeticOverflow) -> Stated? {
    try reader.first(of: rows(selector), selector.field)
  }

  /// The rows that a selector means.
  func rows(_ selector: Selector) -> [Int] {
    let table = store[selector.field.table]
    var rows = Array(0..<table.rowCount)
    for test in selector.tests {
      switch table[test.column].data {
      case .coded(let codes, let domain):
        let wanted = Set(test.values.map { $0.isEmpty ? 0 : store[domain].code($0) ?? .max })
        rows.removeAll { !wanted.contains(codes[$0]) }
      case .numbers(let numbers):
        let wanted = Set(test.values.compactMap { Int64($0) })
        rows.removeAll { !(numbers[$0].map(wanted.contains) ?? false) }
      }
    }
    return rows
  }
}
