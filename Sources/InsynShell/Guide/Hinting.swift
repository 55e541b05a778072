import InsynEditor
import InsynLanguage
import InsynValue

// The grey text that goes on from what is typed, and what an unfinished statement waits for.

extension LanguageGuide {
  /// So many letters of a word say what it may become.
  private static let enough = 3

  package func hint(_ text: String) -> String? {
    if text.allSatisfy(\.isWhitespace) { return nil }
    let typed = Typed(Array(text.utf8), upTo: text.utf8.count)
    if typed.quote != nil || typed.isInComment { return nil }
    if typed.isCommand || !typed.isOpen || reservedWords.contains(fold(text)) { return nil }
    guard let last = typed.tokens.last, case .word(let word) = last.kind,
      word.count >= LanguageGuide.enough
    else { return nil }
    let (from, matches) = matches(typed)
    guard let first = matches.min(by: { $0.key < $1.key }), first.quality < 2 else { return nil }
    let stem = String(decoding: Array(text.utf8)[from...], as: UTF8.self)
    guard first.text.lowercased().hasPrefix(stem.lowercased()) else { return nil }
    // A name that is whole already is not made into a longer one.
    if matches.contains(where: { fold($0.text) == fold(stem) }) { return nil }
    let rest = String(first.text.dropFirst(stem.count))
    return rest.isEmpty ? nil : rest
  }

  package func open(_ text: String) -> String? {
    guard case .statement(let source)? = Script(text, name: nil, base: 0).pieces.last else {
      return nil
    }
    return Opening(of: Array(source.text.utf8)[...])?.rawValue
  }
}
