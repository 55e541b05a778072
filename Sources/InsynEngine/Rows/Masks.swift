import InsynPlan
import InsynStore

/// Truths of the rows of a stretch, 1 or 0 for each.
typealias Mask = UnsafeMutablePointer<UInt8>

/// Room for the truths of one stretch, for as many tests as stand within each other; one thread's own.
final class MaskRoom {
  let capacity: Int
  private var masks: [Mask] = []
  private var used = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  deinit {
    for mask in masks { mask.deallocate() }
  }

  /// Lends a mask while some work is done.
  func lend<Failure: Error>(_ work: (Mask) throws(Failure) -> Void) throws(Failure) {
    if used == masks.count { masks.append(Mask.allocate(capacity: capacity)) }
    used += 1
    defer { used -= 1 }
    try work(masks[used - 1])
  }
}

extension Predicate {
  /// Sets the truths of the rows of a stretch, whatever they were.
  func set(
    _ mask: Mask, _ rows: Range<Int>, _ room: MaskRoom, _ reader: RowReader
  ) throws(ExecutionError) {
    switch self {
    case .range(let cells, let wanted): narrow(mask, rows, cells, wanted, isFirst: true)
    case .all(let parts) where !parts.isEmpty:
      try parts[0].set(mask, rows, room, reader)
      for part in parts.dropFirst() { try part.narrow(mask, rows, room, reader) }
    default:
      mask.update(repeating: 1, count: rows.count)
      try narrow(mask, rows, room, reader)
    }
  }

  /// Keeps the rows of a stretch that pass: what is 0 stays 0. `reader` takes slow tests apart.
  func narrow(
    _ mask: Mask, _ rows: Range<Int>, _ room: MaskRoom, _ reader: RowReader
  ) throws(ExecutionError) {
    switch self {
    case .constant(true): return
    case .constant(false): mask.update(repeating: 0, count: rows.count)
    case .range(let cells, let wanted): narrow(mask, rows, cells, wanted)
    case .lookup(let cells, let entries): narrow(mask, rows, cells, entries)
    case .all(let parts):
      for part in parts { try part.narrow(mask, rows, room, reader) }
    case .any(let parts):
      try room.lend { result throws(ExecutionError) in
        result.update(repeating: 0, count: rows.count)
        for part in parts { try part.widen(result, within: mask, rows, room, reader) }
        for index in 0..<rows.count { mask[index] &= result[index] }
      }
    case .not(let part):
      try room.lend { inner throws(ExecutionError) in
        inner.update(from: mask, count: rows.count)
        try part.narrow(inner, rows, room, reader)
        for index in 0..<rows.count { mask[index] &= inner[index] ^ 1 }
      }
    case .comparison(let comparison): comparison.narrow(mask, rows)
    case .slow(let test):
      for index in 0..<rows.count where mask[index] == 1 {
        mask[index] = try reader.holds(test, rows.lowerBound + index) ? 1 : 0
      }
    }
  }

  private func widen(
    _ result: Mask, within mask: Mask, _ rows: Range<Int>, _ room: MaskRoom, _ reader: RowReader
  ) throws(ExecutionError) {
    try room.lend { own throws(ExecutionError) in
      // What passed one part already need not be asked again.
      for index in 0..<rows.count { own[index] = mask[index] & (result[index] ^ 1) }
      try narrow(own, rows, room, reader)
      for index in 0..<rows.count { result[index] |= own[index] }
    }
  }

  /// The first test of rows need not look at what the mask holds.
  private func narrow(
    _ mask: Mask, _ rows: Range<Int>, _ cells: Packed, _ wanted: ClosedRange<UInt64>,
    isFirst: Bool = false
  ) {
    switch cells.typed {
    case .one(let cells):
      keep(mask, cells + rows.lowerBound, rows.count, wanted, isFirst)
    case .two(let cells):
      keep(mask, cells + rows.lowerBound, rows.count, wanted, isFirst)
    case .four(let cells):
      keep(mask, cells + rows.lowerBound, rows.count, wanted, isFirst)
    case .eight(let cells):
      keep(mask, cells + rows.lowerBound, rows.count, wanted, isFirst)
    }
  }

  private func narrow(_ mask: Mask, _ rows: Range<Int>, _ cells: Packed, _ entries: [UInt8]) {
    entries.withUnsafeBufferPointer { entries in
      switch cells.typed {
      case .one(let cells): keep(mask, cells + rows.lowerBound, rows.count, entries)
      case .two(let cells): keep(mask, cells + rows.lowerBound, rows.count, entries)
      case .four(let cells): keep(mask, cells + rows.lowerBound, rows.count, entries)
      case .eight(let cells): keep(mask, cells + rows.lowerBound, rows.count, entries)
      }
    }
  }
}

/// One comparison a row: below the range wraps to above it.
private func keep<Cell: PackedCell>(
  _ mask: Mask, _ cells: UnsafePointer<Cell>, _ count: Int, _ wanted: ClosedRange<UInt64>,
  _ isFirst: Bool
) {
  guard let first = Cell(exactly: wanted.lowerBound) else {
    mask.update(repeating: 0, count: count)
    return
  }
  let span = Cell(clamping: wanted.upperBound) - first
  if isFirst {
    for index in 0..<count { mask[index] = cells[index] &- first <= span ? 1 : 0 }
  } else {
    for index in 0..<count { mask[index] &= cells[index] &- first <= span ? 1 : 0 }
  }
}

private func keep<Cell: PackedCell>(
  _ mask: Mask, _ cells: UnsafePointer<Cell>, _ count: Int, _ entries: UnsafeBufferPointer<UInt8>
) {
  for index in 0..<count { mask[index] &= entries[Int(cells[index])] }
}
