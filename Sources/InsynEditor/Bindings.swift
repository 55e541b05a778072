import CEditline
import Glibc
import InsynValue

// Which key does what. libedit's own functions do the rest.

extension LineEditor {
  private static let functions: [(name: String, run: cle_key_fn)] = [
    ("insyn-enter", { editor, _ in done(editor) { $0.enter() } }),
    ("insyn-interrupt", { editor, _ in done(editor) { $0.finish(.interrupted) } }),
    ("insyn-delete-or-leave", { editor, _ in done(editor) { $0.deleteOrLeave() } }),
    ("insyn-complete", { editor, _ in done(editor) { $0.complete(1) } }),
    ("insyn-complete-back", { editor, _ in done(editor) { $0.complete(-1) } }),
    ("insyn-help", { editor, _ in done(editor) { $0.help() } }),
    ("insyn-close", { editor, _ in done(editor) { $0.close() } }),
    ("insyn-up", { editor, _ in done(editor) { $0.up() } }),
    ("insyn-down", { editor, _ in done(editor) { $0.down() } }),
    ("insyn-left", { editor, _ in done(editor) { $0.left() } }),
    ("insyn-right", { editor, _ in done(editor) { $0.right() } }),
    ("insyn-home", { editor, _ in done(editor) { $0.home() } }),
    ("insyn-end", { editor, _ in done(editor) { $0.end() } }),
    ("insyn-delete-back", { editor, _ in done(editor) { $0.deleteBack() } }),
    ("insyn-delete", { editor, _ in done(editor) { $0.deleteForward() } }),
    ("insyn-paste", { editor, _ in done(editor) { $0.paste() } }),
    ("insyn-prefill", { editor, _ in done(editor) { $0.prefill() } }),
    ("insyn-compose", { editor, _ in done(editor) { $0.compose() } }),
    ("insyn-search", { editor, _ in done(editor) { $0.search() } }),
    ("insyn-redraw", { editor, _ in done(editor) { $0.redraw() } }),
    ("insyn-edit", { editor, _ in done(editor) { $0.editOutside() } }),
    ("insyn-nothing", { _, _ in UInt8(CC_NORM) }),
    ("insyn-finish", { _, _ in UInt8(CC_NEWLINE) }),
  ]

  private static func done(
    _ editor: OpaquePointer?, _ run: (LineEditor) -> Int32
  ) -> UInt8 {
    guard let editor else { return UInt8(CC_FATAL) }
    return UInt8(run(LineEditor.of(editor)))
  }

  /// The functions of the keys that are no characters.
  private static let named: [Key: String] = [
    .up: "insyn-up", .down: "insyn-down", .right: "insyn-right", .left: "insyn-left",
    .home: "insyn-home", .end: "insyn-end", .delete: "insyn-delete",
    .backTab: "insyn-complete-back", .paste: "insyn-paste", .wordRight: "em-next-word",
    .wordLeft: "ed-prev-word", .nothing: "insyn-nothing", .prefill: "insyn-prefill",
    .finish: "insyn-finish", .close: "insyn-close", .compose: "insyn-compose",
  ]

  /// Our keys, then those of ~/.editrc once more, for it may have bound some of ours; then those without which
  /// no line could be ended.
  func bindKeys() {
    for (name, run) in LineEditor.functions { _ = cle_add_function(editor, name, run) }
    let plain = [
      ("^I", "insyn-complete"), ("?", "insyn-help"), ("^A", "insyn-home"), ("^E", "insyn-end"),
      ("^B", "insyn-left"), ("^F", "insyn-right"), ("^P", "insyn-up"), ("^N", "insyn-down"),
      ("^H", "insyn-delete-back"), ("^?", "insyn-delete-back"), ("^R", "insyn-search"),
      ("^L", "insyn-redraw"), ("^X^E", "insyn-edit"),
    ]
    for (key, name) in plain { _ = cle_bind(editor, key, name) }
    if isVi {
      for (key, name) in [
        ("k", "insyn-up"), ("j", "insyn-down"), ("^R", "insyn-search"), ("^L", "insyn-redraw"),
        ("v", "insyn-edit"),
      ] {
        _ = cle_bind_command(editor, key, name)
      }
    } else {
      for (sequence, key) in Key.sequences {
        guard let name = LineEditor.named[key] else { continue }
        _ = cle_bind(editor, "\\e" + sequence, name)
      }
    }
    replayEditrc()
    for (key, name) in [
      ("^J", "insyn-enter"), ("^M", "insyn-enter"), ("^C", "insyn-interrupt"),
      ("^D", "insyn-delete-or-leave"),
    ] + LineEditor.named.map({ ($0.key.text, $0.value) }) {
      _ = cle_bind(editor, key, name)
      if isVi { _ = cle_bind_command(editor, key, name) }
    }
    if !isVi { _ = cle_bind(editor, "\\e[200~", "insyn-paste") }
  }

  /// The lines of ~/.editrc but those that choose the keymap, which would drop our keys.
  private func replayEditrc() {
    let own = getenv("EDITRC").map { String(cString: $0) }
    let path = own ?? getenv("HOME").map { String(cString: $0) + "/.editrc" }
    guard let path, let file = fopen(path, "re"), let tokens = tok_init(nil) else { return }
    defer {
      fclose(file)
      tok_end(tokens)
    }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      var (count, words) = (Int32(0), UnsafeMutablePointer<UnsafePointer<CChar>?>(nil))
      tok_reset(tokens)
      guard tok_str(tokens, line, &count, &words) == 0, count > 0, let words else { continue }
      let texts = (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
      let chooses = texts.count == 2 && ["-v", "-e"].contains(texts[1])
      if texts[0].hasPrefix("#") || (chooses && texts[0].hasSuffix("bind")) { continue }
      _ = el_parse(editor, count, words)
    }
  }
}
