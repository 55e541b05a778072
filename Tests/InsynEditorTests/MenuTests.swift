import InsynTestSupport
import InsynValue
import Testing

@testable import InsynEditor

private let plain = Palette(term: "xterm", noColour: "1", colourTerm: nil)

private func shown(_ rows: [Row], columns: Int) -> [String] {
  var screen = Screen()
  var terminal = EmulatedScreen(columns: columns, rows: 10)
  let frame = Frame(rows: rows, row: 0, column: 0, top: 0)
  terminal.feed(screen.show(frame, columns: columns).utf8)
  return Array(terminal.texts.prefix(rows.count))
}

@Suite struct MenuTests {
  private let choices = [
    Choice("per stadsdel", gloss: "en rad var"), Choice("där", gloss: "villkor"),
    Choice("x", gloss: ""),
  ]

  @Test func choicesStandWithTheirGlosses() {
    let menu = Menu(choices)
    #expect(menu.choice == nil)
    #expect(
      shown(menu.rows(columns: 60, limit: 8, plain), columns: 60) == [
        " per stadsdel  en rad var", " där           villkor", " x",
      ])
  }

  @Test func stepsGoAroundTheEnds() {
    var menu = Menu(choices)
    menu.step(-1)
    #expect(menu.choice?.text == "x")
    menu.step(1)
    #expect(menu.choice?.text == "per stadsdel")
    menu.step(1)
    #expect(menu.choice?.text == "där")
  }

  @Test func theSelectedOneIsReversedAsAWhole() {
    var menu = Menu(choices)
    menu.step(1)
    let row = menu.rows(columns: 60, limit: 8, plain)[0]
    #expect(row.text == "\u{1B}[7m per stadsdel  en rad var \u{1B}[0m")
  }

  @Test func manyAreShownByPage() {
    var menu = Menu((1...20).map { Choice("val \($0)", gloss: "") })
    let first = shown(menu.rows(columns: 30, limit: 8, plain), columns: 30)
    #expect(first.count == 8)
    #expect(first[7].hasPrefix(" val 8") && first[7].hasSuffix("  20"))
    for _ in 1...9 { menu.step(1) }
    #expect(shown(menu.rows(columns: 30, limit: 8, plain), columns: 30)[0] == " val 9")
    menu.step(11)
    let last = shown(menu.rows(columns: 30, limit: 8, plain), columns: 30)
    #expect(last[0] == " val 13" && last[7].hasPrefix(" val 20"))
    #expect(menu.rows(columns: 30, limit: 0, plain).isEmpty)
  }

  @Test func whatHasNoRoomIsLeftOut() {
    let menu = Menu([Choice("andel barn i bidragsfamiljer", gloss: "en andel i procent")])
    let rows = menu.rows(columns: 24, limit: 8, plain)
    #expect(rows.allSatisfy { $0.width < 24 })
    #expect(shown(rows, columns: 24)[0].hasPrefix(" andel barn i"))
  }

  @Test func theSharedBeginningIsOfWholeLetters() {
    #expect(commonPrefix([Choice("årsmål", gloss: ""), Choice("årsutfall", gloss: "")]) == "års")
    #expect(commonPrefix([Choice("å", gloss: ""), Choice("ä", gloss: "")]) == "")
    #expect(commonPrefix([]) == "")
  }

  @Test func quotesAndCommentsHoldLetters() {
    #expect(isQuoted("a \"b"))
    #expect(isQuoted("a 'b \""))
    #expect(isQuoted("a # b"))
    #expect(!isQuoted("a \"b\" "))
    #expect(!isQuoted("# a\nb"))
  }
}
