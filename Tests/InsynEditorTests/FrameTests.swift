import InsynTestSupport
import Testing

@testable import InsynEditor

/// A sheet without colours.
private func sheet(_ text: String, at cursor: Int? = nil) -> Sheet {
  Sheet(
    prompt: "insyn> ", text: text, cursor: cursor ?? text.utf8.count,
    palette: Palette(term: "xterm", noColour: "1", colourTerm: nil))
}

/// What a terminal shows of a frame.
private func shown(_ frame: Frame, _ size: Size) -> EmulatedScreen {
  var screen = Screen()
  var terminal = EmulatedScreen(columns: size.columns, rows: size.rows)
  terminal.feed(screen.show(frame, columns: size.columns).utf8)
  return terminal
}

@Suite struct FrameTests {
  @Test func aFullRowHasItsCursorOnTheNext() {
    let size = Size(columns: 20, rows: 5)
    let full = frame(sheet("1234567890123"), size)
    #expect(full.rows.map(\.width) == [20, 0])
    #expect((full.row, full.column) == (1, 0))
    #expect(finalFrame(sheet("1234567890123"), size).rows.count == 1)
  }

  @Test func aWideCharacterThatHasNoRoomGoesToTheNextRow() {
    let size = Size(columns: 20, rows: 5)
    let wide = frame(sheet("123456789012漢x", at: 12), size)
    #expect(wide.rows.map(\.width) == [19, 3])
    #expect((wide.row, wide.column) == (1, 0))
    #expect(shown(wide, size).text == "insyn> 123456789012\n漢x")
  }

  @Test func aLineThatGoesOnSaysWhatIsOpen() {
    let size = Size(columns: 40, rows: 5)
    var open = sheet("a (\nb\nc")
    open.open = { $0 == 3 ? "(" : nil }
    #expect(shown(frame(open, size), size).text == "insyn> a (\n    (> b\n   ... c")
  }

  @Test func aTallTextShowsTheRowsAroundTheCursor() {
    let size = Size(columns: 40, rows: 3)
    let text = (1...9).map(String.init).joined(separator: "\n")
    let end = frame(sheet(text), size)
    #expect((end.top, end.row, end.rows.count) == (6, 2, 3))
    let up = frame(sheet(text, at: 13), size, top: end.top)
    #expect((up.top, up.row) == (6, 0))
    let start = frame(sheet(text, at: 0), size, top: up.top)
    #expect((start.top, start.row, start.column) == (0, 0, 7))
  }

  @Test func theStatusStandsAtTheRightWhereThereIsRoom() {
    var sheet = sheet("text")
    sheet.status = "status"
    let wide = Size(columns: 21, rows: 3)
    #expect(shown(frame(sheet, wide), wide).text == "insyn> text   status")
    let narrow = Size(columns: 20, rows: 3)
    #expect(shown(frame(sheet, narrow), narrow).text == "insyn> text")
    #expect(shown(finalFrame(sheet, wide), wide).text == "insyn> text")
  }

  @Test func aHintIsAsLongAsTheRowAllows() {
    var sheet = sheet("and")
    sheet.hint = "el barn per stadsdel"
    let size = Size(columns: 20, rows: 3)
    let frame = frame(sheet, size)
    #expect(shown(frame, size).text == "insyn> andel barn …")
    #expect((frame.row, frame.column) == (0, 10))
  }

  @Test func coloursStandWhereTheGuidePutsThem() {
    var sheet = sheet("per ö x")
    sheet.palette = Palette(term: "xterm", noColour: "", colourTerm: nil)
    sheet.stretches = [Stretch(0..<3, .keyword), Stretch(4..<6, .value)]
    let size = Size(columns: 20, rows: 3)
    let terminal = shown(frame(sheet, size), size)
    let styles = (7..<14).map { terminal.style(row: 0, column: $0) }
    #expect(styles == ["1", "1", "1", "", "32", "", ""])
  }

  @Test func aTabFillsUpAndAControlCharacterIsItsSign() {
    let size = Size(columns: 30, rows: 3)
    #expect(shown(frame(sheet("a\tb\u{1B}c"), size), size).text == "insyn> a    b␛c")
  }

  @Test(arguments: [1, 2, 3, 5, 8, 9, 14])
  func aNarrowScreenStillHoldsTheText(_ columns: Int) {
    let size = Size(columns: columns, rows: 50)
    let set = frame(sheet("abc漢å\nx\u{30A}👨‍👩‍👧z"), size)
    #expect(set.rows.allSatisfy { $0.width <= max(columns, 2) })
    #expect(set.row < set.rows.count && set.column < max(columns, 2))
  }

  /// Some terminals join the three, others show one after another: there is room for both.
  @Test func aFamilyHasRoomForItsThreeAndTakesTwoColumns() {
    let size = Size(columns: 20, rows: 5)
    #expect(frame(sheet("1234567👨‍👩‍👧x"), size).rows.map(\.width) == [17])
    #expect(frame(sheet("12345678👨‍👩‍👧x"), size).rows.map(\.width) == [15, 3])
  }

  @Test func aFrameIsDrawnOnlyWhereItDiffers() {
    let size = Size(columns: 20, rows: 5)
    var screen = Screen()
    _ = screen.show(frame(sheet("one\ntwo\nthree"), size), columns: 20)
    let change = screen.show(frame(sheet("one\ntwo\nthreex"), size), columns: 20)
    #expect(!change.contains("two"))
    #expect(change.contains("threex"))
    #expect(screen.show(frame(sheet("one\ntwo\nthreex"), size), columns: 20).isEmpty)
  }
}
