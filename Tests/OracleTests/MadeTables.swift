import InsynStore
import InsynTestSupport
import InsynValue

/// A field of a made-up table.
struct MadeField {
  enum Kind: Hashable {
    /// Its members in the order in which answers show them.
    case text([String])
    case truth
    case span
    /// Whole numbers of 1/10^scale; `small` ones can be multiplied in 64 bits.
    case number(scale: Int, Unit, small: Bool)
  }
  let name: String
  let kind: Kind

  var isNumeric: Bool { if case .number = kind { true } else { false } }
  var isSpan: Bool { kind == .span }

  /// What stands for the members in SQL: 1 is the first.
  var members: [String] {
    switch kind {
    case .text(let members): members
    case .truth: ["false", "true"]
    case .span, .number: []
    }
  }

  /// How an answer shows a member by its place, the first being 1.
  func label(_ rank: Int) -> String {
    kind == .truth ? ["nej", "ja"][rank - 1] : members[rank - 1]
  }
}

/// Days from the first to the last, as `2016-03-01`.
struct Span: Hashable {
  /// As a table or a line writes it.
  let text: String
  let first: String
  let last: String
}

/// A cell as the maker of the table knows it.
enum MadeCell: Hashable {
  case missing
  /// The place of a member, the first being 1.
  case member(Int)
  case span(Span)
  /// The scaled number, and how many decimals are printed.
  case number(Int64, decimals: Int)
}

/// A made-up table.
struct MadeTable {
  let name: String
  let fields: [MadeField]
  /// The cells of each field.
  var cells: [[MadeCell]]
  /// The field whose distinct values `antal` counts; nil counts rows.
  let counts: Int?
  /// The field of the table's periods.
  let period: Int?

  var rowCount: Int { cells[0].count }

  func field(_ name: String) -> Int {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(self.name) has a field \(name)")
    }
    return index
  }

  /// The file of the table.
  var csv: String {
    var text = fields.map(\.name).joined(separator: ",") + "\n"
    for row in 0..<rowCount {
      for field in fields.indices {
        if field > 0 { text += "," }
        text += written(field, row)
      }
      text += "\n"
    }
    return text
  }

  private func written(_ field: Int, _ row: Int) -> String {
    switch cells[field][row] {
    case .missing: return ""
    case .member(let rank): return fields[field].members[rank - 1]
    case .span(let span): return span.text
    case .number(let number, let decimals):
      guard case .number(let scale, _, _) = fields[field].kind else { return "" }
      return decimal(number, scale: scale, decimals: decimals, sign: ".")
    }
  }
}

/// `number` ÷ 10^`scale` with so many decimals; what is cut off is 0.
func decimal(_ number: Int64, scale: Int, decimals: Int, sign: String) -> String {
  let digits = "\(number.magnitude)"
  let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
  let whole = padded.dropLast(scale)
  let part = padded.suffix(scale).prefix(decimals)
  return (number < 0 ? "-" : "") + whole + (decimals == 0 ? "" : sign + part)
}

/// A package of made-up tables that share dimensions: households and visits by place and period,
/// inhabitants by place and year. The same seed makes the same tables.
struct MadePackage {
  let seed: UInt64
  let tables: [MadeTable]

  static let places = ["Abisko", "Björk hagen", "Dal", "Zinken", "Åsen", "Älvsjö", "Ödet"]

  init(seed: UInt64, rows: Int) {
    self.seed = seed
    var maker = TableMaker(random: SeededRandom(seed: seed))
    let visits = rows == 0 ? 3 : rows / 2 + 1
    tables = [maker.households(rows), maker.visits(visits), maker.inhabitants()]
  }

  /// The definitions that come with the package, by name; questions use them and SQL spells them out.
  static let definitions = """
    låt "belopp per månad" = hushåll: belopp / månader
    låt "stora hushåll" | "large households" = hushåll: barn >= 4
    låt "skuldsatta" = hushåll: belopp < 0 eller lån > 400

    """

  /// The files of the package.
  var files: Files {
    var contents = ["datapackage.json": Array(description.utf8)]
    contents["catalogue.iq"] = Array(MadePackage.definitions.utf8)
    for table in tables { contents[table.name + ".csv"] = Array(table.csv.utf8) }
    return Files(read: { [contents] name in contents[name] })
  }

