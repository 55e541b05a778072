import InsynValue

/// A row of the screen.
struct Row: Hashable {
  /// With its colours, and with absolute columns after whatever terminals may disagree on.
  var text = ""
  /// The columns that it takes.
  var width = 0
  /// True when a terminal may leave a gap in it, where what stood there before would show.
  var isUncertain = false
}

/// Puts clusters into a row, one after another.
struct RowWriter {
  private(set) var row = Row()
  private var style = ""
  private var isPlaced = true

  /// Begins at a column; what stands before it is written by another.
  init(from column: Int = 0) { row.width = column }

  /// Puts a cluster that takes so many columns.
  mutating func put(_ cluster: Cluster, _ style: String) {
    place()
    if style != self.style {
      if !self.style.isEmpty { row.text += "\u{1B}[0m" }
      if !style.isEmpty { row.text += "\u{1B}[\(style)m" }
      self.style = style
    }
    row.text += cluster.text
    row.width += cluster.width
    row.isUncertain = row.isUncertain || cluster.isUncertain
    isPlaced = cluster.text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Puts a text that has room.
  mutating func put(_ text: String, _ style: String) {
    for character in text { put(Cluster(character, at: row.width), style) }
  }

  /// Blanks up to a column.
  mutating func pad(to width: Int, _ style: String = "") {
    while row.width < width { put(Cluster(text: " ", width: 1, reach: 1), style) }
  }

  /// The row as it is, its colours ended.
  mutating func finished() -> Row {
    place()
    if !style.isEmpty { row.text += "\u{1B}[0m" }
    style = ""
    return row
  }

  /// A terminal that gives the last cluster another width cannot shift what comes after it.
  private mutating func place() {
    if !isPlaced { row.text += "\u{1B}[\(row.width + 1)G" }
    isPlaced = true
  }
}

/// What the cursor steps over at once, as it is shown.
struct Cluster {
  var text: String
  /// The columns that it takes here.
  var width: Int
  /// The columns that it may take on some terminal.
  var reach: Int

  var isUncertain: Bool { width != reach || text.unicodeScalars.contains("\u{FE0F}") }
}

extension Cluster {
  /// A tab fills up to a multiple of four; a control character is shown as its sign.
  init(_ character: Character, at column: Int) {
    if character == "\t" {
      let width = 4 - column % 4
      self.init(text: String(repeating: " ", count: width), width: width, reach: width)
      return
    }
    if character.isASCII, character != "\r\n", !character.isNewline {
      self.init(text: visible(String(character)), width: 1, reach: 1)
      return
    }
    let text = visible(String(character))
    let scalars = text.unicodeScalars
    // A terminal that joins nothing shows each of them.
    let sum = scalars.reduce(0) { $0 + columns(of: $1) }
    if scalars.contains("\u{FE0F}") {
      self.init(text: text, width: 2, reach: max(sum, 2))
    } else if scalars.count > 1, scalars.first?.properties.isEmojiPresentation == true {
      self.init(text: text, width: min(sum, 2), reach: sum)
    } else {
      // A mark with no letter before it is given one to stand on.
      self.init(text: sum == 0 ? "\u{25CC}" + text : text, width: max(sum, 1), reach: max(sum, 1))
    }
  }
}

/// The columns of a text as it is shown here, whose line ends do not count.
func shownWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + Cluster($1, at: $0).width }
}

/// As much of a text as has room, with a sign where the rest is left out.
func clipped(_ text: String, to width: Int) -> String {
  let line = text.prefix { !$0.isNewline }
  if line.endIndex == text.endIndex, shownWidth(text) <= width { return text }
  if width < 1 { return "" }
  var (kept, used) = ("", 0)
  for character in line {
    let next = Cluster(character, at: used).width
    if used + next > width - 1 { break }
    kept.append(character)
    used += next
  }
  return kept + "…"
}
