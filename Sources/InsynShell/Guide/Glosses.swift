import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// What a choice means, in about three words.

extension Keyword {
  /// What it does in a line.
  var gloss: Title {
    switch self {
    case .param: Title(sv: "värde utifrån", en: "value from outside")
    case .define: Title(sv: "ge ett namn", en: "give a name")
    case .explain: Title(sv: "hur det räknas", en: "how it is computed")
    case .source: Title(sv: "var siffrorna står", en: "where figures stand")
    case .show: Title(sv: "vad ett namn är", en: "what a name is")
    case .save: Title(sv: "spara förra frågan", en: "keep the last question")
    case .check: Title(sv: "siffror som strider", en: "figures that disagree")
    case .per: Title(sv: "dela upp raderna", en: "split the rows")
    case .cross: Title(sv: "dela upp kolumnerna", en: "split the columns")
    case .filter: Title(sv: "bara rader som", en: "only rows that")
    case .within: Title(sv: "period eller plats", en: "period or place")
    case .with: Title(sv: "visa fler fält", en: "show more fields")
    case .versus: Title(sv: "jämför med", en: "compare with")
    case .previous: Title(sv: "perioden före", en: "the period before")
    case .lastYear: Title(sv: "ett år före", en: "a year before")
    case .shareOf: Title(sv: "som procent av", en: "in percent of")
    case .ofRow: Title(sv: "radens summa", en: "the row's sum")
    case .ofColumn: Title(sv: "kolumnens summa", en: "the column's sum")
    case .ofTotal: Title(sv: "hela summan", en: "the whole sum")
    case .withTotal: Title(sv: "lägg till summan", en: "add the total")
    case .sort: Title(sv: "ordna raderna", en: "order the rows")
    case .ascending: Title(sv: "minst först", en: "smallest first")
    case .descending: Title(sv: "störst först", en: "largest first")
    case .top: Title(sv: "bara de största", en: "only the largest")
    case .bottom: Title(sv: "bara de minsta", en: "only the smallest")
    case .asBars: Title(sv: "rita staplar", en: "draw bars")
    case .asLine: Title(sv: "rita en linje", en: "draw a line")
    case .and: Title(sv: "båda gäller", en: "both hold")
    case .or: Title(sv: "något gäller", en: "either holds")
    case .not: Title(sv: "gäller inte", en: "does not hold")
    case .missing: Title(sv: "uppgift finns inte", en: "nothing is recorded")
    case .suppressed: Title(sv: "siffran visas inte", en: "the figure is hidden")
    case .contains: Title(sv: "texten har med", en: "the text holds")
    case .count: Title(sv: "räkna rader", en: "count rows")
    case .sum: Title(sv: "lägg ihop", en: "add up")
    case .average: Title(sv: "medelvärde", en: "mean value")
    case .median: Title(sv: "mittersta värdet", en: "middle value")
    case .least: Title(sv: "lägsta värdet", en: "lowest value")
    case .greatest: Title(sv: "högsta värdet", en: "highest value")
    case .share: Title(sv: "andel av raderna", en: "share of rows")
    case .distinct: Title(sv: "antal olika", en: "how many different")
    }
  }

  /// True when nothing need follow.
  var standsAlone: Bool {
    switch self {
    case .previous, .lastYear, .ofRow, .ofColumn, .ofTotal, .withTotal, .ascending, .descending,
      .asBars, .asLine, .missing, .suppressed, .explain, .source, .show, .check:
      true
    case .param, .define, .save, .per, .cross, .filter, .within, .with, .versus, .shareOf, .sort,
      .top, .bottom, .and, .or, .not, .contains, .count, .sum, .average, .median, .least,
      .greatest, .share, .distinct:
      false
    }
  }
}

extension Sign {
  /// What it does between two things of a line.
  var gloss: Title {
    switch self {
    case .comma: Title(sv: "och även", en: "and also")
    case .open: Title(sv: "inom parentes", en: "in parentheses")
    case .close: Title(sv: "slut på parentesen", en: "end of parenthesis")
    case .equal: Title(sv: "är lika med", en: "is equal to")
    case .unequal: Title(sv: "är inte", en: "is not")
    case .less: Title(sv: "är mindre än", en: "is less than")
    case .lessOrEqual: Title(sv: "är högst", en: "is at most")
    case .greater: Title(sv: "är större än", en: "is more than")
    case .greaterOrEqual: Title(sv: "är minst", en: "is at least")
    case .plus: Title(sv: "plus", en: "plus")
    case .times: Title(sv: "gånger", en: "times")
    case .divided: Title(sv: "delat med", en: "divided by")
    case .minus: Title(sv: "minus", en: "minus")
    case .percent: Title(sv: "procent", en: "percent")
    case .colon: Title(sv: "bara ur tabellen", en: "from this table")
    case .range: Title(sv: "till och med", en: "up to")
    case .bar: Title(sv: "ett namn till", en: "another name")
    case .doubleEqual, .angles: Title("")
    }
  }
}

extension Catalogue {
  /// What kind of thing an entry is and of which table, with its unit.
  func gloss(_ entry: Entry) -> Title {
    let owner = table(of: entry).map { store[$0].names.title } ?? Title("")
    func of(_ kind: Title) -> Title {
      Title(sv: "\(kind.sv) · \(owner.sv)", en: "\(kind.en) · \(owner.en)")
    }
    switch entry {
    case .table(let table):
      return store[table].isProtected
        ? Title(sv: "skyddad tabell", en: "protected table") : Title(sv: "tabell", en: "table")
    case .column(let table, let column):
      let isProtected = store[table].isProtected
      let column = store[table][column]
      if column.kind == .dimension { return isProtected ? split : examples(of: column) }
      return column.isNumeric
        ? of(Title(sv: "tal", en: "number")) : of(Title(sv: "fält", en: "field"))
    case .cut: return Title(sv: "del av perioden", en: "part of period")
    case .figure: return measureGloss(entry, owner)
    case .definition(let id):
      if self[id].kind.contains(.segment) { return of(Title(sv: "urval", en: "segment")) }
      return measureGloss(entry, owner)
    case .versus: return Title(sv: "kolumn efter mot", en: "column after vs")
    case .attainment: return of(Title(sv: "urval", en: "segment"))
    case .member(let domain, _):
      let column = store.tables.lazy.flatMap(\.columns).first { $0.domain == domain }
      return column?.names.title ?? Title("")
    }
  }

  /// The first values of a dimension, its totals aside: `Kungsholmen, Norrmalm …`.
  private func examples(of column: Column) -> Title {
    let members = column.domain.map(shownMembers) ?? []
    let parts = members.filter { !$0.isTotal && !$0.isReference }
    func listed(_ tongue: Tongue) -> String {
      var text = ""
      for (place, part) in parts.enumerated() {
        let next = (text.isEmpty ? "" : ", ") + part.title[tongue]
        if place > 0, text.count + next.count > 32 { return text + " …" }
        text += next
      }
      return text
    }
    if parts.isEmpty { return split }
    return Title(sv: listed(.sv), en: listed(.en))
  }

  private var split: Title { Title(sv: "dela upp på", en: "split by") }

  private func measureGloss(_ entry: Entry, _ owner: Title) -> Title {
    guard let unit = unit(of: entry), !unit.word.isEmpty else { return owner }
    let word = unit == .percent ? "%" : unit.word
    return Title(sv: "\(owner.sv) · \(word)", en: "\(owner.en) · \(word)")
  }
}
