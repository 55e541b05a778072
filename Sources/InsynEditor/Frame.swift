import InsynValue

/// What is to be shown of a text that is being edited; `frame` sets it in rows of a screen.
package struct View {
  /// The text, with its line breaks.
  package var text = ""
  /// Where the cursor stands, as an offset in the text's UTF-8.
  package var cursor = 0
  /// The first prompt, and one for each further line of the text; all equally wide where possible.
  package var prompts: [String] = []
  package var paint: [Stretch] = []
  /// What would go on, in grey behind the text.
  package var hint = ""
  /// At the right edge of a first row that has room for it.
  package var status = ""
  /// Rows below the text: a menu, a search.
  package var below: [Row] = []
  package var hasColour = true

  package init() {}
}

/// A row of the screen as it is written, with the columns that it takes.
package struct Row: Hashable, Sendable {
  package var text: String
  package var width: Int

  package init(_ text: String, width: Int) {
    self.text = text
    self.width = width
  }
}

/// The rows of a screen and the place of the cursor in them, from 0.
package struct Frame: Hashable, Sendable {
  package var rows: [Row]
  package var row: Int
  package var column: Int
}

/// Sets a view in rows of `columns`, at most `height` of them: a window around the cursor when there
/// are more.
package func frame(_ view: View, columns: Int, height: Int) -> Frame {
  var typesetter = Typesetter(columns: max(columns, 4), hasColour: view.hasColour)
  typesetter.set(view)
  var rows = typesetter.rows
  if !view.status.isEmpty, rows.count == 1 {
    let width = terminalWidth(view.status)
    let gap = columns - 1 - rows[0].width - width
    if gap >= 2 {
      rows[0].text +=
        String(repeating: " ", count: gap)
        + (view.hasColour ? Style.faint.on + view.status + Style.off : view.status)
      rows[0].width += gap + width
    }
  }
  let (row, column) = (typesetter.cursorRow, typesetter.cursorColumn)
  // The rows below give way before the row of the cursor does.
  let room = max(1, height)
  let below = view.below.prefix(max(0, room - min(rows.count, room - 1)))
  let shown = max(1, room - below.count)
  let first = rows.count <= shown ? 0 : min(max(0, row - shown / 2), rows.count - shown)
  rows = Array(rows[first..<min(rows.count, first + shown)]) + below
  return Frame(rows: rows, row: row - first, column: column)
}

/// The signs that switch a look on, and the one that ends any.
enum Style: String {
  case bold = "1"
  case faint = "90"
  case underlined = "4"
  case reversed = "7"
  case green = "32"
  case magenta = "35"
  case cyan = "36"
  case blue = "34"

  static let off = "\u{1B}[m"

  var on: String { "\u{1B}[\(rawValue)m" }

  /// Colours that are read on a dark screen and on a light one; what carries no meaning has none.
  static func of(_ paint: Paint) -> Style? {
    switch paint {
    case .keyword: .bold
    case .name, .sign: nil
    case .table, .field: .cyan
    case .value, .text: .green
    case .number, .period: .magenta
    case .comment: .faint
    case .command: .blue
    case .unknown: .underlined
    }
  }
}

/// Sets characters one after the other into rows.
private struct Typesetter {
  let columns: Int
  let hasColour: Bool
  private(set) var rows: [Row] = []
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0
  private var line = ""
  private var width = 0
  private var style: Style?

  init(columns: Int, hasColour: Bool) {
    self.columns = columns
    self.hasColour = hasColour
  }

  mutating func set(_ view: View) {
    var (offset, number, painted) = (0, 0, 0)
    put(view.prompts.first ?? "", as: .bold)
    for character in view.text {
      if offset == view.cursor { markCursor() }
      while painted < view.paint.count, view.paint[painted].range.upperBound <= offset {
        painted += 1
      }
      if character == "\n" || character == "\r\n" {
        number += 1
        endRow()
        put(number < view.prompts.count ? view.prompts[number] : "", as: .faint)
      } else {
        let isPainted = painted < view.paint.count && view.paint[painted].range.contains(offset)
        put(character, as: isPainted ? Style.of(view.paint[painted].paint) : nil)
      }
      offset += character.utf8.count
    }
    if offset <= view.cursor { markCursor() }
    put(view.hint, as: .faint)
    finish()
  }

  private mutating func put(_ text: String, as style: Style?) {
    for character in text { put(character, as: style) }
  }

  private mutating func put(_ character: Character, as style: Style?) {
    let (shown, wide) = cell(character)
    if width + wide > columns { endRow() }
    if hasColour, style != self.style {
      line += (self.style == nil ? "" : Style.off) + (style?.on ?? "")
      self.style = style
    }
    line += shown
    width += wide
    // Terminals do not agree how wide these are; the next character is put where it belongs.
    if shown.unicodeScalars.count > 1 || wide == 2, !shown.hasPrefix("^"), shown.first != " " {
      line += "\u{1B}[\(width + 1)G"
    }
  }

  /// A character as it is shown, and its columns: a tab as blanks, other controls as `^X`.
  private func cell(_ character: Character) -> (String, Int) {
    if character == "\t" {
      let blanks = 4 - width % 4
      return (String(repeating: " ", count: blanks), blanks)
    }
    let text = String(character)
    if let scalar = text.unicodeScalars.first, scalar.value < 0x20 || scalar.value == 0x7F {
      return ("^" + String(UnicodeScalar(UInt8(scalar.value ^ 0x40))), 2)
    }
    if let scalar = text.unicodeScalars.first, (0x80..<0xA0).contains(scalar.value) {
      return ("\u{FFFD}", 1)
    }
    let columns = terminalWidth(text)
    return columns == 0 ? ("\u{25CC}" + text, 1) : (text, columns)
  }

  private mutating func markCursor() {
    if width == columns { endRow() }
    (cursorRow, cursorColumn) = (rows.count, width)
  }

  private mutating func endRow() {
    if style != nil { line += Style.off }
    rows.append(Row(line, width: width))
    (line, width, style) = ("", 0, nil)
  }

  private mutating func finish() {
    endRow()
  }
}
