import InsynValue

/// The cells of a comma-separated file (RFC 4180, UTF-8), as ranges of its bytes.
struct CSV {
  struct Cell {
    /// The bytes between the quotes, or the whole cell.
    let range: Range<Int>
    /// True when doubled quotes stand inside.
    let hasEscapes: Bool
  }

  let bytes: [UInt8]
  let width: Int
  /// Row-major, the header first.
  let cells: [Cell]
  /// The 1-based line on which each row begins.
  let lines: [Int]

  var rowCount: Int { lines.count - 1 }

  subscript(row row: Int, column: Int) -> Cell { cells[(row + 1) * width + column] }

  /// The text of a cell.
  func text(_ cell: Cell) -> String {
    let text = String(decoding: bytes[cell.range], as: UTF8.self)
    if !cell.hasEscapes { return text }
    var result = ""
    var afterQuote = false
    for character in text.unicodeScalars {
      if character == "\"", afterQuote {
        afterQuote = false
        continue
      }
      afterQuote = character == "\""
      result.unicodeScalars.append(character)
    }
    return result
  }

  var header: [String] { cells.prefix(width).map(text) }

  func isSame(_ a: Cell, _ b: Cell) -> Bool {
    a.range.count == b.range.count && a.hasEscapes == b.hasEscapes
      && bytes[a.range].elementsEqual(bytes[b.range])
  }

  /// Splits a file. Throws IN44 for a broken quote or a row of another width, with its line, and IN53
  /// when a stop is wished.
  init(_ bytes: [UInt8], file: String, _ effort: Effort) throws(Diagnostic) {
    self.bytes = bytes
    var reader = CSVReader(bytes: bytes, file: file)
    try reader.run(effort)
    (width, cells, lines) = (reader.width, reader.cells, reader.lines)
    if lines.isEmpty {
      throw Diagnostic(
        .badCell(found: "", wanted: .header),
        place: FilePlace(file: file, line: 1))
    }
  }
}

private struct CSVReader {
  let bytes: [UInt8]
  let file: String
  var at = 0
  var line = 1
  var width = 0
  var cells: [CSV.Cell] = []
  var lines: [Int] = []

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    cells.reserveCapacity(bytes.count / 8)
  }

  mutating func run(_ effort: Effort) throws(Diagnostic) {
    while at < bytes.count {
      if lines.count.isMultiple(of: 4096) {
        try effort.reach(.kilobytes, at >> 10, of: bytes.count >> 10)
      }
      let (start, first) = (line, cells.count)
      try row()
      let count = cells.count - first
      if lines.isEmpty { width = count }
      if count != width {
        throw Diagnostic(
          .badCell(found: "\(count)", wanted: .fields(width)),
          place: FilePlace(file: file, line: start))
      }
      lines.append(start)
    }
  }

  private mutating func row() throws(Diagnostic) {
    while true {
      try cell()
      if at == bytes.count { return }
      let ending = bytes[at]
      at += 1
      if ending == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
      if ending != UInt8(ascii: ",") {
        line += 1
        return
      }
    }
  }

  private mutating func cell() throws(Diagnostic) {
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { return try quotedCell() }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != 0x0A, bytes[at] != 0x0D {
      at += 1
    }
    cells.append(CSV.Cell(range: start..<at, hasEscapes: false))
  }

  private mutating func quotedCell() throws(Diagnostic) {
    let opened = line
    at += 1
    let start = at
    var hasEscapes = false
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
          hasEscapes = true
          at += 2
          continue
        }
        cells.append(CSV.Cell(range: start..<at, hasEscapes: hasEscapes))
        at += 1
        let ends = at == bytes.count || [UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[at])
        if ends { return }
        throw broken(opened)
      }
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    throw broken(opened)
  }

  private func broken(_ line: Int) -> Diagnostic {
    Diagnostic(
      .badCell(found: "\"", wanted: .closingQuote),
      place: FilePlace(file: file, line: line))
  }
}
