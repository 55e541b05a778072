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

  /// What an indicator's goal is said to be is what its nearest goal above is said to be.
  @Test func attainmentIsThatOfTheGoal() throws {
    let store = Reports.opened.catalogue.store
    let indicators = try #require(store.tables.first { $0.name == "indikatorer" })
    let goals = try #require(store.tables.first { $0.name == "mål" })
    func text(_ table: Table, _ field: String, _ row: Int) throws -> String? {
      store.member(table, try #require(table.column(named: field)), row: row)?.value
    }
    func line(_ table: Table, _ row: Int) throws -> Int {
      let column = try #require(table.column(.line))
      return try #require(store.integer(table, column, row: row))
    }
    var checked = 0
    for row in 0..<indicators.rowCount {
      guard let goal = try text(indicators, "mål", row) else { continue }
      let above = try (0..<goals.rowCount).last { other in
        try text(goals, "måltext", other) == goal
          && text(goals, "dokument", other) == text(indicators, "dokument", row)
          && line(goals, other) <= line(indicators, row)
      }
      let nearest = try #require(above, "\(goal)")
      #expect(try text(indicators, "måluppfyllelse", row) == text(goals, "status", nearest))
      checked += 1
    }
    #expect(checked > 150)
  }

  private func cells(of line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
