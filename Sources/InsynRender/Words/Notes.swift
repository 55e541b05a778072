import InsynValue

/// A note below an answer, without a stop.
package func words(_ note: Note, _ tongue: Tongue) -> String {
  visible(spoken(note)[tongue])
}

private func spoken(_ note: Note) -> Title {
  switch note {
  case .skippedMissing(let measure, let count):
    Title(
      sv: "\(rows(count, .sv)) utan uppgift räknas inte in i \(measure.sv)",
      en: "\(rows(count, .en)) not recorded \(count == 1 ? "is" : "are") left out of \(measure.en)")
  case .keptMissing(let field, let count):
    Title(
      sv: "\(rows(count, .sv)) där \(field.sv) saknas är med",
      en: "\(rows(count, .en)) where \(field.en) is missing \(count == 1 ? "is" : "are") kept")
  case .otherNumber(let figure, let number, let printing, let document, let line):
    otherNumber(figure, number, printing, document, line)
  case .remark(let text, let label): remark(text, label)
  case .previousFromNewer(let document):
    Title(
      sv: "jämförelsetalet står i den nyare rapporten, enligt \(document)",
      en: "the reference stands in the newer report, according to \(document)")
  case .targetOnlyOnTotal(let place, let number, let printing):
    Title(
      sv: "bara \(place.sv) har ett mål: \(written(number, printing, .sv))",
      en: "only \(place.en) has a target: \(written(number, printing, .en))")
  case .partAgainstWhole(let part, let whole):
    Title(
      sv: "\(part) är en del av ett år och \(whole) ett helt: talen går inte att jämföra rakt av",
      en: "\(part) is part of a year and \(whole) a whole one: the figures do not compare directly")
  case .shareMissing(let count, let all):
    Title(
      sv: "\(plain(count, .sv)) av \(rows(all, .sv)) saknar uppgift: andelarna går inte att "
        + "jämföra rakt av",
      en: "\(plain(count, .en)) of \(rows(all, .en)) \(count == 1 ? "is" : "are") not recorded: "
        + "the shares do not compare directly")
  case .nearTwin(let name, let figures): nearTwin(name, figures)
  case .countedEach(let things, let period):
    Title(
      sv: "\(things.sv) räknas en gång för varje \(period.sv)",
      en: "\(things.en) count once for each \(period.en)")
  case .notSplit(let table, let dimensions):
    Title(
      sv: "\(table.sv) delas inte på \(joined(dimensions, .sv)): talet därifrån är detsamma i alla",
      en: "\(table.en) cannot be split by \(joined(dimensions, .en)): its figure is the same in all"
    )
  case .synthetic:
    Title(
      sv: "syntetiska övningsdata: inga verkliga personer eller hushåll",
      en: "synthetic practice data: no real people or households")
  case .replacedDefinition(let name):
    Title(
      sv: "\(quoted(name)) har fått en ny betydelse, den förra är borta",
      en: "\(quoted(name)) has a new meaning, the former one is gone")
  case .defined(let names): defined(names)
  case .saved(let name, let file):
    Title(
      sv: "\(quoted(name)) är sparad i \(file)", en: "\(quoted(name)) is saved in \(file)")
  case .emptied(let title): emptied(by: title)
  case .withheld(let field, let wanted, let present):
    Title(
      sv: "\(field.sv) = \(quotedWords(wanted.sv)) är antaget; här finns bara "
        + "\(listed(present.map(\.sv), .sv)): lägg till där \(field.sv) = "
        + quotedWords(present[0].sv),
      en: "\(field.en) = \(quotedWords(wanted.en)) is assumed; here is only "
        + "\(listed(present.map(\.en), .en)): add where \(field.en) = "
        + quotedWords(present[0].en))
  case .becamePart(let successor, let place, let day):
    Title(
      sv: "\(place.sv) gick \(date(day)) upp i \(successor.sv)",
      en: "\(place.en) became part of \(successor.en) on \(date(day))")
  case .madeOf(let parts, let place, let day):
    Title(
      sv: "\(place.sv) bildades \(date(day)) av \(listed(parts.map(\.sv), .sv))",
      en: "\(place.en) was made on \(date(day)) of \(listed(parts.map(\.en), .en))")
  case .checksHold(let counts): checksHold(counts)
  case .readTable(let reading): readTable(reading)
  case .readAs(let name, let typed):
    Title(
      sv: "\(quoted(typed)) är läst som \(quoted(name))",
      en: "\(quoted(typed)) is read as \(quoted(name))")
  }
}

