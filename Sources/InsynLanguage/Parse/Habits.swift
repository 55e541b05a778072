import InsynValue

/// The first word or sign from SQL, KQL or Excel in a line that could not be read.
func foreignHabit(_ parser: Parser) -> Mistake? {
  for index in parser.tokens.indices {
    guard let (habit, length) = habit(parser, at: index) else { continue }
    let span = parser.span(index..<index + length)
    let word = parser.source[span]
    var diagnostic = Diagnostic(.foreign(habit, word: word), span)
    if let (replaced, repair) = mended(habit, parser, index, length) {
      let end = parser.span(replaced)
      diagnostic.span = replaced == index..<index + length ? span : end
      return Mistake(diagnostic: diagnostic, repair: repair)
    }
    return Mistake(diagnostic: diagnostic, repair: nil)
  }
  return nil
}

private func habit(_ parser: Parser, at index: Int) -> (Habit, length: Int)? {
  let token = parser.tokens[index]
  switch token.kind {
  case .sign(.doubleEqual): return (.doubleEqual, 1)
  case .sign(.angles): return (.angles, 1)
  case .sign(.bar) where !isDefinition(parser): return (.pipe, 1)
  case .word(let word): return habit(word, parser, index)
  default: return nil
  }
}

private func isDefinition(_ parser: Parser) -> Bool {
  !Parser.keywords([.define], parser.tokens, at: 0).isEmpty
}

private func habit(_ word: String, _ parser: Parser, _ index: Int) -> (Habit, length: Int)? {
  let next = wordAt(parser, index + 1)
  switch word {
  case "select" where index == 0: return (.select, 1)
  case "like": return (.like, 1)
  case "limit", "take": return (.limit, 1)
  case "group" where next == "by": return (.groupBy, 2)
  case "order" where next == "by", "sort" where next == "by": return (.sortBy, 2)
  case "top" where wordAt(parser, index + 2) == "by": return (.topBy, 1)
  case "summarize", "summarise": return (.summarize, 1)
  case "having": return (.having, 1)
  case "join": return (.join, 1)
  case "countif", "countifs": return (.countIf, 1)
  case "sumif", "sumifs": return (.sumIf, 1)
  case "antal" where next == "om" || next == "omf": return (.countIf, 3)
  case "summa" where next == "om" || next == "omf": return (.sumIf, 3)
  default: return nil
  }
}

/// The word at a place, across the point of `ANTAL.OM`.
private func wordAt(_ parser: Parser, _ index: Int) -> String? {
  let skipped = parser.token(index)?.kind == .other(".") ? index + 1 : index
  if case .word(let word) = parser.token(skipped)?.kind { return word }
  return nil
}

/// The tokens to replace and what stands there in insyn.
private func mended(
  _ habit: Habit, _ parser: Parser, _ index: Int, _ length: Int
) -> (Range<Int>, String)? {
  let here = index..<index + length
  let tongue = parser.lexicon.tongue(of: parser.source.text)
  switch habit {
  case .doubleEqual: return (here, "=")
  case .angles: return (here, "!=")
  case .like: return (here, Keyword.contains.word(tongue))
  case .limit: return (here, Keyword.top.word(tongue))
  case .groupBy: return (here, Keyword.per.word(tongue))
  case .sortBy: return (here, Keyword.sort.word(tongue))
  case .having: return (here, Keyword.filter.word(tongue))
  case .select: return select(parser)
  case .topBy:
    guard let count = parser.token(index + 1), case .number = count.kind else { return nil }
    let key = parser.source[parser.span(index + 3..<parser.tokens.count)]
    let (top, sort) = (Keyword.top.word(tongue), Keyword.sort.word(tongue))
    return (
      index..<parser.tokens.count,
      "\(top) \(parser.source[count.span]) \(sort) \(key) \(Keyword.descending.word(tongue))"
    )
  case .summarize, .join, .countIf, .sumIf, .pipe: return nil
  }
}

/// `select … from TABLE rest` → `antal TABLE rest` for count(*), else `TABLE rest`.
private func select(_ parser: Parser) -> (Range<Int>, String)? {
  guard let from = parser.tokens.firstIndex(where: { $0.kind == .word("from") }),
    let table = wordAt(parser, from + 1), parser.lexicon.kinds(of: table).contains(.table)
  else { return nil }
  let counts = parser.tokens[..<from].contains { $0.kind == .word("count") }
  let count = Keyword.count.word(parser.lexicon.tongue(of: parser.source.text))
  return (0..<from + 2, counts ? "\(count) \(table)" : table)
}
