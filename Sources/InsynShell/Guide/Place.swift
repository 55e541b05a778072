import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// What may stand at each place, ranked: the parser says which kinds, the catalogue which of them fit.

/// A place of a half-typed line, as one expectation of the parser describes it.
struct LinePlace {
  let index: NameIndex
  let begun: Begun
  let scene: Scene
  let tongue: Tongue
  let parameters: [String]
  /// True when the session has an answer that clauses alone could change.
  let hasAnswer: Bool
  /// The measures used last, newest first.
  let recent: [String]

  var catalogue: Catalogue { index.catalogue }
  var store: Store { catalogue.store }
  private var clause: ClauseName? { begun.clause }

  /// True at the first word of a line.
  private var isAtStart: Bool {
    begun.measures.allSatisfy(\.isEmpty) && begun.clauses.isEmpty && begun.table == nil
      && begun.others.isEmpty && !begun.isInside
  }

  /// Everything that an expectation lets stand here.
  func candidates(_ expected: Expectation) -> [Candidate] {
    var all: [Candidate] = []
    for (offset, keyword) in expected.keywords.enumerated() {
      if let candidate = candidate(keyword, offset, expected.place) { all.append(candidate) }
    }
    all += names(expected.names, expected.place)
    if let field = expected.membersOf { all += members(of: field) }
    for sign in expected.signs {
      if let rank = rank(sign, expected.place) { all.append(Candidate(sign, rank)) }
    }
    all += literals(expected.literals, expected.place)
    return all
  }
}

// MARK: names

extension LinePlace {
  private func of(_ kind: Nameable.Kind) -> [Nameable] { index.names(kind, tongue) }

  private func fits(_ nameable: Nameable) -> Bool { fitting(nameable) != nil }

  /// What a name stands for in the tables of the line.
  private func fitting(_ nameable: Nameable) -> Entry? {
    nameable.entries.first { scene.fits($0, catalogue) }
  }

  /// The names of a kind that mean something here.
  private func own(_ kind: Nameable.Kind, _ rank: Int, mark: Title = Title("")) -> [Candidate] {
    of(kind).compactMap { nameable in
      fitting(nameable).map { Candidate(nameable, rank, $0, mark: mark) }
    }
  }

  private func columns(_ nameable: Nameable) -> [(table: Table, column: Column)] {
    nameable.entries.compactMap { entry in
      guard case .column(let table, let column) = entry else { return nil }
      return (store[table], store[table][column])
    }
  }

  private func names(_ kinds: NameKinds, _ place: Place) -> [Candidate] {
    if kinds.isEmpty { return [] }
    switch place {
    case .start: return begun.verb == nil ? tables(4) : subjects
    case .measure: return measures(withTables: kinds.contains(.table))
    case .operand: return operands
    case .test: return tests(kinds)
    case .aggregate: return aggregated
    case .dimension, .column: return dimensions.map { Candidate($0, 0) }
    case .fields: return fields
    case .clause, .value: return kinds.contains(.value) ? bareValues : []
    case .definition:
      return kinds.contains(.dimension) ? of(.dimension).map { Candidate($0, 1) } : []
    case .comparison, .versus, .share, .number, .text, .end: return []
    }
  }

  private func tables(_ rank: Int) -> [Candidate] {
    isAtStart || begun.isInside ? of(.table).map { Candidate($0, rank) } : []
  }

  /// After `visa`, `källa` and `förklara` everything with a name.
  private var subjects: [Candidate] {
    let kinds: [(Nameable.Kind, Int)] = [
      (.measure, 0), (.table, 1), (.segment, 2), (.dimension, 3), (.field, 4), (.value, 5),
    ]
    return kinds.flatMap { kind, rank in of(kind).map { Candidate($0, rank) } }
  }

  private func measures(withTables: Bool) -> [Candidate] {
    var all = of(.measure).filter(fits).map { nameable in
      let recency = recent.firstIndex { $0 == nameable.phrase(.sv).folded }
      return Candidate(nameable, recency.map { $0 - 100 } ?? weight(nameable), fitting(nameable))
    }
    all += of(.field).filter { isFigure($0) && fits($0) }.map { Candidate($0, 1, fitting($0)) }
    if withTables, begun.measures.count < 2, !begun.isComputed {
      all += of(.table).filter { begun.table == nil || fits($0) }.map { Candidate($0, 4) }
    }
    return all
  }

  /// The session's own names before the catalogue's, and those before what the reports call it.
  private func weight(_ nameable: Nameable) -> Int {
    var weight = 2
    for case .definition(let id) in nameable.entries {
      weight = min(weight, catalogue[id].isCatalogue ? 0 : -1)
    }
    return weight
  }

