import InsynValue

// Cells that are not as most: in quotes, with blanks or units, missing by a word, or met for the first time.

extension BlockReader {
  /// What became of a cell: the place behind it and the lines that end in it, or what is wrong.
  enum SlowCell {
    case read(next: Int, lines: Int)
    case wrong(Fault)
  }

  func slowCell(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ at: Int, _ row: Int
  ) throws(Scanner.Trouble) -> SlowCell {
    let cell = try scanner.cell(at: at)
    let fault =
      column.pointee.isNumeric
      ? number(column, scanner, cell, row) : code(column, scanner, cell, row)
    if let fault { return .wrong(fault) }
    let isQuoted = cell.content.lowerBound > at
    return .read(next: cell.next, lines: isQuoted ? scanner.lineEnds(cell.content) : 0)
  }

  /// Nothing, or why the bytes are no text.
  private func notText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    TextEncoding.firstInvalid(bytes, 0..<bytes.count) != nil || bytes.contains(0)
  }

  private func number(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ cell: Scanner.Cell,
    _ row: Int
  ) -> Fault? {
    let bytes = scanner.bytes(cell.content)
    let format = column.pointee.format
    if format.isNumberMissing, format.missing.contains(scanner.text(cell)) {
      column.pointee.places[row] = BlockColumn.absent
      return nil
    }
    var wanted = Wanted.number
    switch format.style.read(bytes) {
    case .missing:
      column.pointee.places[row] = BlockColumn.absent
      return nil
    case .number(let value, let places, let suffix):
      if format.field.type == .integer, places > 0 {
        wanted = .integer
      } else if column.pointee.takes(UnsafeRawBufferPointer(rebasing: bytes[suffix])) {
        column.pointee.values[row] = value
        column.pointee.places[row] = UInt8(places)
        return nil
      }
    case .wrong(let reason): wanted = reason
    }
    if notText(bytes) { return .notText(line: 0) }
    let text = scanner.text(cell)
    if format.missing.contains(text) {
      column.pointee.places[row] = BlockColumn.absent
      return nil
    }
    if wanted == .number {
      wanted = format.field.type == .integer ? .integer : format.style.wanted(text)
    }
    return .badCell(found: text, wanted: wanted)
  }

  private func code(
    _ column: UnsafeMutablePointer<BlockColumn>, _ scanner: Scanner, _ cell: Scanner.Cell,
    _ row: Int
  ) -> Fault? {
    if cell.content.isEmpty {
      column.pointee.codes[row] = 0
      return nil
    }
    if let code = column.pointee.plainCode(scanner, cell) {
      column.pointee.codes[row] = code
      return nil
    }
    var bytes = scanner.unescaped(cell)
    if bytes.withUnsafeBytes(notText) { return .notText(line: 0) }
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: 16)
    let format = column.pointee.format
    return bytes.withUnsafeBufferPointer { buffer -> Fault? in
      guard let start = buffer.baseAddress else { return nil }
      var code = column.pointee.texts.code(start, count)
      if code == TextDictionary.unknown {
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        let value = text.precomposed
        if format.missing.contains(value) || format.missing.contains(text) {
          code = 0
        } else {
          if let wanted = format.lacks(value) { return .badCell(found: text, wanted: wanted) }
          code = column.pointee.valueCode(value)
        }
        if column.pointee.texts.code(start, count) == TextDictionary.unknown {
          column.pointee.texts.enter(start, count, code)
        }
      }
      column.pointee.codes[row] = code
      return nil
    }
  }
}

extension BlockColumn {
  /// A new code for a text of plain ASCII in a column where any text is a value; nil for any other cell.
  fileprivate mutating func plainCode(_ scanner: Scanner, _ cell: Scanner.Cell) -> UInt32? {
    guard format.field.type == .text, format.isAnyTextValue, !cell.hasEscapes,
      scanner.bytes(cell.content).allSatisfy({ $0 < 0x80 && $0 != 0 })
    else { return nil }
    let start = scanner.start + cell.content.lowerBound
    let known = texts.code(start, cell.content.count)
    return known == TextDictionary.unknown ? texts.add(start, cell.content.count) : known
  }

