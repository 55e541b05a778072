import Glibc
import InsynShell
import InsynTestSupport

/// A person at the prompt of the real program, with a folder of settings of her own.
struct Typist {
  let place = Workplace()
  var surroundings: [String]

  init(_ more: [String] = []) {
    let usual = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "XDG_CONFIG_HOME=" + place.folder,
      "HOME=" + place.folder, "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=interactive=no,color=no",
    ]
    let named = more.map { $0.split(separator: "=")[0] + "=" }
    surroundings = usual.filter { one in !named.contains { one.hasPrefix($0) } } + more
  }

  /// With libedit's own settings.
  init(editrc: String) {
    self.init()
    place.write(Array(editrc.utf8), to: "editrc")
    surroundings.append("EDITRC=\(place.folder)/editrc")
  }

  /// Starts insyn and waits for its first prompt.
  func start(columns: Int = 80, rows: Int = 24) -> Pty {
    let pty = Pty([program], columns: columns, rows: rows, surroundings: surroundings)
    _ = pty.sees("insyn>")
    pty.settle()
    return pty
  }

  /// What has been kept, without the times.
  var history: [String] {
    (place.text("insyn/history") ?? "").split(separator: "\n").map {
      String($0.drop { $0 != "\t" }.dropFirst())
    }
  }

  /// Takes the folder away.
  func remove() { place.remove() }
}

extension Pty {
  /// The rows from the last prompt on: the line that is being typed and what stands under it.
  var line: String {
    let texts = screen.texts
    guard let start = texts.lastIndex(where: { $0.hasPrefix("insyn>") }) else { return "no prompt" }
    var rows = Array(texts[start...])
    while rows.last == "" { rows.removeLast() }
    // What stands at the right of the first row is not typed.
    if let gap = rows[0].range(ofGap: 3) { rows[0] = String(rows[0][..<gap]) }
    return rows.joined(separator: "\n")
  }
}

extension String {
  /// Where so many blanks stand together.
  fileprivate func range(ofGap count: Int) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(String(repeating: " ", count: count)) { return index }
      formIndex(after: &index)
    }
    return nil
  }
}
