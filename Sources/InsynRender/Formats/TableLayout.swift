import InsynFinish
import InsynValue

/// A column set for the eye: each cell is one or several lines of at most `width` terminal columns.
struct SetColumn {
  /// Its place among all columns of the answer.
  let index: Int
  /// The head and the cells as they are, uncut.
  let title: String
  let texts: [String]
  /// The room that figures and the words of their states need; they are never cut.
  let least: Int
  let isFigure: Bool
  let weight: Int
  var head: [String]
  var cells: [[String]]
  var width: Int

  init(
    index: Int, title: String, texts: [String], wholes: [Bool], isFigure: Bool, weight: Int
  ) {
    self.index = index
    self.title = title
    self.texts = texts
    self.isFigure = isFigure
    self.weight = weight
    least = zip(texts, wholes).reduce(0) { $1.1 ? max($0, terminalWidth($1.0)) : $0 }
    head = [title]
    cells = texts.map { [$0] }
    width = max(terminalWidth(title), texts.map(terminalWidth).max() ?? 0)
  }

  /// The room that its cells take.
  var cellWidth: Int { cells.flatMap { $0 }.map(terminalWidth).max() ?? 0 }

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
    cells = texts.map { text in
      if terminalWidth(text) <= limit { return [text] }
      let pieces = lines < 2 ? [text] : wrapped(text, indent: "", to: limit)
      return pieces.prefix(lines).enumerated().map { place, piece in
        let isCut = place == lines - 1 && pieces.count > lines
        return shortened(isCut ? piece + " " + pieces[place + 1] : piece, to: limit)
      }
    }
    head = wrapped(title, indent: "", to: limit)
    if head.count > 3 { head = head.prefix(2) + [shortened(head[2] + "…", to: limit)] }
    width = max(cellWidth, head.map(terminalWidth).max() ?? 0)
  }

  /// A line of a cell in the column's whole width.
  func padded(_ text: String) -> String {
    let padding = blanks(width - terminalWidth(text))
    return isFigure ? padding + text : text + padding
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

extension SetColumn {
  /// True when some of its words are cut or go on in a further line.
  fileprivate var isCut: Bool { zip(cells, texts).contains { $0 != [$1] } }
}
