import InsynPlan
import InsynStore
import InsynValue

/// `visa NAME`: the card of a name, then every name, alias and value that holds the words.
/// Nil when nothing bears or holds them.
package func describe(_ name: String, _ catalogue: Catalogue) -> Answer? {
  let phrase = fold(name)
  var card = Card(catalogue: catalogue)
  let exact = catalogue.entries(phrase)
  for entry in exact { card.describe(entry) }
  card.addContaining(phrase, besides: exact)
  if card.rows.isEmpty { return nil }
  var answer = Answer(
    readBack: [.measure(Title(name))],
    columns: [
      AnswerColumn(.property, name: "egenskap", kind: .label),
      AnswerColumn(.content, name: "innehåll", kind: .text),
    ], rows: [])
  answer.rows = card.rows
  if exact.contains(where: { catalogue.table(of: $0).map { card.store[$0].isSynthetic } ?? false })
  {
    answer.isSynthetic = true
    answer.readBack.append(.synthetic)
  }
  return answer
}

private struct Card {
  let catalogue: Catalogue
  var rows: [AnswerRow] = []

  var store: Store { catalogue.store }

  mutating func add(_ property: Title, _ content: Title) {
    if content.sv.isEmpty { return }
    rows.append(AnswerRow(.part, [.label(property), .label(content)]))
  }

  private mutating func add(kind: Title, _ title: Title) {
    add(kind, title)
  }

  mutating func describe(_ entry: Entry) {
    switch entry {
    case .table(let table): describe(table: store[table])
    case .column(let table, let column): describe(store[table][column], in: store[table])
    case .cut(let table, let cut):
      add(Title(sv: "del av period", en: "part of a period"), cut.names.title)
      add(Title(sv: "tabell", en: "table"), store[table].names.title)
    case .figure(let table, let code): describe(figure: code, in: store[table], entry)
    case .definition(let id): describe(catalogue[id])
    case .versus(let column):
      add(Title(sv: "kolumn efter mot", en: "column after vs"), column.names.title)
    case .attainment(let table, let attainment):
      add(
        Title(
          sv: "segment i \(store[table].names.title.sv)",
          en: "segment of \(store[table].names.title.en)"),
        attainment.names.title)
    case .member(let domain, let code): describe(member: code, of: store[domain])
    }
  }

  private mutating func describe(table: Table) {
    add(Title(sv: "tabell", en: "table"), table.names.title)
    add(Title(sv: "innehåll", en: "content"), table.description)
    addNature(table)
    add(aliasTitle, aliases(table.names))
    let dimensions = table.columns.filter { $0.kind == .dimension }.map(\.names.title)
    add(Title(sv: "kan delas på", en: "can be split by"), joined(dimensions))
    let fields = table.columns.filter { $0.isNumeric && $0.role != .identity }.map(\.names.title)
    add(Title(sv: "tal", en: "numbers"), joined(fields))
    add(periodsTitle, periods(table, where: nil))
    let count = Title(sv: "antal \(table.names.title.sv)", en: "count \(table.names.title.en)")
    add(exampleTitle, count)
    if !table.isProtected { return add(exampleTitle, table.names.title) }
    // The rows of a protected table are not listed, but counted in groups.
    if let first = dimensions.first {
      add(exampleTitle, Title(sv: "\(count.sv) per \(first.sv)", en: "\(count.en) by \(first.en)"))
    }
  }

  /// What must be known of a table whose rows are not real, or are nobody's to see.
  private mutating func addNature(_ table: Table) {
    if table.isSynthetic {
      add(
        Title(sv: "data", en: "data"),
        Title(
          sv: "syntetiska övningsdata: inga verkliga personer eller hushåll",
          en: "synthetic practice data: no real people or households"))
    }
    if table.isProtected {
      add(
        Title(sv: "skydd", en: "protection"),
        Title(
          sv: "raderna räknas i grupper och listas aldrig",
          en: "the rows are counted in groups and never listed"))
    }
  }

  private mutating func describe(_ column: Column, in table: Table) {
    add(Title(sv: "fält", en: "field"), column.names.title)
    add(Title(sv: "tabell", en: "table"), table.names.title)
    add(aliasTitle, aliases(column.names))
    addNature(table)
    if column.unit != .none { add(Title(sv: "enhet", en: "unit"), Title(column.unit.word)) }
    guard column.kind == .dimension, let domain = column.domain else { return }
    let members = present(column, in: table).prefix(40).compactMap { store[domain][$0]?.title }
    add(Title(sv: "värden", en: "values"), joined(Array(members)))
  }

  private mutating func describe(figure code: Code32, in table: Table, _ entry: Entry) {
    add(Title(sv: "publicerad figur", en: "published figure"), catalogue.title(entry))
    add(Title(sv: "tabell", en: "table"), table.names.title)
    guard let name = table.published?.name, case .coded(let codes, _) = table[name].data else {
      return
    }
    let rows = codes.indices.filter { codes[$0] == code }
    for role in [Role.unit, .direction, .place, .period, .document] {
      guard let column = table.column(role) else { continue }
      add(table[column].names.title, joined(titles(column, rows, table)))
    }
    let title = catalogue.title(entry).sv
    add(exampleTitle, Title("\"\(title)\""))
    if let place = table.column(.place) {
      add(
        exampleTitle,
        Title(
          sv: "\"\(title)\" per \(table[place].names.title.sv)",
          en: "\"\(title)\" by \(table[place].names.title.en)"))
    }
  }

