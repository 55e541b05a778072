import InsynValue

/// What a statement waits for at its end, so that the next line goes on with it.
package enum Opening: Hashable, Sendable {
  case parenthesis
  /// The mark of a quote.
  case quote(String)
  /// A word or a sign after which something must come.
  case word(String)

  /// Nil when a statement is whole as far as its last line shows.
  package init?(of text: String) {
    if text.utf8.first(where: { $0 != 0x20 }) == UInt8(ascii: ".") { return nil }
    let tokens: [Token]
    do throws(Diagnostic) {
      tokens = try lex(Source(text))
    } catch {
      let start = Int(error.span?.start ?? 0)
      let mark = text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: start)...].first
      self = .quote(mark == UInt8(ascii: "'") ? "'" : mark == UInt8(ascii: "\"") ? "\"" : "”")
      return
    }
    let depth = tokens.reduce(0) { depth, token in
      token.kind == .sign(.open) ? depth + 1 : token.kind == .sign(.close) ? depth - 1 : depth
    }
    if depth > 0 {
      self = .parenthesis
    } else if let word = Opening.lastWord(tokens) {
      self = .word(word)
    } else {
      return nil
    }
  }

  /// The keyword or sign at the end that needs more; after a comparison any word is a value, and what
  /// `visa` shows may have any name.
  private static func lastWord(_ tokens: [Token]) -> String? {
    guard let last = tokens.last else { return nil }
    if case .sign(let sign) = last.kind { return wait(sign) ? sign.rawValue : nil }
    if Parser.keywords([.show], tokens, at: 0).isEmpty == false { return nil }
    for length in stride(from: min(Keyword.longest, tokens.count), to: 0, by: -1) {
      let start = tokens.count - length
      guard let found = Parser.keywords(waiting, tokens, at: start).first, found.length == length
      else { continue }
      if start > 0, isComparison(tokens[start - 1]) { return nil }
      return tokens[start...].flatMap(\.words).joined(separator: " ")
    }
    return nil
  }

  /// Keywords that end no whole line and no name. `i`, `på`, `med` and the aggregates may: "personer
  /// som förvaltningen varit i kontakt med".
  private static let waiting: [Keyword] = [
    .define, .per, .cross, .filter, .versus, .shareOf, .sort, .top, .bottom, .and, .or, .not,
    .contains,
  ]

  private static func isComparison(_ token: Token) -> Bool {
    if case .sign(let sign) = token.kind { return Comparison(rawValue: sign.rawValue) != nil }
    if case .word(let word) = token.kind {
      return Keyword.bySpelling[word]?.contains(.contains) ?? false
    }
    return false
  }

  private static func wait(_ sign: Sign) -> Bool {
    switch sign {
    case .comma, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .times,
      .divided, .minus, .colon, .range, .bar, .doubleEqual, .angles, .open:
      true
    case .close, .percent: false
    }
  }
}
