import InsynStore
import InsynValue

/// A term with its value at hand.
struct Term {
  let value: Exact
  let range: PrintedRange
  /// The figures that it sums; none for a plain number.
  let stated: [Stated]

  init(_ number: Int) {
    (value, range, stated) = (Exact(number), PrintedRange(Exact(number)), [])
  }

  init(_ stated: Stated) {
    (value, range, self.stated) = (stated.value, stated.range, [stated])
  }

  init(sum stated: [Stated]) throws(ArithmeticOverflow) {
    var (value, range) = (Exact.zero, PrintedRange(.zero))
    for one in stated { (value, range) = (try value + one.value, try range + one.range) }
    (self.value, self.range, self.stated) = (value, range, stated)
  }
}

extension Auditor {
  func equation(_ rule: Rule, _ equation: Equation) throws(ArithmeticOverflow) -> [Finding] {
    switch equation.alignment {
    case .row: try alongRows(rule, equation)
    case .fields(let names): try aligned(rule, equation, names)
    }
  }

  private func alongRows(
    _ rule: Rule, _ equation: Equation
  ) throws(ArithmeticOverflow) -> [Finding] {
    var findings: [Finding] = []
    for row in rows(equation.result) {
      guard let result = try reader.stated(equation.result.field, row) else { continue }
      func terms(_ all: [RuleTerm]) throws(ArithmeticOverflow) -> [Term]? {
        var terms: [Term] = []
        for term in all {
          switch term {
          case .constant(let number): terms.append(Term(number))
          case .figure(let selector):
            guard let stated = try reader.stated(selector.field, row) else { return nil }
            terms.append(Term(stated))
          }
        }
        return terms
      }
      guard let plus = try terms(equation.terms), let minus = try terms(equation.less) else {
        continue
      }
      if let found = try compute(rule, equation, plus, minus, result) {
        findings.append(found)
      }
    }
    return findings
  }

  /// One check for every combination of the fields' values for which all terms have a figure.
  private func aligned(
    _ rule: Rule, _ equation: Equation, _ names: [String]
  ) throws(ArithmeticOverflow) -> [Finding] {
    let results = keyed(equation.result, names)
    let selected = (equation.terms + equation.less).map { term -> [[String]: [Int]] in
      if case .figure(let selector) = term { keyed(selector, names) } else { [:] }
    }
    var findings: [Finding] = []
    for (key, rows) in results.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let result = try reader.first(of: rows, equation.result.field) else { continue }
      func terms(_ all: [RuleTerm], from first: Int) throws(ArithmeticOverflow) -> [Term]? {
        var terms: [Term] = []
        for (index, term) in all.enumerated() {
          switch term {
          case .constant(let number): terms.append(Term(number))
          case .figure(let selector):
            let found = try figures(selector, selected[first + index][key] ?? [])
            if found.isEmpty { return nil }
            terms.append(try Term(sum: found))
          }
        }
        return terms
      }
      guard let plus = try terms(equation.terms, from: 0),
        let minus = try terms(equation.less, from: plus.count)
      else { continue }
      if let found = try compute(rule, equation, plus, minus, result) {
        findings.append(found)
      }
    }
    return findings
  }

  /// The rows of a selector by the values of the fields that its table has of these names.
  private func keyed(_ selector: Selector, _ names: [String]) -> [[String]: [Int]] {
    let table = store[selector.field.table]
    let columns = names.map { table.column(named: $0) }
    return Dictionary(grouping: rows(selector)) { row in
      columns.map { column in
        column.flatMap { store.member(table, $0, row: row)?.value } ?? ""
      }
    }
  }

  /// The figures of the rows that a selector means: of all of them, or of the one that speaks.
  private func figures(
    _ selector: Selector, _ rows: [Int]
  ) throws(ArithmeticOverflow) -> [Stated] {
    if !selector.isEach { return try reader.first(of: rows, selector.field).map { [$0] } ?? [] }
    var figures: [Stated] = []
    for row in rows {
      if let stated = try reader.stated(selector.field, row) { figures.append(stated) }
    }
    return figures
  }

  private func compute(
    _ rule: Rule, _ equation: Equation, _ terms: [Term], _ less: [Term], _ result: Stated
  ) throws(ArithmeticOverflow) -> Finding? {
    try compute(rule, equation.operation, terms, less, result, relation: equation.relation)
  }

  /// Terms against the figure that they must give; nil for a division by zero.
  func compute(
    _ rule: Rule, _ operation: Equation.Operation, _ terms: [Term], _ less: [Term],
    _ result: Stated, relation: Equation.Relation = .equals
  ) throws(ArithmeticOverflow) -> Finding? {
    guard let (value, range) = try combined(operation, terms, less) else { return nil }
    let stated = (terms + less).flatMap(\.stated)
    let isHedged = stated.contains { $0.hedge != nil }
    let isLess = relation == .atMost && value.magnitude <= result.value.magnitude
    let grade: Grade = isLess ? .holds : grade(value, range, result, hedged: isHedged)
    let second = stated.first { $0.place != result.place } ?? stated.first
    return finding(
      rule, grade, result.place, second?.place ?? result.place, about: result,
      Workings.equation(operation, terms, less, value, result, grade, relation))
  }

  private func combined(
    _ operation: Equation.Operation, _ terms: [Term], _ less: [Term]
  ) throws(ArithmeticOverflow) -> (Exact, PrintedRange)? {
    var (value, range) = (Exact.zero, PrintedRange(.zero))
    switch operation {
    case .sum:
      for term in terms { (value, range) = (try value + term.value, try range + term.range) }
      for term in less { (value, range) = (try value - term.value, try range + -term.range) }
    case .product, .ratio, .change:
      (value, range) = (.one, PrintedRange(.one))
      for term in terms { (value, range) = (try value * term.value, try range * term.range) }
      for term in less {
        guard let quotient = try value / term.value else { return nil }
        (value, range) = (quotient, try range / term.range)
      }
      if operation == .change {
        (value, range) = (try value - .one, try range + PrintedRange(Exact(-1)))
      }
    }
    return (value, range)
  }
}