  private var description: String {
    let resources = tables.map { table in
      let fields = table.fields.map(described).joined(separator: ",\n")
      let counts = table.counts.map { ", \"insyn\": {\"counts\": \"\(table.fields[$0].name)\"}" }
      return """
        {"name": "\(table.name)", "path": "\(table.name).csv"\(counts ?? ""),
         "schema": {"fields": [\(fields)]}}
        """
    }
    return """
      {"name": "made", "insyn": {"version": 1, "dimensions": {
        "stadsdel": {"bare": true, "role": "place"},
        "period": {"type": "period", "kind": "dimension", "role": "period"}}},
       "resources": [\(resources.joined(separator: ",\n"))]}
      """
  }

  private func described(_ field: MadeField) -> String {
    switch field.kind {
    case .text: "{\"name\": \"\(field.name)\", \"type\": \"string\"}"
    case .truth: "{\"name\": \"\(field.name)\", \"type\": \"boolean\"}"
    case .span:
      switch field.name {
      case "period": "{\"name\": \"period\", \"type\": \"string\"}"
      case "år": "{\"name\": \"år\", \"type\": \"year\"}"
      default:
        "{\"name\": \"\(field.name)\", \"type\": \"date\", \"insyn\": {\"kind\": \"dimension\"}}"
      }
    case .number(let scale, let unit, _):
      """
      {"name": "\(field.name)", "type": "\(scale == 0 ? "integer" : "number")",
       "insyn": {"unit": "\(unit.word)"}}
      """
    }
  }
}

/// Fills the tables.
private struct TableMaker {
  var random: SeededRandom

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func households(_ rows: Int) -> MadeTable {
    let ids = identifiers("a", max(1, rows / 3))
    let obstacles = ["Arbetslös", "Sjuk", "Tillfälligt utan lön", "Åter till studier", "Övrigt"]
    let fields = [
      MadeField(name: "akt", kind: .text(ids)),
      MadeField(name: "stadsdel", kind: .text(MadePackage.places)),
      MadeField(name: "period", kind: .span),
      MadeField(name: "hinder", kind: .text(obstacles)),
      MadeField(name: "aktiv", kind: .truth),
      MadeField(name: "slut", kind: .span),
      MadeField(name: "belopp", kind: .number(scale: 0, .money(exponent: 0), small: true)),
      MadeField(name: "månader", kind: .number(scale: 0, .named("månader"), small: true)),
      MadeField(name: "barn", kind: .number(scale: 0, .named("personer"), small: true)),
      MadeField(name: "index", kind: .number(scale: 3, .none, small: true)),
      MadeField(name: "sats", kind: .number(scale: 1, .percent, small: true)),
      MadeField(name: "stort", kind: .number(scale: 0, .none, small: false)),
      MadeField(name: "tomt", kind: .number(scale: 0, .none, small: true)),
      MadeField(name: "lån", kind: .number(scale: 1, .money(exponent: 3), small: true)),
    ]
    // One table in four has months of one year only, another has hardly a period missing.
    let years = below(4) == 0 ? 1 : 4
    let cells: [[MadeCell]] = [
      column(rows, missing: 20) { .member($0.below(ids.count) + 1) },
      column(rows, missing: 12) { .member($0.below(6) + 1) },
      column(rows, missing: 20) { .span($0.month(2014 + $0.below(years))) },
      column(rows, missing: 8) { .member($0.below(obstacles.count) + 1) },
      column(rows, missing: 10) { .member($0.below(2) + 1) },
      column(rows, missing: 3) { .span($0.day(2014 + $0.below(4))) },
      column(rows, missing: 15) { .number(Int64($0.below(200_001) - 50_000), decimals: 0) },
      column(rows, missing: 9) { .number(Int64($0.below(13)), decimals: 0) },
      column(rows, missing: 0) { .number(Int64($0.below(7)), decimals: 0) },
      column(rows, missing: 7) { $0.decimal(below: 100_001, less: 50_000, scale: 3) },
      column(rows, missing: 10) { .number(Int64($0.below(1001)), decimals: 1) },
      column(rows, missing: 0) { .number($0.large(), decimals: 0) },
      column(rows, missing: 1) { _ in .missing },
      column(rows, missing: 4) { $0.decimal(below: 5001, less: 0, scale: 1) },
    ]
    return MadeTable(name: "hushåll", fields: fields, cells: cells, counts: nil, period: 2)
  }