  /// The code of a value, a new one where it has none.
  fileprivate mutating func valueCode(_ value: String) -> UInt32 {
    let bytes = Array(value.utf8) + [UInt8](repeating: 0, count: 16)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      let known = texts.code(start, buffer.count - 16)
      return known == TextDictionary.unknown ? texts.add(start, buffer.count - 16) : known
    }
  }

  /// True for what a number of this column may have behind it: its own unit, or anything where the package
  /// says so.
  fileprivate mutating func takes(_ suffix: UnsafeRawBufferPointer) -> Bool {
    if suffix.isEmpty { return true }
    if suffixes.contains(where: { suffix.elementsEqual($0) }) { return true }
    let word = String(decoding: suffix, as: UTF8.self)
    if (0x30...0x39).contains(suffix[0]) { return false }
    let isUnit = Unit(word: word).map { $0 == format.field.unit } ?? false
    guard isUnit || !format.field.isBareNumber else { return false }
    suffixes.insert(Array(suffix))
    return true
  }
}

// MARK: what is wrong

extension BlockReader {
  func problem(
    _ scanner: Scanner, _ fault: Fault, _ place: Int, row: Int, line: Int, _ column: Int?
  ) -> BlockProblem {
    let (lines, letter) = scanner.position(of: place, row: row)
    return BlockProblem(fault: fault, line: line + lines, letter: letter, column: column)
  }

  /// A row with too few or too many fields.
  func wrongWidth(
    _ scanner: Scanner, row: Int, line: Int, width: Int
  ) throws(Scanner.Trouble) -> BlockProblem {
    let cells = try scanner.row(at: row).cells
    let fault = Fault.badCell(found: "\(cells.count)", wanted: .fields(width))
    // Where the first field too many begins, or where the row ends.
    let place =
      cells.count > width ? cells[width - 1].next + 1 : cells.last.map(\.next) ?? row
    return problem(scanner, fault, place, row: row, line: line, nil)
  }

  /// A quote that nothing closes, or that closes before its field ends.
  func brokenQuote(
    _ scanner: Scanner, _ opened: Int, _ closed: Int?, row: Int, line: Int
  ) -> BlockProblem {
    var problem = problem(
      scanner, .badCell(found: "\"", wanted: .closingQuote), opened, row: row, line: line, nil)
    if let closed {
      let behind = String(
        decoding: scanner.bytes(closed + 1..<min(closed + 5, scanner.count)), as: UTF8.self)
      problem.fault = .badCell(
        found: String(behind.prefix(1)),
        wanted: .endOfField(line: scanner.lineEnds(opened..<closed)))
    }
    return problem
  }

  /// A number that does not fit beside the others of its column, in a row of the text.
  func tooLarge(_ scanner: Scanner, _ start: Int, row: Int, _ column: Int) -> BlockProblem {
    var (at, line) = (start, 0)
    do throws(Scanner.Trouble) {
      for _ in 0..<row {
        let next = try scanner.row(at: at).next
        line += scanner.lineEnds(at..<next)
        at = next
      }
      let cell = try scanner.row(at: at).cells[column]
      let first = cell.content.lowerBound
      let isQuoted = first > at && scanner.start[first - 1] == scanner.quote
      return problem(
        scanner, .badCell(found: scanner.text(cell), wanted: .smallerNumber),
        isQuoted ? first - 1 : first, row: at, line: line, column)
    } catch {
      preconditionFailure("a row that was read can be read again")
    }
  }
}

extension Scanner {
  /// The first letters from a place on.
  func head(_ place: Int) -> String {
    String(String(decoding: bytes(place..<min(place + 80, count)), as: UTF8.self).prefix(16)) + "…"
  }
}
