import InsynValue

extension Lexicon {
  /// The language that a line is written in, by its keywords, then by its letters; the session's own
  /// where neither says.
  package func tongue(of text: String) -> Tongue {
    let tokens: [Token]
    do throws(Diagnostic) { tokens = try lex(Source(text)) } catch { return tongue }
    var score = 0
    var at = 0
    while at < tokens.count {
      let found = Parser.keywords(Keyword.allCases, tokens, at: at).first
      if let found { score += lean(found.0, tokens[at..<at + found.length].flatMap(\.words)) }
      at += found?.length ?? 1
    }
    if score != 0 { return score > 0 ? .sv : .en }
    return fold(text) == bare(fold(text)) ? tongue : .sv
  }

  /// 1 for a spelling that is Swedish alone, −1 for an English one.
  private func lean(_ keyword: Keyword, _ words: [String]) -> Int {
    let spelling = words.joined(separator: " ")
    let (sv, en) = keyword.spellings
    let (isSwedish, isEnglish) = (
      sv.contains(spelling) || sv.map(bare).contains(spelling), en.contains(spelling)
    )
    return isSwedish == isEnglish ? 0 : isSwedish ? 1 : -1
  }
}
