import InsynPlan
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// `granska` over random figures whose true values the test knows.
@Suite struct CheckLawTests {
  /// A figure of three districts and their joint unit, as a report would print it.
  private struct Printed {
    var parts: [Int]
    var total: Int
    let decimals: Int
    let unit: String
  }

  /// Figures rounded from true values in thousandths; whole counts are not rounded.
  private func figure(_ random: inout SeededRandom) -> Printed {
    let decimals = Int.random(in: 0..<3, using: &random)
    let isCount = Int.random(in: 0..<2, using: &random) == 0
    let step = isCount ? 1000 : [1000, 100, 10][decimals]
    let truth = (0..<3).map { _ in Int.random(in: 0..<400, using: &random) * (isCount ? 1000 : 7) }
    func rounded(_ value: Int) -> Int { (value + step / 2) / step }
    return Printed(
      parts: truth.map(rounded), total: rounded(truth.reduce(0, +)),
      decimals: isCount ? 0 : decimals, unit: isCount ? "st" : "mnkr")
  }

  private func written(_ number: Int, _ decimals: Int) -> String {
    if decimals == 0 { return "\(number)" }
    let digits =
      String(repeating: "0", count: max(0, decimals + 1 - "\(number)".count)) + "\(number)"
    return digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  private func findings(_ figure: Printed) throws -> [Finding] {
    let places = ["A", "B", "C", "ABC"]
    var csv = "mått,plats,enhet,värde\n"
    for (place, number) in zip(places, figure.parts + [figure.total]) {
      csv += "m,\(place),\(figure.unit),\(written(number, figure.decimals))\n"
    }
    let files = ["datapackage.json": description, "t.csv": csv]
    let store = try openPackage(Files(read: { files[$0].map { Array($0.utf8) } }))
    return try audit(store, .standing(for: store)).filter { $0.rule.kind == .parts }
  }

  private let description = """
    {"resources": [{"name": "tal", "path": "t.csv", "schema": {"fields": [
      {"name": "mått", "type": "string"},
      {"name": "plats", "type": "string", "insyn": {"kind": "dimension", "role": "place",
        "codes": [{"value": "ABC", "parts": ["A", "B", "C"]}]}},
      {"name": "enhet", "type": "string", "insyn": {"kind": "dimension", "role": "unit"}},
      {"name": "värde", "type": "number", "insyn": {"kind": "measure", "unitField": "enhet"}}]},
      "insyn": {"published": {"name": "mått", "value": "värde"}}}]}
    """

  /// Rounding alone is never a contradiction, and exact counts that add up hold.
  @Test(arguments: [1, 2, 3] as [UInt64]) func roundingIsNoContradiction(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var grades: [Grade: Int] = [:]
    for _ in 0..<120 {
      let figure = figure(&random)
      let found = try findings(figure)
      #expect(found.count == 1)
      for finding in found {
        grades[finding.grade, default: 0] += 1
        let allowed: [Grade] = figure.unit == "st" ? [.holds] : [.holds, .rounding]
        #expect(allowed.contains(finding.grade), "seed \(seed): \(figure)")
      }
    }
    #expect((grades[.rounding] ?? 0) > 5 && (grades[.holds] ?? 0) > 50, "\(grades)")
  }

  /// A total that is wrong by more than rounding can explain is one, with its arithmetic.
  @Test(arguments: [5, 8, 13] as [UInt64]) func errorsAreFound(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<120 {
      var figure = figure(&random)
      let sum = figure.parts.reduce(0, +)
      // Three parts and a total, each half a unit off at most.
      let slack = figure.unit == "st" ? 1 : 2
      figure.total =
        sum + (Int.random(in: 0..<2, using: &random) == 0 || sum < 50 ? 1 : -1)
        * (slack + Int.random(in: 0..<40, using: &random))
      let finding = try #require(try findings(figure).first)
      #expect(finding.grade == .contradiction, "seed \(seed): \(figure)")
      #expect(finding.workings.sv.contains(" ≠ "))
    }
  }

  /// One more or less than the sum of rounded parts may be rounding; of counts it is a mistake.
  @Test func precisionDecides() throws {
    let money = Printed(parts: [1, 1, 1], total: 4, decimals: 0, unit: "mnkr")
    let counts = Printed(parts: [1, 1, 1], total: 4, decimals: 0, unit: "st")
    #expect(try findings(money).map(\.grade) == [.rounding])
    #expect(try findings(money).map(\.workings.sv) == ["1 + 1 + 1 = 3 ≈ 4\u{A0}mnkr"])
    #expect(try findings(counts).map(\.grade) == [.contradiction])
    #expect(try findings(counts).map(\.workings.sv) == ["1 + 1 + 1 = 3 ≠ 4"])
  }
}
