import InsynFinish
import InsynValue

// The words around the figures of an answer: its first line, its heads and its labels.

/// One part of the line that says how a question was read; the parts are joined by ` · `.
package func words(_ part: ReadBackPart, _ tongue: Tongue) -> String {
  visible(spoken(part, tongue))
}

private func spoken(_ part: ReadBackPart, _ tongue: Tongue) -> String {
  switch part {
  case .measure(let title), .filter(let title), .agreed(let title): title[tongue]
  case .per(let titles): words(ClauseName.rows, tongue) + " " + joined(titles, tongue)
  case .cross(let title): words(ClauseName.column, tongue) + " " + title[tongue]
  case .fields(let titles): words(ClauseName.fields, tongue) + " " + joined(titles, tongue)
  case .versus(let title): words(ClauseName.versus, tongue) + " " + words(title, tongue)
  case .share(let base): words(ClauseName.share, tongue) + " " + words(base, tongue)
  case .withTotal: words(ClauseName.total, tongue)
  case .order(let title, let descending):
    words(ClauseName.order, tongue) + " " + title[tongue] + " "
      + (descending
      ? Title(sv: "fallande", en: "descending") : Title(sv: "stigande", en: "ascending"))[tongue]
  case .top(let count, let largest):
    (largest ? Title(sv: "topp", en: "top") : Title(sv: "botten", en: "bottom"))[tongue]
      + " \(count)"
  case .alsoSplit(let titles):
    Title(sv: "delat även på ", en: "also split by ")[tongue] + joined(titles, tongue)
  case .rows(let count): rows(count, tongue)
  case .synthetic: Title(sv: "syntetiska övningsdata", en: "synthetic practice data")[tongue]
  }
}

func joined(_ titles: [Title], _ tongue: Tongue) -> String {
  titles.map { $0[tongue] }.joined(separator: ", ")
}

private func words(_ versus: VersusTitle, _ tongue: Tongue) -> String {
  switch versus {
  case .previous: Title(sv: "föregående", en: "previous")[tongue]
  case .lastYear: Title(sv: "i fjol", en: "last year")[tongue]
  case .named(let title): title[tongue]
  }
}

private func words(_ base: Base, _ tongue: Tongue) -> String {
  switch base {
  case .row: Title(sv: "raden", en: "row")[tongue]
  case .column: Title(sv: "kolumnen", en: "column")[tongue]
  case .total: Title(sv: "totalen", en: "total")[tongue]
  }
}

// MARK: heads

/// What stands at the head of a column, with its measure in front when there are several.
package func words(_ heading: Heading, _ tongue: Tongue) -> String {
  switch heading {
  case .title(let title): title[tongue]
  case .member(let title, let measure): prefix(measure, tongue) + title[tongue]
  case .unknown(let measure): prefix(measure, tongue) + unknownWords(tongue)
  case .total(let measure):
    prefix(measure, tongue) + Title(sv: "Totalt", en: "Total")[tongue]
  case .versus(let column, let measure): prefix(measure, tongue) + words(column, tongue)
  case .reference(let versus, let measure): prefix(measure, tongue) + words(versus, tongue)
  case .attainment: Title(sv: "uppfyllt/missat", en: "met/missed")[tongue]
  case .share(let base, let measure):
    prefix(measure, tongue) + Title(sv: "andel av ", en: "share of ")[tongue] + words(base, tongue)
  case .base: "n"
  case .skipped: Title(sv: "saknas", en: "missing")[tongue]
  case .property: Title(sv: "egenskap", en: "property")[tongue]
  case .content: Title(sv: "innehåll", en: "content")[tongue]
  case .document: Title(sv: "dokument", en: "document")[tongue]
  case .line: Title(sv: "rad", en: "line")[tongue]
  case .remark: Title(sv: "anmärkning", en: "remark")[tongue]
  case .step: Title(sv: "steg", en: "step")[tongue]
  case .rowsLeft: Title(sv: "rader kvar", en: "rows left")[tongue]
  }
}

private func prefix(_ measure: Title?, _ tongue: Tongue) -> String {
  measure.map { $0[tongue] + ": " } ?? ""
}

private func words(_ column: VersusColumn, _ tongue: Tongue) -> String {
  switch column {
  case .reference: Title(sv: "jämförelse", en: "reference")[tongue]
  case .difference: Title(sv: "skillnad", en: "difference")[tongue]
  case .change: Title(sv: "ändring", en: "change")[tongue]
  }
}

