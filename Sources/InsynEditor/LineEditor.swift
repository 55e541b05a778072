import CEditline
import Glibc

/// Lines typed at a terminal, edited and remembered by libedit. The only file that calls it.
package final class LineEditor {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private var event = HistEvent()

  /// The prompt of the next line; libedit asks for it through a C function without a context.
  private nonisolated(unsafe) static var prompt = strdup("insyn> ")

  /// Nil when libedit cannot start. Forces UTF-8 for characters, whatever the locale.
  package init?() {
    LineEditor.forceUTF8()
    guard let editor = cle_init("insyn"), let history = history_init() else { return nil }
    self.editor = editor
    self.history = history
    _ = cle_history_size(history, &event, 10_000)
    _ = cle_history_unique(history, &event)
    _ = cle_attach_history(editor, history)
    _ = cle_set_editor(editor, "emacs")
    _ = cle_set_signal(editor, 0)
    LineEditor.catchInterrupts()
    _ = cle_set_prompt(editor) { _ in LineEditor.prompt }
    _ = cle_bind(editor, "^R", "em-inc-search-prev")
    _ = el_source(editor, nil)
  }

  deinit {
    history_end(history)
    el_end(editor)
  }

  /// The locale decides which bytes libedit takes as letters.
  private static func forceUTF8() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "en_US.UTF-8") }
    }
  }

  /// Ctrl-C breaks the read of a line and nothing else.
  private static func catchInterrupts() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(SIGINT, &action, nil)
  }

  /// What a line ended with.
  package enum Line {
    case text(String)
    case interrupted
    case end
  }

  /// The next line without its end.
  package func read(prompt: String) -> Line {
    free(LineEditor.prompt)
    LineEditor.prompt = strdup(prompt)
    errno = 0
    var count: Int32 = 0
    guard let line = el_gets(editor, &count), count > 0 else {
      return errno == EINTR ? .interrupted : .end
    }
    var text = String(cString: line)
    if text.hasSuffix("\n") { text.removeLast() }
    return .text(text)
  }

  /// Remembers a whole statement, unless it begins with a blank or looks like a personnummer.
  package func remember(_ statement: String) {
    if statement.hasPrefix(" ") || statement.isEmpty || looksLikePersonnummer(statement) { return }
    _ = cle_history_enter(history, &event, statement)
  }
}

/// True when a text holds six or eight digits, a mark and four digits, as a personnummer is written.
package func looksLikePersonnummer(_ text: String) -> Bool {
  var digits = 0
  var afterMark: Int?
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      digits += 1
      if let before = afterMark, digits == 4, before == 6 || before == 8 { return true }
      if afterMark == nil, digits == 10 || digits == 12 { return true }
    } else if scalar == "-" || scalar == "+" {
      afterMark = digits
      digits = 0
    } else {
      digits = 0
      afterMark = nil
    }
  }
  return false
}
