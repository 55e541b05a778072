/// The size of a terminal.
struct Size: Hashable {
  var columns: Int
  var rows: Int
}

/// Everything that can be seen of a line while it is typed. Places are offsets in its UTF-8.
struct Sheet {
  var prompt: String
  var text: String
  var cursor: Int
  var palette: Palette
  var stretches: [Stretch] = []
  /// A stretch that stands out: what a search has found.
  var marked: Range<Int>?
  /// What the text up to a place, the end of a line, still waits for.
  var open: (Int) -> String? = { _ in nil }
  var hint = ""
  /// Stands at the right of the first row where there is room.
  var status = ""
  /// A menu or the row of a search.
  var below: [Row] = []
}

/// What the screen is to show of a line.
struct Frame: Hashable {
  var rows: [Row]
  /// The cursor: the row of the frame and the column.
  var row: Int
  var column: Int
  /// The first row of the text that is shown, where it is taller than the screen.
  var top: Int
}

/// Sets a sheet out on a screen. Of a text that is taller, the rows around the cursor are shown; `top`
/// is where the frame before it began.
func frame(_ sheet: Sheet, _ size: Size, top: Int = 0) -> Frame {
  var layout = Layout(sheet, size.columns)
  let below = sheet.below.prefix(max(0, size.rows - 1))
  let count = layout.count
  let room = max(1, size.rows - below.count)
  let first = min(
    max(min(top, layout.cursor.row), layout.cursor.row - room + 1), max(0, count - room))
  return Frame(
    rows: layout.rows(first..<min(count, first + room)) + below,
    row: layout.cursor.row - first,
    column: layout.cursor.column, top: first)
}

/// The frame of a line that is finished: all of it, nothing beside it, the cursor at its end.
func finalFrame(_ sheet: Sheet, _ size: Size) -> Frame {
  var plain = sheet
  (plain.hint, plain.status, plain.below, plain.marked) = ("", "", [], nil)
  plain.cursor = sheet.text.utf8.count
  // Nobody asks what was open in each of so many lines.
  if sheet.text.utf8.count(where: { $0 == 0x0A }) > size.rows { plain.open = { _ in nil } }
  var layout = Layout(plain, size.columns)
  var rows = layout.rows(0..<layout.count)
  // The cursor of a full last row stands on a row of its own, which the finished line does not need.
  if rows.count > 1, rows.last?.width == 0, !sheet.text.hasSuffix("\n") { rows.removeLast() }
  return Frame(rows: rows, row: rows.count - 1, column: rows.last?.width ?? 0, top: 0)
}

/// The most columns of a text that prompts of its lines leave to it.
private let narrowestText = 8

/// Text set out in rows.
private struct Layout {
  private let sheet: Sheet
  private let columns: Int
  private let prompt: String
  private var writers = [RowWriter()]
  /// The rows that begin with what is open, and where the text before them ends.
  private var starts: [Int: Int] = [:]
  private(set) var cursor = (row: 0, column: 0)

  init(_ sheet: Sheet, _ columns: Int) {
    self.sheet = sheet
    self.columns = max(columns, 2)
    let hasRoom = shownWidth(sheet.prompt) + narrowestText <= columns
    prompt = hasRoom ? sheet.prompt : columns > narrowestText ? "> " : ""
    writers[0].put(prompt, sheet.palette.prompt)
    putText()
    putHint()
    putStatus()
  }

  var count: Int { writers.count }

  /// Rows as they are shown; what is open is asked for these alone.
  mutating func rows(_ range: Range<Int>) -> [Row] {
    range.map { index in
      var row = writers[index].finished()
      if let place = starts[index] { row.text = sign(at: place) + row.text }
      return row
    }
  }

  private var last: Int { writers.count - 1 }
  private var column: Int { writers[last].row.width }

  private mutating func putText() {
    var place = 0
    var isPlaced = false
    var stretches = sheet.stretches[...]
    for character in sheet.text {
      let next = place + character.utf8.count
      while let first = stretches.first, first.range.upperBound <= place { stretches.removeFirst() }
      var position = (row: last, column: min(column, columns - 1))
      if character.isLineEnd {
        beginLine(at: place)
      } else {
        position = put(character, style(at: place, stretches.first))
      }
      if !isPlaced, sheet.cursor < next { (cursor, isPlaced) = (position, true) }
      place = next
    }
    if isPlaced { return }
    if column >= columns { writers.append(RowWriter()) }
    cursor = (last, column)
  }

  private func style(at place: Int, _ stretch: Stretch?) -> String {
    let isPainted = stretch?.range.contains(place) ?? false
    let paint = isPainted ? stretch.map { sheet.palette.style($0.paint) } ?? "" : ""
    guard sheet.marked?.contains(place) == true else { return paint }
    return paint.isEmpty ? sheet.palette.match : paint + ";" + sheet.palette.match
  }

  private mutating func put(
    _ character: Character, _ style: String
  ) -> (row: Int, column: Int) {
    var cluster = Cluster(character, at: column)
    if column + cluster.reach > columns, column > 0 {
      if character == "\t", column < columns {
        let rest = columns - column
        cluster = Cluster(text: String(repeating: " ", count: rest), width: rest, reach: rest)
      } else {
        writers.append(RowWriter())
        cluster = Cluster(character, at: 0)
      }
    }
    if cluster.width > columns { cluster = Cluster(text: "…", width: 1, reach: 1) }
    let position = (row: last, column: column)
    writers[last].put(cluster, style)
    return position
  }

  /// A line after the first begins with what is open, as wide as the prompt.
  private mutating func beginLine(at place: Int) {
    writers.append(RowWriter(from: shownWidth(prompt)))
    starts[last] = place
  }

  private func sign(at place: Int) -> String {
    var writer = RowWriter()
    let width = shownWidth(prompt)
    let sign = sheet.open(place).map { $0 + "> " } ?? "... "
    writer.pad(to: width - shownWidth(sign))
    writer.put(shownWidth(sign) <= width ? sign : prompt, sheet.palette.hint)
    return writer.finished().text
  }

  /// As much of the hint as the row of the cursor holds.
  private mutating func putHint() {
    if sheet.hint.isEmpty { return }
    writers[last].put(clipped(sheet.hint, to: columns - column - 1), sheet.palette.hint)
  }

  private mutating func putStatus() {
    let width = shownWidth(sheet.status)
    if width == 0 || writers[0].row.width + 4 + width > columns { return }
    writers[0].pad(to: columns - 1 - width)
    writers[0].put(sheet.status, sheet.palette.hint)
  }
}

extension Character {
  /// A line end of the text; a carriage return alone is only a control character.
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r\n" }
}