  mutating func visits(_ rows: Int) -> MadeTable {
    let cases = identifiers("ä", max(1, rows / 2))
    let kinds = ["Besök", "Samtal", "Utredning"]
    let fields = [
      MadeField(name: "ärende", kind: .text(cases)),
      MadeField(name: "stadsdel", kind: .text(MadePackage.places)),
      MadeField(name: "period", kind: .span),
      MadeField(name: "typ", kind: .text(kinds)),
      MadeField(name: "tolk", kind: .truth),
      MadeField(name: "minuter", kind: .number(scale: 0, .named("minuter"), small: true)),
      MadeField(name: "avgift", kind: .number(scale: 2, .money(exponent: 0), small: true)),
    ]
    let cells: [[MadeCell]] = [
      column(rows, missing: 9) { .member($0.below(cases.count) + 1) },
      column(rows, missing: 9) { .member($0.below(7) + 1) },
      column(rows, missing: 15) { .span($0.anySpan(2014 + $0.below(4))) },
      column(rows, missing: 5) { .member($0.below(kinds.count) + 1) },
      column(rows, missing: 5) { .member($0.below(2) + 1) },
      column(rows, missing: 6) { .number(Int64($0.below(300)), decimals: 0) },
      column(rows, missing: 8) { .number(Int64($0.below(30_000)), decimals: 2) },
    ]
    return MadeTable(name: "besök", fields: fields, cells: cells, counts: 0, period: 2)
  }

  mutating func inhabitants() -> MadeTable {
    let ages = ["0-17", "18-64", "65-"]
    let fields = [
      MadeField(name: "stadsdel", kind: .text(MadePackage.places)),
      MadeField(name: "år", kind: .span),
      MadeField(name: "ålder", kind: .text(ages)),
      MadeField(name: "invånare", kind: .number(scale: 0, .named("personer"), small: true)),
    ]
    var cells: [[MadeCell]] = [[], [], [], []]
    for place in 1...7 {
      for year in 2014...2016 {
        // Now and then nobody has counted.
        for age in 1...3 where below(15) > 0 {
          cells[0].append(.member(place))
          cells[1].append(.span(Span.year(year)))
          cells[2].append(.member(age))
          cells[3].append(.number(Int64(below(900)), decimals: 0))
        }
      }
    }
    return MadeTable(name: "befolkning", fields: fields, cells: cells, counts: nil, period: 1)
  }

  /// One cell in so many is missing; 0 for none, 1 for all.
  private mutating func column(
    _ rows: Int, missing: Int, _ cell: (inout TableMaker) -> MadeCell
  ) -> [MadeCell] {
    (0..<rows).map { _ in missing > 0 && below(missing) == 0 ? .missing : cell(&self) }
  }

  private func identifiers(_ letter: String, _ count: Int) -> [String] {
    (1...count).map { letter + String(String(1_000_000 + $0).dropFirst()) }
  }

  /// A number of at most 18 digits, the ends of that range among them.
  private mutating func large() -> Int64 {
    let largest: Int64 = 999_999_999_999_999_999
    switch below(6) {
    case 0: return largest
    case 1: return -largest
    case 2: return Int64(below(3)) - 1
    default: return Int64.random(in: -largest...largest, using: &random)
    }
  }

  /// A number with as many decimals as its last digits need, or more.
  private mutating func decimal(below bound: Int, less: Int, scale: Int) -> MadeCell {
    let decimals = below(scale + 1)
    var step = 1
    for _ in decimals..<scale { step *= 10 }
    let number = below(bound) - less
    return .number(Int64(number / step * step), decimals: decimals)
  }

  private mutating func month(_ year: Int) -> Span { Span.months(year, below(12) + 1, 1) }

  private mutating func day(_ year: Int) -> Span {
    let text = Span.day(year, below(12) + 1, below(28) + 1)
    return Span(text: text, first: text, last: text)
  }

  /// A year, a tertial, a quarter, a month, or some months that may cross a turn of the year.
  private mutating func anySpan(_ year: Int) -> Span {
    switch below(6) {
    case 0: Span.year(year)
    case 1: Span.months(year, below(3) * 4 + 1, 4)
    case 2: Span.months(year, below(4) * 3 + 1, 3)
    case 3: Span.months(year, [2, 5, 11][below(3)], [2, 5][below(2)])
    default: month(year)
    }
  }
}
