import Glibc
import InsynTestSupport

/// The real program at its prompt, in a folder of its own.
final class Prompt {
  let place: Workplace
  let terminal: Pty

  /// Starts it and waits for the first prompt. `editrc` is libedit's own settings file.
  init(
    columns: Int = 80, rows: Int = 24, place: Workplace = Workplace(), editrc: String = "",
    settings: [String] = [], arguments: [String] = []
  ) {
    self.place = place
    place.write(Array(editrc.utf8), to: ".editrc")
    let own = [
      "XDG_CONFIG_HOME=\(place.folder)/settings", "HOME=\(place.folder)", "LC_ALL=C.UTF-8",
      "TERM=xterm-256color", "PATH=/usr/bin:/bin",
    ]
    let named = Set(settings.compactMap { $0.split(separator: "=").first })
    terminal = Pty(
      [program] + arguments, columns: columns, rows: rows,
      surroundings: own.filter { !named.contains($0.prefix { $0 != "=" }) } + settings)
    _ = terminal.sees("insyn>")
    terminal.settle()
  }

  deinit { place.remove() }

  /// The rows from the prompt down; of the first one, what is no hint and no status, both of which are grey.
  var lines: [String] {
    let screen = terminal.screen
    guard let first = screen.lines.lastIndex(where: { $0.hasPrefix("insyn>") }) else { return [] }
    var lines = [screen.line(first, without: "90")] + screen.lines[(first + 1)...]
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// What has been typed, as it stands on the screen.
  var typed: String { lines.first.map { String($0.dropFirst(7)) } ?? "" }
}

enum Keys {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let home = "\u{1B}[H"
  static let end = "\u{1B}[F"
  static let delete = "\u{1B}[3~"
  static let back = "\u{7F}"
  static let interrupt = "\u{3}"
  static let leave = "\u{4}"
  static let redraw = "\u{C}"
  static let enter = "\r"

  static func control(_ letter: Character) -> String {
    String(UnicodeScalar((letter.asciiValue ?? 0) & 0x1F))
  }
}
