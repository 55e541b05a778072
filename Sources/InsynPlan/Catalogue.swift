import InsynLanguage
import InsynStore
import InsynValue

/// A definition of the session, a file or the catalogue, by its place among them.
package struct DefinitionID: Hashable, Sendable {
  package let index: Int
}

/// What `låt` has named.
package struct Definition: Sendable {
  package let names: [String]
  /// What it says; nil for one that was written ahead, which is read when it is used.
  let body: DefinitionLine.Body?
  /// Where it stands.
  let source: Source
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

/// The names of everything that can be asked about, over a store: those that were written ahead, if any, and
/// those that were added.
package struct Catalogue: Sendable {
  package private(set) var store: Store
  package private(set) var lexicon: Lexicon
  let flat: FlatCatalogue?
  /// The names that definitions which were written ahead are read by: they mean what they meant then, whatever
  /// a session names.
  private var lexiconAhead = Lexicon()
  private var addedDefinitions: [Definition] = []
  /// What each added phrase stands for, by its place in the lexicon.
  private var addedEntries: [[Entry]] = []
  /// The code of each folded member of a dimension, aliases too.
  private var members: [DomainID: Members] = [:]

  /// Names every table, field, figure and member of a store. Throws IN45 for a name that is taken.
  package init(_ store: Store) throws(Diagnostic) {
    (self.store, lexicon, flat) = (store, Lexicon(), nil)
    // A name or two for each member, and as many again for what is defined.
    let count = 4 * store.domains.reduce(0) { $0 + ($1.members.areListed ? $1.count : 0) }
    addedEntries.reserveCapacity(count)
    lexicon.reserveCapacity(count)
    try addNames()
  }

  /// Takes the names of a store, and the definitions over it, that were written ahead.
  package init(_ store: Store, _ flat: FlatCatalogue) {
    self.store = store
    self.flat = flat
    let lists = flat.members.map { id, phrases in
      (id, list: Catalogue.members(of: id, in: store, phrases))
    }
    lexicon = Lexicon(flat.lexicon, members: lists.map(\.list))
    lexiconAhead = lexicon
    members = Dictionary(uniqueKeysWithValues: lists)
  }

  /// Names a store anew whose dictionaries go on beyond those whose names were written ahead; the definitions
  /// are taken as they were written.
  package init(_ store: Store, definitionsOf flat: FlatCatalogue) throws(Diagnostic) {
    try self.init(store)
    for index in 0..<flat.definitionCount { add(flat.definition(index)) }
    lexiconAhead = lexicon
  }

  /// Adds what a folded phrase stands for.
  mutating func add(_ phrase: String, _ written: String, _ entry: Entry, _ kinds: NameKinds) {
    change(phrase, written, kinds) { entries in
      if !entries.contains(entry) { entries.append(entry) }
    }
  }

  private mutating func change(
    _ phrase: String, _ written: String, _ kinds: NameKinds, _ edit: (inout [Entry]) -> Void
  ) {
    let ahead = flat == nil ? [] : entries(phrase)
    guard let place = lexicon.add(phrase, written, kinds) else { return }
    let index = place - lexicon.firstAdded
    if index == addedEntries.count { addedEntries.append(ahead) }
    edit(&addedEntries[index])
  }

  /// Adds the members of a dimension, under the names of its columns.
  mutating func add(_ list: Members, of domain: DomainID, _ fields: [String]) {
    members[domain] = list
    lexicon.add(members: list, of: fields)
  }

  /// Adds a definition under its names; those of the session that it replaces no longer have them.
  private mutating func add(_ definition: Definition) {
    let id = DefinitionID(index: definitionCount)
    addedDefinitions.append(definition)
    for name in definition.names {
      let phrase = fold(name)
      let replaced = entries(phrase).filter { entry in
        if case .definition(let old) = entry { !self[old].isCatalogue } else { false }
      }
      change(phrase, name, definition.kind) { entries in
        entries.removeAll(where: replaced.contains)
        entries.append(.definition(id))
      }
    }
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
    for index in store.findingsDomains { addMembers(DomainID(index)) }
  }
}

extension Catalogue {
  /// All names and definitions as they are written ahead for a program that holds the store; the session
  /// goes on at `base`.
  package func flattened(base: UInt32) -> [UInt8] {
    var writer = FlatWriter()
    writer.put([[FlatCatalogue.version, Int(base)]])
    lexicon.write(to: &writer)
    writer.put(lexicon.orderedPlaces.map { entries(at: $0).flatMap(\.words) })
    // Lists were added in the order of their dictionaries.
    let lists = members.sorted { $0.key.index < $1.key.index }
    writer.put([lists.map(\.key.index)])
    for list in lists { list.value.write(to: &writer) }
    addedDefinitions.write(to: &writer)
    return writer.bytes
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
  func isFree(_ phrase: String) -> Bool { taken(phrase) == nil }

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
  func taken(_ phrase: String) -> String? {
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
  /// All definitions, each made when it is looked at.
  package var definitions: LazyMapCollection<Range<Int>, Definition> {
    (0..<definitionCount).lazy.map { self[DefinitionID(index: $0)] }
  }

  private var definitionCount: Int { (flat?.definitionCount ?? 0) + addedDefinitions.count }

  package subscript(id: DefinitionID) -> Definition {
    guard let flat else { return addedDefinitions[id.index] }
    return id.index < flat.definitionCount
      ? flat.definition(id.index) : addedDefinitions[id.index - flat.definitionCount]
  }

  /// The table that a definition is of.
  private func table(of id: DefinitionID) -> TableID {
    if let flat, id.index < flat.definitionCount { return flat.table(ofDefinition: id.index) }
    return self[id].table
  }

  /// The defined names that ask for findings.
  package var namesOfFindings: [String] {
    (0..<definitionCount).map(DefinitionID.init(index:)).filter { table(of: $0) == store.findings }
      .flatMap { self[$0].names }
  }

  /// What a definition says.
  package func body(_ definition: Definition) -> DefinitionLine.Body {
    if let body = definition.body { return body }
    guard case .definition(let line)? = parse(definition.source, lexiconAhead).line else {
      preconditionFailure("a definition that was written ahead is one that has been read")
    }
    return line.body
  }

  /// What a folded phrase stands for.
  package func entries(_ phrase: String) -> [Entry] {
    lexicon.place(of: phrase).map(entries) ?? []
  }

  private func entries(at place: Int) -> [Entry] {
    if let flat, place < lexicon.firstAdded { return flat.entries(place) }
    return addedEntries[place - lexicon.firstAdded]
  }

  /// Every folded phrase and what it stands for, in alphabetical order.
  package var names: [(phrase: String, entries: [Entry])] {
    lexicon.orderedPlaces.map { (lexicon.phrase(at: $0), entries(at: $0)) }
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

  /// The names of a dimension's members, aliases too; nil for what is no dimension.
  package func members(of domain: DomainID) -> Members? { members[domain] }

  /// The members of a dimension that may be offered, in their order.
  package func shownMembers(_ domain: DomainID) -> [Member] { store.shownMembers(domain) }

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
    let twins = lexicon.places(endingIn: String(last)).filter { place in
      entries(at: place).contains { entry in
        switch entry {
        case .figure: true
        case .definition(let id):
          self[id].isMeasure && store[self[id].table].published != nil
        default: false
        }
      }
    }
    return twins.map(lexicon.phrase).min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
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
    add(
      Definition(
        names: names, body: body, source: source, table: table, kind: kind,
        isCatalogue: isCatalogue))
    return replaces
  }
}
