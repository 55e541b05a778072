import InsynTestSupport
import Testing

/// The menu under the line, with what the language offers.
@Suite struct CompletionTests {
  private let families = """
    insyn> andel barn i bi
     bidragsfamiljer    indikatorer · %
     biståndsfamiljer   nyckeltal · %
    """

  @Test func tabListsCyclesAndGoesWithoutATrace() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("andel barn i bi")
    let above = pty.screen.texts
    pty.type("\t")
    #expect(pty.line == families)
    pty.type("\t")
    #expect(pty.line.hasPrefix("insyn> andel barn i bidragsfamiljer\n"))
    let row = pty.screen.cursor.row
    #expect(pty.screen.style(row: row + 1, column: 1) == "7")
    #expect(pty.screen.style(row: row + 2, column: 1) == "")
    pty.type("\u{1B}[B")
    #expect(pty.line.hasPrefix("insyn> andel barn i biståndsfamiljer\n"))
    pty.type("\t")
    #expect(pty.line.hasPrefix("insyn> andel barn i bidragsfamiljer\n"))
    pty.type("\u{1B}[Z")
    #expect(pty.line.hasPrefix("insyn> andel barn i biståndsfamiljer\n"))
    pty.type("\u{1B}")
    #expect(pty.screen.texts == above)
  }

  @Test func enterTakesAndTheNextEnterRuns() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("andel barn i bi\t\t\r")
    #expect(pty.line == "insyn> andel barn i bidragsfamiljer")
    #expect(typist.history.isEmpty)
    pty.type("\r")
    #expect(pty.sees("= andel barn i bidragsfamiljer"), "\(pty.screen.text)")
  }

  @Test func aLetterKeepsTheChoiceAndItsBlankNeedNotBeTyped() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("andel barn i bi\t\t")
    pty.type(" p")
    #expect(pty.screen.cursor.column == 7 + "andel barn i bidragsfamiljer p".count)
    #expect(pty.line.hasPrefix("insyn> andel barn i bidragsfamiljer p"))
    #expect(!pty.line.contains("nyckeltal · %"))
  }

  @Test func theOnlyChoiceIsInsertedAtOnce() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("bidragshushåll per stadsd\t")
    #expect(pty.line.hasPrefix("insyn> bidragshushåll per stadsdel"))
    #expect(pty.line.split(separator: "\n").count == 1)
  }

  @Test func aQuestionMarkShowsWhatFollowsAndKeepsTheLine() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    pty.type("bidragshushåll per ?")
    #expect(pty.line.hasPrefix("insyn> bidragshushåll per\n"))
    #expect(pty.line.contains("\n kön        kvinnor, män\n"))
    #expect(pty.screen.cursor.column == 26)
    pty.type("s")
    #expect(pty.line.hasPrefix("insyn> bidragshushåll per s"))
    #expect(pty.line.split(separator: "\n").count == 1)
  }

  @Test func betweenQuotesInACommentAndInAPasteAQuestionMarkIsTyped() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start()
    for start in ["visa \"va", "visa 'va", "# va"] {
      pty.type(start + "?")
      #expect(pty.line == "insyn> " + start + "?")
      pty.type("\u{03}")
    }
    pty.type("\u{1B}[200~va?\u{1B}[201~")
    #expect(pty.line == "insyn> va?")
    pty.type("\u{03}")
    pty.type("??")
    #expect(pty.line == "insyn> ?")
  }

  @Test func aMenuFitsASmallScreen() {
    let typist = Typist()
    defer { typist.remove() }
    let pty = typist.start(columns: 40, rows: 5)
    pty.type("?")
    #expect(pty.screen.texts[0].hasPrefix("insyn>"))
    #expect(pty.screen.cursor == (0, 7))
    for _ in 0..<20 { pty.type("\t") }
    #expect(pty.screen.texts[0].hasPrefix("insyn> "))
    #expect((1..<5).contains { pty.screen.style(row: $0, column: 1) == "7" })
  }
}
