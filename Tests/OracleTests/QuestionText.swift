import InsynValue

/// Writes a question as a line, every name quoted.
struct QuestionWriter {
  let package: MadePackage
  let question: Question

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func name(_ table: Int, _ field: Int) -> String {
    quoted(package.tables[table].fields[field].name)
  }

  var line: String {
    let table = quoted(package.tables[question.table].name)
    var parts: [String] = []
    if question.listed != nil {
      parts.append("\(table): \(table)")
    } else {
      let measures = question.measures.map { measure($0, question.table) }
      parts.append("\(table): " + measures.joined(separator: ", "))
    }
    if !question.rows.isEmpty {
      parts.append("per " + question.rows.map(split).joined(separator: ", "))
    }
    if let column = question.column { parts.append("x " + split(column)) }
    if let period = question.period { parts.append(period.text) }
    parts += question.filters.map { "där " + condition($0, question.table) }
    if let listed = question.listed, !listed.isEmpty {
      parts.append("med " + listed.map { name(question.table, $0) }.joined(separator: ", "))
    }
    return (parts + endings).joined(separator: " ")
  }

  private var endings: [String] {
    var parts: [String] = []
    switch question.versus {
    case .lastYear: parts.append("mot i fjol")
    case .previous: parts.append("mot föregående")
    case .span(let span): parts.append("mot " + span.text)
    case nil: break
    }
    switch question.share {
    case .row: parts.append("som andel av raden")
    case .column: parts.append("som andel av kolumnen")
    case .total: parts.append("som andel av totalen")
    case nil: break
    }
    if question.withTotal { parts.append("med totalt") }
    for result in question.results { parts.append("där " + condition(result)) }
    if let order = question.order {
      let word = order.descending.map { $0 ? " fallande" : " stigande" } ?? ""
      parts.append("sortera " + key(order.key) + word)
    }
    if let top = question.top { parts.append("\(top.largest ? "topp" : "botten") \(top.count)") }
    return parts
  }

  private func key(_ key: Question.OrderKey) -> String {
    switch key {
    case .measure(let index): measure(question.measures[index], question.table)
    case .split(let index): split(question.rows[index])
    case .field(let field): name(question.table, field)
    case .versus(let name): name
    }
  }

  private func split(_ split: Question.Split) -> String {
    switch split {
    case .field(let field): name(question.table, field)
    case .cut(let cut): cut.rawValue
    }
  }

  private func measure(_ measure: Measure, _ table: Int) -> String {
    switch measure {
    case .count: "antal " + quoted(package.tables[table].name)
    case .countWhere(let test): "antal (\(condition(test, table)))"
    case .shareWhere(let test): "andel (\(condition(test, table)))"
    case .aggregate(let function, let number):
      function.rawValue + " " + self.number(number, table)
    case .distinct(let field): "unika " + name(table, field)
    case .number(let literal): literal.text
    case .binary(let sign, let left, let right):
      "(\(self.measure(left, table)) \(sign.rawValue) \(self.measure(right, table)))"
    case .aside(let other, let inner, let test):
      "( \(quoted(package.tables[other].name)): \(self.measure(inner, other))"
        + (test.map { " där " + condition($0, other) } ?? "") + " )"
    }
  }

  private func number(_ number: RowNumber, _ table: Int) -> String {
    switch number {
    case .field(let field): name(table, field)
    case .amountPerMonth: quoted("belopp per månad")
    case .binary(let sign, let left, let right):
      "\(self.number(left, table)) \(sign.rawValue) \(self.number(right, table))"
    }
  }

  private func condition(_ result: ResultCondition) -> String {
    let test =
      measure(question.measures[result.measure], question.table)
      + " \(result.comparison.rawValue) \(result.limit.text)"
    return result.isNegated ? "inte (\(test))" : test
  }

  private func sign(_ isEqual: Bool) -> String { isEqual ? "=" : "!=" }

  private func list(_ values: [String]) -> String {
    values.count == 1 ? values[0] : "(" + values.joined(separator: ", ") + ")"
  }

  private func condition(_ test: RowCondition, _ table: Int) -> String {
    func member(_ field: Int, _ rank: Int) -> String {
      quoted(package.tables[table].fields[field].members[rank - 1])
    }
    switch test {
    case .all(let tests): return joined(tests, "och", table)
    case .any(let tests): return joined(tests, "eller", table)
    case .not(let test): return "inte (\(condition(test, table)))"
    case .members(let field, let isEqual, let ranks):
      return "\(name(table, field)) \(sign(isEqual)) " + list(ranks.map { member(field, $0) })
    case .memberRange(let field, let isEqual, let low, let high):
      return "\(name(table, field)) \(sign(isEqual)) \(member(field, low))..\(member(field, high))"
    case .memberOrder(let field, let comparison, let rank):
      return "\(name(table, field)) \(comparison.rawValue) \(member(field, rank))"
    case .contains(let field, let part):
      return "\(name(table, field)) innehåller \(quoted(part))"
    case .missing(let field): return "\(name(table, field)) saknas"
    case .spans(let field, let isEqual, let spans):
      return "\(name(table, field)) \(sign(isEqual)) " + list(spans.map(\.text))
    case .spanRange(let field, let isEqual, let first, let last):
      return "\(name(table, field)) \(sign(isEqual)) \(first.text)..\(last.text)"
    case .spanOrder(let field, let comparison, let span):
      return "\(name(table, field)) \(comparison.rawValue) \(span.text)"
    case .spanFields(let field, let comparison, let other):
      return "\(name(table, field)) \(comparison.rawValue) \(name(table, other))"
    case .cut(let cut, let comparison, let span):
      return "\(cut.rawValue) \(comparison.rawValue) \(span.text)"
    default: return numeric(test, table)
    }
  }

  private func numeric(_ test: RowCondition, _ table: Int) -> String {
    switch test {
    case .number(let number, let comparison, let literal):
      "\(self.number(number, table)) \(comparison.rawValue) \(literal.text)"
    case .numbers(let field, let isEqual, let literals):
      "\(name(table, field)) \(sign(isEqual)) " + list(literals.map(\.text))
    case .numberRange(let field, let isEqual, let low, let high):
      "\(name(table, field)) \(sign(isEqual)) \(low.text)..\(high.text)"
    case .inUnit(let field, let comparison, let literal, let unit):
      "\(name(table, field)) \(comparison.rawValue) \(literal.text) \(unit.word)"
    case .compare(let field, let comparison, let other):
      "\(name(table, field)) \(comparison.rawValue) \(number(other, table))"
    case .missingNumber(let number): "\(self.number(number, table)) saknas"
    case .manyChildren: quoted("stora hushåll")
    case .indebted: quoted("skuldsatta")
    default: preconditionFailure("members and spans are written by themselves")
    }
  }

  private func joined(_ tests: [RowCondition], _ word: String, _ table: Int) -> String {
    "(" + tests.map { condition($0, table) }.joined(separator: " \(word) ") + ")"
  }
}
