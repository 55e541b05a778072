import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// The rows of practice data: how many, which, and that the tables agree.
@Suite struct HouseholdTests {
  /// A household and month as the tests see it.
  fileprivate struct Month {
    let id: Int
    let place: String
    let month: Int
    let obstacle: String
    let kind: String
    let children: Int
    let ofYear: Int
    let amount: Int
  }

  private func months(_ data: Practised) -> [Month] {
    let texts = ["stadsdel", "månad", "försörjningshinder", "hushållstyp"]
      .map { data.texts("hushållsmånader", $0) }
    let numbers = ["hushållsid", "barn", "månader i år", "belopp"]
      .map { data.numbers("hushållsmånader", $0) }
    return numbers[0].indices.map { row in
      Month(
        id: numbers[0][row], place: texts[0][row], month: Month.number(texts[1][row]),
        obstacle: texts[2][row], kind: texts[3][row], children: numbers[1][row],
        ofYear: numbers[2][row], amount: numbers[3][row])
    }
  }

  @Test(arguments: [1, 2, 35, 36, 999, 100_000, 250_001])
  func asManyMonthsAsAreWanted(count: Int) throws {
    let data = try Practised(Practice(size: .months(count), seed: UInt64(count)))
    #expect(data.table("hushållsmånader").rowCount == count)
    #expect(data.households().reduce(0) { $0 + $1.months } == count)
  }

  /// The year's row of a household says what its months say, and every month belongs to one.
  @Test(arguments: [Practice.bundled, Practice(size: .months(9_999), seed: 7)])
  func bothTablesAgree(practice: Practice) throws {
    let data = try Practised(practice)
    let codes = data.store.tables.first { $0.name == "hushåll" }
      .flatMap { table in table.column(named: "försörjningshinder").flatMap { table[$0].domain } }
    let order = codes.map { data.store[$0].members.map(\.value) } ?? []
    let byYear = Dictionary(grouping: months(data)) { "\($0.id) \(2015 + $0.month / 12)" }
    let years = data.households()
    #expect(years.count == byYear.count)
    for year in years {
      let own = byYear["\(year.id) \(year.year)"] ?? []
      #expect(own.count == year.months && own.allSatisfy { $0.ofYear == year.months })
      #expect(own.reduce(0) { $0 + $1.amount } == year.amount)
      #expect(own.allSatisfy { $0.place == year.place && $0.kind == year.kind })
      #expect(own.allSatisfy { $0.children == year.children })
      // The most frequent, the first of the code list among several.
      let counts = Dictionary(grouping: own, by: \.obstacle).mapValues(\.count)
      let most = order.max { left, right in
        let (a, b) = (counts[left] ?? 0, counts[right] ?? 0)
        return a == b ? order.firstIndex(of: left)! > order.firstIndex(of: right)! : a < b
      }
      #expect(year.obstacle == most)
    }
  }

  /// Rows stand by district, household and month, and a household's months follow each other.
  @Test(arguments: [Practice.bundled, Practice(size: .months(20_000), seed: 3)])
  func rowsAreInOrder(practice: Practice) throws {
    let rows = months(try Practised(practice))
    var places: [String] = []
    var ids: Set<Int> = []
    for (before, row) in zip([rows[0]] + rows, rows) {
      if places.last != row.place { places.append(row.place) }
      #expect(before.id <= row.id)
      if before.id == row.id, ids.contains(row.id) {
        #expect(row.month == before.month + 1 && row.place == before.place)
      }
      ids.insert(row.id)
    }
    #expect(Set(places).count == places.count)
    #expect(ids.max() == ids.count)
  }

