import InsynPlan
import InsynStore
import InsynValue

extension Plan {
  /// What became of the places that the question fixes and the table lacks, and what they were made of.
  func timeline(_ store: Store) -> [Note] {
    let tests: [RowTest]
    switch shape {
    case .listing(let listing): tests = listing.tests
    case .cube(let cube): tests = cube.legs.first?.tests ?? []
    }
    guard let column = store[table].column(.place),
      case .coded(let codes, let domain) = store[table][column].data
    else { return [] }
    return tests.flatMap { $0.members(of: column) }.filter { !codes.occurring.contains($0) }
      .flatMap { store[domain].timeline($0) }
  }
}

extension Leg {
  fileprivate var tests: [RowTest] {
    switch self {
    case .aggregate(let leg): leg.tests
    case .lookup(let leg): leg.tests
    }
  }
}

extension RowTest {
  /// The members that a test asks for by name.
  fileprivate func members(of column: ColumnID) -> [Code32] {
    switch self {
    case .codes(let own, let codes): own == column ? codes.sorted() : []
    case .all(let tests): tests.flatMap { $0.members(of: column) }
    case .always, .any, .not, .printed, .compare, .isMissing, .attained: []
    }
  }
}

extension Domain {
  /// The mergers that a place took part in.
  package func timeline(_ code: Code32) -> [Note] {
    guard let member = self[code] else { return [] }
    var notes: [Note] = []
    let parts = allCodes.compactMap { self[$0] }.filter { $0.successor == code }
    if let first = member.validity?.from, !parts.isEmpty {
      notes.append(.madeOf(parts.map(\.title), place: member.title, on: first))
    }
    if let last = member.validity?.to, let next = member.successor.flatMap({ self[$0] }) {
      notes.append(
        .becamePart(of: next.title, place: member.title, on: Day(number: last.number + 1)))
    }
    return notes
  }
}
