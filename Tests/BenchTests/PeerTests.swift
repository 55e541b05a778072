import InsynValue
import Testing

@testable import insyn_bench

/// What peers answer is read, and compared with insyn's own.
@Suite struct PeerTests {
  private let grouped = Question(id: "t", title: "", line: "", columns: [])
  private let top = Question(id: "t", title: "", line: "", columns: [], isTop: true)

  @Test func cellsAreRead() throws {
    let grid = Grid(lines: ["Älvsjö\t12\t-4/6\t0.25\t\t2016-03", "*\t5/0\t1e-3\tx/2\t-\t07"])
    let ratio = try #require(try Exact(-2) / Exact(3))
    #expect(
      grid.rows[0] == [
        .text("Älvsjö"), .exact(Exact(12)), .exact(ratio), .inexact(0.25), .missing,
        .text("2016-03"),
      ])
    #expect(
      grid.rows[1] == [
        .text("*"), .missing, .inexact(0.001), .text("x/2"), .text("-"), .exact(Exact(7)),
      ])
  }

  @Test func whatIsWrittenIsReadAgain() {
    let lines = ["Farsta\t1/3\t-12\t", "\t0\tå b\t2010-01"]
    #expect(Grid(lines: lines).lines == lines)
  }

  @Test func rowsMayComeInAnyOrder() {
    let (own, peer) = (Grid(lines: ["a\t1", "b\t2"]), Grid(lines: ["b\t2", "a\t1"]))
    #expect(compare(own, peer, grouped) == Comparison())
  }

  @Test func anotherNumberIsADifference() {
    let (own, peer) = (Grid(lines: ["a\t1", "b\t2"]), Grid(lines: ["a\t1", "b\t3"]))
    #expect(compare(own, peer, grouped).difference == "b · 2 against b · 3")
    #expect(compare(own, Grid(lines: ["a\t1"]), grouped).difference == "2 rows against 1")
  }

  @Test func floatsAreComparedWithTheNearest() {
    let own = Grid(lines: ["a\t1/3", "b\t1/10"])
    let near = compare(
      own, Grid(lines: ["a\t0.3333333333333333", "b\t0.10000000000000002"]), grouped)
    #expect(near == Comparison(difference: nil, inexact: 1, floats: 2))
    let far = compare(own, Grid(lines: ["a\t0.3333", "b\t0.1"]), grouped)
    #expect(far.difference == "a · 1/3 against a · 0.3333")
  }

  /// Which of several equal rows stand at the cut is nobody's mistake; the others must be there.
  @Test func equalsAtTheCutMayDiffer() {
    let own = Grid(lines: ["a\t9", "b\t8", "c\t8"])
    #expect(compare(own, Grid(lines: ["a\t9", "d\t8", "b\t8"]), top).difference == nil)
    #expect(compare(own, Grid(lines: ["e\t9", "b\t8", "c\t8"]), top).difference != nil)
    #expect(compare(own, Grid(lines: ["a\t9", "b\t8", "c\t7"]), top).difference != nil)
  }
}