  @Test func cellsAreBelievable() throws {
    let data = try Practised(Practice(size: .months(60_000), seed: 11))
    let rows = months(data)
    #expect(rows.allSatisfy { (1..<65_536).contains($0.amount) })
    #expect(rows.allSatisfy { (1...12).contains($0.ofYear) && (0...4).contains($0.children) })
    for year in data.households() {
      #expect((year.children > 0) == year.kind.hasSuffix("med barn"))
      #expect(year.adults == (year.kind.hasPrefix("sammanboende") ? 2 : 1))
      if year.kind.hasPrefix("ensamstående man") { #expect(year.gender == "män") }
      if year.kind.hasPrefix("ensamstående kvinna") { #expect(year.gender == "kvinnor") }
    }
    // Most obstacles stay from one month to the next.
    let pairs = zip(rows, rows.dropFirst()).filter { $0.id == $1.id }
    let kept = pairs.count { $0.obstacle == $1.obstacle }
    #expect(kept * 100 > pairs.count * 95 && kept < pairs.count)
    // Assistance for ten months or more of the year: some, not most of the households.
    let long = data.households().count { $0.isLong }
    #expect((30...60).contains(long * 100 / data.households().count))
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    for seed: UInt64 in [1, 2016, 99] {
      let practice = Practice(size: .months(70_000), seed: seed)
      let bytes = try Practised(practice, threads: 1).store.snapshot()
      for threads in [2, 5] {
        #expect(try Practised(practice, threads: threads).store.snapshot() == bytes, "seed \(seed)")
      }
      let other = Practice(size: .months(70_000), seed: seed + 1)
      #expect(try Practised(other).store.snapshot() != bytes)
    }
  }

  /// The city's districts keep their households of a month whatever the seed; only who they are changes.
  @Test func totalsDoNotHangOnTheSeed() throws {
    func counts(_ seed: UInt64) throws -> [String: Int] {
      let years = try Practised(Practice(size: .reports, seed: seed)).households()
      return Dictionary(grouping: years) { "\($0.place) \($0.year) \($0.isLong)" }
        .mapValues { rows in rows.reduce(0) { $0 + $1.months } * (rows[0].isLong ? 0 : 1) }
        .merging(
          Dictionary(grouping: years) { "\($0.place) \($0.year)" }
            .mapValues { rows in rows.reduce(0) { $0 + $1.months } }, uniquingKeysWith: { $1 }
        )
        .filter { !$0.key.hasSuffix("false") }
    }
    let expected = try counts(2016)
    for seed: UInt64 in 1...5 { #expect(try counts(seed) == expected, "seed \(seed)") }
  }

  @Test func wordsOfNumbers() {
    let words = [
      "1", "999", "250k", "250K", "10M", "100M", "100000k", "0", "-5", "1e6", "10 M", "101M", "",
      "M",
      "k", "1.5M", "+3", "٣", "100000001", "99999999999999999999", "1MM",
    ]
    let months = [
      1, 999, 250_000, 250_000, 10_000_000, 100_000_000, 100_000_000, nil, nil, nil, nil, nil, nil,
      nil, nil, nil, nil, nil, nil, nil, nil,
    ]
    #expect(words.map(Practice.months) == months)
  }

  /// Beyond the years that are described, months and years go on in order and are known by their names.
  @Test func longTimesHaveTheirYears() throws {
    let data = try Practised(Practice(size: .months(500_000), seed: 5))
    let years = Set(data.texts("hushåll", "år"))
    #expect(years == Set((2015...2021).map { "\($0)" }))
    for (table, column) in [
      ("hushåll", "år"), ("hushållsmånader", "månad"), ("övningsinsatser", "period"),
    ] {
      let described = data.table(table)
      let domain = described.column(named: column).flatMap { described[$0].domain }
      let periods = try #require(domain.map { data.store[$0].members.map(\.period) })
      let all = periods.compactMap(\.self)
      #expect(all.count == periods.count && all == all.sorted())
    }
    // The reports' own figures keep their periods.
    let before = try openPackage(bundledFiles)
    for table in before.tables where table.published != nil {
      guard let period = table.column(.period) else { continue }
      let now = data.store[table.id]
      for row in 0..<table.rowCount {
        let member = data.store.member(now, period, row: row)?.value
        #expect(member == before.member(table, period, row: row)?.value)
      }
    }
  }

  @Test func participationsAreWhole() throws {
    let data = try Practised(.bundled)
    let name = "övningsinsatser"
    for column in ["insatstyp", "stadsdel", "kön", "period", "start", "slut", "avslutsorsak"] {
      #expect(!data.texts(name, column).contains(""), "\(column)")
    }
    let (starts, ends) = (data.texts(name, "start"), data.texts(name, "slut"))
    for (row, period) in data.texts(name, "period").enumerated() {
      #expect(starts[row] < ends[row] && ends[row].hasPrefix(period))
    }
    // Somebody takes part twice.
    let people = data.numbers(name, "personid")
    #expect(Set(people).count < people.count && Set(people).max() == Set(people).count)
  }

  @Test func aStopIsHeard() {
    let cancellation = Cancellation()
    cancellation.wish()
    do throws(Diagnostic) {
      _ = try openPackage(bundledFiles).practised(.bundled, Effort(cancellation))
      Issue.record("a stop that is wished ends the making of rows")
    } catch {
      #expect(error.code == Code(53))
    }
  }

  @Test func benchmarksHaveTheHouseholdAsADimension() throws {
    let data = try Practised(Practice(size: .months(5_000), seed: 1), forBenchmark: true)
    let (own, open) = (data.table("hushållsmånader"), data.table("öppna månader"))
    #expect(own.isProtected && !open.isProtected && open.rowCount == 5_000)
    #expect(
      data.texts("öppna månader", "år")
        == data.texts("öppna månader", "månad").map { String($0.prefix(4)) })
    let ids = data.texts("öppna månader", "hushållsid").compactMap { Int($0) }
    #expect(ids == data.numbers("hushållsmånader", "hushållsid"))
    let gender = data.texts("öppna månader", "kön")
    let kinds = data.texts("öppna månader", "hushållstyp")
    for (kind, gender) in zip(kinds, gender) where kind.hasPrefix("ensamstående") {
      #expect(gender == (kind.hasPrefix("ensamstående man") ? "män" : "kvinnor"))
    }
  }
}

extension HouseholdTests.Month {
  /// `2016-03` as months from January of 2015.
  fileprivate static func number(_ text: String) -> Int {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return 12 * (parts[0] - 2015) + parts[1] - 1
  }
}
