import InsynValue

extension Parser {
  /// pred = conj { OR conj }
  mutating func pred() throws(Miss) -> Pred {
    var tests = [try conjunction()]
    while take(keyword: .or, .clause) { tests.append(try conjunction()) }
    return tests.count == 1 ? tests[0] : .or(tests)
  }

  /// conj = test { AND test }
  private mutating func conjunction() throws(Miss) -> Pred {
    var tests = [try test()]
    while take(keyword: .and, .clause) { tests.append(try test()) }
    return tests.count == 1 ? tests[0] : .and(tests)
  }

  /// test = NOT test | "(" pred ")" | SEGMENT | VALUE | sum cmp rhs | sum ( MISSING | SUPPRESSED )
  private mutating func test() throws(Miss) -> Pred {
    let start = position
    note(Expectation(.test, signs: [.open]))
    if take(keyword: .not, .test) { return .not(try test(), span(from: start)) }
    if isSign(.open), choose([true, false]) == true {
      position += 1
      let inner = try pred()
      try expect(.close, .clause)
      return inner
    }
    let left = try sum(inTest: true)
    if let found = keywords([.missing, .suppressed], .comparison).first {
      takeKeyword(found.length)
      let span = span(from: start)
      return found.0 == .missing ? .missing(left, span) : .suppressed(left, span)
    }
    if let comparison = try comparison() {
      let right = try right(of: left, comparison)
      return .compare(left, comparison, right, span(from: start))
    }
    if case .name(let name) = left, !name.kinds.isDisjoint(with: [.segment, .value]) {
      return .name(name)
    }
    throw miss(Expectation(.comparison, keywords: [.missing, .suppressed, .contains]))
  }

  /// cmp = "=" | "!=" | "<" | "<=" | ">" | ">=" | CONTAINS
  private mutating func comparison() throws(Miss) -> Comparison? {
    note(Expectation(.comparison, signs: Parser.comparisons))
    if take(keyword: .contains, .comparison) { return .contains }
    guard case .sign(let sign) = current?.kind else { return nil }
    if sign == .doubleEqual || sign == .angles {
      let habit: Habit = sign == .doubleEqual ? .doubleEqual : .angles
      throw fault(
        .foreign(habit, word: sign.rawValue), at: position..<position + 1,
        repair: sign == .doubleEqual ? "=" : "!=")
    }
    guard let comparison = Comparison(rawValue: sign.rawValue) else { return nil }
    position += 1
    return comparison
  }

  /// rhs = "(" value { "," value } ")" | value [ ".." value ] | sum
  private mutating func right(of left: Sum, _ comparison: Comparison) throws(Miss) -> Right {
    var field: String?
    if case .name(let name) = left { field = name.phrase }
    let start = position
    // What a text holds is letters, never a member, whatever it may name elsewhere.
    if comparison == .contains {
      switch current?.kind {
      case .word:
        position += 1
        return .value(.text(source[span(from: start)], span(from: start)))
      case .quoted(let text):
        position += 1
        return .value(.text(text, span(from: start)))
      default: break
      }
    }
    let severalMayStand = comparison == .equal || comparison == .unequal
    if severalMayStand { note(Expectation(.value, signs: [.open])) }
    if isSign(.open), severalMayStand, choose([true, false]) == true {
      position += 1
      var values = [try value(of: field)]
      note(Expectation(.value, signs: [.comma]))
      while take(.comma) { values.append(try value(of: field)) }
      try expect(.close, .value)
      if values.count == 1, case .number(let literal) = values[0], literal.decimals > 0,
        source[literal.span].contains(",")
      {
        let text = source[literal.span]
        throw fault(
          .listWithoutSpace(text), at: start..<position,
          repair: "(" + text.split(separator: ",").joined(separator: ", ") + ")", isCertain: true)
      }
      return .list(values, span(from: start))
    }
    if choose([true, false]) == true {
      let first = try value(of: field)
      if severalMayStand { note(Expectation(.clause, signs: [.range])) }
      if severalMayStand, take(.range) { return .range(first, try value(of: field)) }
      if continuesExpression { throw miss(Expectation(.operand)) }
      return .value(first)
    }
    return .sum(try sum())
  }

