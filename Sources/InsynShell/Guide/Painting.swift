import InsynEditor
import InsynLanguage
import InsynPlan
import InsynValue

// The colours of a line: what the parser took its words for, and what the words alone are where no
// reading got that far.

extension LanguageGuide {
  package func paint(_ text: String) -> [Stretch] {
    var stretches: [Stretch] = []
    for piece in Script(text, name: nil, base: 0).pieces {
      guard case .statement(let source) = piece else { continue }
      stretches += paint(source, isLast: Int(source.span.end) == text.utf8.count)
    }
    stretches += comments(text, stretches)
    return stretches.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func paint(_ source: Source, isLast: Bool) -> [Stretch] {
    if source.text.drop(while: { $0 == " " }).hasPrefix(".") { return command(source) }
    var source = source
    var open: Stretch?
    var tokens: [Token] = []
    do throws(Diagnostic) {
      tokens = try lex(source)
    } catch {
      guard let span = error.span else { return [] }
      open = Stretch(Int(span.start)..<Int(span.end), .text)
      let head = source[Span(source.base, span.start)]
      source = Source(head, base: source.base)
      do throws(Diagnostic) { tokens = try lex(source) } catch { tokens = [] }
    }
    let painted = Painted(tokens, source, self, isLast: isLast && open == nil)
    return painted.stretches + (open.map { [$0] } ?? [])
  }

  private func command(_ source: Source) -> [Stretch] {
    let start = source.text.utf8.prefix { $0 == 0x20 }.count
    let word = source.text.utf8.dropFirst(start).prefix { $0 != 0x20 && $0 != 0x0A }
    let name = fold(String(decoding: word, as: UTF8.self))
    let range = Int(source.base) + start..<Int(source.base) + start + word.count
    if Command(word: name) != nil { return [Stretch(range, .command)] }
    return word.count + start < source.text.utf8.count ? [Stretch(range, .unknown)] : []
  }

  /// From each `#` outside what is painted to the end of its line.
  private func comments(_ text: String, _ stretches: [Stretch]) -> [Stretch] {
    if !text.utf8.contains(UInt8(ascii: "#")) { return [] }
    let bytes = Array(text.utf8)
    var found: [Stretch] = []
    var at = 0
    while let mark = bytes[at...].firstIndex(of: UInt8(ascii: "#")) {
      if let inside = stretches.first(where: { $0.range.contains(mark) }) {
        at = inside.range.upperBound
        continue
      }
      let end = bytes[mark...].firstIndex(of: 0x0A) ?? bytes.count
      found.append(Stretch(mark..<end, .comment))
      at = end
    }
    return found
  }
}

/// The stretches of one statement.
private struct Painted {
  private let tokens: [Token]
  private let guide: LanguageGuide
  private var paints: [Paint?]
  private(set) var stretches: [Stretch] = []

  init(_ tokens: [Token], _ source: Source, _ guide: LanguageGuide, isLast: Bool) {
    self.tokens = tokens
    self.guide = guide
    paints = tokens.map { Painted.alone($0) }
    let index = guide.index
    let glance = Glance(
      tokens, source, index.catalogue.lexicon, accented: { index.accented })
    var covered = [Bool](repeating: false, count: tokens.count)
    var joined: [Range<Int>] = []
    for taken in glance.taken where taken.tokens.upperBound <= tokens.count {
      for at in taken.tokens { (paints[at], covered[at]) = (Painted.paint(taken.kind), true) }
      joined.append(taken.tokens)
    }
    joined += paintRest(from: glance.furthest, covered, source, isLast: isLast)
    join(joined)
  }

  /// A token's colour by itself; a word has none.
  private static func alone(_ token: Token) -> Paint? {
    switch token.kind {
    case .word, .other, .cursor: nil
    case .number: .number
    case .period: .period
    case .quoted: .text
    case .parameter: .value
    case .sign: .sign
    }
  }