  /// A field that is a figure of its own.
  private func isFigure(_ nameable: Nameable) -> Bool {
    columns(nameable).contains { table, column in
      table.published != nil && column.isNumeric && column.kind == .measure
    }
  }

  private var operands: [Candidate] {
    switch clause {
    case .versus: return references
    case .order: return sortKeys
    case .filter:
      return isNumericLeft ? measures(withTables: false).map { moved($0, 8) } : []
    case nil, .rows, .column, .fields, .share, .total, .top, .display:
      return measures(withTables: false)
    }
  }

  private func moved(_ candidate: Candidate, _ rank: Int) -> Candidate {
    if case .name(let nameable, let entry, let mark) = candidate.gloss {
      return Candidate(nameable, rank, entry, mark: mark)
    }
    return candidate
  }

  private func tests(_ kinds: NameKinds) -> [Candidate] {
    var all = own(.segment, 0) + own(.dimension, 1) + own(.field, 2)
    if !begun.isListing, !begun.isRefining, begun.verb != .check {
      all += own(.measure, 3, mark: Title(sv: "efter gruppering", en: "after grouping"))
    }
    if begun.clauses.contains(.versus) { all += own(.versus, 3) }
    return all + own(.value, 9)
  }

  private var aggregated: [Candidate] {
    let ranks: [(Nameable.Kind, Int)] =
      switch begun.aggregate {
      case .count: [(.table, 0), (.segment, 1), (.value, 2)]
      case .share: [(.segment, 1), (.value, 2)]
      case .distinct: [(.dimension, 0), (.field, 1)]
      default: [(.field, 0), (.measure, 1)]
      }
    let isSum = begun.aggregate == .sum
    return ranks.flatMap { kind, rank in
      of(kind).filter { nameable in
        guard fits(nameable) || kind == .table && begun.table == nil else { return false }
        if begun.aggregate == .distinct || kind == .table || kind == .segment || kind == .value {
          return true
        }
        return isSummable(nameable, isSum)
      }.map { Candidate($0, rank) }
    }
  }

  /// A number per row for every aggregate; a published count or sum of money for `summa` alone.
  private func isSummable(_ nameable: Nameable, _ isSum: Bool) -> Bool {
    nameable.entries.contains { entry in
      switch entry {
      case .column(let table, let column):
        let isPublished = store[table].published != nil
        return store[table][column].isNumeric && store[table][column].kind != .dimension
          && scene.fits(entry, catalogue) && (isSum || !isPublished)
          && (!isPublished || store[table][column].kind == .measure)
      case .figure: return isSum && unit(nameable)?.isAdditive ?? false
      case .definition(let id):
        return catalogue[id].kind.contains(.field)
          || isSum && unit(nameable)?.isAdditive ?? false
      case .table, .cut, .versus, .attainment, .member: return false
      }
    }
  }

  private func unit(_ nameable: Nameable) -> Unit? {
    nameable.unit(catalogue)
  }

  /// Dimensions that every measure of the line has and that do not split it already.
  private var dimensions: [Nameable] {
    let used = Set(begun.split.map(\.phrase))
    return of(.dimension).filter { nameable in
      let isUsed = nameable.phrases.contains { used.contains($0.folded) }
      return !isUsed && scene.isShared(nameable.entries, catalogue)
    }
  }

  private var fields: [Candidate] {
    let used = Set(begun.others.map(\.phrase))
    return (own(.field, 0) + own(.dimension, 1)).filter { candidate in
      !candidate.phrases.contains { used.contains($0.folded) }
    }
  }

  /// `mot`: the target where every measure has one, other fields of the row, measures of its unit.
  private var references: [Candidate] {
    var all = begun.isComputed ? [] : fieldReferences
    if begun.isListing { return all }
    let units = begun.measures.flatMap { $0 }.compactMap { name in
      index.byPhrase[name.phrase]?.lazy.compactMap(unit).first
    }
    for nameable in of(.measure)
    where !begun.isComputed || nameable.entries.contains(where: isComputed) {
      let isOwn = begun.measures.flatMap { $0 }.contains { name in
        nameable.phrases.contains { $0.folded == name.phrase }
      }
      let isLike =
        units.first.map { own in unit(nameable).map(own.isLike) ?? false } ?? fits(nameable)
      if !isOwn, isLike { all.append(Candidate(nameable, 5)) }
    }
    return all
  }