  private static let comparisons: [Sign] = [
    .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  private var continuesExpression: Bool {
    switch current?.kind {
    case .sign(.plus), .sign(.times), .sign(.divided): true
    case .sign(.minus): current?.spaceBefore == true && current?.spaceAfter == true
    default: false
    }
  }

  /// value = NUMBER [ UNIT ] | TEXT | period | document | VALUE | PARAM; the field's members first
  mutating func value(of field: String?) throws(Miss) -> Value {
    let start = position
    if let field, let match = choose(members(of: field)) { return .name(take(match)) }
    note(Expectation(.value, literals: [.number, .text]))
    let bares = bareOptions(.value, isNamed: field == nil)
    if let option = bares.first(where: { $0.length > 1 || !isNumberToken }) {
      return try take(option)
    }
    if case .quoted(let text) = current?.kind {
      position += 1
      return .text(text, span(from: start))
    }
    if let literal = number() { return .number(literal) }
    throw miss(Expectation(.value, membersOf: field))
  }

  private var isNumberToken: Bool {
    if case .number = current?.kind { true } else { false }
  }

  /// NUMBER [ UNIT ]
  private mutating func number() -> Literal? {
    guard case .number(let number, let decimals) = current?.kind else { return nil }
    let start = position
    position += 1
    var unit: Unit?
    if take(.percent) {
      unit = .percent
    } else if case .word(let word) = current?.kind, ["kr", "tkr", "mnkr"].contains(word) {
      unit = Unit(word: word)
      position += 1
    }
    return Literal(number: number, decimals: decimals, unit: unit, span: span(from: start))
  }

  /// sum = prod { ( "+" | "-" ) prod }
  mutating func sum(inTest: Bool = false) throws(Miss) -> Sum {
    var left = try product(inTest)
    note(Expectation(.clause, signs: [.plus, .minus, .times, .divided]))
    while let sign = additive() {
      position += 1
      left = .binary(sign, left, try product(inTest))
    }
    return left
  }

  private func additive() -> Operator? {
    guard let token = current else { return nil }
    switch token.kind {
    case .sign(.plus): return .plus
    case .sign(.minus) where token.spaceBefore && token.spaceAfter: return .minus
    default: return nil
    }
  }

  /// prod = unary { ( "*" | "/" ) unary }
  private mutating func product(_ inTest: Bool) throws(Miss) -> Sum {
    var left = try unary(inTest)
    while isSign(.times) || isSign(.divided) {
      let sign: Operator = isSign(.times) ? .times : .divided
      position += 1
      left = .binary(sign, left, try unary(inTest))
    }
    return left
  }

  private enum Head {
    case aggregate(Keyword, Int)
    case name(Match)
    case group
    case literal
  }

  /// unary = "-" unary | AGG ( … ) | operand
  private mutating func unary(_ inTest: Bool) throws(Miss) -> Sum {
    let start = position
    if isSign(.minus), current?.spaceBefore ?? false || position == 0 || !isName(position - 1) {
      position += 1
      return .negated(try unary(inTest), span(from: start))
    }
    let kinds: NameKinds =
      inTest ? [.measure, .field, .dimension, .segment, .value] : [.measure, .field, .dimension]
    var heads: [(Int, Head)] = phrases(kinds, inTest ? .test : .operand).map {
      ($0.length, .name($0))
    }
    for (keyword, length) in keywords(Keyword.aggregates, inTest ? .test : .operand) {
      let at = heads.firstIndex { $0.0 < length } ?? heads.count
      heads.insert((length, .aggregate(keyword, length)), at: at)
    }
    note(
      Expectation(
        inTest ? .test : .operand, signs: [.open], literals: [.number, .text, .parameter]))
    if isSign(.open) { heads.append((0, .group)) }
    heads.append((0, .literal))
    switch choose(heads)?.1 {
    case .aggregate(let keyword, let length):
      takeKeyword(length)
      begun.aggregate = keyword
      if begun.clause == nil { begun.isComputed = true }
      return .aggregate(Aggregate(keyword), try aggregated(), span(from: start))
    case .name(let match): return .name(take(match))
    case .group: return try group()
    case .literal, nil: return try literal(kinds)
    }
  }

  /// True for a word, after which a hyphen without a blank belongs to a name.
  private func isName(_ index: Int) -> Bool {
    if case .word = token(index)?.kind { true } else { false }
  }

  private mutating func literal(_ kinds: NameKinds) throws(Miss) -> Sum {
    let start = position
    if let literal = number() { return .number(literal) }
    switch current?.kind {
    case .quoted(let text):
      position += 1
      return .text(text, span(from: start))
    case .parameter(let name):
      position += 1
      return .parameter(name, span(from: start))
    default:
      throw miss(Expectation(.operand, keywords: Keyword.aggregates, names: kinds))
    }
  }

  /// AGG ( SEGMENT | FIELD | DIM | TABLE | VALUE | "(" pred ")" )
  private mutating func aggregated() throws(Miss) -> Operand {
    note(Expectation(.aggregate, signs: [.open]))
    if isSign(.open), choose([true, false]) == true {
      position += 1
      let inner = try pred()
      try expect(.close, .clause)
      return .pred(inner)
    }
    return .name(
      try name([.segment, .field, .dimension, .table, .value, .measure], .aggregate))
  }

  /// "(" [ TABLE ":" ] sum [ WHERE pred ] ")"
  private mutating func group() throws(Miss) -> Sum {
    let start = position
    position += 1
    let outer = begun
    begun = Begun()
    begun.isInside = true
    let table = try tableBeforeColon()
    let inner = try sum()
    var filter: Pred?
    if take(keyword: .filter, .clause) {
      begun.clause = .filter
      filter = try pred()
    }
    try expect(.close, .clause)
    begun = outer
    begun.last = nil
    return .group(table: table, inner, filter: filter, span(from: start))
  }
}

extension Aggregate {
  init(_ keyword: Keyword) {
    switch keyword {
    case .count: self = .count
    case .sum: self = .sum
    case .average: self = .average
    case .median: self = .median
    case .least: self = .least
    case .greatest: self = .greatest
    case .share: self = .share
    default: self = .distinct
    }
  }

  /// The keyword that writes it.
  package var keyword: Keyword {
    switch self {
    case .count: .count
    case .sum: .sum
    case .average: .average
    case .median: .median
    case .least: .least
    case .greatest: .greatest
    case .share: .share
    case .distinct: .distinct
    }
  }
}
