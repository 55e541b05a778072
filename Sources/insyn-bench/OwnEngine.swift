import InsynEngine
import InsynFinish
import InsynLanguage
import InsynPlan
import InsynRender
import InsynShell
import InsynStore
import InsynValue

/// insyn itself, in this process: from the line as it is typed to the written answer.
final class OwnEngine: Contestant {
  let name = "insyn"
  private var session: Session

  init(
    _ dataset: Dataset, threads: Int,
    source: (@Sendable (Store) -> any PartialSource)? = nil
  ) {
    session = Session(
      dataset.catalogue, tongue: .sv, base: 0, rules: { _ in Rules([]) },
      source: source ?? { Engine($0, Engine.Settings(threads: threads)) })
  }

  func check(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid) {
    try run(question)
  }

  func run(_ question: Question) throws(BenchError) -> (nanoseconds: Int, grid: Grid) {
    var sink = Sink()
    let start = clock()
    do throws(Diagnostics) {
      let source = session.script(question.line, name: nil).statements[0]
      let reply = try session.answer(source)
      guard case .answer(let answer, let asked) = reply else {
        preconditionFailure("a question is answered")
      }
      let looks = Looks(tongue: .sv, width: nil, rowLimit: nil, question: asked)
      var talk = Sink()
      write(answer, .table, looks, to: &sink, talk: &talk)
      let nanoseconds = clock() - start
      return (nanoseconds, Grid(answer, isCrosstab: question.isCrosstab))
    } catch {
      let text = error.all.map { message($0, source: nil, tongue: .en, width: nil) }
      throw BenchError("insyn cannot answer \(question.id): \(text.joined(separator: "; "))")
    }
  }
}

/// Takes all text and keeps none.
private struct Sink: TextOutputStream {
  private(set) var bytes = 0

  mutating func write(_ text: String) { bytes += text.utf8.count }
}
