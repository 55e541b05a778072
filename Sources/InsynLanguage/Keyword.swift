import InsynValue

/// The words of the language, each in both languages; the first spelling of each is the canonical one.
package enum Keyword: UInt8, CaseIterable, Sendable {
  case param
  case define
  case explain
  case source
  case show
  case save
  case check
  case per
  case cross
  case filter
  case within
  case with
  case versus
  case previous
  case lastYear
  case shareOf
  case ofRow
  case ofColumn
  case ofTotal
  case withTotal
  case sort
  case ascending
  case descending
  case top
  case bottom
  case asBars
  case asLine
  case and
  case or
  case not
  case missing
  case suppressed
  case contains
  case count
  case sum
  case average
  case median
  case least
  case greatest
  case share
  case distinct

  /// Spellings by language, folded.
  package var spellings: (sv: [String], en: [String]) {
    switch self {
    case .param: (["param"], ["param"])
    case .define: (["låt"], ["let"])
    case .explain: (["förklara"], ["explain"])
    case .source: (["källa"], ["source"])
    case .show: (["visa"], ["show"])
    case .save: (["spara"], ["save"])
    case .check: (["granska"], ["check"])
    case .per: (["per"], ["by"])
    case .cross: (["x"], ["x"])
    case .filter: (["där", "endast"], ["where", "only"])
    case .within: (["i", "på"], ["in", "at"])
    case .with: (["med"], ["with"])
    case .versus: (["mot"], ["vs"])
    case .previous: (["föregående"], ["previous"])
    case .lastYear: (["i fjol"], ["last year"])
    case .shareOf: (["som andel av"], ["as share of"])
    case .ofRow: (["raden"], ["row"])
    case .ofColumn: (["kolumnen"], ["column"])
    case .ofTotal: (["totalen"], ["total"])
    case .withTotal: (["med totalt"], ["with total"])
    case .sort: (["sortera"], ["sort"])
    case .ascending: (["stigande"], ["ascending"])
    case .descending: (["fallande"], ["descending"])
    case .top: (["topp"], ["top"])
    case .bottom: (["botten"], ["bottom"])
    case .asBars: (["som staplar"], ["as bars"])
    case .asLine: (["som linje"], ["as line"])
    case .and: (["och"], ["and"])
    case .or: (["eller"], ["or"])
    case .not: (["inte"], ["not"])
    case .missing: (["saknas"], ["missing"])
    case .suppressed: (["dolt"], ["suppressed"])
    case .contains: (["innehåller"], ["contains"])
    case .count: (["antal"], ["count", "count of", "number of"])
    case .sum: (["summa"], ["sum", "sum of"])
    case .average: (["snitt"], ["average", "average of"])
    case .median: (["median"], ["median", "median of"])
    case .least: (["minst"], ["min"])
    case .greatest: (["störst"], ["max"])
    case .share: (["andel"], ["share", "share of"])
    case .distinct: (["unika"], ["distinct"])
    }
  }

  /// The canonical word in a language.
  package func word(_ tongue: Tongue) -> String {
    tongue == .sv ? spellings.sv[0] : spellings.en[0]
  }

  /// The aggregates.
  package static let aggregates: [Keyword] = [
    .count, .sum, .average, .median, .least, .greatest, .share, .distinct,
  ]

  /// The first word of every spelling of an aggregate.
  package static let aggregateWords: Set<String> = {
    let spellings = aggregates.flatMap { $0.spellings.sv + $0.spellings.en }
    return Set(spellings.compactMap { $0.split(separator: " ").first.map(String.init) })
  }()

  /// Keywords that begin a clause.
  package static let clauses: [Keyword] = [
    .per, .cross, .filter, .with, .versus, .shareOf, .withTotal, .sort, .top, .bottom, .asBars,
    .asLine,
  ]

  /// Words that may be keywords only right after another keyword; elsewhere they are ordinary names.
  package static let contextual: Set<Keyword> = [.previous, .lastYear, .ofRow, .ofColumn, .ofTotal]

  /// Every folded spelling with its keywords (`med totalt`, `by` …).
  package static let bySpelling: [String: [Keyword]] = {
    var table: [String: [Keyword]] = [:]
    for keyword in allCases {
      let (sv, en) = keyword.spellings
      for spelling in sv + en where !(table[spelling] ?? []).contains(keyword) {
        table[spelling, default: []].append(keyword)
      }
    }
    return table
  }()

  /// The most words of any spelling.
  package static let longest = 3
}

/// Words that leave the shell or ask for help, and so name nothing else.
package let reservedWords = helpingWords.union(leavingWords)

/// Words that ask for help.
package let helpingWords: Set<String> = ["help", "hjälp"]

/// Words that leave the shell.
package let leavingWords: Set<String> = ["exit", "quit", "sluta"]
