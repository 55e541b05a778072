import InsynPlan
import InsynShell
import InsynStore
import InsynTestSupport
import InsynValue
import Testing

/// Practice data give back what is published: each figure is held against its source, and printed.
@Suite struct CalibrationTests {
  private static let districts = ["Kungsholmen", "Norrmalm", "Östermalm"]

  /// One comparison: what is published, what the data give, and how far apart they may be.
  private struct Line {
    let source: String
    let name: String
    let published: String
    let found: String
    let agrees: Bool
  }

  private func show(_ lines: [Line]) {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    for line in lines {
      print(
        padded(line.source, 10), padded(line.name, 62), padded(line.published, 9),
        padded(line.found, 9), line.agrees ? "" : "≠")
    }
    for line in lines where !line.agrees {
      Issue.record(
        "\(line.source), \(line.name): \(line.published) is published, not \(line.found)")
    }
  }

  /// Percent with so many decimals, rounded half away from zero.
  private func percent(_ part: Int, _ whole: Int, _ decimals: Int) -> String {
    fixed(100 * part, whole, decimals)
  }

  private func fixed(_ part: Int, _ whole: Int, _ decimals: Int) -> String {
    let power = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let rounded = (2 * part * power + whole) / (2 * whole)
    if decimals == 0 { return "\(rounded)" }
    let digits = "\(rounded % power)"
    return "\(rounded / power),"
      + String(repeating: "0", count: decimals - digits.count) + digits
  }

  private func equal(_ source: String, _ name: String, _ published: String, _ found: String) -> Line
  {
    Line(
      source: source, name: name, published: published, found: found, agrees: published == found)
  }

  /// Within so many thousandths of what is published.
  private func near(
    _ source: String, _ name: String, _ published: Int, _ found: Int, _ thousandths: Int
  ) -> Line {
    Line(
      source: source, name: name, published: "\(published)", found: "\(found)",
      agrees: abs(found - published) * 1000 <= published * thousandths)
  }

  // MARK: the reports

  @Test func averageHouseholdsAreExact() throws {
    let households = try Practised(.bundled).households()
    let published = ["2015": [166, 160, 169], "2016": [153, 128, 143]]
    var lines: [Line] = []
    for (year, counts) in published.sorted(by: { $0.key < $1.key }) {
      for (place, count) in zip(CalibrationTests.districts, counts) {
        let months = households.filter { $0.place == place && $0.year == year }
          .reduce(0) { $0 + $1.months }
        lines.append(
          equal(
            "VB 2016", "hushåll i snitt per månad, \(place) \(year)", "\(count),00",
            fixed(months, 12, 2)))
      }
    }
    show(lines)
  }

  @Test func sharesAreAsPrinted() throws {
    let data = try Practised(.bundled)
    let all = data.households().filter { $0.year == "2016" }
    var lines: [Line] = []
    let children = ["0,6", "0,3", "0,3"]
    let people = ["0,31", "0,23", "0,24"]
    for (index, place) in CalibrationTests.districts.enumerated() {
      let own = all.filter { $0.place == place }
      let young = data.inhabitants { $0 == place && $1 == "2016" && $3 == "0-17" }
      lines.append(
        equal(
          "VB 2016", "andel barn, \(place)", children[index],
          percent(own.reduce(0) { $0 + $1.children }, young, 1)))
      let everyone = data.inhabitants { here, year, _, _ in here == place && year == "2016" }
      lines.append(
        equal(
          "VB 2016", "andel personer, \(place)", people[index],
          percent(own.reduce(0) { $0 + $1.people * $1.months }, 12 * everyone, 2)))
    }
    let young = data.inhabitants { $1 == "2016" && $3 == "0-17" }
    lines.append(
      equal(
        "VB 2016", "andel barn, KNÖ", "0,4", percent(all.reduce(0) { $0 + $1.children }, young, 1)))
    let everyone = data.inhabitants { _, year, _, _ in year == "2016" }
    lines.append(
      equal(
        "VB 2016", "andel personer, KNÖ", "0,3",
        percent(all.reduce(0) { $0 + $1.people * $1.months }, 12 * everyone, 1)))
    show(lines)
  }

  @Test func longTermSharesAreAsPrinted() throws {
    let data = try Practised(.bundled)
    let long = data.households().filter { $0.year == "2016" && $0.isLong }
    let published = [
      ["män": "0,27", "kvinnor": "0,15", "": "0,21"],
      ["män": "0,20", "kvinnor": "0,18", "": "0,19"],
      ["män": "0,23", "kvinnor": "0,19", "": "0,21"],
    ]
    var lines: [Line] = []
    for (place, figures) in zip(CalibrationTests.districts, published) {
      for (gender, figure) in figures.sorted(by: { $0.key < $1.key }) {
        let adults = data.inhabitants { here, year, own, age in
          here == place && year == "2016" && (gender.isEmpty || own == gender) && age != "0-17"
        }
        let held = long.filter { $0.place == place && (gender.isEmpty || $0.gender == gender) }
          .reduce(0) { $0 + $1.adults }
        lines.append(
          equal(
            "VB 2016", "andel vuxna med långvarigt bistånd, \(place) \(gender)", figure,
            percent(held, adults, 2)))
      }
    }
    for (year, figure, decimals) in [("2016", "0,2", 1), ("2015", "0,23", 2)] {
      let adults = data.inhabitants { $1 == year && $3 != "0-17" }
      let held = data.households().filter { $0.year == year && $0.isLong }
      lines.append(
        equal(
          "VB 2016", "andel vuxna med långvarigt bistånd, KNÖ \(year)", figure,
          percent(held.reduce(0) { $0 + $1.adults }, adults, decimals)))
    }
    show(lines)
  }

