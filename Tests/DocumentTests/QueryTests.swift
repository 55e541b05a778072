import InsynTestSupport
import Testing

/// The saved questions of `queries/`, each with its answer in `Expected/`.
@Suite struct QueryTests {
  static let queries = names(in: "queries", ending: ".iq")

  @Test func everyAnswerHasItsQuestion() {
    #expect(QueryTests.queries.count >= 140)
    let answers = names(in: "Tests/DocumentTests/Expected", ending: ".txt")
    #expect(isRecording || answers == QueryTests.queries)
  }

  /// The program answers a file as it is written down; INSYN_RECORD=1 writes it down anew.
  @Test(arguments: queries) func questionGivesItsAnswer(name: String) {
    let answer = "Tests/DocumentTests/Expected/\(name).txt"
    let printed = insyn(["queries/\(name).iq"])
    #expect(printed.code == 0, "\(printed.talk)")
    #expect(printed.talk == "")
    if isRecording {
      #expect(write(printed.out, to: answer))
    } else {
      #expect(printed.out == text(of: answer))
    }
  }

  /// A file stands as `--canonical` writes it.
  @Test(arguments: queries) func questionIsCanonical(name: String) {
    let printed = insyn(["--canonical", "queries/\(name).iq"])
    #expect(printed.code == 0, "\(printed.talk)")
    #expect(printed.out == text(of: "queries/\(name).iq"))
  }

  /// A file says first why it is asked.
  @Test(arguments: queries) func questionBeginsWithItsReason(name: String) {
    #expect(text(of: "queries/\(name).iq")?.hasPrefix("# ") == true)
  }
}
