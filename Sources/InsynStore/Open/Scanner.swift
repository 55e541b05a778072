import InsynValue

/// Where the cells of a run of UTF-8 end. The byte behind the run is a line feed, and fifteen more can be
/// read behind that.
struct Scanner {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// True when the file ends where the run does.
  let isEnd: Bool
  let delimiter: UInt8
  /// 0 for none, which no text has.
  let quote: UInt8

  /// One cell, by places in the run.
  struct Cell {
    /// What stands between the quotes, or the whole cell.
    let content: Range<Int>
    /// True when doubled quotes stand inside.
    var hasEscapes = false
    /// The place of the delimiter or line end behind it.
    let next: Int
  }

  /// Why a cell cannot be told.
  enum Trouble: Error {
    /// The run ends before the cell does.
    case more
    /// A quote that nothing closes, or that something follows; its place.
    case broken(opened: Int, closed: Int?)
  }

  /// No cell is longer: what seems so is an open quote.
  static let longest = 1 << 24

  @inline(__always)
  func isStop(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

  /// The place of the first delimiter or line end from a place on.
  @inline(__always)
  func plainEnd(_ place: Int) -> Int { end(place, before: delimiter) }

  /// The place of the first of a sign and the line ends from a place on.
  @inline(__always)
  func end(_ place: Int, before sign: UInt8) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let signs = ones &* UInt64(sign)
    let raw = UnsafeRawPointer(start)
    var at = place
    while true {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let (a, b, c) = (
        word ^ signs, word ^ 0x0A0A_0A0A_0A0A_0A0A, word ^ 0x0D0D_0D0D_0D0D_0D0D
      )
      // The lowest mark is right; those above it may be of a byte that is one more.
      let marks =
        ((a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c) & highs
      if marks != 0 { return at + marks.trailingZeroBitCount >> 3 }
      at += 8
    }
  }

  /// The cell that begins at a place.
  func cell(at place: Int) throws(Trouble) -> Cell {
    if quote == 0 || start[place] != quote || place == count {
      let end = min(plainEnd(place), count)
      if end == count, !isEnd { throw .more }
      return Cell(content: place..<end, next: end)
    }
    return try quoted(place)
  }

  private func quoted(_ opened: Int) throws(Trouble) -> Cell {
    var hasEscapes = false
    var at = opened + 1
    while true {
      while at < count, start[at] != quote { at += 1 }
      if at - opened > Scanner.longest { throw .broken(opened: opened, closed: nil) }
      if at >= count {
        if isEnd { throw .broken(opened: opened, closed: nil) }
        throw .more
      }
      if at + 1 == count, !isEnd { throw .more }
      if at + 1 < count, start[at + 1] == quote {
        hasEscapes = true
        at += 2
        continue
      }
      if at + 1 < count, !isStop(start[at + 1]) { throw .broken(opened: opened, closed: at) }
      return Cell(content: opened + 1..<at, hasEscapes: hasEscapes, next: at + 1)
    }
  }

  /// The place behind the line end at a place; the end of the file is one.
  @inline(__always)
  func afterLine(_ place: Int) throws(Trouble) -> Int {
    if place == count {
      if isEnd { return place }
      throw .more
    }
    if start[place] == 0x0D {
      if place + 1 == count, !isEnd { throw .more }
      if place + 1 < count, start[place + 1] == 0x0A { return place + 2 }
    }
    return place + 1
  }

  /// True when nothing but line ends stands from a place to the end of the file.
  func isBlankToEnd(_ place: Int) throws(Trouble) -> Bool {
    guard bytes(place..<count).allSatisfy({ $0 == 0x0A || $0 == 0x0D }) else { return false }
    if !isEnd { throw .more }
    return true
  }

  /// The cells of the row that begins at a place, and where the next begins.
  func row(at place: Int) throws(Trouble) -> (cells: [Cell], next: Int) {
    var cells: [Cell] = []
    var at = place
    while true {
      let cell = try cell(at: at)
      cells.append(cell)
      if cell.next == count || start[cell.next] != delimiter {
        return (cells, try afterLine(cell.next))
      }
      at = cell.next + 1
    }
  }

  // MARK: content

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  /// The bytes of a cell with its quotes single.
  func unescaped(_ cell: Cell) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(cell.content.count + 16)
    var at = cell.content.lowerBound
    while at < cell.content.upperBound {
      result.append(start[at])
      if cell.hasEscapes, start[at] == quote, at + 1 < cell.content.upperBound { at += 1 }
      at += 1
    }
    return result
  }

  func text(_ cell: Cell) -> String { String(decoding: unescaped(cell), as: UTF8.self) }

  /// The lines that end within a range.
  func lineEnds(_ range: Range<Int>) -> Int {
    var ends = 0
    for place in range {
      let byte = start[place]
      if byte == 0x0A || byte == 0x0D && (place + 1 == count || start[place + 1] != 0x0A) {
        ends += 1
      }
    }
    return ends
  }

  /// How many lines below the beginning of its row a place is, and which letter of its line, from 1.
  func position(of place: Int, row: Int) -> (lines: Int, column: Int) {
    var line = row
    for at in row..<max(row, place) where start[at] == 0x0A || start[at] == 0x0D { line = at + 1 }
    let letters = bytes(min(line, place)..<place).count { $0 & 0xC0 != 0x80 }
    return (lineEnds(row..<max(row, place)), letters + 1)
  }
}
