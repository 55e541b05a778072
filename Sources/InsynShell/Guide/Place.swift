import InsynLanguage
import InsynPlan
import InsynStore
import InsynValue

// What may stand at each place, ranked: the parser says which kinds, the catalogue which of them fit.

/// A place of a half-typed line, as one expectation of the parser describes it.
struct LinePlace {
  let index: NameIndex
  let begun: Begun
  /// True before the first token of a line.
  let isFirst: Bool
  let scene: Scene
  let tongue: Tongue
  let parameters: [String]
  /// True when the session has an answer that clauses alone could change.
  let hasAnswer: Bool
  /// The measures used last, newest first.
  let recent: [String]

  var catalogue: Catalogue { index.catalogue }
  var store: Store { catalogue.store }
  var clause: ClauseName? { begun.clause }

  /// True at the first word of a line.
  var isAtStart: Bool {
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
    let all = of(kind).compactMap { nameable in fitting(nameable).map { (nameable, $0) } }
    let inOrder =
      kind == .measure || kind == .value ? all : all.sorted { place($0.1) < place($1.1) }
    return inOrder.map { Candidate($0, rank, $1, mark: mark) }
  }

  /// Place, gender and time first, then the columns in the order of their table, and last what every row
  /// of a figure has alike; tables as they were loaded.
  private func place(_ entry: Entry) -> Int {
    switch entry {
    case .table(let table): table.index
    case .column(let table, let column):
      switch store[table][column].role {
      case .place: 0
      case .gender: 1
      case .period: 2
      case .unit, .form, .note, .hedge, .section, .line: 1000 + column.index
      default: (store[table].published?.name == column ? 2000 : 100) + column.index
      }
    case .cut(_, let cut): cut == .year ? 3 : 500 + (Cut.allCases.firstIndex(of: cut) ?? 0)
    case .figure, .definition, .versus, .attainment, .member: 0
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
    case .dimension, .column: return dimensions
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
    var all = of(.measure).filter { fits($0) || isAtStart && isDefined($0) }.map { nameable in
      let recency = recent.firstIndex { $0 == nameable.phrase(.sv).folded }
      return Candidate(nameable, recency.map { $0 - 100 } ?? weight(nameable), fitting(nameable))
    }
    all += of(.field).filter { isFigure($0) && fits($0) }.map { Candidate($0, 1, fitting($0)) }
    if withTables, begun.measures.count < 2, !begun.isComputed {
      all += of(.table).filter { begun.table == nil || fits($0) }
        .sorted { table(of: $0) < table(of: $1) }.map { Candidate($0, 4) }
    }
    return all
  }

  /// True for a name that brings its table with it.
  private func isDefined(_ nameable: Nameable) -> Bool {
    nameable.entries.contains { if case .definition = $0 { true } else { false } }
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
      if isCalendarLeft { return (own(.dimension, 8) + own(.field, 8)).filter(isCalendar) }
      return isNumericLeft ? measures(withTables: false).map { moved($0, 8) } : []
    case nil where isFirst: return []  // A measure may stand here too, and names the same.
    case nil, .rows, .column, .fields, .share, .total, .top, .display:
      return measures(withTables: false)
    }
  }

  private func isCalendar(_ candidate: Candidate) -> Bool {
    guard case .name(let nameable, _, _) = candidate.gloss else { return false }
    return columns(nameable).contains { $0.column.isCalendar }
  }

  /// What tells households apart is counted and never searched.
  private func isIdentity(_ candidate: Candidate) -> Bool {
    guard case .name(let nameable, _, _) = candidate.gloss else { return false }
    return columns(nameable).contains { $0.column.role == .identity }
  }

  private func moved(_ candidate: Candidate, _ rank: Int) -> Candidate {
    if case .name(let nameable, let entry, let mark) = candidate.gloss {
      return Candidate(nameable, rank, entry, mark: mark)
    }
    return candidate
  }

  private func tests(_ kinds: NameKinds) -> [Candidate] {
    var all = own(.segment, 0) + own(.dimension, 1) + own(.field, 2).filter { !isIdentity($0) }
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
      if kind == .table {
        return of(kind).filter { begun.table == nil || fits($0) }
          .sorted { table(of: $0) < table(of: $1) }.map { Candidate($0, rank) }
      }
      return of(kind).filter { nameable in
        guard fits(nameable) else { return false }
        if begun.aggregate == .distinct || kind == .segment || kind == .value {
          return true
        }
        return isSummable(nameable, isSum)
      }.map { Candidate($0, rank + (isLineNumber($0) ? 9 : 0)) }
    }
  }

  /// Tables that are chosen only by name come last.
  private func table(of nameable: Nameable) -> Int {
    guard let table = nameable.entries.first.flatMap(catalogue.table) else { return 0 }
    return table.index + (store[table].isDetail ? 1000 : 0)
  }

  /// A number per row for every aggregate; a published count or sum of money for `summa` alone.
  private func isSummable(_ nameable: Nameable, _ isSum: Bool) -> Bool {
    nameable.entries.contains { entry in
      switch entry {
      case .column(let table, let column):
        let isPublished = store[table].published != nil
        return store[table][column].isNumeric && store[table][column].kind != .dimension
          && store[table][column].role != .identity
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

  private func isLineNumber(_ nameable: Nameable) -> Bool {
    columns(nameable).contains { $0.column.role == .line }
  }

  private func unit(_ nameable: Nameable) -> Unit? {
    nameable.unit(catalogue)
  }

  /// Dimensions that every measure of the line has and that do not split it already.
  private var dimensions: [Candidate] {
    let used = Set(begun.split.map(\.phrase))
    return own(.dimension, 0).filter { candidate in
      guard case .name(let nameable, _, _) = candidate.gloss else { return false }
      return !candidate.phrases.contains { used.contains($0.folded) }
        && scene.isShared(nameable.entries, catalogue)
    }
  }

  private var fields: [Candidate] {
    let used = Set(begun.fields.map(\.phrase))
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
      if !isOwn || isPublishedBeside(nameable), isLike { all.append(Candidate(nameable, 5)) }
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

  /// True for a name that is computed in the line's table and published in another.
  private func isPublishedBeside(_ nameable: Nameable) -> Bool {
    guard let name = begun.table,
      case .table(let table)? = catalogue.entries(name.phrase).first(where: { entry in
        if case .table = entry { true } else { false }
      })
    else { return false }
    return store[table].published == nil && nameable.entries.contains { !isComputed($0) }
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
    let gloss = Title(sv: "frågans mått", en: "the question's measure")
    all += begun.written.map { Candidate($0, 1, gloss: gloss) }
    return all + measures(withTables: false).map { moved($0, 7) }
  }

  private var bareValues: [Candidate] { own(.value, 31) }
}
