import InsynPlan
import InsynStore
import InsynValue

/// A row with the raw number that it is chosen by.
private struct Candidate: Comparable {
  /// Turned where the least are wanted, so that greater is better.
  let number: UInt64
  let row: Int

  /// Worse: a smaller number, or the same one further down in the table.
  static func < (left: Candidate, right: Candidate) -> Bool {
    left.number == right.number ? left.row > right.row : left.number < right.number
  }
}

/// The best so far: a heap with the worst of them on top.
private struct Best {
  let count: Int
  private(set) var heap: [Candidate] = []

  init(count: Int) {
    self.count = count
  }

  /// What a number must reach to be among them, its row aside.
  var threshold: UInt64 { heap.count < count ? 0 : heap[0].number }

  mutating func take(_ candidate: Candidate) {
    if heap.count < count {
      heap.append(candidate)
      rise(heap.count - 1)
    } else if count > 0, heap[0] < candidate {
      heap[0] = candidate
      sink()
    }
  }

  private mutating func rise(_ index: Int) {
    var index = index
    while index > 0, heap[index] < heap[(index - 1) / 2] {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}

extension Engine {
  package func rows(
    of id: TableID, where tests: [RowTest], best: BestRows?, _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int] {
    if let best, let rows = try bestRows(id, tests, best, cancellation) { return rows }
    return try passing(id, tests, cancellation)
  }

  /// The best rows, in the order of the table; nil where there are fewer than asked for, so that rows
  /// without a number have a part too. Zones with the best numbers come first, and those that cannot
  /// have better ones than are found are not looked at.
  private func bestRows(
    _ id: TableID, _ tests: [RowTest], _ best: BestRows, _ cancellation: Cancellation
  ) throws(ExecutionError) -> [Int]? {
    let table = store[id]
    let cells = table[best.column].data.packed
    let predicate = Predicate(tests, table, store)
    let room = WorkRoom(RowReader(store: store, table: table), capacity: Zones.rows)
    let stretches = Stretches(rowCount: table.rowCount, length: Zones.rows, parted: nil)
    func promise(_ zone: Zone) -> UInt64 {
      zone.greatest == 0 ? 0 : best.greatest ? zone.greatest : 0 &- zone.least
    }
    let zones = cells.zones.zones.map(promise).enumerated()
      .sorted { ($0.element, $1.offset) > ($1.element, $0.offset) }
    var found = Best(count: best.count)
    for (done, (zone, promised)) in zones.enumerated() {
      if promised == 0 || promised < found.threshold { break }
      if cancellation.isWished {
        throw .cancelled(Reached(.rows, done * Zones.rows, of: table.rowCount))
      }
      let verdict = predicate.verdict(zone)
      if verdict == .none { continue }
      let rows = stretches[zone]
      if verdict == .all {
        take(&found, cells, rows, nil, best.greatest)
      } else {
        try room.passing(predicate, rows) { take(&found, cells, rows, $0, best.greatest) }
      }
    }
    return found.heap.count < best.count ? nil : found.heap.map(\.row).sorted()
  }

  private func take(
    _ found: inout Best, _ cells: Packed, _ rows: Range<Int>, _ mask: Mask?, _ greatest: Bool
  ) {
    switch cells.typed {
    case .one(let cells): take(&found, cells, rows, mask, greatest)
    case .two(let cells): take(&found, cells, rows, mask, greatest)
    case .four(let cells): take(&found, cells, rows, mask, greatest)
    case .eight(let cells): take(&found, cells, rows, mask, greatest)
    }
  }

  private func take<Cell: PackedCell>(
    _ found: inout Best, _ cells: UnsafePointer<Cell>, _ rows: Range<Int>, _ mask: Mask?,
    _ greatest: Bool
  ) {
    for row in rows where cells[row] != 0 && mask?[row - rows.lowerBound] ?? 1 == 1 {
      let number = greatest ? UInt64(cells[row]) : 0 &- UInt64(cells[row])
      if number >= found.threshold { found.take(Candidate(number: number, row: row)) }
    }
  }
}
