import InsynLanguage
import InsynStore
import InsynValue

/// A part of the calendar by which a table's period can be split.
package enum Cut: String, Hashable, Sendable, CaseIterable {
  case year
  case tertial
  case quarter
  case month

  package var names: Names {
    switch self {
    case .year: Names(sv: ["år", "året"], en: ["year"])
    case .tertial: Names(sv: ["tertial", "tertialet"], en: ["tertial"])
    case .quarter: Names(sv: ["kvartal", "kvartalet"], en: ["quarter"])
    case .month: Names(sv: ["månad", "månaden"], en: ["month"])
    }
  }

  /// The part of the calendar that holds the period whole, nil when the period is longer.
  package func containing(_ period: Period) -> Period? {
    guard let year = period.year else { return nil }
    let first = period.start.civil.month
    let cut: Period? =
      switch self {
      case .year: Period(year: year)
      case .tertial: Period(tertial: (first + 3) / 4, year: year)
      case .quarter: Period(quarter: (first + 2) / 3, year: year)
      case .month: Period(year: year, month: first, count: 1)
      }
    return cut.flatMap { period.isWithin($0) ? $0 : nil }
  }
}

extension VersusColumn {
  package var names: Names {
    switch self {
    case .reference: Names(sv: ["jämförelse"], en: ["reference"])
    case .difference: Names(sv: ["skillnad"], en: ["difference"])
    case .change: Names(sv: ["ändring"], en: ["change"])
    }
  }
}

extension Attainment {
  package var names: Names {
    switch self {
    case .met: Names(sv: ["uppfyllt", "uppfyllda", "uppnått"], en: ["met", "fulfilled"])
    case .missed: Names(sv: ["missat", "missade"], en: ["missed"])
    }
  }
}

/// A definition of the session, a file or the catalogue, by its place among them.
package struct DefinitionID: Hashable, Sendable {
  package let index: Int
}

/// What `låt` has named.
package struct Definition: Sendable {
  package let names: [String]
  /// What it says, nil until it is first used where the tests have read it before.
  fileprivate let body: DefinitionLine.Body?
  /// Where it stands.
  fileprivate let source: Source
  package let table: TableID
  package let kind: NameKinds
  /// True for those that came with the data and cannot be redefined.
  package let isCatalogue: Bool
  /// The definition as it was written.
  package var text: String { source.text }
  package var isMeasure: Bool { kind.contains(.measure) }
  /// The first name is the Swedish title, the last the English one.
  package var title: Title { Title(sv: names[0], en: names[names.count - 1]) }
}

/// What a phrase stands for.
package enum Entry: Hashable, Sendable {
  case table(TableID)
  case column(TableID, ColumnID)
  case cut(TableID, Cut)
  /// A published figure: a member of the table's name column.
  case figure(TableID, Code32)
  case definition(DefinitionID)
  case versus(VersusColumn)
  case attainment(TableID, Attainment)
  /// A member of a dimension that may stand bare.
  case member(DomainID, Code32)
}

