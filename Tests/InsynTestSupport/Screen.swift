import InsynValue

/// A small terminal: what a person would see of the bytes that a program writes. A sequence that it
/// does not know is a fault, and the text of the screen then says so instead of anything else.
package struct EmulatedScreen: Sendable {
  /// A column: a character with its marks, or nothing where a wide one at its left reaches.
  private struct Cell: Hashable {
    var text = " "
    var style = ""
  }

  private struct Line {
    var cells: [Cell]
    /// True when the text goes on in the next line because there was no room.
    var isWrapped = false
  }

  package private(set) var columns: Int
  package private(set) var rows: Int
  private var lines: [Line]
  /// The first line that can be seen; those before it have been scrolled away.
  private var top = 0
  private var line = 0
  private var column = 0
  /// The last column has been written, and the next character begins a new row.
  private var isPending = false
  private var style = ""
  private var parser = Parser.ground
  private var partial: [UInt8] = []

  package private(set) var isCursorShown = true
  package private(set) var takesPastes = false
  package private(set) var bells = 0
  package private(set) var faults: [String] = []

  package init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    lines = Array(repeating: Line(cells: EmulatedScreen.blank(columns)), count: rows)
  }

  private static func blank(_ columns: Int) -> [Cell] { Array(repeating: Cell(), count: columns) }

  // MARK: what is seen

  /// The rows of the screen without blanks at their ends.
  package var texts: [String] {
    if !faults.isEmpty { return ["unknown: " + faults.joined(separator: ", ")] }
    return lines[top..<top + rows].map { trimmed($0.cells.map(\.text).joined()) }
  }

  /// The rows in one text, without the empty ones at the end.
  package var text: String {
    var texts = texts
    while texts.last == "" { texts.removeLast() }
    return texts.joined(separator: "\n")
  }

  /// All that has been shown, with what has scrolled away.
  package var scrollback: [String] {
    lines.map { trimmed($0.cells.map(\.text).joined()) }
  }

  /// The cursor, from 0.
  package var cursor: (row: Int, column: Int) { (line - top, column) }

  /// The SGR numbers of a cell.
  package func style(row: Int, column: Int) -> String { lines[top + row].cells[column].style }

  /// The rows from the one on which the cursor's line of typing begins, styles and all: what a
  /// redraw at another height must show again.
  package func picture(from row: Int) -> [String] {
    var pictures = lines[(top + max(row, 0))..<(top + rows)].map { line in
      line.cells.map { $0.style.isEmpty ? $0.text : "⟨\($0.style)⟩\($0.text)" }.joined()
    }
    let empty = String(repeating: " ", count: columns)
    while pictures.last == empty { pictures.removeLast() }
    return pictures
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  // MARK: bytes

  private enum Parser {
    case ground
    case escape
    case sequence(String)
  }

  /// Takes what a program has written.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { feed(byte) }
  }

  private mutating func feed(_ byte: UInt8) {
    switch parser {
    case .escape:
      if byte == UInt8(ascii: "[") {
        parser = .sequence("")
      } else {
        fault("ESC \(byte)")
      }
    case .sequence(let sequence):
      let next = sequence + String(UnicodeScalar(byte))
      if (0x40...0x7E).contains(byte) {
        parser = .ground
        perform(next)
      } else {
        parser = .sequence(next)
      }
    case .ground:
      if byte < 0x20 || byte == 0x7F { control(byte) } else { character(byte) }
    }
  }

  private mutating func fault(_ what: String) {
    faults.append(what)
    parser = .ground
  }

  private mutating func control(_ byte: UInt8) {
    if !partial.isEmpty { fault("broken UTF-8 \(partial)") }
    partial = []
    switch byte {
    case 0x07: bells += 1
    case 0x0A: lineFeed()
    case 0x0D: (column, isPending) = (0, false)
    case 0x1B: parser = .escape
    case 0x08:
      isPending = false
      column = max(0, column - 1)
    case 0x09:
      while column < columns - 1 {
        column += 1
        if column % 8 == 0 { break }
      }
    default: fault("control \(byte)")
    }
  }

  private mutating func character(_ byte: UInt8) {
    partial.append(byte)
    let first = partial[0]
    let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    if partial.count < count { return }
    let text = String(decoding: partial, as: UTF8.self)
    partial = []
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      scalar != "\u{FFFD}" || count == 3
    else { return fault("no UTF-8") }
    put(scalar)
  }

  // MARK: writing

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = InsynValue.columns(of: scalar)
    if width == 0 { return combine(scalar) }
    if isPending || column + width > columns {
      lines[line].isWrapped = true
      (column, isPending) = (0, false)
      lineFeed()
    }
    for place in column..<min(column + width, columns) { split(place) }
    lines[line].cells[column] = Cell(text: String(scalar), style: style)
    if width == 2, column + 1 < columns {
      lines[line].cells[column + 1] = Cell(text: "", style: style)
    }
    column += width
    if column >= columns { (column, isPending) = (columns - 1, true) }
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    var place = isPending ? column : column - 1
    if place > 0, lines[line].cells[place].text.isEmpty { place -= 1 }
    if place >= 0 { lines[line].cells[place].text.unicodeScalars.append(scalar) }
  }

  /// Half of a wide character that is written over leaves a blank.
  private mutating func split(_ place: Int) {
    if lines[line].cells[place].text.isEmpty, place > 0 { lines[line].cells[place - 1] = Cell() }
    if place + 1 < columns, lines[line].cells[place + 1].text.isEmpty {
      lines[line].cells[place + 1] = Cell()
    }
  }

  private mutating func lineFeed() {
    isPending = false
    line += 1
    if line < top + rows { return }
    lines.append(Line(cells: EmulatedScreen.blank(columns)))
    top += 1
  }

  // MARK: sequences

  private mutating func perform(_ sequence: String) {
    let letter = sequence.last ?? " "
    let words = sequence.dropLast()
    let numbers = words.split(separator: ";").map { Int($0) ?? -1 }
    let first = numbers.first ?? 0
    isPending = letter == "m" || letter == "h" || letter == "l" ? isPending : false
    switch (letter, String(words)) {
    case ("m", let words): style = words == "0" ? "" : words
    case ("h", "?25"): isCursorShown = true
    case ("l", "?25"): isCursorShown = false
    case ("h", "?2004"): takesPastes = true
    case ("l", "?2004"): takesPastes = false
    case ("A", _): line = max(top, line - max(first, 1))
    case ("B", _): line = min(top + rows - 1, line + max(first, 1))
    case ("C", _): column = min(columns - 1, column + max(first, 1))
    case ("D", _): column = max(0, column - max(first, 1))
    case ("G", _): column = min(columns, max(first, 1)) - 1
    case ("H", ""): (line, column) = (top, 0)
    case ("K", ""): erase(line, from: column)
    case ("J", ""):
      erase(line, from: column)
      for below in line + 1..<max(top + rows, line + 1) { erase(below, from: 0) }
    case ("J", "2"): for each in top..<top + rows { erase(each, from: 0) }
    default: fault("CSI " + sequence)
    }
    if numbers.contains(-1), !words.hasPrefix("?") { fault("CSI " + sequence) }
  }

  private mutating func erase(_ line: Int, from column: Int) {
    if lines[line].cells[column].text.isEmpty, column > 0 { lines[line].cells[column - 1] = Cell() }
    for place in column..<columns { lines[line].cells[place] = Cell() }
    lines[line].isWrapped = false
  }
}

