import InsynValue

/// A measure over what the probes find.
indirect enum Formula {
  enum Reading {
    case count
    case share
    case sum
    case mean
    case median
    case least
    case greatest
  }
  /// Whole numbers become figures: ÷ `by` × 10^`exponent`.
  struct Scale {
    var by: Int64 = 1
    var exponent = 0
    var unit = Unit.none
  }
  case number(Exact)
  case reading(probe: Int, Reading, Scale)
  case binary(Operator, Formula, Formula)
}

/// A question as probes and formulas.
struct Prepared {
  let question: Question
  let package: MadePackage
  private(set) var probes: [Probe] = []
  private(set) var measures: [Formula] = []
  private(set) var references: [Formula] = []
  /// The probes of a reference that looks back from each row; they make no rows of their own.
  private(set) var backward: Set<Int> = []
  /// How many months a reference looks back from each row, by the length of a part; nil for none.
  private(set) var looksBack: ((Int) -> Int)?

  init(_ question: Question, _ package: MadePackage) {
    self.question = question.cut(package.tables[question.table])
    self.package = package
    for measure in question.measures { measures.append(formula(measure, Place(question.table))) }
    if let versus = question.versus { refer(versus) }
  }

  /// Where a measure stands: its table, and what its own parentheses add.
  private struct Place {
    var table: Int
    var isAside = false
    var test: RowCondition?
    var move: ((Span) -> Span)?
    /// A period that `mot` adds.
    var period: Span?
    var looksBack = false

    init(_ table: Int) { self.table = table }
  }

  private mutating func refer(_ versus: Question.MadeVersus) {
    var place = Place(question.table)
    let hasPeriod = question.period != nil || question.filters.contains(where: \.comparesSpans)
    switch versus {
    case .span(let span):
      if hasPeriod { place.move = { _ in span } } else { place.period = span }
    case .lastYear:
      if hasPeriod { place.move = { $0.earlier(12) ?? $0 } } else { looksBack = { _ in 12 } }
    case .previous:
      if hasPeriod {
        place.move = { $0.earlier($0.months?.count ?? 0) ?? $0 }
      } else {
        looksBack = { $0 }
      }
    }
    place.looksBack = looksBack != nil
    for measure in question.measures { references.append(formula(measure, place)) }
  }

  private mutating func formula(_ measure: Measure, _ place: Place) -> Formula {
    let sql = RowSQL(package: package, table: place.table)
    switch measure {
    case .count:
      let counts = package.tables[place.table].counts
      return ask(counts.map { .distinct("c\($0)") } ?? .rows(nil), .count, place)
    case .countWhere(let test): return ask(.rows(sql.condition(test)), .count, place)
    case .shareWhere(let test): return ask(.rows(sql.condition(test)), .share, place)
    case .distinct(let field): return ask(.distinct(sql.key(.field(field))), .count, place)
    case .number(let literal): return .number(literal.exact)
    case .aggregate(let function, let number): return aggregate(function, number, place)
    case .binary(let sign, let left, let right):
      return .binary(sign, formula(left, place), formula(right, place))
    case .aside(let table, let inner, let test):
      var aside = place
      (aside.table, aside.test, aside.isAside) = (table, test, true)
      return formula(inner, aside)
    }
  }

  private mutating func aggregate(
    _ function: Measure.Function, _ number: RowNumber, _ place: Place
  ) -> Formula {
    let fraction = RowSQL(package: package, table: place.table).fraction(number)
    var scale = Formula.Scale(exponent: fraction.exponent, unit: fraction.unit)
    var whole = fraction.number
    if let by = fraction.by {
      // Months are 1…12, which all divide this.
      scale.by = 27_720
      whole = "(\(whole) * (27720 / \(by)))"
    }
    switch function {
    case .sum: return ask(.numbers(whole), .sum, place, scale)
    case .mean: return ask(.numbers(whole), .mean, place, scale)
    case .least: return ask(.numbers(whole), .least, place, scale)
    case .greatest: return ask(.numbers(whole), .greatest, place, scale)
    case .median: return ask(.middle(whole), .median, place, scale)
    }
  }

  private mutating func ask(
    _ gather: Probe.Gather, _ reading: Formula.Reading, _ place: Place,
    _ scale: Formula.Scale = Formula.Scale()
  ) -> Formula {
    let splits = question.rows + (question.column.map { [$0] } ?? [])
    let probe = Probe(
      table: place.table, conditions: conditions(place),
      axes: splits.map { axis($0, place.table) }, hasColumn: question.column != nil,
      gather: gather)
    // A reference that looks back has probes of its own, since only the others make rows.
    let known = probes.indices.first { index in
      probes[index] == probe && backward.contains(index) == place.looksBack
    }
    let index = known ?? probes.count
    if known == nil { probes.append(probe) }
    if place.looksBack { backward.insert(index) }
    return .reading(probe: index, reading, scale)
  }

  // MARK: what a table has of the question

