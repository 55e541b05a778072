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

  /// A full stop begins a command, which ends with its line whatever stands in it.
  @Test func commandsAreLines() {
    let script = Script("a\n.save it's (a).csv\nb (\n.5)\n  .exit\n", name: nil, base: 10)
    let pieces = script.pieces.map { piece in
      switch piece {
      case .blank(let line): "blank \(line)"
      case .statement(let source): "\(source.firstLine) \(source.base) \(source.text)"
      case .command(let source): ". \(source.firstLine) \(source.base) \(source.text)"
      }
    }
    #expect(
      pieces == ["1 10 a", ". 2 12 .save it's (a).csv", "3 31 b (\n.5)", ". 5 39   .exit"])
    #expect(script.statements.map(\.text) == ["a", "b (\n.5)"])
    #expect(!Script.isOpen(Array(".read \"a (".utf8)[...]))
    #expect(Script("# a\n\n", name: nil, base: 0).isEmpty)
    #expect(!Script(".exit", name: nil, base: 0).isEmpty)
  }

  @Test func statementsKnowTheirLine() {
    let script = Script("# x\na\n  b\nc\n", name: "q.iq", base: 50)
    #expect(script.statements.map(\.firstLine) == [2, 4])
    #expect(script.statements.map(\.base) == [54, 60])
  }
}
