import CEditline
import Glibc
import InsynValue

/// A walk through the statements that begin as the typed one does.
struct Recall {
  /// What was typed when it began.
  let typed: String
  var index: Int
  /// What the walk has put into the buffer; anything else there ends it.
  var shown: String
}

extension LineEditor {
  func up() -> Int32 {
    if menu != nil { return complete(-1) }
    let (before, _, _) = buffer
    if before.contains("\n") { return moveRow(-1) }
    return recalled(older: true)
  }

  func down() -> Int32 {
    if menu != nil { return complete(1) }
    let (_, after, _) = buffer
    if after.contains("\n") { return moveRow(1) }
    return recalled(older: false)
  }

  /// The same place in the row above or below.
  private func moveRow(_ step: Int) -> Int32 {
    let (before, after, text) = buffer
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    let above = before.split(separator: "\n", omittingEmptySubsequences: false)
    let target = above.count - 1 + step
    let column = min(above[above.count - 1].count, rows[target].count)
    let start = rows[..<target].reduce(0) { $0 + $1.utf8.count + 1 }
    let cursor = start + rows[target].prefix(column).utf8.count
    let prefix = String(decoding: Array(text.utf8)[..<cursor], as: UTF8.self)
    let move = prefix.unicodeScalars.count - before.unicodeScalars.count
    _ = el_cursor(editor, Int32(move))
    _ = after
    return CC_CURSOR
  }

  private func recalled(older: Bool) -> Int32 {
    let text = buffer.text
    var walk = recall ?? Recall(typed: text, index: .max, shown: text)
    if walk.shown != text { walk = Recall(typed: text, index: .max, shown: text) }
    let begins = { (entry: String) in entry.hasPrefix(walk.typed) && entry != text }
    if older {
      guard let found = history.newest(before: walk.index, where: begins) else { return CC_ERROR }
      (walk.index, walk.shown) = (found, history.entries[found])
    } else {
      if walk.index == .max { return CC_ERROR }
      let later = history.entries.indices.dropFirst(walk.index + 1)
        .first { begins(history.entries[$0]) }
      (walk.index, walk.shown) = later.map { ($0, history.entries[$0]) } ?? (.max, walk.typed)
    }
    recall = walk
    replace(walk.shown, cursor: walk.shown.utf8.count)
    return CC_REFRESH
  }

  // MARK: search

  /// Ctrl-R: statements that hold what is typed, the newest first; Enter runs the one that is found, Ctrl-G
  /// leaves things as they were, any other key goes on with it.
  func search() -> Int32 {
    let original = buffer
    var (words, index, found) = ("", Int.max, true)
    defer { searchRow = nil }
    while true {
      show(words, found: found)
      draw()
      switch keyboard.next() {
      case .end: return finish(.end)
      case .signal(SIGINT):
        return finish(.interrupted)
      case .signal: screen.resized()
      case .scalar(let scalar):
        switch scalar.value {
        case 0x12:
          if let older = older(words, before: index) {
            (index, found) = (older, true)
            replace(history.entries[older], cursor: history.entries[older].utf8.count)
          } else {
            found = false
          }
          continue
        case 0x07:
          replace(original.text, cursor: original.before.utf8.count)
          return CC_REFRESH
        case 0x03: return finish(.interrupted)
        case 0x0A, 0x0D:
          searchRow = nil
          return enter()
        case 0x7F, 0x08: words = String(words.dropLast())
        case 0..<0x20, 0x7F..<0xA0:
          keyboard.putBack([scalar])
          return CC_REFRESH
        default: words = (words + String(scalar)).precomposed
        }
        if let newest = older(words, before: .max) {
          (index, found) = (newest, true)
          replace(history.entries[newest], cursor: history.entries[newest].utf8.count)
        } else {
          found = words.isEmpty
        }
      }
    }
  }

  private func older(_ words: String, before index: Int) -> Int? {
    let wanted = fold(words)
    if wanted.isEmpty { return nil }
    return history.newest(before: index) { fold($0).contains(wanted) }
  }

  private func show(_ words: String, found: Bool) {
    let text = fitted(
      (found ? "sök/search: " : "finns inte/not found: ") + visible(words), screen.columns - 1,
      pads: false)
    searchRow = Row(
      hasColour ? Style.faint.on + text + Style.off : text, width: terminalWidth(text))
  }
}
