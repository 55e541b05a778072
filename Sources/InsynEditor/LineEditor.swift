import Glibc
import InsynValue

/// What stands in a line from the start.
package struct Prefill: Hashable, Sendable {
  package let text: String
  /// True for a line that nobody has asked for: a letter typed first begins another in its place, as over
  /// what is selected; Enter takes it, and a blank or an arrow goes on with it.
  package let isOffered: Bool

  package init(_ text: String, isOffered: Bool = false) {
    self.text = text
    self.isOffered = isOffered
  }
}

/// Lines typed at a terminal. libedit is its engine for keys and text; what is seen is drawn here.
package final class LineEditor {
  /// What a line ended with.
  package enum Line: Hashable, Sendable {
    /// One text of one or more statements, as it was typed or pasted.
    case text(String)
    /// A word that is answered also in the middle of a statement; the rest is still to be typed.
    case aside(String, rest: String)
    case interrupted
    case end
  }

  /// Knows the language of the lines; may be another for every line.
  package var guide: any Guide
  /// The language of the editor's own few words.
  package var tongue: Tongue
  /// True for a line that is answered also in the middle of a statement.
  package var isAside: (String) -> Bool = { _ in false }

  private(set) var editline: Editline?
  private var plain = PlainReader()
  var history: History
  var keys = KeyReader()
  var screen = Screen()
  let palette: Palette

  // The line that is being typed.
  var prompt = ""
  var status = ""
  var prefilled: Prefill?
  /// The line as it was offered, while nothing has been done to it.
  var offered: String?
  var outcome: Line?
  var menu: Menu?
  var search: Search?
  var hint = ""
  var top = 0
  var recall: Recall?
  /// The line as it was when a choice with a blank after it was put in: that blank need not be typed.
  var spaced: String?
  /// Text to be put in the place of a range of scalars.
  var inserted: (range: Range<Int>, text: String) = (0..<0, "")
  var isInterrupted = false
  private var isFed = false
  /// What the guide has said of a text; moving in it asks for nothing new.
  private var known: (text: String, stretches: [Stretch], hint: String)?

  /// Keeps the history in the file at `history`, or in memory alone when that is nil.
  package init(history: String?, guide: any Guide, tongue: Tongue) {
    self.history = History(path: history)
    self.guide = guide
    self.tongue = tongue
    let value = { (name: String) in getenv(name).map { String(cString: $0) } }
    palette = Palette(
      term: value("TERM") ?? "", noColour: value("NO_COLOR"), colourTerm: value("COLORTERM"))
    Signals.prepare()
    if Terminal.isCapable { editline = Editline(owner: self) }
    keys.bound = editline?.bound ?? [:]
    keys.hasViKeys = editline?.hasViKeys ?? false
  }

  // MARK: the history

  /// All that has been typed, the oldest first.
  package var entries: [String] { history.entries }

  /// Keeps a text, unless it begins with a blank or looks like a personnummer. Gives the path of a
  /// history that cannot be written, once.
  package func remember(_ text: String) -> String? {
    let (isKept, unwritable) = history.remember(text)
    if isKept, isFed { editline?.remember(text) }
    return unwritable
  }

  /// Reading the history waits until the first prompt can be seen.
  func feedHistory() {
    if isFed { return }
    isFed = true
    for entry in history.entries { editline?.remember(entry) }
  }

  // MARK: a line

  /// The next line; `prefilled` stands in it from the start, `status` at the right of it.
  package func read(prompt: String, prefilled: Prefill? = nil, status: String = "") -> Line {
    guard let editline else { return plain.read(prompt: prompt, guide) }
    (self.prompt, self.prefilled, self.status) = (prompt, prefilled, status)
    (outcome, recall, known, offered, top, hint) = (nil, nil, nil, nil, 0, "")
    screen.forget()
    Signals.beginTyping()
    Terminal.write("\u{1B}[?2004h")
    let ending = editline.read()
    if outcome == nil, case .text(let text) = ending { outcome = .text(text) }
    finish()
    Signals.endTyping()
    return outcome ?? .end
  }

  /// Leaves the finished line on the screen and goes below it.
  private func finish() {
    let size = Terminal.size
    let final = finalFrame(sheet, size)
    let isTall = final.rows.count > size.rows
    let drawn = isTall ? screen.showAll(final) : screen.show(final, columns: size.columns)
    Terminal.write(drawn + "\r\n\u{1B}[?2004l")
    screen.forget()
  }

  /// The text as it was left in the person's own editor, nil when it was not.
  package func edit(_ text: String) -> String? {
    let new = ExternalEditor.edit(text)
    Signals.drain()
    return new?.precomposed
  }

  // MARK: drawing

  /// What can be seen of the line as it is.
  var sheet: Sheet {
    let (scalars, cursor) = editline?.buffer ?? ([], 0)
    let text = String(String.UnicodeScalarView(scalars))
    var sheet = Sheet(
      prompt: prompt, text: text, cursor: utf8Count(scalars[..<cursor]), palette: palette)
    if known?.text != text { known = (text, stretches(text), likely(text)) }
    sheet.stretches = known?.stretches ?? []
    let utf8 = text.utf8
    sheet.open = { [guide] place in
      guide.open(String(decoding: utf8.prefix(place), as: UTF8.self))
    }
    sheet.status = status
    return sheet
  }

  /// A longer text is typed without colours and hints: every key would wait for them.
  private static let longestPainted = 20_000

  /// Draws the line, the menu and all, with one write.
  func draw() {
    let size = Terminal.size
    var sheet = sheet
    if let search {
      sheet.below = [search.row(columns: size.columns, tongue, palette)]
      sheet.marked = search.match
      hint = ""
    } else if let menu {
      sheet.below = menu.rows(columns: size.columns, limit: size.rows - 1, palette)
      hint = ""
    } else {
      hint = sheet.cursor == sheet.text.utf8.count ? known?.hint ?? "" : ""
    }
    sheet.hint = visible(hint)
    if let line = hint.firstIndex(where: \.isNewline) { sheet.hint = hint[..<line] + "…" }
    let frame = frame(sheet, size, top: top)
    top = frame.top
    let bell = editline?.takeBell() == true ? "\u{07}" : ""
    Terminal.write(screen.show(frame, columns: size.columns) + bell)
  }

  private func stretches(_ text: String) -> [Stretch] {
    let isPainted = palette.depth != .none && text.utf8.count <= LineEditor.longestPainted
    return isPainted && !text.isEmpty ? guide.paint(text) : []
  }

  /// What would go on from the end: what was typed before, else what the language says.
  private func likely(_ text: String) -> String {
    if text.utf8.count > LineEditor.longestPainted || text.allSatisfy(\.isWhitespace) { return "" }
    if isFed {
      let entry = history.entries.last { entry in
        entry.utf8.count > text.utf8.count && entry.utf8.starts(with: text.utf8)
      }
      if let entry { return String(decoding: entry.utf8.dropFirst(text.utf8.count), as: UTF8.self) }
    }
    return guide.hint(text) ?? ""
  }
}

/// The bytes of scalars in UTF-8.
func utf8Count(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
  scalars.reduce(0) { $0 + UTF8.width($1) }
}

/// The scalar with which a place in UTF-8 begins.
func scalarIndex(_ scalars: [Unicode.Scalar], utf8 place: Int) -> Int {
  var (count, index) = (0, 0)
  while index < scalars.count, count < place {
    count += UTF8.width(scalars[index])
    index += 1
  }
  return index
}