  private func conditions(_ place: Place) -> [String] {
    let sql = RowSQL(package: package, table: place.table)
    var tests: [RowCondition] = []
    let period = package.tables[place.table].period ?? 0
    for span in [question.period, place.period].compactMap({ $0 }) {
      tests.append(.spans(period, isEqual: true, [span]))
    }
    for filter in question.filters {
      // Beside its own table a measure is bound by what its table has.
      if place.table == question.table {
        tests.append(filter)
      } else {
        tests += filter.conjuncts.compactMap { mapped($0, place.table) }
      }
    }
    // What stands in a measure's own parentheses stays as it is.
    if let move = place.move { tests = tests.map { $0.moved(move) } }
    if let test = place.test { tests.append(test) }
    return tests.map(sql.condition)
  }

  /// A field of the question's table in another; nil where it has none of the name.
  private func mapped(_ field: Int, _ table: Int) -> Int? {
    let name = package.tables[question.table].fields[field].name
    return package.tables[table].fields.firstIndex { $0.name == name }
  }

  private func mapped(_ test: RowCondition, _ table: Int) -> RowCondition? {
    if let test = cut(test, table) { return test }
    return switch test {
    case .members(let field, let isEqual, let ranks):
      mapped(field, table).map { .members($0, isEqual: isEqual, ranks) }
    case .memberRange(let field, let isEqual, let low, let high):
      mapped(field, table).map { .memberRange($0, isEqual: isEqual, low, high) }
    case .memberOrder(let field, let comparison, let rank):
      mapped(field, table).map { .memberOrder($0, comparison, rank) }
    case .contains(let field, let part): mapped(field, table).map { .contains($0, part) }
    case .missing(let field): mapped(field, table).map { .missing($0) }
    case .spans(let field, let isEqual, let spans):
      mapped(field, table).map { .spans($0, isEqual: isEqual, spans) }
    case .spanOrder(let field, let comparison, let span):
      mapped(field, table).map { .spanOrder($0, comparison, span) }
    case .spanRange(let field, let isEqual, let first, let last):
      mapped(field, table).map { .spanRange($0, isEqual: isEqual, first, last) }
    case .cut: test
    case .all(let tests): mapped(tests, table).map { .all($0) }
    case .any(let tests): mapped(tests, table).map { .any($0) }
    case .not(let test): mapped(test, table).map { .not($0) }
    default: nil
    }
  }

  /// A condition on a field of years, where the other table has months that lie in them.
  private func cut(_ test: RowCondition, _ table: Int) -> RowCondition? {
    func year(_ field: Int) -> MadeCut? {
      mapped(field, table) == nil
        ? MadeCut(rawValue: package.tables[question.table].fields[field].name) : nil
    }
    func any(_ cut: MadeCut, _ isEqual: Bool, _ spans: [Span]) -> RowCondition {
      let tests = RowCondition.any(spans.map { .cut(cut, .equal, $0) })
      return isEqual ? tests : .not(tests)
    }
    switch test {
    case .spans(let field, let isEqual, let spans):
      return year(field).map { any($0, isEqual, spans) }
    case .spanRange(let field, let isEqual, let first, let last):
      return year(field).map { any($0, isEqual, [first.through(last)]) }
    case .spanOrder(let field, let comparison, let span):
      return year(field).map { .cut($0, comparison, span) }
    default: return nil
    }
  }

  /// All of the conditions, or nothing.
  private func mapped(_ tests: [RowCondition], _ table: Int) -> [RowCondition]? {
    let own = tests.compactMap { mapped($0, table) }
    return own.count == tests.count ? own : nil
  }

  private func axis(_ split: Question.Split, _ table: Int) -> String? {
    let sql = RowSQL(package: package, table: table)
    if table == question.table { return sql.key(split) }
    switch split {
    case .field(let field): return mapped(field, table).map { sql.key(.field($0)) }
    case .cut: return sql.key(split)
    }
  }
}

extension Question {
  /// The same with a field of years, `år`, as that part of the calendar, which tables of months have too.
  fileprivate func cut(_ table: MadeTable) -> Question {
    func cut(_ split: Split) -> Split {
      guard case .field(let field) = split, table.fields[field].isSpan else { return split }
      return MadeCut(rawValue: table.fields[field].name).map(Split.cut) ?? split
    }
    var question = self
    question.rows = rows.map(cut)
    question.column = column.map(cut)
    return question
  }
}

extension RowCondition {
  /// The conditions that must all hold.
  var conjuncts: [RowCondition] {
    if case .all(let tests) = self { tests.flatMap(\.conjuncts) } else { [self] }
  }

  /// True when a period stands right of a comparison.
  var comparesSpans: Bool {
    switch self {
    case .all(let tests), .any(let tests): tests.contains(where: \.comparesSpans)
    case .not(let test): test.comparesSpans
    case .spans, .spanRange, .spanOrder, .cut: true
    default: false
    }
  }

  /// The same condition of another time.
  func moved(_ move: (Span) -> Span) -> RowCondition {
    switch self {
    case .all(let tests): .all(tests.map { $0.moved(move) })
    case .any(let tests): .any(tests.map { $0.moved(move) })
    case .not(let test): .not(test.moved(move))
    case .spans(let field, let isEqual, let spans): .spans(field, isEqual: isEqual, spans.map(move))
    case .spanRange(let field, let isEqual, let first, let last):
      .spans(field, isEqual: isEqual, [move(first.through(last))])
    case .spanOrder(let field, let comparison, let span):
      .spanOrder(field, comparison, move(span))
    case .cut(let cut, let comparison, let span): .cut(cut, comparison, move(span))
    default: self
    }
  }
}
