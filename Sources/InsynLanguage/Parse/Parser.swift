import InsynValue

/// One reading failed here; the reading that got furthest tells the user.
struct Miss: Error {
  let position: Int
  /// A mistake that is known by itself, with the text that would mend it.
  let known: Known?

  struct Known {
    let fault: Fault
    let tokens: Range<Int>
    let repair: String?
    /// True when no other reading could make sense of these tokens.
    let isCertain: Bool
  }
}

/// Reads one line by recursive descent. Where several phrases may stand, the longest is taken first;
/// when the rest of the line does not parse, the choice made last is taken back and the next shorter
/// one tried, so the first reading that parses is the one with the longest phrases from the left.
struct Parser {
  let source: Source
  let tokens: [Token]
  let lexicon: Lexicon
  /// Phrases by their forms without åäö; empty on the first try, where words stand as they are spelt.
  let accented: [String: String]
  /// Names that a label of the line itself has made.
  var labels: Set<String> = []
  var position = 0

  /// The choices to repeat, and how many options each had.
  private var choices: [Int] = []
  private var widths: [Int] = []
  private var cursor = 0

  /// What was asked for at each position, over all readings.
  private(set) var asked: [Int: [Expectation: Begun]] = [:]
  /// What this reading has made of the line so far.
  var begun = Begun()
  private(set) var furthest = 0
  private(set) var known: Miss.Known?

  /// What this reading has taken its tokens for, and what the reading that got furthest had.
  var taken: [Taken] = []
  private(set) var furthestTaken: [Taken] = []

  /// How many readings are tried, and the token at which one has got far enough.
  private let attempts: Int
  private let enough: Int

  /// True when what was asked for at each place is kept, for diagnostics and completion.
  let records: Bool
  /// The first token from which it is kept.
  private let recorded: Int

  init(
    _ source: Source, tokens: [Token], lexicon: Lexicon, accented: [String: String] = [:],
    records: Bool, from: Int = 0, attempts: Int = 4000, enough: Int = .max
  ) {
    self.records = records
    self.attempts = attempts
    self.enough = enough
    recorded = from
    self.accented = accented
    self.source = source
    self.tokens = tokens
    self.lexicon = lexicon
  }

  enum Outcome {
    case read(Line)
    case failed
    case tooComplex
  }

  /// The first reading of the line that parses.
  mutating func run() -> Outcome {
    if tokens.count > Parser.deepest, isTooDeep { return .tooComplex }
    for _ in 0..<attempts {
      (position, cursor, widths, labels) = (0, 0, [], [])
      begun = Begun()
      taken = []
      do throws(Miss) {
        let line = try line()
        if position == tokens.count {
          furthestTaken = taken
          return .read(line)
        }
        throw miss(Expectation(.clause, keywords: Keyword.clauses))
      } catch {
        remember(error)
        if error.known?.isCertain ?? false { return .failed }
      }
      if furthest >= enough || !takeBack() { return .failed }
    }
    return .tooComplex
  }

  /// Each parenthesis, `inte` and minus sign within another is a call within a call.
  private static let deepest = 100

  private var isTooDeep: Bool {
    var (depth, run) = (0, 0)
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .sign(.open): depth += 1
      case .sign(.close): depth -= 1
      case .sign(.minus): run += 1
      case .word where !Parser.keywords([.not], tokens, at: index).isEmpty: run += 1
      default: run = 0
      }
      if depth + run > Parser.deepest { return true }
    }
    return false
  }

  private mutating func remember(_ miss: Miss) {
    let isCertain = miss.known?.isCertain ?? false
    if isCertain || miss.position > furthest || (miss.position == furthest && known == nil) {
      known = miss.known
    }
    if miss.position > furthest || furthestTaken.isEmpty { furthestTaken = taken }
    furthest = max(furthest, miss.position)
  }

  /// Moves the last choice that has options left to its next option.
  private mutating func takeBack() -> Bool {
    choices = Array(choices.prefix(widths.count))
    while let last = choices.popLast() {
      if last + 1 < widths[choices.count] {
        choices.append(last + 1)
        return true
      }
    }
    return false
  }

  /// One of the options, in order on the first reading; a later reading takes the next.
  mutating func choose<Option>(_ options: [Option]) -> Option? {
    if options.count < 2 { return options.first }
    if cursor == choices.count { choices.append(0) }
    widths.append(options.count)
    defer { cursor += 1 }
    return options[choices[cursor]]
  }
}

extension Begun {
  /// Takes a name where the reading stands: of a measure, or of a clause's dimensions.
  fileprivate mutating func take(_ name: Name) {
    last = name
    aggregate = nil
    switch clause {
    case nil:
      if measures.isEmpty { measures.append([]) }
      measures[measures.count - 1].append(name)
    case .rows, .column: split.append(name)
    case .filter: others.append(name)
    case .fields: fields.append(name)
    case .versus, .share, .total, .order, .top, .display: break
    }
  }
}

/// What a reading has taken some tokens for.
package struct Taken: Sendable {
  package enum Kind: Hashable, Sendable {
    case keyword
    case name(NameKinds)
    case period
    case document
  }
  package let tokens: Range<Int>
  package let kind: Kind

  init(tokens: Range<Int>, as kind: Kind) {
    self.tokens = tokens
    self.kind = kind
  }
}

// MARK: what stands at a place

/// A phrase that was recognised, with the tokens that it takes.
struct Match {
  let length: Int
  let phrase: String
  let kinds: NameKinds
}

extension Parser {
  var current: Token? { position < tokens.count ? tokens[position] : nil }

  func token(_ index: Int) -> Token? { index < tokens.count ? tokens[index] : nil }

