import CEditline
import Glibc

/// What libedit asks of the line editor while a line is read.
protocol EditlineOwner: AnyObject {
  /// The next key as libedit knows it, nil when the terminal has gone.
  func nextCode() -> UInt32?
  /// Does what a key is bound to.
  func perform(_ action: Action) -> Action.Outcome
}

/// libedit: keymaps, the buffer, the kill ring, vi's modes and .editrc. The only file that calls it.
/// What it draws is dropped.
final class Editline {
  private let editor: OpaquePointer
  private let history: OpaquePointer
  private var event = HistEvent()
  private let sink: UnsafeMutablePointer<cle_sink>
  private unowned let owner: any EditlineOwner
  /// The rows of the screen that libedit believes it has.
  private var rows = 0

  /// True when vi's keys are chosen.
  private(set) var hasViKeys = false
  /// Sequences that an .editrc has bound, without the escape, and the private codes they have here.
  private(set) var bound: [String: UInt8] = [:]

  /// Nil when libedit cannot start. Forces UTF-8 for characters, whatever the locale.
  init?(owner: any EditlineOwner) {
    Editline.forceUTF8()
    sink = .allocate(capacity: 1)
    sink.initialize(to: cle_sink())
    guard let editor = cle_init("insyn", sink), let history = history_init() else { return nil }
    (self.editor, self.history, self.owner) = (editor, history, owner)
    _ = cle_history_size(history, &event, History.capacity)
    _ = cle_attach_history(editor, history)
    _ = cle_set_signal(editor, 0)
    _ = cle_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = cle_set_reader(editor) { editor, code in
      guard let editor, let next = Editline.of(editor).owner.nextCode() else { return 0 }
      code?.pointee = wchar_t(bitPattern: next)
      return 1
    }
    for action in Action.allCases { _ = cle_add(editor, action.rawValue, "", action.function) }
    bindKeys()
  }

  deinit {
    history_end(history)
    cle_end(editor, sink)
    sink.deallocate()
  }

  fileprivate static func of(_ editor: OpaquePointer) -> Editline {
    Unmanaged<Editline>.fromOpaque(cle_owner(editor)).takeUnretainedValue()
  }

  fileprivate static func perform(_ action: Action, _ editor: OpaquePointer?) -> UInt8 {
    guard let editor else { return UInt8(CC_ERROR) }
    return of(editor).owner.perform(action).rawValue
  }

