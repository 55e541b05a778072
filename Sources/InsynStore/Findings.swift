import InsynValue

/// What a rule found in one place: the grade, the two places and the arithmetic.
package struct Finding: Sendable {
  package let rule: Rule
  package let grade: Grade
  /// Where the stated result stands, and where what it is held against does.
  package let places: (first: FindingPlace, second: FindingPlace)
  /// The figure that is meant: its name, place, gender and period.
  package let about: Title
  package let workings: Title
  package let reason: Title?

  package init(
    rule: Rule, grade: Grade, places: (first: FindingPlace, second: FindingPlace), about: Title,
    workings: Title, reason: Title?
  ) {
    self.rule = rule
    self.grade = grade
    self.places = places
    self.about = about
    self.workings = workings
    self.reason = reason
  }
}

/// A document and its 1-based line, as far as the data say.
package struct FindingPlace: Hashable, Sendable {
  package let document: String?
  package let line: Int?

  package init(document: String?, line: Int?) {
    self.document = document
    self.line = line
  }
}

extension Store {
  /// The name of the table of findings, which no package may use.
  static let findingsName = "fynd"

  /// The table of findings, the last one of every store that names can be looked up in.
  package var findings: TableID { TableID(tables.count - 1) }

  /// The dictionaries that only the findings use.
  package var findingsDomains: Range<Int> {
    domains.count - FindingsTable.ownDomains..<domains.count
  }

  /// This store with its table of findings, in their order. A store that has one gets another in its place.
  package func with(findings: [Finding]) -> Store {
    let isNew = tables.last?.name != Store.findingsName
    var (tables, domains) = (self.tables, self.domains)
    if !isNew {
      tables.removeLast()
      domains.removeLast(FindingsTable.ownDomains)
    }
    let table = FindingsTable(findings, document: documentDomain, first: domains.count)
    domains += table.domains
    tables.append(table.table(TableID(tables.count), in: domains))
    return Store(tables: tables, domains: domains)
  }

  /// This store as its package has it, without a table of findings.
  package var withoutFindings: Store {
    if tables.last?.name != Store.findingsName { return self }
    return Store(
      tables: Array(tables.dropLast()), domains: domains.dropLast(FindingsTable.ownDomains))
  }

  /// The documents that the tables cite, in their order; nil where no table cites any.
  package var documents: Domain? { documentDomain.map { self[$0] } }

  private var documentDomain: DomainID? {
    for table in tables where table.name != Store.findingsName {
      if let column = table.column(.document) { return table[column].domain }
    }
    return nil
  }
}

/// Builds the columns of the findings.
private struct FindingsTable {
  static let ownDomains = 7

  let findings: [Finding]
  /// The dictionary of the documents, shared with the other tables where they have one.
  let document: DomainID?
  let first: Int
  let domains: [Domain]

  init(_ findings: [Finding], document: DomainID?, first: Int) {
    self.findings = findings
    self.document = document
    self.first = first
    func texts(_ name: String, _ titles: [Title]) -> Domain {
      var seen: Set<String> = []
      let members = titles.filter { seen.insert($0.sv).inserted }.map { FindingsTable.member($0) }
      return Domain(name: name, members: members, isOrdinal: true)
    }
    let places = findings.flatMap { [$0.places.first, $0.places.second] }
    domains = [
      texts("regel", findings.map(\.rule.name)),
      texts("slag", RuleKind.allCases.map(\.title)),
      Domain(
        name: "grad", members: Grade.allCases.map { FindingsTable.member($0.title, $0.plurals) },
        isOrdinal: true),
      texts("avser", findings.map(\.about)),
      texts("räkning", findings.map(\.workings)),
      texts("anmärkning", findings.compactMap(\.reason)),
      texts("dokument", document == nil ? places.compactMap(\.document).map { Title($0) } : []),
    ]
  }

  private static func member(_ title: Title, _ aliases: [String] = []) -> Member {
    Member(
      value: title.sv, title: title, aliases: aliases, parts: nil, isReference: false, period: nil,
      validity: nil, successor: nil, isDescribed: true)
  }

  func table(_ id: TableID, in all: [Domain]) -> Table {
    let documents = document ?? DomainID(first + 6)
    func codes(_ domain: DomainID, _ value: (Finding) -> String?) -> ColumnData {
      .coded(
        Codes(
          findings.map { finding in value(finding).flatMap { all[domain.index].code($0) } ?? 0 }),
        domain)
    }
    func own(_ index: Int, _ value: (Finding) -> String?) -> ColumnData {
      codes(DomainID(first + index), value)
    }
    let data: [(String, [String], [String], ColumnKind, Role?, ColumnData)] = [
      ("regel", ["regeln"], ["rule"], .dimension, nil, own(0) { $0.rule.name.sv }),
      ("slag", ["slaget"], ["kind"], .dimension, nil, own(1) { $0.rule.kind.title.sv }),
      ("grad", ["graden"], ["grade"], .dimension, nil, own(2) { $0.grade.title.sv }),
      (
        "dokument", ["dokumentet", "rapport", "rapporten"], ["document", "report"], .dimension,
        .document, codes(documents) { $0.places.first.document }
      ),
      ("rad", ["raden"], ["line"], .measure, .line, lines { $0.places.first.line }),
      (
        "dokument 2", [], ["document 2"], .dimension, nil,
        codes(documents) { $0.places.second.document }
      ),
      ("rad 2", [], ["line 2"], .measure, .line, lines { $0.places.second.line }),
      ("avser", [], ["about"], .attribute, nil, own(3) { $0.about.sv }),
      ("räkning", ["räkningen"], ["arithmetic"], .attribute, nil, own(4) { $0.workings.sv }),
      ("anmärkning", [], ["remark"], .attribute, .note, own(5) { $0.reason?.sv }),
    ]
    let columns = data.enumerated().map { index, field in
      let (name, sv, en, kind, role, data) = field
      return Column(
        id: ColumnID(index), name: name, names: Names(sv: [name] + sv, en: en),
        type: kind == .measure ? .integer : .text, kind: kind, role: role, unit: .none,
        unitColumn: nil, isBare: false, data: data)
    }
    return Table(
      id: id, name: Store.findingsName,
      names: Names(sv: ["fynd", "fynden"], en: ["findings", "finding"]),
      description: Title(
        sv: "Vad granska finner: tal som säger emot varandra, med räkning och båda ställena.",
        en: "What check finds: figures that disagree, with the arithmetic and both places."),
      thing: Title(sv: "fynd", en: "findings"), counts: nil, published: nil,
      listing: [8, 7, 2, 3, 4, 5, 6, 0, 1].map { ColumnID($0) },
      isDetail: true, isProtected: false, isSynthetic: false, rowCount: findings.count,
      columns: columns)
  }

  private func lines(_ line: (Finding) -> Int?) -> ColumnData {
    let numbers = findings.map { line($0) }
    return .numbers(
      Numbers(
        values: numbers.map { Int64($0 ?? 0) }, isPresent: numbers.map { $0 != nil },
        decimals: numbers.map { _ in 0 }, scale: 0))
  }
}
