import InsynValue

extension Practice {
  /// The tables that practice data fill.
  static let tables = ["hushåll", "hushållsmånader", "befolkning", "övningsinsatser"]

  /// Bytes of memory that the rows take, about.
  package var byteCount: Int {
    switch size {
    case .reports: 1 << 19
    // Twelve bytes a household month, twenty a household's year of some six months, and the rest while it
    // is made.
    case .months(let months): 20 * months
    }
  }
}

extension Store {
  /// The tables that practice data fill and that have no rows yet.
  package var unpractised: Set<TableID> {
    Set(
      tables.filter { table in
        table.isSynthetic && table.rowCount == 0 && Practice.tables.contains(table.name)
      }.map(\.id))
  }

  /// This store with the rows of practice data in their tables. Where they go on beyond the years that are
  /// described, so do the dictionaries of months, years and periods. For benchmarks household months have
  /// the year and the gender too, and stand once more as `öppna månader`; there are no findings yet then.
  /// Throws IN53 when a stop is wished.
  package func practised(
    _ practice: Practice, threads: Int = machineThreads, forBenchmark: Bool = false,
    _ effort: Effort = Effort()
  ) throws(Diagnostic) -> Store {
    let schedule = Schedule(practice)
    var filling = Filling(self)
    filling.describe(schedule)
    let codes = filling.codes(schedule)
    let households = try Households(schedule, codes)
      .tables(threads: threads, forBenchmark: forBenchmark, effort)
    if forBenchmark { filling.widenMonths() }
    filling.fill("hushåll", households.yearRows)
    filling.fill("hushållsmånader", households.monthRows)
    if forBenchmark { filling.openMonths(households: households.count) }
    filling.fill("befolkning", try inhabitantRows(schedule, codes, threads: threads, effort))
    try filling.fill(try Participations(schedule, effort), codes, threads: threads, effort)
    return Store(tables: filling.tables, domains: filling.domains)
  }
}

/// A store's tables and dictionaries while rows are put into them.
struct Filling {
  private(set) var tables: [Table]
  private(set) var domains: [Domain]

  init(_ store: Store) {
    (tables, domains) = (store.tables, store.domains)
  }

  func index(_ table: String) -> Int {
    guard let index = tables.firstIndex(where: { $0.name == table }) else {
      preconditionFailure("the package of practice data describes \(table)")
    }
    return index
  }

  private func domain(_ table: String, _ column: String) -> DomainID {
    let table = tables[index(table)]
    guard let column = table.column(named: column), let domain = table[column].domain else {
      preconditionFailure("\(column) of \(table.name) has a dictionary")
    }
    return domain
  }

  /// The code of a value that a dictionary must have.
  private func code(_ value: String, _ domain: DomainID) -> UInt64 {
    guard let code = domains[domain.index].code(value) else {
      preconditionFailure("\(value) is a value of \(domains[domain.index].name)")
    }
    return UInt64(code)
  }

  private func codes(_ values: [String], _ table: String, _ column: String) -> [UInt64] {
    let domain = domain(table, column)
    return values.map { code($0, domain) }
  }

  func codes(_ schedule: Schedule) -> PracticeCodes {
    let gender = domain("hushåll", "kön")
    let first = Period(year: Schedule.firstYear)
    return PracticeCodes(
      districts: codes(schedule.districts.map(\.name), "hushåll", "stadsdel"),
      kinds: codes(Kind.allCases.map(\.value), "hushåll", "hushållstyp"),
      obstacles: codes(Obstacle.all.map(\.value), "hushåll", "försörjningshinder"),
      ages: codes(Household.ages, "hushåll", "ålder"),
      homes: codes(Household.homes.map(\.0), "hushåll", "boende"),
      women: code("kvinnor", gender), men: code("män", gender),
      firstYear: code("\(first)", domain("hushåll", "år")),
      firstMonth: code("\(first)-01", domain("hushållsmånader", "månad")))
  }

  mutating func replace(_ table: Table) { tables[table.id.index] = table }

  mutating func add(_ table: Table) { tables.append(table) }

  mutating func add(_ domain: Domain) -> DomainID {
    domains.append(domain)
    return DomainID(domains.count - 1)
  }

  // MARK: dictionaries of the calendar

  /// Makes the dictionaries hold every month and year of a schedule.
  mutating func describe(_ schedule: Schedule) {
    let years = (0..<schedule.yearCount).map { Period(year: Schedule.firstYear + $0) }
    let months = (0..<schedule.monthCount).compactMap { month in
      Period(year: Schedule.firstYear + month / 12, month: month % 12 + 1, count: 1)
    }
    extend(domain("hushåll", "år"), with: years)
    extend(domain("hushållsmånader", "månad"), with: months)
    extend(domain("övningsinsatser", "period"), with: years)
  }