/// The names of everything that can be asked about, over a store.
package struct Catalogue: Sendable {
  package private(set) var store: Store
  package private(set) var definitions: [Definition] = []
  package private(set) var lexicon = Lexicon()
  /// What each phrase stands for, by its place in the lexicon.
  private var entries: [[Entry]] = []
  /// The code of each folded member of a dimension, aliases too.
  private var members: [DomainID: Members] = [:]

  /// Names every table, field, figure and member of a store. Throws IN45 for a name that is taken.
  package init(_ store: Store) throws(Diagnostic) {
    self.store = store
    // A name or two for each member, and as many again for what is defined.
    let count = 4 * store.domains.reduce(0) { $0 + ($1.members.areListed ? $1.count : 0) }
    entries.reserveCapacity(count)
    lexicon.reserveCapacity(count)
    for column in VersusColumn.allCases {
      for name in column.names.all { add(fold(name), name, .versus(column), .measure) }
    }
    for table in store.tables { try add(table) }
    for (index, domain) in store.domains.enumerated() { addMembers(domain, DomainID(index)) }
  }

  /// Adds a name that data give. Throws IN45 when the language itself uses it.
  private mutating func add(
    _ written: String, _ entry: Entry, _ kinds: NameKinds
  ) throws(Diagnostic) {
    let phrase = fold(written)
    if let other = taken(phrase) { throw Diagnostic(.phraseTaken(written, by: other)) }
    add(phrase, written, entry, kinds)
  }

  private mutating func add(
    _ phrase: String, _ written: String, _ entry: Entry, _ kinds: NameKinds
  ) {
    guard let place = lexicon.add(phrase, written, kinds) else { return }
    if place == entries.count {
      entries.append([entry])
    } else {
      entries[place].appendNew(entry)
    }
  }

  private mutating func add(_ table: Table) throws(Diagnostic) {
    for name in table.names.all { try add(name, .table(table.id), .table) }
    for column in table.columns {
      for name in column.names.all {
        try add(name, .column(table.id, column.id), kinds(of: column))
      }
    }
    if table.column(.period) != nil {
      for cut in Cut.allCases {
        // A field of the table's own that is called so is meant before a part of its period.
        let own = cut.names.all.contains { name in
          entries(fold(name)).contains { entry in
            if case .column(table.id, _) = entry { true } else { false }
          }
        }
        if own { continue }
        for name in cut.names.all {
          add(fold(name), name, .cut(table.id, cut), [.dimension, .field])
        }
      }
    }
    if table.column(.target) != nil, table.column(.direction) != nil {
      for attainment in Attainment.allCases {
        for name in attainment.names.all {
          add(fold(name), name, .attainment(table.id, attainment), .segment)
        }
      }
    }
    addFigures(table)
  }

  private func kinds(of column: Column) -> NameKinds {
    column.kind == .dimension ? [.dimension, .field] : .field
  }

  /// Every member of the name column is a figure, under its name, its translation and its aliases.
  private mutating func addFigures(_ table: Table) {
    guard let name = table.published?.name, case .coded(let codes, let domainID) = table[name].data
    else { return }
    let domain = store[domainID]
    var seen = [Bool](repeating: false, count: domain.members.count + 1)
    for code in codes where code != 0 && !seen[Int(code)] {
      seen[Int(code)] = true
      guard let member = domain[code] else { continue }
      for (phrase, written) in phrases(of: member) where isFree(phrase) {
        add(phrase, written, .figure(table.id, code), .measure)
      }
    }
  }

  private mutating func addMembers(_ domain: Domain, _ id: DomainID) {
    let holders = store.tables.flatMap { table in
      table.columns.filter { column in
        column.domain == id && (column.kind == .dimension || column.role == .hedge)
      }
    }
    if holders.isEmpty { return }
    let isBare = holders.contains { $0.isBare }
    if !isBare, !domain.members.areListed {
      let members = lateMembers(domain, isShown: !isProtected(id))
      self.members[id] = members
      return lexicon.add(members: members, of: holders.flatMap(\.names.all))
    }
    var codes: [TextKey: Code32] = [:]
    for (index, member) in domain.members.enumerated() {
      let code = Code32(index + 1)
      for (phrase, written) in phrases(of: member) where codes[TextKey(phrase)] == nil {
        codes[TextKey(phrase)] = code
        if isBare { add(phrase, written, .member(id, code), .value) }
      }
    }
    let members = Members(
      codes: codes, written: domain.members.map(\.value),
      shown: { [shown = shownMembers(id)] in
        shown.flatMap { [$0.value, $0.title.sv, $0.title.en] }
      })
    self.members[id] = members
    lexicon.add(members: members, of: holders.flatMap(\.names.all))
  }

  /// Very many members of which nothing is known but their values: nobody waits for their names.
  private func lateMembers(_ domain: Domain, isShown: Bool) -> Members {
    Members(
      late: {
        let written = domain.members.map(\.value)
        var codes: [TextKey: Code32] = [:]
        codes.reserveCapacity(written.count)
        for (index, value) in written.enumerated() where codes[TextKey(fold(value))] == nil {
          codes[TextKey(fold(value))] = Code32(index + 1)
        }
        return Members.Names(codes: codes, written: written)
      }, shown: { isShown ? domain.members.map(\.value) : [] })
  }

  /// The folded phrases of a member with their spellings: its value, its titles, its aliases.
  private func phrases(of member: Member) -> [(phrase: String, written: String)] {
    var all = [(phrase: fold(member.value), written: member.value)]
    for written in [member.title.sv, member.title.en] where written != member.value {
      all.append((fold(written), written))
    }
    return all + member.aliases.map { (fold($0), $0) }
  }
}

