import InsynValue

/// A column in the pieces in which it was read.
struct PendingColumn {
  var pieces: [(column: ChunkColumn, rows: Int, reader: Int)]
  /// The dictionary of its codes among the store's; nil for numbers.
  let slot: Int?
  /// For each reader the gathered code of each of its own.
  let codes: [[Code32]]

  /// Where each piece begins.
  private var starts: [Int] {
    var starts: [Int] = []
    var row = 0
    for piece in pieces {
      starts.append(row)
      row += piece.rows
    }
    return starts
  }

  /// The codes of all pieces, each as `codes` of its reader says.
  func assembled(_ codes: [[Code32]], _ count: Int, _ threads: Int) -> Codes {
    let largest = codes.lazy.joined().max() ?? 0
    let writer = PackedWriter(count: count, largest: UInt64(largest))
    write(writer, threads) { .codes(codes[$1]) }
    return Codes(writer.finished(threads: threads))
  }

  private func write(
    _ writer: PackedWriter, _ threads: Int,
    _ recoding: @escaping @Sendable (ChunkColumn, _ reader: Int) -> Recoding
  ) {
    let (starts, pieces) = (starts, pieces)
    _ = inParallel(pieces.count, threads: threads) { index in
      let piece = pieces[index]
      writer.write(
        piece.column.memory, piece.column.cells, count: piece.rows, at: starts[index],
        recoding(piece.column, piece.reader))
    }
  }

  // MARK: numbers

  /// The decimals in which every piece can be held.
  private var scale: Int { pieces.map(\.column.scale).max() ?? 0 }

  /// The numbers of all pieces in one scale; nil when one of them does not fit beside the others.
  func numbers(_ count: Int, _ threads: Int) -> Numbers? {
    let scale = scale
    var (least, greatest) = (Int64.max, Int64.min)
    for (column, _, _) in pieces where column.least <= column.greatest {
      guard let low = scaled(column.least, column, scale),
        let high = scaled(column.greatest, column, scale)
      else { return nil }
      (least, greatest) = (min(least, low), max(greatest, high))
    }
    if least > greatest { (least, greatest) = (0, -1) }
    let base = least
    let writer = PackedWriter(
      count: count, largest: UInt64(bitPattern: greatest &- least &+ 1))
    write(writer, threads) { column, _ in
      .numbers(
        shift: column.least &- 1, factor: powersOfTen[scale - column.scale], base: 1 &- base)
    }
    return Numbers(
      raw: writer.finished(threads: threads), base: base, scale: scale,
      decimals: decimals(count, scale, threads))
  }

  private func scaled(_ number: Int64, _ column: ChunkColumn, _ scale: Int) -> Int64? {
    let (scaled, overflow) = number.multipliedReportingOverflow(
      by: powersOfTen[scale - column.scale])
    return overflow || scaled.magnitude >= UInt64(Int64.max) ? nil : scaled
  }

  /// The decimals of each cell, 0 where it is missing; nil where all have `scale`.
  private func decimals(_ count: Int, _ scale: Int, _ threads: Int) -> Packed? {
    let isUniform = pieces.allSatisfy { piece in
      piece.column.decimals == nil
        && (piece.column.scale == scale || piece.column.least > piece.column.greatest)
    }
    if isUniform { return nil }
    let writer = PackedWriter(count: count, largest: UInt64(scale))
    let (starts, pieces) = (starts, pieces)
    _ = inParallel(pieces.count, threads: threads) { index in
      let (column, rows, _) = pieces[index]
      let target = writer.memory.start.assumingMemoryBound(to: UInt8.self) + starts[index]
      if let decimals = column.decimals {
        UnsafeMutableRawBufferPointer(start: target, count: rows).copyMemory(
          from: UnsafeRawBufferPointer(decimals.bytes))
        return
      }
      let cells = Packed(
        count: rows, width: column.cells, memory: column.memory, offset: 0,
        zones: Zones(zones: [], isAscending: false))
      for row in 0..<rows { target[row] = cells[row] == 0 ? 0 : UInt8(column.scale) }
    }
    return writer.finished(threads: threads)
  }

  /// The row of the first number that does not fit in the common scale, and its piece.
  var tooLarge: (piece: Int, row: Int)? {
    let scale = scale
    for (index, (column, rows, _)) in pieces.enumerated() where column.least <= column.greatest {
      let cells = Packed(
        count: rows, width: column.cells, memory: column.memory, offset: 0,
        zones: Zones(zones: [], isAscending: false))
      for row in 0..<rows where cells[row] != 0 {
        let number = column.least &+ Int64(bitPattern: cells[row]) &- 1
        if scaled(number, column, scale) == nil { return (index, row) }
      }
    }
    return nil
  }
}
