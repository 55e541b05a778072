import InsynEngine
import InsynFinish
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// A package of one table, whose fields are typed by their names: `n…` are whole numbers, others text.
private func oneTable(_ fields: [String], _ rows: [[String]]) throws -> Catalogue {
  let described = fields.map { name in
    "{\"name\": \"\(name)\", \"type\": \"\(name.hasPrefix("n") ? "integer" : "string")\"}"
  }
  let description = """
    {"name": "edge", "resources": [{"name": "rader", "path": "rader.csv",
     "schema": {"fields": [\(described.joined(separator: ", "))]}}]}
    """
  let csv = ([fields] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  let contents = [
    "datapackage.json": Array(description.utf8), "rader.csv": Array(csv.utf8),
  ]
  return try openCatalogue(Files(read: { contents[$0] })).0
}

/// Visits by month, and inhabitants of whom only the year is known.
private func visitsAndPeople() throws -> Catalogue {
  let description = """
    {"name": "edge", "resources": [
     {"name": "besök", "path": "besök.csv", "schema": {"fields": [
      {"name": "period", "type": "yearmonth"}]}},
     {"name": "folk", "path": "folk.csv", "schema": {"fields": [
      {"name": "år", "type": "year"}, {"name": "invånare", "type": "integer"}]}}]}
    """
  let contents = [
    "datapackage.json": description,
    "besök.csv": "period\n2016-04\n2017-04\n2017-04\n2017-05\n2017-05\n2017-05\n",
    "folk.csv": "år,invånare\n2016,10\n2017,100\n",
  ]
  .mapValues { Array($0.utf8) }
  return try openCatalogue(Files(read: { contents[$0] })).0
}

private func percent(_ hundredths: Int128) -> Figure { .number(Exact(scaled: hundredths, by: 2)) }

/// Every way in which the engine goes through rows.
private let settings = [
  Engine.Settings(threads: 1), Engine.Settings(threads: 2, stretch: 1000),
  Engine.Settings(threads: 3, stretch: 37),
]

/// The figures of an answer by rows, the same in every setting.
private func figures(_ line: String, _ catalogue: Catalogue) throws -> [[Figure]] {
  let plan = try #require(catalogue.plan(line).plan, "\(catalogue.plan(line).error)")
  var first: [[Figure]]?
  for setting in settings {
    guard case .answer(let answer) = catalogue.result(plan, Engine(catalogue.store, setting))
    else { throw Diagnostics(Diagnostic(.overflow)) }
    let own = answer.rows.map { row in
      row.cells.compactMap { if case .figure(let shown) = $0 { shown.figure } else { nil } }
    }
    #expect(first == nil || first == own, "\(line), \(setting)")
    first = first ?? own
  }
  return first ?? []
}

private func number(_ value: some BinaryInteger) -> Figure { .number(Exact(value)) }

/// What the engine does where its ways part: widths, zones, flat and hashed groups, ends of ranges.
@Suite struct EdgeTests {
  /// Rows of equal numbers stay together for one worker; two such fields change at other rows.
  @Test func distinctOfSeveralFieldsThatAscend() throws {
    // So far apart that bits for all between them would be many.
    let rows = (0..<30_000).map { row in
      ["\(row / 3 * 13)", "\(row / 5000)", "k\(row % 4)", row < 100 ? "" : "\(row / 7 * 29)"]
    }
    let catalogue = try oneTable(["n1", "n2", "kod", "n3"], rows)
    #expect(
      try figures("rader: unika n1, unika n2, unika n3", catalogue)
        == [[number(10_000), number(6), number(4272)]])
    let expected = (0..<4).map { code in
      let own = rows.indices.filter { $0 % 4 == code }
      return [
        number(Set(own.map { $0 / 3 }).count), number(Set(own.map { $0 / 5000 }).count),
        number(Set(own.filter { $0 >= 100 }.map { $0 / 7 }).count),
      ]
    }
    #expect(try figures("rader: unika n1, unika n2, unika n3 per kod", catalogue) == expected)
    let few = try figures("rader: unika n1, unika n3 där n3 > 50000 där kod != k1", catalogue)
    let own = rows.indices.filter { $0 / 7 * 29 > 50_000 && $0 % 4 != 1 }
    #expect(
      few == [[number(Set(own.map { $0 / 3 }).count), number(Set(own.map { $0 / 7 }).count)]])
  }

  /// Rows that are few are too many with a column for each of very many members.
  @Test func aCrosstabOfVeryManyCellsIsRefused() throws {
    let catalogue = try oneTable(["a", "b"], (0..<60_000).map { ["a\($0)", "b\($0)"] })
    let plan = try #require(catalogue.plan("rader: antal rader per a x b").plan)
    let engine = Engine(catalogue.store, Engine.Settings(threads: 1))
    guard case .error(let code) = catalogue.result(plan, engine) else {
      Issue.record("3 600 million cells were made")
      return
    }
    #expect(code.contains("IN59"), "\(code)")
  }

  /// Sums, products and quotients of a row, below zero too: what is missing or divided by zero is unequal to
  /// anything and nothing else.
  @Test func rowsAreCompared() throws {
    var rows: [[String]] = []
    for a in -4...4 {
      for b in -4...4 { for c in -4...4 { rows.append([a, b, c].map { $0 == 4 ? "" : "\($0)" }) } }
    }
    let catalogue = try oneTable(["n1", "n2", "n3"], rows)
    typealias Row = (a: Double, b: Double, c: Double)
    // Small quotients are told apart by doubles; one by zero is no number, and not equal to itself.
    func real(_ value: Double) -> Double { value.isFinite ? value : .nan }
    let tests: [(String, (Row) -> Bool)] = [
      ("n1 > n2 * 3", { $0.a > $0.b * 3 }), ("n1 / n2 >= 2", { real($0.a / $0.b) >= 2 }),
      ("n1 / n2 = n3 / n2", { real($0.a / $0.b) == real($0.c / $0.b) }),
      ("n1 - n2 < -5", { $0.a - $0.b < -5 }),
      ("n1 / (n2 - n3) > 0,5", { real($0.a / ($0.b - $0.c)) > 0.5 }),
      ("n1 / (n2 / n3) <= 1", { real($0.a / real($0.b / $0.c)) <= 1 }),
      ("n1 * n2 != n3", { $0.a * $0.b != $0.c }),
      ("n1 / n2 + n3 > n1", { real($0.a / $0.b) + $0.c > $0.a }),
      ("-n1 < n2 / -3", { -$0.a < $0.b / -3 }),
      ("n1 * 1000000000 * 1000000000 > n2", { $0.a * 1e18 > $0.b }),
    ]
    for (line, holds) in tests {
      let expected = rows.count { row in
        holds((a: Double(row[0]) ?? .nan, b: Double(row[1]) ?? .nan, c: Double(row[2]) ?? .nan))
      }
      #expect(
        try figures("rader: antal rader där \(line)", catalogue) == [[number(expected)]], "\(line)")
    }
  }

  /// What would not fit is refused before and while rows are gone through, whatever the threads.
  @Test func memoryIsBounded() throws {
    let rows = (0..<20_000).map { row in ["a\(row % 200)", "b\(row % 300)", "\(row)"] }
    let catalogue = try oneTable(["a", "b", "n"], rows)
    let plan = try #require(catalogue.plan("rader: summa n, median n per a, b").plan)
    guard case .cube(let cube) = plan.shape else { return }
    for (threads, memory) in [(1, 1 << 16), (3, 1 << 16), (1, 1 << 23)] {
      let engine = Engine(
        catalogue.store, Engine.Settings(threads: threads, stretch: 1000, memory: memory))
      let error = #expect(throws: ExecutionError.self) {
        try engine.cells(for: cube.legs, Cancellation())
      }
      guard case .noRoom(let needed, let free)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(needed > memory)
      #expect(free <= memory && free > memory - 4 * threads)
    }
  }

  /// Codes are packed in one, two or four bytes; the last member is still found and missing is none.
  @Test(arguments: [1, 254, 255, 256, 65_535, 65_536])
  func everyWidthOfCodes(members: Int) throws {
    let rows = (0..<members + 3).map { row in
      [row < members ? "m\(1_000_000 + row)" : "", "\(row)"]
    }
    let catalogue = try oneTable(["kod", "n"], rows)
    #expect(
      try figures("rader: antal rader, unika kod, unika n, summa n", catalogue) == [
        [
          number(members + 3), number(members), number(members + 3),
          number((members + 2) * (members + 3) / 2),
        ]
      ])
    let last = "m\(1_000_000 + members - 1)"
    #expect(
      try figures("rader: antal rader, summa n där kod = \(last)", catalogue)
        == [[number(1), number(members - 1)]])
    #expect(
      try figures(
        "rader: antal (kod saknas), antal (kod >= \(last)), antal (kod != \(last))", catalogue)
        == [[number(3), number(1), number(members + 2)]])
    let top = try figures("rader: summa n per kod topp 2", catalogue)
    // The three rows without a code are one group of them, and the largest.
    #expect(
      top == [[number(3 * members + 3)], [number(members - 1)]])
    #expect(
      try figures("rader: antal rader per kod sortera kod fallande topp 1", catalogue)
        == [[number(1)]])
  }

  /// Numbers at the ends of what a table can hold: sums leave 64 bits, differences of 64 bits too.
  @Test func numbersAtTheEnds() throws {
    let largest: Int64 = 999_999_999_999_999_999
    let rows = (0..<18_000).map { row in
      let number = row % 3 == 0 ? largest : row % 3 == 1 ? -largest : row % 7 == 0 ? 0 : largest - 1
      return ["\(number)", "k\(row % 5)", row % 11 == 0 ? "" : "\(largest)"]
    }
    let catalogue = try oneTable(["n1", "kod", "n2"], rows)
    let numbers = rows.map { Int128(Int64($0[0]) ?? 0) }
    let counted = Int128(rows.count { !$0[2].isEmpty })
    #expect(
      try figures("rader: summa n1, minst n1, störst n1, summa n2, minst n2", catalogue) == [
        [
          number(numbers.reduce(0, +)), number(-largest), number(largest),
          number(counted * Int128(largest)), number(largest),
        ]
      ])
    let sorted = numbers.sorted()
    #expect(
      try figures("rader: median n1", catalogue)[0][0]
        == .number(Exact(sorted[8999] + sorted[9000]) / Exact(2) ?? .zero))
    let perCode = (0..<5).map { code in
      [number(numbers.indices.filter { $0 % 5 == code }.reduce(Int128(0)) { $0 + numbers[$1] })]
    }
    #expect(try figures("rader: summa n1 per kod", catalogue) == perCode)
    for (test, holds) in [
      ("n1 > 0", { $0 > 0 }), ("n1 >= \(largest)", { $0 >= Int128(largest) }),
      ("n1 < \(largest)", { $0 < Int128(largest) }),
      ("n1 > -\(largest)", { $0 > -Int128(largest) }),
      ("n1 <= -\(largest)", { $0 <= -Int128(largest) }), ("n1 != 0", { $0 != 0 }),
      ("n1 > 99999999999999999999", { _ in false }), ("n1 < 99999999999999999999", { _ in true }),
      ("n1 > -99999999999999999999", { _ in true }), ("n1 = 99999999999999999999", { _ in false }),
      ("n1 > 0,5", { $0 > 0 }), ("n1 >= -0,5", { $0 >= 0 }), ("n1 = 0,5", { _ in false }),
      ("n1 != 0,5", { _ in true }), ("n1 <= -0,5", { $0 < 0 }), ("n1 < 0,5", { $0 <= 0 }),
    ] as [(String, (Int128) -> Bool)] {
      #expect(
        try figures("rader: antal (\(test))", catalogue) == [[number(numbers.count(where: holds))]],
        "\(test)")
    }
  }

  /// A field in which nothing is recorded, alone and among others.
  @Test func nothingRecorded() throws {
    let rows = (0..<20_000).map { ["", "", "\($0 % 2)", $0 < 16_384 ? "" : "\($0)"] }
    let catalogue = try oneTable(["n1", "kod", "n2", "n3"], rows)
    #expect(
      try figures(
        "rader: summa n1, minst n1, störst n1, unika n1, unika kod, antal (n1 saknas)", catalogue)
        == [[.missing, .missing, .missing, number(0), number(0), number(20_000)]])
    #expect(
      try figures("rader: antal rader, unika kod per kod", catalogue)
        == [[number(20_000), number(0)]])
    #expect(
      try figures("rader: antal (n1 != 5), antal (n1 = 5), antal (inte (n1 > 5))", catalogue)
        == [[number(20_000), number(0), number(20_000)]])
    // One zone has nothing, the next everything.
    #expect(
      try figures("rader: minst n3, störst n3, unika n3, antal (n3 saknas) per kod", catalogue)
        == [[number(16_384), number(19_999), number(3616), number(16_384)]])
    #expect(
      try figures("rader: minst n3, median n3 där n2 = 1", catalogue).map { [$0[0], $0[1]] }
        == [[number(16_385), number(18_192)]])
  }

  /// No rows at all: counts are 0, other measures are missing, groups are none.
  @Test func noRows() throws {
    let catalogue = try oneTable(["kod", "n"], [])
    #expect(
      try figures("rader: antal rader, unika kod, summa n, störst n", catalogue)
        == [[number(0), number(0), .missing, .missing]])
    #expect(try figures("rader: antal rader per kod", catalogue) == [])
    #expect(try figures("rader: rader topp 3", catalogue) == [])
  }

  /// So many combinations of members that groups are found by hashing; nearly every row is its own.
  @Test func groupsBeyondAnArray() throws {
    let rows = (0..<3000).map { row in
      ["a\(row % 61)", "b\(row % 59)", "c\(row % 53)", "\(row)"]
    }
    let catalogue = try oneTable(["a", "b", "c", "n"], rows)
    let all = try figures("rader: antal rader, summa n, unika n, median n per a, b, c", catalogue)
    #expect(all.count == 3000)
    // Beside a median stands the one row that it is of.
    #expect(all.allSatisfy { $0[0] == number(1) && $0[1] == $0[3] })
    #expect(
      try figures(
        "rader: summa n, unika n, minst n per a, b, c sortera summa n topp 1 med totalt", catalogue)
        == [
          [number(0), number(1), number(0)],
          [number(3000 * 2999 / 2), number(3000), number(0)],
        ])
    let crossed = try figures(
      "rader: summa n per a, b x c där n < 200 med totalt sortera summa n fallande topp 1",
      catalogue)
    #expect(crossed.first?.last == number(199))
    #expect(crossed.last?.last == number(200 * 199 / 2))
  }

  /// The best rows are the first of equals, in whichever zone they stand.
  @Test func bestRowsAcrossZones() throws {
    let rows = (0..<36_000).map { row in
      ["\(row % 18_000 == 7 ? 900 : row % 800)", "r\(row)", row % 3 == 0 ? "ja" : ""]
    }
    let catalogue = try oneTable(["n", "kod", "val"], rows)
    func codes(_ line: String) throws -> [String] {
      let plan = try #require(catalogue.plan(line).plan)
      let all = try settings.map { setting in
        guard case .answer(let answer) = catalogue.result(plan, Engine(catalogue.store, setting))
        else { throw Diagnostics(Diagnostic(.overflow)) }
        return answer.rows.map { row in
          row.cells.compactMap { if case .label(let title) = $0 { title.sv } else { nil } }[0]
        }
      }
      #expect(Set(all).count == 1)
      return all[0]
    }
    #expect(
      try codes("rader: rader med kod, n sortera n fallande topp 4")
        == ["r7", "r18007", "r799", "r1599"])
    #expect(
      try codes("rader: rader med kod, n sortera n topp 3") == ["r0", "r800", "r1600"])
    #expect(
      try codes("rader: rader med kod, n där val = ja topp 2") == ["r1599", "r3999"])
    #expect(
      try codes("rader: rader med kod där kod > r49 där n = 900 botten 5") == ["r7"])
  }

  /// What comes before May 2017 is April 2017, for the table that knows only the year too: 2 of 100, not
  /// of the 10 of the year before.
  @Test func aRatioGoesBackByTheShortestPeriodOfItsRows() throws {
    let rows = try figures(
      "besök: (antal besök / (folk: summa invånare)) per period, år mot föregående",
      visitsAndPeople())
    #expect(rows.count == 3)
    let last = try #require(rows.last)
    #expect(last.prefix(2) == [percent(3), percent(2)])
  }

  /// A stop that was wished is told by every kind of work, and nothing is answered.
  @Test func everyWorkStops() throws {
    let rows = (0..<20_000).map { ["\($0)", "k\($0 % 7)", "\($0 * 7919 % 20_011)"] }
    let catalogue = try oneTable(["n1", "kod", "n2"], rows)
    let cancellation = Cancellation()
    cancellation.wish()
    for line in [
      "rader: antal rader", "rader: summa n1 per kod", "rader: median n2 per kod",
      "rader: unika n1, unika n2 per kod", "rader: antal (n1 * n2 > 5)", "rader: störst n1 x kod",
      "rader: rader där n1 > 5", "rader: rader sortera n2 topp 3", "rader: rader",
    ] {
      let plan = try #require(catalogue.plan(line).plan)
      for setting in settings {
        let result = catalogue.result(plan, Engine(catalogue.store, setting), cancellation)
        if case .answer = result { Issue.record("\(line) is answered") }
      }
    }
  }
}