  /// Adds the periods that a dictionary lacks, in their order; columns that use it get the new codes.
  private mutating func extend(_ id: DomainID, with periods: [Period]) {
    let old = domains[id.index]
    let lacking = periods.filter { old.code("\($0)") == nil }
    if lacking.isEmpty { return }
    let members = (old.members + lacking.map { Filling.member($0) })
      .sorted { left, right in
        guard let a = left.period, let b = right.period else { return left.value < right.value }
        return a < b
      }
    let new = Domain(name: old.name, members: members, isOrdinal: old.isOrdinal)
    let moved = [0] + old.members.map { code($0.value, in: new) }
    domains[id.index] = new
    for table in tables.indices where tables[table].rowCount > 0 {
      var columns = tables[table].columns
      for column in columns.indices {
        guard case .coded(let codes, id) = columns[column].data else { continue }
        columns[column].data = .coded(Codes(codes.map { moved[Int($0)] }), id)
      }
      tables[table] = tables[table].with(columns, rowCount: tables[table].rowCount)
    }
  }

  private func code(_ value: String, in domain: Domain) -> Code32 {
    guard let code = domain.code(value) else { preconditionFailure("a member stays a member") }
    return code
  }

  private static func member(_ period: Period) -> Member {
    Member(
      value: "\(period)", title: Title("\(period)"), aliases: [], parts: nil, isReference: false,
      period: period, validity: nil, successor: nil, isDescribed: true)
  }

  // MARK: rows

  /// Puts rows into a table.
  mutating func fill(_ name: String, _ rows: FilledRows) {
    let table = tables[index(name)]
    let columns = table.columns.map { column in
      var column = column
      guard let packed = rows.columns[column.name] else {
        preconditionFailure("practice data have a field \(column.name)")
      }
      switch column.data {
      case .coded(_, let domain): column.data = .coded(Codes(packed), domain)
      case .numbers:
        // What counts from nothing begins with 0; all else is at least 1.
        let base: Int64 = ["barn", "vuxna", "invånare"].contains(column.name) ? 0 : 1
        column.data = .numbers(Numbers(raw: packed, base: base, scale: 0))
      }
      return column
    }
    replace(table.with(columns, rowCount: rows.rowCount))
  }

  /// Puts participations into their table, whose days get a dictionary of their own. Throws IN53 when a
  /// stop is wished.
  mutating func fill(
    _ participations: Participations, _ codes: PracticeCodes, threads: Int, _ effort: Effort
  ) throws(Diagnostic) {
    let name = "övningsinsatser"
    let all = participations.all
    let kinds = self.codes(Intervention.all.map(\.name), name, "insatstyp")
    let reasons = domain(name, "avslutsorsak")
    let period = domain(name, "period")
    let firstDay = all.map(\.start).min() ?? 0
    let lastDay = all.map(\.end).max() ?? 0
    let codesOfReasons = Intervention.all.map { $0.reasons.map { code($0.value, reasons) } }
    let years = Set(all.map(\.year)).reduce(into: [Int16: UInt64]()) { codes, year in
      codes[year] = code("\(Period(year: Schedule.firstYear + Int(year)))", period)
    }
    let rows = TableWriter<ParticipationField>(
      rowCount: all.count,
      [
        .person: UInt64(all.map(\.person).max() ?? 0), .kind: kinds.max() ?? 0,
        .district: codes.districts.max() ?? 0, .gender: max(codes.women, codes.men),
        .period: UInt64(domains[period.index].count), .start: UInt64(lastDay - firstDay + 1),
        .end: UInt64(lastDay - firstDay + 1), .reason: UInt64(domains[reasons.index].count),
      ])
    for (row, one) in all.enumerated() {
      if row.isMultiple(of: 1 << 16) { try effort.reach(.rows, row, of: all.count) }
      rows[.person].set(row, UInt64(one.person))
      rows[.kind].set(row, kinds[Int(one.kind)])
      rows[.district].set(row, codes.districts[Int(one.district)])
      rows[.gender].set(row, one.isWoman ? codes.women : codes.men)
      rows[.period].set(row, years[one.year] ?? 0)
      rows[.start].set(row, UInt64(one.start - firstDay + 1))
      rows[.end].set(row, UInt64(one.end - firstDay + 1))
      rows[.reason].set(row, codesOfReasons[Int(one.kind)][Int(one.reason)])
    }
    if !all.isEmpty {
      for column in ["start", "slut"] {
        let id = domain(name, column)
        // Few ask for a day by its name.
        let days = ListedMembers(count: Int(lastDay - firstDay) + 1) {
          (firstDay...lastDay).map { number in
            let day = Day(number: number)
            return Filling.member(Period(start: day, end: day))
          }
        }
        domains[id.index] = Domain(
          name: domains[id.index].name, members: .listed(days),
          isOrdinal: domains[id.index].isOrdinal)
      }
    }
    fill(name, try rows.finished(threads: threads, effort))
  }
}

extension Table {
  /// This table with other columns and as many rows.
  package func with(_ columns: [Column], rowCount: Int) -> Table {
    Table(
      id: id, name: name, names: names, description: description, thing: thing, counts: counts,
      published: published, listing: listing, isDetail: isDetail, isProtected: isProtected,
      isSynthetic: isSynthetic, rowCount: rowCount, columns: columns)
  }
}