  private mutating func describe(_ definition: Definition) {
    add(Title(sv: "definition", en: "definition"), Title(definition.text))
    add(aliasTitle, Title(definition.names.dropFirst().joined(separator: ", ")))
    add(Title(sv: "tabell", en: "table"), store[definition.table].names.title)
    addNature(store[definition.table])
    if definition.isMeasure { add(exampleTitle, Title(definition.title.sv)) }
  }

  private mutating func describe(member code: Code32, of domain: Domain) {
    guard let member = domain[code] else { return }
    add(Title(sv: "värde i \(domain.name)", en: "value of \(domain.name)"), member.title)
    add(aliasTitle, Title(member.aliases.joined(separator: ", ")))
    let parts = (member.parts ?? []).compactMap { domain[$0]?.title }
    add(Title(sv: "delar", en: "parts"), joined(parts))
    for event in domain.timeline(code) { add(event) }
  }

  private mutating func add(_ event: Note) {
    switch event {
    case .madeOf(let parts, _, let day):
      add(
        Title(sv: "bildades", en: "made"),
        Title(
          sv: "\(Period(start: day, end: day)) av \(joined(parts).sv)",
          en: "\(Period(start: day, end: day)) of \(joined(parts).en)"))
    case .becamePart(let successor, _, let day):
      add(
        Title(sv: "efterträdare", en: "successor"),
        Title(
          sv: "\(successor.sv), från \(Period(start: day, end: day))",
          en: "\(successor.en), from \(Period(start: day, end: day))"))
    default: return
    }
  }

  // MARK: names that hold the words

  mutating func addContaining(_ phrase: String, besides exact: [Entry]) {
    if phrase.isEmpty { return }
    let words = phrase.split(separator: " ").map { bare(String($0)) }
    var found: [(kind: Title, title: Title)] = []
    var seen = Set(exact)
    for (name, entries) in catalogue.names {
      let plain = bare(name)
      guard words.allSatisfy({ plain.contains($0) }) else { continue }
      for entry in entries where seen.insert(entry).inserted {
        found.append((catalogue.kind(of: entry), catalogue.title(entry)))
      }
    }
    found.sort { ($0.kind.sv, $0.title.sv) < ($1.kind.sv, $1.title.sv) }
    for hit in found { add(hit.kind, hit.title) }
  }

  // MARK: pieces

  private var aliasTitle: Title { Title(sv: "även", en: "also") }
  private var exampleTitle: Title { Title(sv: "prova", en: "try") }
  private var periodsTitle: Title { Title(sv: "perioder", en: "periods") }

  private func aliases(_ names: Names) -> Title {
    let own = [names.sv.first, names.en.first].compactMap { $0 }
    var others: [String] = []
    for name in names.all where !others.contains(name) && name != own[0] { others.append(name) }
    return Title(others.joined(separator: ", "))
  }

  private func joined(_ titles: [Title]) -> Title {
    Title(
      sv: titles.map(\.sv).joined(separator: ", "), en: titles.map(\.en).joined(separator: ", "))
  }

  private func present(_ column: Column, in table: Table) -> [Code32] {
    guard case .coded(let codes, _) = column.data else { return [] }
    if table.isProtected { return column.domain.map { Array(store[$0].allCodes) } ?? [] }
    return codes.occurring.filter { $0 != 0 }.sorted()
  }

  private func titles(_ column: ColumnID, _ rows: [Int], _ table: Table) -> [Title] {
    guard case .coded(let codes, let domain) = table[column].data else { return [] }
    return Set(rows.map { codes[$0] }).filter { $0 != 0 }.sorted().compactMap {
      store[domain][$0]?.title
    }
  }

  private func periods(_ table: Table, where rows: [Int]?) -> Title {
    guard let column = table.column(.period) else { return Title("") }
    if let rows { return joined(titles(column, rows, table)) }
    guard let domain = table[column].domain else { return Title("") }
    // Every month of ten years is no longer a list to read.
    let all = present(table[column], in: table).compactMap { store[domain][$0]?.title }
    if all.count <= 24 { return joined(all) }
    return Title(
      sv: "\(all[0].sv) … \(all[all.count - 1].sv)", en: "\(all[0].en) … \(all[all.count - 1].en)")
  }
}

extension Catalogue {
  /// What sort of name an entry is, in a few words.
  package func kind(of entry: Entry) -> Title {
    switch entry {
    case .table: Title(sv: "tabell", en: "table")
    case .column(let table, _):
      Title(
        sv: "fält i \(store[table].names.title.sv)", en: "field of \(store[table].names.title.en)")
    case .cut: Title(sv: "del av period", en: "part of a period")
    case .figure(let table, _):
      Title(
        sv: "figur i \(store[table].names.title.sv)", en: "figure of \(store[table].names.title.en)"
      )
    case .definition: Title(sv: "definition", en: "definition")
    case .versus: Title(sv: "kolumn efter mot", en: "column after vs")
    case .attainment: Title(sv: "segment", en: "segment")
    case .member(let domain, _):
      Title(sv: "värde i \(store[domain].name)", en: "value of \(store[domain].name)")
    }
  }
}
