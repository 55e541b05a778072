import CEditline
import Glibc
import InsynValue

/// Lines typed at a terminal. libedit reads the keys and owns keymaps, buffer, kill ring, vi's modes and
/// ~/.editrc; what it would draw is dropped, and `frame` and `Screen` draw instead.
package final class LineEditor {
  /// What a line ended with.
  package enum Line {
    case text(String)
    case interrupted
    case end
  }

  let editor: OpaquePointer
  private let sink: UnsafeMutablePointer<cle_sink>
  private(set) var isVi = false
  package let history: History
  package var guide: any Guide
  var keyboard = Keyboard()
  var screen = Screen()
  let hasColour: Bool

  // The line that is being typed.
  var prompt = ""
  var status = ""
  var menu: Menu?
  /// The row of a search through the history.
  var searchRow: Row?
  var recall: Recall?
  /// What a function has ended the line with, and the text as it stood then.
  var outcome: (line: Line, text: String)?
  /// What waits to be put into the buffer by its own key.
  var waiting = ""
  private var hasWaiting = false
  private var room = 0
  private var drawn: (text: String, paint: [Stretch], hint: String)?

  /// Nil when libedit cannot start. The guide knows the language of the lines.
  package init?(_ guide: any Guide, history: History) {
    LineEditor.forceUTF8()
    sink = .allocate(capacity: 1)
    sink.initialize(to: cle_sink())
    guard let editor = cle_init("insyn", sink), sink.pointee.file != nil else {
      sink.deallocate()
      return nil
    }
    self.editor = editor
    self.guide = guide
    self.history = history
    hasColour = (getenv("NO_COLOR").map { $0.pointee == 0 }) ?? true
    _ = cle_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = cle_set_signal(editor, 0)
    _ = cle_set_editor(editor, "emacs")
    _ = el_source(editor, nil)
    isVi = cle_is_vi(editor) != 0
    bindKeys()
    _ = cle_set_getc(editor) { editor, key in
      guard let editor, let key else { return -1 }
      return LineEditor.of(editor).readKey(key)
    }
    Signals.catchAll()
  }

  deinit {
    el_end(editor)
    fclose(sink.pointee.file)
    free(sink.pointee.bytes)
    sink.deallocate()
  }

  /// The object behind libedit's handle.
  static func of(_ editor: OpaquePointer) -> LineEditor {
    guard let client = cle_client(editor) else {
      preconditionFailure("the editor's object is set before its first key")
    }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }

  /// The locale decides which bytes libedit takes as letters; it must be set before libedit starts.
  private static func forceUTF8() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "en_US.UTF-8") }
    }
  }

  // MARK: a line

  /// The next line. `status` stands at the right edge while there is room; `prefilled` stands in the line
  /// from the start, ready for Enter.
  package func read(prompt: String, status: String = "", prefilled: String = "") -> Line {
    (self.prompt, self.status) = (prompt, status)
    (menu, searchRow, recall, outcome, drawn) = (nil, nil, nil, nil, nil)
    (waiting, hasWaiting) = (prefilled, !prefilled.isEmpty)
    _ = screen.measure()
    screen.forget()
    Signals.drain()
    Signals.catchStops(true)
    Screen.write("\u{1B}[?2004h")
    var count: Int32 = 0
    let line = el_gets(editor, &count)
    let ended = outcome ?? LineEditor.end(line, count)
    leave(ended.text)
    Signals.catchStops(false)
    return ended.line
  }

  /// What libedit itself has ended: a key of ~/.editrc that is its own newline, or the end of the input.
  private static func end(_ line: UnsafePointer<CChar>?, _ count: Int32) -> (Line, String) {
    guard let line, count > 0 else { return (.end, "") }
    var text = String(
      decoding: UnsafeRawBufferPointer(start: line, count: Int(count)), as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return (.text(text), text)
  }

  /// The line stands on the screen as it was entered, and the cursor below it.
  private func leave(_ text: String) {
    (menu, searchRow, status) = (nil, nil, "")
    var view = view(text, cursor: text.utf8.count)
    view.hint = ""
    screen.leave(frame(view, columns: screen.columns, height: .max))
    Screen.write("\u{1B}[?2004l")
  }

  // MARK: keys

  /// Gives libedit its next key; the screen is drawn before it is waited for.
  private func readKey(_ out: UnsafeMutablePointer<wchar_t>) -> Int32 {
    makeRoom(for: 0)
    if hasWaiting {
      hasWaiting = false
      out.pointee = wchar_t(Key.prefill.rawValue)
      return 1
    }
    while true {
      if !keyboard.isPending() { draw() }
      switch keyboard.next() {
      case .end: return 0
      case .signal(let signal):
        guard let key = meet(signal) else { continue }
        out.pointee = key
        return 1
      case .scalar(let scalar):
        out.pointee = wchar_t(bitPattern: translated(scalar))
        return 1
      }
    }
  }

  /// What libedit gets for a character.
  private func translated(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0x1B where isVi || menu != nil:
      if let key = keyboard.afterEscape() {
        if key != .up, key != .down, key != .backTab { menu = nil }
        return key.rawValue
      }
      if menu != nil { return Key.close.rawValue }
    case 0x09, 0x0A, 0x0C, 0x0D, 0x3F: break
    case 0x80..<0xA0: return Key.nothing.rawValue
    case 0x300...0x36F:
      menu = nil
      if let composed = composed(with: scalar) {
        waiting = composed
        return Key.compose.rawValue
      }
    default: menu = nil
    }
    return scalar.value
  }

  /// The letter before the cursor with a mark, where the two are one character.
  private func composed(with mark: Unicode.Scalar) -> String? {
    guard let letter = buffer.before.last else { return nil }
    let both = (String(letter) + String(mark)).precomposed
    return both.unicodeScalars.count == String(letter).unicodeScalars.count ? both : nil
  }

  /// Does what a signal asks; a key where it ends the line.
  private func meet(_ signal: Int32) -> wchar_t? {
    switch signal {
    case SIGINT: return 3
    case SIGWINCH: screen.resized()
    case SIGTSTP:
      leave(buffer.text)
      _ = cle_set_raw(editor, 0)
      raise(SIGSTOP)
    case SIGCONT:
      // Off first: libedit believes that the terminal still is as it left it.
      _ = cle_set_raw(editor, 0)
      _ = cle_set_raw(editor, 1)
      _ = screen.measure()
      screen.forget()
      Screen.write("\u{1B}[?2004h")
    default:
      outcome = (.end, buffer.text)
      return wchar_t(Key.finish.rawValue)
    }
    return nil
  }

  // MARK: the buffer

  /// The text before the cursor and the text behind it.
  var buffer: (before: String, after: String, text: String) {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer, let cursor = line.cursor,
      let end = line.lastchar
    else { return ("", "", "") }
    func text(_ from: UnsafePointer<wchar_t>, _ to: UnsafePointer<wchar_t>) -> String {
      var text = String.UnicodeScalarView()
      for scalar in UnsafeBufferPointer(start: from, count: to - from) {
        text.append(UnicodeScalar(UInt32(bitPattern: scalar)) ?? "\u{FFFD}")
      }
      return String(text)
    }
    let (before, after) = (text(start, cursor), text(cursor, end))
    return (before, after, before + after)
  }

  /// Takes the place of the whole buffer; the cursor stands at an offset in the text's UTF-8.
  func replace(_ text: String, cursor: Int) {
    let old = buffer
    makeRoom(for: text.utf8.count)
    _ = el_cursor(editor, Int32(old.after.unicodeScalars.count))
    el_deletestr(editor, Int32(old.text.unicodeScalars.count))
    insert(text)
    let behind = String(decoding: Array(text.utf8)[cursor...], as: UTF8.self)
    _ = el_cursor(editor, -Int32(behind.unicodeScalars.count))
  }

  /// Inserts at the cursor.
  func insert(_ text: String) {
    makeRoom(for: text.utf8.count)
    let wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
    _ = el_winsertstr(editor, wide)
  }

  /// libedit crashes where its text is taller than its screen, so its screen, which nobody sees, is always
  /// taller than the text.
  private func makeRoom(for more: Int) {
    let text = buffer.text
    let lines = text.utf8.count { $0 == 0x0A } + more + text.utf8.count / 256 + 8
    if lines <= room { return }
    room = max(64, lines * 2)
    _ = cle_set_capability(editor, "co", "512")
    _ = cle_set_capability(editor, "li", "\(room)")
    _ = cle_refresh(editor)
  }

  // MARK: drawing

  /// Draws the line as it is now.
  func draw() {
    let (before, _, text) = buffer
    let rings = cle_take_bell(sink) != 0
    let view = view(text, cursor: before.utf8.count)
    screen.draw(frame(view, columns: screen.columns, height: screen.height), rings: rings)
  }

  private func view(_ text: String, cursor: Int) -> View {
    if drawn?.text != text {
      drawn = (text, hasColour ? guide.paint(text) : [], likely(text))
    }
    var view = View()
    view.text = text
    view.cursor = cursor
    view.hasColour = hasColour
    view.prompts = prompts(text)
    view.paint = drawn?.paint ?? []
    view.status = status
    if let searchRow {
      view.below = [searchRow]
    } else if let menu {
      view.below = menu.rows(
        columns: screen.columns, height: screen.height - 1, hasColour: hasColour)
    } else if cursor == text.utf8.count {
      view.hint = drawn?.hint ?? ""
    }
    return view
  }

  /// What is likely to go on: from what was typed before, else from the language.
  private func likely(_ text: String) -> String {
    if text.isEmpty || text.contains("\n") { return "" }
    if let index = history.newest(
      before: .max, where: { $0.count > text.count && $0.hasPrefix(text) && !$0.contains("\n") })
    {
      return String(history.entries[index].dropFirst(text.count))
    }
    return guide.hint(text) ?? ""
  }

  /// The hint that stands behind the cursor, when it does.
  var hint: String {
    let (_, after, text) = buffer
    return after.isEmpty && menu == nil && drawn?.text == text ? drawn?.hint ?? "" : ""
  }

  /// The prompt, and for each further line one as wide that shows what is open.
  private func prompts(_ text: String) -> [String] {
    var prompts = [prompt]
    let width = terminalWidth(prompt)
    var before = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      before += line + "\n"
      let sign = (guide.open(String(before.dropLast())) ?? "...") + "> "
      prompts.append(String(repeating: " ", count: max(0, width - terminalWidth(sign))) + sign)
    }
    return prompts
  }
}
