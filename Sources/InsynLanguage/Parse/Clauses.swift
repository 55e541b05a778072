import InsynValue

/// Something that may stand bare at a place.
struct BareOption {
  enum Kind {
    case period(Period)
    case document(String)
    case name(Match)
    case parameter(String)
  }
  let kind: Kind
  let length: Int
}

extension Parser {
  /// { [ "," ] clause }, each once; filters many
  mutating func clauses(separated: Bool) throws(Miss) -> Clauses {
    var clauses = Clauses()
    var first = !separated
    while position < tokens.count {
      let start = position
      if !first { _ = take(.comma) }
      first = false
      if position == tokens.count || isSign(.close) {
        position = start
        break
      }
      try clause(into: &clauses)
    }
    begun.clause = nil
    return clauses
  }

  private mutating func clause(into clauses: inout Clauses) throws(Miss) {
    let start = position
    begun.clause = nil
    let clear = keywords(Keyword.clauses + [.within], .clause)
    // `i fjol` has no place here; it is read only to be told so.
    let words = Parser.keywords([.lastYear], tokens, at: position) + clear
    let bares = bareOptions()
    if let word = words.first, word.length >= bares.first?.length ?? 0 {
      if bares.isEmpty || choose([true, false]) == true {
        return try clause(word.0, word.length, into: &clauses, start)
      }
    }
    if let turned = turnedPeriod(), turned.known?.isCertain ?? false { throw turned }
    if bares.isEmpty {
      throw turnedPeriod() ?? miss(Expectation(.clause, keywords: Keyword.clauses, names: .value))
    }
    let values = try bareValues()
    clauses.filters.append(Placed(.bare(values), span(from: start)))
  }

  private mutating func clause(
    _ word: Keyword, _ length: Int, into clauses: inout Clauses, _ start: Int
  ) throws(Miss) {
    takeKeyword(length)
    begun.enter(word)
    switch word {
    case .per:
      let dims = try dimensions()
      try set(&clauses.rows, dims, .rows, start)
    case .cross:
      if clauses.column != nil { throw fault(.secondColumn, at: start..<position) }
      let dim = try name(.dimension, .column)
      try set(&clauses.column, dim, .column, start)
    case .filter: try filter(into: &clauses, start)
    case .within:
      let values = try bareValues()
      clauses.filters.append(Placed(.bare(values), span(from: start)))
    case .lastYear: throw fault(.lastYearAsFilter, at: start..<position)
    case .with:
      let names = try fields()
      try set(&clauses.fields, names, .fields, start)
    case .versus:
      let versus = try versus()
      try set(&clauses.versus, versus, .versus, start)
    case .shareOf:
      let base = try base()
      try set(&clauses.share, base, .share, start)
    case .withTotal: try set(&clauses.total, true, .total, start)
    case .sort:
      let order = try order()
      try set(&clauses.order, order, .order, start)
    case .top, .bottom:
      let top = try top(largest: word == .top)
      try set(&clauses.top, top, .top, start)
    case .asBars: try set(&clauses.display, .bars, .display, start)
    default: try set(&clauses.display, .line, .display, start)
    }
  }

  private func set<Content>(
    _ clause: inout Placed<Content>?, _ content: Content, _ name: ClauseName, _ start: Int
  ) throws(Miss) {
    if clause != nil { throw fault(.clauseTwice(name), at: start..<position) }
    clause = Placed(content, span(from: start))
  }

  /// PER dim { ( "," | AND ) dim }
  private mutating func dimensions() throws(Miss) -> [Name] {
    if current == nil || !Parser.keywords(Keyword.clauses, tokens, at: position).isEmpty,
      phrases(.dimension, .dimension).isEmpty
    {
      throw fault(.nothingAfterPer, at: position - 1..<position)
    }
    var dims = [try name(.dimension, .dimension)]
    while try another({ !$0.phrases(.dimension, .dimension).isEmpty }) {
      dims.append(try name(.dimension, .dimension))
    }
    return dims
  }

  /// ( "," | AND ) before something that goes on the list.
  private mutating func another(_ begins: (inout Parser) -> Bool) throws(Miss) -> Bool {
    let start = position
    note(Expectation(.clause, signs: [.comma]))
    guard take(.comma) || take(keyword: .and, .clause) else { return false }
    if current?.kind == .cursor {
      // After a comma another clause may come as well.
      note(Expectation(.clause, keywords: Keyword.clauses, names: .value))
      return true
    }
    if begins(&self), choose([true, false]) == true { return true }
    position = start
    return false
  }

  /// WITH column { "," column }
  private mutating func fields() throws(Miss) -> [Name] {
    let kinds: NameKinds = [.field, .dimension]
    var names = [try name(kinds, .fields)]
    while try another({ !$0.phrases(kinds, .fields).isEmpty }) {
      names.append(try name(kinds, .fields))
    }
    return names
  }

