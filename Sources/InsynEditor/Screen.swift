import Glibc

/// What stands on the terminal from the prompt down, and how it is changed with one write for a key.
struct Screen {
  private(set) var columns = 80
  private(set) var height = 24
  private var shown = Frame(rows: [], row: 0, column: 0)

  /// Takes the size of the terminal; true when it is another than before.
  mutating func measure() -> Bool {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return false }
    let isOther = columns != Int(size.ws_col) || height != Int(size.ws_row)
    (columns, height) = (Int(size.ws_col), Int(size.ws_row))
    return isOther
  }

  /// Nothing of ours is on the terminal; the cursor stands at the beginning of a row.
  mutating func forget() { shown = Frame(rows: [], row: 0, column: 0) }

  /// Changes what stands there to a frame.
  mutating func draw(_ frame: Frame, rings: Bool = false) {
    var out = rings ? "\u{7}" : ""
    if frame != shown {
      out += "\u{1B}[?25l" + change(to: frame) + place(frame) + "\u{1B}[?25h"
      shown = frame
    }
    if !out.isEmpty { Screen.write(out) }
  }

  /// The rows that differ, from the first of them; leaves the cursor at the last one written.
  private func change(to frame: Frame) -> String {
    let same = zip(frame.rows, shown.rows).prefix { $0 == $1 }.count
    var out = ""
    var at = shown.row
    func go(to row: Int) {
      out += "\r"
      if row < at { out += "\u{1B}[\(at - row)A" }
      if row > at { out += "\u{1B}[\(row - at)B" }
      at = row
    }
    for row in same..<max(same, frame.rows.count) {
      if row > 0, row >= shown.rows.count {
        go(to: row - 1)
        out += "\r\n"
        at = row
      } else {
        go(to: row)
      }
      out += frame.rows[row].text
      if frame.rows[row].width < columns { out += "\u{1B}[K" }
    }
    if frame.rows.count < shown.rows.count {
      go(to: frame.rows.count)
      out += "\u{1B}[J"
    }
    return out + "\r" + vertical(from: at, to: frame.row)
  }

  private func vertical(from: Int, to: Int) -> String {
    from == to ? "" : from > to ? "\u{1B}[\(from - to)A" : "\u{1B}[\(to - from)B"
  }

  private func place(_ frame: Frame) -> String {
    frame.column == 0 ? "" : "\u{1B}[\(frame.column + 1)G"
  }

  /// Clears what stands there, wherever a terminal of another width has put it, so that it can be drawn
  /// anew. The blank keeps a terminal from saving the old rows before it clears from the top.
  mutating func resized() {
    _ = measure()
    var up = shown.column / columns
    for row in shown.rows.prefix(shown.row) {
      up += max(1, (row.width + columns - 1) / columns)
    }
    Screen.write((up > 0 ? "\u{1B}[\(min(up, height - 1))A" : "") + "\r \u{1B}[J\r")
    forget()
  }

  /// Clears the whole terminal.
  mutating func clear() {
    Screen.write("\u{1B}[H\u{1B}[2J")
    forget()
  }

  /// Ends the frame, all of it however tall: the cursor goes to the row below it.
  mutating func leave(_ frame: Frame) {
    if frame.rows.count > height {
      Screen.write(vertical(from: shown.row, to: 0) + "\r\u{1B}[J")
      Screen.write(frame.rows.map(\.text).joined(separator: "\r\n") + "\r\n")
      return forget()
    }
    draw(frame)
    Screen.write(vertical(from: frame.row, to: frame.rows.count - 1) + "\r\n")
    forget()
  }

  /// Writes to the terminal, all of it.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR { return }
      start += max(count, 0)
    }
  }
}
