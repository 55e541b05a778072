import InsynLanguage
import InsynStore
import InsynValue

// A table's name alone lists its rows; and the line that says how a question was read.

extension Binder {
  mutating func listing(_ query: Query, _ name: Name) throws(Diagnostic) -> Plan {
    let clauses = query.clauses
    guard query.measures.count == 1 else {
      throw Diagnostic(.unexpected(text(query.measures[1].span), .clause), query.measures[1].span)
    }
    guard case .table(let table)? = candidates(name).first else {
      throw Diagnostic(.unknown(word: text(name.span), .start), name.span)
    }
    symbols.table = table
    symbols.entries[name.span] = .table(table)
    symbols.tableSpan = name.span
    if let prefix = query.table {
      guard isNamed(prefix, table) else {
        throw Diagnostic(.unexpected(text(name.span), .measure), name.span)
      }
      symbols.entries[prefix.span] = .table(table)
    }
    if store[table].isProtected {
      // What only a list has leaves the line.
      let isListed =
        clauses.fields != nil || clauses.order != nil || clauses.top != nil
        || clauses.versus != nil
      throw Diagnostic(
        .protectedListing(store[table].names.title), name.span,
        attempt: isListed ? counted(name) : edited(name.span, counted(name)))
    }
    try refuseGrouping(clauses, name)
    listedVersus = try listingVersus(clauses, table)
    var tests: [RowTest] = []
    for filter in clauses.filters {
      if listedVersus == nil, case .test(let pred) = filter.content,
        pred.stage({ isMeasure($0) }).results
      {
        throw try resultTest(pred, table, clauses, name)
      }
      tests.append(try rowTest(filter.content, table))
      filters.append(filter.content)
    }
    let listing = Listing(
      table: table, tests: tests, columns: try columns(clauses, table, listedVersus?.reference),
      versus: listedVersus, order: try listingOrder(clauses, table),
      top: clauses.top?.content)
    return Plan(
      shape: .listing(listing), table: table,
      readBack: readBack(query, [title ?? store[table].names.title]), notes: notes,
      display: clauses.display?.content)
  }

  /// `antal insatser` for a listed table, by the name that is typed; `granska` lists one unnamed.
  private func counted(_ name: Name) -> String {
    let typed = text(name.span)
    let isName = catalogue.lexicon.kinds(of: fold(typed)).contains(.table)
    let table = isName ? typed : catalogue.lexicon.written(name.phrase)
    return "\(Keyword.count.word(tongue)) \(table)"
  }

  /// IN29: what needs groups cannot stand on rows.
  private func refuseGrouping(_ clauses: Clauses, _ name: Name) throws(Diagnostic) {
    let refused: [(ClauseName, Span?)] = [
      (.rows, clauses.rows?.span), (.column, clauses.column?.span),
      (.share, clauses.share?.span), (.total, clauses.total?.span),
      (.display, clauses.display?.span),
    ]
    for (clause, span) in refused {
      guard let span else { continue }
      throw Diagnostic(
        .clauseOnListing(clause), span,
        attempt: clause == .rows || clause == .column
          ? edited(name.span, counted(name))
          : edited(span, ""))
    }
  }

  /// A list has results to test only where `mot` adds them.
  private func resultTest(
    _ pred: Pred, _ table: TableID, _ clauses: Clauses, _ name: Name
  ) throws(Diagnostic) -> Diagnostic {
    if let column = versusName(pred) { return versusLacking(column, table, after: name.span) }
    return Diagnostic(
      .clauseOnListing(.filter), pred.span,
      attempt: clauses.filters.count == 1 ? edited(clauses.filters[0].span, "") : nil)
  }

