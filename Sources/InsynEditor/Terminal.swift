import Glibc

/// The terminal in front of the person: bytes in, bytes out, its size.
struct Terminal {
  /// True when lines can be edited: a terminal at both ends, one that can move its cursor.
  static var isCapable: Bool {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    return !term.isEmpty && term != "dumb"
  }

  /// What it says of itself, 80×24 where it says nothing.
  static var size: Size {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(size.ws_col), rows: max(1, Int(size.ws_row)))
  }

  static func write(_ text: String) {
    if !text.isEmpty { _ = writeAll(Array(text.utf8), to: STDOUT_FILENO) }
  }

  /// True when more has been typed than was read.
  static var hasInput: Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLIN) != 0
  }

  /// The next byte, within so many milliseconds. Waiting for ever ends with nothing when a signal
  /// has come.
  static func byte(within milliseconds: Int32) -> KeyReader.Arrival {
    var waiting = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: Signals.reading, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = poll(&waiting, milliseconds < 0 ? 2 : 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .gone }
      if milliseconds < 0, waiting[1].revents != 0 { return .nothing }
      if waiting[0].revents == 0 { return .nothing }
      var byte: UInt8 = 0
      let read = Glibc.read(STDIN_FILENO, &byte, 1)
      if read == 1 { return .byte(byte) }
      if read == 0 || errno != EINTR { return .gone }
    }
  }
}
