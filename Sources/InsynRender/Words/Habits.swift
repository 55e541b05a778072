import InsynValue

/// A habit from another language, answered by the insyn way in one line.
func insynWay(_ habit: Habit, _ word: String) -> Title {
  switch habit {
  case .select:
    Title(
      sv: "Frågan börjar med det som ska mätas, utan \(word): antal insatser per stadsdel.",
      en:
        "A question begins with what to measure, without \(word): count interventions by district."
    )
  case .doubleEqual:
    Title(
      sv: "Likhet skrivs med ett enda tecken: kön = kvinnor.",
      en: "Equality is written with a single sign: gender = women.")
  case .angles:
    Title(
      sv: "Olikhet skrivs med !=: kön != kvinnor.",
      en: "Inequality is written with !=: gender != women.")
  case .like:
    Title(
      sv: "En del av en text söks med innehåller, utan jokertecken: indikator innehåller \"barn\".",
      en: "Part of a text is found with contains, without wildcards: indicator contains \"barn\".")
  case .limit:
    Title(
      sv: "Antalet rader begränsas med topp eller botten: topp 5.",
      en: "The number of rows is limited with top or bottom: top 5.")
  case .groupBy:
    Title(
      sv: "Raderna delas upp med per: per stadsdel.",
      en: "Rows are split with by alone: by district.")
  case .sortBy:
    Title(
      sv: "Ordningen anges med sortera: sortera utfall fallande.",
      en: "The order is given with sort: sort outcome descending.")
  case .topBy:
    Title(
      sv: "Efter topp och antalet anger sortera ordningen: topp 5 sortera utfall fallande.",
      en: "After top and the number, sort gives the order: top 5 sort outcome descending.")
  case .summarize:
    Title(
      sv: "Måttet står först och per delar upp det: antal insatser per stadsdel.",
      en: "The measure stands first and by splits it: count interventions by district.")
  case .having:
    Title(
      sv: "Alla villkor står efter där, även de på uträknade tal: där antal insatser > 10.",
      en: "All conditions follow where, those on results too: where count interventions > 10.")
  case .join:
    Title(
      sv: "Tabellerna hör redan ihop i katalogen: skriv måtten efter varandra med komma emellan.",
      en: "The catalogue already connects the tables: write the measures with a comma between.")
  case .countIf:
    Title(
      sv: "Ett antal med villkor skrivs med där: antal insatser där avslutsorsak = arbete.",
      en: "A count with a condition uses where: count interventions where reason for ending = work."
    )
  case .sumIf:
    Title(
      sv: "En summa med villkor skrivs med där: summa budget där enhet = tkr.",
      en: "A sum with a condition uses where: sum budget where unit = tkr.")
  case .pipe:
    Title(
      sv: "Leden står efter varandra utan \(word): antal insatser per stadsdel topp 5.",
      en: "Clauses follow each other without \(word): count interventions by district top 5.")
  }
}