  /// filter = WHERE pred | bare { ( "," | AND ) bare }
  private mutating func filter(into clauses: inout Clauses, _ start: Int) throws(Miss) {
    if let last = Parser.keywords([.lastYear], tokens, at: position).first {
      position += last.length
      throw fault(.lastYearAsFilter, at: start..<position)
    }
    let isBare = bareOptions(.test).contains { option in
      if case .name = option.kind { false } else { true }
    }
    if isBare, choose([true, false]) == true {
      clauses.filters.append(Placed(.bare(try bareValues()), span(from: start)))
    } else {
      clauses.filters.append(Placed(.test(try pred()), span(from: start)))
    }
  }

  /// bare { ( "," | AND ) bare }
  private mutating func bareValues() throws(Miss) -> [Value] {
    var values = [try bareValue()]
    while try another({
      _ = $0.take(keyword: .within, .clause)
      return !$0.bareOptions().isEmpty
    }) {
      _ = take(keyword: .within, .clause)
      values.append(try bareValue())
    }
    return values
  }

  private mutating func bareValue() throws(Miss) -> Value {
    guard let option = choose(bareOptions(.value)) else {
      throw turnedPeriod() ?? miss(Expectation(.value, names: .value))
    }
    return try take(option)
  }

  mutating func take(_ option: BareOption) throws(Miss) -> Value {
    let start = position
    if case .name(let match) = option.kind { return .name(take(match)) }
    let kind: Taken.Kind = if case .document = option.kind { .document } else { .period }
    if case .parameter = option.kind {
    } else {
      taken.append(Taken(tokens: position..<position + option.length, as: kind))
    }
    position += option.length
    switch option.kind {
    case .period(let first):
      note(Expectation(.clause, signs: [.range]))
      guard isSign(.range), !isSign(.close, at: position + 1) else {
        return .period(first, span(from: start))
      }
      position += 1
      guard let last = period() else { throw miss(Expectation(.value, literals: .period)) }
      taken.append(Taken(tokens: position..<position + last.length, as: .period))
      position += last.length
      return .period(Period(from: first, through: last.period), span(from: start))
    case .document(let name): return .document(name, span(from: start))
    case .parameter(let name): return .parameter(name, span(from: start))
    case .name(let match): return .name(take(match))
    }
  }

  /// bare = ( period | document | VALUE | PARAM ), the longest first
  mutating func bareOptions(_ place: Place = .clause, isNamed: Bool = true) -> [BareOption] {
    note(Expectation(place, literals: [.period, .document, .parameter]))
    let values = isNamed ? phrases(.value, place) : []
    var options = values.map { BareOption(kind: .name($0), length: $0.length) }
    if let document = document() { options.append(document) }
    if let (period, length) = period() {
      options.append(BareOption(kind: .period(period), length: length))
    }
    if case .parameter(let name) = current?.kind {
      options.append(BareOption(kind: .parameter(name), length: 1))
    }
    return options.enumerated().sorted {
      ($1.element.length, $0.offset) < ($0.element.length, $1.offset)
    }.map(\.element)
  }

  /// document = ( VB | VP ) YEAR
  private func document() -> BareOption? {
    guard case .word(let kind) = current?.kind, kind == "vb" || kind == "vp",
      let year = year(at: position + 1)
    else { return nil }
    return BareOption(kind: .document("\(kind.uppercased()) \(year)"), length: 2)
  }

  private func year(at index: Int) -> Int? {
    guard case .number(let number, decimals: 0) = token(index)?.kind,
      number >= Exact(1900), number <= Exact(2100)
    else { return nil }
    return Int(number.numerator)
  }

  /// An atom of a period: 2016, T1 2017, Q1 2017, 2016-03, mars 2016, jan–apr 2017, helår 2016,
  /// tertial 1 2017.
  func period() -> (period: Period, length: Int)? {
    if case .period(let period) = current?.kind { return (period, 1) }
    if let year = year(at: position) {
      let turned = { if case .word = token(position + 2)?.kind { true } else { false } }()
      if isSign(.minus, at: position + 1), token(position + 1)?.spaceBefore == false, turned {
        return nil
      }
      return (Period(year: year), 1)
    }
    guard case .word(let word) = current?.kind else { return nil }
    if word == "helår" || word == "helåret", let year = year(at: position + 1) {
      return (Period(year: year), 2)
    }
    if let year = year(at: position + 1), let period = Period.named(word, year) {
      return (period, 2)
    }
    if case .number(let number, decimals: 0) = token(position + 1)?.kind,
      let year = year(at: position + 2), let part = Int(exactly: number.numerator),
      let period = Period.part(word, part, year)
    {
      return (period, 3)
    }
    guard let first = Period.month(word), isSign(.minus, at: position + 1),
      case .word(let end) = token(position + 2)?.kind, let last = Period.month(end),
      let year = year(at: position + 3), last >= first,
      let period = Period(year: year, month: first, count: last - first + 1)
    else { return nil }
    return (period, 4)
  }