private func plain(_ count: Int, _ tongue: Tongue) -> String {
  number(Exact(count), Printing(.none, decimals: 0), tongue, withUnit: false)
}

/// A figure in a note; pieces need no unit of their own.
private func written(_ value: Exact, _ printing: Printing, _ tongue: Tongue) -> String {
  number(value, printing, tongue, withUnit: printing.unit != .named("st"))
}

private func otherNumber(
  _ figure: String, _ value: Exact, _ printing: Printing, _ document: String, _ line: Int
) -> Title {
  func note(_ head: String, _ word: String, _ tongue: Tongue) -> String {
    let place = line > 0 ? ", \(word) \(line)" : ""
    let source = document.isEmpty ? "" : " (\(document))"
    return head + ": " + written(value, printing, tongue) + place + source
  }
  return Title(
    sv: note(figure.isEmpty ? "annat tal" : "annat tal för \(figure)", "rad", .sv),
    en: note(figure.isEmpty ? "other number" : "other number for \(figure)", "line", .en))
}

/// A remark of a source: with its row's label, or the number of rows that bear it.
private func remark(_ text: Title, _ label: String) -> Title {
  if label.isEmpty { return text }
  guard let count = Int(label) else {
    return Title(sv: "\(label): \(text.sv)", en: "\(label): \(text.en)")
  }
  return Title(sv: "\(rows(count, .sv)): \(text.sv)", en: "\(rows(count, .en)): \(text.en)")
}

private func defined(_ names: [String]) -> Title {
  let all = names.map(quoted)
  return names.count == 1
    ? Title(sv: "\(all[0]) är nu ett namn", en: "\(all[0]) is now a name")
    : Title(
      sv: "\(listed(all, .sv)) är nu namn på samma sak",
      en: "\(listed(all, .en)) are now names of the same thing")
}

/// A value as a line has it: in quotes where it is more than a word.
private func quotedWords(_ value: String) -> String {
  value.contains(" ") ? quoted(value) : value
}

private func emptied(by title: Title?) -> Title {
  guard let title else {
    return Title(sv: "inga rader svarar mot frågan", en: "no rows answer the question")
  }
  return Title(
    sv: "inga rader är kvar efter \(quoted(title.sv))",
    en: "no rows are left after \(quoted(title.en))")
}

private func checksHold(_ counts: [KindCount]) -> Title {
  let all = counts.reduce(0) { $0 + $1.count }
  func each(_ tongue: Tongue) -> String {
    counts.map { "\($0.kind[tongue]) \(plain($0.count, tongue))" }.joined(separator: " · ")
  }
  return Title(
    sv: "\(plain(all, .sv)) \(all == 1 ? "prövning" : "prövningar") håller: \(each(.sv))",
    en: "\(plain(all, .en)) \(all == 1 ? "check holds" : "checks hold"): \(each(.en))")
}

private func date(_ day: Day) -> String { "\(Period(start: day, end: day))" }

/// Few figures are told; of more it would not be seen which is whose.
private func nearTwin(_ name: Title, _ figures: [String]) -> Title {
  if figures.count <= 3 {
    return Title(
      sv: "rapporterna anger: \(name.sv), \(figures.joined(separator: " · "))",
      en: "the reports state: \(name.en), \(figures.joined(separator: " · "))")
  }
  return Title(
    sv:
      "rapporterna anger \(figures.count) tal för \(name.sv): lägg till mot \(quotedWords(name.sv))",
    en: "the reports state \(figures.count) figures of \(name.en): add vs \(quotedWords(name.en))")
}
