import InsynValue

/// The signs of the language; every other sign only parts the words of a name.
package enum Sign: String, Sendable {
  case comma = ","
  case open = "("
  case close = ")"
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case times = "*"
  case divided = "/"
  case minus = "-"
  case percent = "%"
  case colon = ":"
  case range = ".."
  case bar = "|"
  case doubleEqual = "=="
  case angles = "<>"

  /// Signs that may stand inside a typed name as a space: `AR-utfall`, `arbete/studier`.
  var partsNames: Bool {
    switch self {
    case .minus, .divided, .colon: true
    default: false
    }
  }
}

/// One piece of a line, with its place.
package struct Token: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A run of letters and digits with at least one letter, folded.
    case word(String)
    /// A number as typed, with its decimals.
    case number(Exact, decimals: Int)
    /// A date with hyphens: 2016-03, 2016-03-15.
    case period(Period)
    /// A quoted text, as typed.
    case quoted(String)
    /// `$name`, folded.
    case parameter(String)
    case sign(Sign)
    /// Any other character, which only parts words.
    case other(String)
    /// The place of the cursor, where nothing stands yet.
    case cursor
  }

  package let kind: Kind
  package let span: Span
  /// True when white space, or the line's edge, stands before it.
  package let spaceBefore: Bool
  package let spaceAfter: Bool
  /// The folded words that it adds to a typed name; empty when it adds none.
  package let words: [String]

  /// True for a word of ASCII letters, which may be a Swedish one without its dots.
  var isPlainWord: Bool {
    if case .word(let word) = kind { word.utf8.allSatisfy { $0 < 0x80 } } else { false }
  }

  /// True when a typed name goes on across this token.
  package var isInsideNames: Bool {
    switch kind {
    case .word, .number, .period, .other: true
    case .sign(let sign): sign.partsNames
    case .quoted, .parameter, .cursor: false
    }
  }
}
