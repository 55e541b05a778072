import InsynStore
import InsynValue

/// A small package of made-up households and inhabitants, for questions that the reports cannot answer.
package struct HouseholdPackage: Sendable {
  /// A household and year, as the test's own arithmetic sees it.
  package struct Row: Sendable {
    package let id: Int
    package let place: String
    package let year: Int
    package let obstacle: String?
    package let children: Int
    package let months: Int?
    package let amount: Int
  }

  package let rows: [Row]
  package let inhabitants: [(place: String, year: Int, age: String, count: Int)]

  /// Rows made from a seed; about one in nine lacks its obstacle, one in eleven its months.
  package init(seed: UInt64, count: Int) {
    var random = SeededRandom(seed: seed)
    let places = ["Kungsholmen", "Norrmalm", "Östermalm"]
    let obstacles = ["Arbetslös", "Sjukskriven", "Sociala skäl"]
    rows = (0..<count).map { index in
      Row(
        id: index / 2, place: places[Int.random(in: 0..<3, using: &random)],
        year: 2015 + index % 2,
        obstacle: Int.random(in: 0..<9, using: &random) == 0
          ? nil : obstacles[Int.random(in: 0..<3, using: &random)],
        children: Int.random(in: 0...4, using: &random),
        months: Int.random(in: 0..<11, using: &random) == 0
          ? nil : Int.random(in: 1...12, using: &random),
        amount: Int.random(in: 1...150_000, using: &random))
    }
    var people: [(place: String, year: Int, age: String, count: Int)] = []
    for place in places + ["Älvsjö"] {
      for year in 2015...2016 {
        for age in ["0-17", "18-64"] {
          people.append((place, year, age, Int.random(in: 100...900, using: &random)))
        }
      }
    }
    inhabitants = people
  }

  /// The package's files, its two tables protected and synthetic.
  package var files: Files {
    let contents = [
      "datapackage.json": description, "hushåll.csv": households, "befolkning.csv": population,
      "catalogue.iq": definitions,
    ]
    return Files(read: { name in contents[name].map { Array($0.utf8) } })
  }

  private var households: String {
    "hushållsid,stadsdel,år,försörjningshinder,barn,månader,belopp\n"
      + rows.map { row in
        let months = row.months.map { "\($0)" } ?? ""
        return
          "h\(row.id),\(row.place),\(row.year),\(row.obstacle ?? ""),\(row.children),\(months),\(row.amount)"
      }.joined(separator: "\n") + "\n"
  }

  private var population: String {
    "stadsdel,år,ålder,invånare\n"
      + inhabitants.map { "\($0.place),\($0.year),\($0.age),\($0.count)" }.joined(separator: "\n")
      + "\n"
  }

  private var definitions: String {
    """
    låt "långvariga hushåll" | "long-term households" = hushåll: månader >= 10
    låt "andel barn i bidragsfamiljer" = hushåll: summa barn / ( befolkning: summa invånare där ålder = "0-17" )

    """
  }

  private var description: String {
    """
    {"name": "övning", "insyn": {"version": 1, "dimensions": {
      "stadsdel": {"names": {"sv": ["stadsdel"], "en": ["district"]}, "bare": true, "role": "place"},
      "år": {"names": {"sv": ["år"], "en": ["year"]}, "kind": "dimension", "role": "period"}}},
     "resources": [
      {"name": "hushåll", "path": "hushåll.csv",
       "insyn": {"names": {"sv": ["hushåll"], "en": ["households"]}, "protected": true, "synthetic": true},
       "schema": {"fields": [
        {"name": "hushållsid", "type": "string", "insyn": {"kind": "dimension"}},
        {"name": "stadsdel", "type": "string"}, {"name": "år", "type": "year"},
        {"name": "försörjningshinder", "type": "string",
         "insyn": {"kind": "dimension", "names": {"sv": ["försörjningshinder"], "en": ["obstacle"]}}},
        {"name": "barn", "type": "integer", "insyn": {"unit": "personer"}},
        {"name": "månader", "type": "integer",
         "insyn": {"unit": "månader", "names": {"sv": ["månader"], "en": ["months of assistance", "months"]}}},
        {"name": "belopp", "type": "integer", "insyn": {"unit": "kr"}}]}},
      {"name": "befolkning", "path": "befolkning.csv",
       "insyn": {"names": {"sv": ["befolkning"], "en": ["population"]}, "synthetic": true},
       "schema": {"fields": [
        {"name": "stadsdel", "type": "string"}, {"name": "år", "type": "year"},
        {"name": "ålder", "type": "string", "insyn": {"kind": "dimension"}},
        {"name": "invånare", "type": "integer", "insyn": {"unit": "personer"}}]}}]}
    """
  }
}