  func isSign(_ sign: Sign, at index: Int? = nil) -> Bool {
    token(index ?? position)?.kind == .sign(sign)
  }

  /// The span of `length` tokens from a position; of the line's end when there are none.
  func span(_ range: Range<Int>) -> Span {
    guard let first = token(range.lowerBound), let last = token(max(range.upperBound - 1, 0)) else {
      return Span(source.span.end, source.span.end)
    }
    return first.span.joined(last.span)
  }

  func span(from start: Int) -> Span { span(start..<max(position, start + 1)) }

  mutating func take(_ sign: Sign) -> Bool {
    if !isSign(sign) { return false }
    position += 1
    return true
  }

  mutating func expect(_ sign: Sign, _ place: Place) throws(Miss) {
    if !take(sign) { throw miss(Expectation(place, signs: [sign])) }
  }

  /// Notes what may stand at a place, with the reading that got there first.
  mutating func note(_ expectation: Expectation, at index: Int? = nil) {
    let index = index ?? position
    guard records, index >= recorded else { return }
    if asked[index]?[expectation] == nil { asked[index, default: [:]][expectation] = begun }
  }

  /// Notes what was looked for and makes the failure.
  mutating func miss(_ expectation: Expectation) -> Miss {
    note(expectation)
    return Miss(position: position, known: nil)
  }

  /// A mistake that explains itself, at `count` tokens from here.
  func fault(
    _ fault: Fault, at range: Range<Int>, repair: String? = nil, isCertain: Bool = false
  ) -> Miss {
    Miss(
      position: range.upperBound,
      known: Miss.Known(fault: fault, tokens: range, repair: repair, isCertain: isCertain))
  }

  /// The keywords of a set that stand here, longest first.
  mutating func keywords(_ wanted: [Keyword], _ place: Place) -> [(Keyword, length: Int)] {
    note(Expectation(place, keywords: wanted))
    return Parser.keywords(wanted, tokens, at: position)
  }

  static func keywords(
    _ wanted: [Keyword], _ tokens: [Token], at start: Int
  ) -> [(Keyword, length: Int)] {
    var found: [(Keyword, length: Int)] = []
    var phrase = ""
    for length in 1...Keyword.longest {
      guard start + length <= tokens.count,
        case .word(let word) = tokens[start + length - 1].kind
      else { break }
      phrase += phrase.isEmpty ? word : " " + word
      let named = Keyword.bySpelling[phrase] ?? Keyword.byBareSpelling[phrase] ?? []
      for keyword in named where wanted.contains(keyword) {
        found.insert((keyword, length), at: 0)
      }
    }
    return found
  }

  /// Takes so many tokens as a keyword.
  mutating func takeKeyword(_ length: Int) {
    taken.append(Taken(tokens: position..<position + length, as: .keyword))
    position += length
  }

  mutating func take(keyword: Keyword, _ place: Place) -> Bool {
    guard let found = keywords([keyword], place).first else { return false }
    takeKeyword(found.length)
    return true
  }

  /// The phrases of the wanted kinds that stand here, longest first.
  mutating func phrases(_ wanted: NameKinds, _ place: Place) -> [Match] {
    note(Expectation(place, names: wanted))
    return matches { phrase in
      var kinds = lexicon.kinds(of: phrase).intersection(wanted)
      if labels.contains(phrase), wanted.contains(.measure) { kinds.insert(.measure) }
      return kinds
    }
  }

  /// The members of a field that stand here, longest first.
  mutating func members(of field: String) -> [Match] {
    note(Expectation(.value, membersOf: field))
    return matches { lexicon.isMember($0, of: field) ? .value : [] }
  }

  private func matches(_ kinds: (String) -> NameKinds) -> [Match] {
    if case .quoted(let text) = current?.kind {
      let phrase = fold(text)
      let found = kinds(phrase)
      return found.isEmpty ? [] : [Match(length: 1, phrase: phrase, kinds: found)]
    }
    guard let first = current, !first.words.isEmpty, first.isInsideNames else { return [] }
    var found: [Match] = []
    var words: [String] = []
    var index = position
    while let token = token(index), token.isInsideNames, words.count <= lexicon.longest {
      words += token.words
      index += 1
      if token.words.isEmpty { continue }
      let phrase = words.joined(separator: " ")
      var match = Match(length: index - position, phrase: phrase, kinds: kinds(phrase))
      if match.kinds.isEmpty, lexicon.kinds(of: phrase).isEmpty, let accented = accented[phrase] {
        match = Match(length: match.length, phrase: accented, kinds: kinds(accented))
      }
      if !match.kinds.isEmpty { found.insert(match, at: 0) }
    }
    return found
  }

  /// Takes a match as a name.
  mutating func take(_ match: Match) -> Name {
    let start = position
    var quoted = false
    if case .quoted = current?.kind { quoted = true }
    position += match.length
    let name = Name(
      phrase: match.phrase, span: span(from: start), quoted: quoted, kinds: match.kinds)
    taken.append(Taken(tokens: start..<position, as: .name(match.kinds)))
    if records { begun.take(name) }
    return name
  }

  /// A name of the wanted kinds.
  mutating func name(_ kinds: NameKinds, _ place: Place) throws(Miss) -> Name {
    guard let match = choose(phrases(kinds, place)) else {
      throw miss(Expectation(place, names: kinds))
    }
    return take(match)
  }
}

extension Keyword {
  /// Spellings without åäö that are no other keyword's spelling.
  static let byBareSpelling: [String: [Keyword]] = {
    var table: [String: [Keyword]] = [:]
    for (spelling, keywords) in bySpelling where bySpelling[bare(spelling)] == nil {
      table[bare(spelling), default: []] += keywords
    }
    return table
  }()
}