  /// Other fields of the same row: the targets in the order of the table, then the rest.
  private var fieldReferences: [Candidate] {
    var found: [(column: Column, candidate: Candidate)] = []
    for nameable in of(.field) where isFigure(nameable) {
      let own = columns(nameable).filter { table, column in
        scene.tables.allSatisfy { $0.contains(table.id) } && table.published?.value != column.id
      }
      guard let (table, column) = own.first else { continue }
      let rank = column.role == .target ? 0 : 4
      found.append((column, Candidate(nameable, rank, .column(table.id, column.id))))
    }
    return found.sorted { $0.column.id < $1.column.id }.map(\.candidate)
  }

  private func isComputed(_ entry: Entry) -> Bool {
    catalogue.table(of: entry).map { store[$0].published == nil } ?? false
  }

  /// `sortera`: what the rows are split by, the measures, what `mot` adds; on a list its fields.
  private var sortKeys: [Candidate] {
    var all = begun.clauses.contains(.versus) ? of(.versus).map { Candidate($0, 1) } : []
    if begun.isListing || begun.verb == .check || begun.isRefining {
      return all + own(.field, 2) + own(.dimension, 3)
    }
    let named = Set((begun.split + begun.measures.flatMap { $0 }).map(\.phrase))
    for kind in [Nameable.Kind.dimension, .measure, .field, .table] {
      for nameable in of(kind) where nameable.phrases.contains(where: { named.contains($0.folded) })
      {
        if kind != .table { all.append(Candidate(nameable, 0)) }
      }
    }
    return all + measures(withTables: false).map { moved($0, 5) }
  }

  private var bareValues: [Candidate] { own(.value, 31) }
}

// MARK: values

extension LinePlace {
  /// The dictionaries of a field in the tables of the line.
  private func domains(of field: String) -> [DomainID] {
    var found: [DomainID] = []
    for entry in catalogue.entries(field) {
      guard case .column(let table, let column) = entry, scene.fits(entry, catalogue),
        let domain = store[table][column].domain, !store[table][column].isCalendar
      else { continue }
      if !found.contains(domain) { found.append(domain) }
    }
    return found
  }

  private func members(of field: String) -> [Candidate] {
    domains(of: field).flatMap(index.values).map { Candidate($0, 0) }
  }

  private var left: [Column] {
    (begun.last.map { catalogue.entries($0.phrase) } ?? []).compactMap { entry in
      guard case .column(let table, let column) = entry, scene.fits(entry, catalogue) else {
        return nil
      }
      return store[table][column]
    }
  }

  private var isNumericLeft: Bool { left.isEmpty || left.contains(where: \.isNumeric) }

  private var isCalendarLeft: Bool {
    left.contains(where: \.isCalendar)
      || (begun.last.map { catalogue.entries($0.phrase) } ?? []).contains {
        if case .cut = $0 { true } else { false }
      }
  }

  private func literals(_ literals: Literals, _ place: Place) -> [Candidate] {
    var all: [Candidate] = []
    if literals.contains(.parameter) {
      all += parameters.map {
        Candidate("$" + $0, 40, gloss: Title(sv: "parameter", en: "parameter"))
      }
    }
    if literals.contains(.number), place == .number {
      all += ["5", "10", "3"].map {
        Candidate($0, 0, gloss: Title(sv: "antal rader", en: "number of rows"))
      }
    }
    let isAfterComparison = place == .value && clause == .filter && begun.last != nil
    if literals.contains(.period), !isAtStart || hasAnswer, !isAfterComparison || isCalendarLeft {
      all += periods(place)
    }
    if literals.contains(.document), place != .value || begun.last == nil, !isAtStart || hasAnswer {
      all += documents
    }
    return all
  }

  private func periods(_ place: Place) -> [Candidate] {
    if begun.isListing, place == .versus { return [] }
    var found: [Period] = []
    for table in scene.tables.flatMap({ $0 }).sorted() {
      for period in index.periods(of: table) where !found.contains(period) { found.append(period) }
    }
    let gloss = Title(sv: "period", en: "period")
    return found.sorted(by: >).map { Candidate("\($0)", place == .versus ? 3 : 28, gloss: gloss) }
  }

  private var documents: [Candidate] {
    let tables = scene.tables.flatMap { $0 }.sorted()
    let domain = tables.lazy.compactMap { id in
      store[id].column(.document).flatMap { store[id][$0].domain }
    }.first
    guard let domain else { return [] }
    return index.values(of: domain).filter { ["vb ", "vp "].contains(fold($0.title.sv).prefix(3)) }
      .map { Candidate($0, 35) }
  }
}

// MARK: keywords and signs

