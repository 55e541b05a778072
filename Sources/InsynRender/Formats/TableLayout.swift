import InsynFinish
import InsynValue

/// A column set for the eye: each cell is one or several lines of at most `width` terminal columns.
struct SetColumn {
  /// Its place among all columns of the answer.
  let index: Int
  /// The head and the cells as they are, uncut.
  let title: String
  let texts: [String]
  /// The terminal columns of each text.
  private let widths: [Int]
  /// The room that figures and the words of their states need; they are never cut.
  let least: Int
  let isFigure: Bool
  let weight: Int
  private(set) var head: [String]
  /// The lines of each cell; nil where every cell is its text.
  private var pieces: [[String]]?
  /// The room that its cells take.
  private(set) var cellWidth: Int
  private(set) var width: Int

  init(
    index: Int, title: String, texts: [String], wholes: [Bool], isFigure: Bool, weight: Int
  ) {
    self.index = index
    self.title = title
    self.texts = texts
    self.isFigure = isFigure
    self.weight = weight
    widths = texts.map(terminalWidth)
    least = zip(widths, wholes).reduce(0) { $1.1 ? max($0, $1.0) : $0 }
    head = [title]
    cellWidth = widths.max() ?? 0
    width = max(terminalWidth(title), cellWidth)
  }

  /// The head in at most so many lines, as narrow as that makes the column.
  mutating func wrapHead(lines: Int) {
    let floor = max(cellWidth, 3)
    guard terminalWidth(title) > floor else { return }
    for limit in floor..<max(floor + 1, terminalWidth(title)) {
      let pieces = wrapped(title, indent: "", to: limit)
      // A head is broken between words only.
      guard pieces.count <= lines, pieces.joined(separator: " ") == title else { continue }
      head = pieces
      width = max(cellWidth, pieces.map(terminalWidth).max() ?? 0)
      return
    }
  }

  /// At most so many columns, but never less than its figures need: words go on in further lines as
  /// far as there may be any, and are cut then.
  mutating func narrow(to limit: Int, lines: Int) {
    let limit = max(limit, least, 1)
    let cells = zip(texts, widths).map { text, width in
      if width <= limit { return [text] }
      let pieces = lines < 2 ? [text] : wrapped(text, indent: "", to: limit)
      return pieces.prefix(lines).enumerated().map { place, piece in
        let isCut = place == lines - 1 && pieces.count > lines
        return shortened(isCut ? piece + " " + pieces[place + 1] : piece, to: limit)
      }
    }
    pieces = cells
    cellWidth = cells.joined().map(terminalWidth).max() ?? 0
    head = wrapped(title, indent: "", to: limit)
    if head.count > 3 { head = head.prefix(2) + [shortened(head[2] + "…", to: limit)] }
    width = max(cellWidth, head.map(terminalWidth).max() ?? 0)
  }

  /// True when some of its words are cut or go on in a further line.
  var isCut: Bool { pieces.map { zip($0, texts).contains { $0 != [$1] } } ?? false }

  /// How many lines a row's cell has.
  func height(_ row: Int) -> Int { pieces?[row].count ?? 1 }

  /// Sets a line of a row's cell, in the column's whole width.
  func set(_ row: Int, line: Int, in text: inout TableLine) {
    if let pieces {
      let own = line < pieces[row].count ? pieces[row][line] : ""
      set(own, terminalWidth(own), in: &text)
    } else {
      set(line == 0 ? texts[row] : "", line == 0 ? widths[row] : 0, in: &text)
    }
  }

  /// Sets a line of the head, which stands on the rows.
  func setHead(line: Int, of height: Int, in text: inout TableLine) {
    let own = line - (height - head.count)
    let piece = own < 0 ? "" : head[own]
    set(piece, terminalWidth(piece), in: &text)
  }

