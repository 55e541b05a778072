import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Counting the rows of insatser gives back each number that the reports print.
@Suite struct ReconstructionTests {
  /// Empty cells of a line mean any, `saknas` the rows without a value.
  @Test func countsGivePublishedNumbers() throws {
    let path = "\(packageFolder)/Tests/ReportTests/Published/insatser.csv"
    let lines = String(decoding: try #require(contents(of: path)), as: UTF8.self)
      .split(separator: "\n").map { cells(of: $0) }
    let fields = lines[0].dropLast()
    let store = Reports.opened.catalogue.store
    let table = try #require(store.tables.first { $0.name == "insatser" })
    #expect(lines.count > 70)
    for line in lines.dropFirst() {
      let tests = try zip(fields, line).filter { !$0.1.isEmpty }.map { field, value in
        (try #require(table.column(named: field)), value == "saknas" ? nil : value)
      }
      let count = (0..<table.rowCount).count { row in
        tests.allSatisfy { column, value in
          let cell =
            store.member(table, column, row: row)?.value
            ?? store.integer(table, column, row: row).map { "\($0)" }
          return cell == value
        }
      }
      #expect("\(count)" == line.last, "\(line)")
    }
  }

  private func cells(of line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
