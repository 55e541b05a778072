import InsynEditor
import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

/// Knows the language of the lines that are typed: what may stand where, from the parser's own
/// expectations, and what each word is. A picture of the session at one prompt; it never changes.
package struct LanguageGuide: Guide {
  let index: NameIndex
  let tongue: Tongue
  let parameters: [String]
  /// The table of the question that clauses alone would change.
  let last: TableID?
  /// Statements as typed, newest first.
  let history: [String]

  /// A guide for the next line. What depends on the catalogue alone is taken over from an earlier
  /// guide of the same session, as long as no name was added.
  package init(_ session: Session, history: [String], after earlier: LanguageGuide? = nil) {
    let catalogue = session.catalogue
    if let earlier, earlier.index.isOf(catalogue) {
      index = earlier.index
    } else {
      index = NameIndex(catalogue)
    }
    tongue = session.tongue
    parameters = session.parameters.keys.sorted()
    last = session.plan?.table
    self.history = history
  }
}

// MARK: what may stand at the cursor

extension LanguageGuide {
  /// As many choices as anybody reads.
  private static let limit = 1000

  package func completion(_ text: String, at cursor: Int) -> Completion {
    let bytes = Array(text.utf8)
    let cursor = max(0, min(cursor, bytes.count))
    let nothing = Completion(replaced: cursor..<cursor, choices: [])
    let statement = Typed(bytes, upTo: cursor)
    if statement.isInComment { return nothing }
    if statement.isCommand { return commands(statement, nothing) }
    return choices(statement, bytes, nothing)
  }

  private func commands(_ typed: Typed, _ nothing: Completion) -> Completion {
    let word = fold(String(typed.text.drop { $0 == " " }.dropFirst()))
    if typed.text.last == " " || word.contains(" ") { return nothing }
    var choices: [Choice] = []
    let start = typed.start + typed.text.utf8.prefix { $0 == 0x20 }.count
    for tongue in [tongue, tongue == .sv ? .en : .sv] {
      for command in Command.allCases where fold(command.name[tongue]).hasPrefix(word) {
        let text = "." + command.name[tongue]
        if word.isEmpty, tongue != self.tongue { continue }
        if choices.contains(where: { $0.text == text }) { continue }
        choices.append(Choice(text, gloss: command.gloss[self.tongue]))
      }
    }
    return Completion(replaced: start..<typed.cursor, choices: choices)
  }

  private func choices(_ typed: Typed, _ bytes: [UInt8], _ nothing: Completion) -> Completion {
    let (from, matches) = matches(typed)
    if matches.isEmpty { return nothing }
    let end = typed.endOfWord(bytes)
    let isSpaced = end < bytes.count && (bytes[end] == 0x20 || bytes[end] == 0x0A)
    return Completion(
      replaced: from..<end,
      choices: ranked(matches, tongueSoFar(typed) ?? tongue, isSpaced: isSpaced))
  }

  /// Everything that may go on from what is typed, and where what it takes the place of begins.
  func matches(_ typed: Typed) -> (from: Int, [Match]) {
    let prospect = Prospect(
      typed.tokens, typed.source, index.catalogue.lexicon, accented: { index.accented })
    var found: [Int: [Match]] = [:]
    let tongue = tongueSoFar(typed)
    var candidates: [Int: [Candidate]] = [:]
    for start in typed.starts(index.catalogue.lexicon.longest) {
      guard let asked = prospect.asked[start.token] else { continue }
      let own = candidates[start.token] ?? self.candidates(asked, tongue ?? self.tongue)
      candidates[start.token] = own
      for (order, candidate) in own.enumerated() {
        guard let match = start.match(candidate, order, tongue, self.tongue, typed) else {
          continue
        }
        found[match.from, default: []].append(match)
      }
    }
    guard let from = found.keys.max(), let matches = found[from] else { return (typed.cursor, []) }
    return (from, matches)
  }

  private func candidates(_ asked: [Expectation: Begun], _ tongue: Tongue) -> [Candidate] {
    let recent = recentMeasures
    let inOrder = asked.sorted { $0.key.place.rawValue < $1.key.place.rawValue }
    return inOrder.flatMap { expected, begun in
      LinePlace(
        index: index, begun: begun, scene: index.catalogue.scene(begun, last: last),
        tongue: tongue, parameters: parameters, hasAnswer: last != nil, recent: recent
      ).candidates(expected)
    }
  }

  private func ranked(_ matches: [Match], _ tongue: Tongue, isSpaced: Bool) -> [Choice] {
    var best: [String: Match] = [:]
    for match in matches {
      if let known = best[match.text], known <= match { continue }
      best[match.text] = match
    }
    return best.values.sorted().prefix(LanguageGuide.limit).map { match in
      Choice(
        match.text + (match.candidate.isFollowed && !isSpaced ? " " : ""),
        gloss: match.candidate.gloss(tongue, index.catalogue))
    }
  }

  /// The measures of the newest lines, newest first, folded.
  private var recentMeasures: [String] {
    var found: [String] = []
    for line in history.prefix(20) {
      let words = fold(line).split(separator: " ").prefix(8)
      for count in stride(from: words.count, to: 0, by: -1) {
        let phrase = words.prefix(count).joined(separator: " ")
        guard let nameable = index.byPhrase[phrase]?.first(where: { $0.kind == .measure }) else {
          continue
        }
        let title = fold(nameable.title.sv)
        if !found.contains(title) { found.append(title) }
        break
      }
    }
    return found
  }

  /// The language that the words before the cursor are in, nil when they could be either.
  private func tongueSoFar(_ typed: Typed) -> Tongue? {
    var score = 0
    var at = 0
    let tokens = typed.isOpen ? Array(typed.tokens.dropLast()) : typed.tokens
    while at < tokens.count {
      let (tongue, length) = tongueOfPhrase(tokens, at)
      if let tongue { score += tongue == .sv ? 1 : -1 }
      at += length
    }
    return score == 0 ? nil : score > 0 ? .sv : .en
  }

  private func tongueOfPhrase(_ tokens: [Token], _ start: Int) -> (Tongue?, length: Int) {
    var words: [String] = []
    var best: (Tongue?, Int) = (nil, 1)
    for (offset, token) in tokens[start...].prefix(8).enumerated() {
      if case .quoted(let text) = token.kind, offset == 0 {
        return (index.byPhrase[fold(text)]?.first?.tongue(of: fold(text)), 1)
      }
      if token.words.isEmpty { break }
      words += token.words
      let phrase = words.joined(separator: " ")
      if let keyword = Keyword.bySpelling[phrase]?.first {
        let (sv, en) = keyword.spellings
        let (isSwedish, isEnglish) = (sv.contains(phrase), en.contains(phrase))
        best = (isSwedish == isEnglish ? nil : isSwedish ? .sv : .en, offset + 1)
      } else if let name = index.byPhrase[phrase]?.first {
        best = (name.tongue(of: phrase), offset + 1)
      }
    }
    return best
  }
}

extension Nameable {
  /// The language of one of its phrases.
  fileprivate func tongue(of phrase: String) -> Tongue? {
    phrases.first { $0.folded == phrase }?.tongue
  }
}
