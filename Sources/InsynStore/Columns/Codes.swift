import Synchronization

/// The codes of a column; 0 is missing.
package struct Codes: RandomAccessCollection, Sendable {
  package let packed: Packed
  private let known = Known()

  /// Which codes occur, once somebody has asked.
  private final class Known: Sendable {
    let codes = Mutex<Set<Code32>?>(nil)
  }

  package init(_ packed: Packed) {
    self.packed = packed
  }

  package init(_ codes: [Code32]) {
    packed = Packed(codes)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { packed.count }
  package subscript(row: Int) -> Code32 { Code32(truncatingIfNeeded: packed[row]) }

  /// The codes that occur, missing among them; gone through once for the life of the column.
  package var occurring: Set<Code32> {
    known.codes.withLock { codes in
      if let codes { return codes }
      let made = packed.occurring
      codes = made
      return made
    }
  }
}

extension Packed {
  fileprivate var occurring: Set<Code32> {
    let codes = Int(zones.zones.map(\.greatest).max() ?? 0) + 1
    let seen = inParallel(zones.zones.count, threads: machineThreads) { index in
      let zone = zones.zones[index]
      if zone.isConstant { return [Code32(zone.greatest)] }
      let rows = index * Zones.rows..<Swift.min((index + 1) * Zones.rows, count)
      return switch typed {
      case .one(let cells): distinct(cells, rows, codes)
      case .two(let cells): distinct(cells, rows, codes)
      case .four(let cells): distinct(cells, rows, codes)
      case .eight(let cells): distinct(cells, rows, codes)
      }
    }
    return seen.reduce(into: []) { $0.formUnion($1) }
  }
}

/// The codes that occur in some rows, of so many that there may be.
private func distinct<Cell: PackedCell>(
  _ cells: UnsafePointer<Cell>, _ rows: Range<Int>, _ codes: Int
) -> [Code32] {
  if codes > rows.count { return Array(Set(rows.map { Code32(truncatingIfNeeded: cells[$0]) })) }
  var seen = [Bool](repeating: false, count: codes)
  for row in rows { seen[Int(cells[row])] = true }
  return seen.indices.filter { seen[$0] }.map(Code32.init)
}
