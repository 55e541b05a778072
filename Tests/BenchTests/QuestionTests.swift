import InsynTestSupport
import Testing

@testable import insyn_bench

/// The questions of the table, answered by the engine and row by row.
@Suite struct QuestionTests {
  @Test(arguments: [false, true])
  func engineAgreesWithTheNaiveSource(isShuffled: Bool) throws {
    let dataset = try Dataset(rows: 100_000, isShuffled: isShuffled)
    let engine = OwnEngine(dataset, threads: 2)
    let naive = OwnEngine(dataset, threads: 1) { NaiveSource($0) }
    for question in questions {
      let expected = try naive.check(question).grid
      #expect(!expected.rows.isEmpty, "\(question.id)")
      #expect(try engine.check(question).grid == expected, "\(question.id)")
      #expect(try engine.run(question).grid == expected, "\(question.id)")
    }
  }

  @Test func orderOfRowsChangesNoAnswer() throws {
    let plain = OwnEngine(try Dataset(rows: 2_000, isShuffled: false), threads: 1)
    let shuffled = OwnEngine(try Dataset(rows: 2_000, isShuffled: true), threads: 1)
    for question in questions {
      let comparison = compare(
        try plain.check(question).grid, try shuffled.check(question).grid, question)
      #expect(comparison == Comparison(), "\(question.id)")
    }
  }

  @Test func everyPeerIsAskedEveryQuestion() {
    for program in [
      PackageResources.in_duckdb_py, PackageResources.in_polars_py, PackageResources.in_chdb_py,
      PackageResources.in_sqlite_py,
    ] {
      let text = String(decoding: program, as: UTF8.self)
      let asked = text.split(separator: "\n").compactMap { line in
        line.hasPrefix("    \"b") && line.dropFirst(8).hasPrefix("\": ")
          ? String(line.dropFirst(5).prefix(3)) : nil
      }
      #expect(asked == questions.map(\.id))
    }
  }

  @Test func knownColumnsAreRead() throws {
    let dataset = try Dataset(rows: 1_000, isShuffled: false)
    for question in questions {
      let bytes = dataset.bytes(question.columns)
      #expect(bytes >= 1_000 * question.columns.count && bytes <= 8_000 * question.columns.count)
    }
  }
}
