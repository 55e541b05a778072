/// What the terminal shows of the line, and the bytes that make it show something else. Moves are
/// relative to the row on which the line begins, wherever that is.
struct Screen {
  private var shown: [Row] = []
  private var row = 0
  private var column = 0

  /// Nothing is known: the cursor stands where the line is to begin.
  mutating func forget() { self = Screen() }

  /// The bytes that turn what is shown into a frame, row by row.
  mutating func show(_ frame: Frame, columns: Int) -> String {
    var out = ""
    var known = max(shown.count, 1)
    for (index, new) in frame.rows.enumerated() {
      if index < shown.count, shown[index] == new { continue }
      if index < known {
        out += step(from: row, to: index) + "\r"
      } else {
        out += step(from: row, to: known - 1) + "\r\n"
        known += 1
      }
      row = index
      // Where a terminal may leave a gap, nothing old may show through.
      if new.isUncertain, index < shown.count { out += "\u{1B}[K" }
      out += new.text
      if new.width < columns { out += "\u{1B}[K" }
      column = -1
    }
    if shown.count > frame.rows.count {
      out += step(from: row, to: frame.rows.count) + "\r\u{1B}[J"
      (row, column) = (frame.rows.count, -1)
    }
    let isChanged = !out.isEmpty
    if row != frame.row || column != frame.column {
      out += step(from: row, to: frame.row) + "\u{1B}[\(frame.column + 1)G"
    }
    (shown, row, column) = (frame.rows, frame.row, frame.column)
    return isChanged ? "\u{1B}[?25l" + out + "\u{1B}[?25h" : out
  }

  /// The bytes that take the line away and stand where it began.
  mutating func clear() -> String {
    let out = step(from: row, to: 0) + "\r\u{1B}[J"
    forget()
    return out
  }

  /// The bytes for all rows of a finished line that is taller than the screen.
  mutating func showAll(_ frame: Frame) -> String {
    clear() + frame.rows.map(\.text).joined(separator: "\r\n")
  }

  /// The bytes that take the line away after the terminal has become so many columns wide: each of
  /// its rows now takes as many rows as it needs. The blank keeps tmux from saving the old line.
  mutating func clearAfterResize(columns: Int) -> String {
    let above = shown.prefix(row).reduce(0) { rows, row in
      rows + max(1, (row.width + columns - 1) / columns)
    }
    let out = step(from: above + max(column, 0) / columns, to: 0) + "\r \u{1B}[J\r"
    forget()
    return out
  }

  /// Below the last row.
  mutating func leave() -> String {
    let out = step(from: row, to: max(shown.count, 1) - 1) + "\r\n"
    forget()
    return out
  }

  private func step(from row: Int, to target: Int) -> String {
    if target < row { return "\u{1B}[\(row - target)A" }
    return target > row ? "\u{1B}[\(target - row)B" : ""
  }
}