  private func set(_ cell: String, _ cellWidth: Int, in text: inout TableLine) {
    if isFigure { text.addBlanks(width - cellWidth) }
    text.add(cell)
    if !isFigure { text.addBlanks(width - cellWidth) }
  }
}

/// A line of a table while it is set; blanks at its end are left out.
struct TableLine {
  private var bytes: [UInt8] = []
  private var blanks = 0

  mutating func addBlanks(_ count: Int) { blanks += max(count, 0) }

  mutating func add(_ text: String) {
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") {
        blanks += 1
        continue
      }
      while blanks > 0 {
        bytes.append(UInt8(ascii: " "))
        blanks -= 1
      }
      bytes.append(byte)
    }
  }

  /// The line with its end, and an empty one in its place.
  mutating func take() -> String {
    bytes.append(UInt8(ascii: "\n"))
    let line = String(decoding: bytes, as: UTF8.self)
    bytes.removeAll(keepingCapacity: true)
    blanks = 0
    return line
  }
}

/// Fits columns into a terminal: heads are wrapped first, then long texts are wrapped or cut, then the
/// columns that would be missed least are left out, and at last the row's label is cut.
struct TableLayout {
  let width: Int
  /// How many lines a cell of words may take.
  let lines: Int

  func fitting(_ columns: [SetColumn]) -> [SetColumn] {
    var narrow = settled(columns)
    while total(narrow) > width, let index = leastMissed(narrow) { narrow.remove(at: index) }
    // What is kept may have more room now than it needed among all.
    let whole = columns.filter { column in narrow.contains { $0.index == column.index } }
    var kept = settled(whole)
    if total(kept) > width { squeeze(&kept) }
    widen(&kept, from: columns)
    return kept
  }

  /// The columns with heads and texts as narrow as it takes, all of them kept.
  private func settled(_ columns: [SetColumn]) -> [SetColumn] {
    var kept = columns
    for lines in 2...3 where total(kept) > width {
      for index in kept.indices { kept[index].wrapHead(lines: lines) }
    }
    for limit in [60, 40, 28] where total(kept) > width {
      for index in kept.indices where kept[index].cellWidth > limit {
        kept[index].narrow(to: limit, lines: lines)
      }
    }
    return kept
  }

  /// The width of a row.
  func total(_ columns: [SetColumn]) -> Int { columns.reduce(-2) { $0 + $1.width + 2 } }

  /// The column to leave out next: neither the row's first label nor the only figures left.
  private func leastMissed(_ columns: [SetColumn]) -> Int? {
    let label = columns.firstIndex { !$0.isFigure }
    let figures = columns.indices.filter { columns[$0].isFigure }
    let others = columns.indices.filter { index in
      index != label && (figures.count > 1 || !columns[index].isFigure)
    }
    // Rows without any figure keep two columns as long as both have room to be read.
    if figures.isEmpty, columns.count == 2 { return nil }
    return others.reversed().min { columns[$0].weight < columns[$1].weight }
  }

  /// What is left and still too wide: words give way, figures do not.
  private func squeeze(_ columns: inout [SetColumn]) {
    let order = columns.indices.sorted { columns[$0].width > columns[$1].width }
    for index in order where total(columns) > width {
      let room = width - (total(columns) - columns[index].width)
      let share = order.count > 1 && !columns[index].isFigure ? max(room, 8) : max(room, 1)
      columns[index].narrow(to: share, lines: lines)
    }
    for index in order where total(columns) > width {
      columns[index].narrow(
        to: width - (total(columns) - columns[index].width), lines: lines)
    }
  }

  /// Room that is left over goes to what was cut, the first column first.
  private func widen(_ kept: inout [SetColumn], from columns: [SetColumn]) {
    for index in kept.indices {
      let room = width - total(kept)
      let whole = columns.first { $0.index == kept[index].index }?.width ?? 0
      if room > 0, kept[index].width < whole, kept[index].isCut {
        kept[index].narrow(to: min(whole, kept[index].width + room), lines: lines)
      }
    }
  }
}