  @Test func participantsAreAsCounted() throws {
    let data = try Practised(.bundled)
    let texts = ["insatstyp", "stadsdel", "kön", "period", "avslutsorsak"]
      .map { data.texts("övningsinsatser", $0) }
    func count(_ type: String, _ place: String, _ gender: String? = nil, _ reason: String? = nil)
      -> Int
    {
      texts[0].indices.count { row in
        texts[0][row] == type && texts[1][row] == place && texts[3][row] == "2016"
          && (gender == nil || texts[2][row] == gender)
          && (reason == nil || texts[4][row] == reason)
      }
    }
    var lines: [Line] = []
    for (index, place) in CalibrationTests.districts.enumerated() {
      let expected: [(String, String?, String?, [Int])] = [
        ("AR", nil, nil, [17, 19, 17]), ("AR", nil, "egen försörjning", [5, 6, 4]),
        ("AR", "män", "egen försörjning", [4, 6, 2]),
        ("AR", "kvinnor", "egen försörjning", [1, 0, 2]),
        ("Stockholmsjobb", "män", nil, [5, 3, 3]), ("Stockholmsjobb", "kvinnor", nil, [2, 3, 1]),
        ("feriejobb", nil, nil, [219, 172, 200]), ("praktik", "män", nil, [1, 1, 3]),
        ("praktik", "kvinnor", nil, [8, 13, 4]),
      ]
      for (type, gender, reason, counts) in expected {
        let name = ([type, place] + [gender, reason].compactMap(\.self)).joined(separator: " ")
        lines.append(
          equal("VB 2016", name, "\(counts[index])", "\(count(type, place, gender, reason))"))
      }
    }
    for (reason, number) in [
      ("arbete", 7), ("Försäkringskassan", 2), ("flyttat", 1), ("studier", 1),
    ] {
      let found = CalibrationTests.districts.reduce(0) { $0 + count("OSA", $1, nil, reason) }
      lines.append(equal("VB 2016", "OSA \(reason)", "\(number)", "\(found)"))
    }
    show(lines)
  }

  // MARK: the city's tables

  /// Persons with assistance some time in the year, Stockholm b020; children of 2017, b021.
  @Test func personsOfAYearAreNear() throws {
    let all = try Practised(.bundled).households()
    let published = [[396, 331, 310], [364, 268, 312], [358, 293, 260]]
    var lines: [Line] = []
    for (place, counts) in zip(CalibrationTests.districts, published) {
      for (year, count) in zip(["2015", "2016", "2017"], counts) {
        let found = all.filter { $0.place == place && $0.year == year }.reduce(0) { $0 + $1.people }
        lines.append(near("b020", "personer under året, \(place) \(year)", count, found, 60))
      }
    }
    show(lines)
  }

  /// Household types, months and amounts of the whole city, b161 and b162: as shares and means, since part
  /// of the city's households belong to no district. Of the city's persons 1 088 are grown-up children at
  /// home, whom practice households lack: 43 in a thousand.
  @Test func theCityIsAsInItsTables() throws {
    let all = try Practised(Practice(size: .months(250_000))).households()
    let year = all.filter { $0.year == "2017" }
    let published = [
      ("ensamstående man utan barn", 6186), ("ensamstående man med barn", 495),
      ("ensamstående kvinna utan barn", 3587), ("ensamstående kvinna med barn", 2237),
      ("sammanboende par utan barn", 436), ("sammanboende par med barn", 1332),
      ("okänd hushållstyp", 299),
    ]
    var lines = published.map { kind, count in
      let found = year.count { $0.kind == kind }
      return Line(
        source: "b162", name: "andel hushåll 2017, \(kind)", published: percent(count, 14_572, 1),
        found: percent(found, year.count, 1),
        agrees: abs(found * 14_572 - count * year.count) * 50 <= year.count * 14_572)
    }
    let months = year.reduce(0) { $0 + $1.months }
    lines.append(
      near("b161", "månader per hundra hushåll 2017", 697, 100 * months / year.count, 30))
    lines.append(
      near("b161", "kronor per månad 2017", 9_135, year.reduce(0) { $0 + $1.amount } / months, 20))
    let before = all.filter { $0.year == "2016" }
    lines.append(
      near(
        "b161", "kronor per månad 2016", 8_834,
        before.reduce(0) { $0 + $1.amount } / before.reduce(0) { $0 + $1.months }, 20))
    lines.append(
      near(
        "b161", "personer per hundra hushåll 2017", 173 * 957 / 1000,
        100 * year.reduce(0) { $0 + $1.people } / year.count, 60))
    let persons = [
      ("Södermalm", 1001), ("Rinkeby-Kista", 3604), ("Spånga-Tensta", 2201),
      ("Hässelby-Vällingby", 2267), ("Bromma", 923), ("Enskede-Årsta-Vantör", 2936),
      ("Skarpnäck", 1100), ("Farsta", 1585), ("Älvsjö", 411), ("Hägersten-Liljeholmen", 1138),
      ("Skärholmen", 1876),
    ]
    for (place, count) in persons {
      let found = year.filter { $0.place == place }.reduce(0) { $0 + $1.people }
      lines.append(
        near("b021", "personer under året, \(place) 2017", count * 957 / 1000, found, 80))
    }
    show(lines)
  }
}
