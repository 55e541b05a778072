import InsynValue

extension Parser {
  /// line = param | def | meta | query | refine
  mutating func line() throws(Miss) -> Line {
    let verbs: [Keyword] = [.param, .define, .explain, .source, .show, .save, .check]
    let verb = keywords(verbs, .start).first.map { $0.0 }
    let options: [Keyword?] = verb == nil ? [nil] : [verb, nil]
    let chosen = choose(options) ?? nil
    begun.verb = chosen
    switch chosen {
    case .param: return try parameterLine()
    case .define: return try definition()
    case .explain:
      takeKeyword(1)
      return .explain(try subject())
    case .source:
      takeKeyword(1)
      return .source(try subject())
    case .show:
      takeKeyword(1)
      note(Expectation(.start, names: .all))
      return .show(rest(), span(0..<tokens.count))
    case .save: return try save()
    case .check:
      takeKeyword(1)
      return .check(try clauses(separated: false), span(0..<tokens.count))
    default: return try queryOrRefinement()
    }
  }

  private mutating func queryOrRefinement() throws(Miss) -> Line {
    if choose([true, false]) == true { return .query(try query()) }
    let start = position
    begun.isRefining = true
    let clauses = try clauses(separated: false)
    if clauses == Clauses() {
      throw miss(Expectation(.start, names: [.measure, .table]))
    }
    return .refine(clauses, span(from: start))
  }

  /// param = "param" PARAM ":" type [ "=" value ] [ TEXT ]
  private mutating func parameterLine() throws(Miss) -> Line {
    takeKeyword(1)
    guard case .parameter(let name) = current?.kind, let nameSpan = current?.span else {
      throw miss(Expectation(.definition))
    }
    position += 1
    try expect(.colon, .definition)
    guard case .word(let type) = current?.kind, let typeSpan = current?.span else {
      throw miss(Expectation(.definition, names: .dimension))
    }
    position += 1
    var value: Value?
    note(Expectation(.definition, signs: [.equal], literals: .text))
    if take(.equal) { value = try self.value(of: type) }
    var text: String?
    if case .quoted(let written) = current?.kind {
      text = written
      position += 1
    }
    return .parameter(
      ParameterLine(
        name: name, span: nameSpan, type: type, typeSpan: typeSpan, value: value, text: text))
  }

  /// def = LET TEXT { "|" TEXT } "=" query; a test instead of a query makes a segment
  private mutating func definition() throws(Miss) -> Line {
    let start = position
    takeKeyword(1)
    var names: [String] = []
    let namesStart = position
    repeat {
      guard case .quoted(let name) = current?.kind else {
        throw miss(Expectation(.text, literals: .text))
      }
      names.append(name)
      position += 1
      note(Expectation(.definition, signs: [.equal, .bar]))
    } while take(.bar)
    let nameSpan = span(from: namesStart)
    try expect(.equal, .definition)
    let body: DefinitionLine.Body
    // `barn = 1` could label a one; in a definition it is a test.
    if choose(isLabelAfterTable ? [true, false] : [false, true]) == true {
      let table = try tableBeforeColon()
      body = .test(table: table, try pred())
    } else {
      body = .query(try query())
    }
    return .definition(
      DefinitionLine(names: names, nameSpan: nameSpan, body: body, span: span(from: start)))
  }

  private var isLabelAfterTable: Bool {
    let colon = tokens[position...].firstIndex { $0.kind == .sign(.colon) }
    let start = colon.map { $0 + 1 } ?? position
    if case .word = token(start)?.kind { return isSign(.equal, at: start + 1) }
    return false
  }

  /// [ query | name ], the name being the rest of the line
  private mutating func subject() throws(Miss) -> Subject {
    if current == nil { return .lastAnswer }
    note(Expectation(.start, names: .all))
    if choose([true, false]) == true { return .query(try query()) }
    let whole = span(position..<tokens.count)
    guard let name = rest(), !lexicon.kinds(of: fold(name)).isEmpty || Code(text: name) != nil
    else {
      throw miss(Expectation(.start, names: [.measure, .table, .dimension, .field, .segment]))
    }
    return .name(name, whole)
  }

  /// The rest of the line as text, nil when there is none; a quoted rest loses its quotes.
  private mutating func rest() -> String? {
    guard position < tokens.count else { return nil }
    defer { position = tokens.count }
    if position == tokens.count - 1, case .quoted(let text) = tokens[position].kind { return text }
    return source[span(position..<tokens.count)]
  }

