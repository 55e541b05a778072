import InsynValue

// The sentences of Faults.swift that depend on more than a name.

func unknown(_ word: String, _ place: Place) -> Title {
  switch place {
  case .start, .measure, .aggregate, .operand:
    Title(
      sv: "\(word) är inget känt mått, ingen tabell och inget fält.",
      en: "\(word) is no known measure, table or field.")
  case .clause:
    Title(
      sv: "\(word) är inget känt värde, och inget led börjar så.",
      en: "\(word) is no known value, and no clause begins like that.")
  case .dimension, .column:
    Title(
      sv: "\(word) är inget känt fält att dela upp på.",
      en: "\(word) is no known field to split by.")
  case .test:
    Title(
      sv: "\(word) är inget känt fält, värde eller urval.",
      en: "\(word) is no known field, value or segment.")
  case .comparison:
    Title(
      sv: "\(word) är ingen jämförelse; ett villkor skrivs som kön = kvinnor.",
      en: "\(word) is no comparison; a condition is written like gender = women.")
  case .value: Title(sv: "\(word) är inget känt värde.", en: "\(word) is no known value.")
  case .fields: Title(sv: "\(word) är inget känt fält.", en: "\(word) is no known field.")
  case .versus:
    Title(
      sv: "\(word) är inget känt att jämföra med.", en: "\(word) is nothing known to compare with.")
  case .share:
    Title(
      sv: "\(word) har ingen andel; den tas av raden, kolumnen eller totalen.",
      en: "\(word) has no share; it is taken of row, column or total.")
  case .number: Title(sv: "\(word) är inget tal.", en: "\(word) is no number.")
  case .text:
    Title(sv: "\(word) saknar citattecken omkring sig.", en: "\(word) lacks quotes around it.")
  case .definition:
    Title(
      sv: "\(word) passar inte i en definition, som skrivs låt \"namn\" = fråga.",
      en: "\(word) does not fit in a definition, written let \"name\" = question.")
  case .end:
    Title(sv: "\(word) kommer efter frågans slut.", en: "\(word) comes after the question's end.")
  }
}

func unexpected(_ text: String?, _ place: Place) -> Title {
  guard let text else {
    return Title(
      sv: "Raden är inte färdig: här väntas \(words(place, .sv)).",
      en: "The line is not finished: \(words(place, .en)) is expected here.")
  }
  return Title(
    sv: "Här väntas \(words(place, .sv)), inte \(quoted(text)).",
    en: "\(capitalized(words(place, .en))) is expected here, not \(quoted(text)).")
}

func severalTables(_ name: String, _ tables: [Title]) -> Title {
  func sentence(_ tongue: Tongue) -> (tables: String, example: String) {
    (listed(tables, tongue), "\(tables.first?[tongue] ?? ""): \(name)")
  }
  let (sv, en) = (sentence(.sv), sentence(.en))
  return Title(
    sv: "\(quoted(name)) finns i tabellerna \(sv.tables); skriv den rätta först: \(sv.example).",
    en: "\(quoted(name)) is in the tables \(en.tables); write the right one first: \(en.example).")
}

func lacking(_ name: String, _ table: Title, _ has: [Title]) -> Title {
  if has.isEmpty {
    return Title(
      sv: "Tabellen \(table.sv) går inte att dela upp på \(name).",
      en: "The table \(table.en) cannot be split by \(name).")
  }
  return Title(
    sv: "Tabellen \(table.sv) har inte \(name); den går att dela upp på \(listed(has, .sv)).",
    en: "The table \(table.en) does not have \(name); it can be split by \(listed(has, .en)).")
}

func unlike(_ left: Unit, _ right: Unit) -> Title {
  if left == right {
    return Title(
      sv:
        "Tal i \(words(left, .sv)) går inte att lägga ihop; bara antal och pengar går att summera.",
      en: "Figures in \(words(left, .en)) do not add up; only counts and money can be summed.")
  }
  let sv = "\(words(left, .sv)) och \(words(right, .sv))"
  let en = "\(words(left, .en)) and \(words(right, .en))"
  return Title(
    sv: "Enheterna är olika, \(sv); ställ talen bredvid varandra eller välj en enhet.",
    en: "The units differ, \(en); put the figures side by side or choose one unit.")
}

/// A period without figures, or a reference that has no period to count from.
func withoutData(_ period: String, _ present: [String]) -> Title {
  let isPeriod = period.utf8.contains { (0x30...0x39).contains($0) }
  let sv =
    isPeriod
    ? "Det finns inga tal för \(period)" : "\(quoted(period)) har ingen period att räkna från"
  let en =
    isPeriod
    ? "There are no figures for \(period)" : "\(quoted(period)) has no period to count from"
  if present.isEmpty { return Title(sv: sv + ".", en: en + ".") }
  let (svJoint, enJoint) =
    isPeriod ? (", bara för ", ", only for ") : ("; tal finns för ", "; there are figures for ")
  return Title(
    sv: sv + svJoint + listed(present, .sv) + ".", en: en + enJoint + listed(present, .en) + ".")
}