  /// `2017-T1`, `2017 T1`: the year stands last.
  private func turnedPeriod() -> Miss? {
    guard let year = year(at: position) else { return nil }
    let next = isSign(.minus, at: position + 1) ? position + 2 : position + 1
    guard case .word(let word) = token(next)?.kind, Period.named(word, year) != nil,
      Period.month(word) == nil
    else { return nil }
    // `2017 T1 2018` is a year and a tertial.
    return fault(
      .turnedPeriod(source[span(position..<next + 1)]), at: position..<next + 1,
      repair: "\(word.uppercased()) \(year)", isCertain: self.year(at: next + 1) == nil)
  }

  /// VS ( PREVIOUS | LASTYEAR | period | sum )
  private mutating func versus() throws(Miss) -> Versus {
    if let found = keywords([.previous, .lastYear], .versus).first,
      choose([true, false]) == true
    {
      takeKeyword(found.length)
      return found.0 == .previous ? .previous : .lastYear
    }
    note(Expectation(.versus, literals: .period))
    if period() != nil, choose([true, false]) == true {
      if case .period(let period, _) = try bareValue() { return .period(period) }
      throw miss(Expectation(.versus, literals: .period))
    }
    if let turned = turnedPeriod() { throw turned }
    return .sum(try sum())
  }

  private mutating func base() throws(Miss) -> Base {
    let bases: [Keyword] = [.ofRow, .ofColumn, .ofTotal]
    guard let found = keywords(bases, .share).first else {
      throw miss(Expectation(.share, keywords: bases))
    }
    takeKeyword(found.length)
    return found.0 == .ofRow ? .row : found.0 == .ofColumn ? .column : .total
  }

  /// SORT sum [ ASC | DESC ]
  private mutating func order() throws(Miss) -> Order {
    let key = try sum()
    guard let found = keywords([.ascending, .descending], .clause).first else {
      return Order(key: key, descending: false)
    }
    takeKeyword(found.length)
    return Order(key: key, descending: found.0 == .descending)
  }

  private mutating func top(largest: Bool) throws(Miss) -> Top {
    if case .number(let number, decimals: 0) = current?.kind,
      let count = Int(exactly: number.numerator)
    {
      position += 1
      return Top(count: count, largest: largest)
    }
    if case .word(let word) = current?.kind, let count = Parser.countWords[word] {
      throw fault(
        .countInWords(word), at: position..<position + 1, repair: "\(count)", isCertain: true)
    }
    throw miss(Expectation(.number, literals: .number))
  }

  private static let countWords: [String: Int] = {
    let sv = ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"]
    let en = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    var table = ["ett": 1]
    for (index, word) in sv.enumerated() { table[word] = index + 1 }
    for (index, word) in en.enumerated() { table[word] = index + 1 }
    return table
  }()
}

extension Begun {
  /// The clause that a keyword begins.
  fileprivate mutating func enter(_ word: Keyword) {
    last = nil
    let name: ClauseName =
      switch word {
      case .per: .rows
      case .cross: .column
      case .with: .fields
      case .versus: .versus
      case .shareOf: .share
      case .withTotal: .total
      case .sort: .order
      case .top, .bottom: .top
      case .asBars, .asLine: .display
      default: .filter
      }
    clause = name
    clauses.insert(name)
  }
}

extension Period {
  /// `t1`, `q1`, `kv1`, `januari`, `jan`, `january` of a year.
  fileprivate static func named(_ word: String, _ year: Int) -> Period? {
    if let month = month(word) { return Period(year: year, month: month, count: 1) }
    guard let number = word.last?.wholeNumberValue else { return nil }
    switch word.dropLast() {
    case "t": return Period(tertial: number, year: year)
    case "q", "kv", "k": return Period(quarter: number, year: year)
    default: return nil
    }
  }

  /// `tertial 1`, `kvartal 2`, `quarter 2` of a year.
  fileprivate static func part(_ word: String, _ number: Int, _ year: Int) -> Period? {
    switch word {
    case "tertial", "tertialet": Period(tertial: number, year: year)
    case "kvartal", "kvartalet", "quarter": Period(quarter: number, year: year)
    default: nil
    }
  }

  /// The 1-based month of a Swedish or English month's name, whole or its first three letters.
  fileprivate static func month(_ word: String) -> Int? {
    let sv = [
      "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
      "oktober", "november", "december",
    ]
    let en = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    for names in [sv, en] {
      if let index = names.firstIndex(where: {
        $0 == word || (word.utf8.count == 3 && $0.hasPrefix(word))
      }) {
        return index + 1
      }
    }
    return nil
  }
}
