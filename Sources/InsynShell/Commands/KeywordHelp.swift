import InsynLanguage
import InsynValue

extension Keyword {
  /// What the word does, in a few words.
  var gloss: Title {
    switch self {
    case .param: Title(sv: "ett värde som skriptet får utifrån", en: "a value given to a script")
    case .define: Title(sv: "ger en fråga ett namn", en: "gives a question a name")
    case .explain: Title(sv: "visar hur en fråga räknas", en: "shows how a question is computed")
    case .source: Title(sv: "visar var siffrorna står", en: "shows where the figures stand")
    case .show: Title(sv: "visar vad ett namn betyder", en: "shows what a name means")
    case .save: Title(sv: "sparar frågan under ett namn", en: "keeps the question under a name")
    case .check: Title(sv: "visar vad som inte stämmer", en: "shows what contradicts itself")
    case .per: Title(sv: "delar upp på rader", en: "splits into rows")
    case .cross: Title(sv: "delar upp på kolumner", en: "splits into columns")
    case .filter: Title(sv: "väljer rader med ett villkor", en: "selects rows by a condition")
    case .within: Title(sv: "väljer en plats", en: "selects a place")
    case .with: Title(sv: "visar fler fält av samma rad", en: "shows more fields of the row")
    case .versus: Title(sv: "jämför med något", en: "compares with something")
    case .previous: Title(sv: "perioden före, efter mot", en: "the period before, after vs")
    case .lastYear: Title(sv: "året före, efter mot", en: "the year before, after vs")
    case .shareOf: Title(sv: "visar andelar av en summa", en: "shows shares of a sum")
    case .ofRow: Title(sv: "andelar av radens summa", en: "shares of the row's sum")
    case .ofColumn: Title(sv: "andelar av kolumnens summa", en: "shares of the column's sum")
    case .ofTotal: Title(sv: "andelar av hela summan", en: "shares of the whole sum")
    case .withTotal: Title(sv: "lägger till en totalrad", en: "adds a row of totals")
    case .sort: Title(sv: "ordnar raderna", en: "orders the rows")
    case .ascending: Title(sv: "det minsta först", en: "the least first")
    case .descending: Title(sv: "det största först", en: "the greatest first")
    case .top: Title(sv: "bara de största", en: "the greatest only")
    case .bottom: Title(sv: "bara de minsta", en: "the least only")
    case .asBars: Title(sv: "ritar staplar", en: "draws bars")
    case .asLine: Title(sv: "ritar en linje över tid", en: "draws a line over time")
    case .and: Title(sv: "båda villkoren", en: "both conditions")
    case .or: Title(sv: "något av villkoren", en: "one of the conditions")
    case .not: Title(sv: "villkoret gäller inte", en: "the condition does not hold")
    case .missing: Title(sv: "där uppgift saknas", en: "where nothing is recorded")
    case .suppressed: Title(sv: "där uppgiften är dold", en: "where the figure is hidden")
    case .contains: Title(sv: "texten innehåller ett ord", en: "the text holds a word")
    case .count: Title(sv: "räknar rader", en: "counts rows")
    case .sum: Title(sv: "lägger ihop ett fält", en: "adds up a field")
    case .average: Title(sv: "genomsnittet av ett fält", en: "the mean of a field")
    case .median: Title(sv: "mittenvärdet av ett fält", en: "the middle value of a field")
    case .least: Title(sv: "det minsta värdet", en: "the smallest value")
    case .greatest: Title(sv: "det största värdet", en: "the largest value")
    case .share:
      Title(sv: "andelen rader med ett villkor", en: "the share of rows that meet a test")
    case .distinct: Title(sv: "räknar olika värden", en: "counts different values")
    }
  }