func shareWithout(rows: Bool) -> Title {
  rows
    ? Title(
      sv: "Frågan har inga rader att ta en andel av kolumnen för; lägg till per, eller ta totalen.",
      en: "The question has no rows to take a share of the column for; add by, or take the total.")
    : Title(
      sv: "Frågan har inga kolumner att ta en andel av raden för; lägg till x, eller ta totalen.",
      en: "The question has no columns to take a share of the row for; add x, or take the total.")
}

func ambiguous(_ value: String, _ fields: [Title]) -> Title {
  Title(
    sv: "\(quoted(value)) är ett värde av \(listed(fields, .sv)); skriv vilket, som "
      + "där \(fields.first?.sv ?? "") = \(value).",
    en: "\(quoted(value)) is a value of \(listed(fields, .en)); write which, as in "
      + "where \(fields.first?.en ?? "") = \(value).")
}

/// `2017-T1` → T1 2017 stands as the right order.
func turned(_ text: String) -> Title {
  let parts = text.split { $0 == "-" || $0 == " " }
  let right =
    parts.count == 2 ? "\(parts[1].uppercased()) \(parts[0])" : "T1 2017"
  return Title(
    sv: "Tertialet eller kvartalet står före året: \(right).",
    en: "The tertial or quarter stands before the year: \(right).")
}

func onListing(_ clause: ClauseName) -> Title {
  let (sv, en) = (quoted(words(clause, .sv)), quoted(words(clause, .en)))
  switch clause {
  case .rows, .column, .share, .total:
    return Title(
      sv: "En lista av rader tar inte \(sv); med antal framför tabellens namn räknas de i stället.",
      en: "A list of rows does not take \(en); count before the table's name counts them instead.")
  case .filter:
    return Title(
      sv: "En lista av rader har inga uträknade tal att pröva; villkor gäller radernas egna fält.",
      en: "A list of rows has no results to test; conditions are on the rows' own fields.")
  case .fields, .versus, .order, .top, .display:
    return Title(
      sv: "En lista av de här raderna tar inte \(sv).",
      en: "A list of these rows does not take \(en).")
  }
}

/// A parameter's name without its sign.
func bareName(_ name: String) -> String {
  name.hasPrefix("$") ? String(name.dropFirst()) : name
}

func withoutValue(_ name: String) -> Title {
  Title(
    sv: "Parametern $\(name) har inget värde; det ges med --\(name) eller efter = på param-raden.",
    en:
      "The parameter $\(name) has no value; it is given by --\(name) or after = in its param line."
  )
}

func badParameter(_ name: String, _ wanted: Wanted) -> Title {
  switch wanted {
  case .freeName, .uniqueName:
    Title(
      sv: "Parametern $\(name) behöver \(words(wanted, .sv)).",
      en: "The parameter $\(name) needs \(words(wanted, .en)).")
  default:
    Title(
      sv: "Parametern $\(name) ska vara \(words(wanted, .sv)).",
      en: "The parameter $\(name) must be \(words(wanted, .en)).")
  }
}

func badCell(_ found: String, _ wanted: Wanted) -> Title {
  switch wanted {
  case .header: return Title(sv: "Filen har ingen rubrikrad.", en: "The file has no header line.")
  case .fields(let count):
    return Title(
      sv: "Rubrikraden har \(count) fält, men raden har \(found).",
      en: "The header has \(count) fields, but the line has \(found).")
  case .closingQuote:
    return Title(
      sv: "Citattecknet har inget som avslutar det.", en: "The quote is never closed.")
  case .endOfField(let line):
    return Title(
      sv: "Citattecknet som börjar här avslutas på rad \(line), men sedan står \(quoted(found)) "
        + "där fältet skulle vara slut.",
      en: "The quote opened here closes on line \(line), but \(quoted(found)) follows where the "
        + "field should end.")
  case .columns(let names): return badHeader(found, names)
  default:
    return Title(
      sv: "\(quoted(found)) står där \(words(wanted, .sv)) väntas.",
      en: "\(quoted(found)) stands where \(words(wanted, .en)) should be.")
  }
}

/// The first name of a header line that differs from the description.
private func badHeader(_ found: String, _ names: [String]) -> Title {
  let own = found.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  guard let index = zip(own, names).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
    return Title(
      sv: "Beskrivningen har \(names.count) fält, men rubrikraden har \(own.count).",
      en: "The description has \(names.count) fields, but the header has \(own.count).")
  }
  let (has, wants) = (quoted(own[index]), quoted(names[index]))
  return Title(
    sv: "Fält \(index + 1) i rubrikraden är \(has), men i beskrivningen \(wants).",
    en: "Field \(index + 1) of the header is \(has), but \(wants) in the description.")
}

func phraseTaken(_ phrase: String, _ other: String) -> Title {
  if fold(phrase) == fold(other) {
    return Title(
      sv: "\(quoted(phrase)) betyder redan något i språket och kan inte vara ett namn.",
      en: "\(quoted(phrase)) already means something in the language and cannot be a name.")
  }
  return Title(
    sv: "\(quoted(phrase)) krockar med \(quoted(other)) och kan inte vara ett namn.",
    en: "\(quoted(phrase)) collides with \(quoted(other)) and cannot be a name.")
}