  /// The locale decides which codes libedit takes as letters. Only LC_CTYPE: no decimal comma.
  private static func forceUTF8() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
      if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "en_US.UTF-8") }
    }
  }

  // MARK: a line

  /// What came of reading a line where no action had ended it.
  enum Ending {
    case text(String)
    case end
  }

  /// Reads keys until one ends the line.
  func read() -> Ending {
    var count: Int32 = 0
    guard let line = el_gets(editor, &count), count > 0 else { return .end }
    let text = String(cString: line)
    return .text(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Puts the terminal into the mode of typing, or back into the one that programs expect. Back
  /// first: after a stop libedit believes that the mode is as it left it.
  func setRaw(_ isRaw: Bool) {
    _ = cle_set_raw(editor, 0)
    if isRaw { _ = cle_set_raw(editor, 1) }
  }

  /// True when libedit has rung the bell since the last time.
  func takeBell() -> Bool { cle_drain(sink) != 0 }

  /// For vi's `/`, which looks in libedit's own history.
  func remember(_ entry: String) { _ = cle_history_enter(history, &event, entry) }

  // MARK: the buffer

  /// The text, and the cursor in scalars.
  var buffer: (text: [Unicode.Scalar], cursor: Int) {
    guard let line = el_wline(editor) else { return ([], 0) }
    let info = line.pointee
    let count = info.lastchar - info.buffer
    let text = UnsafeBufferPointer(start: info.buffer, count: count).map {
      Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
    }
    let cursor = info.cursor - info.buffer
    // Vi's `$` in an empty line puts libedit's cursor before its buffer.
    let mended = min(max(cursor, 0), count)
    if mended != cursor { _ = el_cursor(editor, Int32(mended - cursor)) }
    return (text, mended)
  }

  /// Puts text in the place of a range of scalars; the cursor stands after it.
  func replace(_ range: Range<Int>, with text: String) {
    let new = Array(text.unicodeScalars)
    makeRoom(for: new)
    _ = el_cursor(editor, Int32(range.upperBound - buffer.cursor))
    if !range.isEmpty { el_deletestr(editor, Int32(range.count)) }
    if !new.isEmpty {
      _ = el_winsertstr(editor, new.map { wchar_t(bitPattern: $0.value) } + [0])
    }
  }

  /// Moves the cursor to a place in scalars.
  func move(to cursor: Int) { _ = el_cursor(editor, Int32(cursor - buffer.cursor)) }

  /// Makes libedit's own picture that of the buffer, which has been changed outside an action.
  func refresh() { _ = cle_refresh(editor) }

  /// Libedit crashes where a text is taller than its screen, so its screen always fits the text: 512
  /// columns, and a row for each line and each 64 scalars (a scalar may take eight columns).
  func makeRoom(for more: [Unicode.Scalar] = []) {
    let text = buffer.text + more
    let wanted = text.count { $0 == "\n" } + text.count / 64 + 8
    if wanted <= rows { return }
    rows = wanted * 2
    _ = cle_set_size(editor, "co", "512")
    _ = cle_set_size(editor, "li", String(rows))
    refresh()
  }

  // MARK: keys

  /// libedit drops every binding when `bind -v` is read, so .editrc is read twice: first for the
  /// choice of keys, then, above our bindings, for its own.
  private func bindKeys() {
    _ = cle_set_editor(editor, "emacs")
    let path = Editline.path
    if let path { _ = el_source(editor, path) }
    hasViKeys = cle_has_vi_keys(editor) != 0
    bind(usualBindings + typingBindings + (hasViKeys ? [] : emacsBindings), inCommandMode: false)
    if hasViKeys {
      bind(usualBindings + commandBindings, inCommandMode: true)
      bindBuiltIn(Special.escape.key, "vi-command-mode")
      bindBuiltIn("^D", Action.leave.rawValue)
      bind([Binding(.escape, .ignore), Binding("^D", .leave)], inCommandMode: true)
    }
    if let path { replay(path) }
    bind(vitalBindings, inCommandMode: false)
    if hasViKeys { bind(vitalBindings, inCommandMode: true) }
  }

  private func bindBuiltIn(_ key: String, _ action: String) { _ = cle_bind(editor, key, action) }

  private func bind(_ bindings: [Binding], inCommandMode: Bool) {
    for binding in bindings {
      if inCommandMode {
        _ = cle_bind_command(editor, binding.key, binding.action)
      } else {
        _ = cle_bind(editor, binding.key, binding.action)
      }
    }
  }

  /// The file of bindings: $EDITRC, else .editrc at home.
  private static var path: String? {
    if let path = getenv("EDITRC") { return String(cString: path) }
    return getenv("HOME").map { String(cString: $0) + "/.editrc" }
  }

  /// Runs the lines of a file again, but for those that choose emacs or vi.
  private func replay(_ path: String) {
    guard let text = readFile(path), let words = tok_init(nil) else { return }
    defer { tok_end(words) }
    for line in text.split(separator: "\n") {
      var count: Int32 = 0
      var values: UnsafeMutablePointer<UnsafePointer<CChar>?>?
      tok_reset(words)
      guard tok_str(words, String(line), &count, &values) == 0, count > 0, let values else {
        continue
      }
      let list = (0..<Int(count)).compactMap { values[$0].map { String(cString: $0) } }
      if list.contains("-v") || list.contains("-e") { continue }
      parse(list.map(privateCode))
    }
  }

  private func parse(_ words: [String]) {
    let copies = words.map { UnsafePointer(strdup($0)) }
    defer { for copy in copies { free(UnsafeMutableRawPointer(mutating: copy)) } }
    var list = copies + [nil]
    _ = el_parse(editor, Int32(words.count), &list)
  }

  /// A bound sequence of keys gets a code of its own, so that libedit never waits for its rest.
  private func privateCode(_ word: String) -> String {
    let escapes = ["^[", "\\e", "\\E", "\\033", "\u{1B}"]
    guard let escape = escapes.first(where: { word.hasPrefix($0) }) else { return word }
    let sequence = String(word.dropFirst(escape.count))
    guard sequence.count > 1, sequence.hasPrefix("[") || sequence.hasPrefix("O") else {
      return word
    }
    let code = bound[sequence] ?? Special.firstFree + UInt8(bound.count)
    if code > Special.lastFree { return word }
    bound[sequence] = code
    return String(Unicode.Scalar(code))
  }
}

extension Action {
  /// What libedit calls; a C function has no context, so each action has its own.
  fileprivate var function: cle_action {
    switch self {
    case .accept: { editor, _ in Editline.perform(.accept, editor) }
    case .newline: { editor, _ in Editline.perform(.newline, editor) }
    case .interrupt: { editor, _ in Editline.perform(.interrupt, editor) }
    case .deleteOrLeave: { editor, _ in Editline.perform(.deleteOrLeave, editor) }
    case .leave: { editor, _ in Editline.perform(.leave, editor) }
    case .complete: { editor, _ in Editline.perform(.complete, editor) }
    case .whatFollows: { editor, _ in Editline.perform(.whatFollows, editor) }
    case .up: { editor, _ in Editline.perform(.up, editor) }
    case .down: { editor, _ in Editline.perform(.down, editor) }
    case .left: { editor, _ in Editline.perform(.left, editor) }
    case .right: { editor, _ in Editline.perform(.right, editor) }
    case .home: { editor, _ in Editline.perform(.home, editor) }
    case .end: { editor, _ in Editline.perform(.end, editor) }
    case .rubOut: { editor, _ in Editline.perform(.rubOut, editor) }
    case .delete: { editor, _ in Editline.perform(.delete, editor) }
    case .search: { editor, _ in Editline.perform(.search, editor) }
    case .redraw: { editor, _ in Editline.perform(.redraw, editor) }
    case .insert: { editor, _ in Editline.perform(.insert, editor) }
    case .external: { editor, _ in Editline.perform(.external, editor) }
    case .ignore: { editor, _ in Editline.perform(.ignore, editor) }
    }
  }
}
