import InsynLanguage
import InsynValue

extension Keyword {
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
