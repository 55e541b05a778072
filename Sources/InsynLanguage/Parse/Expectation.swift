import InsynValue

/// What may stand at a place beside keywords, names and signs.
package struct Literals: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let period = Literals(rawValue: 1)
  package static let document = Literals(rawValue: 2)
  package static let number = Literals(rawValue: 4)
  package static let text = Literals(rawValue: 8)
  package static let parameter = Literals(rawValue: 16)
}

/// What could have stood at a place of a line; completion and diagnostics read it.
package struct Expectation: Hashable, Sendable {
  package var place: Place
  package var keywords: [Keyword]
  package var names: NameKinds
  /// The field whose members may stand here.
  package var membersOf: String?
  package var signs: [Sign]
  package var literals: Literals

  package init(
    _ place: Place, keywords: [Keyword] = [], names: NameKinds = [], membersOf: String? = nil,
    signs: [Sign] = [], literals: Literals = []
  ) {
    self.place = place
    self.keywords = keywords
    self.names = names
    self.membersOf = membersOf
    self.signs = signs
    self.literals = literals
  }
}

/// What a reading had made of a line before one of its places.
package struct Begun: Sendable {
  /// The verb that the line begins with.
  package var verb: Keyword?
  /// True inside the parentheses of a measure, which finds its table by itself.
  package var isInside = false
  /// The table before the colon.
  package var table: Name?
  /// The names of each measure so far, of the innermost parenthesis.
  package var measures: [[Name]] = []
  /// True when clauses alone change the question that was answered last.
  package var isRefining = false
  /// True when the rows of a table are listed.
  package var isListing = false
  /// The clauses so far.
  package var clauses: Set<ClauseName> = []
  /// The clause that is being read.
  package var clause: ClauseName?
  /// The names after `per` and `x`.
  package var split: [Name] = []
  /// The other names of its clauses: fields, dimensions and values.
  package var others: [Name] = []
  /// The name that was taken last, left of a comparison or an operator.
  package var last: Name?
  /// True when the measure that is being read has an aggregate, so that it is no published figure.
  package var isComputed = false
  /// The aggregate directly before.
  package var aggregate: Keyword?

  package init() {}
}

/// What a line may go on with: what was expected at its last places, by the first of them.
package struct Prospect: Sendable {
  /// The tokens before the cursor.
  package let tokens: [Token]
  /// What was asked for before each token and, last, at the cursor, each with the reading that asked.
  package let asked: [Int: [Expectation: Begun]]

  /// Reads what stands before a cursor. `accented` holds phrases by their forms without åäö.
  package init(
    _ tokens: [Token], _ source: Source, _ lexicon: Lexicon, accented: () -> [String: String]
  ) {
    self.tokens = tokens
    let end = source.span.end
    let cursor = Token(
      kind: .cursor, span: Span(end, end), spaceBefore: true, spaceAfter: true, words: [])
    func read(_ accented: [String: String]) -> Parser {
      var parser = Parser(
        source, tokens: tokens + [cursor], lexicon: lexicon, accented: accented, records: true,
        attempts: 400)
      _ = parser.run()
      return parser
    }
    var parser = read([:])
    if parser.asked[tokens.count] == nil, tokens.contains(where: \.isPlainWord) {
      let lenient = read(accented())
      if lenient.furthest > parser.furthest { parser = lenient }
    }
    asked = parser.asked
  }
}

/// What a line was taken for as far as it could be read, for its colours.
package struct Glance: Sendable {
  /// What its tokens were taken for, in the reading that got furthest.
  package let taken: [Taken]
  /// The token at which no reading went on; the number of tokens when the line could be read.
  package let furthest: Int

  /// Reads tokens without keeping what is wrong with them.
  package init(
    _ tokens: [Token], _ source: Source, _ lexicon: Lexicon, accented: () -> [String: String]
  ) {
    func read(_ accented: [String: String]) -> (Parser, isRead: Bool) {
      var parser = Parser(
        source, tokens: tokens, lexicon: lexicon, accented: accented, records: false, attempts: 100)
      if case .read = parser.run() { return (parser, true) }
      return (parser, false)
    }
    var (parser, isRead) = read([:])
    if !isRead, tokens.contains(where: \.isPlainWord) {
      let (lenient, isReadLeniently) = read(accented())
      if isReadLeniently || lenient.furthest > parser.furthest {
        (parser, isRead) = (lenient, isReadLeniently)
      }
    }
    taken = parser.furthestTaken
    furthest = isRead ? tokens.count : parser.furthest
  }
}