  private static func paint(_ kind: Taken.Kind) -> Paint {
    switch kind {
    case .keyword: .keyword
    case .period: .period
    case .document: .value
    case .name(let kinds): paint(kinds)
    }
  }

  private static func paint(_ kinds: NameKinds) -> Paint {
    if kinds.contains(.table) { return .table }
    if !kinds.isDisjoint(with: [.measure, .segment]) { return .name }
    return kinds.isDisjoint(with: [.field, .dimension]) ? .value : .field
  }

  /// Words that no reading took: known phrases and keywords by themselves, the others unknown; those
  /// at the end that may become something have no colour yet.
  private mutating func paintRest(
    from furthest: Int, _ covered: [Bool], _ source: Source, isLast: Bool
  ) -> [Range<Int>] {
    let isOpen = isLast && tokens.last.map { $0.span.end == source.span.end } ?? false
    let pending = isLast ? pendingWords(isOpen) : tokens.count
    var ranges: [Range<Int>] = []
    var at = 0
    while at < tokens.count {
      guard !covered[at], case .word = tokens[at].kind else {
        at += 1
        continue
      }
      let (paint, length) = known(at, until: covered)
      let isTail = at + length > pending
      let isWhole = at + length < tokens.count || !isOpen
      if let paint, !isTail || at + length == tokens.count {
        for index in at..<at + length { paints[index] = paint }
        ranges.append(at..<at + length)
      } else if paint == nil, !isTail, isWhole, furthest < tokens.count {
        paints[at] = .unknown
      }
      at += length
    }
    hideShortTail(isOpen)
    return ranges
  }

  /// The longest phrase or keyword that stands at a word.
  private func known(_ start: Int, until covered: [Bool]) -> (Paint?, length: Int) {
    var words: [String] = []
    var best: (Paint?, Int) = (nil, 1)
    let lexicon = guide.index.catalogue.lexicon
    for at in start..<min(tokens.count, start + lexicon.longest) {
      if covered[at] || !tokens[at].isInsideNames { break }
      words += tokens[at].words
      let phrase = words.joined(separator: " ")
      let kinds = lexicon.kinds(of: phrase)
      if !kinds.isEmpty {
        best = (Painted.paint(kinds), at - start + 1)
      } else if Keyword.bySpelling[phrase] != nil {
        best = (.keyword, at - start + 1)
      }
    }
    return best
  }

  /// The first of the last words that together begin a longer phrase.
  private func pendingWords(_ isOpen: Bool) -> Int {
    var words: [String] = []
    var pending = tokens.count
    for at in tokens.indices.reversed() {
      guard tokens[at].isInsideNames, words.count <= guide.index.catalogue.lexicon.longest else {
        break
      }
      words = tokens[at].words + words
      let typed = words.joined(separator: " ")
      if typed.isEmpty { continue }
      if guide.index.begins(isOpen ? typed : typed + " ") { pending = at }
    }
    return pending
  }

  /// A word of one or two letters that is still being typed would change its colour at each key.
  private mutating func hideShortTail(_ isOpen: Bool) {
    guard isOpen, let last = tokens.last, case .word(let word) = last.kind, word.count < 3 else {
      return
    }
    let isAlone = tokens.count < 2 || paints[tokens.count - 2] != .name
    if isAlone { paints[tokens.count - 1] = nil }
  }

  /// One stretch for each phrase, and for each token beside.
  private mutating func join(_ ranges: [Range<Int>]) {
    var at = 0
    while at < tokens.count {
      let range = ranges.filter { $0.lowerBound == at }.max { $0.count < $1.count }
      let end = max(range?.upperBound ?? at + 1, at + 1)
      if let paint = paints[at] {
        let last = paints[end - 1] == paint ? end - 1 : at
        stretches.append(
          Stretch(Int(tokens[at].span.start)..<Int(tokens[last].span.end), paint))
      }
      at = end
    }
  }
}
