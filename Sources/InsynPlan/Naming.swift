import InsynLanguage
import InsynStore
import InsynValue

// The names that a store gives.

extension Catalogue {
  /// Names every table, field, figure and member. Throws IN45 for a name that is taken.
  mutating func addNames() throws(Diagnostic) {
    for column in VersusColumn.allCases {
      for name in column.names.all { add(fold(name), name, .versus(column), .measure) }
    }
    for table in store.tables { try add(table) }
    for index in store.domains.indices { addMembers(DomainID(index)) }
  }

  /// Adds a name that data give. Throws IN45 when the language itself uses it.
  private mutating func add(
    named written: String, _ entry: Entry, _ kinds: NameKinds
  ) throws(Diagnostic) {
    let phrase = fold(written)
    if let other = taken(phrase) { throw Diagnostic(.phraseTaken(written, by: other)) }
    add(phrase, written, entry, kinds)
  }

  private mutating func add(_ table: Table) throws(Diagnostic) {
    for name in table.names.all { try add(named: name, .table(table.id), .table) }
    for column in table.columns {
      for name in column.names.all {
        try add(named: name, .column(table.id, column.id), kinds(of: column))
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
      for (phrase, written) in member.phrases where isFree(phrase) {
        add(phrase, written, .figure(table.id, code), .measure)
      }
    }
  }

  /// Names the members of a domain that is a dimension of some table.
  mutating func addMembers(_ id: DomainID) {
    let holders = store.tables.flatMap { table in
      table.columns.filter { column in
        column.domain == id && (column.kind == .dimension || column.role == .hedge)
      }
    }
    if holders.isEmpty { return }
    let list = Catalogue.members(of: id, in: store)
    if holders.contains(where: { $0.isBare }) {
      for (code, member) in zip(store[id].allCodes, store[id].members) {
        for (phrase, written) in member.phrases where list.code(of: phrase) == code {
          add(phrase, written, .member(id, code), .value)
        }
      }
    }
    add(list, of: id, holders.flatMap(\.names.all))
  }

  /// The names of a domain's members, which are made when somebody asks for one.
  static func members(
    of id: DomainID, in store: Store, _ flat: FlatMembers? = nil
  ) -> Members {
    let domain = store[id]
    return Members(
      areMany: !domain.members.areListed, flat,
      names: {
        var codes: [TextKey: Code32] = [:]
        codes.reserveCapacity(domain.count)
        var written: [String] = []
        written.reserveCapacity(domain.count)
        for (code, member) in zip(domain.allCodes, domain.members) {
          written.append(member.value)
          for (phrase, _) in member.phrases where codes[TextKey(phrase)] == nil {
            codes[TextKey(phrase)] = code
          }
        }
        return Members.Names(codes: codes, written: written)
      },
      shown: { store.shownMembers(id).flatMap { [$0.value, $0.title.sv, $0.title.en] } })
  }
}

extension Member {
  /// The folded phrases of a member with their spellings: its value, its titles, its aliases.
  fileprivate var phrases: [(phrase: String, written: String)] {
    var all = [(phrase: fold(value), written: value)]
    for written in [title.sv, title.en] where written != value {
      all.append((fold(written), written))
    }
    return all + aliases.map { (fold($0), $0) }
  }
}

extension Store {
  /// The members of a dimension that may be offered, in their order. Of a protected table only those
  /// of the code list: that somebody has a rare value is nothing to be told.
  func shownMembers(_ domain: DomainID) -> [Member] {
    let members = Array(self[domain].members)
    return isProtected(domain)
      ? members.filter { $0.isDescribed || $0.period != nil } : members
  }

  private func isProtected(_ domain: DomainID) -> Bool {
    tables.contains { table in
      table.isProtected && table.columns.contains { $0.domain == domain }
    }
  }
}
