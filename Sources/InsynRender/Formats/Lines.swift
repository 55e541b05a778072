import InsynValue

// Text in terminal columns: padded, cut, broken into lines.

/// So many blanks, none for less than one.
func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

/// A text in at most `limit` columns, cut at the end.
func shortened(_ text: String, to limit: Int) -> String {
  if terminalWidth(text) <= limit { return text }
  return limit < 1 ? "" : String(prefix(text, limit - 1)) + "…"
}

/// As many whole characters as `limit` columns hold.
private func prefix(_ text: some StringProtocol, _ limit: Int) -> String {
  var ruler = Ruler()
  var width = 0
  var result = ""
  for character in text {
    for scalar in character.unicodeScalars { width += ruler.columns(adding: scalar) }
    if width > limit { break }
    result.append(character)
  }
  return result
}

/// Lines of at most `width` columns, broken at blanks, and within a word that is longer than a line;
/// all but the first begin with `indent`. One line when there is no width.
package func wrapped(_ text: String, indent: String, to width: Int?) -> [String] {
  guard let width, terminalWidth(text) > width else { return [text] }
  let lead = text.prefix { $0 == " " }
  var lines: [String] = []
  var (line, used, isFresh) = (String(lead), lead.count, true)
  func turn() {
    lines.append(line)
    (line, used, isFresh) = (indent, terminalWidth(indent), true)
  }
  for word in text.dropFirst(lead.count).split(separator: " ") {
    var rest = word
    var own = terminalWidth(String(rest))
    if !isFresh {
      if used + 1 + own <= width {
        line += " " + rest
        used += 1 + own
        continue
      }
      turn()
    }
    while used + own > width {
      let piece = prefix(rest, max(2, width - used))
      if piece.isEmpty { break }
      line += piece
      turn()
      rest = rest.dropFirst(piece.count)
      own = terminalWidth(String(rest))
    }
    line += rest
    used += own
    isFresh = rest.isEmpty
  }
  if !isFresh || lines.isEmpty { lines.append(line) }
  return lines
}
