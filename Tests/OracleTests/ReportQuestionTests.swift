import InsynEngine
import InsynLanguage
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Random questions, answered by the engine and by the naive source: the same cells, or the same mistake.
@Suite struct OracleTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func engineAgreesWithTheNaiveSource(seed: UInt64) throws {
    var maker = QuestionMaker(Reports.opened.catalogue, seed: seed)
    var answered = 0
    let questions = environment("INSYN_FEWER") == nil ? 150 : 15
    for _ in 0..<questions {
      let question = maker.next()
      let found = outcome(question)
      let expected = outcome(question, Reports.naiveSession())
      #expect(found.answer == expected.answer, "seed \(seed): \(question)")
      #expect(found.error == expected.error, "seed \(seed): \(question)")
      answered += found.answer == nil ? 0 : 1
    }
    #expect(answered > questions / 2)
  }
}