extension Catalogue {
  /// Takes the rows of practice data into the store; what they hold has its names already. Throws IN53.
  package mutating func fill(_ practice: Practice, _ effort: Effort) throws(Diagnostic) {
    store = try store.practised(practice, effort)
  }

  /// Takes the findings of an audit into the store, with the names of their members.
  package mutating func fill(_ findings: [Finding]) {
    store = store.with(findings: findings)
    for index in store.findingsDomains { addMembers(store.domains[index], DomainID(index)) }
  }
}

extension Catalogue {
  /// The defined names that ask for findings.
  package var namesOfFindings: [String] {
    definitions.filter { $0.table == store.findings }.flatMap(\.names)
  }
}

extension Catalogue {
  /// The language of what is offered for a line that shows none of its own.
  package var tongue: Tongue {
    get { lexicon.tongue }
    set { lexicon.tongue = newValue }
  }
}

// MARK: the rules of names

extension Catalogue {
  /// True when a folded phrase is no keyword, reserved word or aggregate + table or field.
  private func isFree(_ phrase: String) -> Bool { taken(phrase) == nil }

  /// True for a name that cannot be a field's or a table's, whatever other names there are.
  package static func isTaken(_ name: String) -> Bool {
    let phrase = fold(name)
    if let keywords = Keyword.bySpelling[phrase], !keywords.allSatisfy(Keyword.contextual.contains)
    {
      return true
    }
    let head = phrase.prefix { $0 != " " }
    return reservedWords.contains(phrase)
      || head != phrase && Keyword.aggregateWords.contains(String(head))
  }

  /// What a phrase collides with, nil when it is free.
  private func taken(_ phrase: String) -> String? {
    if let keywords = Keyword.bySpelling[phrase], !keywords.allSatisfy(Keyword.contextual.contains)
    {
      return phrase
    }
    if reservedWords.contains(phrase) { return phrase }
    guard let blank = phrase.utf8.firstIndex(of: 0x20) else { return nil }
    let head = String(phrase[..<blank])
    guard Keyword.aggregateWords.contains(head) else { return nil }
    var rest = phrase[phrase.index(after: blank)...]
    for joint in ["av ", "of "] where rest.hasPrefix(joint) { rest = rest.dropFirst(3) }
    return lexicon.kinds(of: String(rest)).isDisjoint(with: [.table, .field]) ? nil : phrase
  }
}

// MARK: looking names up

extension Catalogue {
  package subscript(id: DefinitionID) -> Definition { definitions[id.index] }

  /// What a definition says.
  package func body(_ definition: Definition) -> DefinitionLine.Body {
    if let body = definition.body { return body }
    guard case .definition(let line)? = parse(definition.source, lexicon).line else {
      preconditionFailure("a definition that was taken unread is one that the tests have read")
    }
    return line.body
  }

  /// What a folded phrase stands for.
  package func entries(_ phrase: String) -> [Entry] {
    lexicon.place(of: phrase).map { entries[$0] } ?? []
  }

  /// Every folded phrase and what it stands for, in alphabetical order.
  package var names: [(phrase: String, entries: [Entry])] {
    entries.indices.map { (lexicon.phrase(at: $0), entries[$0]) }.sorted { $0.0 < $1.0 }
  }

  /// The title of an entry.
  package func title(_ entry: Entry) -> Title {
    switch entry {
    case .table(let table): store[table].names.title
    case .column(let table, let column): store[table][column].names.title
    case .cut(_, let cut): cut.names.title
    case .figure(let table, let code): figureTitle(table, code)
    case .definition(let id): self[id].title
    case .versus(let column): column.names.title
    case .attainment(_, let attainment): attainment.names.title
    case .member(let domain, let code): store[domain][code]?.title ?? Title("")
    }
  }

  private func figureTitle(_ table: TableID, _ code: Code32) -> Title {
    guard let name = store[table].published?.name, let domain = store.domain(table, name) else {
      return Title("")
    }
    return domain[code]?.title ?? Title("")
  }