  private mutating func listingVersus(
    _ clauses: Clauses, _ table: TableID
  ) throws(Diagnostic) -> (value: ColumnID, reference: ColumnID)? {
    guard let clause = clauses.versus else { return nil }
    guard let value = store[table].published?.value else {
      throw Diagnostic(.noTarget(table: store[table].names.title), clause.span)
    }
    switch clause.content {
    case .previous:
      if let previous = store[table].column(.previous) { return (value, previous) }
    case .sum(.name(let name)):
      guard tables(name)?.contains(table) ?? false else {
        throw Diagnostic(.noTarget(table: store[table].names.title), clause.span)
      }
      if case .column(_, let column) = try entry(name, in: table), store[table][column].isNumeric {
        return (value, column)
      }
    case .lastYear, .period, .sum: break
    }
    throw Diagnostic(.clauseOnListing(.versus), clause.span, attempt: edited(clause.span, ""))
  }

  private mutating func columns(
    _ clauses: Clauses, _ table: TableID, _ reference: ColumnID?
  ) throws(Diagnostic) -> [ColumnID] {
    if let fields = clauses.fields?.content {
      var columns: [ColumnID] = []
      for field in fields {
        if case .column(_, let column) = try entry(field, in: table) { columns.append(column) }
      }
      return columns
    }
    let described = store[table]
    guard let reference else { return described.listing }
    let kept: Set<Role?> = [.document, .line, .direction, .period, .place, .gender]
    return described.listing.filter { column in
      column == reference || column == described.published?.value
        || column == described.published?.name || kept.contains(described[column].role)
    }
  }

  private mutating func listingOrder(
    _ clauses: Clauses, _ table: TableID
  ) throws(Diagnostic) -> (key: ListingKey, descending: Bool)? {
    guard let order = clauses.order else { return nil }
    guard case .name(let name) = order.content.key else {
      throw Diagnostic(.wrongType(text(order.content.key.span), wanted: .field), order.span)
    }
    for case .versus(let column) in candidates(name) {
      if clauses.versus == nil { throw versusLacking(name, table, after: symbols.tableSpan) }
      symbols.entries[name.span] = .versus(column)
      return (.versus(column), order.content.descending)
    }
    guard case .column(_, let column) = try entry(name, in: table) else {
      throw Diagnostic(.wrongType(text(name.span), wanted: .field), name.span)
    }
    return (.column(column), order.content.descending)
  }

  // MARK: read-back

  /// How the question was read, but for what only the answer knows.
  func readBack(_ query: Query, _ titles: [Title]) -> [ReadBackPart] {
    let speller = Speller(catalogue, symbols)
    let writers = (sv: CanonicalWriter(speller, .sv), en: CanonicalWriter(speller, .en))
    let clauses = query.clauses
    var parts = titles.map(ReadBackPart.measure)
    if rowCount > 0 { parts.append(.per(dimensions.prefix(rowCount).map(\.title))) }
    if dimensions.count > rowCount { parts.append(.cross(dimensions[rowCount].title)) }
    for filter in clauses.filters {
      parts.append(
        .filter(Title(sv: writers.sv.write(filter.content), en: writers.en.write(filter.content))))
    }
    if let fields = clauses.fields {
      parts.append(
        .fields(fields.content.map { Title(sv: speller.name($0, .sv), en: speller.name($0, .en)) }))
    }
    switch clauses.versus?.content {
    case nil: break
    case .previous: parts.append(.versus(.previous))
    case .lastYear: parts.append(.versus(.lastYear))
    case .period(let period): parts.append(.versus(.named(Title("\(period)"))))
    case .sum(let sum):
      parts.append(
        .versus(.named(Title(sv: writers.sv.write(sum), en: writers.en.write(sum)))))
    }
    if let share = clauses.share { parts.append(.share(share.content)) }
    if clauses.total != nil { parts.append(.withTotal) }
    if let order = clauses.order?.content {
      parts.append(
        .order(
          Title(sv: writers.sv.write(order.key), en: writers.en.write(order.key)),
          descending: order.descending))
    }
    if let top = clauses.top?.content { parts.append(.top(top.count, largest: top.largest)) }
    return parts
  }
}