// MARK: resizing

extension EmulatedScreen {
  /// Gives the terminal another size, as most of them do: text that was wrapped is wrapped anew.
  package mutating func resize(columns: Int, rows: Int) {
    var (place, offset) = (0, 0)
    let texts = joined(&place, &offset)
    var new: [Line] = []
    var cursor = (line: 0, column: 0)
    for (index, cells) in texts.enumerated() {
      if index == place { cursor = (new.count + offset / columns, offset % columns) }
      wrap(cells, columns, into: &new)
      while index == place, new.count <= cursor.line {
        new.append(Line(cells: EmulatedScreen.blank(columns)))
      }
    }
    while new.count - 1 > cursor.line, new.last?.cells.allSatisfy({ $0 == Cell() }) == true {
      new.removeLast()
    }
    // Below the cursor there is nothing that a terminal would rather keep than the cursor.
    while new.count - rows > cursor.line { new.removeLast() }
    while new.count < rows { new.append(Line(cells: EmulatedScreen.blank(columns))) }
    (lines, top, line, column) = (new, new.count - rows, cursor.line, cursor.column)
    (self.columns, self.rows, isPending) = (columns, rows, false)
  }

  /// The lines as they were before they were wrapped, and where in them the cursor stands.
  private func joined(_ place: inout Int, _ offset: inout Int) -> [[Cell]] {
    var texts: [[Cell]] = []
    var current: [Cell] = []
    for (index, each) in lines.enumerated() {
      if index == line { (place, offset) = (texts.count, current.count + column) }
      current += each.cells
      if each.isWrapped { continue }
      while current.last == Cell() { current.removeLast() }
      texts.append(current)
      current = []
    }
    if !current.isEmpty { texts.append(current) }
    return texts
  }

  private func wrap(_ cells: [Cell], _ columns: Int, into new: inout [Line]) {
    var rest = cells[...]
    repeat {
      var count = min(columns, rest.count)
      let next = rest.startIndex + count
      if next < rest.endIndex, rest[next].text.isEmpty { count -= 1 }
      let part = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      new.append(
        Line(
          cells: part + Array(repeating: Cell(), count: columns - part.count),
          isWrapped: !rest.isEmpty))
    } while !rest.isEmpty
  }
}
