import Glibc
import InsynShell
import InsynTestSupport

/// A person at the prompt of the real program, with a folder of settings of her own.
struct Typist {
  let folder: String
  var surroundings: [String]

  init(_ more: [String] = []) {
    var template = Array("/tmp/insyn-pty-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "a folder can be made")
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let usual = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "XDG_CONFIG_HOME=" + folder, "HOME=" + folder,
      "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=interactive=no,color=no",
    ]
    let named = more.map { $0.split(separator: "=")[0] + "=" }
    surroundings = usual.filter { one in !named.contains { one.hasPrefix($0) } } + more
  }

  /// Starts insyn and waits for its first prompt.
  func start(columns: Int = 80, rows: Int = 24) -> Pty {
    let pty = Pty([program], surroundings: surroundings, columns: columns, rows: rows)
    _ = pty.wait { $0.text.contains("insyn> ") || $0.text.contains("insyn>") }
    pty.settle()
    return pty
  }

  /// The file in which the history is kept.
  var historyFile: String { folder + "/insyn/history" }

  /// What has been kept, without the times.
  var history: [String] {
    let bytes = contents(of: historyFile) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      String($0.drop { $0 != "\t" }.dropFirst())
    }
  }

  func write(_ text: String, to name: String) {
    let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o755)
    precondition(descriptor >= 0, "\(name) can be written")
    let bytes = Array(text.utf8)
    let count = Glibc.write(descriptor, bytes, bytes.count)
    precondition(count == bytes.count, "\(name) is written whole")
    close(descriptor)
  }

  /// Takes the folder away.
  func remove() {
    for name in ["insyn/history", "insyn/history.new", "editrc", "editor", ".editrc", "bad"] {
      unlink(folder + "/" + name)
    }
    rmdir(folder + "/insyn")
    rmdir(folder)
  }
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
