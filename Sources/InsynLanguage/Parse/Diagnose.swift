import InsynValue

/// The one cause why a line could not be read, at the place that the best reading reached.
func diagnose(_ parser: Parser) -> Mistake {
  if let habit = foreignHabit(parser) { return habit }
  if let known = parser.known {
    return Mistake(
      diagnostic: Diagnostic(known.fault, parser.span(known.tokens)), repair: known.repair)
  }
  let expected = parser.asked[parser.furthest, default: [:]].keys
  let place = expected.map(\.place).max { rank($0) < rank($1) } ?? .clause
  guard let token = parser.token(parser.furthest) else {
    let end = parser.source.span.end
    return Mistake(
      diagnostic: Diagnostic(.unexpected(nil, place), Span(end, end)), repair: nil)
  }
  if let close = closest(parser) { return misspelt(close, parser, place) }
  let text = parser.source[token.span]
  if let field = expected.compactMap(\.membersOf).first, isName(token) {
    return Mistake(
      diagnostic: Diagnostic(
        .unknownValue(unquoted(token, text), of: Title(parser.lexicon.written(field))), token.span),
      repair: nil)
  }
  let isUnknown = !isKnown(token, parser) && isName(token)
  let names = expected.map(\.names).max { $0.rawValue < $1.rawValue } ?? []
  return Mistake(
    diagnostic: Diagnostic(
      isUnknown ? .unknown(word: text, place) : .unexpected(text, place), token.span),
    repair: nil,
    placeholder: isUnknown ? parser.lexicon.phrases(names).first.map { "\"\($0)\"" } : nil)
}

/// Of several things that could stand at a place, the one that a message names.
private func rank(_ place: Place) -> Int {
  switch place {
  case .clause: 0
  case .comparison: 1
  case .start: 2
  case .measure: 3
  case .operand: 4
  case .test: 5
  case .value: 7
  case .dimension, .column, .fields, .versus, .share, .aggregate, .number, .text, .definition: 8
  case .end: 0
  }
}

private func isName(_ token: Token) -> Bool {
  switch token.kind {
  case .word, .quoted: true
  default: false
  }
}

private func unquoted(_ token: Token, _ text: String) -> String {
  if case .quoted(let content) = token.kind { content } else { text }
}

private func isKnown(_ token: Token, _ parser: Parser) -> Bool {
  switch token.kind {
  case .word(let word):
    Keyword.bySpelling[word] != nil || !parser.lexicon.kinds(of: word).isEmpty
  case .quoted(let text): !parser.lexicon.kinds(of: fold(text)).isEmpty
  default: true
  }
}

/// A phrase near to what was typed, at a place where it may stand.
private struct Close {
  let tokens: Range<Int>
  let phrase: String
  let distance: Int
  let expectation: Expectation
}

private func misspelt(_ close: Close, _ parser: Parser, _ place: Place) -> Mistake {
  let span = parser.span(close.tokens)
  let typed = parser.source[span]
  let written = parser.lexicon.written(close.phrase)
  let fault: Fault =
    if let field = close.expectation.membersOf {
      .unknownValue(typed, of: Title(parser.lexicon.written(field)))
    } else {
      .unknown(word: typed, close.expectation.place)
    }
  let needsQuotes = written.contains { ",()=<>+*%".contains($0) }
  let repair =
    needsQuotes || close.expectation.membersOf != nil && written.contains(" ")
    ? "\"\(written)\"" : written
  return Mistake(diagnostic: Diagnostic(fault, span, nearest: written), repair: repair)
}

/// The nearest phrase to any words that reach the failed token, of the kinds that may stand there:
/// within max(1, length/3) edits for a word and length/5 for a phrase.
private func closest(_ parser: Parser) -> Close? {
  var best: Close?
  for start in stride(from: parser.furthest, through: max(0, parser.furthest - 8), by: -1) {
    for expectation in parser.asked[start, default: [:]].keys.sorted(by: {
      rank($0.place) > rank($1.place)
    }) {
      for candidate in candidates(expectation, parser.lexicon) {
        guard let close = near(candidate, parser, start, expectation) else { continue }
        let isBetter = best.map {
          (close.distance, -close.phrase.utf8.count, close.phrase)
            < ($0.distance, -$0.phrase.utf8.count, $0.phrase)
        }
        if isBetter ?? true { best = close }
      }
    }
  }
  return best
}

private func candidates(_ expectation: Expectation, _ lexicon: Lexicon) -> [String] {
  var phrases = expectation.names.isEmpty ? [] : lexicon.phrases(expectation.names)
  if let field = expectation.membersOf { phrases += lexicon.members(of: field).map(fold) }
  for keyword in expectation.keywords { phrases += keyword.spellings.sv + keyword.spellings.en }
  return phrases
}

private func near(
  _ phrase: String, _ parser: Parser, _ start: Int, _ expectation: Expectation
) -> Close? {
  let count = phrase.utf8.reduce(1) { $1 == 0x20 ? $0 + 1 : $0 }
  if case .quoted(let text) = parser.token(start)?.kind {
    guard start == parser.furthest else { return nil }
    return close(fold(text), phrase, start..<start + 1, expectation)
  }
  var words: [String] = []
  var index = start
  while let token = parser.token(index), token.isInsideNames, words.count < count {
    words += token.words
    index += 1
  }
  if index <= parser.furthest || words.isEmpty { return nil }
  return close(words.joined(separator: " "), phrase, start..<index, expectation)
}

private func close(
  _ typed: String, _ phrase: String, _ tokens: Range<Int>, _ expectation: Expectation
) -> Close? {
  let length = max(typed.count, phrase.count)
  let isPhrase = phrase.contains(" ")
  if length < 3 { return nil }
  let limit = isPhrase ? length / 5 : max(1, min(length / 3, 3))
  guard typed != phrase, let distance = editDistance(typed, phrase, limit: limit) else {
    return nil
  }
  return Close(tokens: tokens, phrase: phrase, distance: distance, expectation: expectation)
}
