import InsynValue

/// A field that practice data fill, by its place in its table.
protocol PracticeField: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == Int {
  /// Its name in the package.
  var name: String { get }
}

/// The columns of one table while they are written, by several threads at rows of their own.
struct TableWriter<Field: PracticeField>: Sendable {
  let rowCount: Int
  /// By the place of the field; nil for one without room.
  private let columns: [PackedWriter?]

  /// Room for rows of the fields, none of whose numbers is above its largest.
  init(rowCount: Int, _ largest: [Field: UInt64]) {
    self.rowCount = rowCount
    columns = Field.allCases.map { field in
      largest[field].map { PackedWriter(count: rowCount, largest: $0) }
    }
  }

  subscript(field: Field) -> PackedWriter {
    guard let column = optional(field) else { preconditionFailure("\(field) has no room") }
    return column
  }

  /// The column of a field that not every table has.
  func optional(_ field: Field) -> PackedWriter? { columns[field.rawValue] }

  /// The columns by their names in the package. Throws IN53 when a stop is wished.
  func finished(threads: Int, _ effort: Effort) throws(Diagnostic) -> FilledRows {
    var packed: [String: Packed] = [:]
    for field in Field.allCases {
      try effort.reach(.rows, rowCount, of: rowCount)
      packed[field.name] = columns[field.rawValue]?.finished(threads: threads)
    }
    return FilledRows(rowCount: rowCount, columns: packed)
  }
}

/// The rows of a table: codes, or raw numbers.
struct FilledRows: Sendable {
  let rowCount: Int
  let columns: [String: Packed]
}

extension PackedWriter {
  /// Sets a stretch of numbers to the same.
  @inline(__always)
  func fill(_ rows: Range<Int>, _ number: UInt64) {
    switch width {
    case .one: fillCells(rows, UInt8(truncatingIfNeeded: number))
    case .two: fillCells(rows, UInt16(truncatingIfNeeded: number))
    case .four: fillCells(rows, UInt32(truncatingIfNeeded: number))
    case .eight: fillCells(rows, number)
    }
  }

  @inline(__always)
  private func fillCells<Cell: PackedCell>(_ rows: Range<Int>, _ number: Cell) {
    let cells = memory.start.assumingMemoryBound(to: Cell.self)
    for row in rows { cells[row] = number }
  }

  /// Sets a stretch of numbers to one after the other.
  @inline(__always)
  func count(_ rows: Range<Int>, from number: UInt64) {
    switch width {
    case .one: countCells(rows, from: UInt8(truncatingIfNeeded: number))
    case .two: countCells(rows, from: UInt16(truncatingIfNeeded: number))
    case .four: countCells(rows, from: UInt32(truncatingIfNeeded: number))
    case .eight: countCells(rows, from: number)
    }
  }

  @inline(__always)
  private func countCells<Cell: PackedCell>(_ rows: Range<Int>, from number: Cell) {
    let cells = memory.start.assumingMemoryBound(to: Cell.self)
    var next = number
    for row in rows {
      cells[row] = next
      next &+= 1
    }
  }
}
