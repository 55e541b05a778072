import Glibc
import InsynValue

// What keys do beyond what libedit does.

extension LineEditor {
  func perform(_ action: Action) -> Action.Outcome {
    guard let editline else { return .refused }
    switch action {
    case .accept: return accept(editline)
    case .newline: return insert("\n", editline)
    case .interrupt: return end(.interrupted)
    case .deleteOrLeave: return editline.buffer.text.isEmpty ? end(.end) : delete(editline)
    case .leave: return editline.buffer.text.isEmpty ? end(.end) : .refused
    case .complete: return complete(editline)
    case .whatFollows: return showWhatFollows(editline)
    case .up: return goUp(editline)
    case .down: return goDown(editline)
    case .left: return goLeft(editline)
    case .right: return goRight(editline)
    case .home: return goHome(editline)
    case .end: return goToEnd(editline)
    case .rubOut: return rubOut(editline)
    case .delete: return delete(editline)
    case .search: return searchHistory(editline)
    case .redraw:
      clearScreen()
      return .changed
    case .insert: return insertPending(editline)
    case .external: return editOutside(editline)
    case .ignore: return .changed
    }
  }

  var text: String { String(String.UnicodeScalarView(editline?.buffer.text ?? [])) }

  func clearScreen() {
    Terminal.write("\u{1B}[H\u{1B}[2J")
    screen.forget()
  }

  /// Puts a text in the place of the whole line.
  func setLine(_ text: String, _ editline: Editline) {
    editline.replace(0..<editline.buffer.text.count, with: text)
  }

  // MARK: ending a line

  private func end(_ line: Line) -> Action.Outcome {
    outcome = line
    return .finished
  }

  /// Runs the line, or goes on with what is open on a line below, unless that is left empty.
  private func accept(_ editline: Editline) -> Action.Outcome {
    let text = text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.last ?? ""
    guard guide.open(text) != nil, lines.count == 1 || !last.allSatisfy(\.isWhitespace) else {
      return end(.text(text))
    }
    if lines.count > 1, isAside(String(last)) {
      let rest = lines.dropLast().joined(separator: "\n") + "\n"
      return end(.aside(String(last), rest: rest))
    }
    return insert("\n", editline)
  }

  // MARK: changing it

  private func insert(_ text: String, _ editline: Editline) -> Action.Outcome {
    let cursor = editline.buffer.cursor
    editline.replace(cursor..<cursor, with: text)
    return .changed
  }

  private func insertPending(_ editline: Editline) -> Action.Outcome {
    let count = editline.buffer.text.count
    let range = inserted.range.clamped(to: 0..<count)
    editline.replace(range, with: inserted.text.precomposed)
    inserted = (0..<0, "")
    return .changed
  }

  private func rubOut(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    guard let start = clusterStarts(text).last(where: { $0 < cursor }) else { return .refused }
    editline.replace(start..<cursor, with: "")
    return .changed
  }

  private func delete(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    guard let end = clusterStarts(text).first(where: { $0 > cursor }) else { return .refused }
    editline.replace(cursor..<end, with: "")
    return .changed
  }

  private func editOutside(_ editline: Editline) -> Action.Outcome {
    let text = text
    var new: String?
    lend { new = edit(text) }
    guard let new else { return .refused }
    setLine(new, editline)
    return .changed
  }

  // MARK: moving

  private func goLeft(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    guard let start = clusterStarts(text).last(where: { $0 < cursor }) else { return .refused }
    editline.move(to: start)
    return .changed
  }

  private func goRight(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    guard let end = clusterStarts(text).first(where: { $0 > cursor }) else {
      return takeHint(editline)
    }
    editline.move(to: end)
    return .changed
  }

  private func goHome(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    editline.move(to: lineStart(text, cursor))
    return .changed
  }

  private func goToEnd(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    if cursor == text.count { return hint.isEmpty ? .changed : takeHint(editline) }
    editline.move(to: text[cursor...].firstIndex(of: "\n") ?? text.count)
    return .changed
  }

  private func takeHint(_ editline: Editline) -> Action.Outcome {
    if hint.isEmpty { return .refused }
    return insert(hint, editline)
  }

  private func lineStart(_ text: [Unicode.Scalar], _ cursor: Int) -> Int {
    text[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  /// A line up, and from the first line back in the history.
  private func goUp(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    let start = lineStart(text, cursor)
    if start == 0 { return recallOlder(editline) }
    let above = lineStart(text, start - 1)
    editline.move(to: place(text, line: above, column(text, start, cursor)))
    return .changed
  }

  private func goDown(_ editline: Editline) -> Action.Outcome {
    let (text, cursor) = editline.buffer
    guard let end = text[cursor...].firstIndex(of: "\n") else { return recallNewer(editline) }
    let wanted = column(text, lineStart(text, cursor), cursor)
    editline.move(to: place(text, line: end + 1, wanted))
    return .changed
  }

  private func column(_ text: [Unicode.Scalar], _ start: Int, _ cursor: Int) -> Int {
    String(String.UnicodeScalarView(text[start..<cursor])).count
  }

  private func place(_ text: [Unicode.Scalar], line: Int, _ column: Int) -> Int {
    let end = text[line...].firstIndex(of: "\n") ?? text.count
    let characters = String(String.UnicodeScalarView(text[line..<end])).prefix(column)
    return line + characters.unicodeScalars.count
  }
}