  private mutating func save() throws(Miss) -> Line {
    let start = position
    takeKeyword(1)
    guard case .quoted(let name) = current?.kind else {
      throw miss(Expectation(.text, literals: .text))
    }
    position += 1
    return .save(name, span(from: start))
  }

  /// [ TABLE ":" ]
  mutating func tableBeforeColon() throws(Miss) -> Name? {
    let all = phrases(.table, .start)
    for match in all { note(Expectation(.start, signs: [.colon]), at: position + match.length) }
    let matches = all.filter { isSign(.colon, at: position + $0.length) }
    guard let match = choose(matches) else { return nil }
    let outer = begun
    let name = take(match)
    begun = outer
    begun.table = name
    position += 1
    return name
  }

  /// query = [ TABLE ":" ] { bare } measure { ( "," | AND ) measure } { [ "," ] clause }
  mutating func query() throws(Miss) -> Query {
    let start = position
    let table = try tableBeforeColon()
    var leading: [Placed<Filter>] = []
    while let (value, span) = try bareBeforeMeasure() {
      leading.append(Placed(.bare([value]), span))
      // `OSA-deltagare`: in a name a hyphen is a blank.
      if isSign(.minus), current?.spaceBefore == false, current?.spaceAfter == false {
        position += 1
      }
    }
    begun.measures = [[]]
    var measures = [try measure()]
    while try anotherMeasure() {
      begun.measures.append([])
      measures.append(try measure())
    }
    var clauses = try clauses(separated: true)
    clauses.filters = leading + clauses.filters
    return Query(table: table, measures: measures, clauses: clauses, span: span(from: start))
  }

  /// A bare value that stands before the measure, unless the measure itself is longer here.
  private mutating func bareBeforeMeasure() throws(Miss) -> (Value, Span)? {
    let start = position
    var options: [(Int, BareOption?)] = bareOptions().map { ($0.length, $0) }
    if options.isEmpty { return nil }
    let measures = phrases([.measure, .table, .field, .dimension], .measure)
    let longest = max(measures.first?.length ?? 0, 1)
    let at = options.firstIndex { $0.0 <= longest } ?? options.count
    options.insert((longest, nil), at: measures.isEmpty ? options.count : at)
    guard let chosen = choose(options)?.1 else { return nil }
    return (try take(chosen), span(from: start))
  }

  private mutating func anotherMeasure() throws(Miss) -> Bool {
    let start = position
    note(Expectation(.clause, signs: [.comma]))
    let separated = take(.comma) || take(keyword: .and, .clause)
    if !separated { return false }
    begun.last = nil
    let begins =
      !phrases([.measure, .table, .field, .dimension], .measure).isEmpty
      || !keywords(Keyword.aggregates, .measure).isEmpty || isSign(.open) || isNumber
      || isLabel || isQuoted || current?.kind == .cursor
    let options = begins ? [true, false] : [false]
    if choose(options) == true { return true }
    position = start
    return false
  }

  private var isNumber: Bool {
    if case .number = current?.kind { true } else { false }
  }

  private var isQuoted: Bool {
    if case .quoted = current?.kind { true } else { false }
  }

  private var isLabel: Bool {
    if case .word = current?.kind { isSign(.equal, at: position + 1) } else { false }
  }

  /// measure = TABLE | [ WORD "=" ] sum
  private mutating func measure() throws(Miss) -> Measure {
    let start = position
    if isLabel, case .word(let word) = current?.kind, choose([true, false]) == true {
      let label = Measure.Label(
        text: source[span(start..<start + 1)], span: span(start..<start + 1))
      position += 2
      let sum = try measuring()
      labels.insert(word)
      return Measure(label: label, .sum(sum), span(from: start))
    }
    let tables = phrases(.table, .measure)
    let names = phrases([.measure, .field, .dimension], .measure)
    if let table = tables.first, table.length >= names.first?.length ?? 0,
      choose([true, false]) == true
    {
      begun.isListing = true
      return Measure(.listing(take(table)), span(from: start))
    }
    return Measure(.sum(try measuring()), span(from: start))
  }

  /// A sum that names something: a lone number measures nothing.
  private mutating func measuring() throws(Miss) -> Sum {
    let start = position
    let sum = try sum()
    if sum.namesSomething { return sum }
    position = start
    throw miss(Expectation(.measure, keywords: Keyword.aggregates, names: [.measure, .table]))
  }
}

extension Sum {
  fileprivate var namesSomething: Bool {
    switch self {
    case .number, .text, .parameter: false
    case .name, .aggregate: true
    case .negated(let sum, _), .group(_, let sum, _, _): sum.namesSomething
    case .binary(_, let left, let right): left.namesSomething || right.namesSomething
    }
  }
}