extension LinePlace {
  private func candidate(_ keyword: Keyword, _ offset: Int, _ place: Place) -> Candidate? {
    if Keyword.aggregates.contains(keyword) { return aggregate(keyword, offset, place) }
    switch place {
    case .start:
      return keyword == .param || !isAtStart ? nil : Candidate(keyword, 10)
    case .clause where keyword == .ascending || keyword == .descending: return Candidate(keyword, 8)
    case .clause: return clauseBegins(keyword)
    case .test: return Candidate(keyword, 4)
    case .versus:
      if begun.isListing, keyword == .lastYear { return nil }
      return Candidate(keyword, keyword == .lastYear ? 1 : 2)
    case .share:
      if keyword == .ofRow, !begun.clauses.contains(.column) { return nil }
      if keyword == .ofColumn, !begun.clauses.contains(.rows) { return nil }
      return Candidate(keyword, offset)
    case .comparison:
      if keyword == .contains { return isNumericLeft ? nil : Candidate(keyword, 1) }
      return Candidate(keyword, 2)
    case .measure, .aggregate, .dimension, .column, .operand, .value, .fields, .number, .text,
      .definition, .end:
      return nil
    }
  }

  private func aggregate(_ keyword: Keyword, _ offset: Int, _ place: Place) -> Candidate? {
    switch place {
    case .measure, .operand:
      if clause == .filter, !isNumericLeft || begun.isListing { return nil }
      if clause == .versus, begun.isListing { return nil }
      return Candidate(keyword, clause == nil ? 5 : 6)
    case .test:
      if begun.isListing { return nil }
      return Candidate(keyword, 5, mark: Title(sv: "efter gruppering", en: "after grouping"))
    default: return nil
    }
  }

  /// A clause that the line does not have yet and that can stand beside what it has.
  private func clauseBegins(_ keyword: Keyword) -> Candidate? {
    let used = begun.clauses
    let isPublished = scene.tables.allSatisfy { $0.contains { store[$0].published != nil } }
    let isListing = begun.isListing || begun.verb == .check
    let stands: Bool =
      switch keyword {
      case .per: !used.contains(.rows) && !isListing
      case .cross: !used.contains(.column) && !isListing && !used.contains(.versus)
      case .with: !used.contains(.fields) && (isListing || isPublished && !begun.isComputed)
      case .versus:
        !used.contains(.versus) && !used.contains(.column) && (!isListing || hasReference)
      case .shareOf: !used.contains(.share) && !isListing
      case .withTotal: !used.contains(.total) && !isListing
      case .sort: !used.contains(.order)
      case .top, .bottom: !used.contains(.top)
      case .asBars, .asLine: !used.contains(.display) && !isListing
      case .and, .or: begun.last != nil
      default: true
      }
    if !stands { return nil }
    guard let offset = ranked.firstIndex(of: keyword) else { return nil }
    if keyword == .and, clause != .filter {
      return Candidate(.and, offset, gloss: Sign.comma.gloss)
    }
    if begun.isRefining, begun.clauses.isEmpty, isAtStart {
      return hasAnswer
        ? Candidate(keyword, 15 + offset, mark: Title(sv: "fortsätt", en: "continue")) : nil
    }
    return Candidate(keyword, offset)
  }

  private var hasReference: Bool {
    scene.tables.allSatisfy { tables in
      tables.contains { store[$0].column(.target) != nil || store[$0].column(.previous) != nil }
    }
  }

  /// Clauses in the order in which they are likeliest.
  private var ranked: [Keyword] {
    let joints: [Keyword] = [.and, .or]
    let clauses: [Keyword] = [
      .per, .filter, .versus, .cross, .withTotal, .with, .sort, .top, .bottom, .shareOf, .asBars,
      .asLine, .within,
    ]
    return clause == .filter ? joints + clauses : clauses + joints
  }

  /// Nil for a sign that would make no sense here.
  private func rank(_ sign: Sign, _ place: Place) -> Int? {
    switch sign {
    case .open:
      switch place {
      case .aggregate: return begun.aggregate == .share ? 0 : begun.aggregate == .count ? 5 : nil
      case .value: return 20
      default: return 7
      }
    case .close: return begun.isInside || clause == .filter || clause == nil ? 14 : nil
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
      if place == .definition { return 0 }
      let isOrdered = isNumericLeft || isCalendarLeft
      return sign == .equal || sign == .unequal || isOrdered ? 0 : nil
    case .plus, .minus, .times, .divided:
      if begun.isListing || clause != nil && !isNumericLeft || clause == .versus { return nil }
      return 22
    case .comma:
      return begun.isListing && clause == nil ? nil : 21
    case .colon, .range, .bar: return 25
    case .percent, .doubleEqual, .angles: return nil
    }
  }
}