  /// The table that an entry belongs to, nil for those of no single table.
  package func table(of entry: Entry) -> TableID? {
    switch entry {
    case .table(let table), .column(let table, _), .cut(let table, _), .figure(let table, _),
      .attainment(let table, _):
      table
    case .definition(let id): self[id].table
    case .versus, .member: nil
    }
  }

  /// The codes of the folded members of a dimension, aliases too; nil for what is no dimension.
  package func codes(of domain: DomainID) -> [TextKey: Code32]? { members[domain]?.codes }

  /// The members of a dimension that may be offered, in their order. Of a protected table only those
  /// of the code list: that somebody has a rare value is nothing to be told.
  package func shownMembers(_ domain: DomainID) -> [Member] {
    let members = Array(store[domain].members)
    return isProtected(domain)
      ? members.filter { $0.isDescribed || $0.period != nil } : members
  }

  private func isProtected(_ domain: DomainID) -> Bool {
    store.tables.contains { table in
      table.isProtected && table.columns.contains { $0.domain == domain }
    }
  }

  /// The column of a table that holds a domain.
  package func column(_ table: TableID, of domain: DomainID) -> ColumnID? {
    store[table].columns.first { $0.domain == domain && $0.kind == .dimension }?.id
  }
}

extension Catalogue {
  /// The published figure whose last word ends as a computed count's does: antal bidragshushåll for
  /// antal hushåll; the shortest name, nil when there is none.
  package func publishedTwin(of title: String) -> String? {
    guard let last = fold(title).split(separator: " ").last, last.count >= 5 else { return nil }
    let places = entries.indices.filter { place in
      // Most names are no such figures', which is cheaper to see than how they end.
      guard entries[place].contains(where: isPublishedMeasure),
        lexicon.phrase(at: place).utf8.reversed().starts(with: last.utf8.reversed()),
        let word = lexicon.phrase(at: place).split(separator: " ").last
      else { return false }
      return word.count > last.count
    }
    return places.map(lexicon.phrase).min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  private func isPublishedMeasure(_ entry: Entry) -> Bool {
    switch entry {
    case .figure: true
    case .definition(let id): self[id].isMeasure && store[self[id].table].published != nil
    default: false
    }
  }
}

// MARK: definitions

extension Catalogue {
  /// Adds a definition whose table and kind are settled; a later one of the session replaces an
  /// earlier one. Throws IN31 when a name belongs to the catalogue, IN45 when it is reserved.
  /// Returns true when it replaced one of the session's own.
  package mutating func define(
    _ names: [String], _ body: DefinitionLine.Body?, _ source: Source, span: Span, table: TableID,
    kind: NameKinds, isCatalogue: Bool
  ) throws(Diagnostic) -> Bool {
    var replaces = false
    for name in names {
      let phrase = fold(name)
      if taken(phrase) != nil { throw Diagnostic(.phraseTaken(name, by: phrase), span) }
      for entry in entries(phrase) {
        switch entry {
        case .definition(let id) where !self[id].isCatalogue: replaces = true
        case .definition(let id) where self[id].table != table: continue
        case .member: continue
        case .figure(let other, _) where other != table: continue
        default: throw Diagnostic(.nameTaken(name), span)
        }
      }
    }
    let id = DefinitionID(index: definitions.count)
    definitions.append(
      Definition(
        names: names, body: body, source: source, table: table, kind: kind,
        isCatalogue: isCatalogue))
    for name in names {
      if let place = lexicon.place(of: fold(name)) {
        let kept = entries[place].filter { entry in
          if case .definition(let old) = entry { self[old].isCatalogue } else { true }
        }
        entries[place] = kept
      }
      add(fold(name), name, .definition(id), kind)
    }
    return replaces
  }

  /// Adds a measure of the program's own catalogue, whose names the tests have found to be free.
  mutating func defineTested(_ names: [String], _ source: Source, table: TableID) {
    let id = DefinitionID(index: definitions.count)
    definitions.append(
      Definition(
        names: names, body: nil, source: source, table: table, kind: .measure, isCatalogue: true))
    for name in names { add(fold(name), name, .definition(id), .measure) }
  }
}

extension [Entry] {
  fileprivate mutating func appendNew(_ entry: Entry) {
    if !contains(entry) { append(entry) }
  }
}
