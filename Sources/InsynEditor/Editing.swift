import CEditline
import Glibc
import InsynValue

// What the keys do. Each function says what libedit has to know: that the buffer has changed, that the line
// has ended, or that nothing could be done, which rings the bell.

extension LineEditor {
  // MARK: ending a line

  func finish(_ line: Line) -> Int32 {
    outcome = (line, buffer.text)
    return CC_NEWLINE
  }

  /// Takes what a menu offers, goes on where a statement is open, else ends the line.
  func enter() -> Int32 {
    if menu?.chosen != nil {
      menu = nil
      return CC_REFRESH
    }
    menu = nil
    let text = buffer.text
    // An empty line ends what is open, whatever it waits for.
    if !text.isEmpty, !text.hasSuffix("\n"), guide.open(text) != nil {
      replace(text + "\n", cursor: text.utf8.count + 1)
      return CC_REFRESH
    }
    return finish(.text(text))
  }

  func deleteOrLeave() -> Int32 {
    buffer.text.isEmpty ? finish(.end) : deleteForward()
  }

  // MARK: moving and deleting, a character as a reader sees it at a time

  func left() -> Int32 {
    guard let last = buffer.before.last else { return CC_ERROR }
    _ = el_cursor(editor, -Int32(last.unicodeScalars.count))
    return CC_CURSOR
  }

  func right() -> Int32 {
    if takeHint() { return CC_REFRESH }
    guard let first = buffer.after.first else { return CC_ERROR }
    _ = el_cursor(editor, Int32(first.unicodeScalars.count))
    return CC_CURSOR
  }

  /// The beginning of the row of the text in which the cursor stands.
  func home() -> Int32 {
    let row = buffer.before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    _ = el_cursor(editor, -Int32(row.unicodeScalars.count))
    return CC_CURSOR
  }

  func end() -> Int32 {
    if takeHint() { return CC_REFRESH }
    let row = buffer.after.split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
    _ = el_cursor(editor, Int32(row.unicodeScalars.count))
    return CC_CURSOR
  }

  private func takeHint() -> Bool {
    let hint = hint
    if hint.isEmpty { return false }
    insert(hint)
    return true
  }

  func deleteBack() -> Int32 {
    guard let last = buffer.before.last else { return CC_ERROR }
    el_deletestr(editor, Int32(last.unicodeScalars.count))
    return CC_REFRESH
  }

  func deleteForward() -> Int32 {
    guard let first = buffer.after.first else { return CC_ERROR }
    let count = Int32(first.unicodeScalars.count)
    _ = el_cursor(editor, count)
    el_deletestr(editor, count)
    return CC_REFRESH
  }

  // MARK: texts that come as a whole

  /// What stands between the marks of a paste: nothing of it is a key.
  func paste() -> Int32 {
    var text = String.UnicodeScalarView()
    let end = Array("\u{1B}[201~".unicodeScalars)
    while case .scalar(let scalar) = keyboard.next() {
      text.append(scalar)
      if scalar == "~", text.suffix(end.count).elementsEqual(end) {
        text.removeLast(end.count)
        break
      }
    }
    insert(typable(String(text)))
    return CC_REFRESH
  }

  func prefill() -> Int32 {
    insert(typable(waiting))
    return CC_REFRESH
  }

  func compose() -> Int32 {
    guard let last = buffer.before.last else { return CC_ERROR }
    el_deletestr(editor, Int32(last.unicodeScalars.count))
    insert(waiting)
    return CC_REFRESH
  }

  /// One kind of line break, composed letters, and no control character but the tab.
  private func typable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.precomposed.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      if scalar == "\r" || (scalar == "\n" && !afterReturn) {
        result.append("\n")
      } else if scalar == "\t" || !isControl {
        result.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(result)
  }

  // MARK: menus

  /// The next of what may stand here, or the one before.
  func complete(_ step: Int) -> Int32 {
    if menu == nil {
      let (before, _, text) = buffer
      let completion = guide.completion(text, at: before.utf8.count)
      guard let opened = Menu(completion, text: text) else { return CC_ERROR }
      if completion.choices.count == 1 {
        return put(opened.inserting(completion.choices[0].text))
      }
      menu = opened
      guard let common = opened.common else { return CC_NORM }
      let (edited, cursor) = opened.inserting(common)
      let replaced = completion.replaced.lowerBound..<cursor
      menu = Menu(Completion(replaced: replaced, choices: completion.choices), text: edited)
      return put((edited, cursor))
    }
    menu?.move(step)
    return menu.map { put($0.edited) } ?? CC_ERROR
  }

  /// What may follow, without touching the text; inside quotes and comments a question mark is one.
  func help() -> Int32 {
    let (before, _, text) = buffer
    let row = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    var (isQuoted, isComment) = (before.count { $0 == "\"" } % 2 == 1, false)
    if !isQuoted { isComment = row.contains("#") }
    if isQuoted || isComment {
      isQuoted = false
      insert("?")
      return CC_REFRESH
    }
    if menu != nil { return close() }
    menu = Menu(guide.completion(text, at: before.utf8.count), text: text)
    return menu == nil ? CC_ERROR : CC_NORM
  }

  /// The text is again as it was typed.
  func close() -> Int32 {
    guard let menu else { return CC_NORM }
    self.menu = nil
    return put((menu.text, menu.completion.replaced.upperBound))
  }

  private func put(_ edited: (text: String, cursor: Int)) -> Int32 {
    replace(edited.text, cursor: edited.cursor)
    return CC_REFRESH
  }

  // MARK: the screen and the world outside

  func redraw() -> Int32 {
    screen.clear()
    return CC_REFRESH
  }

  func editOutside() -> Int32 {
    let text = buffer.text
    _ = cle_set_raw(editor, 0)
    Screen.write("\u{1B}[?2004l\r\n")
    let edited = edit(text)
    _ = cle_set_raw(editor, 1)
    Screen.write("\u{1B}[?2004h")
    screen.forget()
    _ = screen.measure()
    guard let edited else { return CC_ERROR }
    replace(typable(edited), cursor: typable(edited).utf8.count)
    return CC_REFRESH
  }
}
