import InsynPlan
import InsynStore
import InsynValue

// The rows that pass, one by one: for listings, for lookups and for the sources of a count.

extension Engine {
  /// The rows that pass all tests, in the order of the table.
  func passing(
    _ id: TableID, _ tests: [RowTest], _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int] {
    let table = store[id]
    let predicate = Predicate(tests, table, store)
    if predicate.isAlways { return Array(0..<table.rowCount) }
    let room = WorkRoom(RowReader(store: store, table: table), capacity: settings.stretch)
    let stretches = Stretches(rowCount: table.rowCount, length: settings.stretch, parted: nil)
    var passing: [Int] = []
    for index in 0..<stretches.count {
      let rows = stretches[index]
      if cancellation.isWished {
        throw .cancelled(Reached(.rows, rows.lowerBound, of: table.rowCount))
      }
      if stretches.zones(rows).allSatisfy({ predicate.verdict($0) == .none }) { continue }
      try room.passing(predicate, rows) { mask in
        for row in 0..<rows.count where mask[row] == 1 { passing.append(rows.lowerBound + row) }
      }
    }
    return passing
  }

  /// The rows that some partial counts: all that pass, unless every partial has a test of its own.
  func counted(
    _ leg: AggregateLeg, _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int] {
    var own: [RowTest] = []
    for partial in leg.partials {
      guard let test = partial.ownTest else {
        return try passing(leg.table, leg.tests, cancellation)
      }
      own.append(test)
    }
    return try passing(leg.table, leg.tests + [.any(own)], cancellation)
  }

  func remarks(_ table: Table, _ rows: [Int]) -> [(text: String, rows: Int)] {
    guard let note = table.column(.note), case .coded(let codes, let id) = table[note].data else {
      return []
    }
    var counts: [Code32: Int] = [:]
    for row in rows where codes[row] != 0 { counts[codes[row], default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.compactMap { code, count in
      store[id][code].map { ($0.value, count) }
    }
  }

  func lines(_ table: Table, _ rows: [Int]) -> [(document: Code32, line: Int)] {
    guard let document = table.column(.document), let line = table.column(.line),
      case .coded(let codes, _) = table[document].data
    else { return [] }
    var seen: Set<[Int]> = []
    var lines: [(document: Code32, line: Int)] = []
    for row in rows {
      guard let number = store.integer(table, line, row: row) else { continue }
      if seen.insert([Int(codes[row]), number]).inserted { lines.append((codes[row], number)) }
    }
    return lines
  }
}

extension Table {
  /// True where rows say where they stand, or bear remarks of ours.
  var citesSources: Bool {
    column(.note) != nil || column(.document) != nil && column(.line) != nil
  }
}