  /// A line with the word that runs.
  var example: Title {
    switch self {
    case .param: Title(sv: "param $år: år = 2016 \"vilket år\"", en: "param $year: year = 2016")
    case .define:
      Title(
        sv: "låt \"de i AR\" = antal insatser där insatstyp = AR",
        en: "let \"those in AR\" = count interventions where intervention type = AR")
    case .explain:
      Title(sv: "förklara antal insatser per kön", en: "explain count interventions by gender")
    case .source: Title(sv: "källa sjukfrånvaron", en: "source sick leave")
    case .show: Title(sv: "visa insatser", en: "show interventions")
    case .save: Title(sv: "spara \"min fråga\"", en: "save \"my question\"")
    case .check: Title(sv: "granska där grad = motsägelse", en: "check where grade = contradiction")
    case .per: Title(sv: "antal insatser per stadsdel", en: "count interventions by district")
    case .cross:
      Title(
        sv: "antal insatser per stadsdel x kön", en: "count interventions by district x gender")
    case .filter:
      Title(
        sv: "antal insatser per kön där insatstyp = AR",
        en: "count interventions by gender where intervention type = AR")
    case .within: Title(sv: "antal insatser i Norrmalm", en: "count interventions in Norrmalm")
    case .with:
      Title(sv: "indikatorer med årsmål, riktning", en: "indicators with target, direction")
    case .versus: Title(sv: "sjukfrånvaron mot årsmål", en: "sick leave vs target")
    case .previous:
      Title(
        sv: "bidragshushåll per stadsdel 2016 mot föregående",
        en: "benefit households by district 2016 vs previous")
    case .lastYear:
      Title(
        sv: "bidragshushåll per stadsdel 2016 mot i fjol",
        en: "benefit households by district 2016 vs last year")
    case .shareOf, .ofTotal:
      Title(
        sv: "antal insatser per kön som andel av totalen",
        en: "count interventions by gender as share of total")
    case .ofRow:
      Title(
        sv: "antal insatser per stadsdel x kön som andel av raden",
        en: "count interventions by district x gender as share of row")
    case .ofColumn:
      Title(
        sv: "antal insatser per stadsdel x kön som andel av kolumnen",
        en: "count interventions by district x gender as share of column")
    case .withTotal:
      Title(
        sv: "antal insatser per stadsdel med totalt",
        en: "count interventions by district with total")
    case .sort, .descending:
      Title(
        sv: "antal insatser per insatstyp sortera antal insatser fallande",
        en: "count interventions by intervention type sort count interventions descending")
    case .ascending:
      Title(
        sv: "antal insatser per insatstyp sortera antal insatser stigande",
        en: "count interventions by intervention type sort count interventions ascending")
    case .top:
      Title(
        sv: "antal insatser per insatstyp topp 3",
        en: "count interventions by intervention type top 3")
    case .bottom:
      Title(
        sv: "antal insatser per insatstyp botten 3",
        en: "count interventions by intervention type bottom 3")
    case .asBars:
      Title(
        sv: "antal insatser per insatstyp som staplar",
        en: "count interventions by intervention type as bars")
    case .asLine:
      Title(
        sv: "bidragshushåll per period x stadsdel som linje",
        en: "benefit households by period x district as line")
    case .and:
      Title(
        sv: "antal insatser där insatstyp = AR och kön = kvinnor",
        en: "count interventions where intervention type = AR and gender = women")
    case .or:
      Title(
        sv: "antal insatser där insatstyp = AR eller insatstyp = OSA",
        en: "count interventions where intervention type = AR or intervention type = OSA")
    case .not:
      Title(
        sv: "antal insatser där inte insatstyp = AR",
        en: "count interventions where not intervention type = AR")
    case .missing:
      Title(
        sv: "antal insatser där kön saknas", en: "count interventions where gender missing")
    case .suppressed:
      Title(
        sv: "antal insatser där kön dolt", en: "count interventions where gender suppressed")
    case .contains:
      Title(
        sv: "indikatorer där indikator innehåller barn",
        en: "indicators where indicator contains barn")
    case .count: Title(sv: "antal insatser", en: "count interventions")
    case .sum:
      Title(
        sv: "insatser: summa dokumentrad per insatstyp",
        en: "interventions: sum document line by intervention type")
    case .average:
      Title(
        sv: "insatser: snitt dokumentrad per insatstyp",
        en: "interventions: average of document line by intervention type")
    case .median:
      Title(
        sv: "insatser: median dokumentrad per insatstyp",
        en: "interventions: median of document line by intervention type")
    case .least:
      Title(
        sv: "insatser: minst dokumentrad per insatstyp",
        en: "interventions: min document line by intervention type")
    case .greatest:
      Title(
        sv: "insatser: störst dokumentrad per insatstyp",
        en: "interventions: max document line by intervention type")
    case .share:
      Title(
        sv: "andel (kön = kvinnor) per insatstyp",
        en: "share of (gender = women) by intervention type")
    case .distinct: Title(sv: "unika insatstyp", en: "distinct intervention type")
    }
  }
}
