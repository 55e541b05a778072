/// A question of the table: a line of the language, as it is typed.
struct Question: Sendable {
  let id: String
  /// What it asks, for people.
  let title: String
  let line: String
  /// The columns of the household months whose cells have to be read for it.
  let columns: [String]
  /// True where the columns of the answer are members, which the peers have as rows.
  var isCrosstab = false
  /// True where which rows stand at the end of the list may depend on how equals are ordered.
  var isTop = false
}

/// The questions that every engine is asked, in the order of the table.
let questions: [Question] = [
  Question(
    id: "b01", title: "count by stadsdel",
    line: "hushållsmånader: antal hushållsmånader per stadsdel",
    columns: ["stadsdel"]),
  Question(
    id: "b02", title: "sum of children by stadsdel, year",
    line: "hushållsmånader: summa barn per stadsdel, år",
    columns: ["stadsdel", "år", "barn"]),
  Question(
    id: "b03", title: "average amount and months by försörjningshinder, months ≥ 10",
    line: """
      hushållsmånader: snitt belopp, snitt "månader i år" per försörjningshinder \
      där "månader i år" >= 10
      """,
    columns: ["försörjningshinder", "månader i år", "belopp"]),
  Question(
    id: "b04", title: "share of long-term by stadsdel, gender",
    line: "hushållsmånader: andel (\"månader i år\" >= 10) per stadsdel, kön",
    columns: ["stadsdel", "kön", "månader i år"]),
  Question(
    id: "b05", title: "median amount by stadsdel",
    line: "hushållsmånader: median belopp per stadsdel",
    columns: ["stadsdel", "belopp"]),
  Question(
    id: "b06", title: "distinct households by stadsdel, year",
    line: "hushållsmånader: unika hushållsid per stadsdel, år",
    columns: ["stadsdel", "år", "hushållsid"]),
  Question(
    id: "b07", title: "count and sum, selective filter (stadsdel, year, amount)",
    line: """
      hushållsmånader: antal hushållsmånader, summa belopp \
      där stadsdel = Norrmalm och belopp >= 15000 2016
      """,
    columns: ["stadsdel", "månad", "belopp"]),
  Question(
    id: "b08", title: "rows: top 10 by amount",
    line: """
      öppna månader med hushållsid, stadsdel, månad, belopp sortera belopp fallande topp 10
      """,
    columns: ["belopp"], isTop: true),
  Question(
    id: "b09", title: "försörjningshinder × hushållstyp, share of row, totals",
    line: """
      hushållsmånader: antal hushållsmånader per försörjningshinder x hushållstyp \
      som andel av raden med totalt
      """,
    columns: ["försörjningshinder", "hushållstyp"], isCrosstab: true),
  Question(
    id: "b10", title: "totals: count, sum, min, max, average",
    line: """
      hushållsmånader: antal hushållsmånader, summa belopp, minst belopp, störst belopp, snitt belopp
      """,
    columns: ["belopp"]),
  Question(
    id: "b11", title: "sum of amount by household id, top 10",
    line: "öppna månader: summa belopp per hushållsid topp 10",
    columns: ["hushållsid", "belopp"], isTop: true),
  Question(
    id: "b12", title: "ratio to population by stadsdel, year",
    line: """
      hushållsmånader: antal hushållsmånader / (befolkning: summa invånare) per stadsdel, år
      """,
    columns: ["stadsdel", "år"]),
  Question(
    id: "b13", title: "this year against last, by stadsdel",
    line: "hushållsmånader: antal hushållsmånader per stadsdel 2016 mot i fjol",
    columns: ["stadsdel", "månad"]),
]
