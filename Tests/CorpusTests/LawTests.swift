import InsynFinish
import InsynLanguage
import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// The figures of an answer, row by row; labels left out.
private func figures(_ question: String, _ session: Session) throws -> [[Figure]] {
  var session = session
  let source = try #require(session.script(question, name: nil).statements.first)
  guard case .answer(let answer, _) = try session.answer(source) else { return [] }
  return answer.rows.map { row in
    row.cells.compactMap { if case .figure(let shown) = $0 { shown.figure } else { nil } }
  }
}

private func count(_ question: String, _ session: Session) throws -> Int128 {
  let figure = try #require(try figures(question, session).first?.first)
  return try #require(figure.number).numerator
}

/// Tests over the fields of insatser and indikatorer, made from a seed.
private struct TestMaker {
  var random: SeededRandom

  mutating func next(_ table: String, depth: Int = 0) -> String {
    switch Int.random(in: 0..<(depth > 2 ? 4 : 7), using: &random) {
    case 0...3: return leaf(table)
    case 4: return "inte (\(next(table, depth: depth + 1)))"
    case 5: return "(\(next(table, depth: depth + 1)) och \(next(table, depth: depth + 1)))"
    default: return "(\(next(table, depth: depth + 1)) eller \(next(table, depth: depth + 1)))"
    }
  }

  private mutating func leaf(_ table: String) -> String {
    let leaves =
      table == "insatser"
      ? [
        "kön = män", "kön != kvinnor", "kön saknas", "stadsdel = (Kungsholmen, Norrmalm)",
        "insatstyp = AR", "avslutsorsak = \"egen försörjning\"", "avslutsorsak saknas",
        "insatstyp != feriejobb", "dokumentrad > 500", "stadsdel innehåller holm",
      ]
      : [
        "utfall > 10", "utfall <= 0,5 %", "utfall saknas", "årsmål != 25", "enhet = procent",
        "missat", "uppfyllt", "kön = båda", "stadsdel = KNÖ", "utfall > årsmål",
        "utfall - föregående > 0", "period = 2016", "dokument = \"VB 2019\"", "utfall = 1..30",
        "indikator innehåller barn", "utfall / årsmål >= 1",
      ]
    return leaves[Int.random(in: 0..<leaves.count, using: &random)]
  }
}

@Suite struct LawTests {
  /// antal(p) + antal(inte p) = antal(all), for every p; and andel p = antal p ÷ all.
  @Test(arguments: ["insatser", "indikatorer"]) func complementAndShare(table: String) throws {
    let seed: UInt64 = 20_161_231
    var maker = TestMaker(random: SeededRandom(seed: seed))
    let session = Reports.session()
    for _ in 0..<300 {
      let test = maker.next(table)
      let holds = try count("\(table): antal (\(test))", session)
      let fails = try count("\(table): antal (inte (\(test)))", session)
      let all = try count("\(table): antal (dokumentrad > 0)", session)
      #expect(holds + fails == all, "seed \(seed): \(test)")
      let share = try figures("\(table): andel (\(test))", session)[0][0].number
      #expect(try share == Exact(holds) / Exact(all), "seed \(seed): \(test)")
      let filtered = try count("\(table): antal (dokumentrad > 0) där \(test)", session)
      #expect(filtered == holds, "seed \(seed): \(test)")
    }
  }

  /// The parts of every split add up to the whole, missing included, and rows and columns agree.
  @Test func partsAddUp() throws {
    let session = Reports.session()
    for dimension in ["insatstyp", "stadsdel", "kön", "avslutsorsak", "period"] {
      let rows = try figures("antal insatser per \(dimension) med totalt", session)
      let numbers = rows.compactMap { $0[0].number?.numerator }
      #expect(numbers.dropLast().reduce(0, +) == numbers.last)
      #expect(numbers.last == 1823)
      for other in ["insatstyp", "kön", "avslutsorsak"] where other != dimension {
        let table = try figures("antal insatser per \(dimension) x \(other) med totalt", session)
        for row in table {
          let cells = row.compactMap { $0.number?.numerator }
          #expect(cells.dropLast().reduce(0, +) == cells.last)
        }
        let shares = try figures(
          "antal insatser per \(dimension) x \(other) som andel av raden", session)
        for row in shares {
          let parts = row.dropLast().compactMap(\.number)
          #expect(try parts.reduce(Exact.zero) { try $0 + $1 } == .one)
        }
      }
    }
  }
}

/// Questions over households, against arithmetic of the test's own.
@Suite struct HouseholdTests {
  static let package = HouseholdPackage(seed: 7, count: 400)

  private func session() throws -> Session {
    let (catalogue, base) = try openCatalogue(HouseholdTests.package.files)
    return Session(catalogue, tongue: .sv, base: base) { Rules.standing(for: $0) }
  }

  private let places = ["Kungsholmen", "Norrmalm", "Östermalm"]

