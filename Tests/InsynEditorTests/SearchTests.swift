import InsynValue
import Testing

@testable import InsynEditor

@Suite struct SearchTests {
  private let entries = ["andel barn", "antal ärenden", "Andel barn per kön", "AR-utfall"]

  @Test func theNewestThatHoldsTheTextIsFound() {
    var search = Search(entries)
    search.extend("a")
    #expect(search.found == "AR-utfall")
    search.extend("n")
    #expect(search.found == "Andel barn per kön")
    search.older()
    #expect(search.found == "antal ärenden")
    search.older()
    #expect(search.found == "andel barn")
    search.newer()
    #expect(search.found == "antal ärenden")
  }

  @Test func anyPartAndAnyCaseWillDo() {
    var search = Search(entries)
    search.extend("ÄREN")
    #expect(search.found == "antal ärenden")
    #expect(search.match == 6..<11)
  }

  @Test func whatIsNotThereKeepsTheLastAndSaysSo() {
    var search = Search(entries)
    search.extend("kön")
    search.extend("x")
    #expect(search.isFailing)
    #expect(search.found == "Andel barn per kön")
    search.shorten()
    #expect(!search.isFailing)
    let plain = Palette(term: "xterm", noColour: "1", colourTerm: nil)
    #expect(
      search.row(columns: 40, .sv, plain).text == "\u{1B}[2msö\u{1B}[3Gk: \u{1B}[0mkö\u{1B}[8Gn")
  }
}
