import InsynTestSupport
import InsynValue

/// Makes random questions over a made-up package. The same seed makes the same questions.
struct QuestionChance {
  let package: MadePackage
  var random: SeededRandom

  init(_ package: MadePackage, seed: UInt64) {
    self.package = package
    random = SeededRandom(seed: seed)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func some<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    Array(elements.shuffled(using: &random).prefix(count))
  }

  func table(_ index: Int) -> MadeTable { package.tables[index] }

  func fields(_ table: Int, _ holds: (MadeField) -> Bool) -> [Int] {
    let fields = package.tables[table].fields
    return fields.indices.filter { holds(fields[$0]) }
  }

  mutating func next() -> Question {
    let table = pick([0, 0, 0, 0, 1, 1, 2])
    return once(in: 7) ? listing(table) : counted(table)
  }

  // MARK: listings

  private mutating func listing(_ table: Int) -> Question {
    var question = Question(table: table)
    let all = Array(self.table(table).fields.indices)
    question.listed = once(in: 3) ? [] : some(all, 1 + below(4))
    addFilters(&question)
    if once(in: 2) { question.order = (.field(pick(all)), pick([nil, true, false])) }
    if once(in: 2) { question.top = (1 + below(12), once(in: 2)) }
    return question
  }

  // MARK: counts and aggregates

  private mutating func counted(_ table: Int) -> Question {
    var question = Question(table: table)
    let splits = some(self.splits(table), pick([0, 1, 1, 1, 2, 2, 3]))
    question.rows = splits
    if once(in: 4) {
      question.column = self.splits(table).filter { !splits.contains($0) }
        .first { _ in once(in: 3) }
    }
    addFilters(&question)
    for _ in 0..<pick([1, 1, 1, 2, 3]) { question.measures.append(measure(question)) }
    if question.column == nil, once(in: 5) { addVersus(&question) }
    if question.versus == nil || once(in: 4), once(in: 4) {
      question.share = pick(
        [.total] + (question.column == nil ? [] : [.row]) + (splits.isEmpty ? [] : [.column]))
    }
    question.withTotal = once(in: 3)
    if once(in: 6) { question.results = [result(question)] }
    if once(in: 3) { addOrder(&question) }
    if once(in: 4) { question.top = (1 + below(6), once(in: 2)) }
    return question
  }

  /// Fields by which rows can be split, and parts of the calendar.
  private func splits(_ table: Int) -> [Question.Split] {
    let made = self.table(table)
    let cuts = MadeCut.allCases.filter { cut in !made.fields.contains { $0.name == cut.rawValue } }
    return fields(table) { !$0.isNumeric }.map { .field($0) } + cuts.map { .cut($0) }
  }

  private mutating func measure(_ question: Question) -> Measure {
    let table = question.table
    switch below(12) {
    case 0, 1: return .count
    case 2: return .countWhere(condition(table, depth: 2))
    case 3: return .shareWhere(condition(table, depth: 2))
    case 4: return .distinct(pick(Array(self.table(table).fields.indices)))
    case 5: return combined(table)
    case 6: return beside(question) ?? .count
    default: return aggregate(table)
    }
  }

  private mutating func aggregate(_ table: Int) -> Measure {
    let function: Measure.Function = pick([.sum, .mean, .median, .least, .greatest])
    if table == 0, once(in: 6) { return .aggregate(function, .amountPerMonth) }
    return .aggregate(function, .field(pick(fields(table) { $0.isNumeric })))
  }

  /// Two measures joined by a sign; now and then of units that cannot be added.
  private mutating func combined(_ table: Int) -> Measure {
    switch below(5) {
    case 0: return .binary(.divided, .countWhere(condition(table, depth: 1)), .count)
    case 1: return .binary(.divided, aggregate(table), .count)
    case 2: return .binary(.divided, aggregate(table), aggregate(table))
    case 3:
      let factor = Literal(mantissa: Int64(below(50)), decimals: below(2))
      return .binary(.times, .number(factor), aggregate(table))
    default:
      let field = RowNumber.field(pick(fields(table) { $0.isNumeric }))
      let other = once(in: 8) ? RowNumber.field(pick(fields(table) { $0.isNumeric })) : field
      return .binary(
        pick([.plus, .minus]), .aggregate(pick([.sum, .greatest]), field),
        .aggregate(pick([.sum, .least, .mean]), other))
    }
  }

  /// A ratio to another table, where the two share what rows are split by.
  private mutating func beside(_ question: Question) -> Measure? {
    let others = [[1, 2], [0, 2], [0]][question.table]
    let other = pick(others)
    let own = once(in: 3) ? aggregate(question.table) : .count
    var inner = once(in: 3) ? Measure.count : aggregate(other)
    if other == 2 { inner = .aggregate(.sum, .field(table(2).field("invånare"))) }
    let test = once(in: 2) ? condition(other, depth: 0) : nil
    return .binary(.divided, own, .aside(table: other, inner, test))
  }

  // MARK: what comes after grouping

  private mutating func addVersus(_ question: inout Question) {
    // Filters on other days than the table's own are left out: what is a year before is its period.
    let period = table(question.table).period
    if question.measures.contains(where: { $0.comparesDays(besides: period) }) { return }
    question.filters.removeAll { $0.comparesDays(besides: period) }
    question.versus = pick([.lastYear, .lastYear, .previous, .span(.year(2014 + below(4)))])
    if case .span = question.versus {
      question.filters.removeAll { $0.comparesSpans }
    }
    let isSplit = question.rows.contains { split in
      switch split {
      case .cut: true
      case .field(let field): field == period
      }
    }
    if !isSplit && question.period == nil && once(in: 8) == false {
      question.period = .year(2014 + below(4))
    }
    // A day has no month that it could be moved by.
    question.rows.removeAll { split in
      if case .field(let field) = split {
        return table(question.table).fields[field].isSpan && field != period
      }
      return false
    }
  }

  private mutating func result(_ question: Question) -> ResultCondition {
    ResultCondition(
      measure: below(question.measures.count),
      comparison: pick([.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual]),
      limit: Literal(mantissa: Int64(below(once(in: 3) ? 1_000 : 20)), decimals: below(2)),
      isNegated: once(in: 5))
  }

  private mutating func addOrder(_ question: inout Question) {
    var keys: [Question.OrderKey] = question.measures.indices.map { .measure($0) }
    keys += question.rows.indices.map { .split($0) }
    if question.versus != nil, question.measures.count == 1 {
      keys += ["jämförelse", "skillnad", "ändring"].map { .versus($0) }
    }
    question.order = (pick(keys), pick([nil, true, false]))
  }
}