  @Test func averageMonthsOfLongTermHouseholds() throws {
    for question in [
      "snitt månader per försörjningshinder, endast långvariga hushåll",
      "average months of assistance by obstacle, only long-term households",
    ] {
      let found = try figures(question, session())
      let long = HouseholdTests.package.rows.filter { ($0.months ?? 0) >= 10 }
      for (index, obstacle) in ["Arbetslös", "Sjukskriven", "Sociala skäl", nil].enumerated() {
        let months = long.filter { $0.obstacle == obstacle }.compactMap(\.months)
        #expect(try found[index][0].number == Exact(months.reduce(0, +)) / Exact(months.count))
      }
    }
  }

  @Test func longTermHouseholdsThisYearAgainstLast() throws {
    let found = try figures("antal långvariga hushåll per stadsdel 2016 mot i fjol", session())
    for (index, place) in places.enumerated() {
      func long(_ year: Int) -> Int {
        HouseholdTests.package.rows.count {
          $0.place == place && $0.year == year && ($0.months ?? 0) >= 10
        }
      }
      #expect(found[index][0] == .number(Exact(long(2016))))
      #expect(found[index][1] == .number(Exact(long(2015))))
      #expect(found[index][2] == .number(Exact(long(2016) - long(2015))))
    }
  }

  @Test func crosstabAsShareOfTheRow() throws {
    let found = try figures(
      "antal hushåll per stadsdel x försörjningshinder 2016 som andel av raden med totalt",
      session())
    #expect(found.count == 4)
    for (index, place) in places.enumerated() {
      let own = HouseholdTests.package.rows.filter { $0.place == place && $0.year == 2016 }
      for (column, obstacle) in ["Arbetslös", "Sjukskriven", "Sociala skäl", nil].enumerated() {
        let part = own.count { $0.obstacle == obstacle }
        #expect(try found[index][column].number == Exact(part) / Exact(own.count))
      }
      #expect(found[index].last == .number(Exact(own.count)))
    }
  }

  /// Population without households is 0, households without population cannot be.
  @Test func ratioOfTwoTablesAlignsOnSharedDimensions() throws {
    let found = try figures("hushåll: andel barn i bidragsfamiljer per stadsdel 2016", session())
    // In Swedish order Älvsjö, where no household lives, stands before Östermalm.
    #expect(found.count == 4)
    #expect(found[2][0] == .number(.zero))
    for (index, place) in zip([0, 1, 3], places) {
      let children = HouseholdTests.package.rows.filter { $0.place == place && $0.year == 2016 }
        .reduce(0) { $0 + $1.children }
      let people = HouseholdTests.package.inhabitants.filter {
        $0.place == place && $0.year == 2016 && $0.age == "0-17"
      }.reduce(0) { $0 + $1.count }
      #expect(try found[index][0].number == Exact(children) / Exact(people))
    }
  }

  @Test func eachYearAgainstTheYearBefore() throws {
    let found = try figures("summa belopp per år mot i fjol", session())
    let sums = [2015, 2016].map { year in
      HouseholdTests.package.rows.filter { $0.year == year }.reduce(0) { $0 + $1.amount }
    }
    #expect(found[0][0] == .number(Exact(sums[0])))
    #expect(found[0][1] == .missing)
    #expect(found[1][1] == .number(Exact(sums[0])))
    #expect(found[1][2] == .number(Exact(sums[1] - sums[0])))
  }

  @Test func medianLeastGreatestAndDistinct() throws {
    let found = try figures(
      "median månader, minst belopp, störst belopp, unika hushållsid per stadsdel", session())
    for (index, place) in places.enumerated() {
      let own = HouseholdTests.package.rows.filter { $0.place == place }
      let months = own.compactMap(\.months).sorted()
      let middle = months.count / 2
      let median =
        months.count % 2 == 1
        ? Exact(months[middle]) : try Exact(months[middle - 1] + months[middle]) / Exact(2)
      #expect(found[index][0].number == median)
      // The rows that it is of, and those whose months are not recorded.
      #expect(found[index][1] == .number(Exact(months.count)))
      #expect(found[index][2] == .number(Exact(own.count - months.count)))
      #expect(found[index][3].number == own.map(\.amount).min().map { Exact($0) })
      #expect(found[index][4].number == own.map(\.amount).max().map { Exact($0) })
      #expect(found[index][5] == .number(Exact(Set(own.map(\.id)).count)))
    }
  }

  @Test(arguments: [
    ("hushåll", 28), ("hushåll: månader per stadsdel", 9),
    ("antal hushåll med barn per stadsdel", 19),
    ("summa belopp + snitt månader", 8), ("antal barn per stadsdel", 9),
  ]) func mistakesOverProtectedRows(question: String, code: Int) throws {
    let outcome = outcome(question, try session())
    #expect(outcome.error?.hasPrefix("\(Code(code)):") ?? false, "\(outcome.error ?? "")")
    for attempt in outcome.attempts {
      #expect(InsynTestSupport.outcome(attempt, try session()).error == nil)
    }
  }
}
