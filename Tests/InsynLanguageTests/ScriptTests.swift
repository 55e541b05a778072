import InsynLanguage
import InsynValue
import Testing

@Suite struct ScriptTests {
  private func statements(_ text: String) -> [String] {
    Script(text, name: nil, base: 0).statements.map(\.text)
  }

  @Test func linesAreStatements() {
    #expect(statements("a\nb\n\n# c\nd") == ["a", "b", "d"])
  }

  @Test func blanksAtTheStartContinue() {
    #expect(statements("a\n  per b\n\tdär c\nd") == ["a\n  per b\n\tdär c", "d"])
  }

  @Test func openParenthesesAndQuotesContinue() {
    #expect(statements("a (\nb\n)\nc") == ["a (\nb\n)", "c"])
    #expect(statements("a \"b\nc\" d\ne") == ["a \"b\nc\" d", "e"])
  }

  @Test func statementsKnowTheirLine() {
    let script = Script("# x\na\n  b\nc\n", name: "q.iq", base: 50)
    #expect(script.statements.map(\.firstLine) == [2, 4])
    #expect(script.statements.map(\.base) == [54, 60])
  }
}
