import Glibc

/// Lines without editing: where input or output is no terminal, or one that cannot move its cursor.
/// The prompt goes to standard error, and only to a person.
struct PlainReader {
  private var bytes: [UInt8] = []
  private var hasEnded = false
  private let isTyped = isatty(STDIN_FILENO) == 1

  init() {}

  /// The next text: lines for as long as something is open, until an empty one.
  mutating func read(prompt: String, _ guide: any Guide) -> LineEditor.Line {
    var text = ""
    while true {
      let sign = guide.open(text).map { $0 + "> " } ?? "... "
      let blanks = String(repeating: " ", count: max(0, prompt.count - sign.count))
      show(text.isEmpty ? prompt : blanks + sign)
      switch line() {
      case .interrupted: return .interrupted
      case .end: return text.isEmpty ? .end : .text(text)
      case .text(let line):
        text += text.isEmpty ? line : "\n" + line
        if line.isEmpty || guide.open(text) == nil { return .text(text) }
      }
    }
  }

  private func show(_ prompt: String) {
    if isTyped { _ = writeAll(Array(prompt.utf8), to: STDERR_FILENO) }
  }

  private enum Part {
    case text(String)
    case interrupted
    case end
  }

  private mutating func line() -> Part {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: bytes[..<end], as: UTF8.self)
        bytes.removeSubrange(...end)
        return .text(line.hasSuffix("\r") ? String(line.dropLast()) : line)
      }
      if hasEnded {
        if bytes.isEmpty { return .end }
        defer { bytes = [] }
        return .text(String(decoding: bytes, as: UTF8.self))
      }
      if !fill() {
        bytes = []
        if isTyped { _ = writeAll([0x0A], to: STDERR_FILENO) }
        return .interrupted
      }
    }
  }

  /// Waits for bytes; false when Ctrl-C has come instead.
  private mutating func fill() -> Bool {
    var waiting = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.reading, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waiting, 2, -1) < 0, errno == EINTR {}
    if let signal = Signals.next() { return signal != SIGINT }
    if waiting[0].revents == 0 { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 || errno != EINTR {
      // A terminal may go on after Ctrl-D, but this conversation does not.
      hasEnded = true
    }
    return true
  }
}
