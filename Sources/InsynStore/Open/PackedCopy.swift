// Loops that write packed cells, one for each pair of widths.

extension PackedWriter {
  /// Writes codes, all of which the width holds.
  func fill(from codes: UnsafePointer<UInt32>) {
    switch width {
    case .one: pour(codes, UInt8.self)
    case .two: pour(codes, UInt16.self)
    case .four: pour(codes, UInt32.self)
    case .eight: pour(codes, UInt64.self)
    }
  }

  private func pour<Cell: PackedCell>(_ codes: UnsafePointer<UInt32>, _: Cell.Type) {
    let cells = memory.start.assumingMemoryBound(to: Cell.self)
    for row in 0..<count { cells[row] = Cell(truncatingIfNeeded: codes[row]) }
  }

  /// Writes how far numbers are above the least, from 1 on; 0 for those that are missing.
  func fill(
    from values: UnsafePointer<Int64>, _ places: UnsafePointer<UInt8>, _ least: Int64
  ) {
    switch width {
    case .one: pour(values, places, least, UInt8.self)
    case .two: pour(values, places, least, UInt16.self)
    case .four: pour(values, places, least, UInt32.self)
    case .eight: pour(values, places, least, UInt64.self)
    }
  }

  private func pour<Cell: PackedCell>(
    _ values: UnsafePointer<Int64>, _ places: UnsafePointer<UInt8>, _ least: Int64, _: Cell.Type
  ) {
    let cells = memory.start.assumingMemoryBound(to: Cell.self)
    for row in 0..<count {
      let raw = Cell(truncatingIfNeeded: values[row] &- least &+ 1)
      cells[row] = places[row] == BlockColumn.absent ? 0 : raw
    }
  }
}

/// How the cells of a chunk become those of the whole column.
enum Recoding: Sendable {
  /// By the code of each code.
  case codes([Code32])
  /// raw → (raw + shift) × factor + base, but 0 stays 0.
  case numbers(shift: Int64, factor: Int64, base: Int64)
}

extension PackedWriter {
  /// Writes the cells of a chunk, so many, from a row on.
  func write(_ cells: Memory, _ from: Packed.Width, count: Int, at row: Int, _ recoding: Recoding) {
    switch from {
    case .one: write(cells, UInt8.self, count, row, recoding)
    case .two: write(cells, UInt16.self, count, row, recoding)
    case .four: write(cells, UInt32.self, count, row, recoding)
    case .eight: write(cells, UInt64.self, count, row, recoding)
    }
  }

  private func write<From: PackedCell>(
    _ cells: Memory, _: From.Type, _ count: Int, _ row: Int, _ recoding: Recoding
  ) {
    let cells = UnsafePointer(cells.start.assumingMemoryBound(to: From.self))
    switch width {
    case .one: write(cells, count, row, recoding, UInt8.self)
    case .two: write(cells, count, row, recoding, UInt16.self)
    case .four: write(cells, count, row, recoding, UInt32.self)
    case .eight: write(cells, count, row, recoding, UInt64.self)
    }
  }

  private func write<From: PackedCell, To: PackedCell>(
    _ cells: UnsafePointer<From>, _ count: Int, _ row: Int, _ recoding: Recoding, _: To.Type
  ) {
    let target = memory.start.assumingMemoryBound(to: To.self) + row
    switch recoding {
    case .codes(let codes):
      codes.withUnsafeBufferPointer { codes in
        for index in 0..<count { target[index] = To(truncatingIfNeeded: codes[Int(cells[index])]) }
      }
    case .numbers(let shift, let factor, let base):
      for index in 0..<count {
        let number = Int64(truncatingIfNeeded: cells[index]) &+ shift
        let raw = To(truncatingIfNeeded: number &* factor &+ base)
        target[index] = cells[index] == 0 ? 0 : raw
      }
    }
  }
}