// MARK: what is not shown

/// `4 anmärkningar till: .allt`
func moreNotes(_ count: Int, _ looks: Looks) -> String {
  let notes = counted(
    count, Title(sv: "anmärkning", en: "note"), Title(sv: "anmärkningar", en: "notes"),
    looks.tongue)
  let all = looks.hasCommands ? Title(sv: ".allt", en: ".all") : Title("--format plain")
  return looks.tongue == .sv ? "\(notes) till: \(all.sv)" : "\(notes) more: \(all.en)"
}

/// `100 000 rader (40 visas)`
func someRows(_ shown: Int, of all: Int, _ tongue: Tongue) -> String {
  rows(all, tongue) + " ("
    + Title(sv: "\(count(shown, .sv)) visas", en: "\(count(shown, .en)) shown")[tongue] + ")"
}

/// `12 kolumner (5 visas; dolda: …)`
func someColumns(_ shown: Int, hidden: [String], _ tongue: Tongue) -> String {
  let all = counted(
    shown + hidden.count, Title(sv: "kolumn", en: "column"), Title(sv: "kolumner", en: "columns"),
    tongue)
  let names = listed(hidden, tongue)
  return Title(
    sv: "\(all) (\(shown) visas; dolda: \(names))",
    en: "\(all) (\(shown) shown; hidden: \(names))")[tongue]
}

/// How to see the rest.
func allShown(_ looks: Looks) -> String {
  (looks.hasCommands
    ? Title(sv: ".allt visar resten", en: ".all shows the rest")
    : Title(sv: "--format csv ger allt", en: "--format csv gives all"))[looks.tongue]
}

private func count(_ count: Int, _ tongue: Tongue) -> String {
  number(Exact(count), Printing(.none, decimals: 0), tongue, withUnit: false)
}

// MARK: labels

/// The label of a row or column whose member is missing.
package func unknownWords(_ tongue: Tongue) -> String {
  Title(sv: "uppgift saknas", en: "not recorded")[tongue]
}

/// Whether a target was reached; nil where that cannot be told.
package func words(_ attainment: Attainment?, _ tongue: Tongue) -> String {
  switch attainment {
  case .met: Title(sv: "uppfyllt", en: "met")[tongue]
  case .missed: Title(sv: "missat", en: "missed")[tongue]
  case nil: Title(sv: "saknas", en: "missing")[tongue]
  }
}

/// The label of a total row: of what it is the total, and of how many.
package func words(_ label: TotalLabel, _ tongue: Tongue) -> String {
  switch label {
  case .recomputed(let count, let title):
    return Title(sv: "Totalt", en: "Total")[tongue] + " (\(parts(count, of: title, tongue)))"
  case .published(let place):
    let word = Title(sv: "publicerat", en: "as published")[tongue]
    return place[tongue].isEmpty ? word : "\(place[tongue]), \(word)"
  case .sumOfTotals(let place, let count):
    let sum = Title(
      sv: "summa av \(count) publicerade totaler", en: "sum of \(count) published totals")[tongue]
    return place[tongue].isEmpty ? sum : "\(place[tongue]), \(sum)"
  case .sumOfRows(let place, let count):
    let sum = Title(sv: "summa av ", en: "sum of ")[tongue] + rows(count, tongue)
    return place[tongue].isEmpty ? sum : "\(sum) (\(place[tongue]))"
  case .base: return "n"
  }
}

/// `3 stadsdelar`; a dimension whose plural is not known stands as `stadsdel: 3`.
private func parts(_ count: Int, of title: Title, _ tongue: Tongue) -> String {
  guard let several = plurals[title.sv] else { return "\(title[tongue]): \(count)" }
  return counted(count, title, several, tongue)
}

private let plurals: [String: Title] = [
  "stadsdel": Title(sv: "stadsdelar", en: "districts"),
  "kön": Title(sv: "kön", en: "genders"),
  "insatstyp": Title(sv: "insatstyper", en: "types of intervention"),
  "avslutsorsak": Title(sv: "avslutsorsaker", en: "reasons for ending"),
  "period": Title(sv: "perioder", en: "periods"),
  "år": Title(sv: "år", en: "years"),
  "rad": Title(sv: "rader", en: "lines"),
  "indikator": Title(sv: "indikatorer", en: "indicators"),
  "mått": Title(sv: "mått", en: "measures"),
  "område": Title(sv: "områden", en: "areas"),
  "dokument": Title(sv: "dokument", en: "documents"),
]
