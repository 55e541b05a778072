import InsynValue

/// A terminal's screen as the bytes that reach it make it; a sequence that it does not know is kept as a fault.
package struct Emulator {
  package private(set) var columns: Int
  package private(set) var rows: Int
  package private(set) var row = 0
  package private(set) var column = 0
  /// Everything that was not understood.
  package private(set) var faults: [String] = []
  package private(set) var bells = 0
  /// True while pastes come between marks.
  package private(set) var marksPastes = false

  private var cells: [[String]]
  private var looks: [[String]]
  private var look = ""
  /// The last column is filled, and the next character begins a new row.
  private var isFull = false
  private var bytes: [UInt8] = []

  package init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    looks = Array(repeating: Array(repeating: "", count: columns), count: rows)
  }

  /// The rows without what is blank at their ends; the second half of a wide character is nothing.
  package var lines: [String] {
    cells.map { row in
      var text = row.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
  }

  /// A row without the cells that have a look.
  package func line(_ row: Int, without look: String) -> String {
    var text = zip(cells[row], looks[row]).map { $1 == look ? " " : $0 }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows down to the last that holds something.
  package var text: String {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The look of a cell: the numbers of its last SGR.
  package func look(row: Int, column: Int) -> String { looks[row][column] }

  /// Another size; rows keep what fits, and the cursor's row stays in sight.
  package mutating func resize(columns: Int, rows: Int) {
    while row >= rows { scroll() }
    cells = (0..<rows).map { row in
      (0..<columns).map {
        row < self.rows && $0 < self.columns ? cells[row][$0] : " "
      }
    }
    looks = (0..<rows).map { row in
      (0..<columns).map { row < self.rows && $0 < self.columns ? looks[row][$0] : "" }
    }
    (self.columns, self.rows) = (columns, rows)
    column = min(column, columns - 1)
    isFull = false
  }

  // MARK: bytes

  package mutating func feed(_ more: [UInt8]) {
    bytes += more
    var at = 0
    while at < bytes.count {
      guard let taken = take(bytes[at...]) else { break }
      at += taken
    }
    bytes.removeFirst(at)
  }

  /// Obeys what stands first; the bytes that it took, nil when it is not whole yet.
  private mutating func take(_ rest: ArraySlice<UInt8>) -> Int? {
    let first = rest[rest.startIndex]
    switch first {
    case 0x1B: return escape(rest)
    case 0x0D: (column, isFull) = (0, false)
    case 0x0A: lineFeed()
    case 0x07: bells += 1
    case 0x08: (column, isFull) = (max(0, column - 1), false)
    case 0..<0x20, 0x7F: faults.append("control \(first)")
    default:
      let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      if rest.count < length { return nil }
      let text = String(decoding: rest.prefix(length), as: UTF8.self)
      for scalar in text.unicodeScalars { put(scalar) }
      return length
    }
    return 1
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = InsynValue.columns(of: scalar)
    if (0x80..<0xA0).contains(scalar.value) { faults.append("control \(scalar.value)") }
    if width == 0 {
      let before = isFull ? column : max(0, column - 1)
      let place = cells[row][before].isEmpty ? max(0, before - 1) : before
      cells[row][place].unicodeScalars.append(scalar)
      return
    }
    if isFull || column + width > columns {
      (column, isFull) = (0, false)
      lineFeed()
    }
    erase(row, column, width)
    cells[row][column] = String(scalar)
    looks[row][column] = look
    if width == 2 { cells[row][column + 1] = "" }
    column += width
    if column >= columns { (column, isFull) = (columns - 1, true) }
  }

  /// Blanks out cells, and the other half of a wide character that they touch.
  private mutating func erase(_ row: Int, _ from: Int, _ count: Int) {
    if from < columns, cells[row][from].isEmpty, from > 0 { cells[row][from - 1] = " " }
    let end = from + count
    if end < columns, cells[row][end].isEmpty { cells[row][end] = " " }
    for place in from..<min(end, columns) {
      cells[row][place] = " "
      looks[row][place] = ""
    }
  }

  private mutating func lineFeed() {
    isFull = false
    if row == rows - 1 { scroll() } else { row += 1 }
  }

  private mutating func scroll() {
    cells.removeFirst()
    cells.append(Array(repeating: " ", count: columns))
    looks.removeFirst()
    looks.append(Array(repeating: "", count: columns))
    if row < rows - 1 || row > rows - 1 { row -= 1 }
  }

  // MARK: sequences

  private mutating func escape(_ rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count > 1 else { return nil }
    guard rest[rest.startIndex + 1] == UInt8(ascii: "[") else {
      faults.append("escape \(rest[rest.startIndex + 1])")
      return 2
    }
    let body = rest.dropFirst(2)
    guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    let parameters = String(decoding: body[..<end], as: UTF8.self)
    obey(parameters, Character(UnicodeScalar(body[end])))
    return end + 1 - rest.startIndex
  }

  private mutating func obey(_ parameters: String, _ final: Character) {
    let count = max(1, Int(parameters) ?? 1)
    if final != "m" { isFull = false }
    switch (parameters, final) {
    case (_, "A"): row = max(0, row - count)
    case (_, "B"): row = min(rows - 1, row + count)
    case (_, "C"): column = min(columns - 1, column + count)
    case (_, "D"): column = max(0, column - count)
    case (_, "G"): column = min(columns - 1, count - 1)
    case ("", "H"): (row, column) = (0, 0)
    case ("", "K"), ("0", "K"): erase(row, column, columns - column)
    case ("", "J"), ("0", "J"):
      erase(row, column, columns - column)
      for below in (row + 1)..<max(row + 1, rows) { erase(below, 0, columns) }
    case ("2", "J"): for row in 0..<rows { erase(row, 0, columns) }
    case (_, "m"): look = parameters
    case ("?25", "h"), ("?25", "l"): return
    case ("?2004", "h"): marksPastes = true
    case ("?2004", "l"): marksPastes = false
    default: faults.append("CSI \(parameters) \(final)")
    }
  }
}
