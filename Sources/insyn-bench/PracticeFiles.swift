import InsynStore

/// Household months as a data package.
struct PracticeFiles {
  private static let places = [
    "Rinkeby-Kista", "Spånga-Tensta", "Hässelby-Vällingby", "Bromma", "Kungsholmen", "Norrmalm",
    "Östermalm", "Södermalm", "Enskede-Årsta-Vantör", "Skarpnäck", "Farsta", "Älvsjö",
    "Hägersten-Liljeholmen", "Skärholmen",
  ]
  private static let obstacles = [
    "Arbetslös", "Sjukskriven", "Sociala skäl", "Språkhinder", "Arbetshinder", "Föräldraledig", "",
  ]
  private static let types = [
    "Ensamstående utan barn", "Ensamstående med barn", "Sammanboende utan barn",
    "Sammanboende med barn",
  ]
  private static let years = 2010..<2018

  let rows: Int
  let isShuffled: Bool

  var files: Files {
    let (months, population) = (months(), population())
    return Files(read: { name in
      switch name {
      case "datapackage.json": Array(description.utf8)
      case "hushållsmånader.csv": months
      case "befolkning.csv": population
      default: nil
      }
    })
  }

  private func months() -> [UInt8] {
    var random = Steps(state: 1)
    let head =
      "hushållsid,stadsdel,månad,år,hushållstyp,försörjningshinder,kön,barn,månader i år,belopp"
    var lines: [[UInt8]] = []
    lines.reserveCapacity(rows)
    var household = 100_000_000
    while lines.count < rows {
      household += 1
      let year = random.below(8) + 2010
      let count = random.below(12) + 1
      let first = random.below(13 - count) + 1
      let place = PracticeFiles.places[random.below(14)]
      let (type, obstacle) = (random.below(4), PracticeFiles.obstacles[random.below(7)])
      let children = type % 2 == 1 ? random.below(4) + 1 : 0
      let gender = random.below(2) == 0 ? "kvinnor" : "män"
      for month in first..<first + count where lines.count < rows {
        let amount = 500 + random.below(9_000) + random.below(9_000)
        let two = month < 10 ? "0\(month)" : "\(month)"
        lines.append(
          Array(
            "\(household),\(place),\(year)-\(two),\(year),\(PracticeFiles.types[type]),\(obstacle),\(gender),\(children),\(count),\(amount)\n"
              .utf8))
      }
    }
    if isShuffled { lines.shuffle(using: &random) }
    return Array((head + "\n").utf8) + lines.joined()
  }

  private func population() -> [UInt8] {
    var random = Steps(state: 2)
    var text = "stadsdel,år,invånare\n"
    for place in PracticeFiles.places {
      for year in PracticeFiles.years {
        text += "\(place),\(year),\(20_000 + random.below(90_000))\n"
      }
    }
    return Array(text.utf8)
  }
}

/// Numbers that follow from the first one.
private struct Steps: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ end: Int) -> Int { Int(next() % UInt64(end)) }
}

private let description = """
  {"name": "hushållsmånader", "insyn": {"version": 1, "dimensions": {
    "stadsdel": {"names": {"sv": ["stadsdel"], "en": ["district"]}, "bare": true, "role": "place"},
    "år": {"kind": "dimension"}}},
   "resources": [
    {"name": "hushållsmånader", "path": "hushållsmånader.csv",
     "insyn": {"names": {"sv": ["hushållsmånader"], "en": ["household months"]}, "detail": true,
               "synthetic": true},
     "schema": {"fields": [
      {"name": "hushållsid", "type": "string", "insyn": {"kind": "dimension"}},
      {"name": "stadsdel", "type": "string"},
      {"name": "månad", "type": "yearmonth", "insyn": {"kind": "dimension", "role": "period"}},
      {"name": "år", "type": "year"},
      {"name": "hushållstyp", "type": "string", "insyn": {"kind": "dimension"}},
      {"name": "försörjningshinder", "type": "string", "insyn": {"kind": "dimension"}},
      {"name": "kön", "type": "string", "insyn": {"kind": "dimension"}},
      {"name": "barn", "type": "integer", "insyn": {"unit": "personer"}},
      {"name": "månader i år", "type": "integer", "insyn": {"unit": "månader"}},
      {"name": "belopp", "type": "integer", "insyn": {"unit": "kr"}}]}},
    {"name": "befolkning", "path": "befolkning.csv", "insyn": {"synthetic": true},
     "schema": {"fields": [
      {"name": "stadsdel", "type": "string"},
      {"name": "år", "type": "year", "insyn": {"kind": "dimension", "role": "period"}},
      {"name": "invånare", "type": "integer", "insyn": {"unit": "personer"}}]}}]}
  """
